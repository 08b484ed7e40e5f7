"""The laws of soundness over every rule that is shipped, on records with values of every kind.

`test_laws.py` runs a bounded number of pairs with the other tests; `nox -s laws -- --pairs 1000000` as many as a night holds.
"""

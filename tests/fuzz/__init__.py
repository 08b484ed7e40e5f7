"""A fuzzer that stays: every reader and the command line against inputs that were damaged on purpose.

`test_fuzz.py` runs a bounded number of them with the other tests; `nox -s fuzz -- --inputs 1000000` as many as a night holds.
"""

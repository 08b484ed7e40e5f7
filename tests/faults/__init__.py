"""Faults from outside: a program that is killed, a disk that is full, runs at the same time. A file stands whole or as it stood before.

`test_faults.py` runs a few rounds with the other tests; `nox -s faults -- --rounds 100` as many as a night holds.
"""

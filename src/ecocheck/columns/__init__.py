"""Many records at once: the column form of the same rules.

A table is cut into chunks; each fact is a column, understood once; each distinct comparison of all rules is tested once a chunk and
packed to bits; rules are bitwise operations on those bits. The sets of outcomes, and what is missing, are those of `Judge`.
"""

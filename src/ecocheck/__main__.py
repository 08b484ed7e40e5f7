"""`python -m ecocheck`: the command line, for a machine that cannot find the installed script."""

from .cli import main

main()

"""``python -m sim``: the same as ``python run.py``."""

from sim.commands import main

main()

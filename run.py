"""Play, check and list summit scenarios: ``python run.py --help``."""

from sim.commands import main

if __name__ == "__main__":
    main()

"""`python -m generator`."""

import sys

if __name__ == "__main__":
    try:
        from generator.commands.cli import main

        sys.exit(main())
    except KeyboardInterrupt:  # before the command line could say so itself
        sys.exit(130)

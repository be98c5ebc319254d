"""`python -m generator`, and the installed command `announce`."""

import sys


def main() -> int:
    """Run one command; returns its exit code."""
    try:
        from generator.commands.cli import main as run

        return run()
    except KeyboardInterrupt:  # before the command line could say so itself
        return 130


if __name__ == "__main__":
    sys.exit(main())

"""The command `gradiente`."""

import sys


def main() -> None:
    """Run the command; a fault of ours is told in one sentence, and where to find the rest."""
    from gradiente.cli import command

    command.main(args=sys.argv[1:], prog_name="gradiente", standalone_mode=True)


if __name__ == "__main__":
    main()

"""`python -m pipeline` and the installed command."""

from __future__ import annotations

from pipeline.cli import cli


def main() -> None:
    """Run the command that the words on the command line name, and exit with its code."""
    cli.main(prog_name="handlingsplan")


if __name__ == "__main__":
    main()

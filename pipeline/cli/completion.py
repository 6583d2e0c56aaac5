"""`handlingsplan completion`."""

from __future__ import annotations

import click

from pipeline.cli.program import Command, cli


@click.command(cls=Command)
@click.argument("shell", metavar="SKAL", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Skriv ut ett skript som kompletterar kommandon med tabb.

    SKAL är bash, zsh eller fish. Lägg skriptet där skalet läser det:

    \b
      bash  handlingsplan completion bash > ~/.local/share/bash-completion/completions/handlingsplan
      zsh   handlingsplan completion zsh > ~/.zfunc/_handlingsplan   (mappen ska stå i fpath)
      fish  handlingsplan completion fish > ~/.config/fish/completions/handlingsplan.fish
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(cli, {}, "handlingsplan", "_HANDLINGSPLAN_COMPLETE").source())

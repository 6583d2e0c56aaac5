"""`handlingsplan sample`."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.program import Command
from pipeline.cli.telling import progress, tell
from pipeline.words import counted


@click.command(cls=Command, short_help="Gör en påhittad stad att prova med.")
@click.argument("folder", metavar="MAPP", type=click.Path(path_type=Path))
@click.option("--boards", metavar="ANTAL", type=int, default=16, show_default=True, help="Hur många nämnder.")
@click.option("--year", metavar="ÅR", type=int, required=True, help="Vilket år; året före kommer med.")
@click.option("--seed", metavar="TAL", type=int, default=1, show_default=True, help="Samma tal ger samma stad.")
@click.option("--faults", is_flag=True, help="Låt några planer saknas eller ha fel, som ett vanligt år.")
def sample(folder: Path, boards: int, year: int, seed: int, faults: bool) -> None:
    """Gör en hel stad av exempel i MAPP: nämnder, stadens texter och alla planer för två år.

    Allt är påhittat, och det står i varje fil och på varje sida. Ligger det redan en sådan stad i MAPP görs den om, om
    ingen har ändrat i den.
    """
    from pipeline.verbs.sample import sample as write_sample

    with progress() as told:
        number = write_sample(folder, boards=boards, year=year, seed=seed, faults=faults, progress=told)
    if number:
        tell(f"{folder}: {counted(number, 'fil skriven', 'filer skrivna')}, allt påhittat.")
    else:
        tell(f"{folder}: staden är redan sådan, allt påhittat.")
    tell(f"Bygg dokumenten med `handlingsplan build {folder} --out EN-MAPP`.")

"""`handlingsplan rules`."""

from __future__ import annotations

import click

from pipeline.cli.program import Command


@click.command(cls=Command)
@click.argument("code", metavar="[KOD]", required=False)
def rules(code: str | None) -> None:
    """Visa reglerna, eller en regels manualsida.

    KOD är den kod som står i anmärkningen, till exempel A302.
    """
    from pipeline.rules import RULES
    from pipeline.rules.rule import Rule
    from pipeline.word_rules import WORD_RULES, WordRule
    from pipeline.words import meant

    catalogue: tuple[Rule | WordRule, ...] = (*RULES, *WORD_RULES)
    known = {rule.code: rule for rule in catalogue}

    if code is None:
        for rule in catalogue:
            click.echo(f"{rule.code}  {rule.severity:<10}  {rule.title}")
    elif code.upper() in known:
        rule = known[code.upper()]
        click.echo(f"{rule.code} ({rule.severity})\n\n{rule.manual.strip()}")
    elif code.upper()[:1] == "M":
        raise click.UsageError(f"{code} gäller en mall; vad koderna betyder står i templates/README.md")
    elif code.upper()[:1] in ("Y", "S", "X"):
        raise click.UsageError(
            f"{code} är ingen regel om planens innehåll utan ett fel i hur filen är skriven. Vad som är fel och vad du "
            "gör åt det står i anmärkningen."
        )
    else:
        raise click.UsageError(f"regeln {code} finns inte{meant(code.upper(), known)}")

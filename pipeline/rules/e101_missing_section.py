"""Ett avsnitt som krävs saknas i ärendet.

Årets `stad.yaml` säger vilka avsnitt ett tjänsteutlåtande har, i vilken ordning och vilka som krävs. Säger den inget
gäller Bakgrund, Ärendet, Ärendets beredning, Jämställdhetsanalys och Förvaltningens synpunkter och förslag, och
då krävs Ärendet. Sammanfattningen krävs alltid.

Grund: Ett tjänsteutlåtande har förslag till beslut, sammanfattning och de avsnitt som staden brukar ha.
Åtgärd: Skriv avsnittet under `avsnitt`, eller ändra vad som krävs i årets `stad.yaml`.

Fel:
    # arende.yaml
    avsnitt: {arendet: ~}
    ^^^^^^^
    ---
    # arende.yaml
    sammanfattning: ''
    ^^^^^^^^^^^^^^
Rätt:
    # arende.yaml
    avsnitt: {bakgrund: ~, synpunkter: ~}
"""

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.layout import CASE_NAME
from pipeline.rules.rule import Rule


def missing_section(dossier: Dossier) -> Iterator[Finding]:
    """Yield each section that the year requires and the case lacks, and a summary that says nothing."""
    case = dossier.case
    if case is None:
        return
    written = dossier.definitions[CASE_NAME].value(("sammanfattning",))
    if isinstance(written, str) and not written.strip():
        yield Finding(
            ("sammanfattning",),
            "sammanfattningen är tom, men ska sammanfatta ärendet i några meningar",
            "skriv vad ärendet gäller och vad förvaltningen föreslår",
            file=CASE_NAME,
        )
    for section in dossier.city.arende.avsnitt:
        if section.kravs and not case.avsnitt.get(section.id, "").strip():
            yield Finding(
                ("avsnitt",),
                f"avsnittet {section.rubrik} saknas i ärendet, men krävs {dossier.plan.ar}",
                f"lägg till `{section.id}:` under `avsnitt`, med avsnittets text",
                file=CASE_NAME,
            )


E101 = Rule("E101", Severity.ERROR, __doc__, missing_section)

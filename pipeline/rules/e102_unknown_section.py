"""Ärendet har ett avsnitt som inte finns i årets tjänsteutlåtanden.

Texten skulle inte komma med i dokumentet, eftersom ingen vet vilken rubrik den ska ha eller var den ska stå.

Grund: Avsnitten och deras ordning är gemensamma och står i årets `stad.yaml`.
Åtgärd: Rätta namnet, eller lägg till avsnittet under `arende` i årets `stad.yaml`.

Fel:
    # arende.yaml
    avsnitt: {bakgrunden: Kommunfullmäktige har beslutat om riktlinjer.}
                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
Rätt:
    # arende.yaml
    avsnitt: {bakgrund: Kommunfullmäktige har beslutat om riktlinjer.}
"""

from collections.abc import Iterator

from pipeline import words
from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.layout import CASE_NAME
from pipeline.rules.rule import Rule


def unknown_section(dossier: Dossier) -> Iterator[Finding]:
    """Yield each section of the case that the year's tjänsteutlåtanden do not have."""
    known = [section.id for section in dossier.city.arende.avsnitt]
    for name in dossier.case.avsnitt if dossier.case else ():
        if name not in known:
            yield Finding(
                ("avsnitt", name),
                f"avsnittet `{name}` finns inte{words.meant(name, known)}, så texten skulle inte komma med",
                f"här kan stå: {', '.join(known)}; fler läggs till under `arende` i årets stad.yaml",
                file=CASE_NAME,
            )


E102 = Rule("E102", Severity.ERROR, __doc__, unknown_section, may_be_allowed=False)

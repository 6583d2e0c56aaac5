"""En bilaga numreras för hand, eller räknas upp två gånger.

Bilagorna numreras när dokumentet byggs, och planen är alltid bilaga 1. Ett nummer i titeln skulle stå bredvid det
rätta, och planen eller en annan bilaga skulle stå två gånger.

Grund: Bilagorna numreras i ordning, med planen bland dem.
Åtgärd: Skriv bara titeln, och räkna inte upp planen.

Fel:
    # arende.yaml
    bilagor: [{titel: 'Bilaga 2: Enkätsvar'}]
                       ^^^^^^^^^^^^^^^^^^^
    ---
    # arende.yaml
    bilagor: [{titel: Handlingsplan mot våldsbejakande extremism 2023}]
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    ---
    # arende.yaml
    bilagor: [{titel: Enkätsvar}, {titel: enkätsvar}]
                                          ^^^^^^^^^
Rätt:
    # arende.yaml
    bilagor: [{titel: Enkätsvar}, {titel: Förra årets handlingsplan mot våldsbejakande extremism}]
"""

import re
from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity, item
from pipeline.dossier import Dossier
from pipeline.layout import CASE_NAME
from pipeline.rules.rule import Rule
from pipeline.words import normalised

_NUMBER = re.compile(r"bil(?:aga|\.)?\s*\d+", re.I)
_PLAN = re.compile(
    r"(?:förslag(?:et)?\s+till\s+)?(?:lokal\s+)?handlingsplan(?:en)?\s+mot\s+våldsbejakande\s+extremism", re.I
)


def numbered_attachment(dossier: Dossier) -> Iterator[Finding]:
    """Yield each attachment with a number of its own, the plan itself, and one that is there already."""
    seen: set[str] = set()
    for number, attachment in enumerate(dossier.case.bilagor if dossier.case else ()):
        title = normalised(attachment.titel).casefold()
        wrong = ""
        if _NUMBER.match(attachment.titel):
            wrong = "har ett nummer i titeln, men numreras när dokumentet byggs"
        elif _PLAN.match(attachment.titel):
            wrong = "är planen själv, som redan är bilaga 1"
        elif title in seen:
            wrong = "räknas upp två gånger"
        seen.add(title)
        if wrong:
            yield Finding(
                ("bilagor", item(number), "titel"),
                f"bilagan `{attachment.titel}` {wrong}",
                "skriv bara titeln, och varje bilaga en gång; planen läggs till av sig själv",
                file=CASE_NAME,
            )


E110 = Rule("E110", Severity.WARNING, __doc__, numbered_attachment)

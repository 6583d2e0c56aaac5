"""En rubrik heter något annat än i den gemensamma strukturen.

Den känns igen, men ord skiljer. Ett årtal, ett nummer eller en stor bokstav räknas inte som skillnad.

Grund: Planerna följer en gemensam struktur med samma rubriker.
Åtgärd: Använd strukturens rubrik, om ni inte har ett skäl att avvika.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Severity
from pipeline.handwritten.slots import slots
from pipeline.word_rules.rule import Reading, WordFinding, WordRule


def renamed_headings(reading: Reading) -> Iterator[WordFinding]:
    """Yield each heading that is worded in another way."""
    titles = {slot.path: slot.heading for slot in slots(reading.draft.structure)}
    for heading in reading.draft.headings:
        if heading.path in titles and not heading.free and heading.certainty < 100 and not heading.moved:
            title = titles[heading.path]
            yield WordFinding(
                heading.place,
                f"rubriken heter ”{heading.words}” men i strukturen ”{title}” ({heading.certainty} % lika)",
                f"skriv ”{title}”, om det är det avsnittet som menas",
            )


W103 = WordRule("W103", Severity.INFO, __doc__, renamed_headings)

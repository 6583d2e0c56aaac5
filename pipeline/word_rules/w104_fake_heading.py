"""En rubrik är bara fetstil eller större bokstäver.

En skärmläsare hör den inte som rubrik, och den kommer inte med i innehållsförteckningen.

Grund: Lagen om tillgänglighet till digital offentlig service, WCAG 2.1 (1.3.1).
Åtgärd: Ställ markören i rubriken och välj formatmallen Rubrik 1, 2 eller 3.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Severity
from pipeline.word_rules.rule import Reading, WordFinding, WordRule


def fake_headings(reading: Reading) -> Iterator[WordFinding]:
    """Yield each line that stands as a heading without being one."""
    for part in reading.draft.outline.parts:
        heading = part.heading
        if heading is not None and heading.level is None:
            level = f"Rubrik {part.level}" if part.level else "Rubrik 1, 2 eller 3"
            yield WordFinding(
                heading.place,
                f"”{part.words}” står som rubrik men har ingen formatmall för rubriker",
                f"välj formatmallen {level}",
            )


W104 = WordRule("W104", Severity.WARNING, __doc__, fake_headings)

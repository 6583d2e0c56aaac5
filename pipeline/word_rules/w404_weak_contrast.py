"""Texten har för svag kontrast mot bakgrunden.

Kontrasten ska vara minst 4,5:1, för stor text minst 3:1. Stor är 18 punkter, eller 14 i fetstil.

Grund: Lagen om tillgänglighet till digital offentlig service, WCAG 2.1 (1.4.3).
Åtgärd: Välj en mörkare färg, helst i formatmallen.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Severity
from pipeline.word_rules.rule import Reading, WordFinding, WordRule


def weak_contrast(reading: Reading) -> Iterator[WordFinding]:
    """Yield the first paragraph of each pair of colours that is too weak."""
    told = set()
    for paragraph in reading.document.paragraphs():
        look = paragraph.look
        large = look.size >= 36 or (look.size >= 28 and look.bold)
        for pair in look.colours:
            ratio = contrast(*pair)
            if ratio < (3 if large else 4.5) and pair not in told:
                told.add(pair)
                yield WordFinding(
                    paragraph.place,
                    f"texten har kontrasten {ratio:.1f}:1 (färg {pair[0]} mot {pair[1]}), men ska ha minst "
                    f"{'3' if large else '4,5'}:1".replace(".", ",", 1),
                    "välj en mörkare färg, helst i formatmallen",
                )


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG counts it, 1 to 21."""
    lights = sorted((_light(one), _light(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _light(colour: str) -> float:
    shares = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [s / 12.92 if s <= 0.03928 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


W404 = WordRule("W404", Severity.WARNING, __doc__, weak_contrast)

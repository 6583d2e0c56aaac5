"""Planen nämner en annan nämnds område.

Texten nämner en annan stadsdel än nämndens egen. Oftast har namnet blivit kvar när planen kopierades från en
annan nämnd. Att ett lokalpolisområde heter som en annan stadsdel är inget fel.

Grund: Planen utgår från lokala och verksamhetsspecifika förhållanden.
Åtgärd: Byt namnet mot nämndens eget, eller skriv i en kommentar varför den andra stadsdelen nämns.

Fel:
    forebyggande_arbete:
      text: Arbetet i Grannstadens stadsdelsområde bygger på tidiga och breda insatser.
                      ^^^^^^^^^^^^
Rätt:
    forebyggande_arbete:
      text: Arbetet i Exempelstadens stadsdelsområde bygger på tidiga och breda insatser.
    lokal_lagesbild:
      kartlaggning:
        text: Underlaget kommer från enkäter och från lokalpolisområde Grannstaden.
"""

import re
from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.rule import Rule

_POLICE = re.compile(r"lokalpolisområde[nt]?\s+$", re.I)


def another_board(dossier: Dossier) -> Iterator[Finding]:
    """Yield the first mention in each text of a stadsdel that is not the board's and that exists in its year."""
    board = dossier.board
    if board is None:
        return
    first, last = f"{dossier.plan.ar}-01-01", f"{dossier.plan.ar}-12-31"
    alive = [b for b in dossier.boards.values() if b.omrade and (b.fran or "") <= last and (b.till or "9999") >= first]
    names = {form: b for b in alive for form in (b.namn, b.attributiv) if form}
    if not names:
        return
    # The same pattern for every board, its own names too: Python compiles it once for a whole batch.
    longest_first = sorted(map(re.escape, names), key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(longest_first)})(?![\w-])")
    for path, text in dossier.own_texts():
        for match in pattern.finditer(text):
            if names[match[0]] is not board and not _POLICE.search(text[: match.start()]):
                yield Finding(
                    path,
                    f"texten nämner {match[0]}, men planen är {board.genitive}",
                    f"skriv {board.namn}, eller skriv i en kommentar varför {names[match[0]].namn} nämns",
                    match.span(),
                )
                break


S210 = Rule("S210", Severity.WARNING, __doc__, another_board, reads_all=True)

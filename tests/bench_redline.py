"""Redlines: how long they take, how that grows, and how true they are, beside python-redlines with Docxodus.

Both get the same pairs of documents in the same run. Ours is a call in this process and theirs starts a program, as
each is used. True means that accepting gives the new document and rejecting the old one: in the words of its text (a
line for each paragraph, notes where they are referred to), and in all that `tests/redline_proof.py` looks at: forms,
lists, tables, headers too. The table of contents is taken out of all documents first, since ours leaves it alone.
The comparison needs `pip install -e '.[bench]'`; without it, ours is measured alone.
"""

from __future__ import annotations

import importlib.util
import random
import re
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline.docx.package import DOCUMENT, Parts, packed, parts_of
from pipeline.docx.redline import redline
from pipeline.docx.redline.blocks import Contents, blocks
from pipeline.docx.redline.check import words
from pipeline.docx.redline.side import Side
from tests.redline_pairs import Values, Workshop, city, ground_values, rendered_file
from tests.redline_proof import ACCEPTED, REJECTED, read

AUTHOR, DATE = "Exempelförvaltningen", "2024-02-16T00:00:00Z"
PAIRS, BOARDS = 24, 8
PAGES = (10, 40, 160)
_KUNGSHOLMEN = 11  # pages, as LibreOffice lays it out
Engine = Callable[[Parts, Parts], Parts]


def ours(old: Parts, new: Parts) -> Parts:
    """Return our redline."""
    return redline(old, new, AUTHOR, DATE)


def docxodus() -> Engine | None:
    """Return python-redlines with Docxodus, or None when it is not installed."""
    if importlib.util.find_spec("python_redlines_docxodus") is None or not importlib.util.find_spec("python_redlines"):
        return None
    from python_redlines.engines import DocxodusEngine

    engine = DocxodusEngine()

    def theirs(old: Parts, new: Parts) -> Parts:
        made = parts_of(engine.run_redline(AUTHOR, packed(old), packed(new))[0])
        return {name: _without_moves(data) for name, data in made.items()}

    return theirs


def _without_moves(data: bytes) -> bytes:
    """Return a part with what is moved away deleted and what is moved there inserted, which comes to the same."""
    return re.sub(rb"(</?w:)move(From|To)(?=[ />])", lambda m: m[1] + (b"del" if m[2] == b"From" else b"ins"), data)


def is_true(made: Parts, old: Parts, new: Parts) -> tuple[bool, bool]:
    """Return whether a redline is true in its words, and in all."""
    views = ((ACCEPTED, new), (REJECTED, old))
    try:
        by_words = all(in_text(made, view) == in_text(wanted) for view, wanted in views)
    except Exception:  # what cannot be read is not true, whatever the reason
        by_words = False
    try:
        whole = all(read(made, view) == read(wanted) for view, wanted in views)
    except Exception:
        whole = False
    return by_words, whole


def in_text(parts: Parts, view: str = "") -> str:
    """Return the words of a document without its headers and footers."""
    return words(Side(parts), view).split("\f")[0]


def bare(parts: Parts) -> Parts:
    """Return a document without its table of contents."""
    side = Side(parts)
    for block in blocks(side.body, side, DOCUMENT):
        for element in block.elements if isinstance(block, Contents) else ():
            side.body.remove(element)
    return side.finished()


def timed(engine: Engine, old: Parts, new: Parts, rounds: int = 1) -> tuple[float, Parts | None]:
    """Return the quickest of some rounds in seconds, and what came of it; None when the engine gives up."""
    best, made = float("inf"), None
    for _ in range(rounds):
        start = time.perf_counter()
        try:
            made = engine(old, new)
        except Exception as error:  # an engine that falls is a result too
            print(f"    {type(error).__name__}: {str(error)[:100]}")
            return time.perf_counter() - start, None
        best = min(best, time.perf_counter() - start)
    return best, made


def pairs(folder: Path) -> list[tuple[Parts, Parts]]:
    """Return edited plans, and boards of a sample city from one year to the next."""
    workshop = Workshop(folder / "workshop")
    found = [workshop.pair(seed) for seed in range(PAIRS)]
    years = city(folder / "city", seed=1, boards=BOARDS)
    return found + [(rendered_file(old), rendered_file(new)) for old, new in years]


def sized(workshop: Workshop, pages: int, edits: float) -> tuple[Parts, Parts]:
    """Return a plan of about so many pages, and the same with a share of its texts changed."""
    dice = random.Random(pages)
    values = ground_values("kungsholmen")
    ground = [text for text in _texts(values) if len(text) > 200]
    rows = values["forebyggande_arbete"]["aktiviteter"]
    more: list[Values] = []
    letters = sum(map(len, _texts(values)))
    wanted = letters * pages / _KUNGSHOLMEN
    while letters < wanted:
        vocabulary = re.sub(r"\[\^[^]]*\]|[*_]", "", " ".join(dice.sample(ground, 3))).split()
        text = " ".join(dice.choices(vocabulary, k=150))
        more.append({"id": f"eget-{len(more)}", "rubrik": f"Eget avsnitt {len(more)}", "text": text})
        rows.append({**rows[0], "id": f"F{len(rows) + 50}", "aktivitet": text[:200]})
        letters += len(text) + 300
    values["lokal_lagesbild"]["egna_avsnitt"] = more
    old = workshop.rendered("kungsholmen", values)
    for thing in [*more, *rows[10:]]:
        if dice.random() < edits:
            key = "text" if "text" in thing else "aktivitet"
            kept = thing[key].split(" ")
            thing[key] = " ".join((*kept[:5], "ändrat", *kept[8:20], "och", "nytt", *kept[20:]))
    new = workshop.rendered("kungsholmen", values)
    assert old is not None
    assert new is not None
    return old, new


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for child in children for text in _texts(child)]


def truth_and_speed(folder: Path, engines: dict[str, Engine]) -> None:
    """Print how quick and how true each engine is on the same pairs."""
    compared = [(bare(old), bare(new)) for old, new in pairs(folder)]
    for name, engine in engines.items():
        times, truths = [], []
        for old, new in compared:
            seconds, made = timed(engine, old, new)
            times.append(seconds)
            truths.append(is_true(made, old, new) if made else (False, False))
        by_words, whole = (sum(truth[n] for truth in truths) for n in (0, 1))
        print(
            f"  {name:<28} {statistics.median(times) * 1000:>6.0f} ms (störst {max(times) * 1000:.0f})   "
            f"orden sanna {by_words} av {len(truths)}   allt sant {whole} av {len(truths)}"
        )


def growth(folder: Path, engines: dict[str, Engine]) -> None:
    """Print what a plan of 10, 40 and 160 pages takes, with a tenth of it changed and with all of it."""
    workshop = Workshop(folder / "growth")
    for share, what in ((0.1, "en tiondel ändrad"), (1.0, "allt ändrat")):
        for name, engine in engines.items():
            times = []
            for pages in PAGES:
                old, new = sized(workshop, pages, share)
                times.append(timed(engine, old, new, rounds=3 if name == "redline" else 1)[0])
            told = "  ".join(f"{pages} sidor {seconds:.2f} s" for pages, seconds in zip(PAGES, times, strict=True))
            print(f"  {name:<28} {what:<18} {told}   sista steget × {times[-1] / times[-2]:.1f} (fyra gånger texten)")


def main() -> None:
    """Print all the measurements."""
    theirs = docxodus()
    engines = {"redline": ours, **({"python-redlines, Docxodus": theirs} if theirs else {})}
    print("\nSpårade ändringar.")
    if theirs is None:
        print("  python-redlines med Docxodus är inte installerat och mäts inte: pip install -e '.[bench]'")
    with tempfile.TemporaryDirectory() as name:
        truth_and_speed(Path(name), engines)
        growth(Path(name), engines)


if __name__ == "__main__":
    main()

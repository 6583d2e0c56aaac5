"""A definition edited where it stands: the value changes, and no other line."""

from __future__ import annotations

import difflib
import random
from pathlib import Path

import pytest

from pipeline import yaml_edit
from pipeline.source import SourceDoc, item_keys, parse_source
from pipeline.yaml_edit import Uneditable, with_item, with_moved, with_value, without

ROOT = Path(__file__).parent.parent
FILES = [
    ROOT / "plans/2023/kungsholmen/handlingsplan.yaml",
    ROOT / "plans/2023/stad.yaml",
    ROOT / "plans/namnder.yaml",
    ROOT / "tests/data/full/2023/exempel/handlingsplan.yaml",
    ROOT / "tests/data/grund/2023/fack/handlingsplan.yaml",
]
TEXTS = [
    *("kort", "3.6", "", "a, b [c]", "Text: med kolon # och så", "lång " * 60),
    "En mening.\n\n- punkt ett\n- punkt två\n",
    f"{'Ett stycke som är långt. ' * 8}\n\nNytt stycke.\n",
]


def read(text: str) -> SourceDoc:
    doc, faults = parse_source(text.encode(), "x.yaml")
    assert doc is not None
    assert faults == []
    return doc


PLAN = """\
# Filens huvud

ansvarig: Enhetschef   # roll
tidplan: löpande
# Om raderna
rader:
  # Den första
  - id: A
    text: |
      Ett stycke som står
      på två rader.
  - id: B  # viktig
    text: b

    ar: 2023
  # Den sista
  - {id: C, text: c}
slut: ~
"""


def changed(text: str, new: SourceDoc) -> list[str]:
    """Return the lines that differ, as `-old` and `+new`."""
    lines = difflib.unified_diff(text.split("\n"), new.text.split("\n"), lineterm="", n=0)
    return [line for line in lines if line[:2] not in ("--", "++", "@@")]


def test_edit_keeps_comments():
    """Changing one value leaves every other line as it was, comments too."""
    doc = read("ansvarig: Enhetschef   # roll\ntidplan: löpande\n")

    assert with_value(doc, ("ansvarig",), "Samtliga").text == "ansvarig: Samtliga   # roll\ntidplan: löpande\n"


@pytest.mark.parametrize(
    ("edit", "lines"),
    [
        (lambda d: with_value(d, ("rader", "[B]", "ar"), "2024"), ["-    ar: 2023", "+    ar: 2024"]),
        (lambda d: with_value(d, ("rader", "[C]", "text"), "d"), ["-  - {id: C, text: c}", "+  - {id: C, text: d}"]),
        (lambda d: with_value(d, ("rader", "[A]", "mer"), "m"), ["+    mer: m"]),
        (lambda d: with_value(d, ("slut",), "nu"), ["-slut: ~", "+slut: nu"]),
        (
            lambda d: with_value(d, ("rader", "[A]", "text"), "Ett stycke som nu står på två rader.\n"),
            ["-      Ett stycke som står", "+      Ett stycke som nu står"],
        ),
        (lambda d: without(d, ("rader", "[B]", "ar")), ["-    ar: 2023"]),
        (lambda d: without(d, ("rader", "[B]", "id")), ["-  - id: B  # viktig", "-    text: b", "+  - text: b"]),
        (lambda d: without(d, ("rader", "[C]")), ["-  # Den sista", "-  - {id: C, text: c}"]),
        (lambda d: with_item(d, ("rader",), 2, {"id": "D", "text": "ny"}), ["+  - id: D", "+    text: ny"]),
        (lambda d: with_moved(d, ("rader", "[C]"), 0), []),
    ],
)
def test_no_other_line_changes(edit, lines):
    """What is set, added, removed or moved are the only lines that differ."""
    new = edit(read(PLAN))

    if lines:
        got = changed(PLAN, new)
        assert got == lines or (lines[-1] == "+    text: ny" and got == ["+  - {id: D, text: ny}"])
    else:
        assert sorted(new.text.split("\n")) == sorted(PLAN.split("\n"))
        assert [row["id"] for row in new.values["rader"]] == ["C", "A", "B"]
        assert "# Den sista\n  - {id: C" in new.text
        assert "# Den första\n  - id: A" in new.text


def test_what_becomes_empty_stays():
    """The last item taken leaves an empty list."""
    doc = read("rader:\n  - a\nslut: x\n")

    assert without(doc, ("rader", "[0]")).text == "rader: []\nslut: x\n"


@pytest.mark.parametrize("path", [("saknas", "x"), ("rader", "[Z]"), ("kopia", "x")])
def test_refuses_what_cannot_be_placed(path):
    """A place that is not there, or lent by an anchor, is not edited by guess."""
    doc = read("bas: &b {x: ett}\nkopia: *b\nrader:\n  - id: A\n")

    with pytest.raises(Uneditable):
        with_value(doc, path, "nytt")


@pytest.mark.parametrize("seed", range(6))
def test_any_edit_of_any_definition(seed):
    """Hundreds of edits at random places give what was asked for: each is read back, or it would be refused."""
    rng = random.Random(seed)
    docs = [read(file.read_text("utf-8")) for file in FILES]
    for _ in range(120):
        doc = rng.choice(docs)
        path = rng.choice([p for p in doc.spans if p])
        parent, value = doc.value(path[:-1]), doc.value(path)
        comments = [line for line in doc.lines if line.lstrip().startswith("#")]
        new = with_value(doc, path, rng.choice(TEXTS))
        if isinstance(value, dict):
            new = with_value(doc, (*path, "ny_nyckel"), rng.choice(TEXTS))
        elif isinstance(value, list):
            new = with_item(doc, path, rng.randint(0, len(value)), {"id": "N1", "text": rng.choice(TEXTS)})
        elif isinstance(parent, list):
            new = with_moved(doc, path, rng.randrange(len(parent)))
        kept = [line for line in new.lines if line.lstrip().startswith("#")]
        assert isinstance(value, str) or sorted(kept) == sorted(comments)
        if isinstance(parent, list):
            assert len(without(doc, path).value(path[:-1]) or []) == len(parent) - 1
        else:
            assert path[-1] not in (without(doc, path).value(path[:-1]) or {})


def test_items_are_found_by_id():
    """Positions of a list's items follow their ids."""
    doc = read(PLAN)

    moved = with_moved(doc, ("rader", "[A]"), 2)

    assert item_keys(moved.values["rader"]) == ["[B]", "[C]", "[A]"]
    assert yaml_edit.with_moved(moved, ("rader", "[A]"), 0).values == doc.values

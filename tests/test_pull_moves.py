"""A row moved in Word to another chapter's table is the same activity in another chapter."""

from __future__ import annotations

import copy
import re
from pathlib import Path

import pytest

from pipeline.docx.controls import without_controls
from pipeline.docx.package import DOCUMENT, packed, parts_of
from pipeline.docx.xml import parsed, serialised, w
from pipeline.errors import Exit
from pipeline.source import parse_source
from pipeline.yaml_edit import Uneditable, with_carried
from tests.test_pull import BUILT, PLAN, built, run, values, word

__all__ = ["built"]  # a fixture
EARLY, LATE = "forebyggande_arbete.aktiviteter", "forhindrande_arbete.aktiviteter"
BY = 'w:id="7{}" w:author="Enhetschef" w:date="2023-03-01T10:00:00Z"'


def moved(name: str, step: str, after: str, *changes: tuple[str, str], strip: bool = False, keep: bool = False) -> Path:
    """Write a copy of the built document in which a row stands after a row of another table, with other words."""
    parts = parts_of(BUILT.read_bytes())
    root = parsed(parts[DOCUMENT])
    source, target = (item_of(root, s) for s in (step, after))
    text = serialised(copy.deepcopy(source)).decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    target.addnext(parsed(text.encode()))
    if not keep:
        source.getparent().remove(source)
    made = {**parts, DOCUMENT: serialised(root)}
    Path(name).write_bytes(packed(without_controls(made) if strip else made))
    return Path(name)


def item_of(root, step):
    """Return the control round the row of an activity."""
    tags = root.iter(w("tag"))
    tag = next(tag for tag in tags if re.fullmatch(rf"\w+\.aktiviteter\[{step}\]", tag.get(w("val"))))
    return tag.getparent().getparent()


def block(step: str) -> list[str]:
    """Return the lines of an activity in the plan, with the comments above it."""
    lines = PLAN.read_text("utf-8").split("\n")
    at = next(n for n, line in enumerate(lines) if re.match(rf"\s*- id: {step}$", line))
    end = next(n for n in range(at + 1, len(lines)) if not re.match(r" {6,}\S", lines[n]))
    while lines[at - 1].lstrip().startswith("#"):
        at -= 1
    return lines[at:end]


@pytest.mark.parametrize("strip", [False, True], ids=["med kontroller", "utan kontroller"])
def test_a_row_in_another_chapters_table_is_moved(strip):
    """Its id, its lines and the comments above them go along; no other line is touched."""
    before, lines = block("F4"), PLAN.read_text("utf-8").split("\n")
    assert before[0].lstrip().startswith("# F4 handlar om")
    result = run("pull", moved("a.docx", "F4", "H2", strip=strip), "--write")

    assert result.exit_code == Exit.CLEAN
    assert f"{EARLY}[F4]: flyttat till {LATE}" in result.stderr
    assert [r["id"] for r in values(EARLY)] == ["F1", "F2", "F3", "F5", "F6"]
    assert [r["id"] for r in values(LATE)] == ["H1", "H2", "F4", "H3", "H4", "H5"]
    assert block("F4") == before
    assert sorted(PLAN.read_text("utf-8").split("\n")) == sorted(lines)
    assert run("pull", "a.docx").stdout == ""


@pytest.mark.parametrize("strip", [False, True], ids=["med kontroller", "utan kontroller"])
def test_a_row_that_is_moved_and_edited_is_both(strip):
    """The cell that was changed is changed, in the row's new chapter."""
    file = moved("a.docx", "F3", "H1", ("Löpande sedan 2018", "Löpande sedan 2020"), strip=strip)
    run("pull", file, "--write")

    assert values(f"{LATE}[F3].tidplan") == {"typ": "löpande", "sedan": "2020"}
    assert values(f"{EARLY}[F3]") is None


def test_a_row_without_id_and_controls_is_known_by_its_words_and_that_is_told():
    """Pasted as plain words: likeness decides, and how certain it is stands there."""
    file = moved("a.docx", "F3", "H1", (">F3<", "><"), strip=True)
    result = run("pull", file)

    assert f"{EARLY}[F3]: flyttat till {LATE}" in result.stderr
    assert re.search(r"\d\d %  ”.*” → forebyggande_arbete.aktiviteter\[F3\] \(radens ord\)", result.stderr)


def test_a_copy_in_another_chapter_is_a_new_row():
    """The row still stands where it stood: what was pasted is a new activity."""
    run("pull", moved("a.docx", "F3", "H1", keep=True), "--write")

    assert values(f"{EARLY}[F3]") is not None
    assert [r["id"] for r in values(LATE)] == ["H1", "H6", "H2", "H3", "H4", "H5"]


def test_a_table_that_is_emptied_by_moves_leaves_an_empty_list():
    """All rows of a chapter moved to another: they are moved, whether the table is left or not."""
    parts = parts_of(BUILT.read_bytes())
    root = parsed(parts[DOCUMENT])
    target = item_of(root, "H5")
    for step in ("K3", "K2", "K1"):
        target.addnext(item_of(root, step))
    Path("a.docx").write_bytes(packed({**parts, DOCUMENT: serialised(root)}))
    result = run("pull", "a.docx", "--write", "--force")

    assert [r["id"] for r in values(LATE)][-4:] == ["H5", "K1", "K2", "K3"]
    assert values("kompetenshojande_insatser.aktiviteter") == []
    assert "raderna står kvar" not in result.stderr


def test_a_tracked_move_is_a_row_taken_away_and_one_put_in():
    """As Word tracks it: accepted it is a move, left alone it is nothing."""
    file = moved("a.docx", "F4", "H2", keep=True)
    parts = parts_of(file.read_bytes())
    root = parsed(parts[DOCUMENT])
    rows = [row for row in root.iter(w("tr")) if re.match("F4", "".join(row.itertext()))]
    for row, kind in zip(rows, ("del", "ins"), strict=True):
        track(row, kind)
    file.write_bytes(packed({**parts, DOCUMENT: serialised(root)}))

    assert f"{EARLY}[F4]: flyttat till {LATE}" in run("pull", file).stderr
    assert run("pull", file, "--only-accepted").stdout == ""


def track(row, kind: str) -> None:
    """Mark a row and its words as put in or taken away."""
    properties = row.find(w("trPr"))
    if properties is None:
        properties = row.makeelement(w("trPr"))
        row.insert(0, properties)
    attributes = {w("id"): "71", w("author"): "Enhetschef", w("date"): "2023-03-01T10:00:00Z"}
    properties.append(row.makeelement(w(kind), attributes))
    for run_ in list(row.iter(w("r"))):
        change = row.makeelement(w(kind), attributes)
        run_.getparent().replace(run_, change)
        change.append(run_)
        for text in run_.findall(w("t")) if kind == "del" else ():
            text.tag = w("delText")


def test_a_move_is_merged_with_edits_of_the_row():
    """The definition has gone on with the row, another file has too: they are all kept in the row's new place."""
    first = moved("a.docx", "F4", "H2")
    parts = parts_of(BUILT.read_bytes())
    text = word("Fältassistenterna arbetar", "Fältarna arbetar")(parts[DOCUMENT].decode())
    Path("b.docx").write_bytes(packed({**parts, DOCUMENT: text.encode()}))
    PLAN.write_text(PLAN.read_text("utf-8").replace("      # 2022 står i den", "      # 2022 STÅR i den"), "utf-8")
    run("pull", first, "b.docx", "--write")

    assert values(f"{LATE}[F4].aktivitet").startswith("Fältarna arbetar")


def test_an_edit_finds_a_row_that_the_definition_has_moved_since():
    """Moved in the YAML while the file was out: what was changed in Word is changed where the row is now."""
    doc, _ = parse_source(PLAN.read_bytes(), "plan.yaml")
    assert doc is not None
    path = tuple(re.findall(r"\[[^\]]*\]|[^.\[\]]+", f"{EARLY}[F3]"))
    PLAN.write_text(with_carried(doc, path, tuple(LATE.split(".")), 0).text, "utf-8")
    parts = parts_of(BUILT.read_bytes())
    text = word("Löpande sedan 2018", "Löpande sedan 2020")(parts[DOCUMENT].decode())
    Path("a.docx").write_bytes(packed({**parts, DOCUMENT: text.encode()}))

    assert run("pull", "a.docx", "--write").exit_code == Exit.CLEAN
    assert values(f"{LATE}[F3].tidplan.sedan") == "2020"
    assert "står redan så i planen" in run("pull", moved("b.docx", "F3", "H1")).stderr


def test_two_who_do_different_things_with_a_row_are_both_shown():
    """Moved to two chapters, or moved and taken away: neither is done."""
    to_late, to_skills = moved("a.docx", "F4", "H2"), moved("b.docx", "F4", "K1")
    result = run("pull", to_late, to_skills, "--write")

    assert result.exit_code == Exit.REFUSED
    assert result.stdout == ""
    for target in (LATE, "kompetenshojande_insatser.aktiviteter"):
        assert f"(flyttat till {target})" in result.stderr
    text = PLAN.read_text("utf-8")
    PLAN.write_text(text.replace("\n".join([*block("F4"), ""]), ""), "utf-8")
    gone = run("pull", to_late, "--write")
    assert gone.exit_code == Exit.REFUSED
    assert "(borttaget)" in gone.stderr


@pytest.mark.parametrize(
    ("text", "after"),
    [
        (
            "a:\n  # om x\n  - id: x\n    t: |\n      ett\n\n      två\n  - id: y\nb:\n    - id: z\n",
            "a:\n  - id: y\nb:\n    - id: z\n    # om x\n    - id: x\n      t: |\n        ett\n\n        två\n",
        ),
        ("a:\n    - id: x  # här\n      t: &k 1\nb: []\n", "a: []\nb:\n  - id: x  # här\n    t: &k 1\n"),
        ("a:\n  - {id: x}\nb: [{id: z}]\n", "a: []\nb:\n  - {id: z}\n  - {id: x}\n"),
        ("a:\n  # om x\n  - id: x\nb: [{id: z}]\n", "a: []\nb:\n  - {id: z}\n  # om x\n  - id: x\n"),
    ],
)
def test_an_item_is_carried_with_its_lines(text, after):
    """Further in or further out, the lines are the same."""
    doc, _ = parse_source(text.encode(), "f.yaml")
    assert doc is not None

    assert with_carried(doc, ("a", "[x]"), ("b",), 9).text == after


def test_a_value_that_is_lent_to_others_is_not_carried_away():
    """What stands before the row's new place borrows from it: nothing is done."""
    doc, _ = parse_source(b"a:\n  - id: x\n    t: &k [1]\n  - {id: y, t: *k}\nb: []\n", "f.yaml")
    assert doc is not None

    with pytest.raises(Uneditable):
        with_carried(doc, ("a", "[x]"), ("b",), 9)

"""Random edits in Word give exactly the edits that were made, whatever Word and LibreOffice do to the file."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from pipeline.documents import BY_SLUG
from pipeline.docx.controls import without_controls
from pipeline.docx.fill import fill
from pipeline.docx.package import Parts, packed, parts_of
from pipeline.docx.properties import CUSTOM, custom_part
from pipeline.docx.reading import Document, read_document
from pipeline.docx.template import prepare
from pipeline.dossier import Dossier, open_dossier
from pipeline.markup import Blocks, Words, parse
from pipeline.markup_text import canonical, written
from pipeline.naming import names
from pipeline.pulling.comparing import Reading, compared
from pipeline.sample import sample_city
from tests.word_edits import Script

HERE = Path(__file__).parent
PROJECT = HERE.parent
TEMPLATE = prepare(PROJECT / "templates" / "handlingsplan.docx")
MAKER = BY_SLUG["handlingsplan"].maker()
SCRIPTS = int(os.environ.get("HANDLINGSPLAN_SCRIPTS", "60"))  # a thousand by hand
OFFICE_SCRIPTS = int(os.environ.get("HANDLINGSPLAN_OFFICE_SCRIPTS", "12"))  # three hundred by hand
AT_ONCE = 25  # files in one conversion


@pytest.fixture(scope="session")
def plans(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return Kungsholmen's plan, the full one, and those of a sample city."""
    root = tmp_path_factory.mktemp("stad")
    for name, text in sample_city(7, 6, 2024).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return [
        PROJECT / "plans/2023/kungsholmen/handlingsplan.yaml",
        HERE / "data/full/2023/exempel/handlingsplan.yaml",
        HERE / "data/grund/2023/fack/handlingsplan.yaml",
        *sorted(root.glob("2024/*/handlingsplan.yaml")),
    ]


@cache
def made(file: Path) -> tuple[Dossier, object, Parts, Document]:
    """Return a plan's dossier, its content, its document and that document read."""
    dossier, faults = open_dossier(file)
    assert dossier is not None, faults
    content = MAKER.content(dossier)
    parts = fill(TEMPLATE, content, dossier.note, MAKER.properties(dossier), label=names(type(dossier.plan)))
    return dossier, content, {**parts, CUSTOM: custom_part({})}, read_document(parts)


def pulled(file: Path, parts: Parts, view: str = "accepted") -> Reading:
    dossier, _, _, rendering = made(file)
    return compared(dossier, rendering, read_document(parts, view), {}, written)


def script(file: Path, seed: int, edits: int = 4, *, tracked: bool = False) -> tuple[Script, Parts]:
    dossier, content, parts, _ = made(file)
    one = Script(dossier, parts, content, seed, tracked=tracked)
    return one, one.run(edits, noise=12)


def seen(blocks: Blocks) -> list[object]:
    """Return what a reader sees of a text: each letter with its form; a space has none."""
    out: list[object] = []
    for block in canonical(blocks):
        letters: list[object] = []
        for inline in block.inlines:
            form = inline[1:] if isinstance(inline, Words) else ()
            text = inline.text if isinstance(inline, Words) else [inline]
            letters += [(letter, () if letter == " " else form) for letter in text]
        out.append((block[1:], letters))
    return out


def agrees(one: Script, reading: Reading) -> None:
    """Hold a reading against what a script has done to the plan."""
    told = {(e.kind, e.path): e for e in reading.edits if e.kind != "add" and e.path[0] != "kallor"}
    assert [u.words for u in reading.found.unplaced] == [], one.log
    for path, blocks in one.before.items():
        edit = told.pop(("set", path), None)
        if blocks == one.texts[path]:
            assert edit is None, (one.log, path, edit)
        else:
            assert edit is not None, (one.log, path)
            assert seen(parse(edit.value)) == seen(one.texts[path]), one.log
    for path, value in one.cells.items():
        edit = told.pop(("set", path), None)
        assert edit is None or edit.value == value, (one.log, path, edit)
    for path, before in one.rows_before.items():
        now = [f"[{s[1:]}" if s.startswith("=") else s for s in one.rows[path]]
        for step in before:
            gone = step not in now and (*path, step) not in one.moved
            assert (told.pop(("remove", (*path, step)), None) is not None) == gone, (one.log, path, step)
        kept = [step for step in before if step in now]
        order = told.pop(("order", path), None)
        assert (order.value if order else kept) == now, one.log
    for path, target in one.moved.items():
        edit = told.pop(("move", path), None)
        assert edit is not None and edit.value == target, (one.log, path)
    added = [(e.path, e.value["aktivitet"]) for e in reading.edits if e.kind == "add"]
    assert sorted(added) == sorted(one.added), one.log
    assert told == {}, one.log


@pytest.mark.parametrize("stripped", [False, True], ids=["med kontroller", "utan kontroller"])
def test_a_document_as_it_was_built_has_no_edits(plans, stripped):
    """Reading back what was built gives the plan itself: extract after build is identity."""
    for file in plans:
        parts = made(file)[2]
        reading = pulled(file, without_controls(parts) if stripped else parts)

        assert reading.edits == ()
        assert reading.found.unplaced == []
        assert all(certainty >= 0.95 for _, _, certainty, _ in reading.extracted.certainties)


@pytest.mark.parametrize("seed", range(SCRIPTS))
def test_random_edits_give_exactly_those_edits(plans, seed):
    """Edits among split runs, proofing marks, bookmarks, rsids, smart tags and renumbered notes come home alone."""
    file = plans[seed % len(plans)]
    one, parts = script(file, seed)

    agrees(one, pulled(file, parts))


@pytest.mark.parametrize("seed", range(1000, 1000 + SCRIPTS // 2))
def test_without_controls_they_are_the_same(plans, seed):
    """A file whose controls are gone gives the same edits."""
    file = plans[seed % len(plans)]
    one, parts = script(file, seed)

    agrees(one, pulled(file, without_controls(parts)))


@pytest.mark.parametrize("seed", range(2000, 2000 + SCRIPTS // 2))
def test_tracked_edits_are_read_as_accepted_or_not_at_all(plans, seed):
    """Tracked edits count as made; read as rejected, the plan is as it was."""
    file = plans[seed % len(plans)]
    one, parts = script(file, seed, tracked=True)

    agrees(one, pulled(file, parts))
    rejected = pulled(file, parts, "rejected")
    assert rejected.edits == (), one.log
    assert rejected.found.unplaced == []


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) saknas")
def test_through_libreoffice_they_are_the_same(plans, tmp_path):
    """LibreOffice drops the tags of controls and writes all else its own way; the edits are the same."""
    scripts = {}
    for seed in range(3000, 3000 + OFFICE_SCRIPTS):
        file = plans[seed % len(plans)]
        one, parts = script(file, seed, tracked=seed % 4 == 0)
        scripts[tmp_path / f"{seed}.docx"] = (file, one)
        (tmp_path / f"{seed}.docx").write_bytes(packed(parts))
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    form = "docx:MS Word 2007 XML"
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", tmp_path / "sparad"]
    names = list(scripts)
    for start in range(0, len(names), AT_ONCE):
        subprocess.run([*command, *names[start : start + AT_ONCE]], check=True, capture_output=True, timeout=600)

    for name, (file, one) in scripts.items():
        agrees(one, pulled(file, parts_of((tmp_path / "sparad" / name.name).read_bytes())))

"""`handlingsplan pull` of the tjänsteutlåtande and the verksamhetsberättelse: their edits come home to their files."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache, partial
from pathlib import Path

import pytest

from pipeline.documents import BY_SLUG
from pipeline.docx.controls import without_controls
from pipeline.docx.fill import fill
from pipeline.docx.package import Parts, packed, parts_of
from pipeline.docx.properties import CUSTOM, custom_part
from pipeline.docx.reading import read_document
from pipeline.docx.template import prepare
from pipeline.dossier import Dossier, open_dossier
from pipeline.markup import parse
from pipeline.markup_text import written
from pipeline.pulling.comparing import Reading
from pipeline.pulling.paper_comparing import compared_paper
from pipeline.pulling.papers import PAPERS
from pipeline.sample import sample_city
from pipeline.verbs.pull import printed
from tests.paper_scripts import PaperScript, scribbled
from tests.test_pull_scripts import seen

HERE = Path(__file__).parent
PROJECT = HERE.parent
TEMPLATES = {slug: prepare(PROJECT / "templates" / f"{slug}.docx") for slug in PAPERS}
SCRIPTS = int(os.environ.get("HANDLINGSPLAN_SCRIPTS", "40"))  # several hundred by hand


@pytest.fixture(scope="session")
def papers(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, Path]]:
    """Return the papers of the full case and of a sample city, by kind and plan."""
    root = tmp_path_factory.mktemp("stad")
    for name, text in sample_city(11, 6, 2024).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    plans = [HERE / "data/full/2023/exempel/handlingsplan.yaml", *sorted(root.glob("202*/*/handlingsplan.yaml"))]
    return [(slug, plan) for plan in plans for slug, paper in PAPERS.items() if plan.with_name(paper.name).is_file()]


@cache
def made(slug: str, plan: Path) -> tuple[Dossier, object, Parts]:
    """Return a paper's dossier, its content and its document."""
    dossier, faults = open_dossier(plan)
    assert dossier is not None, faults
    maker = BY_SLUG[slug].maker()
    content = maker.content(dossier)
    parts = fill(TEMPLATES[slug], content, dossier.note, maker.properties(dossier))
    return dossier, content, {**parts, CUSTOM: custom_part({})}


def pulled(slug: str, plan: Path, parts: Parts, view: str = "accepted") -> Reading:
    render = partial(printed, slug, TEMPLATES[slug])
    return compared_paper(PAPERS[slug], made(slug, plan)[0], render, read_document(parts, view), {}, written)


def script(slug: str, plan: Path, seed: int, *, tracked: bool = False, bare: bool = False) -> tuple[PaperScript, Parts]:
    one = PaperScript(PAPERS[slug], *(made(slug, plan)[n] for n in (0, 2, 1)), seed, tracked=tracked, bare=bare)
    return one, one.run(4, noise=12)


def agrees(one: PaperScript, reading: Reading) -> None:
    """Hold a reading against what a script has done."""
    assert [(u.words, u.why) for u in reading.found.unplaced] == [], one.log
    told = {}
    for edit in reading.edits:
        if edit.kind == "add":
            continue
        short = edit.kind == "set" and isinstance(edit.value, str) and edit.path[-1] in ("t1", "t2", "ar")
        told[edit.kind, (*edit.path, "status") if short else edit.path] = edit.value
    for path, blocks in one.before.items():
        value = told.pop(("set", path), None)
        if blocks == one.texts[path]:
            assert value is None, (one.log, path, value)
        else:
            assert value is not None, (one.log, path)
            assert seen(parse(value)) == seen(one.texts[path]), one.log
    for path, value in one.cells.items():
        for inner, wanted in value.items() if path == ("handlaggare",) else [((), value)]:
            where = (*path, inner) if inner else path
            if told.pop(("set", where), None) != wanted:
                assert one.source.value(where) == wanted, (one.log, where)
    for path in one.removed:
        assert ("remove", path) in told, (one.log, path)
        del told["remove", path]
    assert told == {}, one.log
    added = [(e.path, e.after, e.value) for e in reading.edits if e.kind == "add"]
    assert sorted(added, key=repr) == sorted(one.new, key=repr), one.log


@pytest.mark.parametrize("stripped", [False, True], ids=["med kontroller", "utan kontroller"])
def test_a_paper_as_it_was_built_has_no_edits(papers, stripped):
    """Reading back what was built gives the file itself: extract after build is identity."""
    assert {slug for slug, _ in papers} == set(PAPERS)
    for slug, plan in papers:
        parts = made(slug, plan)[2]
        reading = pulled(slug, plan, without_controls(parts) if stripped else parts)

        assert reading.edits == ()
        assert reading.found.unplaced == []
        assert reading.recognised == 1


@pytest.mark.parametrize("seed", range(SCRIPTS))
def test_random_edits_of_a_paper_give_exactly_those_edits(papers, seed):
    """Words, values, points, rows and sections come home alone, among all that Word leaves in a file."""
    slug, plan = papers[seed % len(papers)]
    one, parts = script(slug, plan, seed)

    agrees(one, pulled(slug, plan, parts))


@pytest.mark.parametrize("seed", range(1000, 1000 + SCRIPTS // 2))
def test_without_controls_the_papers_edits_are_the_same(papers, seed):
    """A file whose controls are gone gives the same edits."""
    slug, plan = papers[seed % len(papers)]
    one, parts = script(slug, plan, seed, bare=True)

    agrees(one, pulled(slug, plan, without_controls(parts)))


@pytest.mark.parametrize("seed", range(2000, 2000 + SCRIPTS // 2))
def test_tracked_edits_of_a_paper_are_read_as_accepted_or_not_at_all(papers, seed):
    """Tracked edits count as made; read as rejected, the file is as it was."""
    slug, plan = papers[seed % len(papers)]
    one, parts = script(slug, plan, seed, tracked=True)

    agrees(one, pulled(slug, plan, parts))
    rejected = pulled(slug, plan, parts, "rejected")
    assert rejected.edits == (), one.log
    assert rejected.found.unplaced == []


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) saknas")
def test_through_libreoffice_the_papers_edits_are_the_same(papers, tmp_path):
    """LibreOffice drops the tags of controls and writes all else its own way; the edits are the same."""
    scripts = {}
    for seed in range(3000, 3000 + max(8, SCRIPTS // 8)):
        slug, plan = papers[seed % len(papers)]
        one, parts = script(slug, plan, seed, tracked=seed % 4 == 0, bare=True)
        scripts[tmp_path / f"{seed}.docx"] = (slug, plan, one)
        (tmp_path / f"{seed}.docx").write_bytes(packed(parts))
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    form = "docx:MS Word 2007 XML"
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", tmp_path / "sparad", *scripts]
    subprocess.run(command, check=True, capture_output=True, timeout=240)

    for name, (slug, plan, one) in scripts.items():
        agrees(one, pulled(slug, plan, parts_of((tmp_path / "sparad" / name.name).read_bytes())))


@pytest.mark.parametrize("seed", range(4000, 4000 + SCRIPTS))
@pytest.mark.parametrize("bare", [False, True], ids=["med kontroller", "utan kontroller"])
def test_nothing_that_a_person_wrote_in_a_paper_disappears(papers, seed, bare):
    """Words put in anywhere, in whatever look, are in an edit or among what has no place."""
    slug, plan = papers[seed % len(papers)]
    parts, words = scribbled(made(slug, plan)[2], seed)
    reading = pulled(slug, plan, without_controls(parts) if bare else parts)

    told = repr([(e.value, e.remark) for e in reading.edits]) + repr([u.words for u in reading.found.unplaced])
    assert [word for word in words if word not in told] == []

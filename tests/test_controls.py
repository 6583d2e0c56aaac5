"""Content controls: every text of a plan stands in one with its path, and nothing else changes by it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from pipeline.content import rich_texts
from pipeline.diagnostics import address
from pipeline.documents import BY_SLUG
from pipeline.docx.controls import tag_of, without_controls
from pipeline.docx.definition import read_definition, with_definition
from pipeline.docx.fill import fill
from pipeline.docx.package import DOCUMENT, Parts, packed, parts_of
from pipeline.docx.template import prepare
from pipeline.docx.xml import parsed, serialised, w
from pipeline.dossier import Dossier, open_dossier
from pipeline.naming import name, names
from pipeline.verbs.build import build

HERE = Path(__file__).parent
PROJECT = HERE.parent
TEMPLATE = prepare(PROJECT / "templates" / "handlingsplan.docx")
MAKER = BY_SLUG["handlingsplan"].maker()
PLANS = (
    PROJECT / "plans/2023/kungsholmen/handlingsplan.yaml",
    HERE / "data/full/2023/exempel/handlingsplan.yaml",
    HERE / "data/grund/2023/fack/handlingsplan.yaml",
)


def opened(file: Path) -> Dossier:
    dossier, faults = open_dossier(file)
    assert dossier, faults
    return dossier


def filled(dossier: Dossier, *, controls: bool = True) -> Parts:
    content, properties = MAKER.content(dossier), MAKER.properties(dossier)
    return fill(TEMPLATE, content, dossier.note, properties, controls=controls, label=names(type(dossier.plan)))


def tags(parts: Parts) -> list[tuple[str, str, str]]:
    """Return the tag of each control, the words in it and the element that it stands in."""
    root = parsed(parts[DOCUMENT])
    found = []
    for control in root.iter(w("sdt")):
        tag = control.find(f"{w('sdtPr')}/{w('tag')}")
        words = "".join(t.text or "" for t in control.iter(w("t")))
        found.append((str(tag.get(w("val"))), words, control.getparent().tag.split("}")[1]))
    return found


@pytest.mark.parametrize("file", PLANS, ids=lambda file: file.parent.name)
def test_every_text_stands_in_a_control_with_its_path(file):
    """The words in the controls of a path are the words of the plan's text at that path."""
    dossier = opened(file)
    found: dict[str, str] = {}
    for tag, words, where in tags(filled(dossier)):
        found[tag] = found.get(tag, "") + ("" if where in ("tbl", "sdtContent") and tag.endswith("]") else words)

    for text in rich_texts(MAKER.content(dossier)):
        expected = "".join(block.text for block in text.blocks)
        if text.path[-1].startswith("["):  # the item of a list of words: its row has the same path
            assert expected in found[tag_of(text.path)]
        else:
            assert found[tag_of(text.path)].replace(" ", "") == expected.replace(" ", "").replace("\n", "")


@pytest.mark.parametrize("file", PLANS, ids=lambda file: file.parent.name)
def test_without_controls_is_the_document_without_them(file):
    """Taking the controls away gives just what filling without them gives."""
    dossier = opened(file)
    bare, stripped = filled(dossier, controls=False), without_controls(filled(dossier))

    assert stripped[DOCUMENT] == serialised(parsed(bare[DOCUMENT]))
    assert {name: data for name, data in stripped.items() if name != DOCUMENT} == {
        name: data for name, data in bare.items() if name != DOCUMENT
    }
    assert b"w:sdt" not in bare[DOCUMENT]


def test_rows_stand_in_a_section_that_can_be_repeated():
    """Each activity's row is an item of a section round the table's rows, the head outside."""
    root = parsed(filled(opened(PLANS[0]))[DOCUMENT])
    sections = [s for s in root.iter(w("sdt")) if s.getparent().tag == w("tbl")]
    rows = {}
    for section in sections:
        tag = str(section.find(f"{w('sdtPr')}/{w('tag')}").get(w("val")))
        assert "repeatingSection" in str(section.find(w("sdtPr"))[-1].tag)
        items = section.findall(f"{w('sdtContent')}/{w('sdt')}")
        assert all(len(list(item.iter(w("tr")))) == 1 for item in items)
        assert not any(item.findall(f".//{w('tblHeader')}") for item in items)
        rows[tag] = [str(item.find(f"{w('sdtPr')}/{w('tag')}").get(w("val"))).partition("[")[2] for item in items]

    assert rows["forebyggande_arbete.aktiviteter"] == ["F1]", "F2]", "F3]", "F4]", "F5]", "F6]"]
    assert rows["kompetenshojande_insatser.aktiviteter"] == ["K1]", "K2]", "K3]"]
    assert len(rows["lokal_lagesbild.kartlaggning.kallor"]) == 7


@pytest.mark.parametrize("file", PLANS, ids=lambda file: file.parent.name)
def test_a_text_has_a_control_inside_each_paragraph(file):
    """LibreOffice 7.4 loses words, notes and emphasis in a control around paragraphs, so there are none."""
    root = parsed(filled(opened(file))[DOCUMENT])

    assert not [c for c in root.iter(w("sdt")) if c.find(f"{w('sdtContent')}/{w('p')}") is not None]


def test_numbers_of_controls_are_unique():
    """No two controls of a document have the same number."""
    root = parsed(filled(opened(PLANS[1]))[DOCUMENT])
    numbers = [str(number.get(w("val"))) for number in root.iter(w("id"))]

    assert len(numbers) == len(set(numbers)) > 50


def test_a_long_path_is_hashed_and_the_document_knows_what_it_was():
    """Word takes 64 letters in a tag; the definition that goes along says what a hash stands for."""
    path = ("forebyggande_arbete", "aktiviteter", f"[{'F' * 60}]", "tidplan")
    tag = tag_of(path)
    parts = with_definition(filled(opened(PLANS[2])), "handlingsplan", "0" * 64, {"a.yaml": "x"}, [path, ("status",)])

    assert tag == "#" + hashlib.sha256(address(path).encode()).hexdigest()[:40]
    assert read_definition(parts).tags == {tag: address(path)}


def test_a_built_document_carries_what_it_was_made_of(tmp_path):
    """The files come out of the document letter for letter, and their names say where they lay."""
    build([PLANS[0]], out=tmp_path)
    definition = read_definition(parts_of((tmp_path / "2023/kungsholmen/handlingsplan.docx").read_bytes()))

    assert definition.document == "handlingsplan"
    assert definition.template == TEMPLATE.digest
    assert set(definition.files) == {"2023/kungsholmen/handlingsplan.yaml", "2023/stad.yaml", "namnder.yaml"}
    for file, text in definition.files.items():
        assert text == (PROJECT / "plans" / file).read_text("utf-8")


def test_a_definition_that_somebody_has_changed_is_not_believed():
    """A document whose definition does not agree with its hash has none."""
    parts = with_definition(filled(opened(PLANS[2])), "handlingsplan", "0" * 64, {"a.yaml": "rad\r\nåäö <&>"}, [])
    again = parts_of(packed(parts))
    changed = {name: data.replace(b"rad", b"rod") for name, data in again.items()}

    assert read_definition(again).files == {"a.yaml": "rad\r\nåäö <&>"}
    assert read_definition(changed) is None
    assert read_definition(filled(opened(PLANS[2]))) is None


@pytest.mark.parametrize(
    ("path", "called"),
    [
        (("lokal_lagesbild", "analys", "text"), "Lokal lägesbild: Analys"),
        (("lokal_lagesbild", "rubrik"), "Lokal lägesbild: Rubrik"),
        (("lokal_lagesbild", "miljoer", "islamism"), "Lokal lägesbild: Islamistisk extremism"),
        (("lokal_lagesbild", "kartlaggning", "kallor", "[1]", "namn"), "Kartläggning: Källa 2: Källa"),
        (("forebyggande_arbete", "aktiviteter", "[F3]", "tidplan"), "Aktivitet F3: Tidplan"),
        (("forebyggande_arbete", "aktiviteter", "[F3]"), "Aktivitet F3"),
        (("uppfoljning", "mal", "[0]"), "Uppföljning: Mål 1"),
        ((), "Planen"),
    ],
)
def test_places_have_names_that_a_person_understands(path, called):
    """The title of a control is the place as the coordinator calls it."""
    assert name(type(opened(PLANS[0]).plan), path) == called

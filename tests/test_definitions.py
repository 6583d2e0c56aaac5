"""The case and the follow-up beside a plan: read with it, judged with it, told with their own file and line."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from pipeline.case import Case
from pipeline.dossier import open_dossier, surroundings
from pipeline.errors import Unreadable
from pipeline.model import validated
from pipeline.outcome import Outcomes
from pipeline.rules import RULES
from pipeline.rules.rule import check
from pipeline.source import parse_source
from pipeline.verbs.paths import plan_files
from pipeline.verbs.validate import validate

FULL = Path(__file__).parent / "data" / "full"


def test_both_are_in_the_dossier(opened):
    """The dossier has the case and the follow-up, and None for one whose file is absent."""
    dossier, faults = opened("# arende.yaml\n# uppfoljning.yaml\n")
    assert faults == []
    assert isinstance(dossier.case, Case)
    assert isinstance(dossier.outcomes, Outcomes)
    assert dossier.outcomes.of("F1").fortsatter is True

    lone, faults = opened("", "fack")
    assert (lone.case, lone.outcomes, faults) == (None, None, [])


def test_last_years_follow_up_is_found(whole_tree):
    """Last year's follow-up stands beside last year's plan; one with faults counts as not there."""
    last = whole_tree / "2022/exempel/uppfoljning.yaml"
    assert open_dossier(whole_tree / "2023/exempel/handlingsplan.yaml")[0].previous_outcomes is None
    shutil.copy(whole_tree / "2023/exempel/uppfoljning.yaml", last)
    assert open_dossier(whole_tree / "2023/exempel/handlingsplan.yaml")[0].previous_outcomes.of("H1")
    last.write_text(last.read_text("utf-8").replace("genomförd", "klar"), "utf-8")
    assert open_dossier(whole_tree / "2023/exempel/handlingsplan.yaml")[0].previous_outcomes is None


@pytest.mark.parametrize("name", ["arende.yaml", "uppfoljning.yaml", "handlingsplan.yaml"])
def test_a_path_to_either_means_the_plan(whole_tree, name):
    """Whichever of the three files is given, the plan with all of them is meant."""
    folder = whole_tree / "2023/exempel"
    assert plan_files([folder / name]) == [folder / "handlingsplan.yaml"]


def test_a_definition_without_a_plan_is_told(whole_tree):
    """A case in a folder without a plan belongs to nothing."""
    (whole_tree / "2023/exempel/handlingsplan.yaml").unlink()
    with pytest.raises(Unreadable, match=r"finns ingen handlingsplan\.yaml"):
        plan_files([whole_tree / "2023/exempel/arende.yaml"])


def test_all_faults_of_all_files_are_told_at_once(whole_tree):
    """Faults of the three files come in one run, each with its own file and line, also when the plan is unreadable."""
    folder = whole_tree / "2023/exempel"
    for name, old, new in (
        ("arende.yaml", "omedelbar_justering: ja", "omedelbar_justering: kanske"),
        ("uppfoljning.yaml", "bedomning: helt", "bedomning: bra"),
        ("handlingsplan.yaml", "struktur: stadsdel-2023", "struktur: stadsdel-1999"),
    ):
        file = folder / name
        file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")

    told = [(Path(d.file).name, d.span.line, d.code) for d in validate([folder])]

    assert told == [("arende.yaml", 8, "S100"), ("handlingsplan.yaml", 1, "S105"), ("uppfoljning.yaml", 8, "S100")]


TEXT_FAULTS = [
    ("# arende.yaml\nsammanfattning: Frågor ställs till 701063-2391.\n", "P101", "701063-2391"),
    ("# arende.yaml\navsnitt: {arendet: Frågor ställs till kim@exempel.se.}\n", "P102", "kim@exempel.se"),
    ("# arende.yaml\nforslag: [Nämnden ringer 08-123 456 78.]\n", "P103", "08-123 456 78"),
    ("# uppfoljning.yaml\nlagesbild: Uppgiften kommer från Kim Testsson.\n", "P106", "Kim Testsson"),
    ("# uppfoljning.yaml\nlagesbild: Enligt handboken.[^handbock]\n", "K101", "[^handbock]"),
    ("# uppfoljning.yaml\nlagesbild: Läget i Grannstaden är lugnt.\n", "S210", "Grannstaden"),
]


@pytest.mark.parametrize(("change", "code", "words"), TEXT_FAULTS, ids=[code for _, code, _ in TEXT_FAULTS])
def test_text_rules_read_every_file(opened, change, code, words):
    """What may not stand in a plan may not stand in a case or a follow-up, and is told where it stands."""
    dossier, faults = opened(change)
    assert faults == []
    found = [d for d in check(dossier, RULES) if d.code == code]

    assert [d.file for d in found] == [change.partition("\n")[0].removeprefix("# ")]
    text = {doc.file: doc for doc in dossier.definitions.values()}[found[0].file]
    assert text.lines[found[0].span.line - 1][found[0].span.column - 1 :].startswith(words)


def test_a_case_officers_telephone_may_stand(opened):
    """The telephone of the one who handles the case belongs in the head of the paper, and is not told."""
    dossier, _ = opened("# arende.yaml\nhandlaggare: {telefon: 08-508 12 345}\n")
    assert check(dossier, RULES) == []


def test_the_ground_files_break_nothing(opened):
    """The case and the follow-up that the rules' examples are laid over are clean."""
    dossier, faults = opened("# arende.yaml\n# uppfoljning.yaml\n")
    assert (check(dossier, RULES), faults) == ([], [])


def test_a_silence_is_read_in_its_own_file(whole_tree):
    """`# tillåt` silences in the file where it stands, and one without effect is told there."""
    file = whole_tree / "2023/exempel/arende.yaml"
    text = file.read_text("utf-8").replace(
        "sammanfattning: Förvaltningen",
        "sammanfattning: Läget i Grannstaden är lugnt. Förvaltningen",
    )
    file.write_text(text, "utf-8")
    assert [d.code for d in validate([file])] == ["S210"]
    lines = [line + "  # tillåt S210: samarbete" * line.startswith("sammanf") for line in text.split("\n")]
    file.write_text("\n".join(lines), "utf-8")
    assert validate([file]) == []
    plan = whole_tree / "2023/exempel/handlingsplan.yaml"
    plan.write_text(plan.read_text("utf-8") + "# tillåt S210: ingenting\n", "utf-8")
    assert [(Path(d.file).name, d.code) for d in validate([file])] == [("handlingsplan.yaml", "X902")]


def test_the_citys_texts_can_be_borrowed(opened):
    """`{stad: inledning}` works in a case, and an unknown name is told there."""
    dossier, faults = opened("# arende.yaml\navsnitt: {bakgrund: {stad: inledning}}\n")
    assert faults == []
    assert dossier.case.avsnitt["bakgrund"] == dossier.city.texter["inledning"]
    assert ("avsnitt", "bakgrund") not in dict(dossier.reading("arende.yaml").own_texts())
    _, faults = opened("# arende.yaml\navsnitt: {bakgrund: {stad: inledn}}\n")
    assert [(d.file, d.code) for d in faults] == [("arende.yaml", "S104")]


def test_a_source_cited_only_in_the_case_is_used(opened):
    """A source of the plan that only the case cites is no stray one."""
    source = "kallor: {egen: {titel: Egen rapport, ar: 2022}}\n"
    dossier, _ = opened(source)
    assert [d.code for d in check(dossier, RULES)] == ["K102"]
    dossier, _ = opened(f"{source}# arende.yaml\navsnitt: {{bakgrund: 'Läget är känt.[^egen]'}}\n")
    assert check(dossier, RULES) == []


def test_attachments_that_are_there_are_known():
    """The dossier knows which of the case's files lie beside it."""
    dossier, _ = open_dossier(FULL / "2023/exempel/handlingsplan.yaml")
    assert dossier.present == {"enkat.pdf"}


@pytest.mark.parametrize("name", ["../hemlig.pdf", "/etc/passwd", ".dold", "a\\b", "mapp/fil.pdf"])
def test_an_attachment_is_a_file_beside_the_case(opened, name):
    """No name of an attachment leads out of the folder."""
    _, faults = opened(f"# arende.yaml\nbilagor: [{{titel: x, fil: '{name}'}}]\n")
    assert [d.code for d in faults] == ["S100"]
    assert "filnamn utan mapp" in faults[0].message


@pytest.mark.parametrize(("slug", "model"), [("arende", Case), ("uppfoljning", Outcomes)])
def test_the_guides_examples_are_definitions(slug, model):
    """The examples that the guide gives to copy have no faults."""
    guide = (Path(__file__).parent.parent / "docs/handledning.md").read_text("utf-8")
    examples = re.findall(
        rf"^```yaml\n(# yaml-language-server: \S*/{slug}\.schema\.json\n.*?)^```$", guide, re.M | re.S
    )
    assert len(examples) == 1
    doc, faults = parse_source(examples[0].encode(), f"{slug}.yaml")
    found, told = validated(model, doc, doc.values)
    assert (faults, told) == ([], [])
    assert found is not None


def test_the_guides_sections_of_a_year_are_a_city(whole_tree):
    """The year's sections that the guide shows fit in a stad.yaml."""
    guide = (Path(__file__).parent.parent / "docs/handledning.md").read_text("utf-8")
    (example,) = re.findall(r"^```yaml\n(arende:\n.*?)^```$", guide, re.M | re.S)
    city = whole_tree / "2023/stad.yaml"
    city.write_text(city.read_text("utf-8") + example, "utf-8")
    assert surroundings(whole_tree / "2023/exempel/handlingsplan.yaml").faults == ()

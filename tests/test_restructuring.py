"""A plan carried into a year with another version of the common structure: what fits goes along, the rest is kept."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import ClassVar, Literal

import pytest
from test_renewal import PLAN, edited

from pipeline import markup
from pipeline.activity import Activity
from pipeline.comments import renewal_marks
from pipeline.dossier import open_dossier
from pipeline.model import Text
from pipeline.plan import ActionPlan, GoalFollowUp, Need, Picture, Section, part
from pipeline.source import read_source
from pipeline.structures import BY_ID, STRUCTURES
from pipeline.structures.stadsdel_2023 import Skills
from pipeline.verbs.renew import renew
from pipeline.verbs.validate import validate

ROWS = "Aktiviteterna."


class Responsibility2024(Section):
    """The samverkan has a chapter of its own, and the form is gone."""

    text: Text | None = None  # type: ignore[assignment]
    ansvar: Section = part("Ansvar", Need.REQUIRED, "Vem.", "Exempel")
    rutin: Section = part("Rutin vid oro", Need.CORE, "Hur.", "Exempel", renamed_from="rutin_vid_oro")


class Preventive2024(Section):
    """Without early detection."""

    aktiviteter: tuple[Activity, ...] = part("Aktiviteter", Need.REQUIRED, ROWS, "Exempel")


class Countering2024(Section):
    """Its support stands under one heading."""

    stod: Section = part("Stöd", Need.CORE, "Vad.", "Exempel", renamed_from="stod_till_anhoriga")
    aktiviteter: tuple[Activity, ...] = part("Aktiviteter mot", Need.REQUIRED, ROWS, "Exempel")


class Stadsdel2024(ActionPlan):
    """What a later version may do: rename, move, add and take away."""

    structure_id: ClassVar[str] = "stadsdel-2024"
    board_type: ClassVar[str] = "stadsdelsnämnd"

    struktur: Literal["stadsdel-2024"] = ActionPlan.model_fields["struktur"]  # type: ignore[assignment]
    inledning_och_syfte: Section = part("Inledning", Need.REQUIRED, "Varför.", "Exempel")
    ansvar: Responsibility2024 = part(
        "Ansvar och rutiner", Need.REQUIRED, "Vem.", "E", renamed_from="ansvar_och_samverkan"
    )
    samarbete: Section = part(
        "Samarbete", Need.REQUIRED, "Med vilka.", "Exempel", renamed_from="ansvar_och_samverkan.samverkan"
    )
    lokal_lagesbild: Picture = part("Lokal lägesbild", Need.REQUIRED, "Hur.", "Exempel")
    forebyggande: Preventive2024 = part("Förebygga", Need.REQUIRED, "V.", "E", renamed_from="forebyggande_arbete")
    forhindrande_arbete: Countering2024 = part("Förhindrande arbete", Need.REQUIRED, "Vad.", "Exempel")
    ovningar: Section = part("Övningar", Need.REQUIRED, "Vad nämnden övar under året.", "Exempel")
    kompetenshojande_insatser: Skills = part("Kompetens", Need.REQUIRED, "Hur.", "Exempel")
    uppfoljning: GoalFollowUp = part("Uppföljning", Need.REQUIRED, "Hur.", "Exempel")


@pytest.fixture
def year(tree: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the tree with the city's file for 2024, in whose time there is a newer structure."""
    shutil.copytree(tree / "2023", tree / "2024", ignore=shutil.ignore_patterns("exempel", "fack"))
    edited(tree / "2024" / "stad.yaml", ("ar: 2023", "ar: 2024"))
    monkeypatch.setattr("pipeline.verbs.new.STRUCTURES", (*STRUCTURES, Stadsdel2024))
    monkeypatch.setitem(BY_ID, "stadsdel-2024", Stadsdel2024)
    return tree


def carried(tree: Path) -> Path:
    """Return the file of last year's plan carried to 2024."""
    return renew("exempel", 2024, tree, [tree / "2023" / "exempel"]).file


def test_what_fits_is_carried(year: Path):
    """Parts go where the structure says that they were, with their words and their activities' ids."""
    old = open_dossier(year / "2023" / "exempel" / PLAN)[0].plan
    dossier, faults = open_dossier(carried(year))

    assert faults == []
    plan = dossier.plan
    assert isinstance(plan, Stadsdel2024)
    for new, was in (
        (plan.samarbete, old.ansvar_och_samverkan.samverkan),
        (plan.ansvar.ansvar, old.ansvar_och_samverkan.ansvar),
        (plan.ansvar.rutin, old.ansvar_och_samverkan.rutin_vid_oro),
        (plan.forebyggande, old.forebyggande_arbete),
        (plan.forhindrande_arbete.stod, old.forhindrande_arbete.stod_till_anhoriga),
    ):
        assert markup.parse(new.text) == markup.parse(was.text)
    assert [a.id for a in plan.forebyggande.aktiviteter] == [a.id for a in old.forebyggande_arbete.aktiviteter]


def test_what_has_no_place_is_kept_and_told(year: Path):
    """What the new structure has no place for stands word for word at the end of the file, and is marked."""
    text = carried(year).read_text("utf-8")
    reasons = [mark.reason for mark in renewal_marks(read_source(year / "2024" / "exempel" / PLAN)[0])]
    last = text[text.index("# Utan plats i strukturen, ") :]

    for place, words in (
        ("forebyggande_arbete.tidig_upptackt", "Medarbetare får veta vart de vänder sig vid oro."),
        ("ansvar_och_samverkan.blankett", "Uppgifter lämnas avidentifierade till samordnaren."),
        ("forhindrande_arbete.avhopparverksamhet", "Staden har en gemensam verksamhet för avhopp."),
    ):
        assert f"# Utan plats i strukturen, `{place}`:" in last
        assert words in last
        assert any(f"(`{place}`) har ingen plats i strukturen `stadsdel-2024`" in reason for reason in reasons)


def test_what_is_new_is_to_be_filled_in(year: Path):
    """A chapter that the old structure did not have is there with its guidance, marked, in its place."""
    doc, _ = read_source(carried(year))
    marks = {mark.path: mark.reason for mark in renewal_marks(doc)}

    assert marks[("ovningar",)] == "avsnittet är nytt i strukturen `stadsdel-2024`; skriv det"
    assert doc.value(("ovningar", "text")).strip() == "[fyll i: vad nämnden övar under året]"
    order = [name for name, _ in Stadsdel2024.chapters()]
    assert [key for key in doc.values if key in order] == order


def test_marks_go_along(year: Path):
    """What must be renewed in a part that has moved is marked where it stands now."""
    edited(year / "2023" / "exempel" / PLAN, ("id: F1", "id: F1\n      status: genomförd"))
    doc, _ = read_source(carried(year))

    marked = [mark.path for mark in renewal_marks(doc) if "var genomförd" in mark.reason]
    assert marked == [("forebyggande", "aktiviteter", "[F1]")]


def test_the_list_tells_what_has_another_name(year: Path):
    """The list to tick off says what a chapter was called and is called now, and the plan is not ready."""
    told = carried(year).with_name("att-fornya.txt").read_text("utf-8")

    assert "”Samverkan” heter eller står nu som ”Samarbete”" in " ".join(told.split())
    edited(year / "2024" / "exempel" / PLAN, ("status: utkast", "status: samråd"))
    assert "F102" in {d.code for d in validate([year / "2024" / "exempel"])}

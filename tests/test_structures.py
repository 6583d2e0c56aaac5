"""Versions of the common structure: what the city printed, and that a later one inherits."""

from __future__ import annotations

from typing import ClassVar, Literal

import pytest

from pipeline.documents import BY_SLUG
from pipeline.dossier import modelling, open_dossier
from pipeline.plan import ActionPlan, GoalFollowUp, Need, Section, part
from pipeline.structures import BY_ID, STRUCTURES
from pipeline.structures.facknamnd_2023 import Facknamnd2023
from pipeline.structures.stadsdel_2023 import Stadsdel2023


def headings(dossier):
    """Return the level and heading of each part that the document prints with one."""
    content = BY_SLUG["handlingsplan"].maker().content(dossier)
    return [(part.niva, part.rubrik.text) for part in content.delar if part.niva]


def test_a_stadsdelsnamnd_has_the_printed_headings(opened):
    """Seven chapters with their sections, in the order and the words of the printed plan."""
    assert headings(opened()[0]) == [
        (1, "Inledning och syfte"),
        (1, "Ansvar och samverkan"),
        (2, "Ansvar"),
        (2, "Samverkan"),
        (2, "Rutin vid oro/händelse rörande våldsbejakande extremism"),
        (2, "Blankett för avidentifierad information"),
        (1, "Lokal lägesbild"),
        (2, "Kartläggning"),
        (2, "Analys"),
        (1, "Förebyggande arbete"),
        (2, "Tidig upptäckt"),
        (2, "Förebyggande aktiviteter"),
        (1, "Förhindrande arbete"),
        (2, "Allmänt om socialtjänstens arbete"),
        (2, "Avhopparverksamhet"),
        (2, "Stöd till anhöriga"),
        (2, "Förhindrande aktiviteter"),
        (1, "Kompetenshöjande insatser inom förvaltningen"),
        (2, "Kompetenshöjande aktiviteter"),
        (1, "Uppföljning"),
    ]


def test_a_facknamnd_has_no_empty_stadsdel_chapters():
    """A facknämnd's chapters are its own."""
    assert [info.title for _, info in Facknamnd2023.chapters()] == [
        "Inledning och syfte",
        "Lägesbild för nämndens verksamheter",
        "Uppdrag och insatser",
        "Föreningsbidrag och upplåtande av lokaler",
        "Kunskaper bland personalen",
        "Uppföljning",
    ]


@pytest.mark.parametrize("structure", STRUCTURES, ids=lambda s: s.structure_id)
def test_every_part_says_what_it_wants(structure):
    """Each part has a guidance for the writer and the source of its demand."""

    def parts(model):
        for info in model.model_fields.values():
            extra = info.json_schema_extra
            if isinstance(extra, dict) and extra.get("x-del"):
                yield info, extra
                inner = info.annotation
                if hasattr(inner, "model_fields"):
                    yield from parts(inner)

    found = list(parts(structure))
    assert len(found) >= 10
    for info, extra in found:
        assert info.description and extra["x-grund"] and extra["x-behov"] in set(Need)


class Stadsdel2024(Stadsdel2023):
    """The whole file of a later version: one chapter more, in its place, and one heading changed."""

    structure_id: ClassVar[str] = "stadsdel-2024"

    struktur: Literal["stadsdel-2024"] = ActionPlan.model_fields["struktur"]
    barnratt: Section = part("Barnets rättigheter", Need.REQUIRED, "Vad.", "Påhittat", after="lokal_lagesbild")
    uppfoljning: GoalFollowUp = part("Uppföljning och lärande", Need.REQUIRED, "Hur.", "Påhittat")


def test_a_later_version_inherits_and_is_one_file(tree, monkeypatch):
    """A structure that inherits adds a chapter where it says and changes a heading; all else follows."""
    monkeypatch.setattr(modelling, "BY_ID", {**BY_ID, "stadsdel-2024": Stadsdel2024})
    file = tree / "2023/exempel/handlingsplan.yaml"
    text = file.read_text("utf-8").replace("struktur: stadsdel-2023", "struktur: stadsdel-2024")
    file.write_text(text, "utf-8")
    _, faults = open_dossier(file)
    assert [(d.code, d.message) for d in faults] == [("S101", "`barnratt` (Barnets rättigheter) saknas")]
    file.write_text(f"{text}\nbarnratt: {{text: Barnets bästa prövas.}}\n", "utf-8")

    dossier, faults = open_dossier(file)

    assert faults == []
    chapters = [heading for level, heading in headings(dossier) if level == 1]
    assert chapters[2:4] == ["Lokal lägesbild", "Barnets rättigheter"]
    assert chapters[-1] == "Uppföljning och lärande"


def test_every_section_has_a_text_that_takes_markup(opened):
    """Where the document prints notes and emphasis, no rule says that they mean nothing."""
    dossier, _ = opened({"ansvar_och_samverkan": {"text": "Kapitlet är **viktigt**."}})

    assert ("ansvar_och_samverkan", "text") not in dossier.plan.literal

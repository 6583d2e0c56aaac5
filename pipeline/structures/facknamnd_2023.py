"""The common structure of the five facknämnder's plans for 2023.

Built on arbetsmarknadsnämnden's plan of 2018 and the demands of the guidelines: a facknämnd has no area and no
socialtjänst of its own, but an assignment, grants and premises.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pipeline.activity import Activity
from pipeline.plan import ActionPlan, FreeSection, GoalFollowUp, Need, Picture, Section, part

_STRUCTURE = "Gemensam struktur enligt stadens riktlinjer"


class Assignment(Section):
    """Uppdrag och insatser."""

    samverkan: Section = part(
        "Samverkan",
        Need.CORE,
        "Med vilka och hur nämnden samverkar.",
        "Samarbetsformer ska framgå",
        common="samverkan",
    )
    rutin_vid_oro: Section = part(
        "Rutin vid oro/händelse rörande våldsbejakande extremism",
        Need.CORE,
        "Vad en medarbetare gör vid oro, och var rutinen finns.",
        "Rutinen ska vara känd",
        common="rutin",
    )
    egna_avsnitt: tuple[FreeSection, ...] = ()
    aktiviteter: tuple[Activity, ...] = part(
        "Aktiviteter inom uppdraget",
        Need.REQUIRED,
        "Aktiviteterna, en rad för var och en.",
        "Aktiviteter ska preciseras i planen",
    )


class Grants(Section):
    """Föreningsbidrag och upplåtande av lokaler."""

    aktiviteter: tuple[Activity, ...] | None = part(
        "Aktiviteter om bidrag och lokaler",
        Need.OPTIONAL,
        "Aktiviteterna, en rad för var och en.",
        "Bidrag och lokaler ska inte gå till odemokratiska aktörer",
    )


class StaffSkills(Section):
    """Kunskaper bland personalen."""

    aktiviteter: tuple[Activity, ...] = part(
        "Aktiviteter för kunskap", Need.REQUIRED, "Aktiviteterna, en rad för var och en.", "Anställda ska ha kunskap"
    )


class Facknamnd2023(ActionPlan):
    """Six chapters, up to three activity tables."""

    structure_id: ClassVar[str] = "facknamnd-2023"
    board_type: ClassVar[str] = "facknämnd"

    struktur: Literal["facknamnd-2023"] = ActionPlan.model_fields["struktur"]  # type: ignore[assignment]
    inledning_och_syfte: Section = part(
        "Inledning och syfte",
        Need.REQUIRED,
        "Varför planen finns. Oftast stadens text: {stad: inledning}.",
        _STRUCTURE,
        common="inledning",
    )
    lagesbild: Picture = part(
        "Lägesbild för nämndens verksamheter",
        Need.REQUIRED,
        "Hur frågan märks i nämndens egna verksamheter.",
        "Planen utgår från verksamhetens förhållanden",
    )
    uppdrag_och_insatser: Assignment = part(
        "Uppdrag och insatser", Need.REQUIRED, "Nämndens uppdrag och vad ni gör inom det.", _STRUCTURE
    )
    foreningsbidrag_och_lokaler: Grants = part(
        "Föreningsbidrag och upplåtande av lokaler",
        Need.REQUIRED,
        "Hur nämnden kontrollerar att bidrag och lokaler inte går till odemokratiska aktörer.",
        "Gäller alla nämnder",
    )
    kunskaper_bland_personalen: StaffSkills = part(
        "Kunskaper bland personalen", Need.REQUIRED, "Hur personalen får kunskap.", _STRUCTURE, common="kompetens"
    )
    uppfoljning: GoalFollowUp = part(
        "Uppföljning",
        Need.REQUIRED,
        "Hur planen följs upp, och under vilket mål.",
        "Årlig uppföljning i ordinarie styrning",
        common="uppfoljning",
    )

"""The common structure of the stadsdelsnämnder's plans for 2023, as Kungsholmen's plan prints it."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from pipeline.activity import Activity
from pipeline.model import Text
from pipeline.plan import ActionPlan, FreeSection, GoalFollowUp, Need, Picture, Section, part

_STRUCTURE = "Gemensam struktur enligt stadens riktlinjer"


class Responsibility(Section):
    """Ansvar och samverkan; the chapter itself has no text of its own."""

    text: Text | None = Field(None, title="Text", description="En inledning, om den behövs.")  # type: ignore[assignment]
    ansvar: Section = part(
        "Ansvar",
        Need.REQUIRED,
        "Vad nämnden ansvarar för, och kontrollen av bidrag och lokaler.",
        "Riktlinjerna om ansvar, bidrag och lokaler",
        common="ansvar",
    )
    samverkan: Section = part(
        "Samverkan",
        Need.REQUIRED,
        "Med vilka och hur nämnden samverkar, polisen först.",
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
    blankett: Section = part(
        "Blankett för avidentifierad information",
        Need.CORE,
        "När blanketten används och vart den skickas. Aldrig personuppgifter.",
        "Blanketten",
        common="blankett",
    )


class Preventive(Section):
    """Förebyggande arbete."""

    tidig_upptackt: Section = part(
        "Tidig upptäckt",
        Need.CORE,
        "Hur nämnden märker risker tidigt, utan att registrera åsikter.",
        _STRUCTURE,
        common="tidig_upptackt",
    )
    egna_avsnitt: tuple[FreeSection, ...] = ()
    aktiviteter: tuple[Activity, ...] = part(
        "Förebyggande aktiviteter",
        Need.REQUIRED,
        "Aktiviteterna, en rad för var och en.",
        "Aktiviteter ska preciseras i planen",
    )


class Countering(Section):
    """Förhindrande arbete."""

    socialtjanstens_arbete: Section = part(
        "Allmänt om socialtjänstens arbete",
        Need.CORE,
        "Vad socialtjänsten kan erbjuda.",
        _STRUCTURE,
        common="socialtjanst",
    )
    avhopparverksamhet: Section = part(
        "Avhopparverksamhet",
        Need.CORE,
        "Stödet till den som vill lämna en miljö.",
        _STRUCTURE,
        common="avhopparverksamhet",
    )
    stod_till_anhoriga: Section = part(
        "Stöd till anhöriga", Need.CORE, "Stödet till familj och närstående.", _STRUCTURE, common="stod_till_anhoriga"
    )
    egna_avsnitt: tuple[FreeSection, ...] = ()
    aktiviteter: tuple[Activity, ...] = part(
        "Förhindrande aktiviteter",
        Need.REQUIRED,
        "Aktiviteterna, en rad för var och en.",
        "Aktiviteter ska preciseras i planen",
    )


class Skills(Section):
    """Kompetenshöjande insatser."""

    egna_avsnitt: tuple[FreeSection, ...] = ()
    aktiviteter: tuple[Activity, ...] = part(
        "Kompetenshöjande aktiviteter",
        Need.REQUIRED,
        "Aktiviteterna, en rad för var och en.",
        "Anställda ska ha kunskap",
    )


class Stadsdel2023(ActionPlan):
    """Seven chapters, three activity tables."""

    structure_id: ClassVar[str] = "stadsdel-2023"
    board_type: ClassVar[str] = "stadsdelsnämnd"

    struktur: Literal["stadsdel-2023"] = ActionPlan.model_fields["struktur"]  # type: ignore[assignment]
    inledning_och_syfte: Section = part(
        "Inledning och syfte",
        Need.REQUIRED,
        "Varför planen finns. Oftast stadens text: {stad: inledning}.",
        _STRUCTURE,
        common="inledning",
    )
    ansvar_och_samverkan: Responsibility = part(
        "Ansvar och samverkan", Need.REQUIRED, "Vem som ansvarar för vad och hur ni samverkar.", _STRUCTURE
    )
    lokal_lagesbild: Picture = part(
        "Lokal lägesbild",
        Need.REQUIRED,
        "Hur det ser ut i just ert område, med egna ord.",
        "Planen utgår från lokala förhållanden; revideras årligen",
    )
    forebyggande_arbete: Preventive = part(
        "Förebyggande arbete",
        Need.REQUIRED,
        "Vad ni gör för att ingen ska dras in.",
        _STRUCTURE,
        common="forebyggande_arbete",
    )
    forhindrande_arbete: Countering = part(
        "Förhindrande arbete",
        Need.REQUIRED,
        "Vad ni gör för dem som redan är i en miljö.",
        _STRUCTURE,
        common="forhindrande_arbete",
    )
    kompetenshojande_insatser: Skills = part(
        "Kompetenshöjande insatser inom förvaltningen",
        Need.REQUIRED,
        "Hur personalen får kunskap.",
        _STRUCTURE,
        common="kompetens",
    )
    uppfoljning: GoalFollowUp = part(
        "Uppföljning",
        Need.REQUIRED,
        "Hur planen följs upp, och under vilket mål.",
        "Årlig uppföljning i ordinarie styrning",
        common="uppfoljning",
    )

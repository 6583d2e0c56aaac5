"""Random plans for property tests, and a toy version of the structure in which headings have moved."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, Literal

from hypothesis import strategies as st
from pydantic import Field

from pipeline.activity import Activity
from pipeline.city import City
from pipeline.dossier import Dossier, open_dossier
from pipeline.model import Text
from pipeline.plan import ActionPlan, FreeSection, GoalFollowUp, Need, Picture, Section, part
from pipeline.structures.stadsdel_2023 import Countering, Skills, Stadsdel2023

DATA = Path(__file__).parent / "data"
FULL = DATA / "full/2023/exempel/handlingsplan.yaml"


class Early(Section):
    """Förebyggande arbete, in the toy: its table has been parted from it."""

    egna_avsnitt: tuple[FreeSection, ...] = ()
    aktiviteter: tuple[Activity, ...] = part("Aktiviteter", Need.REQUIRED, "Rader.", "Exempel")


class Shared(Section):
    """Ansvar, in the toy: the chapter has lost its own heading, and what it held is spread."""

    text: Text | None = Field(None, title="Text")  # type: ignore[assignment]
    samarbete: Section | None = part(
        "Samarbete", Need.CORE, "Hur.", "Exempel", renamed_from="ansvar_och_samverkan.samverkan"
    )
    blankett: Section | None = part("Blankett för avidentifierad information", Need.CORE, "När.", "Exempel")


class Toy2024(ActionPlan):
    """Headings of the version of 2023 that have moved, got other names, or are gone."""

    structure_id: ClassVar[str] = "leksak-2024"
    board_type: ClassVar[str] = "stadsdelsnämnd"

    struktur: Literal["leksak-2024"] = ActionPlan.model_fields["struktur"]  # type: ignore[assignment]
    lokal_lagesbild: Picture = part("Lokal lägesbild", Need.REQUIRED, "Bilden.", "Exempel")
    syfte: Section = part("Inledning och syfte", Need.REQUIRED, "Varför.", "Exempel")
    ansvar_och_samarbete: Shared = part("Ansvar och samarbete", Need.REQUIRED, "Vem.", "Exempel")
    tidig_upptackt: Section | None = part("Tidig upptäckt", Need.CORE, "Hur.", "Exempel")
    forebyggande: Early = part(
        "Arbete för att förebygga", Need.REQUIRED, "Vad.", "E", renamed_from="forebyggande_arbete"
    )
    forhindrande_arbete: Countering = part("Förhindrande arbete", Need.REQUIRED, "Vad.", "Exempel")
    kompetenshojande_insatser: Skills = part("Kompetenshöjande insatser", Need.REQUIRED, "Hur.", "Exempel")
    uppfoljning: GoalFollowUp = part("Uppföljning", Need.REQUIRED, "Hur.", "Exempel")


TEXTS = (
    "Läget är lugnt.",
    "Läget är\nlugnt i   stadsdelen\noch har varit det länge.[^lag]",
    "Läget är **lugnt** i stadsdelen och har varit *det* länge.",
    "Polisen, skolan och fältassistenterna möts.\n\nDe möts [varje månad](https://example.org/a).",
    "- polisen\n- skolan\n  - högstadiet\n- fritiden",
    "1. polisen\n2. skolan[^ord]\n3. fritiden",
    "Enheten följer rutinen inför manifestationer, och skriver ned vad som hände.",
    "Enheten följer rutinen efter manifestationer, och skriver inte ned vad som hände.",
    "Rad ett  \nrad två.[^egen]",
    "**Allt är [fet *kursiv länk*](https://example.org/b) här**",
    "Text med & och < och {{ klamrar }} och ]]>.",
    "*Hela* stycket är nytt. " * 6,
)
LINES = ("Stadsdelsdirektör", "Enhetschef", "familjeenheten", "lokalpolisområde Exempel", "fyra gånger  per år", "vår")
CITY_NAMES = ("inledning", "ansvar", "samverkan")

texts = st.sampled_from(TEXTS)
lines = st.sampled_from(LINES)
days = st.sampled_from(("2023-01-10", "2023-02-16", "2024-05-03"))


def one(**fields: Any) -> st.SearchStrategy[dict[str, Any]]:
    """Return mappings with those fields; where a strategy gives None, the field is left out."""
    return st.fixed_dictionaries(fields).map(lambda made: {k: v for k, v in made.items() if v is not None})


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return that or nothing."""
    return st.none() | strategy


schedules = st.one_of(
    st.fixed_dictionaries({"typ": st.just("löpande"), "sedan": st.sampled_from(("2018", "2019-05"))}),
    st.fixed_dictionaries({"typ": st.just("återkommande"), "frekvens": lines}),
    st.fixed_dictionaries({"typ": st.just("engång"), "datum": days}),
    st.just({"typ": "vid behov"}),
)
follow_ups = st.one_of(
    one(dokument=lines, niva=maybe(lines), ar=maybe(st.sampled_from(("2023", "2024")))),
    one(metod=texts, anmarkning=maybe(lines)),
)
responsible = st.lists(lines | one(funktion=lines, enhet=maybe(lines)), min_size=1, max_size=3)


def activities(letter: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Return lists of activities whose ids begin with a letter, each once."""
    row = one(
        id=st.sampled_from([f"{letter}{n}" for n in range(1, 9)]),
        aktivitet=texts,
        ansvarig=responsible,
        tidplan=schedules,
        uppfoljning=follow_ups,
        syfte=maybe(texts),
        matt=maybe(texts),
        miljoer=maybe(st.just(["islamism"])),
        status=maybe(st.sampled_from(("planerad", "genomförd"))),
    )
    return st.lists(row, min_size=1, max_size=5, unique_by=lambda row: row["id"])


sections = one(text=texts)
own_sections = st.lists(
    one(id=st.sampled_from(("skolor", "idrott", "bibliotek")), rubrik=lines, text=texts),
    max_size=3,
    unique_by=lambda row: row["id"],
)
pictures = one(
    text=texts,
    miljoer=one(hogerextremism=texts, vansterextremism=texts, islamism=texts),
    kartlaggning=one(
        text=texts,
        kallor=st.lists(one(typ=st.sampled_from(("polis", "enkät")), namn=lines, period=maybe(lines)), max_size=4),
    ),
    analys=sections,
    egna_avsnitt=own_sections,
)
sources = st.dictionaries(
    st.sampled_from(("egen", "annan", "tredje")),
    one(titel=lines, ar=maybe(st.sampled_from(("2020", "2021"))), sida=maybe(lines)),
    max_size=3,
)
steps = one(datum=maybe(days), paragraf=maybe(st.just("§ 7")), dnr=maybe(st.lists(lines, max_size=2)))
heads = {
    "namnd": st.sampled_from(("exempel", "annan")),
    "ar": st.sampled_from(("2023", "2024")),
    "status": st.sampled_from(("utkast", "samråd", "godkänd")),
    "samordnare": maybe(lines),
    "beslut": one(samrad=st.lists(one(part=lines, datum=maybe(days)), max_size=3), namnd=steps, kommunstyrelsen=steps),
    "kallor": sources,
}
follow_up_chapter = one(text=texts, mal=st.lists(st.sampled_from(("3.6", "1.2", "2.4")), min_size=1, max_size=3))
countering = one(
    text=texts,
    avhopparverksamhet=sections,
    socialtjanstens_arbete=sections,
    stod_till_anhoriga=sections,
    egna_avsnitt=own_sections,
    aktiviteter=activities("H"),
)
STADSDEL = one(
    struktur=st.just("stadsdel-2023"),
    **heads,
    inledning_och_syfte=sections,
    ansvar_och_samverkan=one(
        text=maybe(texts), ansvar=sections, samverkan=sections, rutin_vid_oro=sections, blankett=sections
    ),
    lokal_lagesbild=pictures,
    forebyggande_arbete=one(
        text=texts, tidig_upptackt=sections, egna_avsnitt=own_sections, aktiviteter=activities("F")
    ),
    forhindrande_arbete=countering,
    kompetenshojande_insatser=one(text=texts, aktiviteter=activities("K")),
    uppfoljning=follow_up_chapter,
)
TOY = one(
    struktur=st.just("leksak-2024"),
    **heads,
    syfte=sections,
    ansvar_och_samarbete=one(text=maybe(texts), samarbete=maybe(sections), blankett=maybe(sections)),
    tidig_upptackt=maybe(sections),
    lokal_lagesbild=pictures,
    forebyggande=one(text=texts, egna_avsnitt=own_sections, aktiviteter=activities("F")),
    forhindrande_arbete=countering,
    kompetenshojande_insatser=one(text=texts, aktiviteter=activities("K")),
    uppfoljning=follow_up_chapter,
)
KINDS: Mapping[str, type[ActionPlan]] = {"stadsdel-2023": Stadsdel2023, "leksak-2024": Toy2024}


@cache
def base() -> Dossier:
    """Return the dossier of the plan with everything in it."""
    dossier, faults = open_dossier(FULL)
    assert dossier is not None
    assert faults == []
    return dossier


def dossier_of(values: Mapping[str, Any], around: Dossier, borrowed: Mapping[int, str], city: City) -> Dossier:
    """Return the dossier of a plan with those values; `borrowed` names the city's text for some of its texts."""
    plan = KINDS[values["struktur"]].model_validate(values)
    texts = [path for path, _ in plan.texts() if path[-1] == "text" and path[0] not in ("kallor", "noter")]
    lent = {texts[number % len(texts)]: name for number, name in borrowed.items()}
    return Dossier(around.source, plan, city, around.boards, lent, home=around.home)


@st.composite
def dossiers(draw: st.DrawFn, values: st.SearchStrategy[dict[str, Any]] = STADSDEL) -> Dossier:
    """Return dossiers of random plans; some texts are the city's, whose goals change too, or are yet to come."""
    around = base()
    wording = draw(maybe(st.sampled_from(("Tryggheten ska öka", "Staden är trygg"))))
    goals = tuple(goal.model_copy(update={"text": wording}) for goal in around.city.mal) if wording else ()
    city = around.city.model_copy(update={"mal": goals})
    borrowed = draw(st.dictionaries(st.integers(0, 30), st.sampled_from(CITY_NAMES), max_size=4))
    return dossier_of(draw(values), around, borrowed, city)

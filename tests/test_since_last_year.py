"""What a board reads of the changes since last year's plan."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from pipeline import words
from pipeline.documents.since_last_year import NOTHING, Changed, since_last_year
from pipeline.dossier import Past, open_dossier
from tests.plans_made import TOY, dossiers

OLD, NEW = "2022/exempel/handlingsplan.yaml", "2023/exempel/handlingsplan.yaml"
COUNTED = "Jämfört med planen för 2022 är "
UNCHANGED = "Aktiviteterna och texterna är desamma som i planen för 2022."
Edits = tuple[tuple[str, str], ...]


@pytest.fixture
def told(tree: Path):
    """Return a function that makes last year's plan of this year's, edits both, and returns what is told.

    What always differs between two years does: the year, status, decisions, samråd, periods of the lägesbild's sources.
    """

    def compare(old: Edits = (), new: Edits = ()) -> Changed:
        text = (tree / NEW).read_text("utf-8")
        always = (
            ("ar: 2023", "ar: 2022"),
            ("status: nämndbehandlad", "status: godkänd"),
            ("{datum: 2023-02-16, paragraf: § 7, dnr: EXE 2023/12}", "{datum: 2022-02-17, paragraf: § 9}"),
            ("datum: 2023-01-10", "datum: 2022-01-11"),
            ("helåret 2022", "helåret 2021"),
        )
        (tree / OLD).write_text(edited(text, (*always, *old)), "utf-8")
        (tree / NEW).write_text(edited(text, new), "utf-8")
        shutil.copy(tree / "2023/stad.yaml", tree / "2022/stad.yaml")
        city = (tree / "2022/stad.yaml").read_text("utf-8")
        (tree / "2022/stad.yaml").write_text(city.replace("ar: 2023", "ar: 2022", 1), "utf-8")
        return since_last_year(opened(tree / NEW))

    return compare


def edited(text: str, edits: Edits) -> str:
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def opened(file: Path):
    dossier, faults = open_dossier(file)
    assert dossier is not None, faults
    return dossier


def lists(changed: Changed) -> dict[str, list[str]]:
    return {chapter.rubrik.text: [line.text.text for line in chapter.rader] for chapter in changed.kapitel}


def test_a_plan_carried_over_is_said_to_be(told):
    """What differs between any two years is no change: the paper says that the plan is the same, and lists nothing."""
    assert told() == Changed(UNCHANGED, ())


def test_a_first_plan_has_nothing_to_be_compared_with(tree):
    """Without a plan of the year before, the paper says nothing of changes."""
    shutil.rmtree(tree / "2022")

    assert since_last_year(opened(tree / NEW)) == NOTHING


def test_activities_are_told_by_their_words(told):
    """A new, a changed and a removed activity: each with what it is, and what its schedule was before."""
    row = "    - id: {}\n      aktivitet: {}\n      ansvarig: [Chef]\n      tidplan: {{typ: löpande}}\n"
    follow_up = "      uppfoljning: {dokument: verksamhetsberättelse}\n"
    gone = row.format("F2", "Biblioteket ordnar en t.ex. årlig utställning. Den visas i maj.") + follow_up
    come = row.format("H2", "Fältassistenterna möter unga på torget") + follow_up
    changed = told(
        old=(("forhindrande_arbete:\n", gone + "forhindrande_arbete:\n"), ("frekvens: 4 gånger", "frekvens: 2 gånger")),
        new=(("kompetenshojande_insatser:\n", come + "kompetenshojande_insatser:\n"), ("minst 4.", "minst 6.")),
    )

    assert changed.kort == (
        f"{COUNTED}en aktivitet ny, en ändrad, en borttagen och två oförändrade. "
        "Ingen av nämndens egna texter är omarbetad."
    )
    assert lists(changed) == {
        "Förebyggande arbete": [
            "Ändrad aktivitet, F1: Trygghetsrådet behandlar lägesbilden vid fyra möten. "
            "Ändrat: tidplan (förut återkommande, 2 gånger per år) och mått.",
            "Borttagen aktivitet, F2: Biblioteket ordnar en t.ex. årlig utställning.",
        ],
        "Förhindrande arbete": [
            "Ny aktivitet, H2: Fältassistenterna möter unga på torget.",
            "Oförändrad aktivitet: H1.",
        ],
        "Kompetenshöjande insatser inom förvaltningen": ["Oförändrad aktivitet: K1."],
    }


def test_another_year_in_an_activity_is_no_change(told):
    """A schedule that is rolled forward a year leaves an activity as it was; one of other months does not."""
    assert told(old=(("fran: 2023-01, till: 2023-12", "fran: 2022-01, till: 2022-12"),)).kort == UNCHANGED
    assert "en aktivitet ändrad" in told(old=(("fran: 2023-01", "fran: 2022-03"),)).kort


def test_an_id_that_names_something_else_is_two_activities(told):
    """An id given to another thing is told as one that is new and one that is gone, not as one reworded."""
    changed = told(old=(("Trygghetsrådet behandlar lägesbilden vid fyra möten", "Ungdomsgården köper in nya spel"),))

    assert f"{COUNTED}en aktivitet ny, en borttagen och två oförändrade." in changed.kort
    assert lists(changed)["Förebyggande arbete"] == [
        "Ny aktivitet, F1: Trygghetsrådet behandlar lägesbilden vid fyra möten.",
        "Borttagen aktivitet, F1 i den förra planen: Ungdomsgården köper in nya spel.",
    ]


def test_a_renamed_or_moved_activity_says_what_it_was(told):
    """An activity with another id, or in another chapter, is one activity, and its former place is told."""
    changed = told(old=(("- id: F1", "- id: F9"),))
    assert lists(changed)["Förebyggande arbete"] == [
        "Ändrad aktivitet, F1: Trygghetsrådet behandlar lägesbilden vid fyra möten. Den hade förut id F9."
    ]


@pytest.mark.parametrize(
    ("old", "new", "sentence", "chapter", "lines"),
    [
        pytest.param(
            (("Läget är oförändrat", "Läget är lugnt"), ("Enstaka klistermärken", "Några dekaler")),
            (),
            "Text är omarbetad i kapitlet Lokal lägesbild.",
            "Lokal lägesbild",
            ["Texten under rubriken Analys är omarbetad.", "Bedömningen av högerextremism är ändrad."],
            id="texts",
        ),
        pytest.param(
            (("Anhöriga erbjuds samtal.", "Anhöriga får stöd."), ("och med samtycke", "med samtycke")),
            (("Staden har en gemensam verksamhet för avhopp.", "Det finns en verksamhet för den som vill hoppa av."),),
            "Text är omarbetad i kapitlet Förhindrande arbete.",
            "Förhindrande arbete",
            [
                "Texten är omarbetad.",
                "Texterna under rubrikerna Avhopparverksamhet och Stöd till anhöriga är omarbetade.",
                "Oförändrad aktivitet: H1.",
            ],
            id="several texts",
        ),
        pytest.param(
            (("in under hösten.", "in under hösten 2021."),),
            (("in under hösten.", "in under hösten 2022."),),
            "Ingen av nämndens egna texter är omarbetad.",
            "Lokal lägesbild",
            ["I texten under rubriken Kartläggning är bara årtal ändrade."],
            id="only years",
        ),
        pytest.param(
            (("text: {stad: inledning}", "text: Vår egen text."),),
            (),
            "Text är omarbetad i kapitlet Inledning och syfte.",
            "Inledning och syfte",
            ["Stadens gemensamma text ersätter den egna."],
            id="the city's text",
        ),
        pytest.param(
            (("namn: utbildningsförvaltningen", "namn: skolorna och förskolorna"),),
            (("namn: enkät till enhetschefer, period: hösten 2022", "namn: 'enkät, muntlig'"),),
            "Ingen av nämndens egna texter är omarbetad.",
            "Lokal lägesbild",
            [
                "Nya underlag: enkät, muntlig; utbildningsförvaltningen.",
                "Underlag som inte längre används: enkät till enhetschefer; skolorna och förskolorna.",
            ],
            id="sources of the lägesbild",
        ),
        pytest.param(
            (("lokal samordnare mot våldsbejakande extremism", "trygghetsstrateg"),),
            (),
            "Ingen av nämndens egna texter är omarbetad.",
            "Planen i stort",
            ["Lokal samordnare är lokal samordnare mot våldsbejakande extremism."],
            id="coordinator",
        ),
    ],
)
def test_texts_are_told_by_chapter(told, old, new, sentence, chapter, lines):
    """Which chapters are reworded stands in a sentence, and what has happened in each as a list."""
    changed = told(old, new)

    assert sentence in changed.kort
    assert lists(changed)[chapter] == lines


def test_no_key_of_the_file_is_told(told):
    """A source of the plan's own is told by its words; that its key is another is nothing to a board."""
    cited = (("Utbildning ges varje år.", "Utbildning ges varje år.[^bild-22]"),)
    source = "kallor:\n  bild-22: {{forfattare: Polisen, titel: {}, ar: 2022}}\n"
    end = 'mal: ["3.6"]\n'
    changed = told(
        (*cited, (end, end + source.format("Lägesbild"))), (*cited, (end, end + source.format("Årsrapport")))
    )
    assert lists(changed)["Källor och noter"] == ["Källan ”Polisen, Årsrapport (2022)” är ändrad."]
    assert "bild-22" not in str(changed)


def test_a_goal_is_told_by_number_and_words(told, tree):
    """Another goal than last year's is told with its words."""
    city = (tree / "2023/stad.yaml").read_text("utf-8")
    (tree / "2023/stad.yaml").write_text(
        city.replace("mal:\n", 'mal:\n  - {nummer: "1.1", text: Alla barn ska må bra}\n'), "utf-8"
    )

    assert lists(told(new=(('["3.6"]', '["3.6", "1.1"]'),)))["Uppföljning"] == ["Mål 1.1 är nytt: Alla barn ska må bra"]


def test_a_merged_board_is_compared_with_both(tree):
    """Two plans with ids of their own are compared by the words of their activities, and that is said."""
    text = (tree / NEW).read_text("utf-8")
    for board, edits in (
        ("upphord", (("Nyanställda genomför stadens grundutbildning", "Alla läser på"),)),
        (
            "grannstaden",
            (("Trygghetsrådet", "Rådet"), ("- id: H1", "- id: F1"), ("- id: F1", "- id: F2")),
        ),
    ):
        (tree / "2022" / board).mkdir()
        changes = (("ar: 2023", "ar: 2022"), ("namnd: exempel", f"namnd: {board}"), *edits)
        (tree / "2022" / board / "handlingsplan.yaml").write_text(edited(text, changes), "utf-8")
    shutil.rmtree(tree / "2022/exempel")
    register = (tree / "namnder.yaml").read_text("utf-8")
    (tree / "namnder.yaml").write_text(f"{register}  till: 2022-06-30\n  eftertradare: exempel\n", "utf-8")
    (tree / NEW).write_text(edited(text, (("Socialsekreterarna erbjuder", "Kuratorerna ger"),)), "utf-8")

    changed = since_last_year(opened(tree / NEW))

    assert changed.kort == (
        "Nämnden har tagit över efter Gamla stans stadsdelsnämnd och Grannstadens stadsdelsnämnd. "
        "Deras planer för 2022 jämförs här med den nya, aktivitet för aktivitet. "
        "Av tre aktiviteter i planen står en i Gamla stans stadsdelsnämnds plan och en i Grannstadens stadsdelsnämnds "
        "plan med samma ord. En är ny eller omskriven. Övriga texter jämförs inte."
    )
    assert lists(changed) == {
        "Nya eller omskrivna aktiviteter": ["H1: Kuratorerna ger samtal till anhöriga som hör av sig."],
        "Aktiviteter ur Gamla stans stadsdelsnämnds plan som inte står kvar med samma ord": [
            "H1: Socialsekreterarna erbjuder samtal till anhöriga som hör av sig.",
            "K1: Alla läser på.",
        ],
        "Aktiviteter ur Grannstadens stadsdelsnämnds plan som inte står kvar med samma ord": [
            "F2: Rådet behandlar lägesbilden vid fyra möten.",
            "F1: Socialsekreterarna erbjuder samtal till anhöriga som hör av sig.",
        ],
    }


def test_a_successor_of_one_board_says_whose_plan_it_is(tree, told):
    """A board that took over from a single one is compared with that one's plan, which is named."""
    told()
    (tree / "2022/exempel").rename(tree / "2022/upphord")
    file = tree / "2022/upphord/handlingsplan.yaml"
    file.write_text(edited(file.read_text("utf-8"), (("namnd: exempel", "namnd: upphord"),)), "utf-8")

    assert since_last_year(opened(tree / NEW)).kort == (
        "Aktiviteterna och texterna är desamma som i Gamla stans stadsdelsnämnds plan för 2022."
    )


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(dossiers() | dossiers(TOY), dossiers() | dossiers(TOY))
def test_every_activity_is_accounted_for(old, new):
    """Whatever two plans hold, each activity of both is told, and no line is empty or broken."""
    old = replace(old, plan=old.plan.model_copy(update={"ar": new.plan.ar - 1}))
    changed = since_last_year(replace(new, history=((Past(old.plan, None, old),),)))
    told = [line.text.text for chapter in changed.kapitel for line in chapter.rader]

    assert changed.kort.endswith(".")
    for line in (*told, changed.kort):
        assert line == words.normalised(line), line
        assert line.strip() and "None" not in line and " ." not in line.replace(" …", ""), line
    if told:
        for plan in (old.plan, new.plan):
            for _, activity in plan.activities():
                assert any(activity.id in line for line in told), activity.id


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("En mening. En till.", "En mening"),
        ("Möten hålls t.ex. Med polisen. Sedan", "Möten hålls t.ex. Med polisen"),
        ("Fritidsledarna ordnar öppna kvällar, fyra gånger", "Fritidsledarna ordnar öppna …"),
        ("Är det så? Ja.", "Är det så?"),
        ("Kommunikationsstrategienheternas", "Kommunikationsstrategienhetern…"),
        ("Kort", "Kort"),
    ],
)
def test_words_are_shortened_after_a_word(text, short):
    """A first sentence that is too long ends after a whole word; an abbreviation ends no sentence."""
    assert words.shortened(text, 31) == short

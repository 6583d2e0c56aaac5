"""The rules on sources, goals, laws and years where their manual pages' examples do not reach."""

from __future__ import annotations

import pytest

from pipeline.rules.k101_unknown_source import K101
from pipeline.rules.k102_uncited_source import K102
from pipeline.rules.k103_unknown_goal import K103
from pipeline.rules.k104_other_goal_in_text import K104
from pipeline.rules.k105_ibid import K105
from pipeline.rules.k106_superseded_law import K106
from pipeline.rules.k107_body_that_has_ceased import K107
from pipeline.rules.k108_expired_programme import K108
from pipeline.rules.k109_old_threat_source import K109
from pipeline.rules.k110_stale_year import K110


def cited(opened, source: dict[str, str], text: str = "Läget är lugnt.[^egen]", **change: object):
    """Return the ground plan's dossier with a source of its own, and the text that cites it."""
    dossier, faults = opened({"kallor": {"egen": source}, "lokal_lagesbild": {"analys": {"text": text}}, **change})
    assert faults == []
    return dossier


@pytest.mark.parametrize(
    ("rule", "text", "words"),
    [
        (K101, "Så är det.[^handbk] Och så.[^handbok]", ["[^handbk]"]),
        (K104, "Det följs upp under mål 3.6 och 3.7.", ["3.7"]),
        (K104, "Det följs upp under målet 2.1.", ["målet 2.1"]),
        (K104, "Det följs upp under Mål nr 3.5: Tryggheten.", ["Mål nr 3.5"]),
        (K104, "Mål 3.6 ”Stockholm är tryggt” gäller.", ["Stockholm är tryggt"]),
        (K104, "Under mål 3.6 sker uppföljningen.", []),
        (K104, "Målet 3.6: Tryggheten ska öka genom\nförebyggande insatser.", []),
        (K104, "Under målet 3.6 Tryggheten ska öka genom förebyggande insatser följs planen upp.", []),
        (K104, "Enligt mål 3.6. Lägesbilden revideras.", []),
        (K104, "Avsnitt 3.5 beskriver målet.", []),
        (K105, "Se a.a. s. 4 och op. cit. samt ibid.", ["a.a.", "op. cit", "ibid"]),
        (K105, "Se bl.a. skolorna.", []),
        (K106, "Enligt PuL (1998:204) och lag (1990:52).", ["1998:204"]),
        (K106, "Enligt SOU 1998:204 och prop. 2001:453.", []),
        (K107, "Den nationella\nsamordnaren ger råd.", ["nationella\nsamordnaren"]),
        (K107, "Den dåvarande nationella samordnaren gav råd.", []),
        (K107, "Den nationella samordnaren mot hemlöshet ger råd.", []),
        (K107, "Rikspolisstyrelsen och Datainspektionens råd.", ["Rikspolisstyrelsen", "Datainspektionens"]),
        (K107, "Statens medieråd ger stöd.", []),
        (K109, "Enligt Säkerhetspolisens årsbok 2020 och NCT:s bedömning 2021.", ["Säkerhetspolisens årsbok 2020"]),
        (K110, "Läget 2021 var lugnt.", ["2021"]),
        (K110, "Läget 1998 och 2023 var lugnt.", ["1998"]),
        (K110, "Läget 2022 var lugnt.", []),
        (K110, "Rådet har funnits sedan 2018, sedan den 3 maj 2017 och sedan hösten 2016.", []),
        (K110, "Programmet 2021–2024 och strategin 2020-2023 gäller.", []),
        (K110, "Lagen (1990:52), SOU 2017:110 och Ds 2014:4 gäller.", []),
        (K110, "Ärendet SÖD 2019/639 och 1.1/33/2021 samt 155-943/2015.", []),
        (K110, "Nämnden antog planen 2019.", []),
        (K110, "Det är färre än 2021 och jämfört med 2020.", []),
        (K110, "Det framgår av *Trygghet 2019*, ”Läget 2018” och [rapporten 2017](https://exempel.se/2016).", []),
        (K110, "Det kostar 2000,50 kronor.", []),
    ],
)
def test_words_of_the_text(words_found, rule, text, words):
    """What has gone stale is found at exactly its words, and what only looks like it is left alone."""
    assert words_found(rule, text) == words


def test_last_year_is_stale_outside_the_picture(opened):
    """The lägesbild speaks of the year before; an activity or another chapter does not."""
    dossier, _ = opened({"forebyggande_arbete": {"text": "Under 2022 möts vi."}})

    assert [f.path for f in K110.check(dossier)] == [("forebyggande_arbete", "text")]


def test_year_in_a_row_is_found(opened):
    """A remark beside a schedule is printed too, and may have last year's date."""
    row = {"id": "F1", "tidplan": {"typ": "löpande", "frekvens": "~", "anmarkning": "start våren 2022"}}
    dossier, faults = opened({"forebyggande_arbete": {"aktiviteter": [row]}})

    assert faults == []
    assert [f.path[-1] for f in K110.check(dossier)] == ["anmarkning"]


def test_source_of_a_cited_source_is_used(opened):
    """A work that others are places in need not be cited itself."""
    dossier, faults = opened(
        {
            "kallor": {"bok": {"titel": "Bok"}, "sida": {"ur": "bok", "sida": "s. 2"}},
            "lokal_lagesbild": {"analys": {"text": "Läget är lugnt.[^sida]"}},
        }
    )

    assert faults == []
    assert list(K102.check(dossier)) == []


def test_unknown_goal_names_those_that_are(opened):
    """The writer sees which goals the year has."""
    dossier, _ = opened({"uppfoljning": {"mal": ["3.6", "3.9"]}})
    (finding,) = K103.check(dossier)

    assert finding.remedy == "skriv bara numret på ett av årets mål"
    assert finding.path == ("uppfoljning", "mal", "[1]")
    assert "3.9" in finding.message
    assert "3.6 Tryggheten ska öka genom förebyggande insatser" in finding.message


def test_unknown_goal_is_told_once(opened):
    """While the plan's own goal does not exist, nobody can say which goal the texts should name."""
    dossier, _ = opened({"uppfoljning": {"mal": ["3.9"], "text": "Planen följs upp under mål 3.8."}})

    assert len(list(K103.check(dossier))) == 1
    assert list(K104.check(dossier)) == []


def test_other_goal_is_found_by_its_wording(opened, tree):
    """The words of another of the year's goals are as wrong as its number."""
    city = tree / "2023" / "stad.yaml"
    goal = "mal:\n  - {nummer: '3.5', text: Staden är öppen för alla}\n"
    city.write_text(city.read_text("utf-8").replace("mal:\n", goal, 1), "utf-8")
    dossier, _ = opened({"uppfoljning": {"text": "Planen följs upp under målet staden är öppen\nför alla."}})
    (finding,) = K104.check(dossier)

    assert "Staden är öppen för alla" in finding.message


@pytest.mark.parametrize(("year", "found"), [(2024, 0), (2025, 1), (2026, 1)])
def test_socialtjanstlagen_is_over_from_the_year_it_was_replaced(opened, year, found):
    """The act of 2001 ended in the middle of 2025: a plan for 2024 may cite it."""
    dossier = cited(opened, {"titel": "socialtjänstlagen", "sfs": "2001:453"}, ar=str(year))

    assert [f.path for f in K106.check(dossier)] == [("kallor", "egen", "sfs")] * found


def test_law_in_title_and_number_is_told_once(opened):
    """A source that writes the number twice is one fault."""
    dossier = cited(opened, {"titel": "Lag (2003:148) om straff för terroristbrott", "sfs": "2003:148"})

    assert len(list(K106.check(dossier))) == 1


def test_place_in_the_citys_law_is_told_at_the_note(opened, tree):
    """The city's source is not the board's to change; its own note is."""
    city = tree / "2023" / "stad.yaml"
    city.write_text(city.read_text("utf-8") + "  lagen: {titel: lag, sfs: '2003:148', galler_till: 2021}\n", "utf-8")
    text = "Läget är lugnt.[^egen]"
    dossier = cited(opened, {"ur": "lagen", "lagrum": "2 §"}, text)

    for rule in (K106, K108):
        (finding,) = rule.check(dossier)
        assert finding.path == ("lokal_lagesbild", "analys", "text")
        assert text[slice(*finding.words)] == "[^egen]"


@pytest.mark.parametrize(("last", "found"), [("2022", 1), ("2023", 0), ("2024", 0)])
def test_programme_may_end_in_the_plans_year(opened, last, found):
    """A programme's last year is one in which it holds."""
    dossier = cited(opened, {"titel": "Program", "galler_till": last})

    assert len(list(K108.check(dossier))) == found


def test_uncited_programme_is_another_rules_matter(opened):
    """A source that no note names is told as such, once."""
    dossier = cited(opened, {"titel": "Program", "galler_till": "2020", "sfs": "2003:148"}, "Läget är lugnt.")

    assert [len(list(rule.check(dossier))) for rule in (K102, K106, K108)] == [1, 0, 0]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ({"forfattare": "Säkerhetspolisen", "titel": "Årsbok", "ar": "2020"}, 1),
        ({"forfattare": "Säkerhetspolisen", "titel": "Årsbok", "ar": "2021"}, 0),
        ({"titel": "Säkerhetspolisens årsbok 2019"}, 1),
        ({"forfattare": "NCT", "titel": "Helårsbedömning 2020"}, 1),
        ({"forfattare": "Nationellt centrum för terrorhotbedömning", "titel": "Bedömning", "ar": "2018"}, 1),
        ({"forfattare": "Exempelmyndigheten", "titel": "Årsbok", "ar": "2010"}, 0),
    ],
)
def test_threat_source_is_at_most_two_years_old(opened, source, found):
    """Other works keep longer."""
    dossier = cited(opened, source)

    assert len(list(K109.check(dossier))) == found


def test_old_threat_source_of_the_city_is_told_where_the_plan_borrows_it(opened, tree):
    """The board's file has only the reference to the city's text; two notes to one book are told once."""
    city = tree / "2023" / "stad.yaml"
    sources = "  sapo: {forfattare: Säkerhetspolisen, titel: Årsbok, ar: 2020}\n  sapo-s4: {ur: sapo, sida: s. 4}\n"
    city.write_text(city.read_text("utf-8").replace("[^handbok]", "[^sapo-s4][^sapo]") + sources, "utf-8")
    dossier, faults = opened()
    (finding,) = K109.check(dossier)

    assert faults == []
    assert (finding.path, finding.words) == (("inledning_och_syfte", "text"), None)
    assert finding.message.startswith("stadens text bygger på Säkerhetspolisen: Årsbok från 2020")
    assert "stadsledningskontoret" in finding.remedy


@pytest.mark.parametrize(
    ("text", "found"),
    [("Gamla stans stadsdelsnämnd deltar.", 1), ("Förra Gamla stans stadsdelsnämnd deltog.", 0), ("Gamla stan.", 0)],
)
def test_board_that_has_been_merged_is_found(opened, text, found):
    """The register knows which boards have ceased, and which one came after."""
    dossier, _ = opened({"lokal_lagesbild": {"analys": {"text": text}}})

    assert ["Exempelstadens stadsdelsnämnd" in f.message for f in K107.check(dossier)] == [True] * found


def test_board_merged_during_the_year_may_be_named(opened, tree):
    """A plan decided in spring names boards that cease in summer."""
    register = tree / "namnder.yaml"
    register.write_text(register.read_text("utf-8").replace("till: 2022-06-30", "till: 2023-06-30"), "utf-8")
    dossier, _ = opened({"lokal_lagesbild": {"analys": {"text": "Gamla stans stadsdelsnämnd deltar."}}})

    assert list(K107.check(dossier)) == []

"""The rules on the lägesbild where their manual pages' examples do not reach."""

from __future__ import annotations

import pytest

from pipeline import words
from pipeline.rules import BY_CODE
from pipeline.rules.rule import check


def told(dossier, code, faults=()):
    """Return the messages of one rule."""
    return [d.message for d in check(dossier, [BY_CODE[code]], faults)]


def with_text(opened, text):
    """Return the ground plan's dossier with another lägesbild."""
    dossier, _ = opened({"lokal_lagesbild": {"text": text}})
    return dossier


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("i Hässelby - Vällingby.", True),
        ("HÄSSELBY-VÄLLINGBYS skolor", True),
        ("läget är lugnt – Hässelby-\nVällingby", True),
        ("i Vällingby", False),
        ("Nya-Hässelby-Vällingby", False),
        ("Hässelby-Vällingbybor", False),
    ],
)
def test_names_are_found_as_whole_words(text, found):
    """A name may be in capitals, in the genitive or wrapped, but is never a part of another."""
    assert words.mentions(text, ["Hässelby-Vällingby"]) is found


def test_area_may_be_named_anywhere_but_among_the_sources(opened):
    """The analysis may name the area; the name of a source may not stand for it."""
    dossier, _ = opened("lokal_lagesbild: {text: Låg., analys: {text: I Exempelstaden är det lugnt.}}")
    assert told(dossier, "L101") == []
    dossier, _ = opened("""
        lokal_lagesbild:
          text: Låg.
          kartlaggning: {kallor: [{typ: polis, namn: polisen i Exempelstaden, period: 2022}]}
    """)
    assert len(told(dossier, "L101")) == 1


@pytest.mark.parametrize("text", ["?", "…", "Ej  känt", "**okänt**", "n/a", "–"])
def test_empty_words_assess_nothing(opened, text):
    """What says nothing is told, whatever its signs, and is quoted as it was written."""
    dossier, _ = opened({"lokal_lagesbild": {"miljoer": {"islamism": text}}})
    (message,) = told(dossier, "L102")
    assert f"`{words.normalised(text)}`" in message


def test_missing_environment_is_told_once(opened):
    """An environment that is not there is a fault of the file, not an empty assessment too."""
    dossier, faults = opened("lokal_lagesbild: {miljoer: {islamism: ~}}")
    assert len(faults) == 1
    assert told(dossier, "L102", faults) == []


def test_missing_list_of_sources_is_told_as_a_missing_part(opened):
    """Without a list there is one finding, of S201; the rules on its rows are silent."""
    dossier, _ = opened("lokal_lagesbild: {kartlaggning: {kallor: ~}}")
    assert [len(told(dossier, code)) for code in ("S201", "L103", "L104", "L105")] == [1, 0, 0, 0]


@pytest.mark.parametrize(
    ("period", "count"),
    [
        ("2021", 1),
        ("2021-11", 1),
        ("hösten 2021–våren 2022", 0),
        ("2021–22", 0),
        ("2021-22", 0),
        ("2022-11", 0),
        ("läsåret 2020/21", 1),
        ("2020–2021", 1),
        ("senaste året", 0),
    ],
)
def test_last_year_of_a_period_counts(opened, period, count):
    """A period is as young as its last year; one without a year cannot be judged."""
    dossier, _ = opened(f"lokal_lagesbild: {{kartlaggning: {{kallor: [{{typ: polis, namn: P, period: {period}}}]}}}}")
    assert len(told(dossier, "L105")) == count


@pytest.mark.parametrize(("decision", "count"), [("{datum: 2022-11-17}", 0), ("{datum: 2023-02-16}", 1), ("~", 1)])
def test_age_is_counted_from_the_decision(opened, decision, count):
    """A plan decided the autumn before may build on the year before that; without a decision, its year counts."""
    dossier, _ = opened(f"""
        beslut: {{namnd: {decision}}}
        lokal_lagesbild: {{kartlaggning: {{kallor: [{{typ: polis, namn: P, period: helåret 2021}}]}}}}
    """)
    assert len(told(dossier, "L105")) == count


def test_wrapping_does_not_make_a_text_new(opened):
    """Last year's text with other line breaks is still last year's."""
    text = "Läget i Exempelstadens stadsdelsområde är lugnt,\noch få uppgifter   har kommit in.\n"
    assert len(told(with_text(opened, text), "L106")) == 1


def test_first_plan_has_nothing_to_repeat(opened):
    """A board without a plan for last year cannot have copied it."""
    dossier, _ = opened("", "fack")
    assert dossier.previous is None
    assert told(dossier, "L106") == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("de 6 föregående lägesbilderna", 0),
        ("de sju tidigare lägesbilderna", 1),
        ("De fem närmast\nföregående lokala lägesbilderna", 1),
        ("de föregående lägesbilderna", 0),
        ("sex skolor och tidigare lägesbilder", 0),
    ],
)
def test_count_of_pictures(opened, text, count):
    """The number may be a digit or a word; without a number there is nothing to count."""
    assert len(told(with_text(opened, f"Bilden liknar {text}."), "L107")) == count


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Fyra av polisen kända personer finns kvar.", "Fyra av polisen kända personer"),
        ("Under året inkom ett nytt ärende.", "ett nytt ärende"),
        ("Det finns 1 individ.", "1 individ"),
        ("Tre\nhändelser är kända.", "Tre händelser"),
        ("Ett par enskilda händelser har rapporterats.", None),
        ("Ett par fall har rapporterats.", None),
        ("Ett fåtal personer har identifierats.", None),
        ("En ökning av antalet händelser har rapporterats.", None),
        ("Enstaka ärenden har inkommit.", None),
        ("Oro för en individ tas emot av samordnaren.", None),
        ("Vid två skolor har händelser rapporterats.", None),
        ("Högst fyra personer berörs.", None),
        ("1–4 ärenden per år.", None),
        ("Sammanlagt 14 händelser och 2,4 ärenden per enhet.", None),
        ("De tre miljöerna är olika.", None),
        ("Mellan två och fyra personer berörs.", None),
    ],
)
def test_small_numbers(opened, text, found):
    """Exact counts from one to four are told; words for few, ranges and individuals in general are not."""
    messages = told(with_text(opened, text), "L108")
    assert len(messages) == (1 if found else 0)
    assert all(f"`{found}`" in message for message in messages)

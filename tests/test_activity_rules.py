"""The words that the rules about activities go by, and what they say of an adopted plan."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from pipeline.activity import Responsible, Schedule
from pipeline.diagnostics import Severity
from pipeline.dossier import open_dossier
from pipeline.rules import RULES
from pipeline.rules import a104_twin_activities as a104
from pipeline.rules.countable import is_countable, vague_verb
from pipeline.rules.follow_up_documents import is_known, says_whose
from pipeline.rules.responsible_words import Flaw, flaw
from pipeline.rules.rule import check
from pipeline.rules.schedule_years import years

KUNGSHOLMEN = Path(__file__).parents[1] / "plans" / "2023" / "kungsholmen" / "handlingsplan.yaml"
ACTIVITY_RULES = [rule for rule in RULES if rule.code.startswith("A")]


@pytest.mark.parametrize(
    "text",
    [
        "vid fyra möten",
        "minst 80 procent av personalen",
        "75 % av de anställda",
        "andelen som har gått kursen",
        "minst ett besök",
        "en gång i månaden",
        "varannan vecka",
        "var tredje månad",
        "en årlig enkät",
        "2–3 ggr/termin",
        "vid vart\nfjärde av 24 möten",
    ],
)
def test_numbers_shares_and_intervals_count(text):
    """What says how many, how much or how often can be counted."""
    assert is_countable(text)


@pytest.mark.parametrize(
    "text",
    [
        "ett antal möten",
        "möten under 2023",
        "möten från 2023-03-16",
        "ungdomar 13–16 år",
        "kurser i årskurs 7–9",
        "enligt 2 kap. 1 § socialtjänstlagen (2001:453)",
        "de tre miljöerna",
        "undervisning om sex och samlevnad",
        "under mål 3.6",
        "1. Möten\n2. Brev",
        "möten[^kalla-2022]",
        "alla anställda",
    ],
)
def test_numbers_that_name_a_thing_do_not_count(text):
    """Years, ages, laws, headings, list numbers and notes measure nothing."""
    assert not is_countable(text)


@pytest.mark.parametrize("piece", ["1", "och lyfts ", "x-", "a "])
def test_long_texts_take_no_long_time(piece):
    """A text of the largest size is read in about a second; a pattern that begins anew everywhere took minutes."""
    text = piece * (400_000 // len(piece))
    begun = process_time()

    is_countable(text)
    vague_verb(text)

    assert process_time() - begun < 20


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Frågan lyfts på mötet", "lyfts"),
        ("Rådet tar upp frågan", "tar upp"),
        ("Personalen ska arbeta aktivt med frågan", "arbeta aktivt med"),
        ("Verka för att alla deltar", "Verka för"),
        ("Enheterna ser till att rutiner används", "ser till att"),
        ("Flera enheter samverkar med skolan, som erbjuder stöd", "samverkar"),
        ("Säkerställa att personalen genomför kursen", "Säkerställa"),
    ],
)
def test_vague_verb_that_carries_the_text_is_found(text, verb):
    """The first verb carries the text, and what follows it does not make it concrete."""
    place = vague_verb(text)

    assert place and text[slice(*place)] == verb


@pytest.mark.parametrize(
    "text",
    [
        "Personalen genomför en utbildning som stärker demokratin",
        "Fältassistenter arbetar uppsökande och uppmärksammar oro",
        "Rutin för att säkerställa stöd",
        "Samverkansöverenskommelse med polisen",
        "Samverkan mellan skola och polis",
        "Personalen patrullerar, och främjar trygghet",
    ],
)
def test_vague_verb_that_does_not_carry_the_text_is_left_alone(text):
    """Nouns, aims, clauses and a second verb do not carry the text."""
    assert vague_verb(text) is None


@pytest.mark.parametrize(
    ("function", "unit", "expected"),
    [
        ("Alla", None, Flaw.NOBODY),
        ("Alla", "familjeenheten", Flaw.NOBODY),
        ("samtliga  medarbetare.", None, Flaw.NOBODY),
        ("Stadsdelsförvaltningen", None, Flaw.NOBODY),
        ("Berörda verksamheter", None, Flaw.NOBODY),
        ("–", "familjeenheten", Flaw.NOBODY),
        ("Ej utsedd ännu", None, Flaw.NOBODY),
        ("Kim Exempelsson", None, Flaw.NAME),
        ("Enhetschef Kim Exempelsson", "familjeenheten", Flaw.NAME),
        ("K. Exempelsson, enhetschef", None, Flaw.NAME),
        ("Samtliga enhetschefer", None, Flaw.ALL_HEADS),
        ("Berörda chefer", "hela förvaltningen", Flaw.ALL_HEADS),
        ("Samtliga rektorer på stadsdelsförvaltningen", None, Flaw.ALL_HEADS),
        ("Enhetschef", None, Flaw.NO_UNIT),
        ("Avdelningschef", None, Flaw.NO_UNIT),
        ("Familjeenheten", None, Flaw.NO_UNIT),
        ("Rädda Barnen", None, Flaw.NO_UNIT),
        ("Enhetschef Norra Exempelstaden", None, Flaw.NO_UNIT),
        ("Stadsdelsdirektör", None, Flaw.NOT_UNIT_HEAD),
        ("Förvaltningschefen", None, Flaw.NOT_UNIT_HEAD),
        ("Avdelningschefer", "äldreomsorgen", Flaw.NOT_UNIT_HEAD),
        ("Enhetschef", "Södra Teamet", None),
        ("Enhetschef på familjeenheten", None, None),
        ("Samtliga enhetschefer inom socialtjänstavdelningen", None, None),
        ("Lokal samordnare", None, None),
    ],
)
def test_a_responsible_has_one_flaw_at_most(function, unit, expected):
    """The gravest flaw hides the rest; a function with its unit has none."""
    assert flaw(Responsible(funktion=function, enhet=unit)) is expected


def test_years_of_a_schedule():
    """A day and a period have years; what is only ongoing has no end."""
    assert years(Schedule(typ="engång", datum="2023-04")) == (2023, 2023)
    assert years(Schedule(typ="period", fran="2022-11-30", till="2023")) == (2022, 2023)
    assert years(Schedule(typ="löpande", sedan="2018")) == (2018, 9999)
    assert years(Schedule(typ="vid behov")) == (0, 9999)


def test_known_documents_in_any_form():
    """A document is known in any form, a misspelling or a plan of plans is not."""
    assert is_known("Enhetens verksamhetsberättelser")
    assert is_known("tertialrapport 2")
    assert not is_known("verksamhetsplanering")
    assert not is_known("VB")


def test_a_document_may_say_whose_it_is():
    """A genitive or a preposition says whose; a number or a year does not."""
    assert says_whose("familjeenhetens verksamhetsberättelse")
    assert says_whose("verksamhetsberättelse för familjeenheten")
    assert not says_whose("verksamhetsberättelse för 2023")
    assert not says_whose("tertialrapport 1")


def test_a_name_is_not_repeated(opened):
    """The message about a person's name must not spread it."""
    dossier, _ = opened("forebyggande_arbete: {aktiviteter: [{id: F1, ansvarig: [Kim Exempelsson]}]}")

    assert [(d.code, "Kim" in d.message + d.remedy) for d in check(dossier, RULES)] == [("A204", False)]


def test_the_later_twin_is_told_and_figures_part_rows(opened):
    """The later of two like rows is told; a row with another number is a row of its own."""
    dossier, _ = opened(
        {
            "forebyggande_arbete": {
                "aktiviteter": [{"id": "F1", "aktivitet": "Rådet möter steg 1 av polisens grupper"}]
            },
            "forhindrande_arbete": {
                "aktiviteter": [{"id": "H1", "aktivitet": "Rådet möter steg 2 av polisens grupper"}]
            },
            "kompetenshojande_insatser": {
                "aktiviteter": [{"id": "K1", "aktivitet": "Rådet möter steg 1 av polisens grupper."}]
            },
        }
    )

    told = [d.message for d in check(dossier, RULES) if d.code == "A104"]

    assert told == ["aktivitet K1 har nästan samma text som aktivitet F1, men varje rad ska ha sin egen"]


def test_two_directors_of_one_activity_are_told_once(opened):
    """One activity with several such responsibles gives one finding, with each function once."""
    heads = (
        "[{funktion: Avdelningschef, enhet: omsorgen}, {funktion: Avdelningschef, enhet: skolan}, Stadsdelsdirektör]"
    )
    dossier, _ = opened(f"forebyggande_arbete: {{aktiviteter: [{{id: F1, ansvarig: {heads}}}]}}")

    told = [d.message for d in check(dossier, RULES)]

    assert told == [
        "aktivitet F1 har `Avdelningschef` och `Stadsdelsdirektör` som ansvarig, men kolumnen heter Ansvarig enhetschef"
    ]


def test_only_a_responsible_who_is_nobody_stops_a_build():
    """Of the rules about activities A202 alone is an error: habits of adopted plans are warnings at most."""
    assert [rule.code for rule in ACTIVITY_RULES if rule.severity is Severity.ERROR] == ["A202"]


def test_an_adopted_plan_has_no_error():
    """Kungsholmen's plan of 2023 was adopted: what the rules see in its activities stops nothing."""
    dossier, _ = open_dossier(KUNGSHOLMEN)

    told = check(dossier, ACTIVITY_RULES)

    assert {d.code for d in told} >= {"A101", "A103", "A111", "A201", "A205", "A302", "A303"}
    assert all(d.severity is not Severity.ERROR for d in told)
    assert sum(d.code == "A111" for d in told) == 9


def test_many_rows_are_not_all_compared(opened, monkeypatch):
    """A plan with hundreds of rows is checked in time that grows with their number, not with the number of pairs."""
    whole = {"ansvarig": ["Enhetschef"], "tidplan": {"typ": "löpande"}, "uppfoljning": {"dokument": "delårsrapport"}}
    texts = [f"Enheten erbjuder område{n} stöd{n} vid behov{n} och möte{n}, grupp{n}" for n in range(200)]
    rows = [{"id": f"X{n}", "aktivitet": text, **whole} for n, text in enumerate(texts)]
    dossier, _ = opened({"forebyggande_arbete": {"aktiviteter": rows}})
    compared = []
    monkeypatch.setattr(a104, "_alike", lambda *pair: compared.append(pair))

    assert list(a104.twin_activities(dossier)) == []
    assert len(dossier.plan.forebyggande_arbete.aktiviteter) >= 200
    assert len(compared) < 200

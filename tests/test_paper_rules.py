"""Rules on the case and the follow-up, where their manual pages' examples do not reach."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.dossier import open_dossier
from pipeline.rules import BY_CODE, RULES
from pipeline.rules.rule import check

CASE, FOLLOW_UP = "# arende.yaml\n", "# uppfoljning.yaml\n"
NOT_DECIDED = "status: samråd\nbeslut: {namnd: {datum: '~', dnr: '~', paragraf: '~'}}\n"


@pytest.fixture
def found(opened):
    """Return a function that gives the findings of one rule: message and line."""

    def of(code: str, change: str) -> list[str]:
        dossier, faults = opened(change)
        assert faults == []
        return [finding.message for finding in BY_CODE[code].check(dossier)]

    return of


@pytest.mark.parametrize("code", [rule.code for rule in RULES if rule.code[0] in "EU"])
def test_a_plan_alone_is_silent(found, code):
    """Where there is no case and no follow-up, no rule asks for one."""
    assert found(code, "") == []


def test_the_other_file_is_named_with_its_line(opened):
    """What is told of two files says the line in both."""
    dossier, _ = opened(f"{CASE}dnr: EXE 2023/99\n")
    told = [d for d in check(dossier, RULES) if d.code == "E103"]
    line = dossier.source.span(("beslut", "namnd", "dnr")).line
    assert [(d.file, f"plan.yaml, rad {line}" in d.message) for d in told] == [("arende.yaml", True)]
    assert dossier.definitions["arende.yaml"].lines[told[0].span.line - 1] == "dnr: EXE 2023/99"


@pytest.mark.parametrize(
    ("case", "plan", "wrong"),
    [
        ("EXE 2023/12", "EXE 2023/12", False),
        ("[EXE 2023/13, EXE 2023/12]", "[EXE 2023/12, EXE 2023/13]", False),
        ("[EXE 2023/12]", "[EXE 2023/12, EXE 2023/13]", True),
        ("Dnr tilldelas senare", "EXE 2023/12", False),
        ("EXE 2023/12", "Dnr tilldelas senare", False),
        ("EXE 2023/21", "EXE 2023/12", True),
    ],
)
def test_dnr_at_odds(found, case, plan, wrong):
    """The same numbers in any order agree; a number still to come is at odds with nothing."""
    assert bool(found("E103", f"beslut: {{namnd: {{dnr: {plan}}}}}\n{CASE}dnr: {case}\n")) is wrong


def test_a_section_that_the_year_requires(whole_tree):
    """Which sections are required is data of the year."""
    city = whole_tree / "2023/stad.yaml"
    text = city.read_text("utf-8") + "arende: {avsnitt: [{id: ekonomi, rubrik: Ekonomi, kravs: ja}]}\n"
    city.write_text(text, "utf-8")
    dossier, faults = open_dossier(whole_tree / "2023/exempel/handlingsplan.yaml")
    assert faults == []
    told = [f.message for f in BY_CODE["E101"].check(dossier)]
    assert told == ["avsnittet Ekonomi saknas i ärendet, men krävs 2023"]
    assert len(list(BY_CODE["E102"].check(dossier))) == 3


def test_two_sections_with_one_id_are_told(whole_tree):
    """A year whose sections share an id is a fault of stad.yaml."""
    from pipeline.dossier import surroundings

    city = whole_tree / "2023/stad.yaml"
    rows = "[{id: a, rubrik: A}, {id: a, rubrik: B}]"
    city.write_text(city.read_text("utf-8") + f"arende: {{avsnitt: {rows}}}\n", "utf-8")
    faults = surroundings(whole_tree / "2023/exempel/handlingsplan.yaml").faults
    assert [d.message for d in faults] == ["två avsnitt har id a"]


@pytest.mark.parametrize(
    ("title", "wrong"),
    [
        ("Bilaga 2 Enkätsvar", True),
        ("Bil. 3: Yttrande", True),
        ("bilaga 2", True),
        ("Förslag till handlingsplan mot våldsbejakande extremism", True),
        ("Handlingsplan mot våldsbejakande extremism för 2023", True),
        ("Handlingsplanen mot våldsbejakande extremism", True),
        ("Bildspel från mötet", False),
        ("Utvärdering av handlingsplanen", False),
        ("Barnkonsekvensanalys", False),
    ],
)
def test_numbered_attachment(found, title, wrong):
    """A number and the plan itself are seen; words that only begin alike are not."""
    assert bool(found("E110", f"{CASE}bilagor: [{{titel: '{title}'}}]\n")) is wrong


@pytest.mark.parametrize(
    ("point", "wrong"),
    [
        ("Nämnden godkänner förslaget till handlingsplan.", True),
        ("Nämnden godkänner planen.", True),
        ("Nämnden överlämnar planen till kommunstyrelsen för godkännande.", True),
        ("Omedelbar justering.", True),
        ("Beslutet justeras omedelbart.", True),
        ("Nämnden överlämnar rapporten till socialnämnden.", False),
        ("Nämnden ger förvaltningen i uppdrag att följa upp planen.", False),
    ],
)
def test_repeated_point(found, point, wrong):
    """The points that are always there are seen, in the ways that they are written."""
    assert bool(found("E111", f"{CASE}forslag: ['{point}']\n")) is wrong


def test_a_case_on_its_way_may_lack_what_is_to_come(found):
    """Before the board has treated the plan, a case may lack day, dnr, meeting and signature."""
    empty = "".join(f"{key}: '~'\n" for key in ("datum", "dnr", "mote", "underskrift", "handlaggare"))
    told = found("E107", f"{CASE}{empty}")
    assert found("E107", f"{NOT_DECIDED}{CASE}{empty}") == []
    assert [m.split(",")[0] for m in told] == [
        *("ärendet saknar datum", "ärendet saknar handläggare", "ärendet saknar underskrift"),
    ]


@pytest.mark.parametrize(
    ("goal", "below", "wrong"),
    [
        ("helt", "helt helt", False),
        ("delvis", "helt helt", True),
        ("ej", "helt helt", True),
        ("helt", "helt delvis", True),
        ("delvis", "helt delvis", False),
        ("ej", "helt delvis", True),
        ("delvis", "helt ej", False),
        ("ej", "helt ej", False),
        ("helt", "helt ej", True),
        ("ej", "ej ej", False),
        ("delvis", "ej", True),
        ("helt", "", False),
    ],
)
def test_grade_at_odds(found, goal, below, wrong):
    """A goal is helt only when all below it are, ej only when some are, and what all of them are when they agree."""
    rows = [{"namn": f"mål {n}", "bedomning": grade, "kommentar": "x"} for n, grade in enumerate(below.split())]
    change = {"mal": [{"nummer": "3.6", "bedomning": goal, "kommentar": "x", "delmal": rows}]}
    assert bool(found("U204", FOLLOW_UP + yaml.dump(change, allow_unicode=True))) is wrong


@pytest.mark.parametrize(
    ("comment", "wrong"),
    [
        ("Två av fem mål har uppfyllts helt och tre har uppfyllts delvis.", False),
        ("2 av 5 nämndmål har uppfyllts helt.", False),
        ("Tre av nämndens fem mål har uppfyllts helt.", True),
        ("Tre av fem mål har uppfyllts delvis.", False),
        ("Tre av fem mål har uppfyllts helt.", True),
        ("Två av fyra delmål har uppfyllts helt.", True),
        ("Två av fem möten hölls.", False),
        ("Många av de fem målen har uppfyllts.", False),
    ],
)
def test_count_in_comment(found, comment, wrong):
    """A count is held against the grades, in words and in figures; what counts other things is left alone."""
    grades = ["helt", "helt", "delvis", "delvis", "delvis"]
    rows = [{"namn": f"mål {n}", "bedomning": grade, "kommentar": "x"} for n, grade in enumerate(grades)]
    change = {"mal": [{"nummer": "3.6", "bedomning": "delvis", "kommentar": comment, "delmal": rows}]}
    assert bool(found("U205", FOLLOW_UP + yaml.dump(change, allow_unicode=True))) is wrong


IDS = ("F1", "H1", "K1")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=st.lists(st.sampled_from([*IDS, "F9", "K7"]), max_size=7))
def test_every_activity_has_exactly_one_outcome(told, whole_tree):
    """Whatever a follow-up tells of: what is missing, what was not planned and what is told twice are each found."""
    file = whole_tree / "2023/exempel/uppfoljning.yaml"
    rows = [{"id": key, "ar": "genomförd", "fortsatter": "ja"} for key in told]
    file.write_text(yaml.dump({"aktiviteter": rows}, allow_unicode=True), "utf-8")
    dossier, faults = open_dossier(file.with_name("handlingsplan.yaml"))
    assert faults == []

    def lines(code: str) -> list[int]:
        return [d.span.line for d in check(dossier, [BY_CODE[code]]) if d.code == code]

    where = dict(enumerate(told))
    source = dossier.definitions["uppfoljning.yaml"]
    line = {n: next(i for i, text in enumerate(source.lines, 1) if _is_row(source.lines, i, n)) for n in where}
    assert len(lines("U101")) == len(set(IDS) - set(told))
    assert lines("U102") == [line[n] for n, key in where.items() if key not in IDS]
    assert lines("U103") == [line[n] for n, key in where.items() if key in told[:n]]


def _is_row(lines: list[str], number: int, row: int) -> bool:
    """Return whether line `number` holds the id of the outcome `row`, from 0."""
    ids = [n for n, text in enumerate(lines, 1) if "id: " in text]
    return row < len(ids) and ids[row] == number


@pytest.mark.parametrize(
    ("t1", "t2", "ar", "wrong"),
    [
        ("ej påbörjad", "pågår", "genomförd", False),
        ("genomförd", "pågår", "genomförd", True),
        ("avbruten", "ej påbörjad", "avbruten", True),
        ("pågår", "ej påbörjad", "genomförd", True),
        ("genomförd", "genomförd", "delvis genomförd", False),
    ],
)
def test_backwards(found, t1, t2, ar, wrong):
    """A state that comes before the one in an earlier report is told."""
    row = f"- {{id: F1, t1: {{status: {t1}, kommentar: '~'}}, t2: {t2}, ar: {{status: {ar}}}}}"
    assert bool(found("U107", f"{FOLLOW_UP}aktiviteter:\n  {row}\n")) is wrong

"""The rules on decisions where their manual pages' examples do not reach."""

from __future__ import annotations

import pytest

from pipeline.rules import BY_CODE
from pipeline.rules.rule import check

LATER = "Dnr tilldelas senare"


def told(dossier, code):
    """Return the messages of one rule."""
    return [d.message for d in check(dossier, [BY_CODE[code]])]


@pytest.mark.parametrize("status", ["utkast", "samråd"])
def test_draft_needs_no_decision(opened, status):
    """Before the board has treated a plan, neither decisions nor samråd are asked for."""
    dossier, _ = opened(f"status: {status}\nbeslut: ~")
    assert [told(dossier, code) for code in ("D101", "D102", "D103", "D106")] == [[], [], [], []]


def test_approved_plan_needs_every_step(opened):
    """An approved plan without any decision lacks the day, the dnr, the approval and two samråd."""
    dossier, _ = opened("status: godkänd\nbeslut: ~")
    assert [len(told(dossier, code)) for code in ("D101", "D102", "D103")] == [2, 1, 2]


def test_dnr_to_come_is_told_once(opened):
    """A dnr still to come is no dnr in a decided plan, and never one of unusual form."""
    dossier, _ = opened(f"beslut: {{namnd: {{dnr: {LATER}}}}}")
    assert len(told(dossier, "D101")) == 1
    assert told(dossier, "D104") == []


def test_second_samrad_may_carry_the_date(opened):
    """Two samråd with one party are enough when one of them has a date."""
    dossier, _ = opened("""
        beslut:
          samrad:
            - {part: SLK}
            - {part: SLK, datum: 2023-01-10}
            - {part: kommunpolis, datum: 2023-01-12}
    """)
    assert told(dossier, "D103") == []


@pytest.mark.parametrize(("number", "count"), [("1.1/33/2021", 0), ("EXE 2023/12", 1)])
def test_board_may_have_its_own_dnr(tree, opened, number, count):
    """A board's own pattern takes the place of the usual one."""
    register = tree / "namnder.yaml"
    own = "exempel:\n  dnr_monster: '^\\d\\.\\d/\\d+/\\d{4}$'\n"
    register.write_text(register.read_text("utf-8").replace("exempel:\n", own, 1), "utf-8")
    dossier, _ = opened(f"beslut: {{namnd: {{dnr: {number}}}, kommunstyrelsen: {{dnr: KS 2023/787}}}}")
    assert len(told(dossier, "D104")) == count


def test_dnr_of_the_whole_city_is_usual(opened):
    """Two, three and four letters are seen, with å, ä and ö."""
    dossier, _ = opened("beslut: {namnd: {dnr: [SÖD 2022/639, KS 2021/866, ÖABC 2022/1]}}")
    assert told(dossier, "D104") == []


@pytest.mark.parametrize(("day", "count"), [("2022-01-02", 0), ("2024-12-31", 0), ("2021-12-31", 1), ("2025-01-01", 1)])
def test_decision_lies_near_the_plans_year(opened, day, count):
    """A decision may fall a calendar year before or after the plan's own."""
    dossier, _ = opened(f"beslut: {{samrad: [], namnd: {{datum: {day}}}}}")
    assert len(told(dossier, "D105")) == count


def test_each_wrong_date_is_told_once(opened):
    """A date that clashes with the decision and lies far off is told for the clash."""
    dossier, _ = opened("beslut: {kommunstyrelsen: {datum: 2019-01-18}}")
    (message,) = told(dossier, "D105")
    assert "2023-02-16" in message


def test_status_behind_both_decisions(opened):
    """A draft with both decisions filled in is told for each."""
    dossier, _ = opened("status: utkast\nbeslut: {kommunstyrelsen: {datum: 2023-05-10}}")
    assert len(told(dossier, "D106")) == 2

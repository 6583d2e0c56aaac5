"""What the years say of each other: marks left, activities that vanish or never change, an old picture."""

from __future__ import annotations

import shutil

import pytest

from pipeline.comments import renewal_marks
from pipeline.diagnostics import Severity
from pipeline.dossier import open_dossier
from pipeline.rules import BY_CODE, RULES
from pipeline.rules.over_the_years import content, counterpart, likeness
from pipeline.rules.rule import check
from pipeline.source import parse_source


def codes(dossier, severity=None) -> list[str]:
    """Return the codes of what is found in a plan."""
    return [d.code for d in check(dossier, RULES) if severity in (None, d.severity)]


def test_a_mark_is_a_warning_in_a_draft_and_an_error_beyond(opened):
    """A draft with marks can be built and shown; a plan in samråd with one cannot."""
    mark = "lokal_lagesbild:\n  # förnya: skäl\n  text: I Exempelstaden är förekomsten låg.\n"

    draft, _ = opened("status: utkast\nbeslut: ~\n" + mark)
    assert codes(draft, Severity.WARNING) == ["F101"]
    further, _ = opened("status: samråd\nbeslut: {namnd: ~}\n" + mark)
    assert codes(further, Severity.ERROR) == ["F102"]


def test_a_mark_cannot_be_silenced(opened):
    """What must be renewed is renewed; a comment with a reason is no way out."""
    dossier, _ = opened(
        "status: utkast\nbeslut: ~\nlokal_lagesbild:\n  # tillåt F101: hinner inte\n  # förnya: skäl\n"
        "  text: I Exempelstaden är förekomsten låg.\n"
    )

    assert codes(dossier) == ["X902", "F101"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# förnya: skäl\nar: 2023\n", [(("ar",), "skäl")]),
        ("ar: 2023 # förnya: skäl\n", [(("ar",), "skäl")]),
        ("#Förnya skäl\nar: 2023\n", [(("ar",), "skäl")]),
        ("# fornya\nar: 2023\n", [(("ar",), "")]),
        ("# förnya: ett\n# förnya: två\nar: 2023\n", [(("ar",), "ett"), (("ar",), "två")]),
        ("a:\n  # förnya: skäl\n  - id: F1\n    b: c\n", [(("a", "[F1]"), "skäl")]),
        ("a:\n  # förnya: skäl\n  - {b: c}\n", [(("a", "[0]"), "skäl")]),
        ("a:\n  - id: F1\n    # förnya: skäl\n    b: c\n", [(("a", "[F1]", "b"), "skäl")]),
        ("ar: 2023\n# förnya: skäl\n", [((), "skäl")]),
        ("a: |\n  # förnya: text\n", []),
        ("a: 'se # förnya: text'\n", []),
        ("# se `# förnya: skäl` i guiden\nar: 2023\n", []),
    ],
)
def test_marks_are_found_however_they_are_spelt(text, found):
    """A mark speaks of what stands below or beside it; a text of the plan is never one."""
    doc, _ = parse_source(text.encode(), "plan.yaml")

    assert [(mark.path, mark.reason) for mark in renewal_marks(doc)] == found


def test_a_picture_with_new_years_alone_is_told(opened):
    """Changing 2022 to 2023 revises nothing."""
    dossier, _ = opened("lokal_lagesbild:\n  analys: {text: Insatserna riktas till de unga vuxna i området.}\n")
    assert codes(dossier) == ["L106"]

    then = dossier.history[0][0].plan
    changed = then.model_copy(update={"lokal_lagesbild": _with_analysis(then, "Läget var lugnt i Exempelstaden 2022.")})
    now, _ = opened("lokal_lagesbild:\n  analys: {text: Läget var lugnt i Exempelstaden 2023.}\n")
    history = ((now.history[0][0]._replace(plan=changed),),)
    (finding,) = BY_CODE["L106"].check(_replaced(now, history))
    assert finding.message == "analysen har bara nya årtal sedan planen för 2022, men ska revideras varje år"


def test_a_long_environment_text_may_not_be_last_years_but_a_short_one_may(opened):
    """`Ingen förekomst` may be said each year; a long description is looked at again."""
    long = "Enstaka klistermärken har satts upp vid skolorna, och fritidsgården har tagit bort dem med ungdomar."
    now, _ = opened({"lokal_lagesbild": {"miljoer": {"hogerextremism": long}}})
    then = now.history[0][0].plan
    picture = then.lokal_lagesbild
    miljoer = picture.miljoer.model_copy(update={"hogerextremism": long})
    changed = then.model_copy(update={"lokal_lagesbild": picture.model_copy(update={"miljoer": miljoer})})

    found = list(BY_CODE["L106"].check(_replaced(now, ((now.history[0][0]._replace(plan=changed),),))))

    assert [f.path[-1] for f in found] == ["hogerextremism"]
    assert found[0].message.startswith("texten om högerextremism är ordagrant densamma")


def _with_analysis(plan, text):
    picture = plan.lokal_lagesbild
    return picture.model_copy(update={"analys": picture.analys.model_copy(update={"text": text})})


def _replaced(dossier, history):
    from dataclasses import replace

    return replace(dossier, history=history)


def test_the_history_follows_a_board_to_what_it_succeeded(opened):
    """Exempelstaden's plan for 2022 comes before that of 2023, and Gamla stan's for 2021 before that one."""
    dossier, _ = opened()

    assert [[(past.plan.namnd, past.plan.ar) for past in year] for year in dossier.history] == [
        [("exempel", 2022)],
        [("upphord", 2021)],
    ]
    assert dossier.previous is dossier.history[0][0].plan
    assert dossier.previous_outcomes is dossier.history[0][0].outcomes


def test_a_successor_has_the_plans_of_all_that_it_succeeded(tree):
    """When two boards have become one, last year has two plans."""
    register = tree / "namnder.yaml"
    text = register.read_text("utf-8").replace(
        "grannstaden:\n", "grannstaden:\n  till: 2022-12-31\n  eftertradare: exempel\n"
    )
    register.write_text(text.replace("till: 2022-06-30", "till: 2022-12-31"), "utf-8")
    for board in ("upphord", "grannstaden"):
        shutil.copytree(tree / "2022" / "exempel", tree / "2022" / board)
    shutil.rmtree(tree / "2022" / "exempel")

    dossier, _ = open_dossier(tree / "2023" / "exempel" / "handlingsplan.yaml")

    assert len(dossier.history[0]) == 2


def test_an_activity_that_is_called_something_else_has_not_vanished(opened):
    """A row with a new id and nearly the same text is the same row."""
    dossier, _ = opened(
        "forebyggande_arbete:\n  aktiviteter:\n    - id: F20\n"
        "      aktivitet: Enheten bjuder in föreningarna till samtal om demokratin, minst två gånger\n"
        "      ansvarig: [{funktion: Enhetschef, enhet: fritidsenheten}]\n"
        "      tidplan: {typ: engång, datum: 2023-05}\n"
        "      uppfoljning: {dokument: verksamhetsberättelse}\n# 2022/uppfoljning.yaml\n"
        "aktiviteter:\n  - {id: F9, ar: ~, avvikelse: ~}\n"
    )

    assert list(BY_CODE["F201"].check(dossier)) == []


def test_nothing_is_said_of_what_vanished_without_last_years_follow_up(tree, opened):
    """The comparison needs the report; without it, nobody knows."""
    (tree / "2022" / "exempel" / "uppfoljning.yaml").unlink()
    dossier, faults = opened()

    assert faults == []
    assert codes(dossier) == []


def test_a_new_year_is_no_change_but_a_new_measure_is(opened):
    """Years, who answers and status do not count as content; what is done and how it is measured does."""
    dossier, _ = opened()
    (activity,) = [a for _, a in dossier.plan.activities() if a.id == "H1"]
    (then,) = [a for _, a in dossier.previous.activities() if a.id == "H1"]

    assert content(activity) == content(then)
    assert content(activity.model_copy(update={"matt": "Antal samtal per månad."})) != content(then)
    rarer = activity.tidplan.model_copy(update={"frekvens": "en gång"})
    assert content(activity.model_copy(update={"tidplan": rarer})) != content(then)
    assert counterpart(activity, [then]) is then
    assert likeness("Enheten besöker skolorna", "Enheterna besöker skolor") == 1.0
    assert likeness("Enheten besöker skolorna", "Personalen får utbildning") == 0.0

"""A plan carried to a new year: what may be carried is, what must be new is marked, and nothing is lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import cli
from pipeline.comments import alone, renewal_marks
from pipeline.diagnostics import Severity
from pipeline.docx.package import read_parts
from pipeline.docx.read import lines
from pipeline.dossier import open_dossier
from pipeline.errors import Refused, UsageFault
from pipeline.source import read_source
from pipeline.verbs.new import FaultyGround
from pipeline.verbs.renew import CHECKLIST_NAME, new_city, renew
from pipeline.verbs.sample import sample
from pipeline.verbs.template_check import check_template
from pipeline.verbs.validate import judged, validate
from pipeline.words import normalised

PROJECT = Path(__file__).parent.parent
PLAN = "handlingsplan.yaml"
FOLLOW_UP = "uppfoljning: {dokument: verksamhetsberättelse, niva: stadsdelsförvaltningen}"


def edited(file: Path, *changes: tuple[str, str]) -> None:
    """Replace words in a file, each of which is there."""
    text = file.read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    file.write_text(text, "utf-8")


@pytest.fixture
def year(tree: Path) -> Path:
    """Return the tree with the city's file for 2024, as the city would issue it."""
    shutil.copytree(tree / "2023", tree / "2024", ignore=shutil.ignore_patterns("exempel", "fack"))
    edited(tree / "2024" / "stad.yaml", ("ar: 2023", "ar: 2024"))
    return tree


def carried(tree: Path, board: str = "exempel") -> tuple[str, list[tuple[str, str]]]:
    """Return the text of last year's plan carried to 2024, and its marks as written paths and reasons."""
    made = renew(board, 2024, tree, [tree / "2023" / board])
    doc, _ = read_source(made.file)
    return doc.text, [(".".join(mark.path).replace(".[", "["), mark.reason) for mark in renewal_marks(doc)]


def test_head_and_decisions_are_new(year):
    """The year is the new one, the plan is a draft, nothing is decided; what was stands in the list."""
    text, _ = carried(year)
    plan = open_dossier(year / "2024" / "exempel" / PLAN)[0].plan

    assert (plan.ar, plan.status, plan.namnd) == (2024, "utkast", "exempel")
    assert plan.beslut.model_dump(exclude_defaults=True) == {}
    told = normalised((year / "2024" / "exempel" / f"{CHECKLIST_NAME}.txt").read_text("utf-8"))
    assert "nämndens beslut 2023-02-16, § 7, EXE 2023/12" in told
    assert "samråd med stadsledningskontoret 2023-01-10" in told
    assert "# Överförd från planen för Exempelstaden 2023." in text


def test_every_other_line_stays_where_it_stands(year):
    """Comments and hand-made order survive: the lines of the old file that are not about the year are all there."""
    file = year / "2023" / "exempel" / PLAN
    edited(
        file,
        ("forebyggande_arbete:\n", "# Fråga polisen i mars.\nforebyggande_arbete:   # det breda arbetet\n"),
        ("      syfte: Ge alla", "      # ett syfte\n      syfte: Ge alla"),
    )
    before = file.read_text("utf-8").splitlines()

    after = carried(year)[0].splitlines()

    gone = [line for line in before if line not in after]
    assert all(
        any(word in line for word in ("ar: 2023", "status:", "beslut", "datum", "period", "samrad")) for line in gone
    )
    assert [line for line in after if line in before] == [line for line in before if line in after]
    assert "# Fråga polisen i mars." in after


def test_comments_at_what_is_cleared_are_kept_at_the_end(year):
    """A note beside an old decision is somebody's; it moves to the end of the file."""
    edited(
        year / "2023" / "exempel" / PLAN, ("  namnd: {datum", "  # Paragrafen justerades omedelbart.\n  namnd: {datum")
    )

    text, _ = carried(year)

    assert text.splitlines()[-1] == "# Paragrafen justerades omedelbart."


def test_periods_are_cleared_and_told(year):
    """Each source of the picture has to say anew what time it speaks of; what it said stands in the mark."""
    _, marks = carried(year)
    plan = open_dossier(year / "2024" / "exempel" / PLAN)[0].plan

    assert [source.period for source in plan.lokal_lagesbild.kartlaggning.kallor] == [None, None, None]
    assert (
        "lokal_lagesbild.kartlaggning.kallor[0]",
        "hämta in nya uppgifter från Lokalpolisområde Exempel och skriv vilken period de gäller; "
        "i planen för 2023 stod helåret 2022",
    ) in marks


def test_the_picture_is_to_be_written_anew(year):
    """Text, analysis and environments are marked each."""
    paths = [path for path, _ in carried(year)[1]]

    assert {"lokal_lagesbild.text", "lokal_lagesbild.analys.text", "lokal_lagesbild.miljoer"} <= set(paths)


def test_activities_keep_their_ids_and_what_has_passed_is_marked(year):
    """H1 was to be done during 2023; F1 and K1 go on as they were."""
    _, marks = carried(year)
    dossier = open_dossier(year / "2024" / "exempel" / PLAN)[0]

    assert [a.id for _, a in dossier.plan.activities()] == ["F1", "H1", "K1"]
    about = {path: reason for path, reason in marks if "aktiviteter[H1]" in path}
    assert about == {
        "forhindrande_arbete.aktiviteter[H1].tidplan": "aktivitet H1 slutar december 2023, men planen gäller 2024"
    }


def test_what_the_follow_up_ended_is_marked(year):
    """K1 was done and does not go on, says the follow-up for 2023; F1 and H1 go on."""
    (year / "2023" / "exempel" / "uppfoljning.yaml").write_text(
        "aktiviteter:\n  - {id: F1, ar: genomförd, fortsatter: ja}\n  - {id: H1, ar: genomförd, fortsatter: ja}\n"
        "  - {id: K1, ar: genomförd, fortsatter: nej}\n",
        "utf-8",
    )

    _, marks = carried(year)

    assert [(path, reason) for path, reason in marks if "uppföljningen" in reason] == [
        (
            "kompetenshojande_insatser.aktiviteter[K1]",
            "aktivitet K1 står kvar oförändrad, men uppföljningen för 2023 säger att den inte fortsätter",
        )
    ]


def test_status_and_year_of_follow_up_are_cleared(year):
    """A row that was done is done no more, and follow-up follows the new plan's year."""
    edited(
        year / "2023" / "exempel" / PLAN,
        ("      syfte: Ge alla parter", "      status: genomförd\n      syfte: Ge alla parter"),
        ("niva: stadsdelsförvaltningen}", "niva: stadsdelsförvaltningen, ar: 2022}"),
    )

    _, marks = carried(year)
    plan = open_dossier(year / "2024" / "exempel" / PLAN)[0].plan
    (f1,) = [a for _, a in plan.activities() if a.id == "F1"]

    assert (f1.status, f1.uppfoljning.ar) == (None, None)
    reasons = [reason for path, reason in marks if "[F1]" in path]
    assert any("var genomförd i planen för 2023" in reason for reason in reasons)
    assert any("följdes upp i ett dokument för 2022" in reason for reason in reasons)


def test_the_citys_new_text_comes_along_by_itself(year):
    """A reference stays one, and the list says that the text is new."""
    edited(year / "2024" / "stad.yaml", ("Planen visar hur", "Planen för året visar hur"))

    text, marks = carried(year)

    assert "text: {stad: inledning}" in text
    assert not [path for path, _ in marks if path.startswith("inledning")]
    assert "stadens text `inledning` är ny för 2024" in _list(year)


def test_a_copy_of_the_citys_text_becomes_the_reference(year):
    """Who wrote the city's words off last year follows the city from now on."""
    copy = "    Planen visar hur nämnden\n    arbetar mot våldsbejakande extremism.[^handbok]\n"
    edited(year / "2023" / "exempel" / PLAN, ("  text: {stad: inledning}\n", f"  text: |\n{copy}"))

    text, _ = carried(year)

    assert "inledning_och_syfte:\n  text: {stad: inledning}\n" in text
    assert "ord för ord" in _list(year)


def test_a_text_that_the_city_has_dropped_stays_as_the_boards_own(year):
    """The words are not lost with the name, nor is the source that they cite."""
    (year / "2024" / "stad.yaml").write_text(
        'ar: 2024\nmal:\n  - {nummer: "3.6", text: Tryggheten ska öka genom förebyggande insatser}\n',
        "utf-8",
    )

    _, marks = carried(year)
    dossier, found = judged(year / "2024" / "exempel" / PLAN)

    assert "Planen visar hur nämnden" in dossier.plan.inledning_och_syfte.text
    assert dossier.plan.kallor["handbok"].titel == "Handbok för exempel"
    assert {"inledning_och_syfte", "kallor.handbok"} <= {path.removesuffix(".text") for path, _ in marks}
    assert [d for d in found if d.severity is Severity.ERROR] == []


@pytest.mark.parametrize(
    ("goals", "number", "reason"),
    [
        ('[{nummer: "2.1", text: Tryggheten ska öka genom förebyggande insatser}]', "2.1", "har fått nummer 2.1"),
        ('[{nummer: "3.6", text: Stockholm ska vara tryggt}]', "3.6", "lyder nu ”Stockholm ska vara tryggt”"),
        ('[{nummer: "1.1", text: Stockholm ska vara tryggt}]', "3.6", "finns inte bland årets mål"),
    ],
)
def test_the_goal_follows_its_words(year, goals, number, reason):
    """A goal is the same when its words are; a number alone may mean something else the year after."""
    file = year / "2024" / "stad.yaml"
    text = file.read_text("utf-8")
    file.write_text(text[: text.index("mal:")] + f"mal: {goals}\n" + text[text.index("texter:") :], "utf-8")

    _, marks = carried(year)

    plan = open_dossier(year / "2024" / "exempel" / PLAN)[0].plan
    assert plan.uppfoljning.mal == (number,)
    assert any(reason in told for path, told in marks if path == "uppfoljning.mal")


def test_a_silence_is_looked_at_again(year):
    """The reason for silencing a rule was last year's."""
    edited(year / "2023" / "exempel" / PLAN, ("    - id: H1", "    # tillåt A203: enheten är ny\n    - id: H1"))

    assert any("tysta A203" in reason for _, reason in carried(year)[1])


def test_a_carried_plan_builds_as_a_draft_and_not_as_more(year):
    """All that is wrong with it is what is marked; once it leaves the house, the marks are errors."""
    carried(year)
    file = year / "2024" / "exempel" / PLAN
    _, found = judged(file)
    assert [d for d in found if d.severity is Severity.ERROR] == []

    edited(file, ("status: utkast", "status: samråd"))
    _, found = judged(file)
    marks = len(renewal_marks(read_source(file)[0]))
    assert [d.code for d in found if d.severity is Severity.ERROR] == ["F102"] * marks
    assert marks > 5


def _list(tree: Path) -> str:
    return normalised((tree / "2024" / "exempel" / f"{CHECKLIST_NAME}.txt").read_text("utf-8"))


def test_the_list_has_every_mark(year):
    """What is marked in the file is on paper, and the other way round; boxes are there to tick."""
    _, marks = carried(year)
    told = _list(year)

    for _, reason in marks:
        assert reason[1:] in told
    assert told.count("[ ]") == len(marks) + 3
    assert "Exempeldata – planen är påhittad" in told


def test_the_list_in_word_says_the_same_as_the_text(year):
    """The paper to print has every row of the text, in the house's template, and is accessible as our documents are."""
    carried(year)
    folder = year / "2024" / "exempel"
    word = normalised(" ".join(lines(read_parts(folder / f"{CHECKLIST_NAME}.docx"))))

    doc, _ = read_source(folder / PLAN)
    for mark in renewal_marks(doc):
        assert mark.reason[1:] in word
    assert word.count("☐") == len(renewal_marks(doc)) + 3
    assert (
        check_template(PROJECT / "templates" / f"{CHECKLIST_NAME}.docx")[0].code == "M306"
    )  # a list needs no contents


@pytest.mark.parametrize(
    ("source", "board", "said"),
    [
        ("2023/fack", "exempel", "har inte tagit över efter den nämnden"),
        ("2024", "exempel", "ingen plan"),
        ("2023", "exempel", "finns 2 planer"),
    ],
)
def test_what_cannot_be_carried_is_refused(year, source, board, said):
    """Another board's plan, a year without plans, a folder with several: a sentence, and no file."""
    result = CliRunner().invoke(cli, ["new", board, "2024", "--plans", str(year), "--from", str(year / source)])

    assert result.exit_code in (2, 4)
    assert said in result.output
    assert not (year / "2024" / board).exists()


def test_a_plan_is_never_carried_backwards_or_twice(year):
    """Neither to its own year nor over what is there, nor from what is no plan."""
    shutil.rmtree(year / "2022" / "exempel")
    with pytest.raises(UsageFault, match="är stadens fil för året, inte en plan"):
        renew("exempel", 2024, year, [year / "2023" / "stad.yaml"])
    with pytest.raises(UsageFault, match="kan inte föras över till 2022"):
        renew("exempel", 2022, year, [year / "2023" / "exempel"])
    carried(year)
    with pytest.raises(Refused, match="mappen finns redan"):
        carried(year)


def test_a_plan_with_faults_in_its_writing_is_mended_first(year):
    """What cannot be read cannot be carried: the faults are told with their places."""
    edited(year / "2023" / "exempel" / PLAN, ("tidplan:", "tidsplan:"))

    with pytest.raises(FaultyGround) as told:
        carried(year)

    assert {"S101", "S103"} >= {d.code for d in told.value.diagnostics} != set()


def test_values_lent_by_an_anchor_are_refused(year):
    """An edit of what several places share would change them all; the writer is asked to write it out."""
    edited(
        year / "2023" / "exempel" / PLAN,
        (
            "uppfoljning: {dokument: verksamhetsberättelse, niva: stadsdelsförvaltningen}",
            "uppfoljning: &u {dokument: verksamhetsberättelse, ar: 2023}",
        ),
        ("uppfoljning: {dokument: verksamhetsberättelse, niva: stadsdelsförvaltningen}", "uppfoljning: *u"),
    )

    with pytest.raises(Refused, match="lånar värden"):
        carried(year)
    assert not (year / "2024" / "exempel").exists()


def test_a_city_file_is_carried_with_everything_to_confirm(tree):
    """Texts and sources are last year's and marked; goals are empty, for nobody knows them."""
    made = new_city(2024, tree)
    doc, _ = read_source(made.file)

    assert doc.values["ar"] == "2024"
    assert doc.values["mal"] == []
    assert doc.values["texter"] == read_source(tree / "2023" / "stad.yaml")[0].values["texter"]
    marks = {mark.path: mark.reason for mark in renewal_marks(doc)}
    assert set(marks) == {("ar",), ("mal",), ("texter", "inledning"), ("kallor", "handbok")}
    assert "3.6 Tryggheten ska öka" in marks[("mal",)]
    with pytest.raises(Refused):
        new_city(2024, tree)
    with pytest.raises(UsageFault, match=r"ingen stad\.yaml för ett år före 2022"):
        new_city(2022, tree)


def test_validate_says_how_much_is_left(year):
    """The last line is the number that a coordinator works down to none; without marks there is no such line."""
    carried(year)
    folder = year / "2024" / "exempel"
    left = len(renewal_marks(read_source(folder / PLAN)[0]))

    said = CliRunner().invoke(cli, ["validate", str(folder)]).output.splitlines()
    assert said[-1] == f"{folder / PLAN}: {left} saker kvar att förnya innan planen är klar"

    text = (folder / PLAN).read_text("utf-8")
    (folder / PLAN).write_text("\n".join(line for line in text.split("\n") if "# förnya" not in line), "utf-8")
    assert "förnya" not in CliRunner().invoke(cli, ["validate", str(folder)]).output


def test_an_unconfirmed_city_file_is_told_once(tree):
    """Every plan of the year stands on it, so the file itself is told, as a warning, with the number of marks."""
    new_city(2024, tree)
    renew("exempel", 2024, tree, [tree / "2023" / "exempel"])

    found = [d for d in validate([tree / "2024"]) if d.code == "S107"]

    assert [d.message for d in found] == [
        "4 uppgifter i stadens texter är inte bekräftade för 2024: de är märkta `# förnya`"
    ]
    assert found[0].severity is Severity.WARNING


def test_a_draft_waits_for_goals_that_nobody_knows_and_a_plan_in_samrad_does_not(tree):
    """Before the budget is decided a draft can be built; the plan that leaves the house names a goal of the year."""
    new_city(2024, tree)
    made = renew("exempel", 2024, tree, [tree / "2023" / "exempel"])
    assert [d for d in judged(made.file)[1] if d.severity is Severity.ERROR] == []

    edited(made.file, ("status: utkast", "status: samråd"))
    assert {d.code for d in judged(made.file)[1] if d.severity is Severity.ERROR} == {"F102", "K103", "S107"}


def test_a_plan_in_samrad_borrows_no_text_that_the_city_has_not_confirmed(tree):
    """What leaves the house with the city's words has them confirmed; one that is not borrowed stops nobody."""
    new_city(2024, tree)
    made = renew("exempel", 2024, tree, [tree / "2023" / "exempel"])
    edited(made.file, ("status: utkast", "status: samråd"))

    def unconfirmed() -> list[tuple[int, str]]:
        found = [d for d in judged(made.file)[1] if d.code == "S107" and d.severity is Severity.ERROR]
        return [(d.span.line, d.message.split("`")[1]) for d in found]

    line = 1 + next(n for n, line in enumerate(made.file.read_text("utf-8").split("\n")) if "{stad: inledning}" in line)
    assert unconfirmed() == [(line, "inledning")]
    edited(tree / "2024" / "stad.yaml", ("# förnya: bekräfta att texten gäller 2024\n  inledning:", "inledning:"))
    assert unconfirmed() == []


# A whole sample city: every plan can be carried, and every pair merged.


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a sample city for 2023, with the city's file for 2024."""
    root = tmp_path_factory.mktemp("prov") / "stad"
    sample(root, boards=8, year=2023, seed=7)
    new_city(2024, root)
    edited(root / "2024" / "stad.yaml", ("mal: []", "mal: " + _goals(root)))
    return root


def _goals(root: Path) -> str:
    goals = read_source(root / "2023" / "stad.yaml")[0].values["mal"]
    return "[" + ", ".join(f'{{nummer: "{goal["nummer"]}", text: "{goal["text"]}"}}' for goal in goals) + "]"


def kept(old, new_doc) -> list[str]:
    """Return the printed texts of an old plan that stand nowhere in a new file, its comments included."""
    whole = normalised(new_doc.text.replace("#", " "))
    values = normalised(" ".join(v for v in new_doc.by_path.values() if isinstance(v, str)))
    texts = [text for path, text in old.plan.texts() if path not in old.borrowed and path[0] != "beslut"]
    return [text for text in texts if normalised(text) not in values and normalised(text) not in whole]


def test_every_sample_plan_is_carried_without_loss(city):
    """Each text that is not listed is there, ids too; nothing is wrong but the marks; comments survive."""
    plans = sorted((city / "2023").glob("*/" + PLAN))
    assert len(plans) == 8
    for file in plans:
        old, _ = open_dossier(file)
        made = renew(file.parent.name, 2024, city, [file])
        doc, faults = read_source(made.file)
        new, found = judged(made.file)

        assert faults == []
        assert kept(old, doc) == []
        assert [a.id for _, a in new.plan.activities()] == [a.id for _, a in old.plan.activities()]
        assert [d.message for d in found if d.severity is Severity.ERROR] == []
        assert set(alone(old.source)) <= set(alone(doc))
        assert len(renewal_marks(doc)) >= 4


def test_two_sample_plans_become_their_successors_without_loss(city):
    """Every text, activity and source of both is there; what they disagree on is marked; nothing else is wrong."""
    boards = open_dossier(next((city / "2023").glob("*/" + PLAN)))[0].boards
    before = [key for key, board in boards.items() if board.eftertradare]
    (successor,) = {boards[key].eftertradare for key in before}
    shutil.rmtree(city / "2023" / successor, ignore_errors=True)
    old = [open_dossier(city / "2022" / key / PLAN)[0] for key in before]

    made = renew(successor, 2023, city, [city / "2022" / key for key in before])
    doc, _ = read_source(made.file)
    new, found = judged(made.file)

    assert [d.message for d in found if d.severity is Severity.ERROR] == []
    for dossier in old:
        assert kept(dossier, doc) == []
    rows = sum(len(list(dossier.plan.activities())) for dossier in old)
    ids = [a.id for _, a in new.plan.activities()]
    assert len(ids) == rows
    assert len(set(ids)) == rows
    assert new.plan.namnd == successor

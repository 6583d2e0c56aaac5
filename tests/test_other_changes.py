"""What is no plan compared: a case, a follow-up, the city's year, the register, and papers that carry no definition."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from itertools import permutations
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.change import Change, ChangeSet, Edition, How, Kind
from pipeline.changes import applied, differing
from pipeline.changes.definition import definition_outline
from pipeline.changes.lines import differing_lines
from pipeline.changes.outline import Part
from pipeline.city import City
from pipeline.cli import cli
from pipeline.dossier.modelling import modelled
from pipeline.errors import Exit
from pipeline.report.changes import VIEWS
from pipeline.sample import sample_city
from pipeline.source import read_source
from pipeline.verbs.definitions import MODELS

PROJECT = Path(__file__).parent.parent
DATA = Path(__file__).parent / "data"
CASE = Path("plans/2023/exempel/arende.yaml")
OUTCOMES = Path("plans/2023/exempel/uppfoljning.yaml")
CITY = Path("plans/2023/stad.yaml")
REGISTER = Path("plans/namnder.yaml")


@pytest.fixture
def run(whole_tree, monkeypatch):
    """Return a function that runs `diff` where the ground plans are, with an older copy of them in `gammal`."""
    monkeypatch.chdir(whole_tree.parent)
    shutil.copytree("plans", "gammal/plans")
    return diff


def diff(*words: object) -> Result:
    result = CliRunner().invoke(cli, ["diff", *map(str, words)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def outlined(file: Path) -> Part:
    doc, _ = read_source(file)
    model, borrowed, _ = modelled(MODELS[file.name], doc, City(ar=2023))
    return definition_outline(model, borrowed, {})


@pytest.mark.parametrize("name", list(MODELS))
def test_the_changes_make_the_new_definition_of_the_old(tmp_path, name):
    """Applied to the old they give the new, seen from the other side they are the inverse, and alike is no change."""
    for path, text in sample_city(3, 5, 2024).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    found = [*sorted(tmp_path.rglob(name)), *sorted(DATA.rglob(name)), *sorted((PROJECT / "plans").rglob(name))]
    outlines = [outlined(file) for file in found][:9]

    assert len(outlines) > 2
    for old, new in permutations(outlines, 2):
        there = differing(old, new)
        assert applied_to(old, there) == new
        assert bool(there) == (old != new)
        turned = sorted((c.inverse for c in there), key=lambda c: c.sort_key)
        assert turned == list(differing(new, old))


def applied_to(old: Part, changes: tuple[Change, ...]) -> Part:
    edition = Edition("", "", None)
    return applied(ChangeSet(edition, edition, changes), old)


@pytest.mark.parametrize(
    ("file", "old", "new", "heading", "told"),
    [
        (
            *(CASE, "aktiviteter för skolor", "aktiviteter för alla skolor"),
            "Ärendet: Exempelstadens stadsdelsnämnd 2023: ",
            "~ Avsnittet ”Ärendet” – har ändrats  [avsnitt.arendet.text]",
        ),
        (CASE, 'punkt: "12"', 'punkt: "14"', "Ärendet: ", "~ Möte: Punkt – har ändrats  [mote.punkt]"),
        (CASE, "omedelbar_justering: ja", "omedelbar_justering: nej", "Ärendet: ", "[-ja-] {+nej+}"),
        (
            *(OUTCOMES, "under andra halvåret", "under hela året"),
            "Uppföljningen: Exempelstadens stadsdelsnämnd 2023: ",
            "~ Lägesbild – har ändrats  [lagesbild]",
        ),
        (
            *(OUTCOMES, "84 procent", "88 procent", "Uppföljningen: "),
            "Indikatorn Andel nyanställda som har gått grundutbildningen: Utfall – har ändrats",
        ),
        (
            *(CITY, "Planen visar", "Den här planen visar", "Stadens texter och mål 2023: "),
            "~ Texten inledning – har ändrats  [texter.inledning.text]",
        ),
        (
            *(REGISTER, "preposition: i", "preposition: på", "Registret över nämnder: "),
            "~ Exempelstadens stadsdelsnämnd: Preposition – har ändrats  [exempel.preposition]",
        ),
    ],
)
def test_other_definitions_are_compared_as_what_they_are(run, file, old, new, heading, told):
    """A case, a follow-up, the city's file and the register are told field by field, as a plan is."""
    change(file, old, new)
    done = run(f"gammal/{file}", file)

    assert done.exit_code == Exit.CLEAN
    first, summary, *rest = done.stdout.splitlines()
    assert first == f"{heading}{first.removeprefix(heading)}"
    assert summary == "1 ändrad uppgift."
    assert told in "\n".join(rest)
    assert run(file, file, "--exit-code").exit_code == Exit.CLEAN
    assert run(f"gammal/{file}", file, "--exit-code").exit_code == Exit.FINDINGS


def test_all_views_show_the_same_of_other_definitions(run):
    """Each form that is offered has the change; the table in Word and the list are of two plans."""
    change(CASE, 'punkt: "12"', 'punkt: "14"')
    for form in VIEWS.keys() - {"lista"}:
        assert "Möte: Punkt – har ändrats" in run(f"gammal/{CASE}", CASE, "--format", form).stdout, form
    whole = json.loads(run(f"gammal/{CASE}", CASE, "--format", "json").stdout)
    assert (whole["changes"][0]["kind"], whole["changes"][0]["path"]) == ("definition", "mote.punkt")
    for words in (("--format", "lista"), ("-o", "x.docx")):
        done = run(f"gammal/{CASE}", CASE, *words)
        assert (done.exit_code, "görs bara av två planer" in done.stderr) == (Exit.USAGE, True)


def test_two_kinds_are_not_compared(run):
    """A case is not held against a plan, and the sentence says which is which."""
    done = run(CASE, CASE.with_name("handlingsplan.yaml"))

    assert done.exit_code == Exit.USAGE
    assert f"{CASE} är ärendet, men {CASE.with_name('handlingsplan.yaml')} är en plan" in done.stderr
    assert "webbsidan jämförs inte" in run("a.html", "b.html").stderr


def test_faults_are_told_with_their_place(run):
    """A definition that cannot be read whole is not compared, and says why."""
    change(CASE, "sammanfattning:", "samanfattning:")
    done = run(f"gammal/{CASE}", CASE)

    assert done.exit_code == Exit.FINDINGS
    assert f"{CASE}:9:1: fel S103: okänd nyckel `samanfattning`" in done.stdout


def test_a_paper_is_compared_by_the_definition_it_is_made_of(run):
    """The built tjänsteutlåtande tells of its case, and the annual report of its outcomes, not of the plan."""
    CliRunner().invoke(cli, ["build", "gammal/plans/2023/exempel", "--out", "gammal/ut"])
    change(CASE, 'punkt: "12"', 'punkt: "14"')
    change(OUTCOMES, "84 procent", "88 procent")
    CliRunner().invoke(cli, ["build", "plans/2023/exempel", "--out", "ut"])

    for slug, told in (("tjansteutlatande", "Möte: Punkt"), ("verksamhetsberattelse", "Utfall – har ändrats")):
        done = run(f"gammal/ut/2023/exempel/{slug}.docx", f"ut/2023/exempel/{slug}.docx")
        assert told in done.stdout
        assert "1 ändrad uppgift." in done.stdout


def test_lines_of_a_paper():
    """A paragraph and a row that changed, one that came and one that went, each under its chapter."""
    old = ["heading 1  Läget", "Normal  Lugnt i dag.", "head | A | B |", "row | 1 | x |", "row | 2 | y |"]
    new = ["heading 1  Läget", "Normal  Oroligt i dag.", "head | A | B |", "row | 1 | z |", "Normal  Slut.", "Fri text"]

    told = [(c.how, c.place.name, c.place.chapter) for c in differing_lines(old, new)]

    assert told[0] == (How.CHANGED, "Stycket", "Läget")
    assert (How.CHANGED, "Tabellraden", "Läget") in told
    assert {c.kind for c in differing_lines(old, new)} == {Kind.ENTRY}
    assert differing_lines(old, old) == ()


@pytest.mark.usefixtures("run")
def test_git_difftool_tells_of_every_file_of_ours(monkeypatch):
    """With the settings of the guide, all that lies in a tree is told or has its sentence; nothing ends in a fault."""
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    shutil.rmtree("gammal")
    command = f"PYTHONPATH={PROJECT} {sys.executable} -m pipeline"
    settings = {
        "user.name": "prov",
        "user.email": "prov@example.org",
        "diff.handlingsplan.textconv": f"{command} text",
        "difftool.handlingsplan.cmd": f'{command} diff --som "$MERGED" "$LOCAL" "$REMOTE"',
        "difftool.prompt": "false",
    }
    git("init", "-q")
    for key, value in settings.items():
        git("config", key, value)
    Path(".gitattributes").write_text("*.docx diff=handlingsplan\nplans/**/*.yaml diff=handlingsplan\n")
    CliRunner().invoke(cli, ["build", "--out", "ut"])
    diff("2022/exempel", "2023/exempel", "-o", "andringar.docx")
    git("add", "-A")
    git("commit", "-q", "-m", "ett")
    change(CASE.with_name("handlingsplan.yaml"), "4 gånger per år", "6 gånger per år")
    change(CASE, 'punkt: "12"', 'punkt: "14"')
    change(OUTCOMES, "84 procent", "88 procent")
    change(CITY, "Planen visar", "Den här planen visar")
    change(REGISTER, "preposition: i", "preposition: på")
    Path("plans/2023/fack/handlingsplan.yaml").unlink()
    shutil.copy(CITY, "plans/2024.yaml")
    CliRunner().invoke(cli, ["build", "--out", "ut", "--force"])
    diff("2022/exempel", "2023/exempel", "-o", "andringar.docx")
    git("add", "-A")
    changed = git("diff", "--name-only", "--cached").split()

    told = git("difftool", "--tool=handlingsplan", "--cached")
    shown = git("diff", "--cached")

    for file in changed:
        assert file in told, file
    assert "Traceback" not in told + shown
    assert "fel " not in told
    assert "filen med" not in told
    assert "plans/2023/fack/handlingsplan.yaml: filen är tom, ny eller borttagen" in told
    for words in ("mote.punkt: 14", "texter.inledning: Den här planen visar", "exempel.preposition: på"):
        assert f"+{words}" in shown


def git(*words: str) -> str:
    done = subprocess.run(["git", *words], check=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return done.stdout

"""Batches: a table that says what became of every document, and processes that share the work safely."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.errors import Exit, Refused, Unreadable
from pipeline.verbs import build as building
from pipeline.verbs.batch import BatchReport, Entry, Result, shortened, table
from pipeline.verbs.build import build, paying
from pipeline.verbs.validate import exit_code, validate
from pipeline.verbs.workers import WorkerDied, worked
from tests.test_build import edit

HERE = Path(__file__).parent


@pytest.fixture
def out(tmp_path):
    return tmp_path / "outputs"


@pytest.fixture
def many(tree):
    """Return a tree with two more boards of 2023, so that a build is a batch."""
    for name in ("andra", "tredje"):
        shutil.copytree(tree / "2023/exempel", tree / "2023" / name)
    register = (tree / "namnder.yaml").read_text("utf-8")
    block = register[: register.index("fack:")]
    for name in ("andra", "tredje"):
        register += block.replace("exempel:", f"{name}:")
        plan = tree / "2023" / name / "handlingsplan.yaml"
        plan.write_text(plan.read_text("utf-8").replace("namnd: exempel", f"namnd: {name}"), "utf-8")
    (tree / "namnder.yaml").write_text(register, "utf-8")
    return tree


def break_plan(tree: Path, name: str) -> None:
    """Misspell a key, so that the plan has two errors."""
    file = tree / name / "handlingsplan.yaml"
    file.write_text(file.read_text("utf-8").replace("status:", "statsu:"), "utf-8")


def test_a_batch_ends_with_a_table_of_what_was_built_skipped_refused_and_why(many, out):
    """Each plan has a row with result and reason; the gravest exit code stands; all that could be built is."""
    build([many / "2023/exempel", many / "2023/tredje"], out=out)
    edited = out / "2023/tredje/handlingsplan.docx"
    edit(edited)
    break_plan(many, "2023/andra")

    report = build([many], types=["handlingsplan"], out=out)

    rows = {line.split("  ")[0].rpartition("/20")[2]: line for line in report.lines if "handlingsplan  " in line}
    assert rows["22/exempel"].split()[2:] == ["byggd", "1", "varning"]
    assert "redan aktuell" in rows["23/exempel"]
    assert rows["23/andra"].split()[2:] == ["inte", "byggd", "2", "fel", "i", "planen"]
    assert "skyddad" in rows["23/tredje"]
    assert rows["23/tredje"].endswith("har ändrat filen i Word sedan den byggdes, och den skrivs inte över")
    assert report.exit_code is Exit.REFUSED
    assert report.lines[-1] == "2 dokument byggda, 1 redan aktuellt och 2 inte byggda."
    assert [line for line in report.lines if line.startswith(str(edited))]  # the whole sentence, with its remedy
    assert (out / "2022/exempel/handlingsplan.docx").exists()


@pytest.mark.parametrize(
    ("name", "stopped"), [("arende.yaml", "tjansteutlatande"), ("uppfoljning.yaml", "verksamhetsberattelse")]
)
def test_a_definition_that_cannot_be_read_stops_only_what_is_made_of_it(whole_tree, out, name, stopped):
    """A folder where a case or a follow-up should be stops the paper made of it, with a sentence; the rest is built."""
    build([whole_tree / "2023/exempel"], out=out)
    file = whole_tree / "2023/exempel" / name
    file.unlink()
    file.mkdir()

    report = build([whole_tree / "2023/exempel"], out=out, force=True)

    assert report.exit_code is Exit.WORLD
    assert {e.document for e in report.entries if e.result is Result.FAILED} == {stopped}
    assert len([e for e in report.entries if e.result is Result.BUILT]) == 2
    sentence = f"{file}: filen går inte att läsa: det är en mapp, inte en fil; flytta mappen eller byt namn på den"
    assert sentence in report.lines
    told = validate([whole_tree / "2023/exempel"])
    assert [(d.file, d.code) for d in told if d.code == "Y110"] == [(str(file), "Y110")]
    assert exit_code(told) is Exit.WORLD


def lock(monkeypatch: pytest.MonkeyPatch, locked: Path) -> None:
    """Let the system refuse to read a file, as it does when rights are lacking."""

    def refusing(real):
        def refuse(self, *args, **kwargs):
            if self.resolve() == locked:
                raise PermissionError(errno.EACCES, "Permission denied")
            return real(self, *args, **kwargs)

        return refuse

    for way in ("open", "read_bytes"):
        monkeypatch.setattr(Path, way, refusing(getattr(Path, way)))


def test_a_plan_that_may_not_be_read_stops_its_board_alone(many, out, monkeypatch):
    """Each of its documents is told of, in one row with the reason; the other boards' are built."""
    lock(monkeypatch, many / "2023/andra/handlingsplan.yaml")

    report = build([many / "2023"], out=out)

    assert report.exit_code is Exit.WORLD
    (row,) = (line for line in report.lines if "2023/andra  " in line)
    assert row.endswith("filen går inte att läsa: du har inte rätt att läsa den")
    assert sorted(file.parent.name for file in out.glob("2023/*/handlingsplan.docx")) == ["exempel", "fack", "tredje"]


def test_a_folder_without_rights_stops_its_board_alone(many, out, monkeypatch):
    """A folder that may not be entered is told of, and is a row of the overview; the other boards' papers are built."""
    locked = many / "2023/andra"

    def refusing(real):
        def refuse(self, *args, **kwargs):
            if locked in self.parents:
                raise PermissionError(errno.EACCES, "Permission denied")
            return real(self, *args, **kwargs)

        return refuse

    for way in ("open", "read_bytes", "stat"):
        monkeypatch.setattr(Path, way, refusing(getattr(Path, way)))
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != locked and access(path, mode))
    report = build([many / "2023"], out=out)

    assert report.exit_code is Exit.WORLD
    assert {e.plan.rpartition("/")[2] for e in report.entries if e.result is Result.FAILED} == {"andra"}
    assert (out / "2023/tredje/handlingsplan.docx").exists()
    assert "rättigheter saknas" in (out / "2023/sammanstallning.html").read_text("utf-8")


def test_last_years_plan_that_may_not_be_read_stops_only_what_looks_back(whole_tree, out, monkeypatch):
    """The list of changes cannot be made without last year's plan; this year's plan can."""
    locked = whole_tree / "2022/exempel/handlingsplan.yaml"

    lock(monkeypatch, locked)
    report = build([whole_tree / "2023/exempel"], out=out)

    assert report.exit_code is Exit.WORLD
    assert [e.document for e in report.entries if e.result is Result.FAILED] == ["tjansteutlatande"]
    assert [e.document for e in report.entries if e.result is Result.BUILT] == [
        "handlingsplan",
        "verksamhetsberattelse",
    ]


def test_a_small_build_is_told_in_lines(tree, out):
    """One document is told in a line, not in a table."""
    report = build([tree / "2023/exempel"], out=out)

    assert report.lines == [f"{out}/2023/exempel/handlingsplan.docx: byggd", "1 dokument byggt."]


def test_a_long_table_holds_only_what_was_not_made():
    """A city of hundreds of plans that went well is a number; the one that did not is a row."""
    well = [Entry(f"plans/2023/{n}", "handlingsplan", Result.BUILT) for n in range(100)]
    lines = table([*well, Entry("plans/2023/x", "handlingsplan", Result.FAILED, why="2 fel i planen")])

    assert lines[2].split() == ["plans/2023/x", "handlingsplan", "inte", "byggd", "2", "fel", "i", "planen"]
    assert lines[3:] == ["(100 rader utan anmärkning visas inte.)"]
    assert table(well) == ["(100 rader utan anmärkning visas inte.)"]


def test_documents_that_fared_alike_share_a_row():
    """Three papers of a board that were all built are one row."""
    entries = [Entry("plans/2023/x", name, Result.BUILT) for name in ("a", "b", "c")]

    assert [line.split() for line in table(entries)[2:]] == [["plans/2023/x", "a,", "b,", "c", "byggda"]]


@pytest.mark.parametrize(
    ("sentence", "short"),
    [
        ("outputs/x.docx: disken är full; frigör utrymme", "disken är full"),
        ("mappen saknas", "mappen saknas"),
        ("en text är: fel; rätta", "en text är: fel"),
    ],
)
def test_a_row_has_the_reason_without_place_and_remedy(sentence, short):
    """The table's reason is the middle of the sentence; the whole of it stands below."""
    assert shortened(sentence) == short


def test_the_gravest_code_wins():
    """A world that fails outweighs a refusal, which outweighs findings."""
    report = BatchReport()
    report.fault(Unreadable("x"))
    report.fault(Refused("y"))
    report.worst(Exit.FINDINGS)

    assert report.exit_code is Exit.WORLD


@pytest.mark.parametrize("jobs", [2, 5])
def test_processes_that_share_the_work_make_the_same(many, out, tmp_path, jobs):
    """However many processes: the same bytes, the same rows in the same order, the same exit code."""
    break_plan(many, "2023/andra")
    alone = build([many], types=["handlingsplan"], out=out, jobs=1)
    shared = build([many], types=["handlingsplan"], out=tmp_path / "shared", jobs=jobs)

    def files(folder):
        return {f.relative_to(folder).as_posix(): f.read_bytes() for f in folder.rglob("*") if f.is_file()}

    assert len(files(out)) == 4
    assert files(tmp_path / "shared") == files(out)
    assert [(e.plan, e.result, e.why) for e in shared.entries] == [(e.plan, e.result, e.why) for e in alone.entries]
    assert (shared.exit_code, shared.diagnostics) == (alone.exit_code, alone.diagnostics)
    assert shared.lines[-1] == alone.lines[-1]


def test_more_processes_only_where_they_pay(monkeypatch):
    """A small batch is built by one process: starting others takes longer than it saves."""
    monkeypatch.setattr(building, "processors", lambda: 8)

    assert paying(48) == 1
    assert paying(5000) == 4


def die(number: int) -> int:
    if number == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_a_process_that_is_killed_is_told():
    """A worker that the system ends, for want of memory perhaps, is a sentence and not a traceback."""
    with pytest.raises(WorkerDied, match="--jobs 1"):
        list(worked(die, range(4), 2, lambda _: None))


def test_ctrl_c_ends_all_processes_and_leaves_whole_files(many, out):
    """An interrupted batch ends with 130, without traceback, without a process or half a file left."""
    for n in range(30):
        shutil.copytree(many / "2023/exempel", many / f"2023/nummer{n}")
    command = [sys.executable, "-m", "pipeline", "build", str(many), "--out", str(out), "--jobs", "2"]
    process = subprocess.Popen(
        command, cwd=HERE.parent, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    deadline = time.monotonic() + 30
    while not list(out.rglob("*.docx")) and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    told = process.communicate(timeout=60)[1]

    assert process.returncode in (130, 0, 1)  # it may have been done already
    assert "Traceback" not in told
    assert not list(out.rglob(".*"))
    with pytest.raises(ProcessLookupError):
        for _ in range(100):  # the server that starts processes ends when its parent has
            os.killpg(process.pid, 0)
            time.sleep(0.05)


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_make_j_builds_single_documents_side_by_side(tmp_path):
    """Targets of single documents that run at once each build their own, whole."""
    root = HERE.parent
    names = ["2022/exempel", "2023/exempel", "2023/fack"]
    shutil.copytree(HERE / "data/grund", tmp_path / "plans")
    shutil.copytree(root / "templates", tmp_path / "templates")
    shutil.copy(root / "Makefile", tmp_path)
    shutil.copy(root / "constraints.txt", tmp_path)
    shutil.copy(root / "pyproject.toml", tmp_path)
    venv = tmp_path / ".venv"
    (venv / "bin").mkdir(parents=True)
    program = venv / "bin/handlingsplan"
    program.write_text(f'#!/bin/sh\nexec env PYTHONPATH={root} "{sys.executable}" -m pipeline "$@"\n', "utf-8")
    program.chmod(0o755)
    for name in ("python", "installed"):
        (venv / name).touch()
    targets = [f"outputs/{name}/handlingsplan.docx" for name in names]

    done = subprocess.run(["make", "-j", "4", *targets, "build"], cwd=tmp_path, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    assert all((tmp_path / target).is_file() for target in targets)
    assert not list((tmp_path / "outputs").rglob(".*"))
    again = subprocess.run(["make", "-j", "4", *targets, "build"], cwd=tmp_path, capture_output=True, text=True)
    assert again.stderr.count("Inget att göra") == 4

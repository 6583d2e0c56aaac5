"""`handlingsplan redline`: what it takes, what it writes, what it refuses."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import cli
from pipeline.docx.package import packed, read_parts
from pipeline.docx.redline import tracked
from tests.redline_proof import ACCEPTED, REJECTED, first_difference, read


@pytest.fixture
def run(tree, monkeypatch):
    """Return a function that runs the command in a folder with two plans, `old` and `new`, of the same board."""
    monkeypatch.chdir(tree.parent)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    for name in ("old", "new"):
        shutil.copytree(tree, tree.parent / name / "plans")
    file = Path("new/plans/2023/exempel/handlingsplan.yaml")
    file.write_text(file.read_text("utf-8").replace("Läget är oförändrat", "Läget är mycket oroligt"), "utf-8")

    def command(*words: str) -> Result:
        return CliRunner().invoke(cli, ["redline", *words])

    return command


OLD, NEW = "old/plans/2023/exempel", "new/plans/2023/exempel"


def built(folder: str) -> str:
    """Build a plan and return the document's name."""
    assert CliRunner().invoke(cli, ["build", folder, "--out", f"ut/{folder[:3]}"]).exit_code == 0
    return f"ut/{folder[:3]}/2023/exempel/handlingsplan.docx"


def test_two_definitions(run):
    """The new plan is written with marks, and the old one comes back when they are rejected; the same each time."""
    done = run(OLD, NEW, "-o", "ut.docx")
    first = Path("ut.docx").read_bytes()

    assert done.exit_code == 0, done.output
    assert "ut.docx: skriven, 2 markerade ändringar." in done.output
    assert tracked(read_parts(Path("ut.docx")))
    assert run(OLD, NEW, "-o", "ut.docx").exit_code == 0
    assert Path("ut.docx").read_bytes() == first


def test_two_word_files(run):
    """Documents that were built earlier are compared as they are, and give what their definitions give."""
    old, new = built(OLD), built(NEW)

    assert run(old, new, "-o", "word.docx").exit_code == 0
    assert run(OLD, NEW, "-o", "yaml.docx").exit_code == 0
    word, yaml = read_parts(Path("word.docx")), read_parts(Path("yaml.docx"))
    for view in (ACCEPTED, REJECTED):
        assert first_difference(read(word, view), read(yaml, view)) == ""
    assert b"<w:sdt>" not in word["word/document.xml"]


def test_a_revision_in_git(run):
    """What stood in git before is the old one."""
    for words in (["init", "-q"], ["add", "."], ["-c", "user.name=x", "-c", "user.email=x@x.se", "commit", "-qm", "x"]):
        subprocess.run(["git", "-C", "old", *words], check=True)
    file = Path(OLD) / "handlingsplan.yaml"
    file.write_text(file.read_text("utf-8").replace("Läget är oförändrat", "Läget har ändrats"), "utf-8")
    with pytest.MonkeyPatch.context() as inside:
        inside.chdir("old")
        done = run("HEAD:plans/2023/exempel", "plans/2023/exempel", "-o", "ut.docx")

        assert (done.exit_code, "2 markerade ändringar" in done.output) == (0, True), done.output


def test_author_and_date(run):
    """The office and the day of the decision, unless something else is said."""
    run(OLD, NEW, "-o", "ut.docx")
    document = read_parts(Path("ut.docx"))["word/document.xml"].decode()
    assert 'w:author="Exempelstadens stadsdelsförvaltning" w:date="2023-02-16T00:00:00Z"' in document

    run(OLD, NEW, "-o", "ut.docx", "--author", "SLK", "--date", "2024-02-29")
    document = read_parts(Path("ut.docx"))["word/document.xml"].decode()
    assert 'w:author="SLK" w:date="2024-02-29T00:00:00Z"' in document


def test_source_date_epoch(run, monkeypatch):
    """A build that sets the date for all its tools sets it here too."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    run(OLD, NEW, "-o", "ut.docx")

    assert 'w:date="1970-01-02T00:00:00Z"' in read_parts(Path("ut.docx"))["word/document.xml"].decode()


def test_nothing_changed(run):
    """A document without marks is written, and it is said that it has none."""
    done = run(OLD, OLD, "-o", "ut.docx")

    assert (done.exit_code, "säger samma sak" in done.output) == (0, True)


def test_somebodys_work_is_not_overwritten(run):
    """Not a comparison that a person has changed, no other Word file, no built document, neither of the two."""
    run(OLD, NEW, "-o", "ut.docx")
    parts = read_parts(Path("ut.docx"))
    Path("ut.docx").write_bytes(packed(parts | {"word/settings.xml": parts["word/settings.xml"] + b" "}))
    plan = built(OLD)
    for target, words in (("ut.docx", "ändrat"), (plan, "ingen jämförelse"), (built(NEW), "ingen jämförelse")):
        before = Path(target).read_bytes()
        done = run(OLD, NEW, "-o", target)
        assert (done.exit_code, words in done.output) == (3, True), done.output
        assert Path(target).read_bytes() == before
    done = run(plan, NEW, "-o", plan, "--force")
    assert (done.exit_code, "en av de två" in done.output) == (3, True)
    assert run(OLD, NEW, "-o", "ut.docx", "--force").exit_code == 0


def test_tracked_changes_are_refused(run):
    """A file with marks is two documents; a person has to say which."""
    run(OLD, NEW, "-o", "marks.docx")
    done = run("marks.docx", NEW, "-o", "ut.docx")

    assert (done.exit_code, "redan spårade ändringar" in done.output) == (2, True)
    assert not Path("ut.docx").exists()


def test_another_programs_file(run):
    """It is compared too, when the author is given, and what is left out is told."""
    parts = read_parts(Path(built(NEW)))
    foreign = {name: data for name, data in parts.items() if name != "docProps/custom.xml"}
    foreign["[Content_Types].xml"] = foreign["[Content_Types].xml"].replace(b"/docProps/custom.xml", b"/x.xml")
    with zipfile.ZipFile("annan.docx", "w") as archive:
        for name, data in foreign.items():
            archive.writestr(name, data)

    unsaid, done = run(OLD, "annan.docx", "-o", "ut.docx"), run(OLD, "annan.docx", "-o", "ut.docx", "--author", "SLK")
    assert (unsaid.exit_code, "--author" in unsaid.output) == (2, True)
    assert (done.exit_code, "annan.docx: är inte byggd härifrån" in done.output) == (0, True), done.output


def test_saved_by_libreoffice(run):
    """LibreOffice rewrites the form of what it saves; of two such files nothing is said."""
    parts = read_parts(Path(built(NEW)))
    app = parts["docProps/app.xml"].replace(b"<Application>Handlingsplan<", b"<Application>LibreOffice/7.4<")
    Path("lo.docx").write_bytes(packed({**parts, "docProps/app.xml": app}))
    one, both = run(OLD, "lo.docx", "-o", "ut.docx", "--author", "SLK"), run("lo.docx", "lo.docx", "-o", "ut2.docx")

    assert "lo.docx: är sparad i LibreOffice" in one.output
    assert "LibreOffice" not in both.output


def test_faults_in_a_plan(run):
    """A plan that cannot be read whole is told as `validate` does, and nothing is written."""
    file = Path(NEW) / "handlingsplan.yaml"
    file.write_text(file.read_text("utf-8").replace("tidplan:", "tidsplan:", 1), "utf-8")
    done = run(OLD, NEW, "-o", "ut.docx")

    assert done.exit_code == 1
    assert "okänd nyckel `tidsplan`" in done.output
    assert "planen har fel" in done.output
    assert not Path("ut.docx").exists()


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        ((OLD, NEW, "-o", "ut.pdf"), 2, "slutar på .docx"),
        ((OLD, NEW, "-o", "ut.docx", "--date", "i går"), 2, "är inget datum"),
        ((OLD, NEW, "-o", "ut.docx", "--type", "plan"), 2, "dokumenttypen plan finns inte"),
        ((OLD, NEW, "-o", "ut.docx", "--type", "sammanstallning"), 2, "ett helt år"),
        ((OLD, NEW, "-o", "ut.docx", "--type", "tjansteutlatande"), 2, "arende.yaml saknas"),
        ((OLD, NEW, "-o", "ut.docx", "--author", " "), 2, "--author"),
        ((OLD, NEW, "-o", "ut.docx", "--author", "SLK\x01"), 2, "--author"),
        ((OLD, "new/plans/2024/exempel", "-o", "ut.docx"), 4, "finns inte"),
        ((OLD, "saknas.docx", "-o", "ut.docx"), 4, "saknas.docx"),
        ((OLD, "skadad.docx", "-o", "ut.docx"), 4, "skadad.docx"),
        ((OLD, "old/plans", "-o", "ut.docx"), 2, "planer; ange en enda"),
        ((OLD, NEW), 2, "-o"),
    ],
)
def test_wrong_words(run, words, code, sentence):
    """Each wrong use has a sentence and its exit code, and nothing is written."""
    Path("skadad.docx").write_bytes(b"PK\x03\x04 skadad")
    done = run(*words)

    assert (done.exit_code, sentence in done.output) == (code, True), done.output
    assert not Path("ut.docx").exists()

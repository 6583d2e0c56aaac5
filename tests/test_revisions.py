"""What A and B name: files, board-years, git revisions with a path, and Word files that carry their definition."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.errors import Exit, PipelineError, Unreadable, UsageFault
from pipeline.verbs.build import build
from pipeline.verbs.revisions import revision
from pipeline.verbs.text import text_lines

PLAN = "plans/2023/exempel/handlingsplan.yaml"
FIRST, SECOND = "Läget är lugnt i första versionen.", "Läget är lugnt i andra versionen."


def git(*words: str) -> str:
    settings = ("-c", "user.name=prov", "-c", "user.email=prov@example.org", "-c", "commit.gpgsign=false")
    return subprocess.run(["git", *settings, *words], check=True, capture_output=True, text=True).stdout


@pytest.fixture
def archive(tree, monkeypatch):
    """Return a folder under git with two versions of the ground plan; we stand in it."""
    root = tree.parent
    monkeypatch.chdir(root)
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    git("init", "-q")
    for text in (FIRST, SECOND):
        said(root / PLAN, text)
        git("add", "-A")
        git("commit", "-q", "-m", "en version")
    return root


def said(file: Path, text: str) -> None:
    lines = file.read_text("utf-8").split("\n")
    place = lines.index("  analys:") + 1
    lines[place : place + 1] = [f"    text: {text}"]
    file.write_text("\n".join(lines), "utf-8")


def analysis(name: str, place: Path | None = None) -> str:
    with revision(name, place) as opened:
        assert opened.dossier is not None
        assert opened.grave == []
        return opened.dossier.plan.lokal_lagesbild.analys.text


@pytest.mark.parametrize(
    "name",
    [
        f"HEAD~1:{PLAN}",
        "HEAD~1:plans/2023/exempel",
        "HEAD~1:plans/2023/exempel/",
        "HEAD~1:2023/exempel",
        "HEAD~1:./plans/2023/exempel",
    ],
)
@pytest.mark.usefixtures("archive")
def test_a_git_revision_is_the_plan_as_it_was(name):
    """A file or a folder of another revision is read from git, whatever lies in the working folder."""
    assert analysis(name) == FIRST
    assert analysis(name.replace("~1", "")) == SECOND


def test_a_path_counts_from_where_one_stands_too(archive, monkeypatch):
    """In a folder of the archive, a path from there is understood, as well as one from the top."""
    monkeypatch.chdir(archive / "plans")

    assert analysis("HEAD~1:2023/exempel") == analysis("HEAD~1:./2023/exempel") == analysis(f"HEAD~1:{PLAN}") == FIRST


@pytest.mark.parametrize("name", [PLAN, "plans/2023/exempel", "2023/exempel"])
@pytest.mark.usefixtures("archive")
def test_a_file_a_folder_and_a_board_year_are_what_lies_there(name):
    """Without a revision, what stands in the working folder is meant."""
    assert analysis(name) == SECOND


@pytest.mark.usefixtures("archive")
def test_last_years_plan_comes_along():
    """The dossier of a git revision has its predecessor, as one of the working folder has."""
    with revision("HEAD:2023/exempel") as old, revision("2023/exempel") as new:
        assert old.dossier.previous.model_dump() == new.dossier.previous.model_dump()


def test_the_citys_texts_are_those_of_the_revision(archive):
    """What the city has changed since then is not read into the past."""
    city = archive / "plans/2023/stad.yaml"
    city.write_text(city.read_text("utf-8").replace("Planen visar", "Den här planen visar", 1), "utf-8")

    with revision("HEAD:2023/exempel") as old, revision("2023/exempel") as new:
        assert old.dossier.city != new.dossier.city


def test_diagnostics_name_the_revision(archive):
    """A fault in the past is told with the name that git has for the file, not with that of a temporary copy."""
    file = archive / PLAN
    file.write_text(file.read_text("utf-8").replace("tidplan:", "tidsplan:", 1), "utf-8")
    (archive / "plans/namnder.yaml").write_text("nonsens: {}\n", "utf-8")
    git("commit", "-q", "-am", "fel")

    with revision(f"HEAD:{PLAN}") as opened:
        names = {fault.file for fault in opened.faults}

    assert names == {f"HEAD:{PLAN}", "HEAD:plans/namnder.yaml"}
    assert opened.grave


def test_the_temporary_tree_goes_away(archive):  # noqa: ARG001  # we stand in it
    """Nothing is left of a git revision after the comparison, even if the comparison fails."""
    with pytest.raises(KeyError), revision("HEAD:2023/exempel") as opened:
        assert opened.plan.is_file()
        raise KeyError
    assert not opened.plan.exists()


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [
        ("finns-inte", Unreadable, "finns inte; ange en fil, en nämnds år"),
        ("v9:plans/2023/exempel", Unreadable, "versionen v9 finns inte i git"),
        ("--help:plans/2023/exempel", Unreadable, "versionen --help finns inte i git"),
        ("HEAD:plans/2023/ingen", Unreadable, "plans/2023/ingen finns inte i versionen HEAD"),
        ("HEAD:plans/2023", UsageFault, "där finns 2 planer; ange en enda, till exempel plans/2023/exempel/"),
        ("plans/2023", UsageFault, "här finns 2 planer; ange en enda, till exempel plans/2023/exempel"),
        ("HEAD:plans/2023/stad.yaml", UsageFault, "är ingen plan utan en fil som flera planer delar"),
        ("HEAD:ovrigt.txt", UsageFault, "är inte en plan"),
        ("HEAD:lank.yaml", Unreadable, "är en länk i git"),
        ("HEAD:trasig.docx", Unreadable, "går inte att läsa som en Word-fil"),
        ("HEAD:ensam.yaml", Unreadable, "filen med stadens texter för året saknas"),
        ("HEAD:\0", Unreadable, "git svarar inte"),
    ],
)
def test_what_cannot_be_compared_is_told(archive, name, kind, said):
    """Each sentence says what was looked for, and what to write instead."""
    (archive / "ovrigt.txt").write_text("x")
    (archive / "trasig.docx").write_text("x")
    (archive / "ensam.yaml").write_text((archive / PLAN).read_text("utf-8"), "utf-8")
    (archive / "lank.yaml").symlink_to("ensam.yaml")
    git("add", "-A")
    git("commit", "-q", "-m", "mer")

    with pytest.raises(kind) as caught, revision(name):
        pass

    assert said in str(caught.value)
    assert "/tmp" not in str(caught.value)


def test_outside_git_says_so(tree, monkeypatch):
    """A name with a colon is no revision where there is no archive."""
    monkeypatch.chdir(tree)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tree.parent))

    with pytest.raises(Unreadable, match="hör inte till något git-arkiv"), revision("HEAD:2023/exempel"):
        pass


def test_without_git_says_so(tree, monkeypatch):
    """Nor where git is not installed."""
    monkeypatch.chdir(tree)
    monkeypatch.setenv("PATH", "")

    with pytest.raises(Unreadable, match="git är inte installerat"), revision("HEAD:2023/exempel"):
        pass


def test_a_word_file_of_ours_is_the_definition_it_carries(archive):
    """A built document is compared by what it was built from, in the working folder as in git; an edit is noticed."""
    out = archive / "outputs"
    assert build([Path("plans/2023/exempel")], out=out).exit_code is Exit.CLEAN
    said(archive / PLAN, "Något helt annat.")
    git("add", "-A")
    git("commit", "-q", "-m", "byggd")

    for name in ("outputs/2023/exempel/handlingsplan.docx", "HEAD:outputs/2023/exempel/handlingsplan.docx"):
        assert analysis(name) == SECOND
        with revision(name) as opened:
            assert not opened.edited


def test_a_copy_elsewhere_is_read_where_it_belongs(archive, tmp_path):
    """Git hands its difftool copies in a folder of their own; the city's texts are found from the file's place."""
    copy = tmp_path / "ABC_handlingsplan.yaml"
    copy.write_text(git("show", f"HEAD~1:{PLAN}"), "utf-8")
    empty = tmp_path / "tom.yaml"
    empty.touch()

    assert analysis(str(copy), archive / PLAN) == FIRST
    with pytest.raises(PipelineError, match="saknas"), revision(str(copy)):
        pass
    with pytest.raises(Unreadable, match="ny eller borttagen"), revision(str(empty), archive / PLAN):
        pass


def program(folder: Path) -> str:
    """Return the words that start the command from anywhere, for git's settings; git runs them in a shell."""
    root = Path(__file__).parent.parent
    script = folder / "handlingsplan"
    script.write_text(f'#!/bin/sh\nPYTHONPATH="{root}" exec "{sys.executable}" -m pipeline "$@"\n', "utf-8")
    script.chmod(0o755)
    return str(script)


def test_git_shows_a_word_file_and_a_definition_in_words(archive, tmp_path):
    """The settings that the guide gives work: textconv for both kinds of file."""
    command = program(tmp_path)
    (archive / ".gitattributes").write_text("*.docx diff=handlingsplan\nhandlingsplan.yaml diff=handlingsplan\n")
    git("config", "diff.handlingsplan.textconv", f"{command} text")
    out = archive / "dokument"
    assert build([Path("plans/2023/exempel")], out=out).exit_code is Exit.CLEAN
    git("add", "-A")
    git("commit", "-q", "-m", "byggd")
    said(archive / PLAN, "Läget är ett annat.")
    assert build([Path("plans/2023/exempel")], out=out).exit_code is Exit.CLEAN

    told = git("diff", "HEAD").splitlines()

    assert "-lokal_lagesbild.analys.text: Läget är lugnt i andra versionen." in told
    assert "+lokal_lagesbild.analys.text: Läget är ett annat." in told
    assert "-Normal  Läget är lugnt i andra versionen." in told
    assert "+Normal  Läget är ett annat." in told


def test_git_starts_the_comparison_as_its_difftool(archive, tmp_path):
    """So do those for difftool, which hands over copies in a folder of their own."""
    command = program(tmp_path)
    git("config", "difftool.handlingsplan.cmd", f'{command} diff --som "$MERGED" "$LOCAL" "$REMOTE"')
    git("config", "difftool.prompt", "false")

    told = git("difftool", "--tool=handlingsplan", "HEAD~1", "HEAD", "--", PLAN)

    assert "Analys – texten är omarbetad" in told
    assert "[-första-] {+andra+} versionen." in told

    out = archive / "dokument"
    assert build([Path("plans/2023/exempel")], out=out).exit_code is Exit.CLEAN
    git("add", "dokument")
    git("commit", "-q", "-m", "byggd")
    said(archive / PLAN, "Läget är ett annat.")
    assert build([Path("plans/2023/exempel")], out=out).exit_code is Exit.CLEAN
    told = git("difftool", "--tool=handlingsplan", "HEAD", "--", "dokument/2023/exempel/handlingsplan.docx")

    assert "Analys – texten är omarbetad" in told


def test_what_is_no_definition_is_shown_as_it_stands(archive):
    """Git must always have something to show: broken YAML is given as it is written."""
    broken = archive / "trasig.yaml"
    broken.write_text("a: [1\nb: \x07\n", "utf-8")

    assert list(text_lines(broken)) == ["a: [1", "b: �"]


def test_wrapping_is_undone(archive):
    """Two versions differ on the lines whose words do: a paragraph and a list item are a line each."""
    file = archive / "x.yaml"
    file.write_text(
        "a:\n  text: |\n    ett\n    två\n\n    - tre\n      fyra\n    - fem\n  rader: [{id: F1, b: c}, d]\n"
    )

    assert list(text_lines(file)) == [
        "a.text: ett två",
        "a.text: - tre fyra",
        "a.text: - fem",
        "a.rader[F1].id: F1",
        "a.rader[F1].b: c",
        "a.rader[]: d",
    ]

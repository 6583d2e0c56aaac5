"""The registrar's package: numbered papers, names that any system takes, checksums that hold."""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dossier import open_dossier
from pipeline.errors import Refused, Unreadable
from pipeline.verbs.registrar import LIST, SUMS, package, plain_name

HERE = Path(__file__).parent
FULL = HERE / "data/full/2023/exempel"
PLAN = "Handlingsplan mot valdsbejakande extremism 2023 - Exempelstadens stadsdelsnamnd.pdf"


@pytest.fixture
def board(tmp_path):
    """Return a board's folder with a plan and a case, and papers that stand for published ones."""
    shutil.copytree(HERE / "data/full", tmp_path / "plans")
    for slug in ("handlingsplan", "tjansteutlatande"):
        (tmp_path / f"{slug}.pdf").write_bytes(f"%PDF {slug}".encode())
    return tmp_path / "plans/2023/exempel"


@pytest.fixture
def make(board, tmp_path):
    """Return a function that makes the package, with the case or without, and gives its zip."""

    def made(*slugs: str, text: str | None = "Titel\n", **changes: object) -> Path | None:
        dossier, _ = open_dossier(board / "handlingsplan.yaml")
        papers = {slug: tmp_path / f"{slug}.pdf" for slug in slugs or ("handlingsplan", "tjansteutlatande")}
        return package(board, tmp_path / "ut", replace(dossier, **changes), papers, text)

    return made


def test_papers_are_numbered_as_in_the_case(make):
    """The submission, the plan as enclosure 1, the case's own enclosures after it, and the text for the web page."""
    archive = make()
    names = sorted(file.name for file in archive.with_suffix("").iterdir())

    assert next(name for name in names if name.startswith("Bilaga")) == f"Bilaga 1 - {PLAN}"
    assert [name for name in names if name.startswith("Bilaga 2 - ")]
    assert f"Tjansteutlatande - {PLAN}" in names
    assert "Text till motets webbsida.txt" in names
    assert {LIST, SUMS} <= set(names)


def test_the_package_is_the_meetings(make):
    """Folder and zip are named by the meeting's day and the board, and hold the same files."""
    archive = make()

    assert re.fullmatch(r"2023-\d\d-\d\d Exempelstadens stadsdelsnamnd\.zip", archive.name)
    with zipfile.ZipFile(archive) as inside:
        held = {Path(name).name: inside.read(name) for name in inside.namelist()}
    assert held == {file.name: file.read_bytes() for file in archive.with_suffix("").iterdir()}


def test_without_a_case_the_plan_goes_alone(make):
    """A plan without a case is not called an enclosure."""
    archive = make("handlingsplan", text=None)

    assert sorted(file.name for file in archive.with_suffix("").iterdir()) == sorted([PLAN, LIST, SUMS])


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is not installed")
def test_checksums_hold_and_tell(make):
    """The list of sums is one that `sha256sum -c` checks; a changed file is told."""
    folder = make().with_suffix("")
    check = ["sha256sum", "-c", "--strict", "--quiet", SUMS]

    assert subprocess.run(check, cwd=folder, capture_output=True).returncode == 0
    (folder / f"Bilaga 1 - {PLAN}").write_bytes(b"annat")
    assert subprocess.run(check, cwd=folder, capture_output=True).returncode != 0


def test_the_list_says_whose_it_is(make):
    """Board, meeting, dnr, and each file with its checksum; sample data says so."""
    folder = make().with_suffix("")
    text = (folder / LIST).read_text("utf-8")

    assert "Nämnd:  Exempelstadens stadsdelsnämnd" in text
    assert re.search(r"^Dnr:    EXE 2023/\d+", text, re.M)
    assert re.search(r"^Möte:   \d+ \w+ 2023$", text, re.M)
    assert "Exempeldata" in text
    assert "Bilaga 3: Yttrande från rådet\n  Fil:     finns inte här och läggs till för hand\n" in text
    for file in folder.iterdir():
        if file.name not in (LIST, SUMS):
            assert hashlib.sha256(file.read_bytes()).hexdigest() in text
            assert f"  Fil:     {file.name}\n" in text


def test_the_same_again_writes_nothing(make, tmp_path):
    """A package that is as it should be is left alone; a lost file is put back."""
    archive = make()
    before = {f: (f.read_bytes(), f.stat().st_mtime_ns) for f in tmp_path.rglob("ut/**/*") if f.is_file()}

    assert make() is None
    assert {f: (f.read_bytes(), f.stat().st_mtime_ns) for f in tmp_path.rglob("ut/**/*") if f.is_file()} == before
    (archive.with_suffix("") / LIST).unlink()
    assert make() == archive


def test_what_does_not_belong_any_more_is_taken_away(make, tmp_path):
    """When the case is taken away, its papers go; when the meeting moves, the old package does."""
    make()
    make("handlingsplan", text=None)

    assert len(list(tmp_path.rglob("ut/**/*.pdf"))) == 1
    assert len(list(tmp_path.rglob("ut/**/*.zip"))) == 1


@pytest.mark.parametrize("what", ["changed", "added", "zip"])
def test_a_package_that_somebody_has_touched_is_not_made_anew(make, tmp_path, what):
    """A file that was changed or added by hand stays, and so does the rest."""
    archive = make()
    folder = archive.with_suffix("")
    file = {"changed": folder / f"Bilaga 1 - {PLAN}", "added": folder / "Egen.txt", "zip": archive}[what]
    file.write_bytes(b"eget")
    (tmp_path / "handlingsplan.pdf").write_bytes(b"%PDF ny")
    before = {f: f.read_bytes() for f in tmp_path.rglob("ut/**/*") if f.is_file()}

    with pytest.raises(Refused, match="ändrad eller ditlagd för hand"):
        make()
    assert {f: f.read_bytes() for f in tmp_path.rglob("ut/**/*") if f.is_file()} == before


def word_file(part: bytes) -> bytes:
    template = HERE.parent / "templates/handlingsplan.docx"
    out = io.BytesIO()
    with zipfile.ZipFile(template) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(b"<w:body>", b"<w:body>" + part) if name == "word/document.xml" else data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("x.docx", word_file(b'<w:p><w:ins w:id="1" w:author="N N"><w:r/></w:ins></w:p>'), "spårade ändringar"),
        ("x.docx", b"inte Word", "inte en Word-fil"),
        ("x.pdf", b"inte PDF", "går inte att läsa som PDF"),
    ],
)
def test_an_enclosure_with_comments_or_tracked_changes_is_refused(make, board, name, data, said):
    """What may not be published does not slip out in somebody else's file."""
    case = board / "arende.yaml"
    text = case.read_text("utf-8")
    old = re.search(r"fil: (\S+?)[,}\s]", text)[1]
    case.write_text(text.replace(old, name), "utf-8")
    (board / name).write_bytes(data)

    with pytest.raises(Refused, match=said):
        make()


def test_an_enclosure_that_is_not_there_is_told(make, board):
    """A file that the case names and nobody has put there is a fault of the world."""
    for file in board.glob("*.pdf"):
        file.unlink()
    with pytest.raises(Unreadable, match="den finns inte"):
        make()


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Bilaga 1 – Nämndens ”läge”: §&/", "Bilaga 1 - Namndens lage"),
        ("Överenskommelse æøß", "Overenskommelse aeoss"),
        ("../../etc/passwd", "etc passwd"),
        ("CON", "_CON"),
        ("con.txt", "_con.txt"),
        ("…", "handling"),
        ("  . ", "handling"),
        ("a" * 300, "a" * 106),
        ("ord " * 100, ("ord " * 26).strip()),
        ("Rad\nbyte\toch\x00noll", "Rad byte och noll"),
    ],
)
def test_names_that_a_records_system_takes(title, name):
    """Letters without dots, no signs, no path, no name that Windows keeps for itself, not too long."""
    assert plain_name(title, ".pdf") == f"{name}.pdf"


@given(st.text(max_size=400))
def test_every_name_is_one_that_a_records_system_takes(title):
    """Whatever a title holds, its file's name is plain, short, no path, and does not change when made twice."""
    name = plain_name(title, ".pdf")

    assert re.fullmatch(r"[A-Za-z0-9_(][A-Za-z0-9 .,()_-]*\.pdf", name)
    assert len(name) <= 110
    assert ".." not in name.removesuffix(".pdf").strip(".") or "/" not in name
    assert plain_name(name.removesuffix(".pdf"), ".pdf") == name


def test_a_package_that_was_interrupted_is_finished(make, tmp_path, monkeypatch):
    """What a killed run had begun does not look like a stranger's work."""
    make()
    (tmp_path / "handlingsplan.pdf").write_bytes(b"%PDF ny")
    replace, done = Path.replace, []

    def some(file: Path, target: Path) -> Path:
        if len(done) == 1:
            raise KeyboardInterrupt
        done.append(target)
        return replace(file, target)

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(Path, "replace", some)
        make()

    assert len(done) == 1
    assert make() is not None
    assert make() is None


def test_the_name_of_who_wrote_an_enclosure_does_not_follow(make):
    """Who made a PDF or a Word file is nobody's business but the office's."""
    folder = make().with_suffix("")
    enclosure = next(file for file in folder.iterdir() if file.name.startswith("Bilaga 2"))

    with pikepdf.open(FULL / "enkat.pdf") as pdf:
        assert str(pdf.docinfo["/Author"]) == "Påhittad Person"
    with pikepdf.open(enclosure) as pdf:
        assert "/Author" not in pdf.docinfo

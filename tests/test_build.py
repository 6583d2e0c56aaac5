"""Building: what is out of date, inside its folder, whole or not at all, and never over a person's work."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from pipeline.docx.package import packed, read_parts
from pipeline.errors import Exit, Unwritable, UsageFault
from pipeline.verbs.build import build
from pipeline.verbs.outputs import put_all

GROUND = Path(__file__).parent / "data" / "grund"


@pytest.fixture
def out(tmp_path):
    return tmp_path / "outputs"


@pytest.fixture
def board(tree, out):
    """Return the document of the ground plan, built."""
    assert build([tree / "2023/exempel"], out=out).exit_code is Exit.CLEAN
    return out / "2023/exempel/handlingsplan.docx"


def text_of(report) -> str:
    return "\n".join(report.lines)


def test_builds_and_then_does_nothing(tree, out):
    """The first build writes every plan's document and every year's overview; the second touches none."""
    first = build([tree], out=out)
    files = sorted(out.rglob("*.*"))
    times = [file.stat().st_mtime_ns for file in files]

    second = build([tree], out=out)

    assert [file.relative_to(out).as_posix() for file in files] == [
        "2022/exempel/handlingsplan.docx",
        "2022/sammanstallning.docx",
        "2022/sammanstallning.html",
        "2023/exempel/handlingsplan.docx",
        "2023/fack/handlingsplan.docx",
        "2023/sammanstallning.docx",
        "2023/sammanstallning.html",
    ]
    assert first.lines[-1] == "7 dokument byggda."
    assert second.lines == ["Inget att göra: 7 dokument är aktuella."]
    assert [file.stat().st_mtime_ns for file in files] == times


@pytest.mark.parametrize("name", ["2023/exempel/handlingsplan.yaml", "2023/stad.yaml", "namnder.yaml"])
def test_a_changed_definition_is_built_again(tree, board, out, name):
    """A changed plan, city file or register makes the document out of date."""
    before = board.read_bytes()
    file = tree / name
    file.write_text(file.read_text("utf-8") + "\n# ändrad\n", "utf-8")

    assert build([tree / "2023/exempel"], out=out).lines[-1] == "1 dokument byggt."
    assert board.read_bytes() != before  # its provenance, at least


def test_same_bytes_whatever_the_hash_seed_and_day(tree, out):
    """The same definitions give the same bytes in another process, with another hash seed and another date."""
    seen = set()
    for seed in ("1", "2"):
        target = out / seed
        command = [sys.executable, "-m", "pipeline", "build", str(tree), "--out", str(target)]
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC+{seed}", "LC_ALL": "C"}
        subprocess.run(command, check=True, env=environment, capture_output=True, cwd=Path(__file__).parent.parent)
        seen.add(tuple(file.read_bytes() for file in sorted(target.rglob("*.docx"))))
    assert len(seen) == 1


def edit(file: Path) -> bytes:
    """Change a word as a person would, and return the file's new bytes."""
    parts = read_parts(file)
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        "förekomsten låg".encode(), "förekomsten hög".encode()
    )
    file.write_bytes(packed(parts))
    return file.read_bytes()


def test_hand_edited_file_is_never_overwritten(tree, board, out):
    """A file that somebody has changed in Word stays; exit 3 says what to do; --force builds it anew."""
    changed = edit(board)

    report = build([tree / "2023/exempel"], out=out)
    assert report.exit_code is Exit.REFUSED
    assert "har ändrat filen i Word" in text_of(report)
    assert "--force" in text_of(report)
    assert board.read_bytes() == changed

    assert build([tree / "2023/exempel"], out=out, force=True).exit_code is Exit.CLEAN
    assert board.read_bytes() != changed


def test_parts_added_after_the_stamp_are_an_edit(tree, board, out):
    """A program that only appends to the file has edited it too."""
    with zipfile.ZipFile(board, "a") as archive:
        archive.writestr("word/comments.xml", "<x/>")

    assert build([tree / "2023/exempel"], out=out).exit_code is Exit.REFUSED


@pytest.mark.parametrize("content", [b"", b"egen fil", "Word"])
def test_a_file_that_is_not_ours_is_never_overwritten(tree, out, content):
    """A file that was not built here stays, whatever is in it."""
    target = out / "2023/exempel/handlingsplan.docx"
    target.parent.mkdir(parents=True)
    template = Path(__file__).parent.parent / "templates" / "handlingsplan.docx"
    target.write_bytes(template.read_bytes() if content == "Word" else content)
    before = target.read_bytes()

    report = build([tree / "2023/exempel"], out=out)

    assert report.exit_code is Exit.REFUSED
    assert "inte byggd härifrån" in text_of(report)
    assert target.read_bytes() == before


@pytest.mark.parametrize("lock", [".~lock.handlingsplan.docx#", "~$ndlingsplan.docx"])
def test_an_open_file_is_not_overwritten(tree, board, out, lock):
    """A file that Word or LibreOffice has open stays until it is closed."""
    (tree / "2023/exempel/handlingsplan.yaml").open("a").write("# ändrad\n")
    board.with_name(lock).touch()
    before = board.read_bytes()

    report = build([tree / "2023/exempel"], out=out)

    assert report.exit_code is Exit.REFUSED
    assert "öppen" in text_of(report)
    assert board.read_bytes() == before


def test_one_broken_plan_does_not_stop_the_rest(tree, out):
    """A plan with errors is not built and is told with its place; the others are."""
    file = tree / "2023/exempel/handlingsplan.yaml"
    file.write_text(file.read_text("utf-8").replace("namnd: exempel", "namnd: exempl"), "utf-8")

    report = build([tree], types=["handlingsplan"], out=out)

    assert report.exit_code is Exit.FINDINGS
    assert [d.code for d in report.diagnostics] == ["S205"]
    assert not (out / "2023/exempel").exists()
    assert (out / "2023/fack/handlingsplan.docx").exists()
    assert report.lines[-1] == "2 dokument byggda och 1 inte byggt."


def test_unreadable_plan_does_not_stop_the_rest(tree, out):
    """A plan that is a folder, and a year without its city file, are told; the others are built."""
    shutil.copytree(tree / "2022", tree / "2021")
    (tree / "2021" / "stad.yaml").unlink()

    report = build([tree], types=["handlingsplan"], out=out)

    assert report.exit_code is Exit.WORLD
    assert "2021" in text_of(report)
    assert len(list(out.rglob("*.docx"))) == 3


def test_strict_stops_at_warnings(tree, out):
    """With strict, a warning stops the document, also one that is current."""
    file = tree / "2023/exempel/handlingsplan.yaml"
    file.write_text(file.read_text("utf-8").replace("frekvens: vid varje nyanställning, sedan: 2018", ""), "utf-8")

    assert build([tree / "2023/exempel"], out=out).exit_code is Exit.CLEAN
    report = build([tree / "2023/exempel"], out=out, strict=True)
    assert report.exit_code is Exit.FINDINGS
    assert {d.code for d in report.diagnostics} == {"A111"}


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.ENOSPC, "disken är full"), (errno.EROFS, "får inte skrivas"), (errno.EACCES, "får inte skrivas")],
)
def test_a_write_that_fails_leaves_the_old_file(tree, board, out, monkeypatch, number, said):
    """A full disk or a read-only folder: a clear sentence, the old file as it was, nothing half-written."""
    before = board.read_bytes()

    def fail(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "replace", fail)
    report = build([tree], out=out, force=True)

    assert report.exit_code is Exit.WORLD
    assert said in text_of(report)
    assert "den gamla filen är orörd" in text_of(report)
    assert board.read_bytes() == before
    assert [f.name for f in board.parent.iterdir()] == [board.name]


def test_files_that_belong_together_are_written_together(tmp_path, monkeypatch):
    """A disk that is full at the second file leaves the first as it was, too, and nothing half-written."""
    one, two = tmp_path / "en.docx", tmp_path / "en.pdf"
    put_all({one: b"gammal", two: b"gammal"})
    real = Path.open

    def full(self, *args, **kwargs):
        if self.name.startswith(f".{two.name}."):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(self, *args, **kwargs)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", full)
        with pytest.raises(Unwritable, match=f"{two}: disken är full"):
            put_all({one: b"ny", two: b"ny"})
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {one.name: b"gammal", two.name: b"gammal"}
    put_all({one: b"ny", two: b"ny"})
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {one.name: b"ny", two.name: b"ny"}


def test_ctrl_c_leaves_the_old_file(tree, board, out, monkeypatch):
    """An interrupted write leaves the old file and no other."""
    before = board.read_bytes()

    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        build([tree], out=out, force=True)

    assert board.read_bytes() == before
    assert [f.name for f in board.parent.iterdir()] == [board.name]


def test_what_a_killed_build_left_is_swept(tree, board, out):
    """The temporary file of a build that was killed is gone after the next, when it is old."""
    left = board.with_name(f".{board.name}.4711.ny")
    left.write_bytes(b"halv")
    os.utime(left, (0, 0))

    assert build([tree / "2023/exempel"], out=out, force=True).exit_code is Exit.CLEAN
    assert [f.name for f in board.parent.iterdir()] == [board.name]


def test_a_link_out_of_the_folder_is_refused(tree, out, tmp_path):
    """No link in the folder for documents leads a file out of it."""
    outside = tmp_path / "utanför"
    outside.mkdir()
    (out / "2023").mkdir(parents=True)
    (out / "2023" / "exempel").symlink_to(outside, target_is_directory=True)

    report = build([tree / "2023/exempel"], out=out, force=True)

    assert report.exit_code is Exit.REFUSED
    assert "leder ut ur" in text_of(report)
    assert list(outside.iterdir()) == []


def test_a_linked_file_is_refused(tree, board, out, tmp_path):
    """A document that is a link to somewhere else is not followed."""
    outside = tmp_path / "annan.docx"
    outside.write_bytes(board.read_bytes())
    board.unlink()
    board.symlink_to(outside)
    before = outside.read_bytes()

    assert build([tree / "2023/exempel"], out=out, force=True).exit_code is Exit.REFUSED
    assert outside.read_bytes() == before


@pytest.mark.parametrize("name", ["../../x", "/tmp/x", "..", "exempel\\x00", "a/b"])
def test_an_id_never_becomes_a_path(tree, out, tmp_path, name):
    """Where a document goes is its plan's folder, whatever the plan says of itself."""
    file = tree / "2023/exempel/handlingsplan.yaml"
    file.write_text(file.read_text("utf-8").replace("namnd: exempel", f'namnd: "{name}"'), "utf-8")
    before = {f for f in tmp_path.rglob("*") if out not in f.parents}

    report = build([tree / "2023/exempel"], out=out)

    assert report.exit_code is Exit.FINDINGS
    assert {f for f in tmp_path.rglob("*") if out not in f.parents} == before
    assert not list(out.rglob("*.docx"))


def test_unknown_type_is_wrong_usage(tree, out):
    """A type that does not exist is refused with a suggestion."""
    with pytest.raises(UsageFault, match="menade du `handlingsplan`"):
        build([tree], types=["handlingsplann"], out=out)


def test_a_board_without_a_template_is_told(tree, out):
    """A missing or broken template is a fault of the world, told once."""
    templates = tree.parent / "templates"
    templates.mkdir()
    report = build([tree], types=["handlingsplan"], out=out)
    assert report.exit_code is Exit.WORLD
    assert "templates/handlingsplan.docx: filen går inte att läsa" in text_of(report)
    (templates / "handlingsplan.docx").write_bytes(b"trasig")
    report = build([tree], types=["handlingsplan"], out=out)
    assert report.exit_code is Exit.WORLD
    assert sum("är inte en Word-fil" in line for line in report.lines) == 1


def test_a_template_that_check_finds_grave_builds_nothing(tree, out):
    """A stray brace would remove the draft mark from the cover; the build asks the check first."""
    templates = tree.parent / "templates"
    templates.mkdir()
    parts = read_parts(Path(__file__).parent.parent / "templates" / "handlingsplan.docx")
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"{{ ar }}", b"{{ ar")
    (templates / "handlingsplan.docx").write_bytes(packed(parts))

    report = build([tree], types=["handlingsplan"], out=out)

    assert report.exit_code is Exit.WORLD
    assert "är en trasig tagg" in text_of(report)
    assert not list(out.rglob("*.docx"))

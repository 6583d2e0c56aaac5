"""People's comments in the margin come home by path, in the document's order, also as LibreOffice writes them."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline.docx.package import DOCUMENT, packed, parts_of
from tests.test_pull import PLAN, built, run

__all__ = ["built"]  # a fixture
FIRST, CELL, HEAD = "Relativt få händelser", "Löpande sedan 2018", "Analys"
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def commented(name: str, *comments: tuple[str, str, str], done: str = "", answers: str = "") -> Path:
    """Write a review copy with comments (words, author, text); one is resolved, and one answers the first."""
    run("review", PLAN, "-o", name, "--force")
    parts = parts_of(Path(name).read_bytes())
    text, notes, threads = parts[DOCUMENT].decode(), parts["word/comments.xml"].decode(), ""
    for number, (words, author, said) in enumerate(comments, 900):
        found = list(re.finditer(rf"<w:r>(?:(?!</w:r>).)*>{words}(?:(?!</w:r>).)*</w:r>", text))[-1]
        mark = f'<w:r><w:commentReference w:id="{number}"/></w:r>'
        around = f'<w:commentRangeStart w:id="{number}"/>{found[0]}<w:commentRangeEnd w:id="{number}"/>{mark}'
        text = text[: found.start()] + around + text[found.end() :]
        known = f' {W14} w14:paraId="0000{number}"' if said in (done, answers) or number == 900 else ""
        notes = notes.replace(
            "</w:comments>",
            f'<w:comment w:id="{number}" w:author="{author}" w:date="2023-02-0{number - 899}T10:00:00Z">'
            f"<w:p{known}><w:r><w:t>{said}</w:t></w:r></w:p></w:comment></w:comments>",
        )
        parent = ' w15:paraIdParent="0000900"' if said == answers else ""
        if said in (done, answers):
            threads += f'<w15:commentEx w15:paraId="0000{number}" w15:done="{int(said == done)}"{parent}/>'
    extended = (
        f'<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">{threads}</w15:commentsEx>'
    )
    made = {**parts, DOCUMENT: text.encode(), "word/comments.xml": notes.encode()}
    Path(name).write_bytes(packed({**made, "word/commentsExtended.xml": extended.encode()}))
    return Path(name)


def told(*files: object) -> list[str]:
    """Return the lines of the comments, each with its text."""
    lines = run("pull", *files).stderr.split("\n")
    at = next(n for n, line in enumerate(lines) if line.startswith("Kommentarer"))
    return [line.strip() for line in lines[at + 1 :] if line.strip()]


def test_comments_are_listed_in_the_documents_order_whoever_set_them():
    """On words, on a cell and on a heading; a resolved one and an answer say so, and nobody answers by chance."""
    file = commented(
        "a.docx",
        (CELL, "Bo", "Ska vara 2019."),
        (FIRST, "Eva", "Stämmer det?"),
        (HEAD, "Cia", "Rubriken är bra."),
        (CELL, "Dan", "Ja, 2019."),
        done="Stämmer det?",
        answers="Ja, 2019.",
    )
    cell = "forebyggande_arbete.aktiviteter[F3].tidplan"

    assert [line for line in told(file) if re.search(r"\(\w+ 2023", line)] == [
        "lokal_lagesbild.analys om ”Analys” (Cia 2023-02-03)",
        next(line for line in told(file) if "(Eva" in line),
        f"{cell} om ”Löpande sedan 2018” (Bo 2023-02-01)",
        f"{cell} om ”Löpande sedan 2018” (Dan 2023-02-04, svar på ”Ska vara 2019.”)",
    ]
    assert any(line.startswith("lokal_lagesbild.analys.text om ”Relativt få") and "klar" in line for line in told(file))


def test_a_copy_of_a_copy_tells_each_comment_once():
    """The second has read the first's copy: what the first wrote there is not told twice."""
    one = commented("a.docx", (CELL, "Bo", "Ska vara 2019."))
    two = commented("b.docx", (CELL, "Bo", "Ska vara 2019."), (FIRST, "Eva", "Stämmer det?"))
    lines = told(one, two)

    assert sum("Ska vara 2019." in line for line in lines) == 1
    assert sum("Stämmer det?" in line for line in lines) == 1


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) saknas")
def test_comments_that_libreoffice_has_saved_are_the_same(tmp_path):
    """Its file has lost the controls: text, row and heading are found all the same."""
    file = commented("a.docx", (CELL, "Bo", "Ska vara 2019."), (FIRST, "Eva", "Hm"), (HEAD, "Cia", "Bra."))
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    form = "docx:MS Word 2007 XML"
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", tmp_path / "sparad", file]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    lines = told(tmp_path / "sparad" / "a.docx")

    assert [re.sub(r" om ”.*” ", " ", line) for line in lines if re.search(r"\(\w+ 2023", line)] == [
        "lokal_lagesbild.analys (Cia 2023-02-03)",
        "lokal_lagesbild.analys.text (Eva 2023-02-02)",
        "forebyggande_arbete.aktiviteter[F3] (Bo 2023-02-01)",
    ]

"""What a reader sees: the document laid out by LibreOffice. Skipped where it is not installed; CI installs it."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline.errors import Exit
from pipeline.verbs.build import build

HERE = Path(__file__).parent
TOOLS = ("soffice", "pdftotext", "pdffonts")
pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, TOOLS)), reason="LibreOffice and poppler are not installed (Debian: see .ci/run)"
)


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory):
    """Return a function that builds one document of a plan and gives its PDF."""
    folder = tmp_path_factory.mktemp("layout")

    def pdf(plans: Path, slug: str = "handlingsplan") -> Path:
        out = folder / "out"
        assert build([plans], types=[slug], out=out, force=True).exit_code is Exit.CLEAN
        file = next(out.rglob("*.docx"))
        profile = f"-env:UserInstallation=file://{folder}/profile"  # its own, so that an open LibreOffice is left alone
        command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), str(file)]
        subprocess.run(command, check=True, capture_output=True, timeout=240)
        file.unlink()
        return (folder / file.name).with_suffix(".pdf")

    return pdf


def pages_of(pdf: Path) -> list[str]:
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    return text.split("\f")[:-1]


def test_a_draft_says_so_on_every_page(laid_out):
    """Kungsholmen's draft has page n of m and its status on every page, every heading, its notes, and one typeface."""
    pdf = laid_out(HERE.parent / "plans/2023/kungsholmen")
    pages = pages_of(pdf)

    assert len(pages) > 8
    for number, page in enumerate(pages, 1):
        assert re.search(rf"Sida {number} av {len(pages)}\b", page), number
        assert "Utkast – ej beslutad" in page, number
        assert "Kungsholmens stadsdelsförvaltning" in page, number
    whole = "\n".join(pages)
    for heading in ("Lokal lägesbild", "Förhindrande aktiviteter", "Blankett för avidentifierad information"):
        assert len(re.findall(rf"^\s*{heading}\s*$", whole, re.M)) == 2, heading  # in the contents and in its place
    for chapter in ("F1", "F6", "H5", "K3"):
        assert re.search(rf"^\s*{chapter}\b", whole, re.M), chapter
    assert "Program för stöd till anhöriga 2021–2024, s. 24." in whole
    fonts = subprocess.run(["pdffonts", str(pdf)], check=True, capture_output=True, text=True).stdout
    assert re.search(r"LiberationSans|Arial", fonts)


def test_sample_data_says_so_on_every_page(laid_out):
    """A sample plan says that it is one on every page, and that it is decided where it is."""
    pages = pages_of(laid_out(HERE / "data/full/2023/exempel"))

    assert all("Exempeldata – planen är påhittad" in page for page in pages)
    assert not any("Utkast" in page for page in pages)
    assert "3 maj 2023, § 21, dnr KS 2023/99" in pages[0]


def test_the_two_papers_on_every_page(laid_out):
    """Tjänsteutlåtande and report have page n (m) and their mark on every page, each signature a line."""
    for slug, mark, words in (
        ("tjansteutlatande", "ärendet är påhittat", ("Dnr", "Bilaga 3.", "Förslag till beslut", "Stadsdelsdirektör")),
        ("verksamhetsberattelse", "uppföljningen är påhittad", ("Uppfyllt delvis", "Kvinnor: 86", "Ej genomförd")),
    ):
        pages = pages_of(laid_out(HERE / "data/full/2023/exempel", slug))
        for number, page in enumerate(pages, 1):
            assert f"Sida {number} ({len(pages)})" in page
            assert mark in page
        whole = "\n".join(pages)
        assert all(word in whole for word in words), slug
        assert len(re.findall(r"_{9,}", whole)) == 2 * (slug == "tjansteutlatande")


def test_table_heads_repeat_on_every_page(laid_out, tmp_path):
    """A table that runs over pages has its head on each of them, and its rows stay whole."""
    shutil.copytree(HERE / "data/full", tmp_path / "plans")
    file = tmp_path / "plans/2023/exempel/handlingsplan.yaml"
    row = """
    - id: F{n}
      aktivitet: Aktivitet nummer {n} har en text som är så lång att den går över flera rader i sin ruta i tabellen
      ansvarig: [{{funktion: Enhetschef, enhet: kulturenheten}}]
      tidplan: {{typ: engång, datum: 2023-10-05}}
      uppfoljning: {{dokument: verksamhetsberättelse}}"""
    rows = "".join(row.format(n=n) for n in range(10, 60)).lstrip("\n")
    text = file.read_text("utf-8").replace("forhindrande_arbete:", f"{rows}\nforhindrande_arbete:", 1)
    file.write_text(text, "utf-8")

    pages = pages_of(laid_out(tmp_path / "plans/2023/exempel"))

    with_rows = [page for page in pages if re.search(r"^\s*F\d\d\b", page, re.M)]
    assert len(with_rows) > 3
    assert all("Aktivitet" in page and "Ansvarig" in page and "Uppföljning" in page for page in with_rows)

"""A heading that somebody has put in, whatever it is made with, and a file that holds only a part of the plan."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline import __version__
from pipeline.docx.controls import without_controls
from pipeline.docx.definition import PART
from pipeline.docx.package import packed, parts_of
from pipeline.docx.properties import CUSTOM
from pipeline.errors import Exit
from tests.test_pull import BUILT, PLAN, Change, built, edited, run, values, without_row, word

__all__ = ["built"]  # a fixture
LOOKS = {
    "en formatmall som mallen saknar": '<w:pPr><w:pStyle w:val="Rubrik4"/></w:pPr><w:r><w:t>{}</w:t></w:r>',
    "underrubrik": '<w:pPr><w:pStyle w:val="Underrubrik"/></w:pPr><w:r><w:t>{}</w:t></w:r>',
    "fet stil": "<w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r>",
    "stora bokstäver": '<w:r><w:rPr><w:sz w:val="32"/></w:rPr><w:t>{}</w:t></w:r>',
}
NEW = "<w:p><w:r><w:t>Ny text om risker.</w:t></w:r></w:p><w:p><w:r><w:t>Ett stycke till.</w:t></w:r></w:p>"
LOOK = pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
STRIPPED = pytest.mark.parametrize("parts", [dict, without_controls], ids=["med kontroller", "utan kontroller"])


def before(heading: str, xml: str) -> Change:
    """Return a change that puts paragraphs before the chapter with a heading."""

    def change(text: str) -> str:
        found = list(re.finditer(rf'<w:p><w:pPr><w:pStyle w:val="Rubrik1"/>(?:(?!</w:p>).)*{heading}', text))
        return text[: found[-1].start()] + xml + text[found[-1].start() :]

    return change


def at_the_end(xml: str) -> Change:
    return lambda text: text.replace("<w:sectPr>", f"{xml}<w:sectPr>", 1)


def headed(look: str) -> str:
    return f"<w:p>{look.format('Lokala risker')}</w:p>{NEW}"


@STRIPPED
@LOOK
def test_a_heading_of_any_make_is_an_own_section(look, parts):
    """With text of its own under it, where the chapter may have own sections; the chapter's text is as it was."""
    result = run("pull", edited("a.docx", before("Förhindrande arbete", headed(look)), parts=parts), "--write")

    assert result.exit_code == Exit.CLEAN
    assert values("forebyggande_arbete.egna_avsnitt") == [
        {"id": "lokala-risker", "rubrik": "Lokala risker", "text": "Ny text om risker.\n\nEtt stycke till.\n"}
    ]
    told = "”Lokala risker” ser ut som en rubrik" in result.stderr
    assert told == ("Rubrik4" not in look)


@STRIPPED
@LOOK
def test_after_the_last_chapter_it_is_listed_and_the_citys_text_stands(look, parts):
    """Uppföljning has no own sections: heading and text are shown whole, and nothing is written."""
    result = run("pull", edited("a.docx", at_the_end(headed(look)), parts=parts))

    assert result.stdout == ""
    assert result.exit_code == Exit.FINDINGS
    for words in ("Lokala risker", "Ny text om risker.", "Ett stycke till."):
        assert f"”{words}”" in result.stderr


@STRIPPED
@LOOK
def test_a_heading_in_the_middle_of_a_text_does_not_take_the_rest_of_it(look, parts):
    """What stood below it stays in the text; the heading and what is new under it are shown."""

    def change(text: str) -> str:
        at = text.index("Frågan ska få plats i den samverkan")
        start = text.rindex("<w:p>", 0, at)
        return text[:start] + headed(look) + text[start:]

    result = run("pull", edited("a.docx", change, parts=parts))

    assert result.stdout == ""
    for words in ("Lokala risker", "Ny text om risker.", "Ett stycke till."):
        assert f"”{words}”" in result.stderr


def test_a_bold_line_that_heads_nothing_new_is_a_line_of_the_text():
    """Bold words put in above a paragraph that stood there are emphasis: no section is made of the plan's own text."""

    def change(text: str) -> str:
        start = text.rindex("<w:p>", 0, text.index("Även för klotter"))
        return text[:start] + f"<w:p>{LOOKS['fet stil'].format('Klotter')}</w:p>" + text[start:]

    result = run("pull", edited("a.docx", change), "--write")

    assert result.exit_code == Exit.CLEAN
    assert "\n\n**Klotter**\n\nÄven för klotter" in values("lokal_lagesbild.analys.text")


def cut_down(*kept: str) -> Change:
    """Return a change that leaves only what stands between some chapters' headings and the next ones."""

    def change(text: str) -> str:
        head, tail = text.index("<w:body>") + len("<w:body>"), text.rindex("<w:sectPr>")
        begins = [*(m.start() for m in re.finditer('<w:p><w:pPr><w:pStyle w:val="Rubrik1"/>', text)), tail]
        chapters = [text[a:b] for a, b in pairwise(begins)]
        wanted = [c for c in chapters if any(k in re.sub("<[^>]*>", "", c.partition("</w:p>")[0]) for k in kept)]
        assert len(wanted) == len(kept)
        return text[:head] + "".join(wanted) + text[tail:]

    return change


@STRIPPED
def test_a_copy_cut_down_to_one_chapter_takes_nothing_else_away(parts):
    """What she has changed comes home; the chapters that she took out are not removed, and that is said."""
    file = edited("a.docx", word("Löpande sedan 2018", "Löpande sedan 2020"), cut_down("Förebyggande"), parts=parts)
    before = PLAN.read_text("utf-8")
    result = run("pull", file, "--write")

    assert result.exit_code == Exit.CLEAN
    assert "av planens rubriker finns i filen; det som inte finns i den räknas inte som borttaget" in result.stderr
    assert PLAN.read_text("utf-8") == before.replace("sedan: 2018", "sedan: 2020", 1)


@STRIPPED
def test_a_row_and_a_text_that_such_a_copy_lacks_are_not_removed(parts):
    """Nor is a row of the table that she kept, or a text whose heading alone is left."""
    emptied = re.compile(r"(Tidig upptäckt.*?</w:p>).*?(?=<w:p><w:pPr><w:pStyle)", re.S)
    chapter = cut_down("Förebyggande")

    def change(text: str) -> str:
        text = chapter(text)
        assert emptied.search(text)
        return emptied.sub(r"\1", text, count=1)

    result = run("pull", edited("a.docx", without_row("F2"), change, parts=parts))

    assert (result.stdout, result.exit_code) == ("", Exit.CLEAN)


def test_rows_gathered_in_one_table_of_a_part_have_not_moved():
    """A unit's own rows in one table, the others' tables gone: nobody has said that they belong there."""

    def gathered(text: str) -> str:
        one = re.search(r'<w:sdt><w:sdtPr><w:alias w:val="Aktivitet H3"/>.*?</w:tr></w:sdtContent></w:sdt>', text, re.S)
        assert one is not None
        at = text.index('<w:sdt><w:sdtPr><w:alias w:val="Aktivitet F2"/>')
        new = one[0].replace("Enheterna köper vid behov in", "Enheterna köper in")
        assert new != one[0]
        return cut_down("Förebyggande")(text[:at] + new + text[at:])

    result = run("pull", edited("a.docx", gathered), "--write")

    assert "flyttat" not in result.stderr
    assert values("forhindrande_arbete.aktiviteter[H3].aktivitet").startswith("Enheterna köper in")


def test_a_part_pasted_into_a_new_document_is_known_by_its_controls():
    """It has lost its definition but not its controls; without them it could be anybody's, and is refused."""
    change = (word("Löpande sedan 2018", "Löpande sedan 2020"), cut_down("Förebyggande"))

    def pasted(parts):
        return {name: data for name, data in parts.items() if name != PART}

    known = run("pull", edited("a.docx", *change, parts=pasted), "--plan", PLAN)
    assert "+      tidplan: {typ: löpande, sedan: 2020}" in known.stdout
    lost = run("pull", edited("b.docx", *change, parts=lambda p: without_controls(pasted(p))), "--plan", PLAN)
    assert lost.exit_code == Exit.USAGE


def test_another_document_in_our_file_takes_nothing_away():
    """All taken out and something else pasted in: the definition is there, but nothing of the plan is."""
    other = "<w:p><w:r><w:t>Protokoll från ett möte</w:t></w:r></w:p>"

    def change(text: str) -> str:
        return text[: text.index("<w:body>") + 8] + other + text[text.rindex("<w:sectPr>") :]

    result = run("pull", edited("a.docx", change), "--write")

    assert result.exit_code == Exit.USAGE
    assert "bara 0 % av planens rubriker" in result.stderr


def test_a_file_named_twice_is_read_once():
    """By the same name or by another way to it: its edits have one origin."""
    file = edited("a.docx", word("Löpande sedan 2018", "Löpande sedan 2020"))
    result = run("pull", file, f"./{file}", file)

    assert "forebyggande_arbete.aktiviteter[F3].tidplan: ändrat\n" in result.stderr


def test_a_file_that_another_version_built_is_told_when_it_matters():
    """With edits it may be the program that writes otherwise; without, nothing is said."""

    def older(parts):
        custom = parts[CUSTOM]
        assert __version__.encode() in custom
        return {**parts, CUSTOM: custom.replace(__version__.encode(), b"0.1.0")}

    told = "filen byggdes med version 0.1.0 av programmet"
    assert told in run("pull", edited("a.docx", word("Löpande sedan 2018", "Löpande"), parts=older)).stderr
    Path("b.docx").write_bytes(packed(older(parts_of(BUILT.read_bytes()))))
    assert told not in run("pull", "b.docx").stderr
    assert (
        "filen byggdes med version" not in run("pull", edited("c.docx", word("Löpande sedan 2018", "Löpande"))).stderr
    )

"""A heading that somebody has put in, whatever it is made with, and a file that holds only a part of the plan."""

from __future__ import annotations

import re

import pytest

from pipeline.docx.controls import without_controls
from pipeline.errors import Exit
from tests.test_pull import Change, built, edited, run, values

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

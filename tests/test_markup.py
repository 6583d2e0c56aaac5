"""The small markdown: what it gives, that its fast way and its parser agree, and that no text is lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline import markup
from pipeline.markup import Block, Break, NoteMark, Words, parse, plain

# Pieces that could mean something, and pieces that could not, in any order.
SIGNS = "a é B . 1. 12) - + # > * ** _ ` ~ | {{ {% & &amp; <b> < \\ [ ] ( ) [^k] [^ ^ ! : https://x.se --- ==="
PIECES = st.sampled_from([*SIGNS.split(), " ", "  ", "\n", "\n\n", "\t", "\u00a0", "\u3000"])
TEXTS = st.lists(PIECES, max_size=14).map("".join)


@given(TEXTS)
@settings(max_examples=1500, deadline=None)
def test_fast_way_equals_parser(text):
    """A text that looks as if nothing in it meant anything is parsed to the same blocks by the parser."""
    assert parse(text) == tuple(markup._parsed(text))


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=60))
@settings(max_examples=400, deadline=None)
def test_fast_way_equals_parser_for_any_letters(text):
    """The same holds for whatever letters the world has."""
    assert parse(text) == tuple(markup._parsed(text))


@given(TEXTS)
@example("<[^>a]")
@settings(max_examples=800, deadline=None)
def test_letters_survive(text):
    """Every letter and digit that is not part of a link's address, a note or a list's number is printed."""
    without_notes = re.sub(r"\[\^[^\]\s^\[]+\]", "", text)
    kept = re.sub(r"\]\([^)]*\)|<[^>]*>", "", without_notes)
    letters = re.findall(r"[aéB]", kept)
    printed = re.findall(r"[aéB]", "".join(block.text for block in parse(text)))
    assert len(printed) >= len(letters)


@pytest.mark.parametrize(
    "text",
    [
        "Kök & bad",
        "a < b > c",
        "{{ namn }} och {% if x %}",
        "&amp; är inte &",
        "”citat” och 'enkla' och \"raka\"",
        "🎉 fest",
        "# inte en rubrik",
        "> inte ett citat",
        "`inte kod`",
        "~~inte struket~~",
        "<b>inte html</b>",
        "| inte | en | tabell |",
        "![inte en bild]",
        "snake_case_namn",
        "5 * 3 = 15",
        "[inte en länk]",
        "[falsk länk](javascript:alert)",
        "https://exempel.se/a_b_c",
    ],
)
def test_other_signs_are_literal(text):
    """What is not in the whitelist is printed as it is written."""
    assert parse(text) == (Block((Words(text),)),)


def test_forms():
    """Bold, italic, links, notes and hard breaks are the only forms in a line."""
    text = "**fet** *kursiv* [länk](https://x.se)[^kalla]  \nny rad"
    assert parse(text) == (
        Block(
            (
                Words("fet", bold=True),
                Words(" "),
                Words("kursiv", italic=True),
                Words(" "),
                Words("länk", href="https://x.se"),
                NoteMark("kalla"),
                Break(),
                Words("ny rad"),
            )
        ),
    )


def test_lists_have_level_number_and_start():
    """A list's items know their level, which list they belong to and where it starts to count."""
    blocks = parse("- a\n- b\n  - c\n\ntext\n\n3. d\n4. e\n")

    assert [(b.text, b.kind, b.level, b.start) for b in blocks] == [
        ("a", "bullet", 0, 1),
        ("b", "bullet", 0, 1),
        ("c", "bullet", 1, 1),
        ("text", "paragraph", 0, 1),
        ("d", "number", 0, 3),
        ("e", "number", 0, 3),
    ]
    assert blocks[0].list_number == blocks[1].list_number
    assert len({blocks[0].list_number, blocks[2].list_number, blocks[4].list_number}) == 3


def test_further_paragraph_of_an_item():
    """A second paragraph of a list item is marked as such, so that it gets no bullet of its own."""
    assert [(b.text, b.continued) for b in parse("- a\n\n  b\n- c\n")] == [("a", False), ("b", True), ("c", False)]


def test_wrapped_lines_are_one_paragraph():
    """Where the writer's editor breaks a line says nothing; an empty line parts paragraphs."""
    assert [b.text for b in parse("en\ntvå\n\n\ntre\n")] == ["en två", "tre"]


def test_labels_have_offsets():
    """A note mark is found where it stands, so that a diagnostic can point at it."""
    assert list(markup.labels("a[^x] b[^y-2022]")) == [("x", 1, 5), ("y-2022", 7, 16)]


def test_plain_has_neither_signs_nor_notes():
    """The words alone serve comparison and plain text."""
    assert plain("**Fet** och\n*kursiv*.[^k]\n\n- punkt") == "Fet och kursiv. punkt"

"""The small markdown written: what is read back is what was meant, and an edit moves no other line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.markup import Block, Break, NoteMark, Words, parse
from pipeline.markup_text import canonical, wrapped, written
from tests.test_markup import TEXTS

FORMS = st.builds(
    Words, st.sampled_from(["ord", "två ord", " a ", "* b", "1.", "[c]", "d_e"]), st.booleans(), st.booleans()
)
LINKS = st.builds(Words, st.sampled_from(["här", "https://x.se"]), href=st.sampled_from(["https://x.se/a(b)"]))
INLINES = st.lists(st.one_of(FORMS, LINKS, st.just(NoteMark("k")), st.just(Break())), max_size=5).map(tuple)
BLOCKS = st.lists(
    st.builds(
        Block,
        INLINES,
        st.sampled_from(["paragraph", "bullet", "number"]),
        st.integers(0, 3),
        st.integers(1, 3),
        st.integers(1, 4),
        st.booleans(),
    ),
    max_size=6,
).map(tuple)


def letters(blocks):
    return "".join(block.text for block in blocks).replace(" ", "").replace("\n", "")


@given(TEXTS)
@settings(max_examples=1000, deadline=None)
def test_what_was_read_is_read_again(text):
    """The words of any text survive being read, written and read; so does its structure."""
    wanted = canonical(parse(text))
    got = parse(written(wanted))

    assert letters(got) == letters(wanted)
    assert [(b.kind, b.level, b.list_number, b.start, b.continued) for b in got] == [
        (b.kind, b.level, b.list_number, b.start, b.continued) for b in wanted
    ]
    assert parse(written(got)) == got


@given(BLOCKS)
@settings(max_examples=1000, deadline=None)
def test_no_word_is_lost(blocks):
    """Whatever paragraphs come, also such as no text could give, their words and notes are written."""
    got = parse(written(blocks))

    assert letters(got) == letters(canonical(blocks))
    notes = [inline for block in got for inline in block.inlines if isinstance(inline, NoteMark)]
    assert len(notes) == sum(isinstance(i, NoteMark) for b in blocks for i in b.inlines)


@pytest.mark.parametrize(
    "text",
    [
        "Ett stycke.\n\nEtt till.",
        "- a\n- b\n  - c\n\nslut",
        "1. a\n2. b\n\n   mer om b",
        "3. a\n4. b",
        "**fet** och *kursiv* och ***båda***",
        "[läs här](https://exempel.se)[^not]",
        "rad ett\\\nrad två",
    ],
)
def test_plain_cases_are_written_as_a_person_would(text):
    """What has one plain way to be written is written that way."""
    assert written(parse(text)) == text


@given(TEXTS, st.integers(4, 30))
@settings(max_examples=500, deadline=None)
def test_wrapping_changes_nothing(text, width):
    """A wrapped text means the same."""
    assert parse(wrapped(text, width)) == parse(text)


def test_wrapping_keeps_the_lines_of_what_was():
    """A changed word changes its own line; the others break where they did."""
    old = "Under de senaste åren har\nlite förekommit i området.\n\n- en punkt\n  på två rader"

    new = wrapped(old.replace("lite", "lite har").replace("\n", " ", 1), 40, old)

    assert new == old.replace("lite", "lite har")


def test_wrapping_begins_no_list():
    """A hyphen or a number with a full stop never comes first on a line."""
    lines = wrapped("åren 2021 - 2023. Sedan", 9).split("\n")

    assert len(lines) > 1
    assert not any(line.startswith(("- ", "2023.")) for line in lines)

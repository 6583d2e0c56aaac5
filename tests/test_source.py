"""The loader: what the writer sees is what it means, and whatever is wrong has a place and a remedy."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import source
from pipeline.diagnostics import Span
from pipeline.errors import Unreadable
from pipeline.rules.allowance import allowances
from pipeline.source import SourceDoc, parse_source, read_source


def read(text: str | bytes) -> SourceDoc:
    """Return a text that has no faults as a SourceDoc."""
    doc, faults = parse_source(text.encode() if isinstance(text, str) else text, "plan.yaml")
    assert faults == []
    assert doc is not None
    return doc


def fault(text: str | bytes):
    """Return the one fault of a text."""
    _, faults = parse_source(text.encode() if isinstance(text, str) else text, "plan.yaml")
    assert len(faults) == 1, [f.message for f in faults]
    assert faults[0].remedy
    assert faults[0].file == "plan.yaml"
    return faults[0]


def place(diagnostic) -> tuple[int, int]:
    """Return the line and column that a diagnostic points at."""
    return diagnostic.span.line, diagnostic.span.column


def under(doc: SourceDoc, span: Span) -> str:
    """Return the text that a span covers."""
    lines = doc.lines[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


@pytest.mark.parametrize(
    "written",
    [
        "ja",
        "nej",
        "on",
        "off",
        "yes",
        "No",
        "true",
        "12:30",
        "08-508",
        "2023-03-16",
        "0123",
        "1e3",
        "0x1F",
        "1_000",
        ".5",
    ],
)
def test_scalars_are_what_the_writer_sees(written):
    """No scalar becomes a truth value, a time, a date or a number."""
    assert read(f"a: {written}\n").values == {"a": written}


@pytest.mark.parametrize("written", ["", "~", "null"])
def test_nothing_is_none(written):
    """Only nothing at all, `~` and `null` are empty; in quotes they are text."""
    assert read(f"a: {written}\n").values == {"a": None}
    assert read(f"a: '{written}'\n").values == {"a": written}


def test_anchors_and_merge_keys():
    """An anchor is written once and used again; what stands beside `<<` wins over what it brings."""
    doc = read("a: &x {b: 1, c: 2}\nd: *x\ne: {<<: *x, c: 3}\nf: {<<: [*x], g: 4}\n")

    assert doc.values["d"] == {"b": "1", "c": "2"}
    assert doc.values["e"] == {"c": "3", "b": "1"}
    assert doc.values["f"] == {"b": "1", "c": "2", "g": "4"}


def test_alias_bomb_is_refused():
    """Aliases that double ten times over are told of, not followed until the memory is full."""
    levels = [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]" for n in range(1, 10)]

    assert fault("\n".join(["l0: &l0 [x, x]", *levels])).code == "Y104"


def test_alias_of_itself_is_refused():
    """An anchor inside itself has no end."""
    assert fault("a: &a [*a]\n").code == "Y104"


@pytest.mark.parametrize("text", ["a: " + "[" * 60 + "]" * 60, "a: " + "{b: " * 60 + "c" + "}" * 60])
def test_deep_nesting_is_refused(text):
    """No plan is thirty levels deep."""
    assert fault(text).code == "Y104"


def test_bottomless_nesting_does_not_crash():
    """Brackets by the ten thousand are a fault of the file, not the end of the program."""
    doc, faults = parse_source(b"a: " + b"[" * 100_000, "plan.yaml")

    assert doc is None
    assert {f.code for f in faults} <= {"Y104", "Y109"}


def test_large_file_is_refused():
    """A file over four megabytes is refused before it is read as YAML; one just under is not."""
    assert fault(b"a: x\n#" + b"x" * source.MAX_BYTES).code == "Y102"
    assert read(b"a: x\n#" + b"x" * (source.MAX_BYTES - 10)).values == {"a": "x"}


def test_duplicate_key():
    """The second of two equal keys is told of, with the line of the first."""
    found = fault("a: 1\nb: 2\na: 3\n")

    assert (found.code, place(found)) == ("Y106", (3, 1))
    assert "rad 1" in found.message


def test_all_duplicates_at_once():
    """Faults that do not hide what follows are told together."""
    _, faults = parse_source(b"a: 1\na: 2\nb:\n  c: 1\n  c: 2\n", "plan.yaml")

    assert [place(f) for f in faults] == [(2, 1), (5, 3)]


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("a:\n\tb: c\n", 2, 1, "tabbtecken"),
        ("a:\n  b: c\n \td: e\n", 3, 2, "tabbtecken"),
        ("a:\n  b: 1\n c: 2\n", 3, 2, "indraget"),
        ("a: b: c\n", 1, 5, "kolon"),
        ("a: b\n  c: d\n", 2, 4, "raden ovanför"),
        ("a: 1\nb 2\nc: 3\n", 2, 1, "`nyckel: värde`"),
        ('a: "x\nb: c\n', 1, 4, "öppnas här"),
        ('a: "x\nb: ["y"]\n', 1, 4, "öppnas här"),
        ("a: 'det's'\n", 1, 9, "citattecknet har stängts"),
        ("a: [b\nc: d\n", 1, 4, "`[`"),
        ("a: {b: c\nd: e\n", 1, 4, "`{`"),
        ("a: *fet* text\n", 1, 4, "`*`"),
        ("a: *fet\n", 1, 4, "`*`"),
        ("a: & b\n", 1, 4, "`&`"),
        ("a: @x\n", 1, 4, "`@`"),
        ("a: %x\n", 1, 4, "`%`"),
        ("a: `x`\n", 1, 4, "```"),
        ("a: - b\n", 1, 4, "lista"),
        ('a: "C:\\Users"\n', 1, 9, "`\\`"),
        ("a: b\n---\nc: d\n", 2, 1, "flera dokument"),
        ("a: |x\n  b\n", 1, 4, "`|`"),
    ],
)
def test_broken_yaml_has_a_place_and_swedish_words(text, line, column, words):
    """What libyaml gives up on is told in Swedish, with the caret where the writer should look."""
    found = fault(text)

    assert (found.code, place(found)) == ("Y109", (line, column))
    assert words in found.message
    assert found.excerpt == text.split("\n")[line - 1]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_is_named(encoding):
    """A file that Notepad saved as Unicode is told of by name, or at least as not YAML."""
    bom = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    found = fault(bom + "a: å\n".encode(encoding))

    assert found.code == "Y107"
    assert "UTF-16" in found.message


def test_latin1_points_at_the_letter():
    """In a file of an older encoding the first foreign letter is pointed at and guessed."""
    found = fault("a: nämnd på rad ett\nb: på Kungsholmen\n".encode("latin-1"))

    assert (found.code, place(found)) == ("Y107", (1, 5))
    assert "`ä`" in found.message
    assert found.excerpt == "a: nämnd på rad ett"


def test_column_of_wrong_encoding_counts_letters():
    """Letters that are right before the wrong one count as one each, not as their bytes."""
    found = fault("a: åäö".encode() + b"\xe4\n")

    assert place(found) == (1, 7)


def test_byte_order_mark_is_passed_over():
    """The mark that Windows puts first in UTF-8 is not part of the first key."""
    doc = read(b"\xef\xbb\xbfa: b\n")

    assert (doc.values, doc.keys[("a",)]) == ({"a": "b"}, Span(1, 1, 1, 2))


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_systems(end):
    """The line ends of Windows and of old Macs give the same values and places."""
    text = "a: |\n  x\n  y\nb: c\n"

    assert read(text.replace("\n", end)).values == read(text).values
    assert read(text.replace("\n", end)).spans == read(text).spans


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x85", "\u2028", "\ufffe"])
def test_control_characters_are_refused(sign):
    """A sign that no document can hold is told of with its place and number."""
    found = fault(f"a: b\nc: d{sign}e\n")

    assert (found.code, place(found)) == ("Y108", (2, 5))
    assert f"U+{ord(sign):04X}" in found.message


def test_control_characters_behind_an_escape_do_not_reach_a_value():
    """`"\\x07"` in quotes is the same sign, only hidden."""
    found = fault('a: b\nc: "d\\x07e"\n')

    assert (found.code, place(found)) == ("Y108", (2, 4))


@pytest.mark.parametrize("text", ["", "\n\n", "# bara en kommentar\n", "---\n"])
def test_empty_file(text):
    """A file without a value is told of as empty."""
    assert fault(text).code in ("Y101", "Y103")


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("handlingsplan.yaml", "börja från en annan plan, eller gör en med `handlingsplan new`"),
        ("arende.yaml", "skriv ärendet, eller ta bort filen tills det finns ett"),
        ("uppfoljning.yaml", "skriv uppföljningen, eller ta bort filen tills det finns något att följa upp"),
    ],
)
def test_what_to_do_with_an_empty_file_depends_on_which_it_is(name, remedy):
    """Nobody begins a case from another plan."""
    assert [d.remedy for d in parse_source(b"", f"plans/2023/x/{name}")[1]] == [remedy]


@pytest.mark.parametrize("text", ["- a\n", "bara text\n", "12\n"])
def test_file_that_is_no_mapping(text):
    """A file must be keys and values."""
    assert (fault(text).code, place(fault(text))) == ("Y103", (1, 1))


def test_tags_are_refused():
    """A tag can make objects in other programs; here it is told of, and the value is its letters."""
    found = fault("a: !!python/object/apply:os.system [ls]\n")

    assert (found.code, place(found)) == ("Y105", (1, 4))


def test_places_of_values_and_keys():
    """Every value and every key knows where it stands; list items are addressed by their id."""
    doc = read("a:\n  - id: F1\n    b: två ord\n  - c\n")

    assert under(doc, doc.spans[("a", "[F1]", "b")]) == "två ord"
    assert under(doc, doc.keys[("a", "[F1]", "b")]) == "b"
    assert under(doc, doc.spans[("a", "[1]")]) == "c"
    assert doc.value(("a", "[F1]", "b")) == "två ord"
    assert doc.path_of(("a", 0, "b")) == ("a", "[F1]", "b")


def test_repeated_id_gives_way_to_the_number():
    """Two items with one id are still two places."""
    doc = read("a:\n  - {id: F1, b: x}\n  - {id: F1, b: y}\n")

    assert under(doc, doc.spans[("a", "[F1]", "b")]) == "x"
    assert under(doc, doc.spans[("a", "[1]", "b")]) == "y"


@pytest.mark.parametrize("sign", ["|", ">", "|-", ">+", "|2"])
def test_block_text_ends_where_its_last_line_ends(sign):
    """The place of a text under its key goes to its last letter, not to the next key."""
    doc = read(f"a: {sign}\n  första raden\n  sista raden\n\nb: c\n")
    span = doc.spans[("a",)]

    assert (span.line, span.column) == (1, 4)
    assert (span.end_line, span.end_column) == (3, len("  sista raden") + 1)


def test_words_inside_a_block_text():
    """Words are found where they stand, also when the writer's line break goes through them."""
    doc = read("a: |\n  ett två\n  tre fyra\n")

    assert under(doc, doc.span(("a",), "två tre")) == "två\n  tre"
    assert doc.span(("a",), "tre fyra") == Span(3, 3, 3, 11)


def test_words_are_counted():
    """The second of two equal words is not the first."""
    doc = read("a: x y x\n")

    assert doc.span(("a",), "x", 1) == Span(1, 8, 1, 9)


def test_missing_value_has_its_parents_place():
    """What is not there has no place of its own; its nearest ancestor has."""
    doc = read("a:\n  b: c\n")

    assert doc.span(("a", "x", "y")) == doc.spans[("a",)]


def test_missing_file(tmp_path):
    """A file that is not there is a fault of the world, with the name that the user gave it."""
    with pytest.raises(Unreadable, match=r"^plan\.yaml: filen finns inte$"):
        read_source(tmp_path / "nix.yaml", "plan.yaml")


SIGNS = "a id : - [ ] { } , ' \" | > # &x *x << ! !!str ? ~ å 🎉 \\ % @ --- ... #tillåt"
PIECES = [*SIGNS.split(), ": ", "\n", "  ", "- ", "\t", "\r", "# tillåt A302: x", "\x00", "\ufeff"]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
@settings(max_examples=3000, deadline=None)
def test_no_text_crashes_the_loader(text):
    """Whatever is written, there are values or a fault; and every place lies in the text."""
    doc, faults = parse_source(text.encode(), "plan.yaml")

    assert doc is not None or faults
    for span in [*(doc.spans.values() if doc else ()), *(f.span for f in faults if f.span)]:
        assert 1 <= span.line <= span.end_line <= text.count("\n") + text.count("\r") + 2
        assert span.column >= 1
    if doc:
        allowances(doc)


@given(st.binary(max_size=60))
@settings(max_examples=1000, deadline=None)
def test_no_bytes_crash_the_loader(data):
    """A photograph renamed to .yaml is told of as well."""
    doc, faults = parse_source(data, "plan.yaml")

    assert doc is not None or faults


def test_words_after_a_hash_are_not_lost():
    """Words that YAML takes for a comment, though the writer meant text, are told; a real comment is not."""
    _, faults = parse_source("a: Enheten håller kurs #3 för personalen\n".encode(), "plan.yaml")
    assert [(f.code, f.span.line, f.span.column) for f in faults] == [("Y111", 1, 24)]
    for text in ("a: kurs # roll\n", "a: 'kurs #3'\n", "a: kurs#3\n", "a: x #tillåt A302: skäl\n", "a: |\n  kurs #3\n"):
        assert parse_source(text.encode(), "plan.yaml")[1] == [], text


@pytest.mark.parametrize("value", ["[Utbildningen](https://www.exempel.se) ges", "{Utbildningen} ges"])
def test_text_that_begins_with_a_bracket(value):
    """A text that begins with a link or a brace is told as such, not as a wrong indent."""
    _, faults = parse_source(f"a:\n  b: {value}\n  c: x\n".encode(), "plan.yaml")
    assert [(f.code, f.span.line) for f in faults] == [("Y109", 2)]
    assert "börjar med `[` eller `{`" in faults[0].message

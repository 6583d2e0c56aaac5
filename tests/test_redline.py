"""Tracked changes: accept all and it is the new document, reject all and it is the old one, and a person can read it.

What accepting and rejecting give is told by `redline_proof`, which shares no code with what it judges.
"""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.documents import DOCUMENTS
from pipeline.docx.package import Parts, with_relationships
from pipeline.docx.read import lines
from pipeline.docx.redline import count, redline, tracked, write
from pipeline.docx.redline.matching import heaviest, matches
from pipeline.errors import LostText
from tests.redline_pairs import GROUNDS, Workshop, city, rendered_file
from tests.redline_proof import ACCEPTED, REJECTED, Unsound, first_difference, read

AUTHOR, DATE = "Exempelförvaltningen", "2024-02-16T00:00:00Z"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def proved(old: Parts, new: Parts) -> Parts:
    """Return the redline of two documents, held against both of them."""
    made = redline(old, new, AUTHOR, DATE)
    for view, wanted in ((ACCEPTED, new), (REJECTED, old)):
        assert first_difference(read(made, view), read(wanted)) == ""
    return made


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """Return where edited plans are rendered."""
    return Workshop(tmp_path_factory.mktemp("workshop"))


@pytest.fixture(scope="module")
def grounds() -> dict[str, Parts]:
    """Return four plans rendered: the real one, one with everything, a facknämnd's, and a short one."""
    return {name: rendered_file(file) for name, file in GROUNDS.items()}


def p(text: str, look: str = "") -> str:
    """Return a paragraph; `text` may hold runs of its own."""
    runs = text if text.startswith("<w:") else f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p>{f'<w:pPr>{look}</w:pPr>' if look else ''}{runs}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """Return a table of texts."""
    cells = ["".join(f"<w:tc><w:tcPr/>{t if '<w:p' in t else p(t)}</w:tc>" for t in row) for row in rows]
    return "<w:tbl><w:tblPr/><w:tblGrid/>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


@pytest.fixture
def word(grounds: dict[str, Parts]) -> object:
    """Return a function that makes a document of blocks, in the house's styles."""

    def made(*blocks: str) -> Parts:
        body = "".join(b if b.startswith("<w:") else p(b) for b in blocks)
        root = f"<w:document {W} {R}><w:body>{body}<w:sectPr/></w:body></w:document>"
        notes = re.sub(rb'<w:footnote w:id="\d+">.*?</w:footnote>', b"", grounds["empty"]["word/footnotes.xml"])
        return {**grounds["empty"], "word/document.xml": root.encode(), "word/footnotes.xml": notes}

    return made


def told(parts: Parts) -> list[str]:
    """Return the lines of a document's body, without the names of styles."""
    body = [line for line in lines(parts) if not re.match(r"(header|footer)\d|note ", line)]
    return [line if line.startswith("row") else line.partition("  ")[2] for line in body]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 1_000_000))
def test_accepted_is_new_and_rejected_is_old(workshop, seed):
    """Whatever was edited: words, sentences, emphasis, notes, links, lists, rows, sections, the head, or all of it."""
    proved(*workshop.pair(seed))


@pytest.mark.parametrize("old", GROUNDS)
@pytest.mark.parametrize("new", GROUNDS)
def test_plans_of_different_boards_and_structures(grounds, old, new):
    """Also from a short plan to one with everything, and between a stadsdelsnämnd's structure and a facknämnd's."""
    made = proved(grounds[old], grounds[new])

    assert (count(made) == 0) == (old == new)


def test_a_city_from_one_year_to_the_next(tmp_path):
    """Each board's plan against its last one, and against a neighbour's."""
    plans = city(tmp_path, seed=5, boards=6)
    printed = [[rendered_file(plan) for plan in board] for board in plans]

    assert len(printed) > 3
    for number, (old, new) in enumerate(printed):
        proved(old, new)
        proved(new, printed[number - 1][1])


@pytest.mark.parametrize("slug", [document.slug for document in DOCUMENTS])
def test_every_document_type(slug):
    """The papers of the case and of the year's end are compared as the plan is."""
    old, new = (rendered_file(GROUNDS[name], slug) for name in ("empty", "full"))

    assert count(proved(old, new)) > 10
    assert count(proved(new, old)) > 10


def test_same_input_same_bytes(grounds):
    """Nothing is taken from the machine, and the documents compared are left as they were."""
    old, new = dict(grounds["kungsholmen"]), dict(grounds["full"])

    assert redline(old, new, AUTHOR, DATE) == redline(old, new, AUTHOR, DATE)
    assert (old, new) == (grounds["kungsholmen"], grounds["full"])


def test_author_and_date_stand_at_every_change(grounds):
    """Every mark says who and when; without a date none is made up. Ids are used once."""
    for date in (DATE, None):
        made = redline(grounds["empty"], grounds["full"], "A & B", date)
        whole = b"".join(made[name] for name in made if name.startswith("word/")).decode()
        marks = re.findall(r"<w:(?:ins|del|pPrChange|rPrChange) [^>]*>", whole)
        assert len(marks) > 100
        assert all('w:author="A &amp; B"' in mark for mark in marks)
        assert {re.search(r'w:date="([^"]*)"', mark) is None for mark in marks} == {date is None}
        ids = [re.search(r'w:id="(\d+)"', mark)[1] for mark in marks]
        assert len(ids) == len(set(ids))


def test_nothing_changed_is_nothing_marked(grounds):
    """A document against itself is itself, to the byte where it was not read."""
    made = redline(grounds["full"], grounds["full"], AUTHOR, DATE)

    assert count(made) == 0
    assert first_difference(read(made), read(grounds["full"])) == ""


def test_contents_are_the_new_ones_and_not_tracked(grounds):
    """The table of contents is made by Word, so it is no change."""
    made = redline(grounds["kungsholmen"], grounds["fack"], AUTHOR, DATE)
    listed = [line for line in lines(made) if line.startswith("toc ")]

    assert listed == [line for line in lines(grounds["fack"]) if line.startswith("toc ")]


def test_tracked_is_told():
    """Only what has marks in it counts as tracked."""
    assert not tracked(rendered_file(GROUNDS["full"]))
    assert tracked(redline(rendered_file(GROUNDS["full"]), rendered_file(GROUNDS["empty"]), AUTHOR))


def test_golden_text(grounds, request):
    """A redline is what a reviewer has read and accepted."""
    text = "\n".join(lines(redline(grounds["empty"], grounds["full"], AUTHOR, DATE))) + "\n"
    golden = Path(__file__).parent / "golden" / "redline-2023.txt"
    if request.config.getoption("--accept"):
        golden.write_text(text, "utf-8")

    assert text == golden.read_text("utf-8")


MARKED = [
    # Words, not letters.
    ("Möten 4 gånger per år.", "Möten 6 gånger per år.", "Möten [-4-][+6+] gånger per år."),
    ("Skolan samverkar.", "Skolorna samverkar.", "[-Skolan-][+Skolorna+] samverkar."),
    ("Följs upp 2021–2023.", "Följs upp 2021–2024.", "Följs upp [-2021–2023-][+2021–2024+]."),
    ("SISAB:s statistik", "SISAB statistik", "[-SISAB:s-][+SISAB+] statistik"),
    ("Vi möter unga.", "Vi möter unga och vuxna.", "Vi möter unga[+ och vuxna+]."),
    # What happens to be the same between changes is no reason to cut a change in pieces.
    (
        "Polisen i området ger samma bild av läget.",
        "Skolan i staden har inte sett något nytt.",
        "[-Polisen i området ger samma bild av läget.-][+Skolan i staden har inte sett något nytt.+]",
    ),
    (
        "Föreningar får stöd av staden när de följer villkoren i riktlinjerna.",
        "Föreningar får bidrag från staden när de följer villkoren i riktlinjerna.",
        "Föreningar får [-stöd av-][+bidrag från+] staden när de följer villkoren i riktlinjerna.",
    ),
    # A whole sentence is a whole sentence.
    (
        "Läget är lugnt. Klotter har förekommit. Polisen delar bilden.",
        "Läget är lugnt. Polisen delar bilden.",
        "Läget är lugnt. [-Klotter har förekommit. -]Polisen delar bilden.",
    ),
    ("", "Nytt stycke.", "[+Nytt stycke.+]"),
]


@pytest.mark.parametrize(("old", "new", "marked"), MARKED)
def test_marks_what_a_person_would(word, old, new, marked):
    """Words, not letters; a rewritten paragraph is one deletion and one insertion."""
    assert told(proved(word("Före.", old, "Efter."), word("Före.", new, "Efter."))) == ["Före.", marked, "Efter."]


def test_rewritten_paragraphs_are_marked_one_by_one(word):
    """Two paragraphs in the place of two others: each is changed where it stands."""
    old = word("Rubrik", "Lugnt hela våren.", "Inga skolor hörde av sig.", "Slut")
    new = word("Rubrik", "Två händelser vid torget.", "Rektorerna vill ha stöd.", "Slut")

    assert told(proved(old, new))[1:3] == [
        "[-Lugnt hela våren.-][+Två händelser vid torget.+]",
        "[-Inga skolor hörde av sig.-][+Rektorerna vill ha stöd.+]",
    ]


def test_form_alone_is_a_change_of_form(word):
    """A word that has become bold is not taken out and put in again."""
    bold = "<w:r><w:t>Enhetschefen </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>ansvarar</w:t></w:r>"

    assert told(proved(word("Enhetschefen ansvarar", "Slut"), word(p(bold), "Slut"))) == [
        "Enhetschefen **ansvarar**[~]",
        "Slut",
    ]


def test_style_alone_is_a_change_of_form(word):
    """Likewise a paragraph that has become a heading."""
    heading = p("Skolorna", '<w:pStyle w:val="Rubrik2"/>')

    assert told(proved(word("Skolorna", "Slut"), word(heading, "Slut")))[0] == "Skolorna[~]"


def test_runs_mean_nothing(word):
    """How Word has cut a text into runs is no change, nor are proofing marks and bookmarks."""
    cut = '<w:r><w:t>sam</w:t></w:r><w:bookmarkStart w:id="1" w:name="x"/><w:proofErr w:type="spellStart"/>'
    cut += '<w:r><w:t>verkan</w:t></w:r><w:bookmarkEnd w:id="1"/>'

    assert count(proved(word("samverkan"), word(p(cut)))) == 0


def test_the_same_said_in_another_way(word):
    """The standard style named or not, an empty list of forms or none, on as a word or as nothing: no change."""
    plain = "<w:r><w:rPr><w:b/></w:rPr><w:t>Fet</w:t></w:r><w:r><w:t>text</w:t></w:r>"
    said = '<w:r><w:rPr><w:b w:val="true"/></w:rPr><w:t>Fet</w:t></w:r><w:r><w:rPr/><w:t>text</w:t></w:r>'
    made = redline(word(p(plain)), word(p(said, '<w:pStyle w:val="Normal"/>')), AUTHOR, DATE)

    assert count(made) == 0


ROWS = (("Aktivitet", "Ansvarig"), ("F1", "Chef"), ("F2", "Chef"), ("F3", "Direktör"))


@pytest.mark.parametrize(
    ("rows", "marked"),
    [
        ((0, 1, 3), ["row | Aktivitet | Ansvarig |", "row | F1 | Chef |", "row- | [-F2-][-¶-] | [-Chef-][-¶-] |"]),
        ((0, 1, 2), ["row | Aktivitet | Ansvarig |", "row | F1 | Chef |", "row | F2 | Chef |"]),
        ((0, 2, 1, 3), None),
        ((0,), None),
    ],
)
def test_rows(word, rows, marked):
    """A row is deleted or inserted whole; a row that is the same is not touched."""
    made = proved(word(table(*ROWS), ""), word(table(*(ROWS[n] for n in rows)), ""))

    assert marked is None or told(made)[:3] == marked
    assert sum(line.startswith(("row+", "row-")) for line in told(made)) == {3: 1, 4: 2, 1: 3}[len(rows)]


def test_changed_row_is_marked_in_its_cells(word):
    """Rows of the same name are one row, however much is changed in it."""
    old = word(table(ROWS[0], ("F1", "Enhetschefen för stöd")), "")
    new = word(table(ROWS[0], ("F1", "Samtliga rektorer")), "")

    assert told(proved(old, new))[1] == "row | F1 | [-Enhetschefen för stöd-][+Samtliga rektorer+] |"


def test_unchanged_rows_are_not_touched(grounds):
    """Their XML is the new document's own, to the letter."""
    made = proved(grounds["kungsholmen"], grounds["full"])
    whole = made["word/document.xml"].decode()
    heads = [row for row in re.findall(r"<w:tr>.*?</w:tr>", grounds["full"]["word/document.xml"].decode(), re.S)
             if "w:tblHeader" in row]  # fmt: skip

    assert heads
    assert sum(row in whole for row in heads) > 1


TABLE = table(("a", "b"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (("A", "B"), ("A",)),
        (("A",), ("A", "B", "C")),
        (("A", TABLE, "C"), ("A",)),
        (("A",), ("A", TABLE, "C")),
        (("A", TABLE, "C"), ("A", "B", TABLE, "C")),
        (("A", "B", TABLE, "C"), ("A", TABLE, "C")),
        (("B", TABLE, "C"), (TABLE, "C")),
        ((TABLE, "C"), ("B", TABLE, "C")),
        (("B", "D", TABLE, "C"), (TABLE, "C")),
        (("B", TABLE, TABLE.replace("a", "x"), "C"), (TABLE, TABLE.replace("a", "x"), "C")),
        (("A", TABLE, "B", TABLE.replace("a", "x"), "C"), ("A", TABLE, TABLE.replace("a", "x"), "C")),
        (("B", TABLE, "D", TABLE.replace("a", "x"), "C"), (TABLE.replace("a", "x"), "C")),
        (("B", TABLE, "C"), (TABLE.replace("a", "x"), "C")),
        (("B", TABLE, "C"), ("Helt annat", "och mer", TABLE, "C")),
        (("B", TABLE), (TABLE,)),
        ((table((p("A") + TABLE + p("B"), "c")), ""), (table((TABLE + p("B"), "c")), "")),
        (("A", TABLE, "Rubrik", TABLE.replace("a", "x"), "C"), ("A", TABLE, "C")),
        (("A", TABLE, "C"), ("A", TABLE, "Rubrik", TABLE.replace("a", "x"), "C")),
        (("Alla ord här", TABLE, "Slut"), ("Helt andra saker", "och fler", table(("z", "y", "x")), "Slut")),
        ((table((p("A") + p("B"), "c")), ""), (table((p("A"), "c")), "")),
        ((table((p("A"), "c")), ""), (table((p("A") + p("B") + p("D"), "c")), "")),
        ((table((p("A") + TABLE + p("B"), "c")), ""), (table((p("A"), "c")), "")),
        (("A", ""), ("A",)),
        (("",), ("A", TABLE, "")),
    ],
)
def test_paragraph_marks_stand_where_they_can(word, old, new):
    """A mark goes away only where a paragraph follows: not at the end of a body or a cell, nor before a table."""
    proved(word(*old), word(*new))


def test_lists_keep_their_instances(grounds, word):
    """Two lists stay two lists, and a list that is gone comes back with its own numbers."""
    numbering = grounds["full"]["word/numbering.xml"]
    look = '<w:pStyle w:val="Numreradlista"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr>'
    numbers = sorted(int(n) for n in re.findall(rb'<w:num w:numId="(\d+)"', numbering))[-3:]

    def listed(*items: tuple[str, int]) -> Parts:
        blocks = [p(text, look.format(numbers[which])) for text, which in items]
        return {**word(*blocks, "Slut"), "word/numbering.xml": numbering}

    old = listed(("ett", 0), ("två", 0), ("nytt ett", 1), ("nytt två", 1))
    for new in (
        listed(("ett", 2), ("två", 2), ("nytt ett", 0), ("nytt två", 0)),
        listed(("ett", 0), ("två", 0), ("nytt ett", 0), ("nytt två", 0)),
        listed(("nytt ett", 1), ("nytt två", 1)),
        listed(("helt annat", 1)),
    ):
        proved(old, new)
        proved(new, old)


def test_links_and_pictures_come_along(word):
    """What is deleted keeps its link and its picture; a picture that is the same is not copied."""
    link = '<w:hyperlink r:id="rIdX" w:tooltip="t"><w:r><w:t>handboken</w:t></w:r></w:hyperlink>'
    drawing = '<w:r><w:drawing><a:x xmlns:a="urn:a" descr="bild" r:embed="rIdBild"/></w:drawing></w:r>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    def pictured(address: str, data: bytes, *blocks: str) -> Parts:
        parts = word(*blocks, "Slut")
        rels = with_relationships(
            parts["word/_rels/document.xml.rels"],
            [
                f'<Relationship Id="rIdX" Type="{kind}/hyperlink" Target="{address}" TargetMode="External"/>',
                f'<Relationship Id="rIdBild" Type="{kind}/image" Target="media/bild.png"/>',
            ],
        )
        return {**parts, "word/_rels/document.xml.rels": rels, "word/media/bild.png": data}

    old = pictured("https://exempel.se/a", b"en", p(link), p(drawing))
    changed = proved(old, pictured("https://exempel.se/b", b"annan", p(link), p(drawing)))
    same = proved(old, pictured("https://exempel.se/a", b"en", "Annat"))

    assert sorted(n for n in changed if "media" in n) == ["word/media/bild-tidigare1.png", "word/media/bild.png"]
    assert [n for n in same if "media" in n] == ["word/media/bild.png"]


def test_notes_are_in_order_and_changed_notes_are_changed_in_place(grounds):
    """A note whose text has changed is one reference with a marked text, as a person would do it."""
    changed = {**grounds["kungsholmen"]}
    changed["word/footnotes.xml"] = changed["word/footnotes.xml"].replace(b"s. 49", b"s. 50")
    made = proved(grounds["kungsholmen"], changed)

    marked = [line for line in lines(made) if "[-" in line]

    assert marked == ["note 3  Säkerhetspolisen, *Årsbok 2020*, s. [-49-][+50+]."]


def test_headers_are_compared(grounds):
    """The board's name and the mark of a draft stand in the header of every page."""
    marked = [line for line in lines(proved(grounds["fack"], grounds["kungsholmen"])) if line.startswith("header")]

    assert any("[+Kungsholmens stadsdelsnämnd" in line for line in marked)


def test_what_is_lost_is_never_written(grounds, monkeypatch):
    """Should the program ever mark something so that a word gets lost, it writes nothing and says so."""
    real = write._pieces
    monkeypatch.setattr(write, "_pieces", lambda spans: list(real(spans))[:-1])

    with pytest.raises(LostText, match=r"den (nya|gamla) texten"):
        redline(grounds["full"], grounds["empty"], AUTHOR, DATE)


@pytest.mark.parametrize(
    ("part", "pattern", "replacement", "view"),
    [
        ("word/document.xml", r"<w:pPrChange.*?</w:pPrChange>", "", REJECTED),
        ("word/document.xml", r"<w:rPrChange.*?</w:rPrChange>", "", REJECTED),
        ("word/document.xml", r"<w:delText([^>]*)>(\w)", r"<w:delText\1>", REJECTED),
        ("word/document.xml", r"(<w:ins [^>]*><w:r>(?:<w:rPr>.*?</w:rPr>)?<w:t[^>]*>)\w", r"\1", ACCEPTED),
        ("word/document.xml", r"(<w:trPr>(?:<w:cantSplit/>)?)<w:ins [^>]*/>", r"\1", REJECTED),
        ("word/document.xml", r"<w:rPr><w:del [^>]*/></w:rPr>", "", ACCEPTED),
        ("word/document.xml", r'(<w:footnoteReference w:id=")(\d+)', r"\g<1>1", ACCEPTED),
        ("word/document.xml", r"<w:b/>", "", ACCEPTED),
        ("word/footnotes.xml", r"<w:delText([^>]*)>(\w)", r"<w:delText\1>", REJECTED),
        ("word/header1.xml", r"<w:delText([^>]*)>(\w)", r"<w:delText\1>", REJECTED),
        ("word/numbering.xml", r'<w:startOverride w:val="1"/>', '<w:startOverride w:val="2"/>', ACCEPTED),
    ],
)
def test_the_proof_can_fail(workshop, part, pattern, replacement, view):
    """A single mark less, a letter less, and the comparer sees it."""
    old, new = workshop.pair(BROKEN)
    made = proved(old, new)
    text = made[part].decode()
    broken = re.sub(pattern, replacement, text, count=0 if "Ref" in pattern or "start" in pattern else 1, flags=re.S)

    assert broken != text
    try:
        found = first_difference(read({**made, part: broken.encode()}, view), read(old if view == REJECTED else new))
    except Unsound:
        return
    assert found


BROKEN = 88  # a pair with every kind of mark


@given(
    old=st.lists(st.sampled_from("abcdefghij"), max_size=30), new=st.lists(st.sampled_from("abcdefghij"), max_size=30)
)
def test_matches_ascend_and_match(old, new):
    """Matched places hold the same and come in the same order, and all of a sequence is found in itself."""
    found = matches(old, new)

    assert all(old[i] == new[j] for i, j in found)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(found))
    assert matches(old, old) == [(n, n) for n in range(len(old))]


def test_what_is_inserted_parts_nothing_else():
    """All that stands on both sides of something new is found."""
    assert matches("abc def", "abXc deYf") == [(0, 0), (1, 1), (2, 3), (3, 4), (4, 5), (5, 6), (6, 8)]
    assert matches("aba cab", "abaXcaYb") == [(0, 0), (1, 1), (2, 2), (4, 4), (5, 5), (6, 7)]


def test_heaviest_chain():
    """One long thing outweighs two short ones that cross it."""
    assert heaviest([(0, 5, 10.0), (1, 1, 2.0), (2, 2, 3.0)]) == [(0, 5)]
    assert heaviest([(0, 5, 4.0), (1, 1, 2.0), (2, 2, 3.0)]) == [(1, 1), (2, 2)]
    assert heaviest([]) == []


@pytest.mark.parametrize("size", [200, 3200])
def test_large_texts_are_not_searched_pair_by_pair(size):
    """Sixteen times as much is at most forty times the work, also when every block is changed."""
    from pipeline.docx.redline.likeness import likely

    class Thing:
        def __init__(self, text):
            from pipeline.docx.redline.blocks import Bag

            self.bag = Bag(text)

    old = [Thing(f"unikt{n} och det som staden gör") for n in range(size)]
    new = [Thing(f"unikt{n} men det som staden ej gör") for n in range(size)]
    asked = []

    found = likely(old, new, [], lambda i, j: asked.append(1) or old[i].bag.likeness(new[j].bag))

    assert found == [(n, n) for n in range(size)]
    assert len(asked) < 60 * size

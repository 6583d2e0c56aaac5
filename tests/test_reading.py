"""Any Word file becomes blocks, and nothing that a reader of it sees is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from word_files import (
    SWEDISH_STYLES,
    cell,
    item,
    note_mark,
    notes,
    p,
    row,
    run,
    styles,
    table,
    word_parts,
)

from pipeline.docx.package import read_parts
from pipeline.docx.reading import (
    Break,
    Document,
    NoteMark,
    Paragraph,
    Table,
    Words,
    looks_like_heading,
    read_document,
    words_of,
)
from pipeline.verbs.build import build

CHANGED = 'w:id="1" w:author="Exempel" w:date="2023-01-02T03:04:05Z"'


def read(body: str, view: str = "accepted", **given: object) -> Document:
    """Return what a file with that body says."""
    return read_document(word_parts(body, **given), view)  # type: ignore[arg-type]


def paragraphs(document: Document) -> list[Paragraph]:
    """Return the paragraphs of the body."""
    return [block for block in document.blocks if isinstance(block, Paragraph)]


def test_swedish_style_ids_have_canonical_names():
    """Swedish Word's `Rubrik1` is heading 1, and its `Punktlista` a bullet."""
    document = read(p("Analys", "Rubrik2") + p("Ett", "Punktlista"), style_part=styles(SWEDISH_STYLES))

    heading, bullet = paragraphs(document)
    assert (heading.style, heading.level) == ("heading 2", 2)
    assert bullet.listed is not None
    assert (bullet.listed.kind, bullet.level) == ("bullet", None)


def test_a_style_based_on_a_heading_is_one():
    """The outline level is inherited, and a paragraph's own word goes before its style's."""
    inside = '<w:name w:val="Vår rubrik"/><w:basedOn w:val="Heading2"/>'
    more = f'<w:style w:type="paragraph" w:styleId="Egen">{inside}</w:style>'
    own = '<w:outlineLvl w:val="9"/>'
    document = read(p("A", "Egen") + p("B", "Heading1", properties=own), style_part=styles(more=more))

    assert [paragraph.level for paragraph in paragraphs(document)] == [2, None]


def test_emphasis_is_the_runs_own():
    """A heading's bold is the style's and no emphasis; a run's bold is; a fragmented word is one."""
    body = p("Rubrik", "Heading1") + p(run("Fält") + run("assistent", "<w:b/>") + run("erna", "<w:b/>") + run("!"))
    heading, text = paragraphs(read(body))

    assert heading.inlines == (Words("Rubrik"),)
    assert heading.look.bold
    assert text.inlines == (Words("Fält"), Words("assistenterna", bold=True), Words("!"))
    assert not text.look.bold


def test_links_by_relationship_by_field_and_to_a_place():
    """A link is read in each of the three ways in which Word writes it."""
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://b.se" </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("två")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = (
        f'<w:hyperlink r:id="rIdA">{run("ett")}</w:hyperlink>{field}'
        f'<w:hyperlink w:anchor="_x">{run("tre")}</w:hyperlink>'
    )
    (paragraph,) = paragraphs(read(p(body), links={"rIdA": "https://a.se"}))

    assert paragraph.inlines == (
        Words("ett", href="https://a.se"),
        Words("två", href="https://b.se"),
        Words("tre", href="#_x"),
    )


def test_a_fields_result_is_read_and_its_instruction_is_not():
    """`PAGE` is no word of the text; what it came to is."""
    body = (
        f'{run("Sida ")}<w:fldSimple w:instr="PAGE">{run("4")}</w:fldSimple>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText>NUMPAGES</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert [p.text for p in paragraphs(read(p(body)))] == ["Sida 4"]


def test_signs_that_are_no_text_element():
    """Tabs, breaks, hard and soft hyphens and signs of a picture font are signs of the text."""
    body = (
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:softHyphen/>"
        '<w:sym w:font="Symbol" w:char="F0B7"/><w:br w:type="page"/></w:r>'
    )
    (paragraph,) = paragraphs(read(p(body)))

    assert paragraph.text == "a\tb\nc\u2011\u00ad•"
    assert Break() in paragraph.inlines


def test_notes_have_text_and_the_number_that_a_reader_sees():
    """Footnotes and endnotes are found by key and numbered by reference; one that nothing refers to has none."""
    body = p(run("Text") + note_mark(7) + note_mark(3) + note_mark(2, "endnote"))
    document = read(
        body,
        footnotes=notes("footnote", {3: "Andra", 7: "Första", 9: "Glömd"}),
        endnotes=notes("endnote", {2: "Sist"}),
    )

    (paragraph,) = paragraphs(document)
    assert paragraph.inlines[1:] == (NoteMark("fotnot 7"), NoteMark("fotnot 3"), NoteMark("slutnot 2"))
    told = {key: (note.number, "".join(words_of(note.blocks))) for key, note in document.notes.items()}
    assert told == {
        "fotnot 7": (1, "Första"),
        "fotnot 3": (2, "Andra"),
        "fotnot 9": (0, "Glömd"),
        "slutnot 2": (1, "Sist"),
    }


TRACKED = p(
    run("Vi ")
    + f"<w:del {CHANGED}><w:r><w:delText>ska </w:delText></w:r></w:del>"
    + f"<w:ins {CHANGED}>{run('kan ')}</w:ins>"
    + run("göra")
)


@pytest.mark.parametrize(("view", "text"), [("accepted", "Vi kan göra"), ("rejected", "Vi ska göra")])
def test_tracked_changes_are_read_as_accepted_or_as_rejected(view: str, text: str):
    """One file gives two texts, and the list of what was changed and by whom."""
    document = read(TRACKED, view)

    assert [paragraph.text for paragraph in paragraphs(document)] == [text]
    assert [(c.kind, c.author, c.words) for c in document.changes] == [
        ("borttaget", "Exempel", "ska "),
        ("insatt", "Exempel", "kan "),
    ]


def test_a_deleted_paragraph_mark_joins_two_paragraphs():
    """The words go together, in the look of the second, whose mark is left; rejected they are two again."""
    body = p(run("Ett "), properties=f"<w:rPr><w:del {CHANGED}/></w:rPr>") + p("två", "Heading1")

    assert [(x.text, x.style) for x in paragraphs(read(body))] == [("Ett två", "heading 1")]
    assert [x.text for x in paragraphs(read(body, "rejected"))] == ["Ett ", "två"]


def test_tracked_rows_come_and_go():
    """A deleted row is read only as rejected, an inserted one only as accepted."""
    kept, gone, new = row("kvar"), row("bort"), row("ny")
    gone = gone.replace("<w:tr>", f"<w:tr><w:trPr><w:del {CHANGED}/></w:trPr>")
    new = new.replace("<w:tr>", f"<w:tr><w:trPr><w:ins {CHANGED}/></w:trPr>")

    def rows(view: str) -> list[str]:
        return [r.cells[0].text for t in read(table(kept, gone, new), view).tables() for r in t.rows]

    assert (rows("accepted"), rows("rejected")) == (["kvar", "ny"], ["kvar", "bort"])


def test_tables_have_heads_merges_and_places():
    """A cell knows its column in the grid, whether it goes on from above, and where a person finds it."""
    body = p("Analys", "Heading1") + table(
        row("Aktivitet", "Ansvarig", "Tidplan", head=True),
        row(cell("a", '<w:gridSpan w:val="2"/>'), cell("b", '<w:vMerge w:val="restart"/>')),
        row("c", "d", cell("", "<w:vMerge/>")),
    )
    (found,) = read(body).tables()

    assert [r.head for r in found.rows] == [True, False, False]
    assert [(c.column, c.span, c.merged) for c in found.rows[1].cells] == [(0, 2, False), (2, 1, False)]
    assert [c.merged for c in found.rows[2].cells] == [False, False, True]
    assert found.rows[2].place.told == "under ”Analys”, tabell 1, rad 3: ”c | d”"


def test_nested_tables_and_text_boxes_are_listed():
    """What stands in a table in a cell, and in a text box in either of its forms, is read once."""
    inner = table(row("inre"))
    box = f"<w:txbxContent>{p('i rutan')}</w:txbxContent>"
    drawing = (
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wps:txbx>{box}</wps:txbx></wp:inline>'
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent>"
    )
    document = read(p(f"<w:r>{drawing}</w:r>{run('utanför')}") + table(row(cell(inner + p("efter")))))

    assert list(words_of(document.blocks)) == ["utanför", "i rutan", "inre", "efter"]
    box_place = paragraphs(document)[0].boxes[0].place
    assert box_place.told == "textruta: ”i rutan”"


def test_pictures_have_the_text_that_stands_for_them():
    """A picture's alternative text is read, also when there is none."""
    drawn = '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Bild 1" descr="Karta"/></wp:inline></w:drawing></w:r>'
    without = drawn.replace(' descr="Karta"', "")

    found = [picture for paragraph in paragraphs(read(p(drawn + without))) for picture in paragraph.pictures]
    assert [(picture.name, picture.alt) for picture in found] == [("Bild 1", "Karta"), ("Bild 1", "")]


def control(tag: str, content: str) -> str:
    """Return a content control round `content`."""
    return f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def test_controls_are_known_at_blocks_rows_cells_and_words():
    """A control's tag is found at what it surrounds, and two controls with one tag are two."""
    inside = control("rad", row("a")) + control("rad", f"<w:tr>{control('cell', cell('b'))}</w:tr>")
    words = p(run("Fr") + control("ord", run("åga")) + run("n"))
    document = read(control("yttre", control("inre", words)) + table(inside))

    (paragraph,) = paragraphs(document)
    assert [c.tag for c in paragraph.controls] == ["yttre", "inre"]
    assert [(s.control.tag, paragraph.text[s.start : s.end]) for s in paragraph.spans] == [("ord", "åga")]
    (found,) = document.tables()
    assert [[c.tag for c in r.controls] for r in found.rows] == [["rad"], ["rad"]]
    assert found.rows[0].controls != found.rows[1].controls
    assert [c.tag for c in found.rows[1].cells[0].controls] == ["cell"]


def test_comments_know_what_they_are_about():
    """A comment that goes over two paragraphs knows the words of both."""
    body = p(f'<w:commentRangeStart w:id="5"/>{run("Ett")}') + p(
        f'{run("två")}<w:commentRangeEnd w:id="5"/><w:r><w:commentReference w:id="5"/></w:r>{run("tre")}'
    )
    comment = f'<w:comment w:id="5" w:author="Exempel" w:date="2023-01-02T00:00:00Z">{p("Stämmer det?")}</w:comment>'
    found = read(body, comments=comment).comments["5"]

    assert (found.text, found.author, found.about) == ("Stämmer det?", "Exempel", "Ett\ntvå")


def test_lists_have_kind_level_and_start():
    """Bullets and numbers are told apart by the list's own form, and a number knows where it begins."""
    found = [x.listed for x in paragraphs(read(item("a") + item("b", level=1) + item("c", 2) + item("d", 3)))]

    assert [(f.kind, f.level, f.start) for f in found if f] == [
        *[("bullet", 0, 1), ("bullet", 1, 1)],
        *[("number", 0, 1), ("number", 0, 4)],
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p("Analys", "Heading1"), True),
        (p("Analys", look="<w:b/>"), True),
        (p("Analys", look='<w:sz w:val="32"/>'), True),
        (p("ANALYS AV LÄGET"), True),
        (p("Analys"), False),
        (p("Det här är viktigt.", look="<w:b/>"), False),
        (p(run("Vik", "<w:b/>") + run("tigt")), False),
    ],
)
def test_a_heading_is_known_by_style_or_by_look(body: str, expected: bool):
    """A short line in bold or larger letters is what a person takes for a heading."""
    assert looks_like_heading(paragraphs(read(body))[0]) is expected


def test_a_table_of_contents_is_known():
    """Lines in a contents field, or in its styles, are no text of the document."""
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>'
    begin += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    body = p(begin + run("Analys")) + p(f'{run("Slut")}<w:r><w:fldChar w:fldCharType="end"/></w:r>') + p("Text")

    assert [x.contents for x in paragraphs(read(body))] == [True, True, False]
    assert [x.contents for x in paragraphs(read(p("Analys\t3", "TOC1") + p("Text")))] == [True, False]


def test_what_the_file_says_of_itself():
    """Title, language, headers and what it would fetch from outside are read, and nothing is fetched."""
    parts = word_parts(p("Text"), title="Plan", header1=p("Utkast"))
    rels = "word/_rels/document.xml.rels"
    image = b'<Relationship Id="z" Type="x/image" Target="http://exempel.invalid/a.png" TargetMode="External"/>'
    parts[rels] = parts[rels].replace(b"</Relationships>", image + b"</Relationships>")
    document = read_document(parts)

    assert (document.title, document.language) == ("Plan", "sv-SE")
    assert [(name, list(words_of(blocks))) for name, blocks in document.running] == [("word/header1.xml", ["Utkast"])]
    assert [(e.kind, e.target) for e in document.external] == [("image", "http://exempel.invalid/a.png")]


def test_our_own_documents_are_read(tmp_path: Path):
    """Every table and note of a built plan is there, and its chapters are headings."""
    build([Path(__file__).parent / "data" / "full"], out=tmp_path)
    (file,) = tmp_path.rglob("handlingsplan.docx")
    document = read_document(read_parts(file))

    assert next(b.text for b in paragraphs(document) if b.level == 1) == "Inledning och syfte"
    assert all(isinstance(t, Table) and t.rows[0].head for t in document.tables())
    assert all(note.number for note in document.notes.values())
    assert document.notes

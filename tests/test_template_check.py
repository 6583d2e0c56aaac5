"""A template held against the model: each fault that a designer may make has its own sentence and place."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.docx.package import packed, read_parts
from pipeline.docx.xml import parsed, w
from pipeline.errors import Unreadable, UsageFault
from pipeline.verbs.template_check import check_template

TEMPLATE = Path(__file__).parent.parent / "templates" / "handlingsplan.docx"


def paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


@pytest.fixture
def edited(tmp_path):
    """Return a function that checks the template after one replacement in one of its parts."""

    def check(old: str, new: str, part: str = "word/document.xml"):
        parts = read_parts(TEMPLATE)
        text = parts[part].decode()
        assert re.search(old, text), old
        parts[part] = re.sub(old, lambda _: new, text, count=1).encode()
        file = tmp_path / "handlingsplan.docx"
        file.write_bytes(packed(parts))
        return [(d.code, d.message, d.remedy) for d in check_template(file)]

    return check


def test_own_template_is_sound():
    """The template that the program ships with breaks none of this."""
    assert check_template(TEMPLATE) == []


def keeps_with_next(parts, paragraph) -> bool:
    """Return whether the style of a paragraph, or one that it is based on, keeps it with what follows."""
    styles = {style.get(w("styleId")): style for style in parsed(parts["word/styles.xml"]).iter(w("style"))}
    named = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    style = styles.get(named.get(w("val"))) if named is not None else None
    while style is not None:
        if style.find(f"{w('pPr')}/{w('keepNext')}") is not None:
            return True
        based = style.find(w("basedOn"))
        style = styles.get(based.get(w("val"))) if based is not None else None
    return False


@pytest.mark.parametrize("template", sorted(TEMPLATE.parent.glob("*.docx")), ids=lambda file: file.stem)
def test_no_table_is_parted_from_its_head(template):
    """A heading or sentence above a table is kept with it, and the table's header row with the next row."""
    parts = read_parts(template)
    body = parsed(parts["word/document.xml"])[0]
    blocks = [block for block in body if not "".join(block.itertext()).startswith("{%")]
    for before, table in pairwise(blocks):
        if table.tag == w("tbl"):
            # A text of the plan may be as long as it likes; a template's own sentence belongs to the table.
            assert "{{ d.text" in "".join(before.itertext()) or before.tag == w("tbl") or keeps_with_next(parts, before)
            assert all(keeps_with_next(parts, p) for p in next(table.iter(w("tr"))).iter(w("p")))


START = re.escape(paragraph("{%p for u in uppgifter %}"))
OPENING = paragraph("{%p for u in uppgifter %}")


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        (r"d\.rubrik", "d.rubrk", "M101", r"stycke \d+ \(”\{\{ d\.rubrk \}\}”\): `d\.rubrk` finns inte \(m"),
        (r"for u in uppgifter", "for u in uppgiter", "M101", r"`uppgiter` finns inte \(menade du `uppgifter`"),
        (r"u\.etikett", "u.text.etikett", "M101", r"`u\.text\.etikett` finns inte: `u\.text` har inga fält"),
        (START, paragraph("{{ delar }}") + OPENING, "M103", r"`delar` är en lista"),
        (START, paragraph("{%p for x in titel %}") + paragraph("{%p endfor %}") + OPENING, "M103", r"ingen lista"),
        (re.escape("{{ d.text }}"), "{{ d.text }} {{ d.text }}", "M106", r"`d\.text` skrivs ut på två ställen"),
        (re.escape("{{ f }}"), "", "M104", r"slingan skriver inte ut `f`"),
        (START, paragraph("{{ ''.__class__ }}") + OPENING, "M105", r"`__class__` får en mall inte komma åt"),
        (
            r'<w:r><w:t xml:space="preserve">\{\{ d\.text \}\}</w:t></w:r>',
            '<w:hyperlink w:anchor="x"><w:r><w:t>{{ d.text }}</w:t></w:r></w:hyperlink>',
            "M206",
            r"står inuti en länk",
        ),
        (START, paragraph("{{ ar[0] }}") + OPENING, "M105", r"räknar om texten"),
        (START, paragraph("{% raw %}{{ x }}{% endraw %}") + OPENING, "M205", r"kan inte användas"),
        (r"elif d\.niva == 2", "elif d.niva == 9", "M107", r"prov\.rubrik 2 skulle saknas"),
        (re.escape("{{ utkast }}"), "", "M108", r"`utkast` skrivs inte ut på framsidan"),
        (START, "<w:p><w:r><w:rPr><w:rPrChange/></w:rPr></w:r></w:p>" + OPENING, "M305", r"spårade ändringar"),
        (START, paragraph("{{ titel|upper }}") + OPENING, "M105", r"räknar om texten"),
        (START, paragraph("{ titel }") + OPENING, "M201", r"`\{ titel \}` är en trasig tagg"),
        (START, paragraph("{{ titel }") + OPENING, "M201", r"`\{\{` är en trasig tagg"),
        (START, paragraph("Text {%p if titel %}") + paragraph("{%p endif %}") + OPENING, "M202", r"delar stycke"),
        (START, paragraph("{%p if titel %}{%p endif %}") + OPENING, "M202", r"delar stycke"),
        (START, paragraph("{% if titel %}") + paragraph("{% endif %}") + OPENING, "M202", r"slutar i ett annat"),
        (START, paragraph("{{p titel }}") + OPENING, "M202", r"prefix som inte behövs"),
        (START, paragraph("{%tr if titel %}") + paragraph("{%tr endif %}") + OPENING, "M203", r"utanför en tabell"),
        (START, paragraph("{%p if titel %}") + OPENING, "M204", r"tar aldrig slut"),
        (START, paragraph("{{ »titel» }}") + OPENING, "M204", r"tecken som inte kan stå"),
        (START, paragraph("{% set x = 1 %}") + OPENING, "M205", r"kan inte användas"),
        (r"\{%p if d\.text %\}", "{%p if d.rubrik %}", "M102", r"`d\.text` kan saknas"),
        (r"<w:tblHeader/>", "", "M303", r"tabell 1 har ingen rubrikrad"),
        (r"<w:r>(<w:t[^>]*>)Innehåll", "<w:r><w:rPr><w:b/></w:rPr><w:t>Innehåll", "M307", r"”Innehåll” är form"),
        (START, '<w:p><w:ins w:id="1" w:author="x"/></w:p>' + OPENING, "M305", r"spårade ändringar"),
        (r"<w:instrText[^>]*> TOC", "<w:instrText> XOC", "M306", r"ingen innehållsförteckning"),
    ],
)  # fmt: skip
def test_each_slip_has_its_sentence(edited, old, new, code, said):
    """One slip in the body is told with its code, its place and a remedy."""
    found = edited(old, new)

    assert code in {c for c, _, _ in found}
    assert any(re.search(said, message) for c, message, _ in found if c == code), found
    assert all(remedy for _, _, remedy in found)


def test_missing_text_is_an_error(edited):
    """A plan text that no tag prints would stop every build."""
    for tag, name in (("d.text", "text"), ("a.tidplan", "tidplan")):
        found = edited(re.escape(f"{{{{ {tag} }}}}"), "")
        assert [(c, f"`{name}`" in m) for c, m, _ in found] == [("M104", True)]


@pytest.mark.parametrize(
    ("part", "old", "new", "code"),
    [
        ("word/styles.xml", r'w:val="sv-SE"', 'w:val="en-US"', "M302"),
        ("word/styles.xml", r'<w:name w:val="List Number"/>', '<w:name w:val="Egen lista"/>', "M301"),
        ("word/styles.xml", r'<w:sz w:val="40"/>', '<w:sz w:val="18"/>', "M308"),
        ("word/settings.xml", r"<w:autoHyphenation/>", "", "M309"),
        ("word/header1.xml", r"\{\{ titel \}\}", "{{ titl }}", "M101"),
        ("word/header1.xml", r"\{\{ utkast \}\}", "{{ namnd }}", "M108"),
    ],
)  # fmt: skip
def test_styles_language_and_headers_are_held_too(edited, part, old, new, code):
    """What the template must have besides its tags is told as well."""
    assert code in {c for c, _, _ in edited(old, new, part)}


def test_not_a_template(tmp_path):
    """A file that is no Word file, and a template of no document type, are refused with a sentence."""
    bad = tmp_path / "handlingsplan.docx"
    bad.write_bytes(b"PK not a zip")
    with pytest.raises(Unreadable, match="är inte en Word-fil"):
        check_template(bad)
    other = tmp_path / "annat.docx"
    other.write_bytes(TEMPLATE.read_bytes())
    with pytest.raises(UsageFault, match="ingen dokumenttyp heter annat"):
        check_template(other)

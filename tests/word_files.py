"""Word files made by hand for the tests: the XML as Word writes it, short enough to read.

A body is text with the prefixes of `X`; `p`, `run` and `table` write the usual of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from pipeline.docx.package import Parts, packed

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
X = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_KINDS = {"styles", "numbering", "footnotes", "endnotes", "comments", "settings", "header1", "footer1"}

ENGLISH_STYLES = {
    "Heading1": "heading 1",
    "Heading2": "heading 2",
    "Heading3": "heading 3",
    "Title": "Title",
    "ListBullet": "List Bullet",
    "ListNumber": "List Number",
    "TOC1": "toc 1",
    "FootnoteText": "footnote text",
}
SWEDISH_STYLES = {
    "Rubrik1": "heading 1",
    "Rubrik2": "heading 2",
    "Rubrik3": "heading 3",
    "Rubrik": "Title",
    "Punktlista": "List Bullet",
    "Numreradlista": "List Number",
    "Innehll1": "toc 1",
    "Fotnotstext": "footnote text",
}
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/>'
    "</w:lvlOverride></w:num>"
)


def run(text: str, look: str = "") -> str:
    """Return a run; `look` is the inside of its properties."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(content: str = "", style: str = "", look: str = "", properties: str = "") -> str:
    """Return a paragraph; `content` is text, or XML when it begins with `<`."""
    inside = content if content.startswith(("<w:", "<mc:")) else run(content, look) if content else ""
    named = f"<w:pStyle w:val={quoteattr(style)}/>" if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inside}</w:p>"


def item(text: str, number: int = 1, level: int = 0) -> str:
    """Return an item of the list with that number in `NUMBERING`: 1 has bullets, 2 and 3 numbers."""
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def cell(content: str = "", properties: str = "") -> str:
    """Return a cell; `content` is text, or XML when it begins with `<`."""
    inside = content if content.startswith("<w:") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def row(*cells: str, head: bool = False) -> str:
    """Return a row of cells, each given as text or as XML."""
    made = "".join(one if one.startswith("<w:tc>") else cell(one) for one in cells)
    return f"<w:tr>{'<w:trPr><w:tblHeader/></w:trPr>' if head else ''}{made}</w:tr>"


def table(*rows: str) -> str:
    """Return a table."""
    return f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/></w:tblPr><w:tblGrid/>{"".join(rows)}</w:tbl>'


def note_mark(number: int, kind: str = "footnote") -> str:
    """Return the run that refers to a note."""
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Reference w:id="{number}"/></w:r>'


def notes(kind: str, texts: Mapping[int, str]) -> str:
    """Return the inside of a part of footnotes or endnotes."""
    made = []
    for number, text in texts.items():
        inside = f"<w:r><w:{kind}Ref/></w:r>" + run(f" {text}")
        made.append(f'<w:{kind} w:id="{number}">{p(inside)}</w:{kind}>')
    return "".join(made)


def styles(names: Mapping[str, str] = ENGLISH_STYLES, language: str = "sv-SE", more: str = "") -> str:
    """Return the inside of a styles part: ids and canonical names, headings bold and large."""
    made = [
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/><w:lang w:val="{language}"/></w:rPr></w:rPrDefault>'
        "</w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    ]
    for identifier, name in names.items():
        level = f'<w:outlineLvl w:val="{int(name[-1]) - 1}"/>' if name.startswith("heading") else ""
        listed = {"List Bullet": 1, "List Number": 2}.get(name)
        listed_as = f'<w:numPr><w:numId w:val="{listed}"/></w:numPr>' if listed else ""
        look = '<w:rPr><w:b/><w:sz w:val="32"/></w:rPr>' if level or name == "Title" else ""
        made.append(
            f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/>'
            f'<w:basedOn w:val="Normal"/><w:pPr>{listed_as}{level}</w:pPr>{look}</w:style>'
        )
    return "".join(made) + more


def word_parts(
    body: str,
    *,
    title: str = "Exempel",
    style_part: str | None = None,
    links: Mapping[str, str] | None = None,
    core: str = "",
    **inside: str,
) -> Parts:
    """Return the parts of a Word file; `inside` gives footnotes, endnotes, comments, header1 … by name."""
    given = {"styles": styles() if style_part is None else style_part, "numbering": NUMBERING, **inside}
    document = f"{_HEAD}<w:document {X}><w:body>{body}<w:sectPr/></w:body></w:document>"
    parts: Parts = {"word/document.xml": document.encode()}
    rels, types = [], [f'<Override PartName="/word/document.xml" ContentType="{_WML}.document.main+xml"/>']
    for number, (name, content) in enumerate(given.items(), 1):
        kind = name.rstrip("0123456789")
        root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
        parts[f"word/{name}.xml"] = f"{_HEAD}<w:{root} {X}>{content}</w:{root}>".encode()
        rels.append(f'<Relationship Id="rId{number}" Type="{R}/{kind}" Target="{name}.xml"/>')
        types.append(f'<Override PartName="/word/{name}.xml" ContentType="{_WML}.{kind}+xml"/>')
    for identifier, target in (links or {}).items():
        rels.append(
            f'<Relationship Id="{identifier}" Type="{R}/hyperlink" Target={quoteattr(target)} TargetMode="External"/>'
        )
    space = "http://schemas.openxmlformats.org/package/2006"
    parts["word/_rels/document.xml.rels"] = (
        f'{_HEAD}<Relationships xmlns="{space}/relationships">{"".join(rels)}</Relationships>'.encode()
    )
    parts["_rels/.rels"] = (
        f'{_HEAD}<Relationships xmlns="{space}/relationships"><Relationship Id="rId1" Type="{R}/officeDocument" '
        f'Target="word/document.xml"/></Relationships>'.encode()
    )
    parts["docProps/core.xml"] = (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{space}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title>{core}</cp:coreProperties>'
    ).encode()
    parts["[Content_Types].xml"] = (
        f'{_HEAD}<Types xmlns="{space}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{"".join(types)}</Types>'
    ).encode()
    return parts


def word_file(body: str, **given: object) -> bytes:
    """Return the bytes of a Word file; see `word_parts`."""
    return packed(word_parts(body, **given))  # type: ignore[arg-type]

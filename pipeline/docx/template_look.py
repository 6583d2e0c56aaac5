"""What a template must have besides its tags: styles, language, marked table heads, no personal traces."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipeline.diagnostics import Severity
from pipeline.docx.contents import taken_out
from pipeline.docx.package import DOCUMENT, Parts
from pipeline.docx.styles import LIST_STYLES, read_styles
from pipeline.docx.template import RUNNING, STYLES
from pipeline.docx.template_tags import Fault
from pipeline.docx.xml import parsed, w

LANGUAGE = "sv-SE"
SMALLEST = 22  # half-points: the city's graphic profile asks for 11 points or more
_NEEDED = (*LIST_STYLES.values(), "heading 1", "heading 2")
_SETTINGS = "word/settings.xml"
_TRACES = {
    **dict.fromkeys(map(w, ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange")), "spårade ändringar"),
    w("commentRangeStart"): "kommentarer",
    w("footnoteReference"): "egna fotnoter",
    w("endnoteReference"): "egna slutnoter",
}


def look(parts: Parts, *, has_contents: bool = True) -> Iterator[Fault]:
    """Yield what a template lacks or should not have; with `has_contents`, a table of contents belongs in it."""
    if STYLES not in parts:
        yield Fault("M301", Severity.ERROR, "mallen har inga formatmallar", "spara om mallen i Word")
        return
    styles_root = parsed(parts[STYLES])
    body = parsed(parts[DOCUMENT])
    yield from _styles(styles_root)
    yield from _language(styles_root)
    yield from _sizes(styles_root)
    yield from _body(body)
    for name in sorted(parts):
        if name == DOCUMENT or RUNNING.fullmatch(name):
            yield from _traces(parsed(parts[name]))
    if any(name.startswith("word/comments") for name in parts):
        yield _trace("kommentarer")
    if b"<w:autoHyphenation" not in parts.get(_SETTINGS, b""):
        yield Fault(
            *("M309", Severity.WARNING, "automatisk avstavning är inte påslagen, så långa ord delas illa i tabellerna"),
            "slå på den under Layout > Avstavning > Automatisk",
        )
    if has_contents and taken_out(body) is None:
        yield Fault(
            *("M306", Severity.WARNING, "mallen har ingen innehållsförteckning"),
            "infoga en under Referenser > Innehållsförteckning",
        )


def _styles(root: etree._Element) -> Iterator[Fault]:
    styles = read_styles(root)
    for name in _NEEDED:
        if styles.id("paragraph", name) is None:
            yield Fault(
                *("M301", Severity.ERROR, f"formatmallen {name} saknas"),
                "använd formatmallen en gång i Word och spara, så följer den med mallen",
            )


def _language(root: etree._Element) -> Iterator[Fault]:
    found = root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}/{w('lang')}")
    value = found.get(w("val")) if found is not None else None
    if value != LANGUAGE:
        yield Fault(
            *("M302", Severity.ERROR, f"mallens språk är {value or 'inte angivet'}, men ska vara svenska ({LANGUAGE})"),
            "välj svenska som korrekturspråk för hela mallen och gör det till standard",
        )


def _sizes(root: etree._Element) -> Iterator[Fault]:
    for style in root.findall(w("style")):
        size = style.find(f"{w('rPr')}/{w('sz')}")
        if size is not None and int(str(size.get(w("val")))) < SMALLEST:
            name = style.find(w("name"))
            shown = name.get(w("val")) if name is not None else style.get(w("styleId"))
            points = f"{int(str(size.get(w('val')))) / 2:g}".replace(".", ",")
            yield Fault(
                *("M308", Severity.WARNING, f"formatmallen {shown} har {points} punkter, men profilen anger minst 11"),
                "öka storleken i formatmallen",
            )


def _body(root: etree._Element) -> Iterator[Fault]:
    for number, table in enumerate(root.iter(w("tbl")), 1):
        if table.find(f"{w('tr')}/{w('trPr')}/{w('tblHeader')}") is None:
            yield Fault(
                *("M303", Severity.WARNING, f"tabell {number} har ingen rubrikrad som upprepas"),
                "markera första raden och välj Upprepa rubrikrader under Tabellayout",
            )
    runs = [run for run in root.iter(w("r")) if any(look.tag != w("rStyle") for look in run.iterfind(f"{w('rPr')}/*"))]
    texts = ["".join(t.text or "" for t in run.iter(w("t"))).strip() for run in runs]
    shown = next((text[:60] for text in texts if text), None)
    if shown:
        yield Fault(
            *("M307", Severity.WARNING, f"texten ”{shown}” är formaterad direkt och inte med en formatmall"),
            "ta bort formateringen (Ctrl+mellanslag) och ändra formatmallen i stället",
        )


def _traces(root: etree._Element) -> Iterator[Fault]:
    for picture in root.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"):
        if not picture.get("descr"):
            yield Fault(
                *("M304", Severity.ERROR, f"bilden {picture.get('name')} saknar alternativtext"),
                "högerklicka på bilden, välj Redigera alternativtext och beskriv den",
            )
    for what in dict.fromkeys(_TRACES[str(e.tag)] for e in root.iter(*_TRACES)):
        yield _trace(what)


def _trace(what: str) -> Fault:
    return Fault(
        *("M305", Severity.ERROR, f"mallen innehåller {what}, som skulle följa med i varje dokument"),
        "godkänn ändringarna och ta bort kommentarer och noter i mallen",
    )

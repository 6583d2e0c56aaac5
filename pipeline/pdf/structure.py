"""The structure tree of a PDF mended: notes, lists, links and borders that LibreOffice leaves out of it."""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from pipeline.pdf.reading import Node, outline_of


def mend_structure(pdf: pikepdf.Pdf) -> None:
    """Mend what PDF/UA-1 asks of tags. Every repair looks for what is missing, and leaves what is there."""
    for page in pdf.pages:
        if "/Annots" in page:
            page.Tabs = Name.S
        _mark_borders(pdf, page)
    name_marks(pdf)
    _gather_items(pdf)
    _tag_back_links(pdf)
    _number_notes(pdf)
    _describe_links(pdf)


_PATH = frozenset(("m", "l", "c", "v", "y", "h", "re"))
_PAINT = frozenset(("S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n"))


def _mark_borders(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Mark painted lines that no tag holds as artifacts: 7.4 leaves the borders of paragraphs untagged."""
    depth, begun, changed = 0, None, False
    out: list[Any] = []
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in ("BDC", "BMC"):
            depth += 1
        elif operator == "EMC":
            depth -= 1
        elif depth == 0 and operator in _PATH and begun is None:
            begun = len(out)
        out.append(instruction)
        if begun is not None and operator in _PAINT:
            if operator != "n":  # a path that only clips paints nothing
                out.insert(begun, pikepdf.ContentStreamInstruction([Name.Artifact], pikepdf.Operator("BMC")))
                out.append(pikepdf.ContentStreamInstruction([], pikepdf.Operator("EMC")))
                changed = True
            begun = None
    if changed:
        page.Contents = _content(pdf, pikepdf.unparse_content_stream(out))


def _content(pdf: pikepdf.Pdf, data: bytes) -> pikepdf.Stream:
    while (packed := zlib.compress(data)).endswith(b"\r"):  # see `unambiguous_ends`
        data += b"\n"
    stream = pikepdf.Stream(pdf, packed)
    stream.Filter = Name.FlateDecode
    return stream


def _elements(root: Node) -> Iterator[Node]:
    """Yield the elements under a structure element or the tree's root, in order."""
    waiting = list(reversed(_kids(root)))
    while waiting:
        node = waiting.pop()
        if isinstance(node, Dictionary) and "/S" in node:
            yield node
            waiting += reversed(_kids(node))


def _kids(node: Node) -> list[Node]:
    kids = node.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]


def name_marks(pdf: pikepdf.Pdf) -> None:
    """Give a sign that means nothing to glyphs without one: a mark over a letter, whose letter means both in 25.2."""
    for font in pdf.objects:
        if not isinstance(font, Dictionary) or font.get("/Type") != Name.Font or "/ToUnicode" not in font:
            continue
        if "/FirstChar" not in font:
            continue  # not one of LibreOffice's, whose fonts have all their glyphs from the first to the last
        known = font.ToUnicode.read_bytes()
        named = {int(code, 16) for code in re.findall(rb"(?m)^<([0-9A-Fa-f]{2})> *<", known)}
        lacking = [code for code in range(max(1, int(font.FirstChar)), int(font.LastChar) + 1) if code not in named]
        if lacking and b"beginbfrange" not in known:
            added = b"".join(b"<%02X> <034F>\n" % code for code in lacking)
            block = b"%d beginbfchar\n%sendbfchar\nendcmap" % (len(lacking), added)
            font.ToUnicode = _content(pdf, known.replace(b"endcmap", block, 1))


def _gather_items(pdf: pikepdf.Pdf) -> None:
    """Put items that stand outside a list in one: 7.4 loses it when a deeper list ends and the outer goes on."""
    for element in list(_elements(pdf.Root.StructTreeRoot)):
        kids = _kids(element)
        if element.S == Name.L or not any(_is_item(kid) for kid in kids):
            continue
        gathered: list[Node] = []
        for kid in kids:
            if not _is_item(kid):
                gathered.append(kid)
                continue
            if not gathered or not isinstance(gathered[-1], Dictionary) or "/New" not in gathered[-1]:
                gathered.append(pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.L, P=element, New=True)))
                gathered[-1].K = Array([])
            gathered[-1].K.append(kid)
            kid.P = gathered[-1]
        for kid in gathered:
            if isinstance(kid, Dictionary) and "/New" in kid:
                del kid["/New"]
        element.K = Array(gathered)


def _is_item(kid: Node) -> bool:
    return isinstance(kid, Dictionary) and kid.get("/S") == Name.LI


def _notes(pdf: pikepdf.Pdf) -> list[Node]:
    return [element for element in _elements(pdf.Root.StructTreeRoot) if Name.Note == element.S]


def _tag_back_links(pdf: pikepdf.Pdf) -> None:
    """Tag the links from a note's number back to the text, which 7.4 leaves outside the structure tree.

    As 25.2 does it: the note begins with a label, in it a link, in it the number and the annotation. A link that
    has no note on its page is taken away.
    """
    notes: dict[tuple[int, int], list[Node]] = {}
    for note in _notes(pdf):
        notes.setdefault(_page_of(note).objgen, []).append(note)
    numbers: Node = pdf.Root.StructTreeRoot.ParentTree.Nums
    page: Node
    for page in pdf.pages:
        loose = [a for a in page.get("/Annots", []) if a.get("/Subtype") == Name.Link and "/StructParent" not in a]
        for annotation, note in zip(loose, notes.get(page.objgen, []), strict=False):
            key = max((int(numbers[n]) for n in range(0, len(numbers), 2)), default=-1) + 1
            link = _labelled(pdf, note, page)
            if link is None:
                continue
            link.K = Array([*_kids(link), Dictionary(Type=Name.OBJR, Obj=annotation, Pg=page.obj)])
            annotation.StructParent = key
            numbers.extend([key, link])
        kept = [a for a in page.get("/Annots", []) if a not in loose or "/StructParent" in a]
        if len(kept) < len(page.get("/Annots", [])):
            page.Annots = Array(kept)


def _page_of(element: Node) -> Node:
    while "/Pg" not in element:
        element = _kids(element)[0]
    return element.Pg


def _labelled(pdf: pikepdf.Pdf, note: Node, page: pikepdf.Page) -> Node | None:
    """Return a new link element in a new label, first in a note, that holds the note's number."""
    first = next((kid for kid in _kids(note) if isinstance(kid, Dictionary) and "/S" in kid), None)
    marks: Sequence[Any] = _kids(first) if first is not None else []
    if first is None or not marks or not isinstance(marks[0], int):
        return None
    label = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Lbl, P=note, Pg=page.obj))
    link = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Link, P=label, Pg=page.obj, K=Array(marks[:1])))
    label.K = Array([link])
    first.K = Array(marks[1:])
    note.K = Array([label, *_kids(note)])
    numbers: Node = pdf.Root.StructTreeRoot.ParentTree.Nums
    for n in range(0, len(numbers), 2):
        if int(numbers[n]) == int(page.StructParents):
            numbers[n + 1][int(marks[0])] = link
    return link


def _number_notes(pdf: pikepdf.Pdf) -> None:
    """Give every note an identifier of its own, listed in the tree of them."""
    root = pdf.Root.StructTreeRoot
    if all("/ID" in note for note in _notes(pdf)):
        return
    named = []
    for number, note in enumerate(_notes(pdf), 1):
        name = String(f"not{number:06d}")
        note.ID = name
        named += [name, note]
    root.IDTree = pdf.make_indirect(Dictionary(Names=Array(named)))


def _describe_links(pdf: pikepdf.Pdf) -> None:
    """Say where each link leads, for those who hear it: 7.4 says `1`, and 25.2 nothing in the contents."""
    places = {(page, round(height)): heading.text for heading, (page, height) in outline_of(pdf)}
    numbers: dict[Node, int] = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
    for note in _notes(pdf):
        for kid in (kid for element in _elements(note) if Name.Link == element.S for kid in _kids(element)):
            if isinstance(kid, Dictionary) and "/Obj" in kid and str(kid.Obj.get("/Contents", "")).isdigit():
                kid.Obj.Contents = String(f"Not {kid.Obj.Contents}, tillbaka till texten")
    page: Node
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            if annotation.get("/Subtype") == Name.Link:
                annotation.Contents = String(_description(annotation, places, numbers))


def _description(annotation: Node, places: Mapping[tuple[int, int], str], numbers: Mapping[Node, int]) -> str:
    said = str(annotation.get("/Contents", "")).strip()
    if said.isdigit():
        return f"Not {said}"
    if said:
        return re.sub(r"\s*\t\s*(?=\d+$)", ", sidan ", said)
    action = annotation.get("/A", Dictionary())
    if "/URI" in action:
        return str(action.URI)
    to: Node = annotation.get("/Dest", action.get("/D"))
    if not isinstance(to, Array):
        return "Länk i dokumentet"
    number = numbers[to[0].objgen]
    heading = places.get((number, round(float(to[3]))))
    return f"{heading}, sidan {number}" if heading else f"Till sidan {number}"


def unambiguous_ends(pdf: pikepdf.Pdf) -> None:
    """Let no compressed stream end with a carriage return.

    A line feed stands before `endstream`. After a carriage return, the two are one line end to strict readers, and
    the stream is a byte shorter than it says. Written as letters it ends otherwise.
    """
    for stream in pdf.objects:
        if not isinstance(stream, pikepdf.Stream) or stream.get("/Filter") != Name.FlateDecode:
            continue
        raw = stream.read_raw_bytes()
        if raw.endswith(b"\r"):
            parameters = stream.get("/DecodeParms")
            filters = Array([Name.ASCII85Decode, Name.FlateDecode])
            stream.write(base64.a85encode(raw) + b"~>", filter=filters, type_check=False)
            if parameters is not None:
                stream.DecodeParms = Array([Dictionary(), parameters])

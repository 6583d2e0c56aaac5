"""Content controls: which text of the plan stands where, so that an edit in Word finds its way home.

Each paragraph of a text gets a control inside it. One around several paragraphs would do in Word, but LibreOffice 7.4
then misplaces a note in the first of them, loses the words before it, and flattens its emphasis. A row of a list of
things gets one around the row, in a section that Word can repeat. The designer of a template does nothing for it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from lxml import etree

from pipeline.diagnostics import Path, address
from pipeline.docx.package import DOCUMENT, Parts
from pipeline.docx.part_text import CLOSE, OPEN, escaped_attribute
from pipeline.docx.xml import parsed, serialised, w

Label = Callable[[Path], str]
ROW, ROW_END = f"{OPEN}r{CLOSE}", f"{OPEN}/r{CLOSE}"
_CONTROL = re.compile(f"{OPEN}(e|c\\d+){CLOSE}")
_SIGN = re.compile(f"{OPEN}(/?)r{CLOSE}")
_LONGEST = 64  # what Word takes in a tag or a title
_FIRST = 1_000_000  # of our controls' numbers: a template's own come before
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
END = f"{OPEN}e{CLOSE}"
_ENDED = "</w:sdtContent></w:sdt>"


def tag_of(path: Path) -> str:
    """Return the tag that a path has in Word: itself, or a hash of it when it is longer than Word takes."""
    whole = address(path)
    return whole if len(whole) <= _LONGEST else f"#{hashlib.sha256(whole.encode()).hexdigest()[:40]}"


class Controls:
    """The controls of one document, numbered in the order in which they are opened.

    They are short signs until all else is done and checked: what is checked is then a third shorter.
    """

    def __init__(self, label: Label) -> None:
        self.label = label
        self.heads: list[str] = []

    def opened(self, path: Path, kind: str = "") -> str:
        """Return the sign that opens a control for `path`; `END` closes it. `kind` says what is repeated."""
        number = len(self.heads)
        head = f'{_named(self.label, path)}<w:id w:val="{_FIRST + number}"/>{kind}</w:sdtPr><w:sdtContent>'
        self.heads.append(head)
        return f"{OPEN}c{number}{CLOSE}"

    def written(self, text: str) -> str:
        """Return a part with its controls in the place of their signs."""
        pieces = _CONTROL.split(text)
        pieces[1::2] = [_ENDED if sign == "e" else self.heads[int(sign[1:])] for sign in pieces[1::2]]
        return "".join(pieces)

    def with_rows(self, pieces: Sequence[str], paths: Sequence[Path | None]) -> list[str]:
        """Return `pieces` with the signs of rows replaced by controls; `paths[n]` is what stands in piece n."""
        rows = list(_rows(pieces, paths))
        wholes = [path[:-1] for path, _ in rows]
        marks: list[str] = []
        for number, (path, follows) in enumerate(rows):
            if not path:
                marks += ["", ""]
                continue
            begins = not follows or wholes[number - 1] != wholes[number]
            ends = number + 1 == len(rows) or not rows[number + 1][1] or wholes[number + 1] != wholes[number]
            marks.append((self.opened(wholes[number], _SECTION) if begins else "") + self.opened(path, _ITEM))
            marks.append(END + (END if ends else ""))
        replacements = iter(marks)
        return [
            _SIGN.sub(lambda _: next(replacements), piece) if OPEN in piece and number % 2 == 0 else piece
            for number, piece in enumerate(pieces)
        ]


_SECTION, _ITEM = "<w15:repeatingSection/>", "<w15:repeatingSectionItem/>"


@lru_cache(maxsize=4096)  # the same fields come again in every board's plan
def _named(label: Label, path: Path) -> str:
    title = label(path)
    title = title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1]}…"
    tag = escaped_attribute(tag_of(path))
    return f'<w:sdt><w:sdtPr><w:alias w:val="{escaped_attribute(title)}"/><w:tag w:val="{tag}"/>'


def _rows(pieces: Sequence[str], paths: Sequence[Path | None]) -> Iterable[tuple[Path, bool]]:
    """Yield each row's path, () for one that holds no item of a list, and whether it follows straight on another."""
    inside: list[Path] = []
    follows = False
    for number, piece in enumerate(pieces):
        path = paths[number]
        if path is not None:
            inside.append(path)
        if number % 2 or OPEN not in piece:
            continue
        end = 0
        for sign in _SIGN.finditer(piece):
            if sign[1]:
                yield _common(inside), follows
                end = sign.end()
            else:
                follows = bool(end) and not piece[end : sign.start()].strip()
                inside = []


def _common(paths: Sequence[Path]) -> Path:
    """Return the path of the innermost item of a list that all of `paths` are in; () for none."""
    if not paths:
        return ()
    first, last = min(paths), max(paths)
    shared = 0
    while shared < len(first) and first[shared] == last[shared]:
        shared += 1
    while shared and not first[shared - 1].startswith("["):
        shared -= 1
    return first[:shared]


def without_signs(text: str) -> str:
    """Return a part without the signs of rows."""
    return _SIGN.sub("", text)


def declared(text: str) -> str:
    """Return a part whose root declares what a repeating section needs; who does not know it passes it over."""
    start = text.index("<w:")
    end = text.index(">", start)
    root = text[start:end]
    if _W15 not in root:
        root += f' xmlns:w15="{_W15}"'
    if _MC not in root:
        root += f' xmlns:mc="{_MC}"'
    ignorable = re.search(r'mc:Ignorable="([^"]*)"', root)
    if ignorable is None:
        root += ' mc:Ignorable="w15"'
    elif "w15" not in ignorable[1].split():
        root = root.replace(ignorable[0], f'mc:Ignorable="{ignorable[1]} w15"')
    return text[:start] + root + text[end:]


def without_controls(parts: Parts) -> Parts:
    """Return `parts` with all content controls of the document taken away; what they hold stays."""
    root = parsed(parts[DOCUMENT])
    for control in list(root.iter(w("sdt"))):
        _unwrap(control)
    return {**parts, DOCUMENT: serialised(root)}


def _unwrap(control: etree._Element) -> None:
    parent = control.getparent()
    content = control.find(w("sdtContent"))
    assert parent is not None
    for child in list(content) if content is not None else ():
        control.addprevious(child)
    parent.remove(control)

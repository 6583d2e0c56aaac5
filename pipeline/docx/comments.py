"""Comments of the program in a document that it has filled, each at the words that it is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from pipeline.diagnostics import Path
from pipeline.docx.controls import tag_of
from pipeline.docx.package import DOCUMENT, Parts, with_part, with_relationship
from pipeline.docx.part_text import DECLARATION, R, W, escaped_attribute, text_element
from pipeline.docx.xml import element, parsed, serialised, w

AUTHOR = "Handlingsplan (programmet)"  # so that pull knows them from people's own
_INITIALS = "HP"
_PART = "word/comments.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


@dataclass(frozen=True)
class Comment:
    """What to say of the text at `path`: its lines, and the words that they are about; "" for the whole text."""

    path: Path
    lines: Sequence[str]
    words: str = ""


def with_comments(parts: Parts, comments: Sequence[Comment], date: str) -> Parts:
    """Return `parts` with comments, dated `date` (ISO): at the words, else the text, the heading, or the title."""
    if not comments:
        return parts
    root = parsed(parts[DOCUMENT])
    texts = _texts(root)
    for number, comment in enumerate(comments):
        _set(_stretch(texts, root, comment), number)
    written = "".join(_written(number, comment, date) for number, comment in enumerate(comments))
    part = f'{DECLARATION}<w:comments xmlns:w="{W}">{written}</w:comments>'.encode()
    parts = with_part({**parts, DOCUMENT: serialised(root)}, _PART, part, _TYPE)
    return with_relationship(parts, DOCUMENT, "rIdHpKommentarer", f"{R}/comments", "comments.xml")


def _written(number: int, comment: Comment, date: str) -> str:
    paragraphs = "".join(f"<w:p><w:r>{text_element(line)}</w:r></w:p>" for line in comment.lines if line)
    about = f'w:id="{number}" w:author="{escaped_attribute(AUTHOR)}" w:initials="{_INITIALS}" w:date="{date}T00:00:00Z"'
    return f"<w:comment {about}>{paragraphs}</w:comment>"


def _texts(root: etree._Element) -> dict[str, list[etree._Element]]:
    """Return the controls that hold a text, by tag; those round rows are left out."""
    found: dict[str, list[etree._Element]] = {}
    for control in root.iter(w("sdt")):
        tag = control.find(f"{w('sdtPr')}/{w('tag')}")
        if tag is not None and control.find(f".//{w('tr')}") is None:
            found.setdefault(str(tag.get(w("val"))), []).append(control)
    return found


def _stretch(texts: dict[str, list[etree._Element]], root: etree._Element, comment: Comment) -> list[etree._Element]:
    """Return the runs that a comment stands at; those of the first paragraph when nothing is nearer."""
    for path in _places(comment.path):
        controls = texts.get(tag_of(path), [])
        runs = [run for control in controls for run in _runs(control)]
        if runs:
            return _around(runs, comment.words) or _around(runs, "")
    return list(_runs(next(root.iter(w("p")))))


_NAMES: tuple[Path, ...] = (
    *(("aktivitet",), ("namn",), ("text",), ("rubrik",), ("[0]",), ("titel",), ("nummer",), ("status",)),
    *(("ar", "status"), ("t2", "status"), ("t1", "status")),
)


def _places(path: Path) -> Iterator[Path]:
    """Yield the paths whose text may stand for `path`: itself, what holds it, their headings and names."""
    for length in range(len(path), 0, -1):
        whole = path[:length]
        yield whole
        yield from ((*whole, *steps) for steps in _NAMES)


def _runs(holder: etree._Element) -> Iterator[etree._Element]:
    return (run for run in holder.iter(w("r")) if run.find(w("t")) is not None)


def _around(runs: list[etree._Element], words: str) -> list[etree._Element]:
    """Return the runs that hold just `words`, split where they begin and end; all runs for no words."""
    if not words:
        return runs
    text = "".join(_text(run) for run in runs)
    start = text.find(words)
    if start < 0:
        return []
    end, at = start + len(words), 0
    chosen: list[etree._Element] = []
    for run in runs:
        length = len(_text(run))
        low, high = max(start - at, 0), min(end - at, length)
        at += length
        if low < high:
            chosen.append(_cut(run, low, high))
    return chosen


def _text(run: etree._Element) -> str:
    return "".join(t.text or "" for t in run.findall(w("t")))


def _cut(run: etree._Element, low: int, high: int) -> etree._Element:
    """Return the run that holds the letters from `low` to `high`; what is round them gets runs of its own."""
    texts = run.findall(w("t"))
    look = run.find(w("rPr"))
    if len(texts) != 1 or any(child.tag not in (w("t"), w("rPr")) for child in run):
        return run
    text = texts[0].text or ""
    for piece, before in ((text[:low], True), (text[high:], False)):
        if piece:
            other = etree.Element(w("r"))
            if look is not None:
                other.append(element(etree.tostring(look, encoding="unicode")))
            other.append(element(text_element(piece)))
            run.addprevious(other) if before else run.addnext(other)
    run.replace(texts[0], element(text_element(text[low:high])))
    return run


def _set(runs: list[etree._Element], number: int) -> None:
    runs[0].addprevious(element(f'<w:commentRangeStart w:id="{number}"/>'))
    last = runs[-1]
    last.addnext(element(f'<w:r><w:commentReference w:id="{number}"/></w:r>'))
    last.addnext(element(f'<w:commentRangeEnd w:id="{number}"/>'))

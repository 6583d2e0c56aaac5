"""Edits made on a document's XML as Word leaves it, each with what it means for the plan.

A script is a run of random edits; `Script.texts` and `Script.rows` say what the plan is afterwards, worked out from the
plan and never from the document.
"""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Callable, Iterable, Iterator

from lxml import etree

from pipeline.content import rich_texts
from pipeline.diagnostics import Path
from pipeline.docx.controls import tag_of
from pipeline.docx.package import DOCUMENT, Parts, rels_name, with_relationships
from pipeline.docx.xml import element, parsed, serialised, w
from pipeline.dossier import Dossier
from pipeline.markup import Block, NoteMark, Words
from pipeline.markup_text import canonical

FOOTNOTES = "word/footnotes.xml"
NEW_WORDS = ("biblioteket", "våren", "fritidsgården", "föräldramöten", "dialog", "& samverkan", "trygghetsvandring")
MARKED = {"text", "hogerextremism", "vansterextremism", "islamism", "aktivitet", "syfte", "forvantad_effekt", "matt"}
BY = 'w:id="9{number:04d}" w:author="Enhetschef" w:date="2023-03-01T10:00:00Z"'
_TAG, _VAL = w("tag"), w("val")
_LINK = "https://exempel.invalid/sida"


class Script:
    """A document that is being edited, and what the plan has become."""

    def __init__(self, dossier: Dossier, parts: Parts, content: object, seed: int, *, tracked: bool = False) -> None:
        self.dice = random.Random(seed)
        self.parts = dict(parts)
        self.root = parsed(parts[DOCUMENT])
        self.tracked = tracked
        self.count = 0
        self.log: list[str] = []
        self.before = {
            t.path: canonical(t.blocks)
            for t in rich_texts(content)
            if t.path and t.path[-1] in MARKED and t.path[0] != "kallor"
        }
        self.texts: dict[Path, tuple[Block, ...]] = dict(self.before)
        self.rows: dict[Path, list[str]] = {}
        for path, _ in dossier.plan.activities():
            self.rows.setdefault(path[:-1], []).append(path[-1])
        self.rows_before = {path: list(steps) for path, steps in self.rows.items()}
        self.added: list[tuple[Path, str]] = []  # the list, and the words of the new activity
        self.moved: dict[Path, Path] = {}  # a row, and the list that it was carried to
        self.cells: dict[Path, object] = {}  # a cell that was given a new value, and the value

    def run(self, edits: int, noise: int) -> Parts:
        """Return the document after random edits and random marks that mean nothing."""
        for _ in range(noise):
            self._noise()
        kinds = self.kinds()
        done = 0
        while done < edits:
            if self.dice.choice(kinds)():
                done += 1
        for _ in range(noise):
            self._noise()
        return {**self.parts, DOCUMENT: serialised(self.root)}

    def kinds(self) -> list[Callable[[], bool]]:
        """Return the kinds of edit that are made."""
        words = [self.replace_word, self.insert_word, self.delete_word, self.insert_block, self.delete_block]
        if self.tracked:
            return [*words, *words, self.copy_row, self.delete_row, self.move_row, self.carry_row]
        rows = [self.copy_row, self.delete_row, self.move_row, self.carry_row, self.new_schedule, self.new_responsible]
        return [*words, *words, self.embolden, self.link, self.delete_note, *rows]

    # Where things stand

    def _text(self, where: Callable[[Path], bool] = lambda _: True) -> Path:
        there = self._tags()
        live = [p for p, blocks in self.texts.items() if blocks and where(p) and tag_of(p) in there]
        return self.dice.choice(sorted(live))

    def _tags(self) -> set[str]:
        return {str(tag.get(_VAL)) for tag in self.root.iter(_TAG)}

    def _controls(self, path: Path) -> list[etree._Element]:
        wanted = tag_of(path)
        tags = [tag for tag in self.root.iter(_TAG) if tag.get(_VAL) == wanted]
        return [tag.getparent().getparent() for tag in tags]  # type: ignore[union-attr,misc]

    def paragraphs(self, path: Path) -> list[etree._Element]:
        """Return the paragraphs of a text, those that were put in between too."""
        found: list[etree._Element] = []
        for control in self._controls(path):
            inner = list(control.iter(w("p"))) or [next(control.iterancestors(w("p")))]
            found += [p for p in inner if p not in found]
        out = []
        for paragraph in found:
            out.append(paragraph)
            following = paragraph.getnext()
            while following is not None and following.get("nytt"):
                if following not in found:
                    out.append(following)
                following = following.getnext()
        return [p for p in out if not p.get("borta")]

    def _runs(self, paragraph: etree._Element) -> list[etree._Element]:
        """Return the runs with a text's words: not those of labels, notes and deleted words."""
        controls = list(paragraph.iter(w("sdt")))
        runs = [r for c in controls for r in c.iter(w("r"))] if controls else list(paragraph.iter(w("r")))
        return [
            run
            for run in runs
            if (run.find(w("t")) is not None or run.find(w("br")) is not None)
            and run.find(f"{w('rPr')}/{w('rStyle')}[@{w('val')}='Fotnotsreferens']") is None
        ]

    def _cut(self, paragraph: etree._Element, start: int, end: int) -> list[etree._Element]:
        """Return the runs that hold just the letters from `start` to `end`, split where they must be."""
        at, chosen = 0, []
        for run in self._runs(paragraph):
            text = "".join(t.text or "" if t.tag == w("t") else "\n" for t in run if t.tag in (w("t"), w("br")))
            low, high = max(start - at, 0), min(end - at, len(text))
            at += len(text)
            if low >= high:
                continue
            if (low, high) != (0, len(text)):
                for piece, add in ((text[:low], run.addprevious), (text[high:], run.addnext)):
                    if piece:
                        add(self._like(run, piece))
                self._fill(run, text[low:high])
            chosen.append(run)
        return chosen

    def _like(self, run: etree._Element, text: str) -> etree._Element:
        other = copy.deepcopy(run)
        self._fill(other, text)
        return other

    def _fill(self, run: etree._Element, text: str) -> None:
        for child in list(run):
            if child.tag != w("rPr"):
                run.remove(child)
        t = etree.SubElement(run, w("t"))
        t.text = text
        t.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    def _spot(self, path: Path, *, plain: bool = False) -> tuple[int, int, re.Match[str], int] | None:
        """Return a block, an inline, a word in it, and the offset of the inline in the block's text."""
        spots = []
        for number, block in enumerate(self.texts[path]):
            offset = 0
            for index, inline in enumerate(block.inlines):
                if isinstance(inline, Words):
                    form = inline.bold or inline.italic or inline.href
                    for match in re.finditer(r"\w{4,}", inline.text) if not (plain and form) else ():
                        spots.append((number, index, match, offset))
                offset += len(inline.text) if isinstance(inline, Words) else 0 if isinstance(inline, NoteMark) else 1
        return self.dice.choice(spots) if spots else None

    def _set(self, path: Path, number: int, inlines: list[object]) -> None:
        blocks = list(self.texts[path])
        blocks[number] = blocks[number]._replace(inlines=tuple(inlines))
        self.texts[path] = canonical(tuple(blocks))

    def _tracking(self) -> str:
        self.count += 1
        return BY.format(number=self.count)

    # Words

    def replace_word(self) -> bool:
        return self._change_word(lambda word: self.dice.choice([w for w in NEW_WORDS if w != word]))

    def insert_word(self) -> bool:
        return self._change_word(lambda word: f"{word} {self.dice.choice(NEW_WORDS)}")

    def delete_word(self) -> bool:
        return self._change_word(lambda _: "")

    def _change_word(self, change: Callable[[str], str]) -> bool:
        path = self._text()
        spot = self._spot(path)
        if spot is None:
            return False
        number, index, match, offset = spot
        paragraphs = self.paragraphs(path)
        inlines = list(self.texts[path][number].inlines)
        words = inlines[index]
        assert isinstance(words, Words)
        new = change(match[0])
        text = words.text[: match.start()] + new + words.text[match.end() :]
        if not text.strip() or "  " in text or text != text.strip() != words.text.strip():
            return False  # what is left would be another thing than one word less
        runs = self._cut(paragraphs[number], offset + match.start(), offset + match.end())
        if self.tracked and any(next(run.iterancestors(w("ins")), None) is not None for run in runs):
            return False  # Word takes one's own insertion back; nothing tracks it inside itself
        inlines[index] = words._replace(text=text)
        self._set(path, number, inlines)
        self.log.append(f"{path} {number}: {match[0]} -> {new}")
        for run in runs[1:]:
            run.getparent().remove(run)  # type: ignore[union-attr]
        self._fill(runs[0], match[0]) if self.tracked else None
        self._put(runs[0], new)
        return True

    def _put(self, run: etree._Element, new: str) -> None:
        """Put other words in the place of a run's, tracked or not."""
        if not self.tracked:
            if new:
                self._fill(run, new)
            else:
                run.getparent().remove(run)  # type: ignore[union-attr]
            return
        holder = run.getparent()
        assert holder is not None
        if new:
            inserted = element(f"<w:ins {self._tracking()}/>")
            inserted.append(self._like(run, new))
            run.addnext(inserted)
        deleted = element(f"<w:del {self._tracking()}/>")
        holder.replace(run, deleted)
        deleted.append(run)
        for t in run.findall(w("t")):
            t.tag = w("delText")

    # Paragraphs and items

    def insert_block(self) -> bool:
        path = self._text()
        paragraphs = self.paragraphs(path)
        number = self.dice.randrange(len(paragraphs))
        blocks = list(self.texts[path])
        if len(blocks) != len(paragraphs) or blocks[number].continued:
            return False
        text = f"Nytt {self.dice.choice(NEW_WORDS)} nummer {self.count}."
        self.count += 1
        new = etree.Element(w("p"))
        new.set("nytt", "ja")
        properties = paragraphs[number].find(w("pPr"))
        if properties is not None:
            new.append(copy.deepcopy(properties))
            for mark in new[0].findall(w("rPr")):
                new[0].remove(mark)
        run = element(f'<w:r><w:t xml:space="preserve">{text.replace("&", "&amp;")}</w:t></w:r>')
        if self.tracked:
            inserted = element(f"<w:ins {self._tracking()}/>")
            inserted.append(run)
            self._mark(new, "ins")
            new.append(inserted)
        else:
            new.append(run)
        at = paragraphs[number]
        block = blocks[number]._replace(inlines=(Words(text),))
        at.addnext(new)
        self.texts[path] = canonical((*blocks[: number + 1], block, *blocks[number + 1 :]))
        self.log.append(f"{path}: + {text} after {number}")
        return True

    def delete_block(self) -> bool:
        path = self._text()
        paragraphs, blocks = self.paragraphs(path), list(self.texts[path])
        number = self.dice.randrange(len(blocks))
        after = blocks[number + 1 : number + 2]
        deeper = bool(after) and (after[0].continued or after[0].level > blocks[number].level)
        labelled = path[-1] in ("syfte", "forvantad_effekt", "matt") and number == 0
        if (
            len(blocks) < 2
            or len(paragraphs) != len(blocks)
            or deeper
            or labelled
            or (self.tracked and number + 1 == len(blocks))
        ):
            return False
        paragraph = paragraphs[number]
        if self.tracked:
            for run in list(self._all_runs(paragraph)):
                if run.getparent().tag in (w("ins"), w("del")):  # type: ignore[union-attr]
                    return False
            for run in list(self._all_runs(paragraph)):
                deleted = element(f"<w:del {self._tracking()}/>")
                run.getparent().replace(run, deleted)  # type: ignore[union-attr]
                deleted.append(run)
                for t in run.findall(w("t")):
                    t.tag = w("delText")
            self._mark(paragraph, "del")
            paragraph.set("borta", "ja")
        else:
            if (
                sum(1 for _ in paragraph.itersiblings(w("p")))
                + sum(1 for _ in paragraph.itersiblings(w("p"), preceding=True))
                == 0
            ):
                return False
            paragraph.getparent().remove(paragraph)  # type: ignore[union-attr]
        self.texts[path] = canonical(tuple(blocks[:number] + blocks[number + 1 :]))
        self.log.append(f"{path}: - block {number}")
        return True

    def _all_runs(self, paragraph: etree._Element) -> Iterator[etree._Element]:
        return paragraph.iter(w("r"))

    def _mark(self, paragraph: etree._Element, kind: str) -> None:
        properties = paragraph.find(w("pPr"))
        if properties is None:
            properties = etree.Element(w("pPr"))
            paragraph.insert(0, properties)
        mark = etree.SubElement(properties, w("rPr"))
        mark.append(element(f"<w:{kind} {self._tracking()}/>"))

    # Form, links and notes

    def embolden(self) -> bool:
        return self._form(lambda words: words._replace(bold=True), "b")

    def link(self) -> bool:
        return self._form(lambda words: words._replace(href=_LINK), "link")

    def _form(self, change: Callable[[Words], Words], kind: str) -> bool:
        path = self._text()
        spot = self._spot(path, plain=True)
        if spot is None:
            return False
        number, index, match, offset = spot
        inlines = list(self.texts[path][number].inlines)
        words = inlines[index]
        assert isinstance(words, Words)
        runs = self._cut(self.paragraphs(path)[number], offset + match.start(), offset + match.end())
        for run in runs:
            if kind == "b":
                look = run.find(w("rPr"))
                if look is None:
                    look = etree.Element(w("rPr"))
                    run.insert(0, look)
                look.append(element("<w:b/>"))
            else:
                holder = run.getparent()
                link = element('<w:hyperlink r:id="rIdNy"/>')
                holder.replace(run, link)  # type: ignore[union-attr]
                link.append(run)
                self._relate()
        pieces = (words.text[: match.start()], match[0], words.text[match.end() :])
        made = [change(Words(p)) if n == 1 else Words(p) for n, p in enumerate(pieces) if p]
        self._set(path, number, [*inlines[:index], *made, *inlines[index + 1 :]])
        self.log.append(f"{path} {number}: {kind} {match[0]}")
        return True

    def _relate(self) -> None:
        name = rels_name(DOCUMENT)
        if b"rIdNy" not in self.parts[name]:
            kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
            entry = f'<Relationship Id="rIdNy" Type="{kind}" Target="{_LINK}" TargetMode="External"/>'
            self.parts[name] = with_relationships(self.parts[name], [entry])

    def delete_note(self) -> bool:
        there = self._tags()
        with_notes = [
            (path, n) for path, blocks in self.texts.items() for n, b in enumerate(blocks)
            if sum(isinstance(i, NoteMark) for i in b.inlines) == 1 and tag_of(path) in there
        ]  # fmt: skip
        if not with_notes:
            return False
        path, number = self.dice.choice(sorted(with_notes))
        paragraph = self.paragraphs(path)[number]
        mark = next(paragraph.iter(w("footnoteReference")))
        run = mark.getparent()
        run.getparent().remove(run)  # type: ignore[union-attr]
        notes = parsed(self.parts[FOOTNOTES])
        for note in [n for n in notes if n.get(w("id")) == mark.get(w("id"))]:
            notes.remove(note)  # Word takes a note away with its mark
        self.parts[FOOTNOTES] = serialised(notes)
        self._set(path, number, [i for i in self.texts[path][number].inlines if not isinstance(i, NoteMark)])
        self.log.append(f"{path} {number}: - note")
        return True

    # Rows

    def _row(self, path: Path) -> etree._Element:
        return next(self._controls(path)[0].iter(w("tr")))

    def _rows(self) -> list[Path]:
        rows = [(*rows, step) for rows, steps in self.rows.items() for step in steps]
        there = self._tags()
        return [path for path in rows if not path[-1].startswith("=") and tag_of(path) in there]

    def copy_row(self) -> bool:
        """Copy a row and write another activity in the copy: inside the row's control, or with a control of its own."""
        rows = self._rows()
        if not rows:
            return False
        path = self.dice.choice(rows)
        inside = [p for p in (*self.texts, *self.cells) if p[: len(path)] == path]
        if any(p in self.cells or self.texts[p] != self.before.get(p) for p in inside):
            return False  # two rows that are both other than they were: nobody can say which is the old one
        row = self._row(path)
        copied = copy.deepcopy(row)
        text = f"Ny aktivitet {self.count} om {self.dice.choice(NEW_WORDS)}"
        self.count += 1
        done = False
        for control in list(copied.iter(w("sdt"))):
            tag = control.find(f"{w('sdtPr')}/{w('tag')}")
            if tag is not None and tag.get(w("val")) == tag_of((*path, "aktivitet")):
                paragraphs = list(control.iter(w("p"))) or [next(control.iterancestors(w("p")))]
                if not done:
                    runs = self._runs(paragraphs[0])
                    self._fill(runs[0], text)
                    for other in [r for r in paragraphs[0].iter(w("r")) if r is not runs[0]]:
                        other.getparent().remove(other)
                    done = True
                for paragraph in paragraphs[1:] if done else ():
                    paragraph.getparent().remove(paragraph)  # type: ignore[union-attr]
        if len([1 for c in copied.iter(w("sdt")) if _tag(c) == tag_of((*path, "aktivitet"))]) > 1:
            return False
        if self.tracked and self._is_tracked(row):
            return False
        if self.tracked:
            self._track_row(copied, "ins")
        if self.dice.random() < 0.5:
            row.addnext(copied)
        else:
            item = self._controls(path)[0]
            again = copy.deepcopy(item)
            again.find(w("sdtContent"))[:] = [copied]  # type: ignore[union-attr]
            item.addnext(again)
        self.added.append((path[:-1], text))
        for gone in [p for p in self.texts if p[: len(path)] == path]:
            del self.texts[gone]  # not edited further: their controls stand twice
        self.before = {p: b for p, b in self.before.items() if p[: len(path)] != path}
        self.rows[path[:-1]] = [f"={s[1:]}" if s == path[-1] else s for s in self.rows[path[:-1]]]
        self.log.append(f"copy {path}: {text}")
        return True

    def delete_row(self) -> bool:
        rows = self._rows()
        if not rows:
            return False
        path = self.dice.choice(rows)
        if len(self.rows[path[:-1]]) < 3 or any(p[: len(path)] == path for p in self.cells):
            return False
        item = self._controls(path)[0]
        if len(list(item.iter(w("tr")))) != 1 or any(p == path[:-1] for p, _ in self.added) or self._is_tracked(item):
            return False
        if self.tracked:
            self._track_row(self._row(path), "del")
        else:
            item.getparent().remove(item)  # type: ignore[union-attr]
        self.rows[path[:-1]].remove(path[-1])
        self._leave_alone(path)
        self.log.append(f"delete {path}")
        return True

    def move_row(self) -> bool:
        rows = self._rows()
        if not rows:
            return False
        path = self.dice.choice(rows)
        item = self._controls(path)[0]
        steps = self.rows[path[:-1]]
        at = steps.index(path[-1])
        before = (*path[:-1], steps[at - 1])
        if at == 0 or any(p == path[:-1] for p, _ in self.added) or before not in self._rows():
            return False
        if self.tracked and (self._is_tracked(item) or self._inside(path, self.cells)):
            return False
        self._transfer(path, self._controls(before)[0].addprevious)
        steps[at - 1], steps[at] = steps[at], steps[at - 1]
        self.log.append(f"move {path}")
        return True

    def carry_row(self) -> bool:
        """Move a row to another chapter's table, after one that stands there."""
        rows = self._rows()
        if not rows:
            return False
        path = self.dice.choice(rows)
        others = [p for p in self._rows() if p[:-1] != path[:-1]]
        item = self._controls(path)[0]
        alone = len(list(item.iter(w("tr")))) == 1
        if not others or len(self.rows[path[:-1]]) < 3 or not alone or self._is_tracked(item):
            return False
        if any(p == path[:-1] for p, _ in self.added):
            return False
        target = self.dice.choice(others)
        self._transfer(path, self._controls(target)[0].addnext)
        self.rows[path[:-1]].remove(path[-1])
        self.moved[path] = target[:-1]
        self.log.append(f"carry {path} after {target}")
        return True

    def _inside(self, path: Path, paths: Iterable[Path]) -> bool:
        return any(p[: len(path)] == path for p in paths)

    def _leave_alone(self, path: Path) -> None:
        """Edit a row no further."""
        self.texts = {p: b for p, b in self.texts.items() if p[: len(path)] != path}
        self.before = {p: b for p, b in self.before.items() if p[: len(path)] != path}

    def _transfer(self, path: Path, put: Callable[[etree._Element], None]) -> None:
        """Put a row with its control elsewhere; tracked, the old one stays as taken away."""
        item = self._controls(path)[0]
        if not self.tracked:
            put(item)
            return
        new = copy.deepcopy(item)
        gone, come = self.dice.choice((("del", "ins"), ("moveFrom", "moveTo")))
        self._track_row(next(item.iter(w("tr"))), gone)
        self._track_row(next(new.iter(w("tr"))), come)
        put(new)
        self._leave_alone(path)

    def _is_tracked(self, element: etree._Element) -> bool:
        return next(element.iter(w("ins"), w("del"), w("moveFrom"), w("moveTo")), None) is not None

    def _track_row(self, row: etree._Element, kind: str) -> None:
        """Mark a row as Word does: the row itself, the mark of each paragraph, and every run."""
        properties = row.find(w("trPr"))
        if properties is None:
            properties = etree.Element(w("trPr"))
            row.insert(0, properties)
        row_kind = {"moveFrom": "del", "moveTo": "ins"}.get(kind, kind)
        properties.append(element(f"<w:{row_kind} {self._tracking()}/>"))
        for paragraph in row.iter(w("p")):
            self._mark(paragraph, row_kind)
            for run in list(paragraph.iter(w("r"))):
                change = element(f"<w:{kind} {self._tracking()}/>")
                run.getparent().replace(run, change)  # type: ignore[union-attr]
                change.append(run)
                for t in run.findall(w("t")) if kind == "del" else ():
                    t.tag = w("delText")

    def new_schedule(self) -> bool:
        words, value = self.dice.choice(SCHEDULES)
        return self._cell("tidplan", words, value)

    def new_responsible(self) -> bool:
        words, value = self.dice.choice(RESPONSIBLE)
        return self._cell("ansvarig", words, value)

    def _cell(self, name: str, words: str, value: object) -> bool:
        rows = self._rows()
        if not rows:
            return False
        path = self.dice.choice(rows)
        if path[-1].startswith("=") or (*path, name) in self.cells:
            return False
        controls = self._controls((*path, name)) or self._controls((*path, name, "[0]"))
        if self._controls((*path, name, "[1]")):
            return False
        paragraph = next(controls[0].iterancestors(w("p")), None)
        if paragraph is None:
            return False
        runs = self._runs(paragraph)
        self._fill(runs[0], words)
        for run in runs[1:]:
            run.getparent().remove(run)  # type: ignore[union-attr]
        self.cells[(*path, name)] = value
        self.log.append(f"{path} {name}: {words}")
        return True

    # What means nothing

    def _noise(self) -> None:
        self.dice.choice(
            [
                self._split,
                self._split,
                self._proof,
                self._bookmark,
                self._rsid,
                self._smart_tag,
                self._renumber,
                self._page,
            ]
        )()

    def _some_run(self) -> etree._Element:
        runs = [r for r in self.root.iter(w("r")) if r.find(w("t")) is not None]
        return self.dice.choice(runs)

    def _split(self) -> None:
        run = self._some_run()
        texts = run.findall(w("t"))
        text = texts[0].text or ""
        if len(texts) == 1 and len(text) > 2 and all(c.tag in (w("t"), w("rPr")) for c in run):
            at = self.dice.randrange(1, len(text))
            run.addnext(self._like(run, text[at:]))
            self._fill(run, text[:at])

    def _proof(self) -> None:
        run = self._some_run()
        run.addprevious(element('<w:proofErr w:type="spellStart"/>'))
        run.addnext(element('<w:proofErr w:type="spellEnd"/>'))

    def _bookmark(self) -> None:
        self.count += 1
        run = self._some_run()
        number = 5000 + self.count
        run.addprevious(element(f'<w:bookmarkStart w:id="{number}" w:name="_Ref{number}"/>'))
        run.addnext(element(f'<w:bookmarkEnd w:id="{number}"/>'))

    def _rsid(self) -> None:
        self._some_run().set(w("rsidR"), f"00{self.dice.randrange(0x100000, 0xFFFFFF):06X}")

    def _page(self) -> None:
        run = self._some_run()
        run.insert(1 if run.find(w("rPr")) is not None else 0, element("<w:lastRenderedPageBreak/>"))

    def _smart_tag(self) -> None:
        run = self._some_run()
        holder = run.getparent()
        if holder is None or holder.tag not in (w("p"), w("sdtContent")):
            return
        tag = element('<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="place"/>')
        holder.replace(run, tag)
        tag.append(run)

    def _renumber(self) -> None:
        """Give the notes other numbers, as Word does when it saves."""
        notes = parsed(self.parts[FOOTNOTES])
        shift = self.dice.randrange(1, 9)
        for holder in (notes.iter(w("footnote")), self.root.iter(w("footnoteReference"))):
            for note in holder:
                if int(note.get(w("id"), "0")) > 0:
                    note.set(w("id"), str(int(note.get(w("id"), "0")) + shift))
        self.parts[FOOTNOTES] = serialised(notes)


SCHEDULES: tuple[tuple[str, object], ...] = (
    ("Återkommande, varannan vecka", {"typ": "återkommande", "frekvens": "varannan vecka"}),
    ("Mars 2023 – juni 2023", {"typ": "period", "fran": "2023-03", "till": "2023-06"}),
    ("16 maj 2023", {"typ": "engång", "datum": "2023-05-16"}),
    ("Löpande sedan 2019", {"typ": "löpande", "sedan": "2019"}),
    ("Vid behov", {"typ": "vid behov"}),
)
RESPONSIBLE: tuple[tuple[str, object], ...] = (
    ("Enhetschef, provenheten", [{"funktion": "Enhetschef", "enhet": "provenheten"}]),
    ("Bitr. förvaltningschef", ["Bitr. förvaltningschef"]),
)


def _tag(control: etree._Element) -> str:
    tag = control.find(f"{w('sdtPr')}/{w('tag')}")
    return str(tag.get(w("val"))) if tag is not None else ""

"""Edits of a tjänsteutlåtande or a verksamhetsberättelse, made on its XML, each with what it means for its file."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable

from lxml import etree

from pipeline.content import printed_texts
from pipeline.diagnostics import Path
from pipeline.docx.package import DOCUMENT, Parts
from pipeline.docx.xml import element, parsed, serialised, w
from pipeline.dossier import Dossier
from pipeline.markup_text import canonical
from pipeline.pulling.papers import Paper
from tests.word_edits import NEW_WORDS, Script

GRADES = {"Uppfyllt helt": "helt", "Uppfyllt delvis": "delvis", "Ej uppfyllt": "ej", "uppfyllt helt.": "helt"}
STATES = ("Ej påbörjad", "Pågår", "Genomförd", "Delvis genomförd", "Ej genomförd", "Avbruten")


class PaperScript(Script):
    """A paper that is being edited, and what its file has become."""

    def __init__(
        self,
        paper: Paper,
        dossier: Dossier,
        parts: Parts,
        content: object,
        seed: int,
        *,
        tracked: bool = False,
        bare: bool = False,
    ) -> None:
        super().__init__(dossier, parts, content, seed, tracked=tracked)
        self.paper, self.source = paper, dossier.beside[paper.name].source
        own = [text for text in printed_texts(content) if text.path and paper.own(text.path)]
        self.before = {t.path: canonical(paper.unwrapped(t.path, t.blocks)) for t in own if paper.many(t.path)}
        self.texts = dict(self.before)
        self.singles = [t.path for t in own if not paper.many(t.path) and t.path[0] != "omedelbar_justering"]
        if bare:  # without controls, an entry in which every word is new is another entry
            self.singles = [p for p in self.singles if p[0] not in ("underskrift", "bilagor") and p[-1] != "namn"]
        self.rows, self.rows_before = {}, {}
        self.removed: set[Path] = set()
        self.new: list[tuple[Path, str | None, object]] = []  # the list, after which step, the entry
        self.touched: set[Path] = set()  # entries that are not to be edited further

    def kinds(self) -> list[object]:
        """Return the kinds of edit that this paper allows for."""
        words = [self.replace_word, self.insert_word, self.delete_word]
        running = [self.insert_block, self.delete_block]
        if self.tracked:
            return [*words, *running]
        return [*words, *running, self.embolden, self.link, *[self.new_value] * 3, self.new_point, self.drop_point,
                self.copy_entry, self.drop_entry, self.drop_section]  # fmt: skip

    def insert_block(self) -> bool:
        path = self._text()
        return path[0] != "forslag" and self._at(path, super().insert_block)

    def delete_block(self) -> bool:
        path = self._text()
        return path[0] != "forslag" and self._at(path, super().delete_block)

    def _at(self, path: Path, edit: object) -> bool:
        texts, self.texts = self.texts, {path: self.texts[path]}
        done = bool(edit())  # type: ignore[operator]
        self.texts = {**texts, **self.texts}
        return done

    def _text(self, where: Callable[[Path], bool] = lambda _: True) -> Path:
        return super()._text(lambda p: where(p) and not any(p[: len(t)] == t for t in self.touched))

    # Values of one line

    def new_value(self) -> bool:
        free = [p for p in self.singles if p not in self.cells and not any(p[: len(t)] == t for t in self.touched)]
        if not free:
            return False
        path = self.dice.choice(free)
        words, value = self._value(path)
        controls = self._controls(path)
        if len(controls) != 1:
            return False
        runs = [run for run in controls[0].iter(w("r")) if run.find(w("t")) is not None]
        said = "".join(t.text or "" for run in runs for t in run.iter(w("t")))
        if said.lower() == words.lower().rstrip("."):
            return False
        self._fill(runs[0], words)
        for run in runs[1:]:
            run.getparent().remove(run)  # type: ignore[union-attr]
        self.cells[path] = value
        self.log.append(f"{path}: {said} -> {words}")
        return True

    def _value(self, path: Path) -> tuple[str, object]:
        match path[-1]:
            case "dnr":
                return "EXE 2031/1 och EXE 2031/2", ["EXE 2031/1", "EXE 2031/2"]
            case "datum":
                return self.dice.choice([("2031-05-06", "2031-05-06"), ("6 maj 2031", "2031-05-06")])
            case "handlaggare":
                return "Jurist, rättsstaben", {"funktion": "Jurist", "enhet": "rättsstaben"}
            case "bedomning":
                return self.dice.choice(list(GRADES.items()))
            case "status":
                state = self.dice.choice(STATES)
                return state, state.lower()
            case "fortsatter":
                return self.dice.choice([("Ja", "ja"), ("Nej", "nej")])
            case "beslutad":
                return "7 mars 2031, § 77", {"datum": "2031-03-07", "paragraf": "§ 77"}
            case "nummer":
                return "3.9", "3.9"
        self.count += 1
        words = f"Annat värde {self.count} för {self.dice.choice(NEW_WORDS)}"
        return words, words

    # Points, attachments, signatures, rows

    def _entries(self, names: tuple[str, ...]) -> list[Path]:
        """Return the paths of the entries that are still as they were, of the lists with those names."""
        paths = {p[: n + 1] for p in (*self.before, *self.singles) for n in range(1, len(p)) if p[n - 1] in names}
        changed = list(self.cells) + [p for p, b in self.texts.items() if b != self.before[p]]
        return sorted(
            p
            for p in paths
            if p[-1].startswith("[")
            and not any(q[: len(p)] == p for q in changed)
            and not any(p[: len(t)] == t for t in self.touched)
        )

    def _paragraphs(self, entry: Path) -> list[etree._Element]:
        paths = [p for p in (*self.before, *self.singles) if p[: len(entry)] == entry]
        return [next(c.iterancestors(w("p"))) for p in paths for c in self._controls(p)]

    def new_point(self) -> bool:
        entries = self._entries(("forslag", "underskrift", "bilagor"))
        if not entries:
            return False
        entry = self.dice.choice(entries)
        paragraphs = self._paragraphs(entry)
        self.count += 1
        words = f"Ny punkt {self.count} om {self.dice.choice(NEW_WORDS)}"
        new = copy.deepcopy(paragraphs[0])
        runs = [run for run in new.iter(w("r")) if run.find(w("t")) is not None]
        self._fill(runs[0], words)
        for other in [r for r in new.iter(w("r")) if r is not runs[0] and r.find(w("tab")) is None]:
            if other.find(w("br")) is None:
                other.getparent().remove(other)  # type: ignore[union-attr]
        if self.dice.random() < 0.5:  # a paragraph that was begun after the control, not inside it
            for control in list(new.iter(w("sdt"))):
                for child in list(control.find(w("sdtContent"))):  # type: ignore[arg-type]
                    control.addprevious(child)
                control.getparent().remove(control)  # type: ignore[union-attr]
        paragraphs[-1].addnext(new)
        self.touched.add(entry)
        self.new.append((entry[:-1], entry[-1], {"titel": words} if entry[0] == "bilagor" else words))
        self.log.append(f"new after {entry}: {words}")
        return True

    def drop_point(self) -> bool:
        entries = self._entries(("forslag", "underskrift", "bilagor"))
        if not entries or any(entry[:-1] == entries[0][:-1] for entry, _, _ in self.new):
            return False
        entry = self.dice.choice(entries)
        if any(whole == entry[:-1] for whole, _, _ in self.new):
            return False
        for paragraph in self._paragraphs(entry):
            paragraph.getparent().remove(paragraph)  # type: ignore[union-attr]
        self._forget(entry)
        return True

    def _forget(self, entry: Path) -> None:
        self.removed.add(entry)
        self.touched.add(entry)
        self.texts = {p: b for p, b in self.texts.items() if p[: len(entry)] != entry}
        self.before = {p: b for p, b in self.before.items() if p[: len(entry)] != entry}
        self.log.append(f"drop {entry}")

    def copy_entry(self) -> bool:
        entries = self._entries(("delmal", "indikatorer"))
        if not entries:
            return False
        entry = self.dice.choice(entries)
        name = self._controls((*entry, "namn"))
        if len(name) != 1:
            return False
        row = next(name[0].iterancestors(w("tr")))
        copied = copy.deepcopy(row)
        self.count += 1
        words = f"Nytt mått {self.count}"
        first = next(r for r in copied.iter(w("r")) if r.find(w("t")) is not None)
        holder = first.getparent()
        assert holder is not None
        self._fill(first, words)
        for other in [r for r in holder.iter(w("r")) if r is not first]:
            other.getparent().remove(other)  # type: ignore[union-attr]
        row.addnext(copied)
        value = {k: v for k, v in self.source.value(entry).items() if k != "individer"}
        self.new.append((entry[:-1], entry[-1], {**value, "namn": words}))
        self.touched.add(entry)
        self.log.append(f"copy {entry}: {words}")
        return True

    def drop_entry(self) -> bool:
        entries = self._entries(("delmal", "indikatorer"))
        if not entries:
            return False
        entry = self.dice.choice(entries)
        if any(whole == entry[:-1] for whole, _, _ in self.new):
            return False
        row = next(self._controls((*entry, "namn"))[0].iterancestors(w("tr")))
        holder = row.getparent()
        table = next(row.iterancestors(w("tbl")))
        if holder is None or len(list(table.iter(w("tr")))) < 3:
            return False
        holder.remove(row)
        self._forget(entry)
        return True

    # Sections

    def drop_section(self) -> bool:
        sections = [p for p in self.texts if p[0] == "avsnitt" and self.texts[p] == self.before[p]]
        if not sections or self.dice.random() < 0.5:
            return False
        path = self.dice.choice(sections)
        paragraphs = self._paragraphs(path)
        heading = paragraphs[0].getprevious()
        if heading is None or heading.find(f"{w('pPr')}/{w('pStyle')}[@{w('val')}='Rubrik1']") is None:
            return False
        for paragraph in (heading, *paragraphs):
            paragraph.getparent().remove(paragraph)  # type: ignore[union-attr]
        self._forget(path)
        return True


def scribbled(parts: Parts, seed: int) -> tuple[Parts, list[str]]:
    """Return a document with words put in, into or between its paragraphs, some of which are gone; and the words."""
    dice, root = random.Random(seed), parsed(parts[DOCUMENT])
    words = []
    for number in range(dice.randrange(1, 7)):
        word = f"klotter{seed}x{number}"
        paragraphs = [p for p in root.iter(w("p")) if next(p.iterancestors(w("txbxContent")), None) is None]
        paragraph = dice.choice(paragraphs)
        texts = [t for t in paragraph.iter(w("t")) if t.text and t.text.strip() and "klotter" not in t.text]
        kind = dice.choice(("into", "instead", "before", "after", "like", "row", "cut"))
        if kind in ("into", "instead") and texts:
            text = dice.choice(texts)
            text.text = word if kind == "instead" else f"{text.text} {word} {text.text}"
        elif (
            kind == "cut"
            and len(list(paragraph.itersiblings(w("p"))))
            and "klotter" not in "".join(paragraph.itertext())
        ):
            paragraph.getparent().remove(paragraph)  # type: ignore[union-attr]
            continue
        elif kind == "row" and (row := next(paragraph.iterancestors(w("tr")), None)) is not None:
            copied = copy.deepcopy(row)
            _write(next(iter(copied.iter(w("p")))), word)
            row.addnext(copied)
        else:
            new = copy.deepcopy(paragraph) if kind == "like" else element("<w:p/>")
            _write(new, word)
            (paragraph.addprevious if kind == "before" else paragraph.addnext)(new)
        words.append(word)
    return {**parts, DOCUMENT: serialised(root)}, words


def _write(paragraph: etree._Element, word: str) -> None:
    """Let a paragraph say one word and nothing else, in its look; what controls it has stay round it."""
    runs = [run for run in paragraph.iter(w("r")) if run.find(w("t")) is not None]
    for run in runs[1:]:
        run.getparent().remove(run)  # type: ignore[union-attr]
    new = element(f"<w:r><w:t>{word}</w:t></w:r>")
    if runs:
        runs[0].getparent().replace(runs[0], new)  # type: ignore[union-attr]
    else:
        paragraph.append(new)

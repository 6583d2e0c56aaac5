"""Which source each note of a document is: found by its words, for its number says nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from rapidfuzz import fuzz

from pipeline.docx.reading import Document, paragraphs_of
from pipeline.from_word.texts import blocks_of, words_of
from pipeline.markup import Blocks

_CHANGED = 80  # per cent of likeness at which a note is a known one with other words


class NoteNames:
    """The labels of a document's notes; `added` and `changed` are those that no source prints."""

    def __init__(self, document: Document, sources: Mapping[str, Blocks]) -> None:
        self.added: dict[str, Blocks] = {}
        self.changed: dict[str, Blocks] = {}
        texts = {
            key: blocks_of(paragraphs_of(note.blocks), lambda _: "")
            for key, note in document.notes.items()
            if note.number
        }
        by_words: dict[str, str] = {}
        for label, blocks in sources.items():
            by_words.setdefault(words_of(blocks), label)
        self.labels = {key: by_words[w] for key, blocks in texts.items() if (w := words_of(blocks)) in by_words}
        free = {label: words_of(blocks) for label, blocks in sources.items() if label not in self.labels.values()}
        for key, blocks in texts.items():
            if key not in self.labels:
                self.labels[key] = self._named(blocks, free, set(sources))

    def __call__(self, key: str) -> str:
        """Return the label of the note with a key."""
        return self.labels.get(key, key.replace(" ", "-"))

    def _named(self, blocks: Blocks, free: dict[str, str], taken: set[str]) -> str:
        text = words_of(blocks)
        for label, known in self.added.items():
            if words_of(known) == text:
                return label
        likest = max(free, key=lambda label: fuzz.ratio(free[label], text), default=None)
        if likest is not None and fuzz.ratio(free[likest], text) >= _CHANGED:
            del free[likest]
            self.changed[likest] = blocks
            return likest
        label = new_label(text, taken | self.added.keys())
        self.added[label] = blocks
        return label


def new_label(text: str, taken: set[str]) -> str:
    """Return a label for a source from its first words and its year: `exempelmyndigheten-2022`."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    words = [
        word for word in re.findall(r"[a-z]{2,}", plain) if word not in ("och", "att", "det", "som", "www", "https")
    ]
    year = re.search(r"(?:19|20)\d\d", text)
    stem = "-".join([*words[:2], *([year[0]] if year else [])])[:50] or "not"
    number, label = 2, stem
    while label in taken:
        label, number = f"{stem}-{number}", number + 1
    return label

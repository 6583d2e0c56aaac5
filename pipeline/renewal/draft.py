"""A plan on its way to a new year: its text, what must be renewed in it and why, and what has been done to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from pipeline import comments
from pipeline.diagnostics import Path, address
from pipeline.errors import Refused
from pipeline.source import SourceDoc, Value
from pipeline.words import normalised
from pipeline.yaml_edit import Uneditable, with_item, with_value, without


@dataclass(frozen=True)
class Draft:
    """A plan's text on its way.

    `reasons` are why what stands at a path must be renewed; `done` are sentences on what has been changed without
    anything left to do. `left` is what the plan has no place for any more, `moves` what has changed its path.
    """

    doc: SourceDoc
    reasons: tuple[tuple[Path, str], ...] = ()
    done: tuple[str, ...] = ()
    left: tuple[tuple[Path, Value], ...] = ()
    moves: tuple[tuple[Path, Path], ...] = ()

    def put(self, path: Path, value: Value, after: str | None = None) -> Draft:
        """Return the draft with `value` at `path`; a new key comes after the key `after`, or last."""
        return self._edited(path, lambda: with_value(self.doc, path, value, after))

    def add(self, path: Path, value: Value) -> Draft:
        """Return the draft with `value` last in the list at `path`."""
        return self._edited(path, lambda: with_item(self.doc, path, len(self.doc.value(path) or ()), value))

    def clear(self, path: Path) -> Draft:
        """Return the draft without what stands at `path`, if anything does."""
        return self._edited(path, lambda: without(self.doc, path)) if path in self.doc.spans else self

    def renew(self, path: Path, reason: str) -> Draft:
        """Return the draft with a reason why what stands at `path` must be renewed; each is told once."""
        told = (path, normalised(reason))
        return self if told in self.reasons else replace(self, reasons=(*self.reasons, told))

    def did(self, sentence: str) -> Draft:
        """Return the draft with a sentence on what has been done."""
        return self if sentence in self.done else replace(self, done=(*self.done, sentence))

    def marked(self) -> SourceDoc:
        """Return the text with a comment `# förnya: skäl` above each thing to renew."""
        told: dict[Path, list[str]] = {}
        for path, reason in self.reasons:
            told.setdefault(path, []).append(f"{comments.RENEW}{reason}")
        return comments.with_comments(self.doc, told)

    def _edited(self, path: Path, edit: Callable[[], SourceDoc]) -> Draft:
        try:
            return replace(self, doc=edit())
        except Uneditable as error:
            raise Refused(
                f"{self.doc.file}: `{address(path)}` går inte att ändra där det står, troligen för att filen lånar "
                "värden med & och *; skriv ut dem och försök igen"
            ) from error

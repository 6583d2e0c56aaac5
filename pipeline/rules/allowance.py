"""Comments that silence a rule: `# tillåt A302: skäl`. One without reason or without effect is itself told."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.comments import covered, outside_texts
from pipeline.diagnostics import Diagnostic, Severity
from pipeline.source import SourceDoc

WITHOUT_REASON = "X901"
WITHOUT_EFFECT = "X902"
MISSPELT = "X903"
_NEARLY = re.compile(r"(?:^|\s)#+\s*till[åa]t\b[^\n]*\d{3}", re.I)
_ALLOW = re.compile(r"#\s*tillåt\s+([A-ZÅÄÖ]\d{3})\s*(?::\s*(.*?))?\s*$")


@dataclass(frozen=True)
class Allowance:
    """A comment `# tillåt A302: skäl`: the rule it silences, why, and the line whose findings it silences."""

    code: str
    reason: str
    line: int
    column: int
    covers: int


def allowances(doc: SourceDoc) -> list[Allowance]:
    """Return the comments that silence a rule, in order; text of the plan is never taken for one."""
    found = []
    for number, line, match in outside_texts(doc, _ALLOW):
        place = covered(doc, number, line, match)
        found.append(Allowance(match[1], match[2] or "", number, match.start() + 1, place))
    return found


def allowing(doc: SourceDoc, diagnostic: Diagnostic, allowed: Sequence[Allowance]) -> Allowance | None:
    """Return the comment that silences a diagnostic, at its own line or at its key's, or None."""
    places = {diagnostic.span.line} if diagnostic.span else set()
    key = doc.keys.get(diagnostic.path)
    places |= {key.line} if key else set()
    return next((a for a in allowed if a.code == diagnostic.code and a.covers in places and a.reason), None)


def misspelt(doc: SourceDoc) -> Iterator[Diagnostic]:
    """Yield each comment that was meant to silence a rule and does not, by the way it is written."""
    for number, line, match in outside_texts(doc, _NEARLY):
        if not _ALLOW.search(line):
            message, remedy = (
                "kommentaren tystar ingenting, så som den är skriven",
                "skriv `# tillåt A302: skäl`, en regel på raden",
            )
            span = doc.span_of_line(number, match.start() + 1)
            yield doc.diagnostic(Severity.WARNING, MISSPELT, message, remedy, span=span)


def told_of(
    doc: SourceDoc, allowed: Sequence[Allowance], used: Collection[Allowance], rules: Mapping[str, bool]
) -> Iterator[Diagnostic]:
    """Yield the comments without reason or effect; `rules` says of each code whether it may be silenced."""
    yield from misspelt(doc)
    for allowance in allowed:
        comment = f"`# tillåt {allowance.code}`"
        span = doc.span_of_line(allowance.line, allowance.column)
        if not allowance.reason:
            message, remedy = f"{comment} saknar skäl och gäller därför inte", f"skriv varför: {comment[:-1]}: skäl`"
            yield doc.diagnostic(Severity.WARNING, WITHOUT_REASON, message, remedy, span=span)
        elif allowance not in used:
            why = "träffar ingenting på raden"
            if allowance.code not in rules:
                why = "gäller en regel som inte finns"
            elif not rules[allowance.code]:
                why = "gäller en regel som inte kan tystas"
            remedy = "ta bort kommentaren, eller flytta den till raden som den gäller"
            yield doc.diagnostic(Severity.WARNING, WITHOUT_EFFECT, f"{comment} {why}", remedy, span=span)

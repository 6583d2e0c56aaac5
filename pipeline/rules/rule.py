"""What a rule is, and the engine that gives its findings code, severity and place."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.diagnostics import Diagnostic, Finding, Path, Severity
from pipeline.dossier import Dossier
from pipeline.rules.allowance import Allowance, allowances, allowing, told_of
from pipeline.source import SourceDoc

_HEADINGS = ("Grund:", "Åtgärd:", "Fel:", "Rätt:")


@dataclass(frozen=True)
class Rule:
    """One rule of the catalogue.

    `manual` is its page: the docstring of its module, in Swedish, under fixed headings. The first line is the
    title; `Grund:` is the source of the demand; `Fel:` and `Rätt:` are fragments of a definition. Carets under
    a line of `Fel:` mark the words that the rule points at.
    """

    code: str
    severity: Severity
    manual: str
    check: Callable[[Dossier], Iterable[Finding]]
    may_be_allowed: bool = True  # whether a comment in the plan can silence it
    may_show_line: bool = True  # whether a report may show the digits of the line it points at
    reads_all: bool = False  # whether it is asked of the case and the follow-up, too, each read like a plan

    @property
    def title(self) -> str:
        """Return the first line of the manual page, without its full stop."""
        return self.manual.strip().splitlines()[0].rstrip(".")

    def section(self, heading: str) -> str:
        """Return what stands under a heading of the manual page, dedented; empty if it has none."""
        match = re.search(rf"^{heading}([^\n]*)\n(.*?)(?=^(?:{'|'.join(_HEADINGS)})|\Z)", self.manual, re.S | re.M)
        return f"{(match[1] or '').strip()}\n{textwrap.dedent(match[2])}".strip("\n") if match else ""


def check(dossier: Dossier, rules: Sequence[Rule], told: Iterable[Diagnostic] = ()) -> list[Diagnostic]:
    """Return what `rules` find in `dossier`, in the order of the file.

    A place that `told` already faults is not told twice. Comments `# tillåt KOD: skäl` silence; a comment
    without reason or without effect is itself told.
    """
    faulty = {(fault.file, fault.path) for fault in told if fault.path}
    docs = dossier.definitions
    allowed = {name: allowances(doc) for name, doc in docs.items()}
    used: set[tuple[str, Allowance]] = set()
    out = []
    for rule in rules:
        for finding in _findings(dossier, rule):
            doc = docs[finding.file]
            if any((doc.file, finding.path[:n]) in faulty for n in range(1, len(finding.path) + 1)):
                continue
            diagnostic = located(dossier, rule, finding)
            allowance = allowing(doc, diagnostic, allowed[finding.file]) if rule.may_be_allowed else None
            if allowance is None:
                out.append(diagnostic)
            else:
                used.add((finding.file, allowance))
    known = {rule.code: rule.may_be_allowed for rule in rules}
    for name, doc in docs.items():
        out += told_of(doc, allowed[name], [allowance for file, allowance in used if file == name], known)
    return sorted(out, key=lambda d: d.sort_key)


def _findings(dossier: Dossier, rule: Rule) -> Iterator[Finding]:
    """Yield what a rule finds, in the other definitions too if it reads them."""
    yield from rule.check(dossier)
    for name in dossier.beside if rule.reads_all else ():
        for finding in rule.check(dossier.reading(name)):
            yield replace(finding, file=name)


def located(dossier: Dossier, rule: Rule, finding: Finding) -> Diagnostic:
    """Return a rule's finding with its code, severity and place."""
    doc = dossier.definitions[finding.file]
    text = doc.value(finding.path)
    if finding.words and isinstance(text, str):
        start, end = finding.words
        concerned = text[start:end]
        pattern = r"\s+".join(re.escape(word) for word in concerned.split())
        before = len(re.findall(pattern, text[:start])) if pattern else 0
        span = doc.span(finding.path, concerned, before)
    else:
        span = doc.place(finding.path) if _shown_by_key(doc, finding.path) else doc.span(finding.path)
    told = doc.diagnostic(rule.severity, rule.code, finding.message, finding.remedy, path=finding.path, span=span)
    # A number may go over two lines, and then its first half is no personal number that a mask would know.
    return told if rule.may_show_line else replace(told, excerpt=re.sub(r"\d", "•", told.excerpt))


def _shown_by_key(doc: SourceDoc, path: Path) -> bool:
    """Return whether the caret belongs under a key: of a group, a long text, an empty value or above a missing one."""
    value = doc.value(path)
    return not value or isinstance(value, dict | list) or (isinstance(value, str) and "\n" in value)

"""Every rule's manual page is its test: `Fel:` breaks that rule alone, `Rätt:` breaks nothing."""

from __future__ import annotations

import re

import pytest

from pipeline.rules import RULES
from pipeline.rules.rule import Rule, check

CODES = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
CARETS = re.compile(r"^\s*\^[\s^]*$")


def examples(rule: Rule, heading: str) -> list[str]:
    """Return the fragments under a heading; a line `---` parts them."""
    return [part for part in re.split(r"^---\n", rule.section(heading), flags=re.M) if part.strip()]


def board_of(fragment: str) -> str:
    """Return which ground plan a fragment is laid over: its `namnd`, else the stadsdelsnämnd's."""
    return "fack" if re.search(r"^namnd: fack$", fragment, re.M) else "exempel"


@CODES
def test_good_example_breaks_nothing(rule, opened):
    """The ground plan with a rule's good example laid over it has no findings at all."""
    assert examples(rule, "Rätt:")
    for fragment in examples(rule, "Rätt:"):
        dossier, faults = opened(fragment, board_of(fragment))
        assert faults == []
        assert [(d.code, d.message) for d in check(dossier, RULES)] == []


@CODES
def test_bad_example_breaks_that_rule_alone(rule, opened):
    """The bad example has findings of its own rule only, at the words that the carets mark."""
    assert examples(rule, "Fel:")
    for fragment in examples(rule, "Fel:"):
        lines = fragment.split("\n")
        marked = {n: line for n, line in enumerate(lines) if CARETS.match(line)}
        assert marked, "the bad example marks no words"
        expected = {lines[n - 1][line.index("^") : line.rindex("^") + 1] for n, line in marked.items()}
        yaml_text = "\n".join(line for n, line in enumerate(lines) if n not in marked)
        dossier, faults = opened(yaml_text, board_of(fragment))
        assert faults == []
        found = check(dossier, RULES)
        assert {d.code for d in found} == {rule.code}
        docs = {doc.file: doc for doc in dossier.definitions.values()}
        assert {words_at(docs[d.file], d.span) for d in found} == expected


def words_at(source, span) -> str:
    """Return the text under a span, its first line only, without quotes."""
    line = source.lines[span.line - 1]
    return line[span.column - 1 : span.end_column - 1 if span.line == span.end_line else None].strip("'\"")


@CODES
def test_manual_page_has_its_headings(rule):
    """A manual page has a title, the source of its demand, a remedy and both examples."""
    assert len(rule.title) < 90
    for heading in ("Grund:", "Åtgärd:", "Fel:", "Rätt:"):
        assert rule.section(heading).strip(), heading


def test_codes_are_unique_and_in_order():
    """Codes are written down in minutes: unique, and the catalogue is sorted by them."""
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))


def test_ground_plans_break_nothing(opened):
    """The plans that the examples are laid over are clean, or no example would prove anything."""
    for board in ("exempel", "fack"):
        dossier, faults = opened("", board)
        assert faults == []
        assert check(dossier, RULES) == []

"""Texten nämner ett annat mål än planen följer.

Planen säger under `uppfoljning.mal` vilket av kommunfullmäktiges mål den följs upp under. En text som nämner
ett annat nummer, eller samma nummer med en annan ordalydelse, är oftast kvar från ett tidigare år.

Grund: Planen följs upp inom ordinarie styrning, under ett av kommunfullmäktiges mål för året.
Åtgärd: Nämn planens mål, eller stryk numret ur texten: ordalydelsen trycks ändå i uppföljningen.

Fel:
    uppfoljning:
      text: Nämnden behandlar planen och kommunstyrelsen godkänner den. Den följs upp varje år under mål 3.5.
                                                                                                     ^^^^^^^
---
    lokal_lagesbild:
      analys:
        text: Arbetet sker under mål 3.6 Stockholm är en trygg stad.
                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^
Rätt:
    uppfoljning:
      text: Nämnden behandlar planen och kommunstyrelsen godkänner den. Den följs upp varje år under mål 3.6.
---
    lokal_lagesbild:
      analys:
        text: Arbetet sker under målet 3.6 "Tryggheten ska öka genom förebyggande insatser".
"""

import re
from collections.abc import Iterator, Sequence

from pipeline import words
from pipeline.city import Goal
from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.rule import Rule

_GOAL = re.compile(r"\bmål(?:et|en)?\s+(?:nr\s+|nummer\s+)?(\d+\.\d+)(?!\.?\d)", re.I)
_ANOTHER = re.compile(r"\s*(?:,|och|samt|eller)\s+(\d+\.\d+)(?!\.?\d)")
_WORDING = re.compile(r"[\s,:–-]*[\"”»“]?([A-ZÅÄÖ][^.\"”»“\n]*(?:\n[^.\"”»“\n]+)*)")


def other_goal_in_text(dossier: Dossier) -> Iterator[Finding]:
    """Yield each goal named in the board's texts that the plan does not follow, by number or by wording."""
    chapter = dossier.plan.goals()
    followed = [dossier.city.goal(number) for number in chapter[1].mal] if chapter else []
    goals = [goal for goal in followed if goal]
    if not goals or len(goals) < len(followed):
        return  # a goal that does not exist is told where it stands
    for path, text in dossier.own_texts():
        for finding in (*_other_numbers(text, goals), *_other_wordings(text, goals, dossier.city.mal)):
            start, end, found = finding
            wanted = words.joined([f"{goal.nummer} {goal.text}" for goal in goals])
            yield Finding(
                path,
                f"texten nämner {found}, men planen följer mål {wanted}",
                "nämn planens mål, eller stryk målet ur texten; det trycks i uppföljningen",
                (start, end),
            )


def _other_numbers(text: str, goals: Sequence[Goal]) -> Iterator[tuple[int, int, str]]:
    numbers = [goal.nummer for goal in goals]
    for match in _GOAL.finditer(text):
        start = match.start()
        named: re.Match[str] | None = match
        while named:
            if named[1] not in numbers:
                yield start, named.end(), f"mål {named[1]}"
            following = _ANOTHER.match(text, named.end())
            start, named = following.start(1) if following else start, following


def _other_wordings(text: str, goals: Sequence[Goal], known: Sequence[Goal]) -> Iterator[tuple[int, int, str]]:
    for match in _GOAL.finditer(text):
        goal = next((goal for goal in goals if goal.nummer == match[1]), None)
        wording = _WORDING.match(text, match.end())
        if goal and wording and not _begins(wording[1], goal.text):
            start, end = wording.span(1)
            yield start, end, f"mål {match[1]} som ”{words.normalised(wording[1])}”"
    for goal in known:
        found = None if goal in goals else re.search(r"\s+".join(map(re.escape, goal.text.split())), text, re.I)
        if found and not _GOAL.search(text[: found.start()][-20:]):
            yield *found.span(), f"målet ”{goal.text}”"


def _begins(wording: str, goal: str) -> bool:
    """Return whether one of the two is the other's beginning: a sentence may go on after the goal's words."""
    a, b = words.normalised(wording).casefold(), words.normalised(goal).casefold()
    return a.startswith(b) or b.startswith(a)


K104 = Rule("K104", Severity.WARNING, __doc__, other_goal_in_text)

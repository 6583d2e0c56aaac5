"""What a follow-up grades: the council's goals, the board's own under them, and indicators."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Path, item
from pipeline.outcome import GoalOutcome, Indicator, Outcomes, PartialGoal


def assessed(outcomes: Outcomes) -> Iterator[tuple[Path, str, GoalOutcome | PartialGoal | Indicator]]:
    """Yield everything that is graded, with its path and what a sentence calls it."""
    for number, goal in enumerate(outcomes.mal):
        path: Path = ("mal", item(number))
        yield path, f"mål {goal.nummer}", goal
        for place, part in enumerate(goal.delmal):
            yield (*path, "delmal", item(place)), f"nämndmålet {part.namn}", part
        for place, indicator in enumerate(goal.indikatorer):
            yield (*path, "indikatorer", item(place)), f"årsmålet för {indicator.namn}", indicator

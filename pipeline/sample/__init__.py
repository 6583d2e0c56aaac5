"""A whole city of sample definitions: invented boards, in believable Swedish, that use everything a plan may have.

The same seed gives the same city, to the letter. Each file and each page says that it is sample data.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.sample.boards import MOST, SampleBoard, boards
from pipeline.sample.case import case
from pipeline.sample.common import city
from pipeline.sample.dice import Dice
from pipeline.sample.outcome import last_report, outcomes
from pipeline.sample.plan import plan
from pipeline.sample.setting import HEAD, Setting
from pipeline.yaml_text import written

_WIDTH = 100
_LIST = re.compile(r"(?:[-+*]|\d+[.)])\s")

__all__ = ["MOST", "sample_city", "sample_files"]


def sample_city(seed: int, count: int, year: int) -> dict[str, str]:
    """Return the files of a city with `count` boards in `year`, and of the year before, by path under the root."""
    return dict(sample_files(seed, count, year))


def sample_files(seed: int, count: int, year: int) -> Iterator[tuple[str, str]]:
    """Yield those files one at a time: path and text."""
    register = boards(count, year)
    yield "namnder.yaml", _file({board.id: board.entry for board in register})
    for of_year in (year - 1, year):
        yield f"{of_year}/stad.yaml", _file(city(of_year))
        for place, board in enumerate(register, seed):
            if board.first_year <= of_year <= board.last_year:
                for name, values in _papers(seed, place, board, register, of_year, latest=of_year == year):
                    yield f"{of_year}/{board.id}/{name}.yaml", _file(values)


def _papers(
    seed: int, place: int, board: SampleBoard, register: Sequence[SampleBoard], year: int, *, latest: bool
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the definitions of a board's year: the plan, its case, and its follow-up when the year has come so far."""
    setting, values = _plan(seed, place, board, register, year, latest=latest)
    yield "handlingsplan", values
    yield "arende", case(setting, values["beslut"])
    rapport = last_report(setting, latest=latest, status=values["status"])
    if rapport:
        is_written = not latest and board.last_year > year
        following = _plan(seed, place, board, register, year + 1, latest=True)[1] if is_written else {}
        yield "uppfoljning", outcomes(setting, values, rapport, following)


def _plan(
    seed: int, place: int, board: SampleBoard, register: Sequence[SampleBoard], year: int, *, latest: bool
) -> tuple[Setting, dict[str, Any]]:
    issued = city(year)
    dice = Dice(seed, board.id)
    setting = Setting(place, board, register, year, dice, dice.of(year), issued["texter"])
    return setting, plan(setting, issued["mal"], latest=latest)


def _file(values: dict[str, Any]) -> str:
    return written(_wrapped(values), {(): HEAD})


def _wrapped(value: Any) -> Any:
    """Return a value with its long texts as a person would have them: no line longer than the page.

    A line break inside a paragraph means nothing, unless what follows would begin a list.
    """
    if isinstance(value, dict):
        return {key: _wrapped(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_wrapped(inner) for inner in value]
    paragraphs = value.strip("\n").split("\n\n")
    if len(paragraphs) == 1 and "\n" not in paragraphs[0]:
        return paragraphs[0]
    return "\n\n".join(text if "\n" in text else _filled(text) for text in paragraphs) + "\n"


def _filled(text: str) -> str:
    lines = textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)
    return text if any(_LIST.match(line) for line in lines) else "\n".join(lines)

"""A whole city of sample definitions: invented boards, in believable Swedish, that use everything a plan may have.

The same seed gives the same city, to the letter. Each file and each page says that it is sample data.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.sample.boards import MOST, boards
from pipeline.sample.common import city
from pipeline.sample.dice import Dice
from pipeline.sample.plan import plan
from pipeline.sample.setting import HEAD, Setting
from pipeline.sample.yaml_lines import yaml_text

__all__ = ["MOST", "sample_city", "sample_files"]


def sample_city(seed: int, count: int, year: int) -> dict[str, str]:
    """Return the files of a city with `count` boards in `year`, and of the year before, by path under the root."""
    return dict(sample_files(seed, count, year))


def sample_files(seed: int, count: int, year: int) -> Iterator[tuple[str, str]]:
    """Yield those files one at a time: path and text."""
    register = boards(count, year)
    yield "namnder.yaml", _file({board.id: board.entry for board in register})
    for of_year in (year - 1, year):
        issued = city(of_year)
        yield f"{of_year}/stad.yaml", _file(issued)
        for place, board in enumerate(register, seed):
            if board.first_year <= of_year <= board.last_year:
                dice = Dice(seed, board.id)
                setting = Setting(place, board, register, of_year, dice, dice.of(of_year), issued["texter"])
                values = plan(setting, issued["mal"], latest=of_year == year)
                yield f"{of_year}/{board.id}/handlingsplan.yaml", _file(values)


def _file(values: dict[str, Any]) -> str:
    return f"# {HEAD}\n\n{yaml_text(values)}"

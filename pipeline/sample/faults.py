"""The faults that a real year has: plans that are missing, cannot be read, or break a demand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_EVERY = 6  # so that a fault of each kind comes once among six boards


def with_faults(files: Iterable[tuple[str, str]], year: int) -> Iterator[tuple[str, str]]:
    """Yield `files` with faults in some of the plans of `year`, the first six boards one each of:

    no plan at all, a quote that is never closed, a misspelt key, an environment that nobody has assessed; two are
    left whole.
    """
    gone = set()
    plans = 0
    for path, text in files:
        of_year, _, name = path.partition("/")
        board = name.partition("/")[0]
        if of_year == str(year) and name.endswith("/handlingsplan.yaml"):
            plans += 1
            match plans % _EVERY:
                case 1:
                    gone.add(board)
                case 2:
                    text = text.replace("status: ", 'status: "', 1)
                case 4:
                    text = text.replace("tidplan:", "tidsplan:", 1)
                case 5:
                    text = text.replace("vansterextremism: ", "vansterextremism: okänt # ", 1)
        if of_year != str(year) or board not in gone:
            yield path, text

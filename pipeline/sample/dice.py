"""Choices that look free and are not: the same key gives the same choices, on every machine and in every Python."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """A source of choices with a name. What is drawn from `of(...)` does not move when another draw is added.

    Python's own generator is not used: what its `choice` gives is not promised from one version to the next.
    """

    def __init__(self, *key: object) -> None:
        self._key = "/".join(map(str, key))
        self._drawn = 0

    def of(self, *steps: object) -> Dice:
        """Return the dice of a part: always the same, however much has been drawn here."""
        return Dice(self._key, *steps)

    def number(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`, both included."""
        self._drawn += 1
        drawn = blake2b(f"{self._key}#{self._drawn}".encode(), digest_size=8).digest()
        return low + int.from_bytes(drawn) % (high - low + 1)

    def happens(self, percent: int) -> bool:
        """Return True in `percent` cases of a hundred."""
        return self.number(1, 100) <= percent

    def pick(self, things: Sequence[T]) -> T:
        """Return one of `things`."""
        return things[self.number(0, len(things) - 1)]

    def shuffled(self, things: Sequence[T]) -> list[T]:
        """Return all of `things` in an order of their own."""
        left = list(things)
        return [left.pop(self.number(0, len(left) - 1)) for _ in things]

    def some(self, things: Sequence[T], count: int) -> list[T]:
        """Return `count` of `things`, each at most once and in their own order; all of them when they are fewer."""
        chosen = self.shuffled(range(len(things)))[:count]
        return [things[place] for place in sorted(chosen)]

"""Personnummer and samordningsnummer: where they stand in a text, and a text without them.

No diagnostic and no report may repeat one, so what masks them stands on the ground floor.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress

_GAP = r"[\s\u00ad\u200b-\u200d\u2060\ufeff]{0,3}"  # white space and what is not seen at all
_DASH = r"[-+\u2010-\u2015\u2212\ufe58\ufe63\uff0d]?"
_FORM = re.compile(
    rf"""
    (?<!\d) (?: (?<=\d{{4}}[/,;]) | (?<!\d[/.\-]) )     # not inside a diary number
    (?P<century>18|19|20)?
    (?P<year>\d\d) (?P<between>[-./\s]?)
    (?P<month>0[1-9]|1[0-2]) (?P=between)
    (?P<day>0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])    # 61-91: samordningsnummer
    (?P<last_gap>{_GAP}{_DASH}{_GAP})
    (?P<last>\d{{4}})
    (?! \d | /\d{{4}}(?!\d) | [-\u2013]\d\d(?!\d) )      # nor a period between two dates
    """,
    re.X,
)
_UNSEEN = re.compile(r"[*_\\\u00ad\u200b-\u200f\u2060\ufeff]")  # emphasis, escapes, and what no reader sees
_DIGIT = re.compile(r"\d")
_FEWEST = 10  # digits of a personal number; most texts have fewer
_TELEPHONE = re.compile(r"(?:tel|mobil|ring|sms)\D{0,20}$", re.I)


def personal_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets (start, end) of each personnummer and samordningsnummer in `text`, however written."""
    if len(_DIGIT.findall(text)) < _FEWEST:
        return
    for match in _FORM.finditer(text):
        if _is_valid(match) and not _is_other(text, match):
            yield match.span()


def _is_valid(match: re.Match[str]) -> bool:
    from personnummer.personnummer import Personnummer, PersonnummerException  # few plans need it

    # A century is always given, or the library would ask the clock for one; only 29 February 1900 differs.
    number = f"{match['year']}{match['month']}{match['day']}{match['last']}"
    for century in (match["century"],) if match["century"] else ("19", "20"):
        with suppress(PersonnummerException):
            Personnummer(century + number)
            return True
    return False


def _is_other(text: str, match: re.Match[str]) -> bool:
    """Return whether it is more likely a telephone number, or a date with a year after it."""
    if match[0].isdigit() and match[0].startswith("0"):
        return _TELEPHONE.search(text[: match.start()]) is not None
    if match["between"]:
        return not match["last_gap"] or (match["last_gap"] != "-" and match["last"][:2] in ("19", "20"))
    return False


def hides_one(text: str) -> bool:
    """Return whether a personal number is in `text` once signs of markup and such as are not seen are taken away."""
    if len(_DIGIT.findall(text)) < _FEWEST:
        return False
    bare = _UNSEEN.sub("", unicodedata.normalize("NFKC", text))
    return bare != text and any(True for _ in personal_numbers(bare))


def found_in(text: str) -> list[tuple[int, int]]:
    """Return the offsets of each personal number in `text`; of the whole text when it only hides one."""
    return list(personal_numbers(text)) or ([(0, len(text))] if hides_one(text) else [])


def masked(text: str) -> str:
    """Return `text` with a dot for each sign of every personal number, so that places stay where they are."""
    for start, end in personal_numbers(text):
        text = text[:start] + "•" * (end - start) + text[end:]
    return re.sub(r"\d", "•", text) if hides_one(text) else text

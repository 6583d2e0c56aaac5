"""Personnummer eller samordningsnummer i planen.

Planen publiceras. Ett personnummer eller samordningsnummer får aldrig stå i den, i vilken form det än är
skrivet och i vilket fält det än är: löptext, källa, id eller diarienummer. Numret skrivs inte ut i meddelandet.

Grund: Tillsynsmyndighetens linje (personnummer publiceras aldrig på webben) och dataskyddsförordningen.
Åtgärd: Ta bort numret, och berätta för förvaltningens dataskyddsombud om planen redan har spridits.

Fel:
    lokal_lagesbild:
      text: I Exempelstadens stadsdelsområde gäller uppgiften 701063-2391 och är låg.
                                                              ^^^^^^^^^^^
Rätt:
    lokal_lagesbild:
      text: I Exempelstadens stadsdelsområde gäller uppgiften ett enskilt ärende och är låg.
"""

import re
from collections.abc import Iterator
from contextlib import suppress

from personnummer.personnummer import Personnummer, PersonnummerException

from pipeline.diagnostics import Finding, Path, Severity
from pipeline.dossier import Dossier
from pipeline.rules.rule import Rule
from pipeline.source import Value, item_key

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
_TELEPHONE = re.compile(r"(?:tel|mobil|ring|sms)\D{0,20}$", re.I)


def personal_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets (start, end) of each personnummer and samordningsnummer in `text`, however written."""
    for match in _FORM.finditer(text):
        if _is_valid(match) and not _is_other(text, match):
            yield match.span()


def _is_valid(match: re.Match[str]) -> bool:
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


def personal_number(dossier: Dossier) -> Iterator[Finding]:
    """Yield each personal number in any key or value of the plan's file; comments are not the plan's."""
    for path, text, is_key in _strings(dossier.source.values, ()):
        for span in personal_numbers(text):
            yield Finding(
                path,
                f"ett personnummer eller samordningsnummer står i {'en nyckel' if is_key else 'planen'}, "
                "men en plan som publiceras får inte innehålla något",
                "ta bort numret; beskriv saken utan uppgifter om någon enskild",
                None if is_key else span,
            )


def _strings(value: Value, path: Path) -> Iterator[tuple[Path, str, bool]]:
    """Yield each string with its path and whether it is a key, in the order of the file."""
    if isinstance(value, str):
        yield path, value, False
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield (*path, key), key, True
            yield from _strings(entry, (*path, key))
    elif isinstance(value, list):
        for number, entry in enumerate(value):
            yield from _strings(entry, (*path, item_key(value, number)))


P101 = Rule("P101", Severity.ERROR, __doc__, personal_number)

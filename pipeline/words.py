"""Swedish words: joined lists, counted things, dates and likeness."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence

_MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)


def joined(things: Sequence[str], last: str = "och") -> str:
    """Return `a, b och c`."""
    if len(things) < 2:
        return "".join(things)
    return f"{', '.join(things[:-1])} {last} {things[-1]}"


def counted(number: int, one: str, many: str) -> str:
    """Return `1 fel`, `2 varningar`; nothing is `inga`-less: `0 varningar`."""
    return f"{number} {one if number == 1 else many}"


def written_date(date: str) -> str:
    """Return an ISO date as running text has it: `16 maj 2023`, `maj 2023`, `2023`."""
    year, *rest = date.split("-")
    if not rest:
        return year
    month = _MONTHS[int(rest[0]) - 1]
    return f"{int(rest[1])} {month} {year}" if len(rest) == 2 else f"{month} {year}"


def listed(things: Sequence[str]) -> str:
    """Return things that may hold commas and `och` themselves: `a, b och c`, or `a; b och c; d`."""
    return "; ".join(things) if any(", " in thing or " och " in thing for thing in things) else joined(things)


def uncapitalised(text: str) -> str:
    """Return `text` with its first letter small, unless the second is large too: `Löpande` and `HR-chef`."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def capitalised(text: str) -> str:
    """Return `text` with its first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


def genitive(text: str) -> str:
    """Return the genitive of a phrase: -s on its last word, nothing after s, x, z."""
    return text if text[-1:] in "sxz" else text + "s"


def mentions(text: str, names: Iterable[str]) -> bool:
    """Return whether `text` holds any of `names` as whole words, whatever their case, their genitive too.

    A hyphen may have spaces round it: `Hässelby - Vällingby`.
    """
    patterns = [r" ?[-‐‑–] ?".join(map(re.escape, name.split("-"))) for name in names]
    return any(re.search(rf"(?<!\w)(?<!\w[-‐‑]){p}s?(?!\w)", normalised(text), re.I) for p in patterns)


_NUMBERS = (
    *("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv", "tretton"),
    *("fjorton", "femton", "sexton", "sjutton", "arton", "nitton", "tjugo"),
)

_COUNTED = {**{name: value for value, name in enumerate(_NUMBERS)}, "ett": 1}


def number(word: str) -> int | None:
    """Return what `6`, `sex` or `ett` counts, or None; words go as far as twenty."""
    return int(word) if word.isdecimal() else _COUNTED.get(word.lower())


def spelled(number: int) -> str:
    """Return a number as running text has it: in letters to twelve, then in digits; one thing is `en`."""
    return _NUMBERS[number] if 0 <= number <= 12 else str(number)


def plainest(word: str) -> str:
    """Return `word` in small letters without dots and accents: `År` and `ar` are the same."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(sign))


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the one among `known` that `word` was probably meant to be, or None."""
    folded = {plainest(name): name for name in known}
    if plainest(word) in folded:
        return folded[plainest(word)]
    import difflib  # only a misspelt word needs it, and start-up does not

    match = difflib.get_close_matches(word, list(folded.values()), n=1, cutoff=0.6)
    return match[0] if match else None


def meant(word: str, known: Iterable[str]) -> str:
    """Return ` (menade du `x`?)` when a known word is near, else nothing."""
    near = nearest(word, known)
    return f" (menade du `{near}`?)" if near else ""


def normalised(text: str) -> str:
    """Return `text` with every run of white space as one space: wrapping never counts as a difference."""
    return " ".join(text.split())


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
SAME_THING = 0.25  # likeness: less than this and one id names two things


def without_years(text: str) -> str:
    """Return `text` with every year the same and every run of white space as one space."""
    return _YEAR.sub("ÅÅÅÅ", normalised(text))


_STEM = 6  # letters: inflection does not count
_SHORT = 4  # shorter words carry little


def likeness(one: str, other: str) -> float:
    """Return how many of their longer words two texts share, from 0 to 1; 1 for two without any."""
    a, b = _stems(one), _stems(other)
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in re.findall(r"\w+", text.lower()) if len(word) >= _SHORT}


# A capital follows, and it is no initial and no abbreviation with full stops inside it: `t.ex.`
_FULL_STOP = re.compile(r"(?<!\.\w\.)(?<!\.\w\w\.)(?<!\b\w\.)(?<=[.!?])\s+(?=[A-ZÅÄÖ])")


def shortened(text: str, most: int) -> str:
    """Return the first sentence of `text` without its full stop, cut after a word where it is longer than `most`.

    What is cut ends with an ellipsis; a word that is longer than all there is room for is cut inside.
    """
    sentence = _FULL_STOP.split(normalised(text), maxsplit=1)[0]
    if len(sentence) <= most:
        return sentence.removesuffix(".")
    whole = sentence[: most - 1].rpartition(" ")[0].rstrip(" ,;:–-(")
    return f"{whole} …" if whole else f"{sentence[: most - 1]}…"


def sharing(ones: Sequence[Sequence[Hashable]], others: Sequence[Sequence[Hashable]], share: float) -> list[list[int]]:
    """Return, for each of `ones`, the positions in `others` of all that may have `share` of its words, and few more.

    To have so many of its words is to have one of the rest and one more, whichever they are: so only its rarest words
    are looked up, and what does not have any of them is never compared. What has no word shares with its like.
    """
    places: dict[Hashable, list[int]] = defaultdict(list)
    for number, words in enumerate(others):
        for word in dict.fromkeys(words or _NO_WORDS):
            places[word].append(number)
    found = []
    for words in ones:
        rarest = sorted(words or _NO_WORDS, key=lambda word: len(places.get(word, ())))
        looked_up = rarest[: len(rarest) - math.ceil(share * len(rarest) - _ROUNDING) + 1]
        found.append(sorted({number for word in looked_up for number in places.get(word, ())}))
    return found


_NO_WORDS = ("",)
_ROUNDING = 1e-9

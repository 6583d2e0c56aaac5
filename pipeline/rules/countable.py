"""What can be counted in a text, and the verbs that leave open what is done."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline import markup, words
from pipeline.activity import Activity

# Numbers that count nothing: years, dates, laws, sections, school years, ages, clock times and numbered things.
_NAMES_A_THING = re.compile(
    r"""
    \b(?:19|20)\d\d(?:-\d\d){0,2}(?::\d+)?\b | (?<!\d)\d{1,4}\s?(?:§|kap\b) | §\s?\d+
  | \b(?:åk|årskurs(?:erna)?|kl|kap|mål|sid|s|nr|punkt|bilaga|steg|fas|del)\b\.?\s?\d+(?:[.:–-]\d+)*
  | (?<!\d)\d{1,4}(?:\s?[–-]\s?\d{1,4})?(?:\s?år\b|-år\w+) | \bsex\s+och\s+samlevnad
  | \b(?:de|dessa|alla)\s+(?:två|tre|fyra|fem)\b | \bett\s+antal\b
    """,
    re.X | re.I,
)
_COUNTS = re.compile(
    r"""
    (?<!\w)\d | % | \b(?:
        trettio|fyrtio|femtio|hundra|procent|andel(?:en)?|antal(?:et)?|hälften
      | minst\s+ett?|en\s+gång\s+(?:per|i|om|varje|under)
      | var(?:je|annan|t?annat|\s+\w+(?:de|dje|te))\s+
        (?:dag|vecka|månad|kvartal|tertial|termin|halvår|år|vår|höst|möte)
      | årlig(?:en|a|t)?|månadsvis|månatlig(?:en|a|t)?|veckovis|kvartalsvis|terminsvis|halvårsvis|daglig(?:en|a|t)?
    )\b
    """,
    re.X | re.I,
)
_VERBS = re.compile(
    r"""
    \b(?:(?P<vague>
        lyft(?:a|as|er|s) | uppmärksamma[rs]? | säkerställ(?:a|as|er|s) | samverka[rs]? | främja[rs]? | beakta[rs]?
      | belys(?:a|as|er|es) | synliggör(?:a|as|s)? | adressera[rs]? | prioritera[rs]? | stärk(?:a|as|er|s) | värna[rs]?
      | utveckla[rs]? | ta[rs]?\s+upp | ser?\s+till\s+att | bidrar?\s+till
      | verkar?\s+(?:\w+\s+)?för | har?\s+(?:\w+\s+)?fokus
      | (?:arbeta|jobba)[rs]?\s+(?:(?!uppsökande)\w+\s+)?(?:med|för|mot|kring|utifrån)
    ) | (?P<concrete>
        (?!flera\b)\w+era[rs]? | genomför(?:a|as|s)? | erbjud(?:a|as|er|s) | utbilda[rs]? | bjud(?:a|as|er|s)\s+in
      | håll(?:a|as|er|s) | ta[rs]?\s+fram | besök(?:a|as|er|s) | träffa[rs]? | anordna[rs]? | köp(?:a|as|er|s)
      | delta[rs]? | använd(?:a|as|er|s) | skicka[rs]? | skriv(?:a|as|er|s) | granska[rs]? | upprätta[rs]?
      | behandla[rs]? | ge[rs]? | möt(?:a|er|s) | samla[rs]?\s+in | kartlägg(?:a|er|s) | införa?s?(?<!inför)
      | (?:arbeta|jobba)[rs]?\s+uppsökande | följ(?:a|as|er|s)\s+upp | dela[rs]?\s+ut | led(?:a|er|s)
    ))\b
    """,
    re.X | re.I,
)
_SUBORDINATE = re.compile(r"\b(?:och|samt|för\s+att|syfte\s+att|som)\s+$", re.I)
_NEAR = 40  # letters, enough for the words that open a clause


@lru_cache(maxsize=512)  # three rules ask of the same rows
def is_countable(text: str) -> bool:
    """Return whether `text` says how many, how much or how often."""
    rest = _NAMES_A_THING.sub(" ", markup.plain(text))
    return bool(_COUNTS.search(rest)) or any((words.number(word) or 0) > 1 for word in re.findall(r"\w+", rest))


def is_measured(activity: Activity) -> bool:
    """Return whether an activity has a measure, its own or in its text."""
    return bool(activity.matt and activity.matt.strip()) or is_countable(activity.aktivitet)


def vague_verb(text: str) -> tuple[int, int] | None:
    """Return the place of the verb that carries `text`, if it does not say what is done.

    The first known verb outside a subordinate clause carries the text: a routine that someone writes "för att
    säkerställa" something is written, which is concrete.
    """
    for match in _VERBS.finditer(text):
        if not _SUBORDINATE.search(text[max(match.start() - _NEAR, 0) : match.start()]):
            return match.span() if match["vague"] else None
    return None

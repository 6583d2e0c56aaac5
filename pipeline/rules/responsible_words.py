"""What can be wrong with a responsible, one flaw at a time: the gravest hides the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import Enum, auto

from pipeline import words
from pipeline.activity import Activity, Responsible
from pipeline.diagnostics import Path, item
from pipeline.plan import ActionPlan


class Flaw(Enum):
    """What keeps a responsible from being a function with a unit, as the column wants it."""

    NOBODY = auto()
    NAME = auto()
    ALL_HEADS = auto()
    NO_UNIT = auto()
    NOT_UNIT_HEAD = auto()


_QUANTIFIER = r"(?:alla|samtliga|berör(?:d|da)|relevant(?:a)?|respektive|varje)"
_NOBODY = re.compile(
    rf"""
    [\W_]* | x+ | n/?a | tbd | vi | ingen | någon | oklart | vakant | ska\s+utses | utses\s+senare | ej\s+.+
  | all | (?:{_QUANTIFIER}|all)(?:\s+(?!\w*(?:chef|rektor|ledare|samordnare|direktör|ansvarig))\w+)*
  | (?:\w+\s+)?(?:personal|medarbetare|anställda|(?:stadsdels)?(?:förvaltning|nämnd)|verksamhet|stad)(?:en|na|erna)?
    """,
    re.X | re.I,
)
_ALL_HEADS = re.compile(rf"{_QUANTIFIER}\s", re.I)
_UNIT = re.compile(r"\b(?:på|för|inom|vid|i)\s+\w|,\s*\w|(?:enhet|avdelning|stab|sektion)(?:en|ens|er|erna)\b", re.I)
_ONLY_UNIT = re.compile(r"\w*(?:enhet|avdelning|stab|sektion)(?:en|erna)", re.I)
_WHOLE_OFFICE = re.compile(
    rf"(?:.*\b(?:på|för|inom|vid|i)\s+)?(?:(?:{_QUANTIFIER}|hela)\s*)?(?:\w*förvaltningen|enheter|avdelningar)?", re.I
)
_WHOLE_OFFICE_HEAD = re.compile(r"direktör|förvaltningschef|\blokala?\s+samordnare|\bsamordnare\w*\s+mot\b", re.I)
_NOT_UNIT_HEAD = re.compile(r"direktör|förvaltningschef|avdelningschef", re.I)
_CAPITALISED = r"[A-ZÅÄÖÉÜ][\w’'-]+"
_NAME = re.compile(
    rf"(?:{_CAPITALISED}|[A-ZÅÄÖ]\.)(?:\s*[A-ZÅÄÖ]\.)*(?:\s+(?:af|av|von|de|al))?(?:\s+{_CAPITALISED}){{1,2}}"
)
_ROLE = re.compile(r"\b\w*(?:chef|direktör|rektor|ledare|samordnare|handläggare|sekreterare)\w*\b", re.I)
_NO_NAME = re.compile(
    r"""
    chef | direktör | rektor | ledare | ansvarig | samordn | koordin | sekreter | handlägg | strateg | kons[ue]l
  | assistent | controller | utred | utveckl | lots | föreståndare | specialist | pedagog | kurator | sköterska
  | polis | enhet | avdelning | förvaltning | nämnd | stab | råd | område | team | grupp | verksamhet | kontor
  | tjänst | skol | förening | stiftelse | kommun | \bstads?\b | region | jour | fält | kyrk | barn | kors
  | centr | myndighet | verk\b | verket | bolag | \bab\b | ung(?:a|dom) | vux | familj | stöd | social | extern
  | \b(?:norra|södra|östra|västra|inre|yttre|gamla|stora|lilla|s:t|sankt)\b
    """,
    re.X | re.I,
)


def _is_nobody(responsible: Responsible) -> bool:
    return bool(_NOBODY.fullmatch(_bare(responsible.funktion)))


def is_name(responsible: Responsible) -> bool:
    """Return whether any part beside the role is two or three capitalised words, none of them an office or a place."""
    parts = re.split(r"[,;/()]", _ROLE.sub(",", responsible.funktion))
    return any(_NAME.fullmatch(part.strip()) and not _NO_NAME.search(part) for part in parts)


def _is_all_heads(responsible: Responsible) -> bool:
    return bool(_ALL_HEADS.match(responsible.funktion)) and not _says_where(responsible)


def _lacks_unit(responsible: Responsible) -> bool:
    if responsible.enhet or _WHOLE_OFFICE_HEAD.search(responsible.funktion):
        return False
    return is_only_unit(responsible) or not _UNIT.search(responsible.funktion)


def _is_not_unit_head(responsible: Responsible) -> bool:
    return bool(_NOT_UNIT_HEAD.search(responsible.funktion))


def is_only_unit(responsible: Responsible) -> bool:
    """Return whether the function is the name of a unit: `Familjeenheten`."""
    return bool(_ONLY_UNIT.fullmatch(_bare(responsible.funktion)))


def _says_where(responsible: Responsible) -> bool:
    """Return whether a unit smaller than the whole office is named."""
    place = responsible.enhet or (responsible.funktion if _UNIT.search(responsible.funktion) else "")
    return not _WHOLE_OFFICE.fullmatch(_bare(place))


def _bare(text: str) -> str:
    return words.normalised(text).rstrip(".")


# In order of gravity: only the first that holds is told.
_FLAWS: tuple[tuple[Flaw, Callable[[Responsible], bool]], ...] = (
    (Flaw.NOBODY, _is_nobody),
    (Flaw.NAME, is_name),
    (Flaw.ALL_HEADS, _is_all_heads),
    (Flaw.NO_UNIT, _lacks_unit),
    (Flaw.NOT_UNIT_HEAD, _is_not_unit_head),
)


def flaw(responsible: Responsible) -> Flaw | None:
    """Return the gravest flaw of a responsible, or None."""
    return next((kind for kind, holds in _FLAWS if holds(responsible)), None)


def flawed(plan: ActionPlan, wanted: Flaw) -> Iterator[tuple[Path, Activity, Responsible]]:
    """Yield each responsible with that flaw, the path of its function and its activity."""
    for path, activity in plan.activities():
        for number, responsible in enumerate(activity.ansvarig):
            if flaw(responsible) is wanted:
                yield (*path, "ansvarig", item(number), "funktion"), activity, responsible

"""The documents of the city's ordinary governance that an activity can be followed up in."""

from __future__ import annotations

import re

KNOWN = ("verksamhetsberättelse", "tertialrapport 1", "tertialrapport 2", "verksamhetsplan", "årsrapport")

_KNOWN = re.compile(
    r"\b(?:verksamhetsberättelse|tertialrapport|verksamhetsplan|årsrapport)(?:n|r|rna|en|er|erna)?\b", re.I
)
_OWNER = re.compile(r"\w[sxz]\s+\w|\b(?:för|från|på|av)\s+\D", re.I)


def is_known(document: str) -> bool:
    """Return whether `document` names one of the known ones, in any form, with or without whose it is."""
    return bool(_KNOWN.search(document))


def says_whose(document: str) -> bool:
    """Return whether the name itself has an owner: `familjeenhetens verksamhetsberättelse`."""
    return bool(_OWNER.search(document))

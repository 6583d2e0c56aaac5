"""The dossier: a plan with all that is needed to judge and print it.

Plan, its year's structure, the city's texts, the board, the case, the follow-up, last year's plan and the sources.
Everything above reads it, everything below makes it.
"""

from __future__ import annotations

from pipeline.dossier.dossier import Dossier, Past
from pipeline.dossier.history import YEARS_BACK
from pipeline.dossier.modelling import UNKNOWN_CITY_TEXT
from pipeline.dossier.opening import drafted, open_dossier
from pipeline.dossier.shared import surroundings

__all__ = ["UNKNOWN_CITY_TEXT", "YEARS_BACK", "Dossier", "Past", "drafted", "open_dossier", "surroundings"]

"""The versions of the common structure. A new one is one file and one word here."""

from __future__ import annotations

from pipeline.plan import ActionPlan
from pipeline.structures.facknamnd_2023 import Facknamnd2023
from pipeline.structures.stadsdel_2023 import Stadsdel2023

STRUCTURES: tuple[type[ActionPlan], ...] = (Stadsdel2023, Facknamnd2023)

BY_ID = {structure.structure_id: structure for structure in STRUCTURES}

"""The rules that say what has become old. What they find in a plan carried to a new year is marked in it."""

from __future__ import annotations

from pipeline.rules.a106_status_at_odds import A106
from pipeline.rules.a112_another_year import A112
from pipeline.rules.f202_done_and_carried_on import F202
from pipeline.rules.f204_carried_for_years import F204
from pipeline.rules.k101_unknown_source import K101
from pipeline.rules.k104_other_goal_in_text import K104
from pipeline.rules.k105_ibid import K105
from pipeline.rules.k106_superseded_law import K106
from pipeline.rules.k107_body_that_has_ceased import K107
from pipeline.rules.k108_expired_programme import K108
from pipeline.rules.k109_old_threat_source import K109
from pipeline.rules.k110_stale_year import K110
from pipeline.rules.l101_area_not_named import L101
from pipeline.rules.l105_old_source import L105
from pipeline.rules.l106_unchanged_picture import L106
from pipeline.rules.l107_count_of_pictures import L107
from pipeline.rules.rule import Rule
from pipeline.rules.s210_another_board import S210

RENEWED_BY: tuple[Rule, ...] = (
    A106,
    A112,
    F202,
    F204,
    K101,
    K104,
    K105,
    K106,
    K107,
    K108,
    K109,
    K110,
    L101,
    L105,
    L106,
    L107,
    S210,
)

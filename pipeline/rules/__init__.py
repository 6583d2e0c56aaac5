"""The catalogue of rules. A new one is one file and one word here."""

from __future__ import annotations

from pipeline.rules.a302_stale_follow_up import A302
from pipeline.rules.rule import Rule

RULES: tuple[Rule, ...] = (A302,)

BY_CODE = {rule.code: rule for rule in RULES}

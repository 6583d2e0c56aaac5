"""The catalogue of what only a Word file can have. A new rule is one file and one word here."""

from __future__ import annotations

from pipeline.word_rules.rule import Reading, WordFinding, WordRule
from pipeline.word_rules.w101_missing_heading import W101
from pipeline.word_rules.w102_out_of_order import W102
from pipeline.word_rules.w103_renamed_heading import W103
from pipeline.word_rules.w104_fake_heading import W104
from pipeline.word_rules.w105_heading_gap import W105
from pipeline.word_rules.w201_missing_column import W201
from pipeline.word_rules.w202_unmarked_head import W202
from pipeline.word_rules.w203_empty_rows import W203
from pipeline.word_rules.w204_merged_cells import W204
from pipeline.word_rules.w205_layout_table import W205
from pipeline.word_rules.w301_tracked_changes import W301
from pipeline.word_rules.w302_comments import W302
from pipeline.word_rules.w303_dangling_note import W303
from pipeline.word_rules.w304_typed_notes import W304
from pipeline.word_rules.w305_typed_list import W305
from pipeline.word_rules.w306_empty_paragraphs import W306
from pipeline.word_rules.w307_typed_contents import W307
from pipeline.word_rules.w308_broken_lines import W308
from pipeline.word_rules.w309_not_filled_in import W309
from pipeline.word_rules.w401_no_title import W401
from pipeline.word_rules.w402_other_language import W402
from pipeline.word_rules.w403_no_alternative_text import W403
from pipeline.word_rules.w404_weak_contrast import W404
from pipeline.word_rules.w405_text_box import W405
from pipeline.word_rules.w501_fetched import W501
from pipeline.word_rules.w502_unread import W502
from pipeline.word_rules.w503_no_year import W503
from pipeline.word_rules.w504_hidden_personal_number import W504

WORD_RULES: tuple[WordRule, ...] = (
    W101,
    W102,
    W103,
    W104,
    W105,
    W201,
    W202,
    W203,
    W204,
    W205,
    W301,
    W302,
    W303,
    W304,
    W305,
    W306,
    W307,
    W308,
    W309,
    W401,
    W402,
    W403,
    W404,
    W405,
    W501,
    W502,
    W503,
    W504,
)

WORD_BY_CODE = {rule.code: rule for rule in WORD_RULES}

__all__ = ["WORD_BY_CODE", "WORD_RULES", "Reading", "WordFinding", "WordRule"]

"""The catalogue of rules. A new one is one file and one word here."""

from __future__ import annotations

from pipeline.rules.a101_no_measure import A101
from pipeline.rules.a102_vague_verb import A102
from pipeline.rules.a103_no_environment import A103
from pipeline.rules.a104_twin_activities import A104
from pipeline.rules.a105_too_short import A105
from pipeline.rules.a106_status_at_odds import A106
from pipeline.rules.a107_no_aim import A107
from pipeline.rules.a111_bare_schedule import A111
from pipeline.rules.a112_another_year import A112
from pipeline.rules.a113_uncountable_frequency import A113
from pipeline.rules.a201_all_heads import A201
from pipeline.rules.a202_nobody_responsible import A202
from pipeline.rules.a203_no_unit import A203
from pipeline.rules.a204_personal_name import A204
from pipeline.rules.a205_not_unit_head import A205
from pipeline.rules.a301_whose_document import A301
from pipeline.rules.a302_stale_follow_up import A302
from pipeline.rules.a303_method_only import A303
from pipeline.rules.a304_unknown_document import A304
from pipeline.rules.d101_decision_not_recorded import D101
from pipeline.rules.d102_approval_not_recorded import D102
from pipeline.rules.d103_consultation_not_recorded import D103
from pipeline.rules.d104_unusual_dnr import D104
from pipeline.rules.d105_impossible_order import D105
from pipeline.rules.d106_status_left_behind import D106
from pipeline.rules.e101_missing_section import E101
from pipeline.rules.e102_unknown_section import E102
from pipeline.rules.e103_dnr_at_odds import E103
from pipeline.rules.e104_meeting_at_odds import E104
from pipeline.rules.e105_impossible_case_date import E105
from pipeline.rules.e106_unusual_case_dnr import E106
from pipeline.rules.e107_case_not_filled_in import E107
from pipeline.rules.e108_person_in_case import E108
from pipeline.rules.e109_missing_attachment import E109
from pipeline.rules.e110_numbered_attachment import E110
from pipeline.rules.e111_repeated_point import E111
from pipeline.rules.e112_consultation_missing import E112
from pipeline.rules.f101_left_to_renew import F101
from pipeline.rules.f102_not_renewed import F102
from pipeline.rules.f201_vanished_activity import F201
from pipeline.rules.f202_done_and_carried_on import F202
from pipeline.rules.f203_id_for_something_else import F203
from pipeline.rules.f204_carried_for_years import F204
from pipeline.rules.f205_nothing_to_compare_with import F205
from pipeline.rules.k101_unknown_source import K101
from pipeline.rules.k102_uncited_source import K102
from pipeline.rules.k103_unknown_goal import K103
from pipeline.rules.k104_other_goal_in_text import K104
from pipeline.rules.k105_ibid import K105
from pipeline.rules.k106_superseded_law import K106
from pipeline.rules.k107_body_that_has_ceased import K107
from pipeline.rules.k108_expired_programme import K108
from pipeline.rules.k109_old_threat_source import K109
from pipeline.rules.k110_stale_year import K110
from pipeline.rules.l101_area_not_named import L101
from pipeline.rules.l102_environment_not_assessed import L102
from pipeline.rules.l103_sources_lacking import L103
from pipeline.rules.l104_source_without_period import L104
from pipeline.rules.l105_old_source import L105
from pipeline.rules.l106_unchanged_picture import L106
from pipeline.rules.l107_count_of_pictures import L107
from pipeline.rules.l108_small_number import L108
from pipeline.rules.p101_personal_number import P101
from pipeline.rules.p102_email_address import P102
from pipeline.rules.p103_telephone_number import P103
from pipeline.rules.p104_registering_opinions import P104
from pipeline.rules.p105_intranet_address import P105
from pipeline.rules.p106_name_in_picture import P106
from pipeline.rules.rule import Rule
from pipeline.rules.s201_missing_core_part import S201
from pipeline.rules.s202_empty_required_part import S202
from pipeline.rules.s203_own_common_text import S203
from pipeline.rules.s204_structure_of_other_board_type import S204
from pipeline.rules.s205_unknown_board import S205
from pipeline.rules.s206_wrong_folder import S206
from pipeline.rules.s207_board_not_in_office import S207
from pipeline.rules.s208_no_coordinator import S208
from pipeline.rules.s209_grants_and_premises import S209
from pipeline.rules.s210_another_board import S210
from pipeline.rules.t101_repeated_sentence import T101
from pipeline.rules.t102_abbreviation_not_introduced import T102
from pipeline.rules.t103_copying_debris import T103
from pipeline.rules.t104_long_sentence import T104
from pipeline.rules.t105_accidental_list import T105
from pipeline.rules.t106_meaningless_link_text import T106
from pipeline.rules.t107_placeholder_left import T107
from pipeline.rules.t108_number_form import T108
from pipeline.rules.t109_markup_that_means_nothing import T109
from pipeline.rules.t110_deep_list import T110
from pipeline.rules.u101_no_outcome import U101
from pipeline.rules.u102_not_planned import U102
from pipeline.rules.u103_two_outcomes import U103
from pipeline.rules.u104_report_missing import U104
from pipeline.rules.u105_activity_without_reason import U105
from pipeline.rules.u106_continuation_unknown import U106
from pipeline.rules.u107_backwards import U107
from pipeline.rules.u108_outcome_at_odds import U108
from pipeline.rules.u201_goal_not_planned import U201
from pipeline.rules.u202_goal_not_graded import U202
from pipeline.rules.u203_no_comment_on_grade import U203
from pipeline.rules.u204_grade_at_odds import U204
from pipeline.rules.u205_count_in_comment import U205
from pipeline.rules.u206_not_divided_by_sex import U206
from pipeline.rules.u207_indicator_not_filled_in import U207
from pipeline.rules.u301_no_change_in_picture import U301

RULES: tuple[Rule, ...] = (
    A101,
    A102,
    A103,
    A104,
    A105,
    A106,
    A107,
    A111,
    A112,
    A113,
    A201,
    A202,
    A203,
    A204,
    A205,
    A301,
    A302,
    A303,
    A304,
    D101,
    D102,
    D103,
    D104,
    D105,
    D106,
    E101,
    E102,
    E103,
    E104,
    E105,
    E106,
    E107,
    E108,
    E109,
    E110,
    E111,
    E112,
    F101,
    F102,
    F201,
    F202,
    F203,
    F204,
    F205,
    K101,
    K102,
    K103,
    K104,
    K105,
    K106,
    K107,
    K108,
    K109,
    K110,
    L101,
    L102,
    L103,
    L104,
    L105,
    L106,
    L107,
    L108,
    P101,
    P102,
    P103,
    P104,
    P105,
    P106,
    S201,
    S202,
    S203,
    S204,
    S205,
    S206,
    S207,
    S208,
    S209,
    S210,
    T101,
    T102,
    T103,
    T104,
    T105,
    T106,
    T107,
    T108,
    T109,
    T110,
    U101,
    U102,
    U103,
    U104,
    U105,
    U106,
    U107,
    U108,
    U201,
    U202,
    U203,
    U204,
    U205,
    U206,
    U207,
    U301,
)

BY_CODE = {rule.code: rule for rule in RULES}

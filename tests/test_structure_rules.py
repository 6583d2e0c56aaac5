"""The rules on structure, board and folder where their manual pages' examples do not reach."""

from __future__ import annotations

import pytest

from pipeline.board import read_register
from pipeline.dossier import open_dossier
from pipeline.rules import BY_CODE, RULES
from pipeline.rules.rule import check
from pipeline.source import parse_source


def told(dossier, code, faults=()):
    """Return the messages of one rule."""
    return [d.message for d in check(dossier, [BY_CODE[code]], faults)]


def test_missing_part_is_told_once(opened):
    """A required part that is not there is a fault of the file; no rule repeats it."""
    dossier, faults = opened("ansvar_och_samverkan: {ansvar: ~}\nforebyggande_arbete: {aktiviteter: ~}")
    assert [d.code for d in faults] == ["S101", "S101"]
    assert told(dossier, "S202", faults) == told(dossier, "S201", faults) == []


def test_empty_core_part_is_missing(opened):
    """A core part with an empty text is as good as none, and a text of signs alone is empty."""
    dossier, _ = opened('forhindrande_arbete: {avhopparverksamhet: {text: " "}, stod_till_anhoriga: {text: "[^x]"}}')
    assert len(told(dossier, "S201")) == 2


def test_remedy_offers_the_citys_text(tree, opened):
    """A missing core part that the city has written can be borrowed."""
    city = tree / "2023" / "stad.yaml"
    city.write_text(city.read_text("utf-8").replace("texter:\n", "texter:\n  blankett: Blanketten.\n"), "utf-8")
    dossier, _ = opened("ansvar_och_samverkan: {blankett: ~}")
    (found,) = check(dossier, [BY_CODE["S201"]])
    assert "{stad: blankett}" in found.remedy


def test_chapter_without_text_of_its_own_may_be_empty(opened):
    """Ansvar och samverkan has no text of its own, so an empty one is no fault."""
    dossier, _ = opened('ansvar_och_samverkan: {text: ""}')
    assert told(dossier, "S202") == []


def test_text_of_signs_alone_is_empty(opened):
    """A required text with nothing but a note has no words to print."""
    dossier, _ = opened('forebyggande_arbete: {text: "[^handbok]"}')
    assert told(dossier, "S202") == ["texten i avsnittet Förebyggande arbete är tom, men strukturen kräver en text"]


def test_missing_coordinator_is_an_error_in_a_draft_too(opened):
    """The coordinator is wanted at every status, of both kinds of board."""
    dossier, _ = opened("namnd: fack\nsamordnare: ~", "fack")
    assert len(told(dossier, "S208")) == 1


def test_year_folder_is_held_against_the_plans_year(opened):
    """A plan copied into next year's folder with last year's number is told."""
    dossier, _ = opened("ar: 2022")
    assert told(dossier, "S206") == ["planen gäller 2022, men ligger i mappen för `2023`"]


def test_wrong_board_is_told_once(opened):
    """An unknown board, or one of the other type, is not a wrong folder as well."""
    for board in ("exempl", '"fack"'):
        dossier, _ = opened(f"namnd: {board}")
        assert told(dossier, "S206") == []


def test_unreadable_register_blames_no_board(tree, opened):
    """When the register has faults of its own, no plan is told that its board is unknown."""
    (tree / "namnder.yaml").write_text("exempel: {typ: stadsdelsnämnd}\n", "utf-8")
    dossier, _ = opened()
    assert told(dossier, "S205") == []


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("2022-06-30", []),
        (
            "2022-07-01",
            [
                "beslutsdagen är 2022-07-01, men Gamla stans stadsdelsnämnd upphörde 2022-06-30 och efterträddes av "
                "Exempelstadens stadsdelsnämnd"
            ],
        ),
    ],
)
def test_board_is_judged_on_the_day_of_its_decision(opened, day, message):
    """A board may decide on its last day; the day after, its successor is named."""
    dossier, _ = opened(f"namnd: upphord\nbeslut: {{namnd: {{datum: {day}}}}}")
    assert told(dossier, "S207") == message


def test_board_before_its_time_has_a_predecessor(opened):
    """A decision taken before the board began names the board that existed then."""
    dossier, _ = opened("beslut: {namnd: {datum: 2022-06-30}}")
    (message,) = told(dossier, "S207")
    assert message.endswith("bildades 2022-07-01 och fanns som Gamla stans stadsdelsnämnd dessförinnan")


def test_plan_without_decision_is_held_against_its_year(opened):
    """Without a day, a board that ceased before the plan's year is told, with its successor; one that lives is not."""
    dossier, _ = opened("namnd: upphord\nstatus: utkast\nbeslut: ~")
    (message,) = told(dossier, "S207")
    assert message.startswith("Gamla stans stadsdelsnämnd upphörde 2022-06-30, före planens år 2023, och efterträddes")
    dossier, _ = opened("status: utkast\nbeslut: ~")
    assert told(dossier, "S207") == []


@pytest.mark.parametrize(
    "text",
    [
        "Varken stöd eller lokaler ges till odemokratiska aktörer, och inga bidrag.",
        "Den som hyr en lokal eller får föreningsbidraget prövas.",
        "Kontroll görs vid lokaluthyrning och bidragsgivning.",
    ],
)
def test_grants_and_premises_in_other_words(opened, text):
    """Grants and premises are found in their compounds and inflections."""
    dossier, _ = opened({"ansvar_och_samverkan": {"ansvar": {"text": text}}})
    assert told(dossier, "S209") == []


def test_local_and_contributing_are_no_grants_or_premises(opened):
    """`Lokal` is mostly an adjective, and `bidrar`, `bidragit` and `bidragande` are no money."""
    text = "Den lokala planen bidrar, och har bidragit, till en lokal lägesbild som en bidragande del."
    dossier, _ = opened({"ansvar_och_samverkan": {"ansvar": {"text": text}}})
    assert len(told(dossier, "S209")) == 1


def test_facknamnd_has_a_chapter_instead(opened):
    """A facknämnd's chapter on grants and premises is held to be about them, whatever its words."""
    dossier, _ = opened("namnd: fack\nforeningsbidrag_och_lokaler: {text: Kontroll görs varje år.}", "fack")
    assert told(dossier, "S209") == []


def test_citys_text_addresses_grants_too(tree, opened):
    """What the plan borrows from the city counts: it stands in the document."""
    city = tree / "2023" / "stad.yaml"
    text = "texter:\n  ansvar: Bidrag och lokaler kontrolleras.\n"
    city.write_text(city.read_text("utf-8").replace("texter:\n", text), "utf-8")
    dossier, _ = opened("ansvar_och_samverkan: {ansvar: {text: {stad: ansvar}}}")
    assert told(dossier, "S209") == []


def test_pattern_that_is_no_pattern_is_a_fault_of_the_register():
    """A broken `dnr_monster` is told, and stops no plan with a crash."""
    row = 'fack: {typ: facknämnd, namn: F, namnd: f, forvaltning: f, dnr_monster: "("}\n'
    doc, _ = parse_source(row.encode(), "namnder.yaml")
    _, faults = read_register(doc)
    assert "dnr_monster" in faults[0].message


def test_last_years_plan_is_clean(tree):
    """The plan that the ground plan is held against breaks nothing itself."""
    dossier, faults = open_dossier(tree / "2022" / "exempel" / "handlingsplan.yaml")
    assert faults == []
    assert check(dossier, RULES) == []

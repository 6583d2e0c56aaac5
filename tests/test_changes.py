"""The change set: complete, the same from both sides, empty where nothing differs, told in the plan's terms."""

from __future__ import annotations

import random
from copy import deepcopy
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.change import How, Kind
from pipeline.changes import applied, difference, outline
from pipeline.changes.order import Spot, unmoved
from pipeline.diagnostics import address
from pipeline.dossier import open_dossier
from pipeline.sample import sample_city
from tests.plans_made import TOY, base, dossier_of, dossiers

ANY = dossiers() | dossiers(TOY)
PLENTY = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@PLENTY
@given(ANY)
def test_nothing_differs_from_itself(dossier):
    """`diff(A, A)` is empty."""
    assert difference(dossier, dossier).changes == ()


@PLENTY
@given(ANY, ANY)
def test_the_changes_make_the_new_plan_of_the_old(old, new):
    """Applying the changes of `diff(A, B)` to A gives B: nothing that differs is left out."""
    assert applied(difference(old, new), outline(old)) == outline(new)


@PLENTY
@given(ANY, ANY)
def test_swapping_the_plans_gives_the_inverse(old, new):
    """What has come has gone, and what was before is after; the same rows have moved."""
    there, back = difference(old, new), difference(new, old, ("B", "A"))

    assert there.inverse.changes == back.changes
    assert (there.inverse.old, there.inverse.new) == (back.old, back.new)


@given(st.permutations(range(7)))
def test_the_same_rows_have_moved_from_both_sides(order):
    """As few as can be have moved, and which they are does not depend on the direction."""
    there = [Spot(old, new, (str(old),)) for old, new in enumerate(order)]
    back = [Spot(new, old, (str(old),)) for old, new in enumerate(order)]

    kept = unmoved(there)

    assert {(s.old, s.new) for s in kept} == {(s.new, s.old) for s in unmoved(back)}
    chain = sorted(kept)
    assert [s.new for s in chain] == sorted(s.new for s in chain)
    longest = [1] * 7
    for last in range(7):
        longest[last] += max((longest[n] for n in range(last) if order[n] < order[last]), default=0)
    assert len(kept) == max(longest)


@pytest.fixture
def values():
    """Return the values of the plan with everything in it, to be edited."""
    return deepcopy(base().source.values)


def told(new: dict[str, Any], old: dict[str, Any] | None = None) -> set[tuple[How, Kind, str]]:
    """Return what differs between the full plan and an edit of it: how, of what, and where."""
    around = base()
    before = dossier_of(plain(old or around.source.values), around, {}, around.city)
    changes = difference(before, dossier_of(plain(new), around, {}, around.city))
    return {(change.how, change.kind, address(change.path)) for change in changes.changes}


def plain(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values with the city's texts as words."""
    first = "inledning_och_syfte" if "inledning_och_syfte" in values else "syfte"
    return {**values, first: {"text": "Planen visar hur nämnden arbetar."}}


ROWS = "forebyggande_arbete.aktiviteter"


def test_an_activity_comes_and_goes(values):
    """A row more is an activity added, a row less one removed."""
    row = deepcopy(values["forebyggande_arbete"]["aktiviteter"][1])
    values["forebyggande_arbete"]["aktiviteter"].append(
        {
            **row,
            "id": "F9",
            "aktivitet": "Biblioteken visar filmer",
            "ansvarig": ["Chef"],
            "uppfoljning": {"metod": "x"},
        }
    )

    assert told(values) == {(How.ADDED, Kind.ACTIVITY, f"{ROWS}[F9]")}
    assert told(base().source.values, values) == {(How.REMOVED, Kind.ACTIVITY, f"{ROWS}[F9]")}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("ansvarig", ["Enhetschef"]),
        ("tidplan", {"typ": "löpande"}),
        ("uppfoljning", {"metod": "Vi räknar."}),
        ("syfte", "Ett annat syfte."),
        ("aktivitet", "Trygghetsrådet behandlar bilden."),
        ("status", "genomförd"),
    ],
)
def test_a_field_of_an_activity(values, field, value):
    """Responsible, schedule, follow-up, aim, words and status are each told as what they are."""
    values["forebyggande_arbete"]["aktiviteter"][0][field] = value

    assert told(values) == {(How.CHANGED, Kind.ACTIVITY, f"{ROWS}[F1].{field}")}


def test_a_moved_row_is_a_move(values):
    """Neither a deletion nor an addition, inside its table as into another."""
    rows = values["forebyggande_arbete"]["aktiviteter"]
    rows.reverse()

    assert {(how, kind) for how, kind, _ in told(values)} == {(How.MOVED, Kind.ACTIVITY)}
    assert len(told(values)) == 1
    values["kompetenshojande_insatser"]["aktiviteter"].append(rows.pop())
    assert told(values) == {(How.MOVED, Kind.ACTIVITY, "kompetenshojande_insatser.aktiviteter[F1]")}


def test_likeness_where_ids_differ(values):
    """The same words under another id are the same activity, and it is said how alike they are."""
    values["forebyggande_arbete"]["aktiviteter"][0]["id"] = "F7"
    around = base()
    before = dossier_of(plain(around.source.values), around, {}, around.city)

    (change,) = difference(before, dossier_of(plain(values), around, {}, around.city)).changes

    assert (change.how, change.old.key, change.new.key) == (How.RENAMED, "F1", "F7")
    assert change.likeness == 100


def test_wrapping_is_no_change(values):
    """Line ends and spaces inside a paragraph never count; a blank line makes a new paragraph, and does."""
    section = values["ansvar_och_samverkan"]["ansvar"]
    section["text"] = "  " + section["text"].replace(" ansvarar för", "   ansvarar\n för")

    assert told(values) == set()
    section["text"] = section["text"].replace("ansvarar\n", "ansvarar\n\n")
    assert told(values) == {(How.CHANGED, Kind.SECTION, "ansvar_och_samverkan.ansvar.text")}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("**Fet**", "Fet"),
        ("*kursiv*", "**kursiv**"),
        ("planen.[^lag]", "planen.[^ord]"),
        ("Nämnden ansvarar", "- Nämnden ansvarar"),
        ("odemokratiska", "[odemokratiska](https://example.org/)"),
    ],
)
def test_form_is_a_change(values, old, new):
    """Emphasis, lists, notes and links count though the words are the same."""
    section = values["ansvar_och_samverkan"]["ansvar"]
    assert old in section["text"]
    section["text"] = section["text"].replace(old, new)

    assert (How.CHANGED, Kind.SECTION, "ansvar_och_samverkan.ansvar.text") in told(values)


def test_sections_sources_goals_decisions_and_status(values):
    """Each is told as what it is, at its own address."""
    values["lokal_lagesbild"].pop("egna_avsnitt")
    values["lokal_lagesbild"]["kartlaggning"]["kallor"][0]["period"] = "helåret 2023"
    values["kallor"]["egen"]["ar"] = "2021"
    values["uppfoljning"]["mal"] = ["3.6", "1.2"]
    values["beslut"]["samrad"].pop(0)
    values["beslut"]["namnd"]["paragraf"] = "§ 8"
    values["status"] = "nämndbehandlad"

    assert told(values) == {
        (How.REMOVED, Kind.OWN_SECTION, "lokal_lagesbild.egna_avsnitt[skolor]"),
        (How.REMOVED, Kind.NOTE, "noter.handbok"),  # only that section cited it; the introduction is another here
        (How.CHANGED, Kind.PICTURE_SOURCE, "lokal_lagesbild.kartlaggning.kallor[0].period"),
        (How.CHANGED, Kind.SOURCE, "kallor.egen.ar"),
        (How.ADDED, Kind.GOAL, "uppfoljning.mal[1]"),
        (How.REMOVED, Kind.CONSULTATION, "beslut.samrad[0]"),
        (How.CHANGED, Kind.PLAN, "beslut.namnd"),
        (How.CHANGED, Kind.PLAN, "status"),
    }


def test_the_citys_text_and_the_boards_own():
    """The city's text replaced by the board's own, back again, and changed by the city itself, are three things."""
    around = base()
    own, other = plain(around.source.values), plain(around.source.values)
    other["inledning_och_syfte"] = {"text": "Något annat."}
    mine, citys = dossier_of(own, around, {}, around.city), dossier_of(own, around, {0: "inledning"}, around.city)
    changed = dossier_of(other, around, {0: "inledning"}, around.city)

    def how(old, new):
        return {(c.how, address(c.path)) for c in difference(old, new).changes}

    place = "inledning_och_syfte.text"
    assert how(citys, mine) == {(How.OWN_FOR_CITY, place)}
    assert how(mine, citys) == {(How.CITY_FOR_OWN, place)}
    assert how(citys, changed) == {(How.CITY_CHANGED, place)}


def test_another_year_carries_over(values):
    """What stands unchanged in another year's plan is told as carried over; within a year it is no change."""
    values["ar"] = "2024"
    values["forebyggande_arbete"]["aktiviteter"][0]["syfte"] = "Ett nytt syfte."

    changes = told(values)

    carried = {path for how, _, path in changes if how is How.CARRIED}
    assert carried == {
        f"{ROWS}[F2]",
        "forhindrande_arbete.aktiviteter[H1]",
        "kompetenshojande_insatser.aktiviteter[K1]",
    }
    assert (How.CHANGED, Kind.PLAN, "ar") in changes


def test_headings_that_moved_or_were_renamed_are_followed(values):
    """Between versions of the structure, text is compared with what it was, wherever it stands now."""
    old = plain(values)
    new = {
        "struktur": "leksak-2024",
        **{k: old[k] for k in ("namnd", "ar", "status", "exempeldata", "samordnare", "beslut", "kallor")},
        "lokal_lagesbild": old["lokal_lagesbild"],
        "syfte": old["inledning_och_syfte"],  # the same heading under another key
        "ansvar_och_samarbete": {  # a heading nearly the same
            "text": old["ansvar_och_samverkan"]["text"],
            "samarbete": old["ansvar_och_samverkan"]["samverkan"],  # declared
            "blankett": old["ansvar_och_samverkan"]["blankett"],
        },
        "forebyggande": old["forebyggande_arbete"],  # declared
        **{k: old[k] for k in ("forhindrande_arbete", "kompetenshojande_insatser", "uppfoljning")},
    }

    changes = told(new, old)

    assert {c for c in changes if c[0] in (How.REMOVED, How.ADDED)} == {
        (How.REMOVED, Kind.SECTION, "ansvar_och_samverkan.ansvar"),
        (How.REMOVED, Kind.SECTION, "ansvar_och_samverkan.rutin_vid_oro"),
        (How.REMOVED, Kind.NOTE, "noter.lag"),
    }
    assert not {path for how, kind, path in changes if path.endswith(".text")}
    assert (How.CHANGED, Kind.SECTION, "forebyggande.rubrik") in changes
    assert (How.MOVED, Kind.SECTION, "lokal_lagesbild") in changes
    assert not [c for c in changes if c[1] is Kind.ACTIVITY]


def test_many_rows_take_no_long_time(values):
    """A thousand shuffled rows are matched by id in no time; only what has no match is looked at by its words."""
    row = values["forebyggande_arbete"]["aktiviteter"][1]
    rows = [{**row, "id": f"F{n}", "aktivitet": f"Aktivitet nummer {n} i ordningen"} for n in range(200)]
    old = {**deepcopy(values), "forebyggande_arbete": {"text": "x", "aktiviteter": rows}}
    random.Random(4).shuffle(rows := list(rows))
    new = {**deepcopy(values), "forebyggande_arbete": {"text": "x", "aktiviteter": rows}}

    assert {how for how, _, _ in told(new, old)} == {How.MOVED}


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    """Return every plan of a city of samples: sixteen boards, two years."""
    root = tmp_path_factory.mktemp("stad")
    for name, text in sample_city(5, 16, 2024).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    opened = [open_dossier(file)[0] for file in sorted(root.glob("*/*/handlingsplan.yaml"))]
    return [dossier for dossier in opened if dossier]


def two_years(city):
    """Return the two plans of each board; one that has been made of two others has no plan of its own before."""
    by_board = {(dossier.plan.namnd, dossier.plan.ar): dossier for dossier in city}
    news = [dossier for dossier in city if dossier.plan.ar == 2024]
    return [(by_board.get((new.plan.namnd, 2023), city[0]), new) for new in news]


def test_a_whole_city(city):
    """Each board's two years, and each board against the next, whatever structure they have."""
    assert len(two_years(city)) == 16
    for old, new in [*two_years(city), *pairwise(city)]:
        there = difference(old, new)
        assert applied(there, outline(old)) == outline(new)
        assert there.inverse.changes == difference(new, old).changes
        assert difference(new, new).changes == ()


def test_two_years_of_a_board_are_told_by_their_ids(city):
    """In one structure no heading is followed and no row is guessed at whose id is the same."""
    for old, new in two_years(city):
        changes = difference(old, new).changes
        assert not [c for c in changes if c.kind is Kind.SECTION and c.how in (How.MOVED, How.RENAMED)]
        if old.plan.namnd != new.plan.namnd:
            continue
        ids = [{activity.id for _, activity in side.plan.activities()} for side in (old, new)]
        told = {c.place.key for c in changes if c.kind is Kind.ACTIVITY and not c.field and c.how is How.ADDED}
        assert told <= ids[1] - ids[0]

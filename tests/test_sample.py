"""A city of samples: valid, the same for the same seed, and marked as made up wherever one looks."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import markup
from pipeline.cli import cli
from pipeline.diagnostics import Severity
from pipeline.documents import BY_SLUG
from pipeline.docx.fill import fill
from pipeline.docx.part_text import words_in
from pipeline.docx.template import Template, prepare
from pipeline.dossier import Dossier, open_dossier
from pipeline.errors import Refused, UsageFault
from pipeline.sample import MOST, sample_city
from pipeline.sample.boards import boards
from pipeline.sample.dice import Dice
from pipeline.structures import STRUCTURES
from pipeline.verbs.sample import SUMS, sample
from pipeline.verbs.validate import validate

PROJECT = Path(__file__).parent.parent


def written(files: dict[str, str], root: Path) -> Path:
    """Write files under a root, and return it."""
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return root


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the root of a city of sixteen boards."""
    return written(sample_city(1, 16, 2024), tmp_path_factory.mktemp("stad"))


@pytest.fixture(scope="module")
def dossiers(city: Path) -> list[Dossier]:
    """Return every plan of that city."""
    opened = [open_dossier(file) for file in sorted(city.glob("*/*/handlingsplan.yaml"))]
    assert [faults for _, faults in opened if faults] == []
    return [dossier for dossier, _ in opened if dossier]


def test_same_seed_same_city():
    """The same seed gives the same files, to the letter; another gives others."""
    assert sample_city(7, 6, 2025) == sample_city(7, 6, 2025)
    assert sample_city(7, 6, 2025) != sample_city(8, 6, 2025)


def test_dice_are_known():
    """What a key gives is written down here: it is the same on every machine and in every Python."""
    dice = Dice("a", 1)
    assert [dice.number(1, 100) for _ in range(5)] == [49, 9, 65, 24, 45]
    assert Dice("a", 1).of("b").shuffled("abcdef") == ["e", "d", "b", "f", "a", "c"]


def test_a_part_does_not_depend_on_what_was_drawn_before():
    """A board keeps its plan when the city grows by another."""
    small, large = sample_city(3, 4, 2024), sample_city(3, 5, 2024)
    plans = {name for name in small if name.endswith("dalen/handlingsplan.yaml")}
    assert plans
    for name in plans:
        assert _without_neighbours(small[name]) == _without_neighbours(large[name])


def _without_neighbours(text: str) -> str:
    return re.sub(r"(?m)^.*förvaltningen$", "", text)


@settings(max_examples=100, deadline=None)
@given(seed=st.integers(0, 10**9), count=st.integers(1, 2), year=st.integers(2018, 2032))
def test_every_sample_is_valid_and_builds(tmp_path_factory, template, seed, count, year):
    """No seed gives an error, and no text of its plans is lost on the way to Word."""
    root = written(sample_city(seed, count, year), tmp_path_factory.mktemp("prov"))

    assert [d for d in validate([root]) if d.severity is Severity.ERROR] == []
    maker = BY_SLUG["handlingsplan"].maker()
    for file in root.glob(f"{year}/*/handlingsplan.yaml"):
        dossier, _ = open_dossier(file)
        assert dossier is not None
        parts = fill(template, maker.content(dossier), dossier.note, maker.properties(dossier))  # or LostText
        whole = letters(*(words_in(parts[f"word/{part}.xml"].decode()) for part in ("document", "footnotes")))
        for path, text in dossier.plan.texts():
            blocks = markup.literal(text) if path in dossier.plan.literal else markup.parse(text)
            assert not [block.text for block in blocks if letters(block.text) not in whole], path


def letters(*texts: str) -> str:
    """Return texts without white space and case: a document begins its cells with a capital."""
    return re.sub(r"\s+", "", "".join(texts)).casefold()


@pytest.fixture(scope="module")
def template() -> Template:
    """Return the plan's template."""
    return prepare(PROJECT / "templates" / "handlingsplan.docx")


def test_sixteen_boards_as_the_city_has_them(city):
    """Sixteen boards have a plan, five of them facknämnder; the year before has one more, since two were merged."""
    now, before = (len(list((city / year).glob("*/handlingsplan.yaml"))) for year in ("2024", "2023"))
    register = yaml.safe_load((city / "namnder.yaml").read_text("utf-8"))
    kinds = Counter(register[plan.parent.name]["typ"] for plan in city.glob("2024/*/handlingsplan.yaml"))

    assert (now, before) == (16, 17)
    assert kinds == {"stadsdelsnämnd": 11, "facknämnd": 5}


def test_every_structure_and_status_is_used(dossiers):
    """All structures, all statuses, long and short plans, parts that are missing, one dnr and several."""
    plans = [dossier.plan for dossier in dossiers]
    rows = [len(list(plan.activities())) for plan in plans]

    assert {type(plan) for plan in plans} == set(STRUCTURES)
    assert {plan.status for plan in plans} == {"utkast", "samråd", "nämndbehandlad", "godkänd"}
    assert min(rows) <= 6
    assert max(rows) >= 20
    assert {len(plan.beslut.namnd.dnr) for plan in plans} >= {1, 2}
    assert any(value is None for plan in plans for _, _, value in plan.parts())


def test_every_form_of_text_is_used(dossiers):
    """Lists of both kinds, lists in lists, bold, italic, links, notes, and the letters that XML and Jinja take."""
    texts = [text for dossier in dossiers for _, text in dossier.own_texts()]
    blocks = [block for text in texts for block in markup.parse(text)]
    inlines = [inline for block in blocks for inline in block.inlines]
    words = [inline for inline in inlines if isinstance(inline, markup.Words)]

    assert {block.kind for block in blocks} == {"paragraph", "bullet", "number"}
    assert max(block.level for block in blocks) >= 1
    assert any(word.bold for word in words)
    assert any(word.italic for word in words)
    assert any(word.href for word in words)
    assert any(isinstance(inline, markup.NoteMark) for inline in inlines)
    for sign in ("&", "<", "]]>", "{#", "{", '"', "👋"):
        assert any(sign in text for text in texts), sign


def test_every_kind_of_schedule_and_responsible_is_used(dossiers):
    """Every kind of schedule, one responsible and several, follow-up in a document and by a method, own sections."""
    activities = [activity for dossier in dossiers for _, activity in dossier.plan.activities()]

    kinds = {"engång", "period", "återkommande", "löpande", "vid behov"}
    assert {activity.tidplan.typ for activity in activities} == kinds
    assert {len(activity.ansvarig) for activity in activities} >= {1, 2}
    assert {bool(activity.uppfoljning.dokument) for activity in activities} == {True, False}
    assert any(type(m).__name__ == "FreeSection" for dossier in dossiers for _, m in dossier.plan.walked)


def test_cases_and_follow_ups_are_there(dossiers):
    """Each plan has a case; each plan of a year that is over has a follow-up, and some of the year that goes on."""
    reports = {(d.plan.ar, d.outcomes.rapport) for d in dossiers if d.outcomes}

    assert [d.plan.namnd for d in dossiers if d.case is None] == []
    assert [d.plan.namnd for d in dossiers if d.plan.ar == 2023 and d.outcomes is None] == []
    assert reports == {(2023, "verksamhetsberättelse"), (2024, "tertialrapport 1"), (2024, "tertialrapport 2")}
    assert {goal.bedomning for d in dossiers if d.outcomes for goal in d.outcomes.mal} == {"helt", "delvis"}
    statuses = {outcome.ar.status for d in dossiers if d.outcomes for outcome in d.outcomes.aktiviteter if outcome.ar}
    assert statuses == {"genomförd", "delvis genomförd", "ej genomförd", "avbruten"}
    assert {len(d.case.bilagor) for d in dossiers} >= {0, 1, 3}


def test_lines_are_those_of_a_person(city):
    """No line of a definition is longer than an editor's window."""
    for file in city.rglob("*.yaml"):
        assert max(map(len, file.read_text("utf-8").split("\n"))) <= 120, file


def test_years_can_be_compared(dossiers):
    """Most rows have the same id as last year, some are gone, some are new, some say something else."""
    pairs = [(d.plan, d.previous) for d in dossiers if d.previous]
    assert len(pairs) >= 15
    now = {(p.namnd, a.id): a for p, _ in pairs for _, a in p.activities()}
    then = {(p.namnd, a.id): a for p, old in pairs for _, a in old.activities()}

    assert len(now.keys() & then.keys()) > len(now) / 2
    assert now.keys() - then.keys()
    assert then.keys() - now.keys()
    assert any(now[key] != then[key] for key in now.keys() & then.keys())


def test_a_merger_is_among_the_boards(dossiers):
    """One board took over from two at the turn of the year, and its previous plan is one of theirs."""
    (successor,) = {board.eftertradare for board in dossiers[0].boards.values() if board.eftertradare}
    assert sum(board.eftertradare == successor for board in dossiers[0].boards.values()) == 2
    assert [d.previous.namnd != successor for d in dossiers if d.plan.namnd == successor and d.previous] == [True]


def test_every_file_and_page_says_that_it_is_made_up(city, dossiers):
    """Each file begins with it; each plan carries it to every page of its document."""
    files = list(city.rglob("*.yaml"))
    assert files
    assert {file.read_text("utf-8").split(".")[0] for file in files} == {"# Exempeldata"}
    assert all("Exempeldata" in (dossier.plan.exempeldata or "") for dossier in dossiers)


def test_no_real_board_is_used(city):
    """The boards' names are none of Stockholm's."""
    real = yaml.safe_load((PROJECT / "plans" / "namnder.yaml").read_text("utf-8"))
    register = yaml.safe_load((city / "namnder.yaml").read_text("utf-8"))
    names = {value["namn"].lower() for value in real.values()}

    for board in boards(MOST, 2024):
        assert board.entry["namn"].lower() not in names
    assert not real.keys() & register.keys()


@pytest.mark.parametrize("count", [1, 2, 5, 100, MOST])
def test_every_size_has_boards_with_names_of_their_own(count):
    """As many boards as asked for are in office, and no two have the same id."""
    register = boards(count, 2024)

    assert sum(board.last_year >= 2024 for board in register) == count
    assert len({board.id for board in register}) == len(register)


def test_warnings_are_those_of_a_real_year(city):
    """Most rules have nothing to say of a sample; what is warned of is what real plans are warned of."""
    warned = {d.code for d in validate([city]) if d.severity is Severity.WARNING}

    assert warned <= {"A111", "S201", "L104", "L106"}


def test_faults_come_when_asked_for(tmp_path):
    """A plan that is missing, one that cannot be read, and others that break a demand; the rest is whole."""
    root = tmp_path / "stad"
    sample(root, boards=6, year=2024, faults=True)
    errors = Counter(d.code for d in validate([root]) if d.severity is Severity.ERROR)

    assert len(list(root.glob("2024/*/handlingsplan.yaml"))) == 5
    assert len(list(root.glob("2023/*/handlingsplan.yaml"))) == 7
    assert errors.keys() >= {"L102", "S103"}
    assert any(code.startswith("Y") for code in errors)


def test_sample_does_not_write_over_anything(tmp_path):
    """A folder that holds something is left alone."""
    (tmp_path / "mitt.yaml").write_text("mitt")

    with pytest.raises(Refused, match="ligger redan något"):
        sample(tmp_path, boards=2, year=2024)
    assert [file.name for file in tmp_path.iterdir()] == ["mitt.yaml"]


def test_an_untouched_city_gives_way_to_another(tmp_path):
    """What nobody has touched is made anew: files of the former city are gone, and nothing else is in their place."""
    root = tmp_path / "stad"
    sample(root, boards=4, year=2024)

    sample(root, boards=2, year=2025)

    assert _tree(root) == sample_city(1, 2, 2025)
    assert sample(root, boards=2, year=2025) == 0


def test_a_city_half_written_is_finished(tmp_path):
    """A sample that was killed leaves files and no list of them; the next one knows them by what they say."""
    root = tmp_path / "stad"
    sample(root, boards=2, year=2024)
    (root / SUMS).unlink()
    (root / "2024/stad.yaml").unlink()

    assert sample(root, boards=2, year=2024) == 1
    assert _tree(root) == sample_city(1, 2, 2024)


@pytest.mark.parametrize("name", ["2024/stad.yaml", "2024/mitt.docx", "anteckningar.txt", "-2024/stad.yaml"])
def test_a_city_that_somebody_has_worked_in_is_kept(tmp_path, name):
    """A changed file, one put there and one taken away stop a new city: nothing is written or removed."""
    root = tmp_path / "stad"
    sample(root, boards=2, year=2024)
    file = root / name.removeprefix("-")
    if name.startswith("-"):
        file.unlink()
    else:
        file.write_text(f"{file.read_text('utf-8') if file.exists() else ''}# mitt\n", "utf-8")
    before = _tree(root)

    with pytest.raises(Refused, match=f"{file}: filen är ändrad, borttagen eller ditlagd för hand, så staden behålls"):
        sample(root, boards=3, year=2025)
    assert _tree(root) == before


def _tree(root: Path) -> dict[str, str]:
    files = (file for file in root.rglob("*") if file.is_file() and file != root / SUMS)
    return {file.relative_to(root).as_posix(): file.read_text("utf-8") for file in files}


@pytest.mark.parametrize(("boards_", "year"), [(0, 2024), (MOST + 1, 2024), (2, 1066), (2, 2100)])
def test_impossible_cities_are_refused(tmp_path, boards_, year):
    """What cannot be made is told before anything is written."""
    with pytest.raises(UsageFault):
        sample(tmp_path / "ny", boards=boards_, year=year)
    assert not (tmp_path / "ny").exists()


def test_command_tells_what_it_did(tmp_path):
    """The command writes the files and says how to go on; the second time there is nothing to write."""
    folder = tmp_path / "stad"
    arguments = ["sample", str(folder), "--boards", "2", "--year", "2024"]
    first, second = (CliRunner().invoke(cli, arguments) for _ in range(2))

    assert first.exit_code == 0
    assert "filer skrivna, allt påhittat." in first.output
    assert second.exit_code == 0
    assert "staden är redan sådan" in second.output

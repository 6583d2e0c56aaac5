"""A new plan: a scaffold that can be built as it is, in a folder where nothing stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import cli
from pipeline.diagnostics import Severity
from pipeline.errors import Refused, Unreadable, UsageFault
from pipeline.plan import is_part
from pipeline.structures import STRUCTURES
from pipeline.verbs.new import new, structure_for
from pipeline.verbs.validate import judged


def run(*words: str) -> tuple[int, str]:
    """Return the exit code and what the command said on both streams."""
    result = CliRunner().invoke(cli, words)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


@pytest.mark.parametrize("board", ["grannstaden", "fack"])
def test_a_scaffold_has_no_errors_and_says_what_to_fill_in(tree, board):
    """A new plan can be built at once: all that is wrong is that its placeholders are left."""
    made = new(board, 2022 if board == "fack" else 2023, tree)
    dossier, found = judged(made.file)

    assert dossier is not None
    assert [d for d in found if d.severity is Severity.ERROR] == []
    assert {d.code for d in found if d.severity is Severity.WARNING} == {"T107"}


@pytest.mark.parametrize("structure", STRUCTURES, ids=lambda s: s.structure_id)
def test_a_scaffold_says_everything_that_the_structure_says(structure, tree):
    """Every part that is wanted is there, with its heading, its guidance and who asks for it, or in a comment."""
    board = "grannstaden" if structure.board_type == "stadsdelsnämnd" else "fack"
    made = new(board, 2023 if board == "grannstaden" else 2022, tree)
    text = " ".join(made.file.read_text("utf-8").replace("#", " ").split())

    for model in {type(m) for _, m in judged(made.file)[0].plan.walked}:
        for info in model.model_fields.values():
            if is_part(info):
                assert info.title in text
                assert " ".join(info.description.split()) in text
                assert info.json_schema_extra["x-grund"] in text


def test_the_citys_texts_are_borrowed_where_it_has_them(tree):
    """The city has an introduction; the board writes the rest itself."""
    dossier, _ = judged(new("grannstaden", 2023, tree).file)

    assert dict(dossier.borrowed) == {("inledning_och_syfte", "text"): "inledning"}


def test_the_newest_structure_that_is_not_newer_than_the_year_is_taken(tree):
    """A plan for 2030 follows the last structure there is; one for 2020 the first."""
    dossier, _ = judged(tree / "2023" / "exempel" / "handlingsplan.yaml")

    for year in (2020, 2023, 2030):
        assert structure_for(dossier.boards["exempel"], year).structure_id == "stadsdel-2023"
        assert structure_for(dossier.boards["fack"], year).structure_id == "facknamnd-2023"


def test_nothing_is_written_over(tree):
    """A folder that is there is somebody's work, whatever it holds."""
    before = (tree / "2023" / "exempel" / "handlingsplan.yaml").read_bytes()

    with pytest.raises(Refused, match="mappen finns redan"):
        new("exempel", 2023, tree)

    assert (tree / "2023" / "exempel" / "handlingsplan.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("board", "year", "error", "said"),
    [
        ("exmpel", 2023, UsageFault, "menade du `exempel`"),
        ("upphord", 2023, UsageFault, "skriv planen för Exempelstadens stadsdelsnämnd: `exempel`"),
        ("exempel", 2020, UsageFault, "dessförinnan fanns Gamla stans stadsdelsnämnd: `upphord`"),
        ("exempel", 1999, UsageFault, "inget år att skriva en plan för"),
        ("exempel", 2024, Unreadable, "handlingsplan new stad 2024"),
    ],
)
def test_what_cannot_be_made_is_refused_with_a_remedy(tree, board, year, error, said):
    """Whoever misspells a board or is a year early is told what to do, and no file is left behind."""
    before = sorted(tree.rglob("*"))

    with pytest.raises(error, match=said):
        new(board, year, tree)

    assert sorted(tree.rglob("*")) == before


def test_the_command_says_what_to_do_next(tree):
    """What was written, and how to see what is left."""
    code, said = run("new", "grannstaden", "2023", "--plans", str(tree))

    assert code == 0
    assert said.splitlines()[0] == f"{tree}/2023/grannstaden/handlingsplan.yaml: skriven"
    assert "handlingsplan validate" in said
    assert run("new", "grannstaden", "2023", "--plans", str(tree))[0] == 3
    assert run("new", "grannstade", "2023", "--plans", str(tree))[0] == 2
    assert run("new", "grannstaden", "2025", "--plans", str(tree))[0] == 4


def test_errors_in_the_shared_files_come_first(tree):
    """A register that cannot be understood is told with its place, and nothing is written."""
    (tree / "2023" / "stad.yaml").write_text("ar: 2023\nmål: []\n", "utf-8")

    code, said = run("new", "grannstaden", "2023", "--plans", str(tree))

    assert code == 4
    assert "stad.yaml:2:1: fel S103" in said
    assert not Path(tree / "2023" / "grannstaden").exists()

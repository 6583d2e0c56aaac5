"""The changes as an appendix of the plan itself: made of two years' plans, told when touched, never read as text."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.changes import difference
from pipeline.cli import cli
from pipeline.documents.action_plan import ACTION_PLAN
from pipeline.documents.change_table import APPENDIX, CHANGE_TABLE, Changed
from pipeline.docx.definition import read_definition
from pipeline.docx.package import DOCUMENT, Parts, packed, read_parts
from pipeline.docx.read import lines
from pipeline.docx.redline import redline
from pipeline.dossier import open_dossier
from pipeline.errors import Exit
from pipeline.verbs.known import known_to
from tests.redline_pairs import rendered_file
from tests.redline_proof import ACCEPTED, REJECTED, first_difference, read

HERE = Path(__file__).parent
PLAN = Path("plans/2023/exempel/handlingsplan.yaml")
LAST = Path("plans/2022/exempel/handlingsplan.yaml")
BUILT = Path("outputs/2023/exempel/handlingsplan.docx")
KEY = "andringar_som_bilaga: ja\n"


@pytest.fixture(autouse=True)
def stand(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in a folder with plans for two years, where this year's asks for the appendix."""
    shutil.copytree(HERE.parent / "templates", tree.parent / "templates")
    monkeypatch.chdir(tree.parent)
    change(PLAN, "beslut:\n", f"{KEY}beslut:\n")
    change(PLAN, "4 gånger per år", "6 gånger per år")


def run(*words: object) -> Result:
    result = CliRunner().invoke(cli, [str(word) for word in words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def build() -> Result:
    return run("build", "plans/2023/exempel", "--type", "handlingsplan")


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def appendix(parts: Parts) -> list[str]:
    """Return the lines of the appendix, as a reviewer reads them."""
    told = [line for line in lines(parts) if not line.startswith(("header", "footer", "note", "toc"))]
    start = next((n for n, line in enumerate(told) if line.endswith(f"  {APPENDIX}")), len(told))
    return told[start:]


def edited(name: str, edit: Callable[[str], str]) -> Path:
    """Build, and write a copy of the document with its XML changed."""
    build()
    parts = read_parts(BUILT)
    before = parts[DOCUMENT].decode()
    after = edit(before)
    assert after != before
    Path(name).write_bytes(packed({**parts, DOCUMENT: after.encode()}))
    return Path(name)


def test_golden_text(request):
    """The appendix is what a reviewer has read and accepted, and stands in the table of contents."""
    assert build().exit_code == Exit.CLEAN
    text = "\n".join([*appendix(read_parts(BUILT)), ""])
    golden = HERE / "golden" / "bilaga-2023.txt"
    if request.config.getoption("--accept"):
        golden.write_text(text, "utf-8")

    assert text == golden.read_text("utf-8")
    assert [line for line in lines(read_parts(BUILT)) if line.startswith("toc 1") and APPENDIX in line]


def test_it_says_what_the_table_of_changes_says():
    """Both are made in one way: the same chapters and rows, but for the wish for the appendix itself."""
    new, _ = open_dossier(PLAN)
    old, _ = open_dossier(LAST)
    table = CHANGE_TABLE.content(Changed(difference(old, new), new)).kapitel
    (printed,) = ACTION_PLAN.content(new).bilagor

    wish = [row for chapter in table for row in chapter.rader if "Ändringar som bilaga" in row.vad.text]
    assert len(wish) == 1
    kept = [chapter._replace(rader=tuple(r for r in chapter.rader if r not in wish)) for chapter in table]
    assert list(printed.jamforelser[0].kapitel) == kept


@pytest.mark.parametrize("text", ["", "andringar_som_bilaga: nej\n", f"# {KEY}"])
def test_a_plan_without_it_is_made_of_no_other_year(text):
    """The key is a choice: without it there is no appendix, and last year's plan is not carried along."""
    change(PLAN, KEY, text)
    build()

    assert appendix(read_parts(BUILT)) == []
    assert [name for name in read_definition(read_parts(BUILT)).files if name.startswith("2022")] == []


@pytest.mark.parametrize(("key", "said"), [(KEY, "byggd"), ("", "Inget att göra")])
def test_it_is_out_of_date_when_last_years_plan_is(key, said):
    """Only a plan with the appendix is built anew when last year's plan, or its city file, changes."""
    change(PLAN, KEY, key)
    build()
    for file, old in ((LAST, "Läget i Exempelstadens"), (LAST.parents[1] / "stad.yaml", "Planen")):
        change(file, old, f"Nu {old}")
        assert said in build().stderr
        assert "Inget att göra" in build().stderr


def test_no_plan_to_compare_with_is_an_error():
    """An appendix that cannot be made is told, and no document without it is built in silence."""
    shutil.rmtree(LAST.parent)
    done = build()

    assert done.exit_code == Exit.FINDINGS
    assert not BUILT.exists()
    told = run("validate", PLAN).stdout
    assert "fel F205: ändringarna ska stå i en bilaga, men det finns ingen plan för 2022 utan fel" in told


def test_pull_takes_nothing_from_an_untouched_one():
    """The file carries last year's plan too, so the appendix is the same in both readings."""
    file = edited("ute.docx", lambda text: text.replace("Läget är oförändrat", "Läget är oroligt", 1))
    LAST.unlink()
    done = run("pull", file)

    assert done.exit_code == Exit.CLEAN
    assert "Läget är oroligt" in done.stdout
    assert "bilaga" not in done.stdout


def test_pull_judges_its_result_with_the_years_before():
    """What comes home is judged among last year's plans too, so that the wish for the appendix is no new fault."""
    file = edited("ute.docx", lambda text: text.replace("Läget är oförändrat", "Läget är oroligt", 1))
    done = run("pull", file, "--write")

    assert (done.exit_code, "F205" in done.output) == (Exit.CLEAN, False), done.output
    assert "Läget är oroligt" in PLAN.read_text("utf-8")


def last(old: str, new: str) -> Callable[[str], str]:
    """Return the edit that replaces the last of some words: the appendix stands last, its contents entry does not."""
    return lambda text: new.join(text.rsplit(old, 1))


def without_appendix(text: str) -> str:
    start = text.rindex("<w:p>", 0, text.rindex(APPENDIX))
    return text[:start] + text[text.rindex("<w:sectPr") :]


def without_row(text: str) -> str:
    end = text.index("</w:tr>", text.rindex("Aktivitet F9 – borttagen"))
    return text[: text.rindex("<w:tr>", 0, end)] + text[end + len("</w:tr>") :]


@pytest.mark.parametrize(
    ("edit", "why", "words"),
    [
        (last("Ord som har tagits bort", "Orden som har gått"), "kan inte hämtas hem", "”Orden som har gått eller"),
        (last(f">{APPENDIX}<", ">Bilaga 1: Nytt<"), "finns inte i den gemensamma strukturen", "”Bilaga 1: Nytt”"),
        (last(">4<", ">5<"), "kan inte hämtas hem", "Återkommande, 5 gånger per år | Återkommande, 6 gånger"),
        (last(f">{APPENDIX}<", "><"), "kommer tillbaka när dokumentet byggs", f"”{APPENDIX}”"),
        (without_row, "kommer tillbaka när dokumentet byggs", "”Aktivitet F9 – borttagen |"),
        (without_appendix, "tar du bort `andringar_som_bilaga` ur planen", f"”{APPENDIX}”"),
    ],
)
def test_edits_in_the_appendix_are_told_and_not_taken(edit, why, words):
    """The appendix is made, not written: an edit there is told as one that has no place, and nothing else is said."""
    before = PLAN.read_bytes()
    done = run("pull", edited("ute.docx", edit), "--write")

    assert done.exit_code == Exit.FINDINGS
    assert why in done.output
    assert words in done.output
    assert done.output.count("bilagan") == 1
    assert PLAN.read_bytes() == before


def test_a_word_file_is_judged_as_if_it_had_none():
    """Headings and tables of the appendix are not taken for those of the plan, with or without the definition in it."""
    build()
    found = [line for line in run("validate", BUILT).stdout.splitlines() if " = " not in line]
    change(PLAN, KEY, "")
    build()

    assert [line for line in run("validate", BUILT).stdout.splitlines() if " = " not in line] == found


def test_a_word_file_without_its_tree_knows_its_own_year():
    """Far from any plans, what the file carries of its year counts, not what it carries of the year before."""
    build()
    shutil.copy(BUILT, "med.docx")
    shutil.rmtree("plans")

    known = known_to(read_definition(read_parts(Path("med.docx"))), Path("med.docx"), "exempel")

    assert known.city(2023) is not None
    assert known.city(2022) is None


def test_import_leaves_it_and_asks_for_it():
    """The draft is that of the plan, with the key, and the account says what was left."""
    build()
    assert "bilagan följer inte med" in run("import", BUILT, "-o", "med.yaml").stdout
    change(PLAN, KEY, "")
    build()
    assert "bilagan" not in run("import", BUILT, "-o", "utan.yaml").stdout

    assert Path("med.yaml").read_text("utf-8").replace(KEY, "") == Path("utan.yaml").read_text("utf-8")
    assert KEY in Path("med.yaml").read_text("utf-8")


def test_a_copy_of_somebodys_rows_has_none():
    """Who answers for a few rows gets those rows alone."""
    assert run("review", PLAN, "-o", "alla.docx").exit_code == Exit.CLEAN
    assert run("review", PLAN, "-o", "egna.docx", "--ansvarig", "familjeenheten").exit_code == Exit.CLEAN

    assert appendix(read_parts(Path("alla.docx"))) != []
    assert appendix(read_parts(Path("egna.docx"))) == []


def test_a_built_document_is_compared_by_its_own_years_plan():
    """The plan that a file carries for its appendix is not taken for the one that it was made from."""
    build()

    done = run("diff", BUILT, PLAN.parent, "--exit-code")

    assert done.exit_code == Exit.CLEAN, done.output


def test_next_years_plan_asks_for_it_too():
    """`new --from` carries the wish over, and the appendix is then against the plan that was carried."""
    assert run("new", "stad", "2024").exit_code == Exit.CLEAN
    assert run("new", "exempel", "2024", "--from", PLAN.parent).exit_code == Exit.CLEAN
    new, _ = open_dossier(Path("plans/2024/exempel/handlingsplan.yaml"))

    (printed,) = ACTION_PLAN.content(new).bilagor
    assert [c.jamforelse for c in printed.jamforelser] == ["Exempelstadens stadsdelsnämnd 2024 jämfört med 2023"]


def test_a_board_that_took_over_from_two_is_compared_with_both():
    """Each of the plans that are carried on has a comparison of its own, under its own name."""
    shutil.copytree(LAST.parent, LAST.parents[1] / "grannstaden")
    shutil.move(LAST.parent, LAST.parents[1] / "gamla")
    for key in ("gamla", "grannstaden"):
        change(LAST.parents[1] / key / PLAN.name, "namnd: exempel", f"namnd: {key}")
    register = Path("plans/namnder.yaml")
    text = register.read_text("utf-8").replace("grannstaden:\n", "grannstaden:\n  eftertradare: exempel\n", 1)
    register.write_text(
        text
        + """gamla:  # sample data
  typ: stadsdelsnämnd
  namn: Gamla staden
  attributiv: Gamla stadens
  namnd: Gamla stadens stadsdelsnämnd
  forvaltning: Gamla stadens stadsdelsförvaltning
  omrade: Gamla stadens stadsdelsområde
  preposition: i
  till: 2022-12-31
  eftertradare: exempel
""",
        "utf-8",
    )
    done = build()

    assert done.exit_code == Exit.CLEAN, done.output
    told = [line for line in appendix(read_parts(BUILT)) if line.startswith("heading 2")]
    assert len(told) == 2
    assert all("Exempelstadens stadsdelsnämnd 2023 jämfört med Gra" in told[0] or "Gamla" in line for line in told)
    assert {"2022/gamla/handlingsplan.yaml", "2022/grannstaden/handlingsplan.yaml"} <= set(
        read_definition(read_parts(BUILT)).files
    )


def test_redlines_of_plans_with_it():
    """Two plans with the appendix, and one with and one without, are compared to the word like any other."""
    with_it = rendered_file(PLAN)
    change(PLAN, "6 gånger per år", "8 gånger per år")
    change(PLAN, "Enstaka klistermärken", "Många klistermärken")
    later = rendered_file(PLAN)
    change(PLAN, KEY, "")
    without = rendered_file(PLAN)

    for old, new in ((with_it, later), (without, with_it), (with_it, without), (later, with_it)):
        made = redline(old, new, "Exempelförvaltningen", None)
        for view, wanted in ((ACCEPTED, new), (REJECTED, old)):
            assert first_difference(read(made, view), read(wanted)) == ""


def test_golden_redline(request):
    """Rows of the appendix that say the same are left alone, and in the others words are marked."""
    old = rendered_file(PLAN)
    change(PLAN, "6 gånger per år", "8 gånger per år")
    text = "\n".join([*appendix(redline(old, rendered_file(PLAN), "Exempelförvaltningen", None)), ""])
    golden = HERE / "golden" / "bilaga-redline-2023.txt"
    if request.config.getoption("--accept"):
        golden.write_text(text, "utf-8")

    assert text == golden.read_text("utf-8")

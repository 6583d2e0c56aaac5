"""Two boards become one: what each of their plans said is still there, and what they disagree on is marked."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import cli
from pipeline.comments import renewal_marks
from pipeline.diagnostics import Severity
from pipeline.source import read_source
from pipeline.verbs.renew import renew
from pipeline.verbs.validate import judged

PLAN = "handlingsplan.yaml"


@pytest.fixture
def two(tree: Path) -> Path:
    """Return a tree where Exempelstaden and Grannstaden have plans for 2022 and become Nya staden in 2023."""
    register = tree / "namnder.yaml"
    text = register.read_text("utf-8")
    for key in ("exempel", "grannstaden"):
        text = text.replace(f"{key}:\n", f"{key}:\n  till: 2022-12-31\n  eftertradare: nya\n", 1)
    text += (  # sample data
        "nya:\n  typ: stadsdelsnämnd\n  namn: Nya staden\n  attributiv: Nya stadens\n"
        "  namnd: Nya stadens stadsdelsnämnd\n"
        "  forvaltning: Nya stadens stadsdelsförvaltning\n  omrade: Nya stadens stadsdelsområde\n  preposition: i\n"
        "  fran: 2023-01-01\n"
    )
    register.write_text(text, "utf-8")
    shutil.rmtree(tree / "2023" / "exempel")
    shutil.copytree(tree / "2022" / "exempel", tree / "2022" / "grannstaden")
    edit(tree, "grannstaden", ("namnd: exempel", "namnd: grannstaden"))
    return tree


def edit(tree: Path, board: str, *changes: tuple[str, str]) -> None:
    """Replace words in a board's plan for 2022, each of which is there."""
    file = tree / "2022" / board / PLAN
    text = file.read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    file.write_text(text, "utf-8")


def merged(tree: Path):
    """Return the dossier of the successor's plan, its text, and its marks by written path."""
    made = renew("nya", 2023, tree, [tree / "2022" / "exempel", tree / "2022" / "grannstaden"])
    doc, _ = read_source(made.file)
    dossier, found = judged(made.file)
    assert [d.message for d in found if d.severity is Severity.ERROR] == []
    marks: dict[str, list[str]] = {}
    for mark in renewal_marks(doc):
        marks.setdefault(".".join(mark.path).replace(".[", "["), []).append(mark.reason)
    return dossier, doc.text, marks


def test_what_is_the_same_stands_once(two):
    """Texts, sources of the picture and goals that both have alike are not doubled."""
    dossier, text, _ = merged(two)

    assert text.count("Stödet ges efter behov och med samtycke.") == 1
    assert len(dossier.plan.lokal_lagesbild.kartlaggning.kallor) == 3
    assert dossier.plan.uppfoljning.mal == ("3.6",)


def test_texts_that_differ_stand_side_by_side(two):
    """Both are there under placeholders that name whose they are, and the place is marked."""
    edit(two, "grannstaden", ("Anhöriga erbjuds samtal.", "Anhöriga får stöd i grupp."))

    dossier, _, marks = merged(two)

    assert dossier.plan.forhindrande_arbete.stod_till_anhoriga.text == (
        "[skriv ihop: ur planen för Exempelstaden]\n\nAnhöriga erbjuds samtal.\n\n"
        "[skriv ihop: ur planen för Grannstaden]\n\nAnhöriga får stöd i grupp.\n"
    )
    assert "två texter står efter varandra" in marks["forhindrande_arbete.stod_till_anhoriga.text"][0]


def test_of_a_text_and_a_reference_the_text_stays(two):
    """The city's words can be had again by name; the board's cannot."""
    edit(two, "grannstaden", ("text: {stad: inledning}", "text: Grannstaden har en egen inledning."))

    dossier, _, marks = merged(two)

    assert dossier.plan.inledning_och_syfte.text == "Grannstaden har en egen inledning."
    assert marks["inledning_och_syfte.text"] == [
        "Grannstaden har en egen text, den andra har stadens {stad: inledning}; välj"
    ]


def test_a_fact_that_differs_is_told_with_both(two):
    """One line can hold one fact; the other stands in the mark."""
    edit(two, "grannstaden", ("samordnare: lokal samordnare mot våldsbejakande extremism", "samordnare: trygghetschef"))

    dossier, _, marks = merged(two)

    assert dossier.plan.samordnare == "lokal samordnare mot våldsbejakande extremism"
    assert marks["samordnare"] == ["planen för Grannstaden hade ”trygghetschef”; välj"]


def test_all_rows_are_there_with_ids_of_their_own(two):
    """A row that differs gets the next free id and says what it was called; the same row stands once."""
    edit(
        two,
        "grannstaden",
        ("minst 4.", "minst 6.\n      status: genomförd"),
        ("Nyanställda genomför", "Nyanställda och vikarier genomför"),
    )

    dossier, _, marks = merged(two)

    ids = [activity.id for _, activity in dossier.plan.activities()]
    assert ids == ["F1", "F8", "F9", "F10", "H1", "K1", "K2"]
    (reason,) = [r for r in marks["forebyggande_arbete.aktiviteter[F10]"] if "kommer ur" in r]
    assert reason == "`F10` kommer ur planen för Grannstaden, där den hette F1; gäller den hela den nya nämnden?"
    (mine,) = [r for r in marks["forebyggande_arbete.aktiviteter[F1]"] if "kommer ur" in r]
    assert mine == "`F1` kommer ur planen för Exempelstaden; gäller den hela den nya nämnden?"
    assert not [r for r in marks.get("forebyggande_arbete.aktiviteter[F8]", ()) if "kommer ur" in r]
    assert any("var genomförd" in r for r in marks["forebyggande_arbete.aktiviteter[F10]"])
    told = " ".join((two / "2023" / "nya" / "att-fornya.txt").read_text("utf-8").split())
    assert "Aktivitet F1 ur planen för Grannstaden heter nu F10." in told
    assert "`F8` är densamma i båda planerna och står en gång." in told


def test_a_label_with_two_meanings_gets_two_names(two):
    """Each text keeps citing the source that it cited; the same source under one name stays one."""
    own = "kallor:\n  rapport: {titel: %s}\n  samma: {titel: Samma bok}\n"
    for board, title in (("exempel", "Exempelrapporten"), ("grannstaden", "Grannrapporten")):
        edit(
            two,
            board,
            (
                "Insatserna riktas till de unga vuxna i området.",
                f"Insatserna följer {title}.[^rapport] Se boken.[^samma]",
            ),
        )
        file = two / "2022" / board / PLAN
        file.write_text(file.read_text("utf-8") + own % title, "utf-8")

    dossier, _, _ = merged(two)

    assert {key: source.titel for key, source in dossier.plan.kallor.items()} == {
        "rapport": "Exempelrapporten",
        "samma": "Samma bok",
        "rapport-grannstaden": "Grannrapporten",
    }
    text = dossier.plan.lokal_lagesbild.analys.text
    assert "följer Exempelrapporten.[^rapport] Se boken.[^samma]" in text
    assert "följer Grannrapporten.[^rapport-grannstaden] Se boken.[^samma]" in text


def test_an_own_source_with_the_name_of_the_citys_is_kept_apart(two):
    """A board's own `handbok` must not become what the city's introduction cites."""
    file = two / "2022" / "grannstaden" / PLAN
    edit(
        two,
        "grannstaden",
        ("Insatserna riktas till de unga vuxna i området.", "Insatserna följer handboken.[^handbok]"),
    )
    file.write_text(file.read_text("utf-8") + "kallor:\n  handbok: {titel: Grannstadens handbok}\n", "utf-8")

    dossier, _, _ = merged(two)

    assert dossier.sources["handbok"].titel == "Handbok för exempel"
    assert dossier.sources["handbok-grannstaden"].titel == "Grannstadens handbok"
    assert "[^handbok-grannstaden]" in dossier.plan.lokal_lagesbild.analys.text


def test_the_picture_names_the_new_area(two):
    """The lägesbild begins with a sentence to finish about the whole area."""
    dossier, _, marks = merged(two)

    text = dossier.plan.lokal_lagesbild.text
    assert text.startswith("I Nya stadens stadsdelsområde [skriv hur det ser ut, utifrån det som står nedan].\n\n")
    assert marks["namnd"] == [
        "planen är förd över från Exempelstadens stadsdelsnämnd; läs den med den nya nämndens ögon",
        "planen är förd över från Grannstadens stadsdelsnämnd; läs den med den nya nämndens ögon",
    ]


def test_the_second_plans_comments_are_gathered_at_the_end(two):
    """A comment of a row that was copied has no place of its own any more; it is kept."""
    edit(two, "grannstaden", ("    - id: H1", "    # Fråga enheten om detta.\n    - id: H1"))

    _, text, _ = merged(two)

    assert "# Kommentarer i planen för grannstaden 2022, vid sådant som inte har följt med:" in text
    assert text.splitlines()[-1] == "# Fråga enheten om detta."


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("ar: 2022", "ar: 2021"), "planerna gäller olika år"),
        (("namnd: grannstaden", "namnd: exempel"), "samma plan är angiven två gånger"),
    ],
)
def test_plans_that_do_not_fit_together_are_refused(two, change, said):
    """Two years, or one board twice: a sentence, and no file."""
    edit(two, "grannstaden", change)
    words = ["new", "nya", "2023", "--plans", str(two)]
    for board in ("exempel", "grannstaden"):
        words += ["--from", str(two / "2022" / board)]

    result = CliRunner().invoke(cli, words)

    assert result.exit_code in (2, 4)
    assert said in result.output or "fel som måste rättas" in result.output
    assert not (two / "2023" / "nya").exists()

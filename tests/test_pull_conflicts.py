"""What two have changed: merged where they have changed different paragraphs, shown so that it can be compared."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import Exit
from tests.test_pull import ONE, OTHER, PLAN, built, edited, run, values, word

__all__ = ["built"]  # a fixture
CITY = Path("plans/2023/stad.yaml")
FIRST = word("Samarbetet mellan polisen", "Samarbetet här mellan polisen")
TEXT = "ansvar_och_samverkan.samverkan.text"


def paragraphs() -> list[str]:
    """Return the paragraphs of the city's text, which two files have changed."""
    text = CITY.read_text("utf-8")
    block = text[text.index("  samverkan: |") :].split("\n  rutin:")[0]
    return [" ".join(part.split()) for part in block.partition("|")[2].split("\n\n") if part.strip()]


def change(number: int) -> tuple[str, str]:
    """Return the first words of a paragraph of the city's text, and others to put in their place."""
    words = " ".join(paragraphs()[number].split()[:3])
    return words, f"Här i nämnden gäller {number}: {words}"


def test_two_files_with_different_paragraphs_of_the_citys_text_are_merged():
    """Each has written in a paragraph of its own: the board's text holds both, and all is told."""
    files = [edited(f"{n}.docx", word(*change(n))) for n in (0, 1)]
    result = run("pull", *files, "--write")

    assert result.exit_code == Exit.CLEAN
    assert [change(n)[1] in " ".join(values(TEXT).split()) for n in (0, 1)] == [True, True]
    assert len(values(TEXT).strip().split("\n\n")) == len(paragraphs())
    assert "stadens text `samverkan` byts mot nämndens egen; olika stycken har ändrats på två håll" in result.stderr


def test_a_board_that_has_made_the_citys_text_its_own_since_is_merged():
    """The definition has its own words in one paragraph by now, and the file in another."""
    file = edited("a.docx", word(*change(1)))
    own = "\n\n".join(f"      {part}" for part in paragraphs()).replace(*change(0))
    text = PLAN.read_text("utf-8").replace("text: {stad: samverkan}", f"text: |\n{own}")
    PLAN.write_text(text, "utf-8")

    assert run("pull", file, "--write").exit_code == Exit.CLEAN
    assert [change(n)[1] in " ".join(values(TEXT).split()) for n in (0, 1)] == [True, True]


def test_the_citys_text_that_has_changed_since_is_never_set_back():
    """In another paragraph both are kept; in the same one both are shown, and nothing is written."""
    file = edited("a.docx", word(*change(0)))
    before = CITY.read_text("utf-8")
    old = paragraphs()[1].split()[0]
    CITY.write_text(before.replace(f"\n\n    {old}", f"\n\n    Numera gäller: {old}", 1), "utf-8")
    assert paragraphs()[1].startswith("Numera gäller")
    run("pull", file, "--write")
    assert "Numera gäller" in values(TEXT)
    assert change(0)[1] in " ".join(values(TEXT).split())


def test_one_paragraph_of_the_citys_text_changed_by_city_and_file_is_shown():
    """The city's words as they are now, and the file's, each with what it has changed."""
    file = edited("a.docx", FIRST)
    CITY.write_text(CITY.read_text("utf-8").replace("Samarbetet mellan", "Arbetet mellan", 1), "utf-8")
    result = run("pull", file, "--write")

    assert result.exit_code == Exit.REFUSED
    assert "stadens text, som den är nu\n      [-Samarbetet-] {+Arbetet+} mellan polisen" in result.stderr
    assert "      Samarbetet {+här+} mellan polisen" in result.stderr
    assert values(TEXT) == {"stad": "samverkan"}


def test_versions_are_wrapped_and_marked_and_only_what_is_changed_is_shown():
    """Each version has its file and place; a paragraph that nobody has changed is not shown."""
    files = [
        edited("a.docx", ONE),
        edited("b.docx", OTHER),
        edited("c.docx", word("Grundskolan på Kungsholmen har inte", "Grundskolan har aldrig")),
    ]
    told = run("pull", *files).stderr.split("\n")
    start = told.index("  lokal_lagesbild.analys.text: ändrat på två håll; ingenting har skrivits över")
    versions = told[start + 1 :]

    assert [line for line in versions if line.startswith("    ") and line[4] != " " and "docx" in line] == [
        f"    {name}.docx, under ”Analys”" for name in "abc"
    ]
    assert max(len(line) for line in versions if line.startswith("      ")) <= 100
    assert any("[-har-] {+hade+} inte" in line for line in versions)
    assert any("[-noll.-] {+ett.+}" in line for line in versions)
    assert any("[-på Kungsholmen har inte-] {+har aldrig+}" in line for line in versions)
    assert sum("Även för klotter" in line for line in versions) == 1


def test_a_version_in_the_definition_has_its_line():
    """A short value is shown as it is on both sides, the definition's with its line."""
    file = edited("a.docx", word("möten 4 gånger per år", "möten 6 gånger per år"))
    PLAN.write_text(PLAN.read_text("utf-8").replace("möten 4 gånger per år", "möten 8 gånger per år"), "utf-8")
    line = (
        PLAN.read_text("utf-8").split("\n").index("      tidplan: {typ: återkommande, frekvens: möten 8 gånger per år}")
    )
    told = run("pull", file).stderr

    assert f"{PLAN}, rad {line + 1}\n      typ: återkommande, frekvens: möten 8 gånger per år\n" in told
    assert "\n      typ: återkommande, frekvens: möten 6 gånger per år\n" in told

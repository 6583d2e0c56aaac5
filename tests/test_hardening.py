"""What a critic once broke stays mended: strings that vanished, numbers in disguise, places that cannot be reached."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import cli
from pipeline.errors import Exit
from pipeline.rules import RULES
from pipeline.rules.rule import check
from pipeline.verbs.build import build
from pipeline.verbs.validate import validate


def run(*words: str):
    return CliRunner().invoke(cli, list(words))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("uppfoljning: {metod: Enkät, niva: enheten}", "har `niva` eller `ar` men inget `dokument`"),
        ("aktivitet: ' '", "`aktivitet` är tom"),
    ],
)
def test_a_row_says_all_that_it_says(opened, change, said):
    """What could not be printed is a fault of the row, never a silence."""
    _, faults = opened(f"forebyggande_arbete:\n  aktiviteter:\n    - id: F1\n      {change}")
    if "metod" in change:  # laid over the ground plan's own follow-up
        _, faults = opened(
            "forebyggande_arbete: {aktiviteter: [{id: F1, uppfoljning: {metod: Enkät, niva: x, dokument: ~}}]}"
        )
    assert any(said in fault.message for fault in faults), faults


def test_a_source_prints_all_that_it_has(opened):
    """A law keeps its author, page and address; an explanation stands alone; a chain of `ur` is refused."""
    dossier, faults = opened(
        "kallor: {lag: {titel: lagen, sfs: '2001:453', forfattare: Riksdagen, sida: s. 4, adress: 'https://a.invalid'}}"
    )
    (block,) = dossier.note("lag")
    assert (faults, block.text) == ([], "Riksdagen, lagen (2001:453), s. 4.")
    assert block.inlines[1].href == "https://a.invalid"
    _, faults = opened("kallor: {x: {titel: Lag, text: Hej}}")
    assert "har både `text` och andra uppgifter" in faults[0].message
    dossier, _ = opened("kallor: {x: {ur: y}, y: {ur: handbok}}")
    assert any(d.code == "K101" and "själv är ur en annan" in d.message for d in check(dossier, RULES))


@pytest.mark.parametrize(
    "text",
    ["850101\\-1236", "850101-**1236**", "8501**01-1236**", "850101\u200b-1236", "８５０１０１-1236", "850101-\n1236"],
)
def test_a_number_in_disguise_is_seen_and_not_repeated(opened, text):
    """Markup, signs that nobody sees, other digits and a line's end hide no personal number."""
    dossier, _ = opened({"lokal_lagesbild": {"text": f"I Exempelstaden gäller {text} något."}})
    told = [d for d in check(dossier, RULES) if d.code == "P101"]
    assert told
    assert all("850101" not in d.excerpt and "８５" not in d.excerpt for d in told)


@pytest.mark.parametrize("name", ["2023/stad.yaml", "namnder.yaml"])
def test_a_number_in_a_shared_file_stops_every_plan(tree, tmp_path, name):
    """A number that would reach every board's plan is an error of the shared file."""
    file = tree / name
    text = file.read_text("utf-8").replace("Handbok för exempel", "Handbok 640823-3234")
    file.write_text(text.replace("namn: Gamla stan", "namn: Gamla 640823-3234"), "utf-8")

    report = build([tree / "2023/exempel"], out=tmp_path / "o")

    assert report.exit_code is Exit.FINDINGS
    assert "P101" in {d.code for d in report.diagnostics}


def test_a_broken_city_file_does_not_echo(tree):
    """One fault in stad.yaml is one diagnostic, not one for each text that it would have given."""
    file = tree / "2023/stad.yaml"
    file.write_text(file.read_text("utf-8").replace("texter:", "textar:"), "utf-8")

    assert [(d.code, d.file.endswith("stad.yaml")) for d in validate([tree / "2023/exempel"])] == [("S103", True)]


def test_a_city_file_of_another_year_is_told(tree):
    """A copied stad.yaml that still has last year's `ar` is an error."""
    file = tree / "2023/stad.yaml"
    file.write_text(file.read_text("utf-8").replace("ar: 2023", "ar: 2022", 1), "utf-8")

    assert "S106" in {d.code for d in validate([tree / "2023/exempel"])}


@pytest.mark.parametrize("comment", ["# tillåt a302: skäl", "# tillat A302: skäl", "# tillåt A302, A301: skäl"])
def test_a_comment_that_silences_nothing_says_so(tree, comment):
    """A slip in the comment is told; a comment that only uses the word is not."""
    file = tree / "2023/exempel/handlingsplan.yaml"
    file.write_text(f"{comment}\n# Här är det tillåtet att skriva.\n{file.read_text('utf-8')}", "utf-8")

    assert [d.code for d in validate([file])] == ["X903"]


def test_an_item_whose_id_is_empty_or_borrowed(tree):
    """Walk and values name an item alike, also when `<<` brings its id or it has none."""
    file = tree / "2023/exempel/handlingsplan.yaml"
    text = file.read_text("utf-8")
    file.write_text(
        text.replace("    - id: F1\n      aktivitet: T", "    - id: ~\n      aktivitet: {stad: x}\n      x: T"), "utf-8"
    )
    assert {d.code for d in validate([file])} >= {"S104"}


def test_places_that_cannot_be_reached(tree, tmp_path, monkeypatch):
    """A name that is too long, a link that leads to itself, a file where a folder should be: a sentence, exit 4."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "fil").write_text("x")
    plan = str(tree / "2023/exempel")
    for words in (["validate", "a" * 300], ["build", plan, "--out", "loop"], ["build", plan, "--out", "fil/x"]):
        result = run(*words)
        assert result.exit_code == 4, result.output
        assert "Inget att göra" not in result.output


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_output_that_cannot_be_written():
    """A full disk under the output is a sentence and exit 4."""
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "pipeline", "rules"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (4, False), done.stderr


def test_a_key_without_its_dots_is_known(opened):
    """`år` is meant to be `ar`."""
    _, faults = opened("år: 2023")
    assert any("menade du `ar`" in fault.message for fault in faults)


@pytest.mark.parametrize("change", ["ar: tjugo", "namnd: Exempel", "status: klart", "status: ~"])
def test_a_wrong_head_hides_nothing(opened, change):
    """With the year, the board or the status wrong, the rules still look at the rest of the plan."""
    dossier, faults = opened(f"{change}\nlokal_lagesbild: {{text: I Exempelstaden gäller 640823-3234 något.}}")
    assert len(faults) == 1
    assert "P101" in {d.code for d in check(dossier, RULES, faults)}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_pipe_is_no_plan(tmp_path):
    """A named pipe, which nobody may ever write to, is refused and not waited for."""
    os.mkfifo(tmp_path / "handlingsplan.yaml")

    assert run("validate", str(tmp_path / "handlingsplan.yaml")).exit_code == 2

"""A Word file is checked by the rules for definitions and by rules of its own, each place told as a person finds it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from handmade import (
    ANALYSIS,
    COLUMNS,
    COOPERATION,
    COUNTERING,
    HANDMADE,
    PREVENTIVE,
    ROWS,
    TYPED_CONTENTS,
    TYPED_NOTES,
    activities,
    body,
    cover,
    faked,
    styled,
)
from handmade import _box as box
from handmade import _contents as contents
from handmade import _merged_down as merged_down
from handmade import _raised_note as raised_note
from handmade_hard import HARD, control
from word_files import note_mark, notes, p, row, run, styles, table, word_parts

from pipeline.cli import cli
from pipeline.diagnostics import Diagnostic
from pipeline.docx.package import packed
from pipeline.verbs.build import build
from pipeline.verbs.word_check import check_word
from pipeline.word_rules import WORD_RULES
from pipeline.word_rules.w404_weak_contrast import contrast

DRAWN = '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Bild 1"/></wp:inline></w:drawing></w:r>'
COMMENT = p(f'<w:commentRangeStart w:id="5"/>{run("Nämnden")}<w:commentRangeEnd w:id="5"/>{run(" svarar.")}')
INSERTED = p(f'<w:ins w:id="1" w:author="Exempel">{run("Nytt.")}</w:ins>')
NUMBER = "19" + "121212-1212"  # the number that is used where one is shown
STRUCK = p(f'<w:del w:id="1" w:author="E"><w:r><w:delText>{NUMBER}</w:delText></w:r></w:del>{run("Kvar.")}')
WEAK = p("Svagt.", look='<w:color w:val="AAAAAA"/>')


def parts(content: str = "", **given: object) -> dict[str, bytes]:
    """Return the parts of a plan that breaks no rule of Word, with `content` after its analysis."""
    title = str(given.pop("title", "Handlingsplan mot våldsbejakande extremism 2023"))
    whole = str(given.pop("whole", "")) or cover() + body(after={ANALYSIS: content})
    return word_parts(whole, title=title, **given)  # type: ignore[arg-type]


def outside() -> dict[str, bytes]:
    """Return a plan with a picture that lies elsewhere."""
    made = parts()
    rels = "word/_rels/document.xml.rels"
    image = b'<Relationship Id="z" Type="x/image" Target="http://exempel.invalid/a.png" TargetMode="External"/>'
    return {**made, rels: made[rels].replace(b"</Relationships>", image + b"</Relationships>")}


def charted() -> dict[str, bytes]:
    """Return a plan with a chart."""
    made = parts()
    rels = "word/_rels/document.xml.rels"
    chart = b'<Relationship Id="z" Type="x/chart" Target="charts/chart1.xml"/>'
    return {**made, rels: made[rels].replace(b"</Relationships>", chart + b"</Relationships>")}


def _whole(**given: object) -> dict[str, bytes]:
    return parts(whole=cover() + body(**given))  # type: ignore[arg-type]


BROKEN: dict[str, Callable[[], dict[str, bytes]]] = {
    "W101": lambda: _whole(skip=(ANALYSIS,)),
    "W102": lambda: _whole(skip=(COOPERATION,), before={"uppfoljning": styled(2, "Samverkan") + p("Polisen.")}),
    "W103": lambda: _whole(renamed={"uppfoljning": "Uppföljning och utvärdering"}),
    "W104": lambda: _whole(heading=lambda lv, ws: faked(lv, ws) if ws == "Analys" else styled(lv, ws)),
    "W105": lambda: parts(p("Egen rubrik", properties='<w:outlineLvl w:val="3"/>') + p("Text.")),
    "W201": lambda: _whole(
        tables={PREVENTIVE: activities((("Besök", "Enhetschef", "Löpande"),), ("Aktivitet", "Ansvarig", "Tidplan"))}
    ),
    "W202": lambda: parts(table(row("År", "Antal"), row("2023", "inga"))),
    "W203": lambda: _whole(tables={PREVENTIVE: activities((*ROWS[PREVENTIVE], ("",) * 4))}),
    "W204": lambda: _whole(tables={PREVENTIVE: merged_down()}),
    "W205": lambda: _whole(tables={PREVENTIVE: table(*map(row, COLUMNS, ROWS[PREVENTIVE][0]))}),
    "W301": lambda: parts(INSERTED),
    "W302": lambda: parts(COMMENT, comments=f'<w:comment w:id="5" w:author="Exempel">{p("Stämmer det?")}</w:comment>'),
    "W303": lambda: parts(p(run("Text.") + note_mark(9)), footnotes=notes("footnote", {9: ""})),
    "W304": lambda: parts(
        whole=cover() + body(after={ANALYSIS: TYPED_NOTES}) + raised_note(1, "A.") + raised_note(2, "B.")
    ),
    "W305": lambda: parts(p("- Först") + p("- Sedan")),
    "W306": lambda: parts(p() + p() + p("Text.")),
    "W307": lambda: parts(whole=cover() + contents(TYPED_CONTENTS) + body()),
    "W308": lambda: parts(p("Förvaltningen har under året deltagit i samverkan med polisen och") + p("skolorna.")),
    "W309": lambda: parts(p(control(run("Välj ett datum."), "<w:showingPlcHdr/><w:date/>"))),
    "W401": lambda: parts(title=""),
    "W402": lambda: parts(style_part=styles(language="en-US")),
    "W403": lambda: parts(p(DRAWN)),
    "W404": lambda: parts(WEAK),
    "W405": lambda: parts(box("Ring samordnaren.")),
    "W501": outside,
    "W502": charted,
    "W503": lambda: parts(
        whole=p("Handlingsplan", "Title") + p("Exempelstadens stadsdelsnämnd") + body(), title="Plan"
    ),
    "W504": lambda: parts(header1=p(f"Handläggare {NUMBER}")),
}


def checked(made: dict[str, bytes], root: Path) -> list[Diagnostic]:
    """Return what is found in a file that lies beside the ground plan."""
    file = root / "2023" / "nytt" / "plan.docx"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(packed(made))
    return check_word(file)


def codes(told: list[Diagnostic]) -> set[str]:
    """Return the codes of the rules for Word alone."""
    return {d.code for d in told if d.code.startswith("W")}


def test_every_rule_has_an_example():
    """No rule is in the catalogue without a file that breaks it."""
    assert set(BROKEN) == {rule.code for rule in WORD_RULES}


@pytest.mark.parametrize("code", BROKEN)
def test_a_file_that_breaks_one_rule(code: str, tree: Path, tmp_path: Path):
    """Each rule finds its own fault and no other rule for Word does."""
    if code == "W503":  # a file that lies in no year's folder
        file = tmp_path / "plan.docx"
        file.write_bytes(packed(BROKEN[code]()))
        told = check_word(file)
    else:
        told = checked(BROKEN[code](), tree)

    assert codes(told) == {code}
    finding = next(d for d in told if d.code == code)
    assert finding.message
    assert finding.remedy
    assert NUMBER not in finding.message + finding.place


def test_an_orderly_file_breaks_no_rule_of_word(tree: Path):
    """What is right is not told."""
    assert codes(checked(parts(), tree)) == set()


def test_our_own_documents_break_no_rule_of_word(tmp_path: Path):
    """What we build keeps our own demands on any Word file, and is judged as its definition is."""
    build([Path(__file__).parent / "data" / "full"], out=tmp_path)
    (file,) = tmp_path.rglob("handlingsplan.docx")

    assert codes(check_word(file)) == set()


@pytest.mark.parametrize("rule", WORD_RULES, ids=lambda rule: rule.code)
def test_every_rule_has_a_manual_page(rule):
    """The page has a title, the ground for the demand and what to do."""
    assert rule.title
    assert re.search(r"^Grund: \S", rule.manual, re.M)
    assert re.search(r"^Åtgärd: \S", rule.manual, re.M)
    result = CliRunner().invoke(cli, ["rules", rule.code])
    assert rule.manual.strip() in result.output


def test_rows_without_responsible_or_schedule_are_told_where_they_stand(tree: Path):
    """The same code as for a definition, at the table and row, without an id that the file does not have."""
    rows = (("Samtal erbjuds", "", "Löpande", "Genom samtal"), ("Stöd ges", "Enhetschef", "", ""))
    told = checked(_whole(tables={COUNTERING: activities(rows)}), tree)
    found = [(d.code, d.message, d.place) for d in told if d.message.startswith("aktiviteten har ingen")]

    assert [message.rsplit(" ", 1)[1] for _, message, _ in found] == ["ansvarig", "tidplan", "uppföljning"]
    assert {code for code, _, _ in found} <= {"S100", "S101"}
    assert found[0][2].startswith("under ”Förhindrande aktiviteter”, tabell 2, rad 2")
    assert found[1][2].startswith("under ”Förhindrande aktiviteter”, tabell 2, rad 3")
    assert not any(re.search(r"aktivitet [FHK]\d", d.message) for d in told)


def test_a_stale_year_and_a_personal_number_in_the_text_are_told(tree: Path):
    """Rules for definitions mean the same in Word: the same codes, at the words."""
    rows = (("Besök", "Enhetschef", "Löpande", "Verksamhetsberättelse 2021"),)
    told = checked(_whole(tables={PREVENTIVE: activities(rows)}, after={ANALYSIS: p(f"Ring {NUMBER}.")}), tree)
    by_code = {d.code: d for d in told}

    assert "2021" in by_code["A302"].message
    assert by_code["A302"].place.startswith("under ”Förebyggande aktiviteter”, tabell 1, rad 2")
    assert by_code["P101"].place.startswith("under ”Analys”")
    assert NUMBER not in str(told)


def test_a_changed_text_of_the_city_is_told(tree: Path):
    """The city's common text with a word changed is what S203 says of a definition."""
    own = "Planen visar hur nämnden arbetar mot extremism."
    told = checked(_whole(after={}), tree)
    changed = checked(
        parts(whole=cover() + body().replace("Planen gäller exempeldata och visar hur nämnden arbetar.", own)), tree
    )

    assert "S203" in {d.code for d in changed}
    assert "S203" in {d.code for d in told}


def test_two_rows_without_ids_are_told_apart(tree: Path):
    """Ids that stand nowhere in the file are left out, and the other row is called another one."""
    rows = (("Besök på skolor", "Enhetschef, fältenheten", "Löpande", "Enkät"),) * 2
    told = {d.code: d.message for d in checked(_whole(tables={PREVENTIVE: activities(rows)}), tree)}

    assert told["A104"].startswith("aktiviteten har samma text som en annan aktivitet")


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github", "junit"])
def test_every_form_tells_the_place(form: str, tmp_path: Path):
    """Whatever the form, a person can find the place, and the exit code says that there are errors."""
    file = tmp_path / "plan.docx"
    file.write_bytes(packed(BROKEN["W301"]()))
    result = CliRunner().invoke(cli, ["validate", str(file), "--format", form])

    assert result.exit_code == 1
    assert "under ”Analys”" in result.stdout
    if form == "json":
        assert any(d["code"] == "W301" and d["place"].startswith("under ”Analys”") for d in json.loads(result.stdout))


def test_definitions_and_word_files_are_checked_in_one_run(tree: Path):
    """A folder and a Word file in one command; a Word file that is none does not stop the rest."""
    word, broken = tree / "plan.docx", tree / "trasig.docx"
    word.write_bytes(HANDMADE[0].data)
    broken.write_bytes(b"%PDF-1.7")
    result = CliRunner().invoke(cli, ["validate", str(tree / "2023"), str(word), str(broken)])

    assert result.exit_code == 4
    assert "är en PDF" in result.stdout
    assert "plan.docx: " in result.stdout


@pytest.mark.parametrize("file", (*HANDMADE, *HARD), ids=[file.untidy for file in (*HANDMADE, *HARD)])
def test_every_handmade_file_can_be_checked(file, tree: Path):
    """Nothing that a person makes in Word brings the check down, and what is told can be read."""
    word = tree / "2023" / "nytt" / "plan.docx"
    word.parent.mkdir()
    word.write_bytes(file.data)

    for diagnostic in check_word(word):
        assert "`" not in diagnostic.message + diagnostic.remedy
        assert diagnostic.remedy


@pytest.mark.parametrize(
    ("pair", "ratio"), [(("000000", "FFFFFF"), 21.0), (("777777", "FFFFFF"), 4.48), (("FFFFFF", "FFFFFF"), 1.0)]
)
def test_contrast_is_counted_as_wcag_does(pair: tuple[str, str], ratio: float):
    """The examples that everybody uses."""
    assert round(contrast(*pair), 2) == ratio

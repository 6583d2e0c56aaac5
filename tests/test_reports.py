"""How diagnostics are told: each form in full, and that nothing in a file can break the form."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from pipeline.diagnostics import Diagnostic, Severity, Span
from pipeline.report import FORMATS, Page, Telling, summary, text

LINE = "      uppfoljning: {dokument: verksamhetsberättelse, ar: 2022}"
STALE = Diagnostic(
    "plans/2023/kungsholmen/handlingsplan.yaml",
    Span(61, 58, 61, 62),
    Severity.WARNING,
    "A302",
    "aktivitet F2 följs upp i verksamhetsberättelsen för 2022, men planen gäller 2023",
    "ta bort årtalet, så följer det planens år",
    ("forebyggande_arbete", "aktiviteter", "[F2]", "uppfoljning", "ar"),
    LINE,
)
EMPTY = Diagnostic("plans/tom.yaml", None, Severity.ERROR, "Y101", "filen är tom", "börja från en annan plan")
NOTE = Diagnostic("plans/tom.yaml", Span(1, 1, 3, 2), Severity.INFO, "A103", "en upplysning", "", (), "a: b")
ALL = [STALE, EMPTY, NOTE]
PAGES = {"A302": Page("Uppföljningens år är inte planens", "Sidan.", Severity.WARNING)}
TELLING = Telling(files=("plans/ren.yaml", "plans/tom.yaml"), pages=PAGES, version="1.2.3")


def at(excerpt: str, start: int, end: int) -> Diagnostic:
    """Return a diagnostic of columns `start` to `end` (from 0) in a line."""
    return Diagnostic("f", Span(1, start + 1, 1, end + 1), Severity.ERROR, "X000", "m", "r", (), excerpt)


def marked(excerpt: str, start: int, end: int) -> tuple[str, str]:
    """Return the line as shown and the line of carets, without the gutter."""
    lines = text([at(excerpt, start, end)], colour=False).split("\n")
    return lines[2].removeprefix("1 | "), lines[3].removeprefix("  | ")


def test_text_is_as_in_the_house_style():
    """Place, gravity, code, sentence; the line with carets under the words; the remedy."""
    assert text([STALE], colour=False) == (
        "plans/2023/kungsholmen/handlingsplan.yaml:61:58: varning A302: aktivitet F2 följs upp i"
        " verksamhetsberättelsen för 2022, men planen gäller 2023\n"
        "   |\n"
        "61 |       uppfoljning: {dokument: verksamhetsberättelse, ar: 2022}\n"
        "   |                                                          ^^^^\n"
        "   = åtgärd: ta bort årtalet, så följer det planens år\n"
    )


def test_text_of_a_whole_file_has_no_excerpt():
    """A fault of the file as a whole points at no line."""
    assert text([EMPTY], colour=False) == (
        "plans/tom.yaml: fel Y101: filen är tom\n   = åtgärd: börja från en annan plan\n"
    )


def test_span_over_several_lines_is_marked_to_the_end_of_its_first():
    """Only the first line is shown, so the carets end with it; without a remedy there is no such line."""
    assert text([NOTE], colour=False) == (
        "plans/tom.yaml:1:1: upplysning A103: en upplysning\n  |\n1 | a: b\n  | ^^^^\n"
    )


def test_colour_only_adds_colour():
    """Without its escape sequences the coloured text is the plain one."""
    coloured = text(ALL, colour=True)

    assert "\x1b[31m" in coloured
    assert re.sub(r"\x1b\[\d+m", "", coloured) == text(ALL, colour=False)


def test_tabs_are_as_wide_as_they_look():
    """A tab takes four cells in the line and in what stands before the caret."""
    assert marked("\tab: c", 1, 3) == ("    ab: c", "    ^^")


def test_wide_letters_take_two_cells():
    """The caret stands under an emoji's neighbour, not beside it; an accent of its own takes no cell."""
    assert marked("🎉: x", 3, 4) == ("🎉: x", "    ^")
    assert marked("🎉: x", 0, 1) == ("🎉: x", "^^")
    assert marked("e\u0301: x", 4, 5) == ("e\u0301: x", "   ^")


def test_long_line_is_cut_around_the_caret():
    """Of a paragraph on one line, what stands around the caret is shown, and the caret stays under its words."""
    line = "text: " + "ord " * 200 + "FEL" + " ord" * 200
    shown, carets = marked(line, line.index("FEL"), line.index("FEL") + 3)

    assert len(shown) <= 100
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert shown[carets.index("^") : carets.rindex("^") + 1] == "FEL"


def test_long_words_are_marked_as_far_as_they_are_shown():
    """A span longer than the window has carets to the window's end only."""
    shown, carets = marked("a: " + "x" * 500, 3, 503)

    assert shown.startswith("a: xxx")
    assert len(carets) <= len(shown) <= 100


def test_caret_after_the_last_letter():
    """What is missing at the end of a line is marked there."""
    assert marked("a:", 2, 2) == ("a:", "  ^")


def test_terminal_cannot_be_commanded_from_a_file():
    """Escape sequences and signs that turn the writing direction are made visible."""
    evil = Diagnostic(
        "f\x1b[2J", Span(1, 1, 1, 2), Severity.ERROR, "X000", "a\x1b]0;b\x07\u202e", "c\r\n", (), "\x1b[1A"
    )

    told = text([evil], colour=False)
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", told)
    assert told.count("\n") == 5


def test_summary_counts():
    """One and many have their own words, and what there is none of is not named."""
    assert summary([EMPTY, EMPTY, STALE, STALE, STALE, NOTE], ()) == "2 fel, 3 varningar och 1 upplysning i 2 filer"
    assert summary([STALE], ("a", "b")) == "1 varning i 1 fil"
    assert summary([], ("a", "b")) == "inga anmärkningar i 2 planer"


def test_json_keys_are_a_contract():
    """The names and kinds of the keys do not change; a fault of a whole file has null places."""
    first, second, _ = json.loads(FORMATS["json"](ALL, TELLING))

    assert first == {
        "file": "plans/2023/kungsholmen/handlingsplan.yaml",
        "line": 61,
        "column": 58,
        "end_line": 61,
        "end_column": 62,
        "severity": "warning",
        "code": "A302",
        "message": STALE.message,
        "remedy": STALE.remedy,
        "path": "forebyggande_arbete.aktiviteter[F2].uppfoljning.ar",
        "excerpt": LINE,
        "place": "",
    }
    assert list(second) == list(first)
    assert [second[k] for k in ("line", "column", "end_line", "end_column")] == [None] * 4
    assert json.loads(FORMATS["json"]([], TELLING)) == []


@pytest.fixture(scope="module")
def sarif_schema() -> jsonschema.Draft7Validator:
    """Return the published schema of SARIF 2.1.0."""
    schema = json.loads((Path(__file__).parent / "data" / "sarif-2.1.0.json").read_text("utf-8"))
    return jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())


@pytest.mark.parametrize("diagnostics", [[], ALL, [STALE] * 3])
def test_sarif_is_valid(sarif_schema, diagnostics):
    """The log keeps to the published schema, with and without findings."""
    log = json.loads(FORMATS["sarif"](diagnostics, TELLING))

    assert list(sarif_schema.iter_errors(log)) == []
    assert len(log["runs"][0]["results"]) == len(diagnostics)


def test_sarif_schema_refuses(sarif_schema):
    """The schema that the logs are held against does refuse something."""
    assert list(sarif_schema.iter_errors({"version": "2.1.0", "runs": [{"results": []}]}))


def test_sarif_points_at_rule_and_place():
    """A result's rule index is its rule's; columns count letters; the file is a URI."""
    odd = Diagnostic("plans/år 2023/å.yaml", Span(1, 2, 1, 3), Severity.ERROR, "Z999", "m", "r", (), "abc")
    run = json.loads(FORMATS["sarif"]([STALE, odd], TELLING))["runs"][0]
    rules = run["tool"]["driver"]["rules"]

    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert rules[0]["shortDescription"]["text"] == "Uppföljningens år är inte planens"
    assert rules[0]["defaultConfiguration"]["level"] == run["results"][0]["level"] == "warning"
    place = run["results"][1]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "plans/%C3%A5r%202023/%C3%A5.yaml"
    assert place["region"] == {
        "startLine": 1,
        "startColumn": 2,
        "endLine": 1,
        "endColumn": 3,
        "snippet": {"text": "abc"},
    }


def test_github_annotations():
    """Places and the file are properties; columns only for what stands on one line."""
    assert FORMATS["github"](ALL, TELLING).splitlines() == [
        "::warning file=plans/2023/kungsholmen/handlingsplan.yaml,line=61,endLine=61,col=58,endColumn=62,title=A302::"
        f"{STALE.message}%0AÅtgärd: {STALE.remedy}",
        "::error file=plans/tom.yaml,title=Y101::filen är tom%0AÅtgärd: börja från en annan plan",
        "::notice file=plans/tom.yaml,line=1,endLine=3,title=A103::en upplysning",
    ]


def test_github_annotations_are_escaped():
    """A file's name and a sentence cannot end the command or begin another."""
    odd = Diagnostic("a,b:c%.yaml", None, Severity.ERROR, "X000", "100 %\n::error::x", "")

    assert FORMATS["github"]([odd], TELLING) == "::error file=a%2Cb%3Ac%25.yaml,title=X000::100 %25�::error::x\n"


def test_junit_has_a_case_for_each_file():
    """Clean files pass; a file with an error fails; warnings alone are output."""
    root = ET.fromstring(FORMATS["junit"](ALL, TELLING))
    cases = {case.get("name"): case for case in root.iter("testcase")}

    assert list(cases) == ["plans/ren.yaml", "plans/tom.yaml", STALE.file]
    assert list(cases["plans/ren.yaml"]) == []
    assert cases["plans/tom.yaml"].find("failure").get("message") == "1 fel och 1 upplysning"
    assert "Y101" in cases["plans/tom.yaml"].find("failure").text
    assert "A302" in cases[STALE.file].find("system-out").text
    assert (root.get("tests"), root.get("failures")) == ("3", "1")


def test_junit_strict_fails_on_warnings():
    """With --strict a warning is a failure there too."""
    strict = Telling(files=(STALE.file,), strict=True)

    assert ET.fromstring(FORMATS["junit"]([STALE], strict)).get("failures") == "1"
    assert ET.fromstring(FORMATS["junit"]([STALE], TELLING)).get("failures") == "0"


def test_junit_survives_what_xml_forbids():
    """Control characters and markup in a file do not make the report unreadable."""
    evil = Diagnostic("f<>&\x07", Span(1, 1, 1, 2), Severity.ERROR, "X000", "a\x00<b>&\ufffe", "c", (), "\x1b]]>")

    assert "<b>&" in ET.fromstring(FORMATS["junit"]([evil], Telling())).find(".//failure").text


@pytest.mark.parametrize("form", list(FORMATS))
def test_every_form_ends_its_last_line(form):
    """Text, lines or documents: the next program's output begins on a line of its own."""
    assert FORMATS[form](ALL, TELLING).endswith("\n")

"""`handlingsplan pull` of the papers beside the plan, as a handläggare and an enhetschef meet it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import cli
from pipeline.docx.controls import without_controls
from pipeline.docx.definition import PART, read_definition
from pipeline.docx.package import DOCUMENT, packed, parts_of, with_part, with_relationship
from pipeline.docx.part_text import R, W
from pipeline.docx.reading import read_document
from pipeline.errors import Exit
from pipeline.source import read_source

HERE = Path(__file__).parent
CASE = Path("plans/2023/exempel/arende.yaml")
OUTCOMES = Path("plans/2023/exempel/uppfoljning.yaml")
PAPER, REPORT = "tjansteutlatande", "verksamhetsberattelse"
HEADING = '<w:p><w:pPr><w:pStyle w:val="Rubrik1"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
RUNNING = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
TABLE = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Egen tabell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
Change = Callable[[str], str]


@pytest.fixture(autouse=True)
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in a folder with the full case and follow-up, and their documents."""
    shutil.copytree(HERE / "data/full", tmp_path / "plans")
    shutil.copytree(HERE.parent / "templates", tmp_path / "templates")
    monkeypatch.chdir(tmp_path)
    run("build", "plans/2023/exempel")


def run(*words: object) -> Result:
    result = CliRunner().invoke(cli, [str(word) for word in words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def edited(slug: str, *changes: Change, name: str = "a.docx", bare: bool = False, whole: bool = True) -> Path:
    """Write a copy of a built paper with changes of its XML; each must change something."""
    parts = parts_of(Path(f"outputs/2023/exempel/{slug}.docx").read_bytes())
    text = parts[DOCUMENT].decode()
    for change in changes:
        assert change(text) != text
        text = change(text)
    parts = {**parts, DOCUMENT: text.encode()}
    parts = without_controls(parts) if bare else parts
    Path(name).write_bytes(packed({n: data for n, data in parts.items() if whole or n != PART}))
    return Path(name)


def word(old: str, new: str) -> Change:
    return lambda text: text.replace(old, new, 1)


def _paragraph(words: str) -> re.Pattern[str]:
    return re.compile(rf"<w:p>(?:(?!<w:p>).)*?{re.escape(words)}.*?</w:p>", re.S)


def after(words: str, new: str) -> Change:
    """Put a paragraph after the one with `words`, in its look and outside its control."""

    def change(text: str) -> str:
        found = _paragraph(words).search(text)
        assert found is not None
        look = re.search(r"<w:pPr>.*?</w:pPr>", found[0], re.S)
        made = f"<w:p>{look[0] if look else ''}<w:r><w:t>{new}</w:t></w:r></w:p>"
        return text[: found.end()] + made + text[found.end() :]

    return change


def again(words: str, new: str) -> Change:
    """Copy the paragraph with `words`, control and all, as Enter does inside one, with `new` for the words."""

    def change(text: str) -> str:
        found = _paragraph(words).search(text)
        assert found is not None
        return text[: found.end()] + found[0].replace(words, new) + text[found.end() :]

    return change


def without(words: str) -> Change:
    return lambda text: _paragraph(words).sub("", text, count=1)


def before(words: str, xml: str) -> Change:
    def change(text: str) -> str:
        found = _paragraph(words).search(text)
        assert found is not None
        return text[: found.start()] + xml + text[found.start() :]

    return change


def changed_lines(patch: str) -> list[str]:
    return [line for line in patch.split("\n") if re.match(r"[+-](?![+-]{2} )", line)]


def value(file: Path, path: str) -> object:
    doc, _ = read_source(file)
    assert doc is not None
    return doc.value(tuple(re.findall(r"\[[^\]]*\]|[^.\[\]]+", path)))


@pytest.mark.parametrize("slug", [PAPER, REPORT])
def test_an_untouched_paper_has_nothing_to_pull(slug):
    """What was built says what its file says: an empty patch and exit code 0."""
    result = run("pull", f"outputs/2023/exempel/{slug}.docx")

    assert (result.stdout, result.exit_code) == ("", Exit.CLEAN)
    assert "0 ändringar att hämta" in result.stderr


@pytest.mark.parametrize("bare", [False, True], ids=["med kontroller", "utan kontroller"])
def test_the_head_of_the_case_comes_home_to_its_own_keys(bare):
    """Facts of the head are single values, edited where they stand; every other line is as it was."""
    file = edited(
        PAPER,
        word(">2023-01-24<", ">24 januari 2023<"),
        word("Lokal samordnare, trygghetsavdelningen", "Utredare, staben"),
        word("08-508 00 000", "08-508 11 111"),
        word("dess råd<", "dess två råd<"),
        word(">12<", ">14<"),
        bare=bare,
    )
    text = CASE.read_text("utf-8")
    assert run("pull", file, "--write").exit_code == Exit.CLEAN

    assert CASE.read_text("utf-8") == (
        text.replace(
            "funktion: Lokal samordnare, enhet: trygghetsavdelningen, telefon: 08-508 00 000",
            "funktion: Utredare, enhet: staben, telefon: 08-508 11 111",
        )
        .replace("dess råd\n", "dess två råd\n")
        .replace('punkt: "12"', "punkt: 14")
    )
    again_told = run("pull", file)
    assert again_told.stdout == ""
    assert "står redan så i ärendet" in again_told.stderr


@pytest.mark.parametrize("bare", [False, True], ids=["med kontroller", "utan kontroller"])
def test_points_of_the_decision_are_added_changed_and_removed(bare):
    """A point's list stays inside it; a new point goes after the one before it; immediate approval is there or not."""
    file = edited(
        PAPER,
        word("följa upp planen", "noga följa upp planen"),
        after("noga följa upp planen", "rapportera till rådet"),
        after("Nämnden anmäler", "Nämnden tackar förvaltningen."),
        without("Paragrafen justeras"),
        bare=bare,
    )
    result = run("pull", file, "--write")

    assert result.exit_code == Exit.CLEAN
    assert value(CASE, "forslag") == [
        "Nämnden ger förvaltningen i uppdrag att:\n\n- noga följa upp planen & dess mått\n- rapportera till rådet\n"
        "- återkomma med **en** rapport.[^egen]\n",
        "Nämnden anmäler beslutet till {{ rådet }}.",
        "Nämnden tackar förvaltningen.",
    ]
    assert value(CASE, "omedelbar_justering") is None


def test_enter_inside_a_point_begins_another():
    """A point that was copied with its control is a new one; of the two the likest is the old."""
    file = edited(PAPER, again("Nämnden anmäler beslutet", "Nämnden tackar för beslutet"))

    assert changed_lines(run("pull", file).stdout) == ["+  - Nämnden tackar för beslutet till {{ rådet }}."]


def test_signatures_and_appendices_are_lists_of_their_own():
    """One signature and one appendix go, others come; the file that an appendix names stays with it."""
    file = edited(
        PAPER,
        without("Stadsdelsdirektör"),
        after("Avdelningschef", "Jurist"),
        without("Yttrande från rådet"),
        after("Sammanställning av enkätsvar", "Ny bilaga"),
    )

    assert changed_lines(run("pull", file).stdout) == [
        "-underskrift: [Stadsdelsdirektör, Avdelningschef]",
        "+underskrift: [Avdelningschef, Jurist]",
        "-  - {titel: Yttrande från rådet}",
        "+  - {titel: Ny bilaga}",
    ]


@pytest.mark.parametrize("bare", [False, True], ids=["med kontroller", "utan kontroller"])
def test_a_section_that_the_year_has_may_be_put_in_and_taken_away(bare):
    """A heading of the year's list with text below it is that section; one that is gone is taken away."""
    text = CASE.read_text("utf-8")
    CASE.write_text(text.replace("  synpunkter: Förvaltningen bedömer att planen är väl avvägd.\n", ""), "utf-8")
    run("build", "plans/2023/exempel", "--type", PAPER)
    xml = HEADING.format("Förvaltningens synpunkter och förslag") + RUNNING.format("Planen är bra.")
    file = edited(PAPER, before("Bilagor", xml), without("Insatserna når"), without("Jämställdhetsanalys"), bare=bare)

    assert changed_lines(run("pull", file).stdout) == [
        "-  jamstalldhetsanalys: Insatserna når flickor och pojkar 🎉 i samma grad.",
        "+  synpunkter: Planen är bra.",
    ]


def test_the_citys_text_in_the_case_becomes_the_boards_own_and_that_is_said():
    """An edit of `{stad: x}` replaces the reference with the text as it now is."""
    result = run("pull", edited(PAPER, word("Planen visar hur", "Planen visar i korthet hur")))

    assert changed_lines(result.stdout)[:2] == ["-  bakgrund: {stad: inledning}", "+  bakgrund: |"]
    assert "stadens text `inledning` byts mot nämndens egen" in result.stderr


@pytest.mark.parametrize(
    ("slug", "old", "new", "where"),
    [
        (PAPER, "Nämnden överlämnar handlingsplanen", "Nämnden skickar handlingsplanen", "stad.yaml (`arende.beslut`)"),
        (PAPER, "den 12 januari 2023", "den 13 januari 2023", "handlingsplanen (`beslut.samrad`); ändra där"),
        (PAPER, "Ärendets beredning", "Beredning av ärendet", "stad.yaml (`arende.avsnitt`); ändra där"),
        (PAPER, "föreslår att nämnden beslutar", "vill att nämnden beslutar", "orden skrivs av mallen"),
        (REPORT, "Nyanställda genomför", "Alla nyanställda genomför", "handlingsplanen (`kompetenshojande_insatser."),
        (REPORT, "Vid behov, när", "Ibland, när", "orden om aktiviteten står i handlingsplanen; ändra där"),
        (REPORT, "ska öka genom", "ska öka starkt genom", "stad.yaml (`mal`); ändra där"),
        (REPORT, "2 genomförda", "3 genomförda", "räknas fram ur aktiviteternas status"),
    ],
)
@pytest.mark.parametrize("bare", [False, True], ids=["med kontroller", "utan kontroller"])
def test_what_a_paper_has_from_elsewhere_is_told_with_where_it_belongs(slug, old, new, where, bare):
    """An edit of the plan's or the city's words changes nothing, is not lost, and says where it is to be made."""
    result = run("pull", edited(slug, word(old, new), bare=bare))

    assert (result.stdout, result.exit_code) == ("", Exit.FINDINGS)
    assert where in result.stderr
    assert new in result.stderr


def test_what_the_paper_does_not_have_is_listed_with_its_words():
    """A heading that the year has not, what stands under it, a table of one's own and a new fact have no place."""
    own = HEADING.format("Ekonomi") + RUNNING.format("Planen kostar inget.") + TABLE
    result = run("pull", edited(PAPER, before("Bilagor", own), after("Ärende nummer", "Kopia till: rådet")))

    assert (result.stdout, result.exit_code) == ("", Exit.FINDINGS)
    assert result.stderr.partition("Har ingen plats i ärendet:\n")[2].splitlines() == [
        "  under ”Tjänsteutlåtande”: stycket hör inte till något av fälten i dokumentet som det byggs",
        "      ”Kopia till: rådet”",
        "  under ”Ekonomi”: rubriken finns inte i dokumentet som det byggs",
        "      ”Ekonomi”",
        "  under ”Ekonomi”: stycket hör inte till något av fälten i dokumentet som det byggs",
        "      ”Planen kostar inget.”",
        "  under ”Ekonomi”, tabell 1, rad 1: tabellen hör inte till dokumentet som det byggs",
        "      ”Egen tabell”",
    ]


def test_words_that_are_not_plain_are_told_and_nothing_is_guessed():
    """A date or a status that cannot be read is left with its words."""
    dated = run("pull", edited(PAPER, word(">2023-01-24<", ">i slutet av januari<")))
    status = run("pull", edited(REPORT, word(">Delvis genomförd<", ">Nästan klar<")))

    assert (dated.stdout, status.stdout) == ("", "")
    assert "det är inte klart hur orden ska skrivas i `datum`\n      ”i slutet av januari”" in dated.stderr
    assert "i `aktiviteter[H1].ar.status`\n      ”Nästan klar”" in status.stderr


@pytest.mark.parametrize("bare", [False, True], ids=["med kontroller", "utan kontroller"])
def test_the_outcome_of_an_activity_comes_home(bare):
    """Status, comment, deviation and whether it goes on; a comment may be put in where there was none."""
    file = edited(
        REPORT,
        word(">Delvis genomförd<", ">Avbruten<"),
        after("Tertialrapport 2: ", "Hösten är planerad."),
        word("Lokalen kunde inte", "Den gamla lokalen kunde inte"),
        after("Dagen ställdes in", "Den blir av nästa år."),
        word(">Nej<", ">Ja<"),
        bare=bare,
    )

    assert changed_lines(run("pull", file).stdout) == [
        "-    t2: pågår",
        "+    t2: {status: pågår, kommentar: Hösten är planerad.}",
        "-    ar: {status: ej genomförd, kommentar: Lokalen kunde inte användas.}",
        "-    avvikelse: Dagen ställdes in.",
        "+    ar: {status: ej genomförd, kommentar: Den gamla lokalen kunde inte användas.}",
        "+    avvikelse: |",
        "+      Dagen ställdes in.",
        "+",
        "+      Den blir av nästa år.",
        "-    ar: {status: delvis genomförd, kommentar: Samtal har erbjudits den som har hört av sig.}",
        "+    ar: {status: avbruten, kommentar: Samtal har erbjudits den som har hört av sig.}",
        "-    fortsatter: nej",
        "+    fortsatter: ja",
    ]


def test_a_status_in_its_short_form_stays_short():
    """`ar: genomförd` is one word in the file, and still is with another status."""
    text = OUTCOMES.read_text("utf-8")
    last = Path("outputs/2023/exempel/verksamhetsberattelse.docx")
    assert last.is_file()
    file = edited(REPORT, lambda xml: xml[::-1].replace(">Genomförd<"[::-1], ">Pågår<"[::-1], 1)[::-1])
    run("pull", file, "--write", "--force")

    assert OUTCOMES.read_text("utf-8") == text.replace("ar: genomförd", "ar: pågår")


@pytest.mark.parametrize("bare", [False, True], ids=["med kontroller", "utan kontroller"])
def test_grades_indicators_and_the_picture_come_home(bare):
    """Grades are words with one meaning; targets and outcomes are kept as they are written."""
    file = edited(
        REPORT,
        word(">Uppfyllt delvis<", ">uppfyllt helt.<"),
        word("84 procent", "91 procent"),
        word("81 procent", "88 procent"),
        word(">90 procent<", ">Inte angivet<"),
        word("Färre klistermärken", "Många färre klistermärken"),
        word("15 februari 2024, § 5", "16 februari 2024, § 6"),
        bare=bare,
    )
    run("pull", file, "--write", "--force")

    assert value(OUTCOMES, "mal[0].bedomning") == "helt"
    indicator = value(OUTCOMES, "mal[0].indikatorer[0]")
    assert (indicator["utfall"], indicator["konsuppdelat"]["man"]) == ("91 procent", "88 procent")
    assert "arsmal" not in indicator
    assert str(value(OUTCOMES, "lagesbild")).startswith("Många färre")
    assert value(OUTCOMES, "beslutad") == {"datum": "2024-02-16", "paragraf": "§ 6", "dnr": "EXE 2024/3"}


def test_a_row_of_an_activity_that_the_plan_lacks_is_told_whole():
    """An activity is the plan's to add; its row in the report is not lost."""
    row = re.compile(r"<w:tr>(?:(?!</w:tr>).)*?>K1<.*?</w:tr>", re.S)

    def copied(text: str) -> str:
        found = row.search(text)
        assert found is not None
        new = found[0].replace(">K1<", ">K9<").replace("Nyanställda genomför", "Chefer genomför")
        return text[: found.end()] + new + text[found.end() :]

    result = run("pull", edited(REPORT, copied))

    assert (result.stdout, result.exit_code) == ("", Exit.FINDINGS)
    assert "aktiviteten finns inte i handlingsplanen; lägg till den där först" in result.stderr
    assert "”K9 Chefer genomför stadens grundutbildning" in result.stderr


def test_two_copies_merge_and_what_both_changed_is_shown():
    """Two unit heads' copies go together; where they say different things nothing is written over."""
    one = edited(REPORT, word("Lokalen kunde", "Den ena lokalen kunde"), word(">Nej<", ">Ja<"), name="a.docx")
    other = edited(REPORT, word("Lokalen kunde", "Den andra lokalen kunde"), word("84 proc", "85 proc"), name="b.docx")
    result = run("pull", one, other)

    assert result.exit_code == Exit.REFUSED
    assert [line[0] + line.strip("+- ") for line in changed_lines(result.stdout)] == [
        *("-utfall: 84 procent", "+utfall: 85 procent", "-fortsatter: nej", "+fortsatter: ja"),
    ]
    assert "aktiviteter[F2].ar.kommentar: ändrat på två håll; ingenting har skrivits över" in result.stderr
    assert "Den ena lokalen" in result.stderr
    assert "Den andra lokalen" in result.stderr


def test_a_case_that_has_gone_on_is_merged_three_ways():
    """A file that was made before the definition changed changes only what a person changed in it."""
    file = edited(PAPER, word("Förvaltningen bedömer att", "Vi bedömer att"), word("anmäler beslutet", "anmäler saken"))
    text = CASE.read_text("utf-8")
    CASE.write_text(
        text.replace("forslag:\n", "forslag:\n  - En ny första punkt.\n").replace("2023-01-24", "2023-01-25")
    )
    result = run("pull", file, "--write")

    assert result.exit_code == Exit.CLEAN
    assert value(CASE, "forslag")[0] == "En ny första punkt."
    assert value(CASE, "forslag")[2] == "Nämnden anmäler saken till {{ rådet }}."
    assert value(CASE, "datum") == "2023-01-25"
    assert value(CASE, "avsnitt.synpunkter") == "Vi bedömer att planen är väl avvägd."


def test_points_in_another_order_are_moved_once():
    """A point that was moved is moved in the file; pulled again it is where it should be."""

    def swapped(text: str) -> str:
        first, last = (_paragraph(words).search(text) for words in ("Nämnden ger förvaltningen", "Nämnden anmäler"))
        assert first is not None
        assert last is not None
        return text[: first.start()] + last[0] + text[first.start() : last.start()] + text[last.end() :]

    file = edited(PAPER, swapped)
    result = run("pull", file, "--write")

    assert result.exit_code == Exit.CLEAN
    assert value(CASE, "forslag[0]") == "Nämnden anmäler beslutet till {{ rådet }}."
    assert str(value(CASE, "forslag[1]")).startswith("Nämnden ger förvaltningen i uppdrag att:\n\n- följa")
    assert (run("pull", file).stdout, run("pull", file).exit_code) == ("", Exit.CLEAN)


def test_an_entry_that_is_gone_from_the_definition_is_not_another():
    """A point without an id is found by its words: what was taken away or moved since is not written over."""
    file = edited(PAPER, word("anmäler beslutet", "anmäler saken"), without("Avdelningschef"))
    text = CASE.read_text("utf-8").replace("  - Nämnden anmäler beslutet till {{ rådet }}.\n", "")
    CASE.write_text(text.replace("[Stadsdelsdirektör, Avdelningschef]", "[Avdelningschef]"), "utf-8")
    result = run("pull", file)

    assert result.exit_code == Exit.REFUSED
    assert changed_lines(result.stdout) == ["-underskrift: [Avdelningschef]", "+underskrift: []"]
    assert "forslag[borttagen]: ändrat på två håll" in result.stderr
    assert "Nämnden anmäler saken till {{ rådet }}." in result.stderr


def test_what_would_be_wrong_is_shown_before_anything_is_written():
    """A dnr that the plan contradicts is a finding, and the file stays as it was until somebody insists."""
    file = edited(PAPER, word("EXE 2023/12 och EXE 2023/13</w:t>", "EXE 2023/99</w:t>"))
    text = CASE.read_text("utf-8")
    result = run("pull", file, "--write")

    assert result.exit_code == Exit.FINDINGS
    assert "fel E103" in result.stdout + result.stderr
    assert CASE.read_text("utf-8") == text
    run("pull", file, "--write", "--force")
    assert value(CASE, "dnr") == ["EXE 2023/99"]


def test_tracked_changes_count_unless_only_the_accepted_are_wanted():
    """An insertion that nobody has accepted comes along, or not with --only-accepted."""
    by = 'w:id="900" w:author="Handläggare" w:date="2023-01-20T10:00:00Z"'
    tracked = f'</w:r><w:ins {by}><w:r><w:t xml:space="preserve"> Och mer.</w:t></w:r></w:ins>'
    file = edited(PAPER, lambda text: re.sub(r"(är väl avvägd\.</w:t>)</w:r>", rf"\1{tracked}", text, count=1))

    assert "+  synpunkter: Förvaltningen bedömer att planen är väl avvägd. Och mer." in run("pull", file).stdout
    assert run("pull", file, "--only-accepted").stdout == ""


def test_a_file_without_its_definition_is_known_by_its_name_or_by_plan():
    """Nothing in the file says what it is: its name does, or the definition that --plan names."""
    Path("nytt").mkdir()
    named = edited(PAPER, word("väl avvägd", "bra"), whole=False, bare=True)
    told = run("pull", named, "--plan", CASE)

    assert "+  synpunkter: Förvaltningen bedömer att planen är bra." in told.stdout
    assert "filen bär inte med sig ärendet som den byggdes av" in told.stderr
    shutil.move(named, "outputs/2023/exempel/tjansteutlatande.docx")
    assert run("pull", "outputs/2023/exempel/tjansteutlatande.docx").stdout == told.stdout


def test_another_document_is_not_taken_for_a_paper():
    """Of a file in which hardly a heading is known, nothing is taken away."""
    shutil.copy("outputs/2023/exempel/verksamhetsberattelse.docx", "fel.docx")
    parts = parts_of(Path("fel.docx").read_bytes())
    Path("fel.docx").write_bytes(packed({n: data for n, data in parts.items() if n != PART}))
    result = run("pull", "fel.docx", "--plan", CASE)

    assert result.exit_code == Exit.USAGE
    assert "% av dokumentets rubriker finns i filen" in result.stderr


def test_a_persons_comments_are_listed_by_path():
    """What somebody asks in the margin is told with the key that it is about."""

    def commented(parts: dict[str, bytes]) -> dict[str, bytes]:
        text = parts[DOCUMENT].decode()
        mark = '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
        text = re.sub(
            r"<w:r>((?:(?!<w:r>).)*?väl avvägd\.</w:t></w:r>)",
            rf'<w:commentRangeStart w:id="0"/><w:r>\1{mark}',
            text,
            count=1,
        )
        note = (
            '<w:comment w:id="0" w:author="Nämndsekreterare" w:date="2023-01-30T09:00:00Z"><w:p><w:r><w:t>Hur då?</w:t>'
        )
        part = f'<w:comments xmlns:w="{W}">{note}</w:r></w:p></w:comment></w:comments>'
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
        parts = with_part({**parts, DOCUMENT: text.encode()}, "word/comments.xml", part.encode(), kind)
        return with_relationship(parts, DOCUMENT, "rIdFraga", f"{R}/comments", "comments.xml")

    parts = parts_of(Path("outputs/2023/exempel/tjansteutlatande.docx").read_bytes())
    Path("a.docx").write_bytes(packed(commented(parts)))
    result = run("pull", "a.docx")

    assert (result.stdout, result.exit_code) == ("", Exit.CLEAN)
    assert (
        "  avsnitt.synpunkter om ”Förvaltningen bedömer att planen är väl avvägd.” (Nämndsekreterare" in result.stderr
    )
    assert "Hur då?" in result.stderr


def test_last_years_plan_goes_along_so_that_the_list_of_changes_is_known(tmp_path):
    """The list of changes is read against last year's plan as it was, also when that has been corrected since."""
    city = tmp_path / "stad"
    run("sample", city / "plans", "--boards", "2", "--year", "2024", "--seed", "7")
    shutil.copytree("templates", city / "templates")
    run("build", city / "plans/2024", "--out", "ut", "--type", PAPER)
    files = sorted(Path("ut").glob("2024/*/tjansteutlatande.docx"))
    assert files
    for file in files:
        plan = city / "plans/2024" / file.parent.name / "handlingsplan.yaml"
        last = city / "plans/2023" / file.parent.name / "handlingsplan.yaml"
        if last.is_file():
            last.write_text(last.read_text("utf-8").replace("Återkommande", "Ofta").replace("löpande", "vid behov"))
        result = run("pull", file, "--plan", plan)

        assert (result.stdout, result.exit_code) == ("", Exit.CLEAN), result.stderr


@pytest.mark.parametrize(
    ("slug", "file", "old", "new", "code", "about"),
    [
        (PAPER, CASE, "är väl avvägd", "är XXX", "T107", "XXX"),
        (PAPER, CASE, "datum: 2023-01-24", "datum: 2023-02-24", "E105", "2023-02-24"),
        (REPORT, OUTCOMES, "    ar: genomförd\n    fortsatter: nej\n", "    ar: genomförd\n", "U106", "Genomförd"),
    ],
)
def test_a_review_copy_of_a_paper_has_its_own_findings(slug, file, old, new, code, about):
    """The case and the follow-up give copies of their papers, each finding at its words; pull leaves them out."""
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    assert run("review", file, "-o", "granskning.docx").exit_code == Exit.CLEAN

    parts = parts_of(Path("granskning.docx").read_bytes())
    comments = read_document(parts).comments.values()
    assert [c.about for c in comments if c.text.startswith(f"{code} (")] == [about]
    assert read_definition(parts).document == slug
    told = run("pull", "granskning.docx")
    assert (told.stdout, told.exit_code) == ("", Exit.CLEAN)
    assert "Kommentarer" not in told.stderr


def test_a_review_copy_of_a_paper_has_no_rows_to_choose():
    """--ansvarig chooses among the plan's activities, and says so of a paper."""
    refused = run("review", CASE, "-o", "x.docx", "--ansvarig", "familjeenheten")

    assert refused.exit_code == Exit.USAGE
    assert "--ansvarig väljer rader i planen" in refused.stderr


@pytest.mark.parametrize("bare", [False, True], ids=["med kontroller", "utan kontroller"])
def test_the_sign_in_an_empty_cell_is_no_text(bare):
    """The template writes a dash where there is no comment; a comment put in beside it comes home alone."""
    text = OUTCOMES.read_text("utf-8")
    OUTCOMES.write_text(text.replace("helt, kommentar: Alla parter deltog.}", "helt}"), "utf-8")
    run("build", "plans/2023/exempel", "--type", REPORT)
    built_paper = f"outputs/2023/exempel/{REPORT}.docx"
    assert ">–<" in parts_of(Path(built_paper).read_bytes())[DOCUMENT].decode()
    assert run("pull", built_paper).stdout == ""

    file = edited(REPORT, after(">–<", "Alla deltog."), bare=bare)
    assert changed_lines(run("pull", file).stdout)[1] == (
        "+      - {namn: Parterna har samma bild, bedomning: helt, kommentar: Alla deltog.}"
    )


def test_an_id_that_is_a_number_is_no_position():
    """An activity that is called 1 is found by that, and its row is the plan's to add all the same."""
    for file in (CASE.with_name("handlingsplan.yaml"), OUTCOMES):
        file.write_text(re.sub(r"\bid: K1\b", "id: 1", file.read_text("utf-8")), "utf-8")
    run("build", "plans/2023/exempel", "--type", REPORT, "--force")
    file = edited(REPORT, word(">Nej<", ">Ja<"))
    text = OUTCOMES.read_text("utf-8")
    first = re.search(r"  - id: F1\n.*?(?=  - id: F2\n)", text, re.S)
    assert first is not None
    OUTCOMES.write_text(text.replace(first[0], "") + first[0], "utf-8")  # every place is another one since

    assert changed_lines(run("pull", file).stdout) == ["-    fortsatter: nej", "+    fortsatter: ja"]

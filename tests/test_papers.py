"""The two papers beside the plan: tjänsteutlåtande and verksamhetsberättelse, in Word and as plain text."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pipeline import markup
from pipeline.content import Rich, rich_texts
from pipeline.diagnostics import Severity
from pipeline.documents import BY_SLUG, DOCUMENTS
from pipeline.documents.plain_text import plain_text
from pipeline.docx.fill import fill
from pipeline.docx.package import Parts, packed, parts_of, read_parts
from pipeline.docx.read import lines
from pipeline.docx.template import prepare
from pipeline.dossier import Dossier, open_dossier
from pipeline.errors import Exit
from pipeline.verbs.build import build
from pipeline.verbs.template_check import check_template
from tests.test_document import TEXT, bare, words_of

HERE = Path(__file__).parent
TEMPLATES = HERE.parent / "templates"
FULL = HERE / "data/full"
PLAN = FULL / "2023/exempel/handlingsplan.yaml"
PAPERS = ("tjansteutlatande", "verksamhetsberattelse")
PREPARED = {slug: prepare(TEMPLATES / f"{slug}.docx") for slug in PAPERS}


def opened_file(file: Path) -> Dossier:
    dossier, faults = open_dossier(file)
    assert dossier, faults
    return dossier


def parts(dossier: Dossier, slug: str, *, controls: bool = True) -> Parts:
    """Return the parts of a paper, without provenance and definition."""
    maker = BY_SLUG[slug].maker()
    content, properties = maker.content(dossier), maker.properties(dossier)
    return fill(PREPARED[slug], content, dossier.note, properties, controls=controls)


def text_of(dossier: Dossier, slug: str) -> str:
    maker = BY_SLUG[slug].maker()
    return maker.text(maker.content(dossier))


@pytest.mark.parametrize("slug", PAPERS)
def test_golden_text(slug, request):
    """A paper, its plain text and each of its parts are what a reviewer has read and accepted."""
    dossier = opened_file(PLAN)
    made = parts(dossier, slug)
    hashes = [f"{hashlib.sha256(made[p]).hexdigest()[:16]}  {p}" for p in sorted(made) if p != "docProps/custom.xml"]
    text = "\n".join([*lines(made), "", "-- text", text_of(dossier, slug), *hashes, ""])
    golden = HERE / "golden" / f"{slug}-2023.txt"
    if request.config.getoption("--accept"):
        golden.write_text(text, "utf-8")

    assert text == golden.read_text("utf-8")


@pytest.mark.parametrize("slug", PAPERS)
def test_own_templates_are_sound(slug):
    """`template check` has nothing to say of the templates that the program ships with."""
    assert check_template(TEMPLATES / f"{slug}.docx") == []


@pytest.mark.parametrize("slug", PAPERS)
@settings(
    max_examples=30,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # making a failing plan smaller takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_every_text_is_found_once(slug, data, tmp_path):
    """Whatever the texts of a case and a follow-up are, the paper holds each of them, once."""
    tree = tmp_path / "plans"
    if not tree.exists():
        shutil.copytree(FULL, tree)
    marks: list[tuple[str, str]] = []
    for name in BY_SLUG[slug].needs[1:]:
        values = yaml.load((FULL / "2023/exempel" / name).read_text("utf-8"), yaml.CBaseLoader)
        _scatter(values, data, marks)
        text = yaml.dump(values, allow_unicode=True, sort_keys=False, width=10**6)
        (tree / "2023/exempel" / name).write_text(text, "utf-8")

    dossier = opened_file(tree / "2023/exempel/handlingsplan.yaml")
    found = words_of(packed(parts(dossier, slug, controls=False)))

    assert len(marks) >= 9
    for mark, text in marks:
        assert found.count(mark) == 1, mark
        assert bare(text) in found, text


def _scatter(values, data, marks) -> None:
    """Put random words round the texts of a definition, each with a mark of its own."""
    plain = {"titel", "namn"}
    texts = {
        "kommentar",
        "avvikelse",
        "lagesbild",
        "sammanfattning",
        "arendet",
        "beredning",
        "synpunkter",
        "jamstalldhetsanalys",
    }
    for key, value in values.items() if isinstance(values, dict) else enumerate(values):
        if isinstance(value, dict | list):
            _scatter(value, data, marks)
        elif key in texts | plain or (isinstance(key, int) and value.startswith("Nämnden")):
            mark = f"M{len(marks):03d}m"
            random = data.draw(TEXT)
            values[key] = f"{mark} {random.strip().replace(chr(10), ' ')}" if key in plain else f"{mark} {random}"
            marks.append((mark, values[key] if key in plain else markup.plain(values[key])))


@pytest.mark.parametrize("slug", PAPERS)
def test_every_string_of_the_definitions_is_printed(slug):
    """Each sentence of the case is in its paper, and of the follow-up in its own; and in the right order of lists."""
    dossier = opened_file(PLAN)
    name = BY_SLUG[slug].needs[1]
    printed = {text.path for text in rich_texts(BY_SLUG[slug].maker().content(dossier))}

    told = [path for path, _ in dossier.reading(name).texts() if path[0] not in ("handlaggare", "beslutad")]
    assert len(told) > 8
    assert set(told) <= printed


def test_a_point_is_one_point():
    """A point with paragraphs and lists of its own has one number, and what is in it stands a step in."""
    body = [line for line in lines(parts(opened_file(PLAN), "tjansteutlatande")) if "List" in line.split("  ")[0]]
    numbered = [line for line in body if line.startswith("List Number  ")]

    assert [line.split("  ", 1)[1][:20] for line in numbered[:5]] == [
        "Nämnden godkänner fö",
        "Nämnden överlämnar h",
        "Nämnden ger förvaltn",
        "Nämnden anmäler besl",
        "Paragrafen justeras ",
    ]
    assert "List Bullet 2  följa upp planen & dess mått" in body


def test_what_the_plan_knows_is_not_typed_again(opened):
    """With no more than a summary and a section, the paper has title, board, dnr, meeting, points and samråd."""
    empty = dict.fromkeys(("dnr", "mote", "forslag", "omedelbar_justering", "underskrift", "handlaggare"), "~")
    dossier, faults = opened("# arende.yaml\n" + yaml.dump(empty))
    assert faults == []
    text = "\n".join(lines(parts(dossier, "tjansteutlatande")))

    for expected in (
        "Title  Handlingsplan mot våldsbejakande extremism 2023",
        "Dnr\tEXE 2023/12",
        "Sammanträde\t2023-02-16",
        "Till\tExempelstadens stadsdelsnämnd",
        "List Number  Nämnden godkänner förslaget till handlingsplan mot våldsbejakande extremism 2023.",
        "Samråd har hållits med stadsledningskontoret den 10 januari 2023 och med lokalpolisområde Exempel den 12 ja",
        "Bilagerad  Handlingsplan mot våldsbejakande extremism 2023, Exempelstadens stadsdelsnämnd",
    ):
        assert expected in text
    assert "justeras" not in text
    assert "Underskriftsrad" not in text


def test_the_year_decides_sections_and_points(whole_tree):
    """Which sections, in which order, and which points are always the same, is data of the year."""
    city = whole_tree / "2023/stad.yaml"
    city.write_text(
        city.read_text("utf-8")
        + "arende:\n  avsnitt:\n    - {id: synpunkter, rubrik: Synpunkter}\n"
        + "    - {id: arendet, rubrik: Om ärendet, kravs: ja}\n    - {id: bakgrund, rubrik: Bakgrund}\n"
        + "  beslut: ['{namnd} antar planen för {ar}.']\n",
        "utf-8",
    )
    text = list(lines(parts(opened_file(whole_tree / "2023/exempel/handlingsplan.yaml"), "tjansteutlatande")))

    headings = [line.split("  ", 1)[1] for line in text if line.startswith("heading 1")]
    assert headings == [
        *("Förslag till beslut", "Sammanfattning", "Synpunkter", "Om ärendet", "Bakgrund"),
        *("Ändringar sedan förra årets plan", "Bilagor"),
    ]
    assert "List Number  Exempelstadens stadsdelsnämnd antar planen för 2023." in text


def test_a_paper_without_day_or_dnr_is_a_draft(opened):
    """Utkast stands on the first page and in the header until the paper has its day and its dnr."""
    change = "status: samråd\nbeslut: {namnd: {datum: '~', dnr: '~', paragraf: '~'}}\n# arende.yaml\n"
    for rest, draft in (("dnr: Dnr tilldelas senare\n", True), ("datum: '~'\n", True), ("", False)):
        dossier, faults = opened(change + rest)
        assert faults == []
        text = "\n".join(lines(parts(dossier, "tjansteutlatande")))
        assert ("Utkastmärkning  Utkast" in text) is draft
        day = "" if rest.startswith("datum") else "2023-01-24"
        assert (f"\t{day}{', ' if day else ''}Utkast" in text) is draft
        assert text_of(dossier, "tjansteutlatande").startswith("Utkast\n\n") is draft
        assert ("Omslagsuppgift  Dnr\tTilldelas senare" in text) is rest.startswith("dnr")
        assert ("stadsdelsnämnd, dnr tilldelas senare\t" in text) is rest.startswith("dnr")


def test_the_list_of_changes_is_known(whole_tree, out):
    """What is new since last year's plan stands in the paper by itself, and a change in that plan makes it stale."""
    file = whole_tree / "2023/exempel/handlingsplan.yaml"
    text = "\n".join(lines(parts(opened_file(file), "tjansteutlatande")))
    assert "heading 1  Ändringar sedan förra årets plan" in text
    assert "Normal  Jämfört med planen för 2022 är " in text
    assert "heading 2  Förebyggande arbete" in text
    assert "List Bullet  Borttagen aktivitet, F8: " in text

    build([file], out=out)
    last = whole_tree / "2022/exempel/handlingsplan.yaml"
    last.write_text(last.read_text("utf-8") + "# ändrad\n", "utf-8")
    assert "1 dokument byggt och 2 redan aktuella." in build([file], out=out).lines
    shutil.rmtree(whole_tree / "2022")
    assert "Ändringar sedan" not in "\n".join(lines(parts(opened_file(file), "tjansteutlatande")))


def test_no_cell_of_the_report_is_empty(opened):
    """Where nothing has been said of an activity, a goal or an indicator, its cell has a dash."""
    nothing = "{id: K1, ar: {status: genomförd, kommentar: '~'}, t1: '~', t2: '~'}"
    dossier, faults = opened(f"# uppfoljning.yaml\naktiviteter: [{nothing}]\n")
    assert [fault for fault in faults if fault.severity is Severity.ERROR] == []
    table = [line for line in lines(parts(dossier, "verksamhetsberattelse")) if line.startswith("row")]

    assert any(line.startswith("row | K1") and "| – |" in line for line in table)
    assert not [line for line in table if "|  |" in line]


def test_a_report_through_the_year(opened):
    """At tertialrapport 1 the excerpt tells what T1 says, and no later report; it is a draft until it is decided."""
    dossier, faults = opened("# uppfoljning.yaml\nrapport: tertialrapport 1\nmal: []\n")
    assert faults == []
    text = "\n".join(lines(parts(dossier, "verksamhetsberattelse")))

    assert "Subtitle  Tertialrapport 1 2023" in text
    assert "Utkast – ej beslutad" in text
    assert "Ett möte har hållits." in text
    assert "Fyra möten" not in text
    assert "Måluppfyllelse" not in text


def test_decided_report_is_no_draft():
    """A report that the board has decided on says when, and is no draft."""
    text = "\n".join(lines(parts(opened_file(PLAN), "verksamhetsberattelse")))
    assert "Nämndens beslut\t15 februari 2024, § 5, dnr EXE 2024/3" in text
    assert "Utkast" not in text


def test_text_for_ils_has_one_block_for_each_field():
    """Every field of the report is a block under a line that says which it is; no markup is left."""
    text = text_of(opened_file(PLAN), "verksamhetsberattelse")
    fields = re.findall(r"^=== (.*) ===$", text, re.M)

    assert len(fields) == len(set(fields)) > 25
    goal = "Mål 3.6 Tryggheten ska öka genom förebyggande insatser: bedömning"
    for field in (goal, "Aktivitet F2: avvikelse", "Lägesbild: vad som har ändrats"):
        assert field in fields
    assert not re.search(r"\*\*|\[\^|\]\(", text)
    assert "- Möten har hållits.\n- Stödet & samtalen har fungerat.\n" in text


def test_text_for_ils_has_nothing_to_paste_where_nothing_is_said(opened):
    """What is not given yet, such as whether an activity goes on, is no block: it would be pasted as an answer."""
    dossier, _ = opened("# uppfoljning.yaml\naktiviteter: [{id: K1, fortsatter: '~'}]\nmal: [{nummer: '3.6'}]\n")
    text = text_of(dossier, "verksamhetsberattelse")

    assert "=== Aktivitet K1: status ===" in text
    assert "=== Aktivitet K1: fortsätter nästa år ===" not in text
    assert "Inte " not in text
    assert "Inte angivet" in "\n".join(lines(parts(dossier, "verksamhetsberattelse")))


def test_text_for_the_meeting_has_title_proposal_and_summary():
    """The meeting's page gets the title, the numbered points and the summary, and nothing else."""
    text = text_of(opened_file(PLAN), "tjansteutlatande")

    assert text.startswith("Exempeldata – ärendet är påhittat\n\nHandlingsplan mot våldsbejakande extremism 2023\n\n")
    points = re.findall(r"^(\d)\. Nämnden|^(\d)\. Paragrafen", text, re.M)
    assert ["".join(found) for found in points] == ["1", "2", "3", "4", "5"]
    assert "Sammanfattning\n\nFörvaltningen föreslår en plan" in text
    assert "Bakgrund" not in text


@given(TEXT)
@settings(max_examples=300, deadline=None)
def test_plain_text_keeps_every_word(text):
    """A text without form has all the words of the text with it, in order."""
    blocks = markup.parse(text)
    found = plain_text(Rich(("x",), blocks))

    place = 0
    for block in blocks:
        for piece in (inline for inline in block.inlines if isinstance(inline, markup.Words)):
            for word in piece.text.split():
                assert word in found[place:]
                place = found.index(word, place) + len(word)


def test_plain_text_writes_lists_and_links():
    """Lists keep their signs and numbers, links their addresses, notes are left out."""
    text = "En **fet** not.[^a]\n\n7. sju\n8. åtta\n   - inne\n\n     mer\n\nSe [sidan](https://a.invalid).  \nRad två."
    assert plain_text(Rich((), markup.parse(text))) == (
        "En fet not.\n\n7. sju\n8. åtta\n   - inne\n      mer\n\nSe sidan (https://a.invalid).\nRad två."
    )
    assert plain_text("ord") == "ord"
    assert plain_text(None) == ""


# Building


@pytest.fixture
def out(tmp_path):
    return tmp_path / "outputs"


@pytest.fixture
def built(whole_tree, out):
    """Return the folder where all papers of the ground plan are built."""
    report = build([whole_tree / "2023/exempel"], out=out)
    assert (report.exit_code, report.lines[-1]) == (Exit.CLEAN, "3 dokument byggda.")
    return out / "2023/exempel"


def say(report) -> str:
    return "\n".join([*report.lines, *report.sentences])


def test_all_papers_and_their_texts_are_built(whole_tree, built, out):
    """A board with all three definitions gets three documents and two texts; then there is nothing to do."""
    assert sorted(file.name for file in built.iterdir()) == [
        *("handlingsplan.docx", "tjansteutlatande.docx", "tjansteutlatande.txt"),
        *("verksamhetsberattelse.docx", "verksamhetsberattelse.txt"),
    ]
    times = [file.stat().st_mtime_ns for file in sorted(built.iterdir())]
    assert build([whole_tree / "2023/exempel"], out=out).lines == ["Inget att göra: 3 dokument är aktuella."]
    assert [file.stat().st_mtime_ns for file in sorted(built.iterdir())] == times


def test_a_paper_whose_definition_is_absent_is_not_built(tree, out):
    """Without a case there is no tjänsteutlåtande, and that is said only to the one who asks for it."""
    report = build([tree / "2023/exempel"], out=out)
    assert [file.name for file in (out / "2023/exempel").iterdir()] == ["handlingsplan.docx"]
    assert "tjansteutlatande" not in say(report)

    report = build([tree / "2023/exempel"], out=out, types=["tjansteutlatande"])
    assert "tjansteutlatande byggs inte, arende.yaml saknas" in say(report)
    assert report.exit_code is Exit.CLEAN


@pytest.mark.parametrize(
    ("name", "stale"),
    [
        ("arende.yaml", {"tjansteutlatande"}),
        ("uppfoljning.yaml", {"verksamhetsberattelse"}),
        ("handlingsplan.yaml", {document.slug for document in DOCUMENTS}),
    ],
)
def test_a_changed_definition_makes_its_own_papers_stale(whole_tree, built, out, name, stale):
    """A change in the case builds the tjänsteutlåtande anew and no other; one in the plan, all of them."""
    before = {file.name: file.read_bytes() for file in built.glob("*.docx")}
    file = whole_tree / "2023/exempel" / name
    file.write_text(file.read_text("utf-8") + "\n# ändrad\n", "utf-8")
    build([whole_tree / "2023/exempel"], out=out)

    assert {f.stem for f in built.glob("*.docx") if f.read_bytes() != before[f.name]} == stale


@pytest.mark.parametrize(
    ("name", "old", "new", "stopped"),
    [
        ("arende.yaml", "dnr: EXE 2023/12", "dnr: EXE 2023/99", ["tjansteutlatande"]),
        ("uppfoljning.yaml", "bedomning: delvis", "bedomning: helt", ["verksamhetsberattelse"]),
        ("arende.yaml", "sammanfattning:", "samanfattning:", ["tjansteutlatande"]),
    ],
)
def test_an_error_stops_the_papers_that_are_made_of_its_file(whole_tree, out, name, old, new, stopped):
    """An error in the case stops the tjänsteutlåtande; plan and report are built."""
    file = whole_tree / "2023/exempel" / name
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    report = build([whole_tree / "2023/exempel"], out=out)

    assert report.exit_code is Exit.FINDINGS
    assert {Path(d.file).name for d in report.diagnostics} == {name}
    made = {file.stem for file in (out / "2023/exempel").glob("*.docx")}
    assert made == {document.slug for document in DOCUMENTS} - set(stopped)
    assert re.search(rf"{stopped[0]} inte byggd, (ärendet|uppföljningen) har fel som måste rättas", say(report))


def test_an_error_in_the_plan_stops_all_papers(whole_tree, out):
    """All papers are made of the plan."""
    file = whole_tree / "2023/exempel/handlingsplan.yaml"
    file.write_text(file.read_text("utf-8").replace("namnd: exempel", "namnd: exempl"), "utf-8")
    assert build([whole_tree / "2023/exempel"], out=out).exit_code is Exit.FINDINGS
    assert not out.exists() or not list(out.rglob("*.docx"))


def test_an_edited_text_is_never_overwritten(whole_tree, built, out):
    """A text that a person has changed stays, with its document; exit 3 says so, and --force writes it anew."""
    text = built / "tjansteutlatande.txt"
    text.write_text(text.read_text("utf-8") + "Ett tillägg.\n", "utf-8")
    document = (built / "tjansteutlatande.docx").read_bytes()
    for change in ("", "# ändrad\n"):
        case = whole_tree / "2023/exempel/arende.yaml"
        case.write_text(case.read_text("utf-8") + change, "utf-8")
        report = build([whole_tree / "2023/exempel"], out=out)
        assert report.exit_code is Exit.REFUSED
        assert "har ändrat texten" in say(report)
        assert text.read_text("utf-8").endswith("Ett tillägg.\n")
        assert (built / "tjansteutlatande.docx").read_bytes() == document

    assert build([whole_tree / "2023/exempel"], out=out, force=True).exit_code is Exit.CLEAN
    assert "tillägg" not in text.read_text("utf-8")


def test_a_strange_text_is_never_overwritten(whole_tree, out):
    """A file of somebody's own that lies where the text would go stays."""
    text = out / "2023/exempel/tjansteutlatande.txt"
    text.parent.mkdir(parents=True)
    text.write_text("mina anteckningar", "utf-8")
    report = build([whole_tree / "2023/exempel"], out=out)

    assert report.exit_code is Exit.REFUSED
    assert text.read_text("utf-8") == "mina anteckningar"
    assert (out / "2023/exempel/verksamhetsberattelse.docx").exists()
    assert not (out / "2023/exempel/tjansteutlatande.docx").exists()


def test_a_text_that_is_gone_is_written_again(whole_tree, built, out):
    """A lost text makes its document out of date."""
    text = built / "verksamhetsberattelse.txt"
    before = text.read_bytes()
    text.unlink()
    assert "1 dokument byggt" in say(build([whole_tree / "2023/exempel"], out=out))
    assert text.read_bytes() == before


def test_a_build_killed_between_text_and_document_goes_on(whole_tree, built, out, monkeypatch):
    """The text is written first; a build that dies before the document leaves a text that the next knows as its own."""
    case = whole_tree / "2023/exempel/arende.yaml"
    case.write_text(case.read_text("utf-8").replace("Planen har tre", "Planen har alla tre"), "utf-8")
    replace = Path.replace

    def die(self, target):
        if target.name == "tjansteutlatande.docx":
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", die)
    with pytest.raises(KeyboardInterrupt):
        build([whole_tree / "2023/exempel"], out=out)
    monkeypatch.undo()
    assert "alla tre" in (built / "tjansteutlatande.txt").read_text("utf-8")

    assert build([whole_tree / "2023/exempel"], out=out).exit_code is Exit.CLEAN
    assert build([whole_tree / "2023/exempel"], out=out).lines[-1].startswith("Inget att göra")


def test_a_link_in_the_texts_place_is_refused(whole_tree, built, out, tmp_path):
    """A text that is a link to somewhere else is not followed."""
    other = tmp_path / "annan.txt"
    other.write_text("viktigt", "utf-8")
    (built / "tjansteutlatande.txt").unlink()
    (built / "tjansteutlatande.txt").symlink_to(other)
    case = whole_tree / "2023/exempel/arende.yaml"
    case.write_text(case.read_text("utf-8") + "# ändrad\n", "utf-8")

    assert build([whole_tree / "2023/exempel"], out=out).exit_code is Exit.REFUSED
    assert other.read_text("utf-8") == "viktigt"


@pytest.mark.parametrize("slug", PAPERS)
def test_a_paper_carries_what_it_was_made_of(built, slug):
    """The document holds the definitions that it was made of, and no others."""
    from pipeline.docx.definition import read_definition

    definition = read_definition(read_parts(built / f"{slug}.docx"))
    names = {name.rsplit("/", 1)[-1] for name in definition.files}
    assert names == {*BY_SLUG[slug].needs, "stad.yaml", "namnder.yaml"}
    assert parts_of((built / f"{slug}.docx").read_bytes())


@pytest.mark.parametrize("slug", PAPERS)
def test_each_value_of_the_papers_own_file_has_a_control(slug):
    """Facts of the head, status, grades and targets stand in controls with their paths, as running texts do."""
    document = parts(opened_file(PLAN), slug)["word/document.xml"].decode()
    tags = set(re.findall(r'<w:tag w:val="([^"]+)"', document))

    wanted = {
        "tjansteutlatande": {"dnr", "datum", "mote.datum", "mote.punkt", "till", "forslag[1]", "omedelbar_justering"},
        "verksamhetsberattelse": {
            *("beslutad", "mal[0].bedomning", "mal[0].delmal[1].bedomning", "mal[0].indikatorer[0].utfall"),
            *("aktiviteter[F1].ar.status", "aktiviteter[F1].t1.status", "aktiviteter[F2].fortsatter"),
        },
    }
    assert tags >= wanted[slug]

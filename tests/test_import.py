"""Plans that people wrote in Word come in whole: sections, rows and notes found, every word kept."""

from __future__ import annotations

import copy
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from handmade import CHAPTERS, COLUMNS, HANDMADE, RAISED, Handmade, activities
from handmade_hard import HARD
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from test_document import parts_of as document_parts
from word_files import item, p, row, run, table, word_file

from pipeline import yaml_text
from pipeline.activity import Activity, FollowUp, Schedule
from pipeline.cli import cli
from pipeline.diagnostics import address
from pipeline.docx.package import parts_of
from pipeline.docx.reading import Document, paragraphs_of, read_document
from pipeline.dossier import open_dossier
from pipeline.from_word.fields import follow_up_or_method, keeps, schedule_or_remark, spelled
from pipeline.handwritten.draft import texts_of
from pipeline.handwritten.model import Draft
from pipeline.handwritten.slots import parts_of_kind
from pipeline.plan import ActionPlan
from pipeline.source import parse_source
from pipeline.verbs.build import build
from pipeline.verbs.importing import drafted, import_plan

ALL = (*HANDMADE, *HARD)
NAMES = [file.untidy for file in ALL]
LEAST_SECTIONS, LEAST_ROWS, LEAST_NOTES = 1.0, 1.0, 1.0


def read(file: Handmade, root: Path) -> tuple[Document, Draft]:
    """Return what a file says and the draft made of it, in the tree of definitions `root`."""
    document = read_document(parts_of(file.data))
    return document, drafted(document, root / str(file.year) / "nytt" / "handlingsplan.yaml")


def value_at(values: Any, path: str) -> Any:
    """Return the value at an address without items."""
    for step in path.split("."):
        values = values.get(step) if isinstance(values, dict) else None
    return values


def counted(texts: list[str]) -> Counter[str]:
    """Return the words of texts, as they are compared."""
    return Counter(word for text in texts for word in spelled(text.replace("\u00ad", "")))


def printed(draft: Draft) -> Iterator[str]:
    """Yield what the schedules of a draft print beside their values: `Under 2023`, `1 maj 2023`."""
    for activity in rows_of(draft.values):
        if activity.get("tidplan"):
            label = Schedule.model_validate(activity["tidplan"]).label
            yield " ".join((Counter(spelled(label)) - counted(list(texts_of(activity["tidplan"])))).elements())


def rows_of(values: Any) -> Iterator[dict[str, Any]]:
    """Yield the activities in the values of a draft."""
    for name, value in values.items() if isinstance(values, dict) else ():
        if name == "aktiviteter":
            yield from value
        else:
            yield from rows_of(value)


def lost(document: Document, draft: Draft, not_words: tuple[str, ...] = ()) -> Counter[str]:
    """Return the words of a document that its draft does not have.

    Not asked for: headings that the structure has, column heads, what the cover prints again, contents lines.
    """
    texts = [p.text for p in document.paragraphs()]
    texts += [p.text for note in document.notes.values() for p in paragraphs_of(note.blocks)]
    heads = [h.words for h in draft.headings if h.path and not h.free]
    reprinted = ["Handlingsplan mot våldsbejakande extremism", str(draft.cover.year)]
    board = {"exempel": "Exempelstadens stadsdelsnämnd", "fack": "Exempelnämnden exempelnämndens"}
    reprinted.append(board.get(draft.cover.board or "", ""))
    have = counted([*texts_of(draft.values), *printed(draft), *heads, *draft.reprinted, *reprinted, *not_words])
    return counted(texts) - have


@pytest.mark.parametrize("file", ALL, ids=NAMES)
def test_a_handmade_plan_comes_in(file: Handmade, tree: Path):
    """Every section, row and note is where a careful reader would put it, and no word is lost."""
    document, draft = read(file, tree)

    found = {address(h.path) for h in draft.headings if h.path and not h.free and "miljoer" not in h.path}
    assert len(found & file.sections) / len(file.sections) >= LEAST_SECTIONS, sorted(file.sections - found)
    assert not found - file.sections
    rows = {path: len(value_at(draft.values, path) or ()) for path in file.rows}
    assert rows == file.rows
    assert draft.notes == file.notes
    assert sum(h.free for h in draft.headings) == file.free
    assert (draft.structure.structure_id, draft.cover.year) == (file.structure, file.year)
    assert draft.values["namnd"] == file.board
    assert dict(lost(document, draft, file.not_words)) == {}


FILLED = "Exempelfyllning"


def without_holes(values: Any, structure: type[ActionPlan]) -> Any:
    """Return a draft's values with a word wherever the document lacked something that a plan must have."""
    values = copy.deepcopy(values)
    values.update(namnd=values["namnd"] if values["namnd"] != "okand" else "exempel")
    for activity in rows_of(values):
        activity["ansvarig"] = activity["ansvarig"] or [FILLED]
        activity.setdefault("tidplan", {"typ": "löpande"})
        activity.setdefault("uppfoljning", {"metod": FILLED})
    lists = [address(path) for path in parts_of_kind(structure, Activity)]
    whole = {"id": "X", "aktivitet": FILLED, "ansvarig": [FILLED], "tidplan": {"typ": "löpande"}}

    def fill(value: Any, path: str) -> Any:
        if isinstance(value, dict):
            return {k: fill(v, f"{path}.{k}".lstrip(".")) for k, v in value.items()}
        if isinstance(value, list) and not value and path in lists:
            return [{**whole, "id": f"X{lists.index(path)}", "uppfoljning": {"metod": FILLED}}]
        return FILLED if value == "" else value

    filled = fill(values, "")
    filled["uppfoljning"]["mal"] = filled["uppfoljning"]["mal"] or ["3.6"]
    return filled


@pytest.mark.parametrize("file", ALL, ids=NAMES)
def test_building_the_draft_gives_the_same_words(file: Handmade, tree: Path):
    """The document built from the draft has every word of the Word file that it was read from."""
    document, draft = read(file, tree)
    if not (tree / str(file.year)).exists():
        shutil.copytree(tree / "2023", tree / str(file.year))
        city = tree / str(file.year) / "stad.yaml"
        city.write_text(city.read_text("utf-8").replace("ar: 2023", f"ar: {file.year}"), "utf-8")
    board = file.board if file.board != "okand" else "exempel"
    plan = tree / str(file.year) / board / "handlingsplan.yaml"
    plan.write_text(yaml_text.written(without_holes(draft.values, draft.structure), draft.comments), "utf-8")

    dossier, faults = open_dossier(plan)
    assert faults == []
    assert dossier is not None
    rebuilt = read_document(document_parts(dossier))
    texts = [p.text for p in rebuilt.paragraphs()]
    texts += [p.text for note in rebuilt.notes.values() for p in paragraphs_of(note.blocks)]
    renamed = [h.words for h in draft.headings if h.path and not h.free]
    original = [p.text for p in document.paragraphs()]
    original += [p.text for note in document.notes.values() for p in paragraphs_of(note.blocks)]
    have = counted([*texts, *renamed, *draft.reprinted, *file.not_words])
    assert dict(counted(original) - have) == {}


def hard(untidy: str, tree: Path) -> Draft:
    """Return the draft of the file of that kind."""
    return read(next(file for file in HARD if file.untidy.startswith(untidy)), tree)[1]


def test_a_note_in_a_cell_stays_in_the_row(tree: Path):
    """Responsible, schedule and a column's head have no notes in a plan: theirs go to the activity, and it is told."""
    draft = hard("noter i rubriker", tree)
    row = draft.values["forebyggande_arbete"]["aktiviteter"][0]
    told = draft.comments[("forebyggande_arbete", "aktiviteter", "[F1]", "aktivitet")]

    assert row["aktivitet"] == "Trygghetsrådet behandlar lägesbilden[^not-2][^not-3][^not-4]"
    assert "[^not-2] stod i cellen ”Stadsdelsdirektör”" in told
    assert "[^not-3] stod i cellen ”4 gånger per år”" in told
    assert "[^not-4] stod i tabellens huvud" in told


def test_a_note_in_a_heading_goes_to_the_text_under_it(tree: Path):
    """A heading of the structure has no note: it stands after the first paragraph, and it is told."""
    draft = hard("noter i rubriker", tree)

    assert draft.values["lokal_lagesbild"]["analys"]["text"] == "Läget är oförändrat.[^not-1]"
    assert "i rubriken ”Analys”" in draft.comments[("lokal_lagesbild", "analys", "text")]


def test_rows_of_other_tables_keep_their_columns(tree: Path):
    """A table that is none of the plan's is a list that says which column each word stood in, heads of two rows too."""
    text = hard("en facknämnds plan med ramar", tree).values["lagesbild"]["text"].split("\n")

    assert "- Anläggning: Simhallen – Besök 2021: få – Besök 2022: flera" in text
    assert "- Anläggning: Ishallen – Besök 2022: några" in text
    assert text[:4] == ["Frågan märks sällan.", "", "- I simhallen", "- I ishallen"]


def test_assessments_in_several_columns_are_named(tree: Path):
    """Of several columns for an environment each says which it is, and what stands beside its name is kept."""
    draft = hard("en facknämnds plan med ramar", tree)

    assert draft.values["lagesbild"]["miljoer"]["hogerextremism"].split("\n\n") == [
        "Högerextremism (även klistermärken)",
        "Förekomst: Enstaka",
        "Risk: Låg\n",
    ]


def test_sentences_broken_by_a_pdf_are_whole(tree: Path):
    """Lines that were pasted are sentences again; a word cut at a line's end is whole, a hyphen of its own stays."""
    draft = hard("klistrad ur en pdf", tree)
    text = draft.values["ansvar_och_samverkan"]["samverkan"]["text"].replace("\n", " ")

    assert "polisen och skolorna i området" in text
    assert "hot- och risknivåer" in text
    assert "Två gånger om året" in text
    assert any("brutna mitt i en mening" in sentence for _, sentence in draft.remarks)


def test_a_list_without_signs_is_not_taken_for_broken_lines(tree: Path):
    """Short lines that begin in small letters are somebody's list, not a sentence."""
    lines = ("Under året arbetar förvaltningen med", "trygghet i skolan", "möten med föräldrar")
    data = word_file(p("Inledning", "Heading1") + "".join(map(p, lines)), title="Handlingsplan 2023")
    draft = drafted(read_document(parts_of(data)), tree / "2023" / "nytt" / "handlingsplan.yaml")

    assert draft.values["inledning_och_syfte"]["text"].split("\n\n")[1] == "trygghet i skolan"


def test_a_table_without_a_heading_of_its_own_is_not_missed(tree: Path):
    """The account does not say that a list of activities was not found, when its rows stand in it."""
    draft = hard("en facknämnds plan med ramar", tree)

    missed = {address(slot.path) for slot in draft.missing}
    assert "uppdrag_och_insatser.aktiviteter" not in missed
    assert "kunskaper_bland_personalen.aktiviteter" in missed


def test_what_nobody_filled_in_is_no_text(tree: Path):
    """What a control asks for is left out and told; what was chosen in it is kept."""
    draft = hard("listrutor", tree)
    rows = draft.values["forebyggande_arbete"]["aktiviteter"]

    assert rows[0]["status"] == "pågår"
    assert rows[1]["aktivitet"] == "Fältgruppen besöker skolorna"
    assert rows[1]["tidplan"] == {"typ": "engång", "datum": "2023-05-01"}
    assert draft.values["lokal_lagesbild"]["analys"]["text"] == "Läget är oförändrat."
    assert [s for _, s in draft.remarks if "inte ifyllt" in s] == [
        "”Klicka här för att ange text.” är inte ifyllt, och följer inte med",
        "”Välj ett objekt.” är inte ifyllt, och följer inte med",
    ]


def test_a_heading_with_a_deep_number_stays_in_its_chapter(tree: Path):
    """`4.2.1 Samverkan med skolan` is a line in the text under 4.2, not a section of another chapter."""
    text = hard("skrivna nummer som 3.2.1", tree).values["ansvar_och_samverkan"]["samverkan"]["text"]

    assert "**4.2.1 Samverkan med skolan**" in text


def test_our_own_document_comes_home(tmp_path: Path):
    """A built plan that is read as if a stranger had made it gives the same plan, its borrowed texts too."""
    plans = Path(__file__).parent.parent / "plans"
    build([plans / "2023" / "kungsholmen"], out=tmp_path)
    (file,) = tmp_path.rglob("handlingsplan.docx")
    out = tmp_path / "plans" / "2023" / "kungsholmen" / "handlingsplan.yaml"
    shutil.copytree(plans, tmp_path / "plans", ignore=shutil.ignore_patterns("kungsholmen"))
    import_plan(file, out)

    again, faults = open_dossier(out)
    ours, _ = open_dossier(plans / "2023" / "kungsholmen" / "handlingsplan.yaml")
    assert faults == []
    assert again is not None
    assert ours is not None
    assert again.borrowed == ours.borrowed
    assert [a.tidplan for _, a in again.plan.activities()] == [a.tidplan for _, a in ours.plan.activities()]
    assert [a.ansvarig for _, a in again.plan.activities()] == [a.ansvarig for _, a in ours.plan.activities()]
    assert [a.uppfoljning for _, a in again.plan.activities()] == [a.uppfoljning for _, a in ours.plan.activities()]
    assert [a.id for _, a in again.plan.activities()] == [a.id for _, a in ours.plan.activities()]


def test_an_existing_definition_is_never_overwritten(tmp_path: Path):
    """Somebody's YAML is left as it is, and the command ends with exit code 3."""
    word, out = tmp_path / "plan.docx", tmp_path / "plan.yaml"
    word.write_bytes(HANDMADE[0].data)
    out.write_text("mitt arbete\n", "utf-8")
    result = CliRunner().invoke(cli, ["import", str(word), "-o", str(out)])

    assert result.exit_code == 3
    assert "finns redan" in result.output
    assert out.read_text("utf-8") == "mitt arbete\n"


def test_a_document_without_a_year_asks_for_it(tmp_path: Path):
    """What the document does not say is asked for; nothing is guessed."""
    word = tmp_path / "plan.docx"
    word.write_bytes(word_file(p("Inledning och syfte", "Heading1") + p("Text."), title=""))
    result = CliRunner().invoke(cli, ["import", str(word), "-o", str(tmp_path / "ny.yaml")])

    assert result.exit_code == 2
    assert "--ar" in result.output
    assert (
        CliRunner().invoke(cli, ["import", str(word), "-o", str(tmp_path / "ny.yaml"), "--ar", "2024"]).exit_code == 0
    )


def test_the_draft_says_where_to_look(tree: Path):
    """The draft opens with what was not found, and a comment stands above each thing in doubt."""
    file = next(f for f in HANDMADE if f.untidy == "omdöpta rubriker")
    word, out = tree / "plan.docx", tree / "2023" / "nytt" / "handlingsplan.yaml"
    word.write_bytes(file.data)
    done = import_plan(word, out)
    text = out.read_text("utf-8")

    assert "# Utkast, inläst ur plan.docx." in text
    assert "# KONTROLLERA: rubriken i dokumentet är ”Kompetensutveckling”" in text
    assert any("Kompetensutveckling -> kompetenshojande_insatser, osäkert" in line for line in done.lines)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Löpande", {"typ": "löpande"}),
        ("löpande, avstämning 4 gånger per år", {"typ": "löpande", "frekvens": "avstämning 4 gånger per år"}),
        ("Löpande sedan 2018", {"typ": "löpande", "sedan": "2018"}),
        ("Vid behov", {"typ": "vid behov"}),
        ("Under 2023", {"typ": "period", "fran": "2023", "till": "2023"}),
        ("2023-05-01", {"typ": "engång", "datum": "2023-05-01"}),
        ("1 maj 2023", {"typ": "engång", "datum": "2023-05-01"}),
        ("Januari 2023 – december 2023", {"typ": "period", "fran": "2023-01", "till": "2023-12"}),
        ("Kvartalsvis", {"typ": "återkommande", "frekvens": "Kvartalsvis"}),
        ("Pågående", {"typ": "löpande", "anmarkning": "Pågående"}),
    ],
)
def test_plain_schedules_are_taken_apart(text: str, value: dict[str, str]):
    """When something happens is read where it is plain."""
    assert schedule_or_remark(text, 2023) == (value, True)


@pytest.mark.parametrize("text", ["När det passar", "jan–mars 2023", "Q3", "31 februari 2023", "2023–2022"])
def test_other_schedules_are_kept_as_words(text: str):
    """What cannot be read stays as it was written, with the plan's year as its period."""
    value, plain = schedule_or_remark(text, 2023)

    assert not plain
    assert value["anmarkning"] == text


@given(st.text(st.sampled_from("löpande 2023-0512månadvar.,–åäö()/§"), min_size=1, max_size=40))
def test_no_word_of_a_schedule_is_lost(text: str):
    """Every word of every schedule is printed again, whatever it was read as."""
    if spelled(text):
        value, _ = schedule_or_remark(text, 2023)
        assert keeps(text, Schedule.model_validate(value).label)


@given(st.text(st.sampled_from("verksamhetsberättelse 2023,–åVB\n"), min_size=1, max_size=60))
def test_no_word_of_a_follow_up_is_lost(text: str):
    """Every word of every follow-up is printed again."""
    if spelled(text):
        value = follow_up_or_method(text, 2023)
        assert keeps(text, "\n".join(block.text for block in FollowUp.model_validate(value).blocks(2023)))


def test_a_document_of_absurd_size_is_refused(tmp_path: Path):
    """Thousands of headings are no plan, and holding each against all others would take hours."""
    word = tmp_path / "plan.docx"
    word.write_bytes(word_file(p("Analys", "Heading1") * 3_001))

    for words in (["import", str(word), "-o", str(tmp_path / "ny.yaml")], ["validate", str(word)]):
        result = CliRunner().invoke(cli, words)
        assert result.exit_code == 4
        assert "3001 rubriker" in result.output


LETTERS = st.text(st.sampled_from("abcåäöABÖ 1239.,:;-–*_[]()<>#&|`'\"\\{}^~!?%/\u00a0\u00ad"), min_size=1, max_size=30)
HEADINGS = st.sampled_from(
    [words for _, words, _, _ in CHAPTERS] + ["Lägesbild", "Egen rubrik", "Högerextremism", "Noter"]
)
COLUMN = st.sampled_from([*COLUMNS, "Nr", "Syfte", "Status", "Prioritet", "Källa", "Period", "Miljö", ""])
CELL = st.one_of(
    LETTERS, st.sampled_from(["", "Löpande", "F1", "Högerextremism", "Verksamhetsberättelse 2023", "pågår"])
)
TABLE = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(st.one_of(CELL, COLUMN), min_size=width, max_size=width), min_size=1, max_size=4)
)
BLOCK = st.one_of(
    st.builds(lambda words, level: p(words, f"Heading{level}"), HEADINGS, st.integers(1, 3)),
    st.builds(lambda words: p(words, look="<w:b/>"), st.one_of(HEADINGS, LETTERS)),
    st.builds(p, LETTERS),
    st.builds(lambda words, raised: p(run(f"{words}.") + run(raised, RAISED)), LETTERS, st.sampled_from("123")),
    st.builds(lambda number, words: p(run(number, RAISED) + run(f" {words}")), st.sampled_from("123"), LETTERS),
    st.builds(item, LETTERS, st.integers(1, 3), st.integers(0, 1)),
    st.builds(lambda rows: table(*(row(*(p(cell) for cell in cells)) for cells in rows)), TABLE),
    st.builds(lambda rows: activities(tuple(tuple(r[:4] + [""] * (4 - len(r))) for r in rows)), TABLE),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(blocks=st.lists(BLOCK, max_size=12))
@example(
    blocks=[
        p("Lokal lägesbild", "Heading1"),
        table(row("Underlag", *"abc"), row("Källa", "Period", "X", "X"), row("Polisen", "2022", "både", "och")),
    ]
)
@example(blocks=[p("Högerextremism", "Heading1"), table(row("1", "Högerextremism"), row("Aktivitet", "Ansvarig"))])
@example(blocks=[activities((("Besök", "Enhetschef", ".", "VB"),))])
@example(blocks=[activities((("Besök", "Enhetschef", "Löpande", "VB"), ("", "Enhetschef", "", "")))])
@example(blocks=[p(run("1.") + run("1", RAISED)), p("Noter", "Heading1"), p(run("1", RAISED) + run(" 1"))])
def test_no_word_of_any_document_is_lost(blocks: list[str], tree: Path):
    """Whatever stands in a Word file, in whatever order: each of its words is in the draft, and the draft is YAML."""
    data = word_file("".join(blocks), title="Handlingsplan 2023")
    document = read_document(parts_of(data))
    draft = drafted(document, tree / "2023" / "nytt" / "handlingsplan.yaml")
    doc, faults = parse_source(yaml_text.written(draft.values, draft.comments).encode(), "plan.yaml")

    assert faults == []
    assert doc is not None
    assert doc.values == draft.values
    numbers = [str(n) for n in range(10_000)] * 3 + [*"123"] * 2 * len(blocks)  # of notes and rows: counted anew
    contents = [line.text for line in draft.outline.contents]
    ids = [row["id"] for row in rows_of(draft.values)]
    over_notes = ["Noter"] * len(blocks) if draft.notes else []  # typed notes become footnotes, without a heading
    assert dict(lost(document, draft, (*numbers, *contents, *ids, *over_notes))) == {}

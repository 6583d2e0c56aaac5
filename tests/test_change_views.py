"""The views of a change set: all show the same changes, none loses a word, and nothing in them acts."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from pydantic import BaseModel

from pipeline.activity import Activity
from pipeline.change import How
from pipeline.changes import difference
from pipeline.cli import cli
from pipeline.decisions import Consultation, Decisions
from pipeline.documents.change_table import CHANGE_TABLE, NOTHING_THERE, Changed
from pipeline.docx.package import packed, read_parts
from pipeline.docx.read import lines
from pipeline.errors import Exit
from pipeline.markup import Blocks, parse
from pipeline.plan import (
    Environments,
    FreeSection,
    Picture,
    PictureSource,
    Section,
    Source,
    fields_by_name,
    is_part,
)
from pipeline.report.changes import SAME, VIEWS, by_chapter, rows, summary, text
from pipeline.report.changes.gender import COMMON, NEUTER, PLURAL
from pipeline.report.changes.wording import Mark, Piece, marked, said
from pipeline.structures import BY_ID
from tests.plans_made import TOY, base, dossiers

ANY = dossiers() | dossiers(TOY)
FEW = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
PLAN = Path("plans/2023/exempel/handlingsplan.yaml")


class _Rows(HTMLParser):
    """Collects the address and the words of each row's first cell, and the words of all cells."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.depth: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.depth.append(tag)
        path = dict(attrs).get("data-path")
        if path is not None:
            self.rows.append([path, ""])

    def handle_endtag(self, tag):
        while self.depth and self.depth.pop() != tag:
            pass

    def handle_data(self, data):
        self.words += data.split()
        if "th" in self.depth and "tbody" in self.depth and "span" not in self.depth:
            self.rows[-1][1] += data


def shown(form: str, view: str) -> list[tuple[str, str]]:
    """Return the address and sentence of each change that a view shows."""
    if form == "json":
        return sorted((change["path"], change["what"]) for change in json.loads(view)["changes"])
    if form == "html":
        parser = _Rows()
        parser.feed(view)
        return sorted((path, what) for path, what in parser.rows)
    if form == "lista":
        lines = [block.text for block in parse(view) if block.kind == "bullet" and block.level == 1]
        return sorted(("", re.sub(r"^(Aktivitet \S+ – (?:ny aktivitet|borttagen)): .*", r"\1", text)) for text in lines)
    if form == "text":
        found = re.findall(r"^  [-+~>=] (.*)  \[(.*)\]$", view, re.M)
        return sorted((path, what) for what, path in found)
    found = re.findall(r"^- (.*?)(?: \((?:tolkat|orden|utöver|skrivs).*\))? `(.*)`$", view, re.M)
    return sorted((path, re.sub(r"\\(.)", r"\1", what)) for what, path in found)


def listed(changes) -> list[tuple[str, str]]:
    """Return what the list has to show: all sentences, with what is carried over on one line a chapter."""
    lines = [row.what for row in rows(changes) if row.change.how is not How.CARRIED]
    for group in by_chapter(rows(changes)).values():
        names = [row.change.place.name for row in group if row.change.how is How.CARRIED]
        lines += [f"{SAME}{', '.join(names)}"] if names else []
    return sorted(("", " ".join(line.split())) for line in lines)


@FEW
@given(ANY, ANY)
def test_all_views_show_the_same_set(old, new):
    """Each change is told once in each view, with the same sentence and address."""
    changes = difference(old, new)
    wanted = sorted((row.path, row.what) for row in rows(changes))

    assert len(wanted) == len(changes.changes)
    for form, view in VIEWS.items():
        told = view(changes)
        assert shown(form, told) == (listed(changes) if form == "lista" else wanted), form
        assert summary(changes).replace("&", "&amp;") in told.replace("\\", ""), form


def with_signs(blocks: Blocks) -> str:
    """Return the words of a cell, with the sign that Word gives an item of a list."""
    return " ".join(f"{'• ' * (block.kind == 'bullet')}{block.text}" for block in blocks)


@FEW
@given(ANY, ANY)
def test_the_word_table_shows_the_same_set(old, new):
    """Every change is a row of its chapter's table, or is named among what is carried over; no word is lost."""
    changes = difference(old, new)
    made = CHANGE_TABLE.content(Changed(changes, new))

    cells = [row for chapter in made.kapitel for row in chapter.rader]
    named = [chapter.oforandrade.text for chapter in made.kapitel if chapter.oforandrade]
    carried = sorted(name for line in named for name in line.removeprefix(SAME).rstrip(".").split(", "))
    told = rows(changes)
    wanted = [row for row in told if row.change.how is not How.CARRIED]
    assert sorted(row.vad.blocks[0].text for row in cells) == sorted(row.what for row in wanted)
    assert carried == sorted(row.change.place.name for row in told if row.change.how is How.CARRIED)
    for side in ("fore", "nu"):
        texts = sorted(" ".join(with_signs(getattr(row, side).blocks).split()) for row in cells)
        other = [row.before if side == "fore" else row.after for row in wanted]
        assert texts == sorted(" ".join(text.split()) or NOTHING_THERE for text in other)


@FEW
@given(ANY, ANY)
def test_no_word_is_lost(old, new):
    """A web page and JSON hold every word of what was and what is."""
    changes = difference(old, new)
    parser = _Rows()
    parser.feed(VIEWS["html"](changes))
    whole = json.loads(VIEWS["json"](changes))["changes"]

    for row, told in zip(rows(changes), whole, strict=True):
        assert (told["before"] or "", told["after"] or "") == (row.before, row.after)
    said_words = " ".join(parser.words)
    for row in rows(changes):
        for side in (row.before, row.after):
            for word in side.split():
                assert word in said_words


@given(ANY, ANY)
@FEW
def test_marked_words_are_both_texts(old, new):
    """Without what is inserted the marked words are the old text, without what is deleted the new."""
    for row in rows(difference(old, new)):
        for side, own in ((row.before, Mark.DELETED), (row.after, Mark.INSERTED)):
            if row.pieces:
                kept = [word for piece in row.pieces if piece.mark in (Mark.SAME, own) for word in piece.words]
                assert " ".join(kept).split() == side.split()


def test_words_are_marked_not_letters():
    """A word that has become another is one deletion and one insertion."""
    assert marked("Läget är lugnt i dag.", "Läget är oroligt i dag.") == (
        Piece(Mark.SAME, ("Läget", "är")),
        Piece(Mark.DELETED, ("lugnt",)),
        Piece(Mark.INSERTED, ("oroligt",)),
        Piece(Mark.SAME, ("i", "dag.")),
    )


def test_a_rewritten_text_is_no_confetti():
    """What has only small words in common is one deletion and one insertion."""
    pieces = marked("Polisen och skolan möts i huset varje vecka", "Rådet ses i maj och talar om skolan då det passar")

    assert [piece.mark for piece in pieces] == [Mark.DELETED, Mark.INSERTED]


def test_form_is_shown_where_it_differs():
    """Lists and notes are always seen; the signs of emphasis and links only when a reader needs them."""
    blocks = parse("1. **ett**\n2. [två](https://example.org)[^not]")

    assert said(blocks) == "1. ett\n2. två[^not]"
    assert said(blocks, emphasis=True, links=True) == "1. **ett**\n2. [två](https://example.org)[^not]"


def test_a_goal_that_the_city_has_not_worded_yet_is_not_removed():
    """What the year's city file does not know yet is told as that, from both sides, and not as a goal that is gone."""
    known = base()
    unknown = replace(known, city=known.city.model_copy(update={"mal": ()}))
    gone, come = (text(difference(*sides)) for sides in ((known, unknown), (unknown, known)))

    assert "  ~ Mål 3.6 – lydelsen finns inte i stadens texter för året  [uppfoljning.mal[0].text]" in gone
    assert "  ~ Mål 3.6 – lydelsen finns nu i stadens texter  [uppfoljning.mal[0].text]" in come
    assert "borttage" not in gone


def titles(model: type[BaseModel]) -> set[str]:
    """Return the titles of a model's own fields; a chapter's title is a heading, and what changes is its text."""
    return {info.title for info in fields_by_name(model).values() if info.title and not is_part(info)}


def test_every_field_has_a_gender():
    """Each field that can be told as changed stands among those of one gender, so that it is told in Swedish."""
    rows_of = (Activity, PictureSource, Consultation, FreeSection, Section, Source, Environments, Decisions)
    known = set().union(*map(titles, (*rows_of, *BY_ID.values()))) - {"Samråd"}

    assert known <= COMMON | NEUTER | PLURAL, known - (COMMON | NEUTER | PLURAL)
    assert not COMMON & NEUTER and not COMMON & PLURAL and not NEUTER & PLURAL


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("frekvens: 4 gånger", "frekvens: 6 gånger", "Aktivitet F1: Tidplan – ändrad"),
        ("      matt: Antal möten, minst 4.\n", "", "Aktivitet F1: Mått – borttaget"),
        ("      miljoer: [högerextremism]\n", "", "Aktivitet H1: Miljöer – borttagna"),
        ("hösten 2022", "våren 2022", "Underlaget enkät till enhetschefer: Period – ändrad"),
        ("titel: Lägesbild", "titel: Rapport", "Källan ”Polisen, Rapport (2022)”: Titel – ändrad"),
        ("text: Läget är", "text: Nu är läget", "Analys – texten är omarbetad"),
    ],
)
def test_a_change_is_told_in_its_gender(run, old, new, told):
    """Tidplan is ändrad, mått are ändrat and miljöer ändrade; a note is called by its words, never by its key."""
    cited = PLAN.read_text("utf-8").replace("Utbildning ges varje år.", "Utbildning ges varje år.[^bild]")
    PLAN.write_text(f"{cited}kallor:\n  bild: {{forfattare: Polisen, titel: Lägesbild, ar: 2022}}\n", "utf-8")
    before = copied()
    edited(old, new)

    assert f" {told}  [" in run(before, str(PLAN)).stdout


def test_the_list_has_chapters_and_says_what_an_activity_is(run):
    """A chapter is an item with its changes below it, no bold paragraph; a new activity is told with its words."""
    before = copied()
    edited("aktivitet: Socialsekreterarna erbjuder", "aktivitet: Kuratorerna *på orten* erbjuder")
    edited("- id: H1", "- id: H2")
    edited("samtal till anhöriga som hör av sig", "stöd åt den som frågar")
    edited("Stärka nätverket runt den som vill lämna en miljö.", "Fler får råd.")
    blocks = parse(run(before, str(PLAN), "--format", "lista").stdout)

    assert [(block.kind, block.level, block.text) for block in blocks[1:]] == [
        ("bullet", 0, "Förhindrande arbete"),
        ("bullet", 1, "Aktivitet H2 – ny aktivitet: Kuratorerna på orten erbjuder stöd åt den som frågar"),
        ("bullet", 1, "Aktivitet H1 – borttagen: Socialsekreterarna erbjuder samtal till anhöriga som hör av sig"),
    ]


def test_lists_in_the_word_table_are_lists():
    """A screen reader hears a list: an item has Word's own sign, not one that is typed before its words."""
    old, new = (replace(base(), plan=base().plan.model_copy(update={"lokal_lagesbild": picture})) for picture in two())
    (row,) = [r for c in CHANGE_TABLE.content(Changed(difference(old, new), new)).kapitel for r in c.rader]

    assert [(block.kind, block.text) for block in row.nu.blocks] == [
        ("paragraph", "Läget är lugnt i"),
        ("bullet", "parken"),
        ("bullet", "hela skolan"),
    ]


def two() -> list[Picture]:
    """Return two lägesbilder whose texts have a list."""
    text = "Läget är lugnt i\n\n- parken\n- {}skolan"
    return [base().plan.lokal_lagesbild.model_copy(update={"text": text.format(word)}) for word in ("", "hela ")]


@pytest.fixture
def run(tree, monkeypatch):
    """Return a function that runs the command in the folder with the ground plan."""
    monkeypatch.chdir(tree.parent)
    return lambda *words: CliRunner().invoke(cli, ["diff", *words])


def edited(old: str, new: str) -> None:
    text = PLAN.read_text("utf-8")
    assert old in text
    Path("ny").mkdir(exist_ok=True)
    PLAN.write_text(text.replace(old, new, 1), "utf-8")


def copied() -> str:
    """Copy the plan's tree as it is, and return the name of the plan in it."""
    import shutil

    shutil.copytree("plans", "gammal/plans")
    return f"gammal/{PLAN}"


def test_the_command_tells_what_differs(run):
    """The summary comes first; with --exit-code a difference is 1, without it 0."""
    old = copied()
    edited("status: nämndbehandlad", "status: godkänd")

    done = run(old, str(PLAN))
    assert done.exit_code == Exit.CLEAN
    assert done.stdout.splitlines()[0] == f"Exempelstadens stadsdelsnämnd 2023: {PLAN} jämfört med {old}"
    assert done.stdout.splitlines()[1] == "1 ändrad uppgift om planen."
    assert "[-nämndbehandlad-] {+godkänd+}" in done.stdout
    assert run(old, str(PLAN), "--exit-code").exit_code == Exit.FINDINGS
    assert run(old, old, "--exit-code").exit_code == Exit.CLEAN
    assert run(old, old).stdout.splitlines()[1] == "Ingenting skiljer."


def test_a_file_says_its_form_by_its_name(run):
    """`-o x.html` is a web page; an ending that says nothing is asked about."""
    assert run(str(PLAN), str(PLAN), "-o", "x.html").exit_code == Exit.CLEAN
    assert Path("x.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert run(str(PLAN), str(PLAN), "-o", "x.json").exit_code == Exit.CLEAN
    assert json.loads(Path("x.json").read_text("utf-8"))["version"] == 1
    assert list(Path().glob(".x*")) == []
    before = PLAN.read_bytes()
    for words in ([str(PLAN)], [str(PLAN), "--format", "text"]):
        assert run(str(PLAN), str(PLAN), "-o", *words).exit_code in (Exit.REFUSED, Exit.USAGE)
    assert PLAN.read_bytes() == before
    assert "ändelsen säger ingen form" in run(str(PLAN), str(PLAN), "-o", "notat.pdf").stderr


def test_no_other_file_is_written_over(run):
    """A file of another kind, a foreign Word file and an edited table stay as they are."""
    old = copied()
    edited("status: nämndbehandlad", "status: godkänd")
    assert run(old, str(PLAN), "-o", "x.docx").exit_code == Exit.CLEAN
    assert run(old, str(PLAN), "-o", "x.docx").exit_code == Exit.CLEAN
    Path("notat.pdf").write_bytes(b"pdf")
    Path("brev.docx").write_bytes(b"brev")
    Path("x.docx").write_bytes(packed(read_parts(Path("x.docx"))))
    for name, form in (("notat.pdf", "text"), ("brev.docx", "docx"), ("x.docx", "docx")):
        before = Path(name).read_bytes()
        assert run(old, str(PLAN), "-o", name, "--format", form).exit_code == Exit.REFUSED
        assert Path(name).read_bytes() == before


def test_a_plan_with_faults_is_not_compared(run):
    """What cannot be read whole would be compared wrongly: the faults are told instead."""
    old = copied()
    edited("tidplan:", "tidsplan:")

    done = run(old, str(PLAN))

    assert done.exit_code == Exit.FINDINGS
    assert "okänd nyckel `tidsplan`" in done.stdout
    assert "kan inte jämföras" in done.stderr


def test_a_personal_number_is_not_repeated(run):
    """Neither in the words, nor in marked words, nor in an address."""
    old = copied()
    edited("samordnare: lokal samordnare", "samordnare: 19900101-0017 och 900101 0017")

    for form in VIEWS:
        done = run(old, str(PLAN), "--format", form)
        assert "0017" not in done.stdout
        assert "••" in done.stdout or form == "lista"  # which has no words of the plan


def test_nothing_acts_in_a_view(run):
    """What stands in a plan is words: no markup of a page, no heading of a letter, no sign to a terminal."""
    old = copied()
    edited(
        "samordnare: lokal samordnare mot våldsbejakande extremism",
        'samordnare: "<script>alert(1)</script> `x` **y** ![z](u)"',
    )

    assert "<script>" not in run(old, str(PLAN), "--format", "html").stdout
    assert "<script>" not in run(old, str(PLAN), "--format", "markdown").stdout.replace("\\<", "")


def test_a_word_document_of_the_changes(run):
    """The table is a document in the house's template: the same bytes each time, and only in a file."""
    old = copied()
    edited("status: nämndbehandlad", "status: godkänd")

    for name in ("x.docx", "y.docx"):
        assert run(old, str(PLAN), "-o", name).exit_code == Exit.CLEAN
    assert Path("x.docx").read_bytes() == Path("y.docx").read_bytes()
    told = list(lines(read_parts(Path("x.docx"))))
    assert "Title  Ändringar sedan föregående plan" in told
    assert "row | Status – ändrad | nämndbehandlad | godkänd |" in told
    assert run(old, str(PLAN), "--format", "docx").exit_code == Exit.USAGE

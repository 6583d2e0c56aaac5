"""`handlingsplan pull`: edits made in Word as a patch of the definition, merged with what has happened since."""

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
from pipeline.docx.package import DOCUMENT, packed, parts_of
from pipeline.docx.reading import read_document
from pipeline.errors import Exit
from pipeline.from_word import fields
from pipeline.markup import Block, Words, parse
from pipeline.pulling.paragraphs import together
from pipeline.source import read_source

HERE = Path(__file__).parent
PROJECT = HERE.parent
PLAN = Path("plans/2023/kungsholmen/handlingsplan.yaml")
BUILT = Path("outputs/2023/kungsholmen/handlingsplan.docx")
TABLE = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Egen tabell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
Change = Callable[[str], str]


@pytest.fixture(autouse=True)
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in a folder with Kungsholmen's plan and its document."""
    shutil.copytree(PROJECT / "plans/2023", tmp_path / "plans/2023")
    shutil.copy(PROJECT / "plans/namnder.yaml", tmp_path / "plans")
    shutil.copytree(PROJECT / "templates", tmp_path / "templates")
    monkeypatch.chdir(tmp_path)
    run("build", "--type", "handlingsplan", PLAN)


def run(*words: object) -> Result:
    result = CliRunner().invoke(cli, [str(word) for word in words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def edited(name: str, *changes: Change, parts: Callable[[dict[str, bytes]], dict[str, bytes]] = dict) -> Path:
    """Write a copy of the built document with changes of its XML; each must change something."""
    found = parts_of(BUILT.read_bytes())
    text = found[DOCUMENT].decode()
    for change in changes:
        assert change(text) != text
        text = change(text)
    Path(name).write_bytes(packed(parts({**found, DOCUMENT: text.encode()})))
    return Path(name)


def word(old: str, new: str) -> Change:
    return lambda text: text.replace(f">{old}", f">{new}", 1) if f">{old}" in text else text.replace(old, new, 1)


def row(step: str) -> re.Pattern[str]:
    return re.compile(rf"<w:tr>(?:(?!</w:tr>).)*?>{step}<.*?</w:tr>", re.S)


def without_row(step: str) -> Change:
    return lambda text: row(step).sub("", text, count=1)


def with_copy(step: str, *changes: tuple[str, str]) -> Change:
    def change(text: str) -> str:
        found = row(step).search(text)
        assert found is not None
        copied = found[0]
        for old, new in changes:
            assert old in copied
            copied = copied.replace(old, new)
        return text[: found.end()] + copied + text[found.end() :]

    return change


def changed_lines(patch: str) -> list[str]:
    return [line for line in patch.split("\n") if re.match(r"[+-](?![+-]{2} )", line)]


def values(path: str) -> object:
    doc, _ = read_source(PLAN)
    return doc.value(tuple(re.findall(r"\[[^\]]*\]|[^.\[\]]+", path)))


def test_an_untouched_document_has_nothing_to_pull():
    """What was built says what the plan says: an empty patch and exit code 0."""
    result = run("pull", BUILT)

    assert (result.stdout, result.exit_code) == ("", Exit.CLEAN)
    assert "0 ändringar att hämta" in result.stderr


def test_a_word_is_a_patch_and_is_written_only_when_told():
    """One word changed in Word is one line changed in YAML; comments, order and other lines are untouched."""
    file = edited("a.docx", word("Återkommande, möten 4 gånger per år", "Återkommande, möten 6 gånger per år"))
    before = PLAN.read_text("utf-8")
    shown = run("pull", file)

    assert changed_lines(shown.stdout) == [
        "-      tidplan: {typ: återkommande, frekvens: möten 4 gånger per år}",
        "+      tidplan: {typ: återkommande, frekvens: möten 6 gånger per år}",
    ]
    assert PLAN.read_text("utf-8") == before
    assert run("pull", file, "--write").exit_code == Exit.CLEAN
    assert PLAN.read_text("utf-8") == before.replace("möten 4 gånger", "möten 6 gånger")
    again = run("pull", file)
    assert again.stdout == ""
    assert "står redan så i planen" in again.stderr


def test_rows_are_added_with_new_ids_removed_and_edited():
    """A copied row is a new activity with an id that nobody has had; a deleted row is taken away."""
    file = edited(
        "a.docx",
        with_copy("F2", ("Förvaltningen och polisen samverkar", "Biblioteket samtalar")),
        without_row("H2"),
        word("Avdelningschef, socialtjänstavdelningen", "Avdelningschef, nya avdelningen"),
    )
    run("pull", file, "--write")

    ids = [r["id"] for r in values("forebyggande_arbete.aktiviteter")]
    assert ids == ["F1", "F2", "F7", "F3", "F4", "F5", "F6"]
    assert [r["id"] for r in values("forhindrande_arbete.aktiviteter")] == ["H1", "H3", "H4", "H5"]
    assert values("forebyggande_arbete.aktiviteter[F7].aktivitet").startswith("Biblioteket samtalar enligt")
    assert values("forebyggande_arbete.aktiviteter[F5].ansvarig")[0]["enhet"] == "nya avdelningen"
    assert "# F4 handlar om oro och risk." in PLAN.read_text("utf-8")


def test_the_citys_text_becomes_the_boards_own_and_that_is_said():
    """An edit of `{stad: x}` replaces the whole reference with the text as it now is."""
    result = run(
        "pull", edited("a.docx", word("Samarbetet mellan polisen", "Samarbetet här mellan polisen")), "--write"
    )

    assert values("ansvar_och_samverkan.samverkan.text").startswith("Samarbetet här mellan polisen och stadens")
    assert "stadens text `samverkan` byts mot nämndens egen" in result.stderr


def test_a_changed_column_head_is_told():
    """The head of a column is the template's: a person's words there are listed, and the plan stays as it is."""
    file = edited("kopia.docx", word("Ansvarig enhetschef", "Ansvarig sektionschef"))

    done = run("pull", file)

    assert "Ansvarig sektionschef" in done.output
    assert "kolumnens rubrik skrivs av mallen" in done.output
    assert done.exit_code == Exit.FINDINGS


def test_what_has_no_place_is_told_with_its_words_and_where_it_stood():
    """A table, a text in the margin and a renamed chapter are shown whole; the exit code says that words are left."""
    file = edited(
        "a.docx",
        lambda text: text.replace("<w:sectPr>", f"{TABLE}<w:sectPr>"),
        word("Analys</w:t></w:r></w:sdtContent>", "Analysen</w:t></w:r></w:sdtContent>"),
        word("Kungsholmens stadsdelsnämnd<", "Kungsholmens nämnd<"),
    )
    result = run("pull", file)

    assert result.stdout == ""
    assert result.exit_code == Exit.FINDINGS
    for words in ("”Egen tabell”", "under ”Uppföljning”, tabell 6, rad 1", "”Analysen”", "”Kungsholmens nämnd”"):
        assert words in result.stderr


def test_words_that_are_not_plain_are_kept_as_words():
    """A schedule that is no schedule stays as it was in the plan and is shown; nothing is guessed."""
    result = run("pull", edited("a.docx", word("Återkommande, möten 4 gånger per år", "När det hinns med")))

    assert result.stdout == ""
    assert "”När det hinns med”" in result.stderr
    assert result.exit_code == Exit.FINDINGS


def test_what_comes_in_must_validate():
    """A new row without a schedule is shown as an error and nothing is written, unless forced."""
    file = edited("a.docx", with_copy("F4", ("Löpande", ""), ("Fältassistenterna arbetar", "Bibliotekarierna arbetar")))
    before = PLAN.read_bytes()
    result = run("pull", file, "--write")

    assert result.exit_code == Exit.FINDINGS
    assert "fel S101: `tidplan` saknas i aktivitet F7" in result.stdout
    assert "Ingenting är skrivet" in result.stderr
    assert PLAN.read_bytes() == before
    run("pull", file, "--write", "--force")
    assert values("forebyggande_arbete.aktiviteter[F7].id") == "F7"


def test_a_definition_that_has_gone_on_is_merged():
    """Edits on both sides of different things are both kept."""
    file = edited("a.docx", word("möten 4 gånger per år", "möten 6 gånger per år"), without_row("H2"))
    PLAN.write_text(PLAN.read_text("utf-8").replace("(TSR) tar upp", "(TSR) diskuterar"), "utf-8")
    result = run("pull", file, "--write")

    assert result.exit_code == Exit.CLEAN
    assert "diskuterar" in values("forebyggande_arbete.aktiviteter[F1].aktivitet")
    assert values("forebyggande_arbete.aktiviteter[F1].tidplan.frekvens") == "möten 6 gånger per år"
    assert values("forhindrande_arbete.aktiviteter[H2]") is None


def test_what_both_have_changed_is_shown_and_not_overwritten():
    """Both versions stand there with their places, the definition keeps its own, and the exit code is 3."""
    file = edited("a.docx", word("möten 4 gånger per år", "möten 6 gånger per år"), without_row("H2"))
    text = PLAN.read_text("utf-8").replace("möten 4 gånger per år", "möten 8 gånger per år")
    PLAN.write_text(text.replace("kan bli aktuell. Då", "kan bli aktuell snart. Då"), "utf-8")
    before = PLAN.read_bytes()
    result = run("pull", file, "--write")

    assert result.exit_code == Exit.REFUSED
    assert PLAN.read_bytes() == before
    assert "forebyggande_arbete.aktiviteter[F1].tidplan" in result.stderr
    assert "möten 6 gånger per år" in result.stderr
    assert "möten 8 gånger per år" in result.stderr
    assert "forhindrande_arbete.aktiviteter[H2]: ändrat på två håll" in result.stderr
    assert "(borttaget)" in result.stderr


def test_several_files_merge_in_one_go():
    """Ten copies: each one's rows come home, the same edit in two counts once, new rows get different ids."""
    one = edited(
        "a.docx", word("möten 4 gånger per år", "möten 6 gånger per år"), with_copy("F2", ("Förvaltningen", "Ett"))
    )
    two = edited(
        "b.docx", word("möten 4 gånger per år", "möten 6 gånger per år"), with_copy("F4", ("Fältass", "Två, ass"))
    )
    three = edited("c.docx", word("Löpande sedan 2018", "Löpande sedan 2019"))
    result = run("pull", one, two, three, "--write")

    assert result.exit_code == Exit.CLEAN
    assert "(a.docx och b.docx)" in result.stderr
    assert [r["id"] for r in values("forebyggande_arbete.aktiviteter")] == [
        "F1",
        "F2",
        "F7",
        "F3",
        "F4",
        "F8",
        "F5",
        "F6",
    ]
    assert values("forebyggande_arbete.aktiviteter[F3].tidplan.sedan") == "2019"


def test_two_files_that_differ_are_both_shown():
    """Two who have changed one cell in different ways get neither; nor does who removes a row that another edits."""
    one = edited("a.docx", word("möten 4 gånger per år", "möten 6 gånger per år"), without_row("F3"))
    two = edited(
        "b.docx", word("möten 4 gånger per år", "möten 2 gånger per år"), word("Löpande sedan 2018", "Löpande")
    )
    result = run("pull", one, two, "--write")

    assert result.exit_code == Exit.REFUSED
    assert result.stdout == ""
    for words in ("möten 6 gånger per år", "möten 2 gånger per år", "aktiviteter[F3]: ändrat på två håll"):
        assert words in result.stderr


def test_tracked_changes_are_read_as_accepted_or_left():
    """A tracked change counts as made; with --only-accepted it does not."""
    run_of = re.compile(r"<w:r><w:t>Löpande sedan 2018</w:t></w:r>")
    who = 'w:id="77" w:author="Enhetschef" w:date="2023-02-01T08:00:00Z"'
    new = f"<w:ins {who}><w:r><w:t>Löpande sedan 2020</w:t></w:r></w:ins>"
    old = f"<w:del {who}><w:r><w:delText>Löpande sedan 2018</w:delText></w:r></w:del>"
    file = edited("a.docx", lambda text: run_of.sub(new + old, text))

    assert "+      tidplan: {typ: löpande, sedan: 2020}" in run("pull", file).stdout
    assert run("pull", file, "--only-accepted").stdout == ""


def test_a_file_without_controls_is_recognised_by_its_headings():
    """Controls deleted: the same edit, and it is said how the file was read."""
    file = edited("a.docx", word("möten 4 gånger per år", "möten 6 gånger per år"), parts=without_controls)
    result = run("pull", file, "--certainty")

    assert "+      tidplan: {typ: återkommande, frekvens: möten 6 gånger per år}" in result.stdout
    assert "innehållskontrollerna är borta" in result.stderr
    assert " 95 %  ”Analys” → lokal_lagesbild.analys (samma rubrik)" in result.stderr


def test_a_file_that_has_lost_its_definition_needs_to_know_its_plan():
    """Pasted into a new document: the plan as it is now is what the file is held against."""
    file = edited(
        "a.docx",
        word("möten 4 gånger per år", "möten 6 gånger per år"),
        parts=lambda parts: without_controls({n: d for n, d in parts.items() if n != PART}),
    )
    assert run("pull", file).exit_code == Exit.USAGE
    result = run("pull", file, "--plan", PLAN)
    assert "+      tidplan: {typ: återkommande, frekvens: möten 6 gånger per år}" in result.stdout
    assert "bär inte med sig planen" in result.stderr


def test_another_document_takes_nothing_away():
    """A file with few of the plan's headings is not the plan; it is refused instead of emptying it."""
    result = run("pull", "templates/handlingsplan.docx", "--plan", PLAN, "--write")

    assert result.exit_code == Exit.USAGE
    assert "bara 0 % av planens rubriker finns i filen" in result.stderr


def test_notes_are_known_by_their_words():
    """A new note becomes a source of the plan's own with a label; one whose words are changed is told."""
    words = "<w:r><w:footnoteRef/></w:r><w:r><w:t> Brå, Rapport 2021.</w:t></w:r>"
    note = f'<w:footnote w:id="90"><w:p>{words}</w:p></w:footnote>'

    def with_note(parts: dict[str, bytes]) -> dict[str, bytes]:
        notes = parts["word/footnotes.xml"].replace(b"</w:footnotes>", note.encode() + b"</w:footnotes>")
        return {**parts, "word/footnotes.xml": notes}

    mark = '<w:r><w:footnoteReference w:id="90"/></w:r>'
    file = edited("a.docx", lambda t: re.sub(r"(<w:t>Även för klotter.*?</w:r>)", rf"\1{mark}", t), parts=with_note)
    run("pull", file, "--write")

    assert values("kallor") == {"bra-rapport-2021": {"text": "Brå, Rapport 2021."}}
    assert values("lokal_lagesbild.analys.text").rstrip().endswith("[^bra-rapport-2021]")


def test_a_row_that_is_moved_is_a_move():
    """Two rows that have changed places: the entries change places, word for word."""

    def swap(text: str) -> str:
        items = re.compile(
            r'<w:sdt><w:sdtPr><w:alias w:val="Aktivitet K1"/>.*?(?=<w:sdt><w:sdtPr><w:alias w:val="Aktivitet K3"/>)',
            re.S,
        )
        found = items.search(text)
        assert found is not None
        first, second = re.split(r'(?=<w:sdt><w:sdtPr><w:alias w:val="Aktivitet K2"/>)', found[0])
        return text[: found.start()] + second + first + text[found.end() :]

    before = {r["id"]: r for r in values("kompetenshojande_insatser.aktiviteter")}
    run("pull", edited("a.docx", swap), "--write")
    after = values("kompetenshojande_insatser.aktiviteter")

    assert [r["id"] for r in after] == ["K2", "K1", "K3"]
    assert {r["id"]: r for r in after} == before


def test_facts_of_the_first_page_come_home():
    """Status and the coordinator's title, which the program writes with a capital, are read back."""
    run(
        "pull",
        edited("a.docx", word("Utkast<", "Under samråd<"), word("Lokal samordnare mot", "Samordnare mot")),
        "--write",
    )

    assert values("status") == "samråd"
    assert values("samordnare") == "samordnare mot våldsbejakande extremism"


def test_the_build_points_to_pull_when_a_file_was_edited():
    """The sentence that refuses to overwrite somebody's work says how to bring it home."""
    shutil.copy(edited("a.docx", word("Löpande sedan 2018", "Löpande")), BUILT)
    result = run("build", "--type", "handlingsplan", PLAN)

    assert result.exit_code == Exit.REFUSED
    assert f"hämta hem ändringarna med `handlingsplan pull {BUILT}` och bygg sedan med --force" in result.stderr


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7"], ids=["tom", "trasig zip", "pdf"])
def test_what_is_no_word_file_is_refused(content):
    """A sentence and exit code 4, never a traceback."""
    Path("a.docx").write_bytes(content)
    result = run("pull", "a.docx")

    assert result.exit_code == Exit.WORLD
    assert result.stderr.startswith("handlingsplan: a.docx")


def test_names_in_a_definition_never_lead_out(tmp_path):
    """A document that says that its plan is `../../x` writes and reads nothing there."""
    file = edited("a.docx", word("Löpande sedan 2018", "Löpande"))
    parts = parts_of(file.read_bytes())
    parts[PART] = parts[PART].replace(b"2023/kungsholmen/handlingsplan.yaml", b"../../ute/handlingsplan.yaml")
    file.write_bytes(packed(parts))
    result = run("pull", file)

    assert result.exit_code in (Exit.USAGE, Exit.WORLD)
    assert not (tmp_path.parent / "ute").exists()


def test_a_review_copy_has_each_finding_as_a_comment_and_pull_leaves_them():
    """The code comes first; pull ignores the program's comments and lists people's own by path."""
    assert run("review", "plans/2023/kungsholmen", "-o", "g.docx").exit_code == Exit.CLEAN
    parts = parts_of(Path("g.docx").read_bytes())
    document = read_document(parts)
    first = next(c for c in document.comments.values() if c.text.startswith("A302"))

    assert first.about == "Verksamhetsberättelse 2022, stadsdelsförvaltningen"
    assert first.date == "2023-01-01T00:00:00Z"
    assert "Åtgärd: ta bort årtalet" in first.text
    about = 'w:id="900" w:author="Eva" w:date="2023-02-01T10:00:00Z"'
    person = f"<w:comment {about}><w:p><w:r><w:t>Stämmer det?</w:t></w:r></w:p></w:comment>"
    parts["word/comments.xml"] = parts["word/comments.xml"].replace(
        b"</w:comments>", person.encode() + b"</w:comments>"
    )
    run_of = "<w:r><w:t>Löpande sedan 2018</w:t></w:r>"
    around = f'<w:commentRangeStart w:id="900"/>{run_of}<w:commentRangeEnd w:id="900"/>'
    parts[DOCUMENT] = parts[DOCUMENT].replace(run_of.encode(), around.encode())
    Path("g.docx").write_bytes(packed(parts))
    result = run("pull", "g.docx")

    assert result.stdout == ""
    assert "forebyggande_arbete.aktiviteter[F3].tidplan om ”Löpande sedan 2018” (Eva 2023-02-01)" in result.stderr
    assert "Stämmer det?" in result.stderr
    assert "A302" not in result.stderr


def test_a_copy_for_one_holds_just_their_rows_and_takes_nothing_away():
    """What the copy does not hold has not been removed; a row of theirs that is edited comes home."""
    assert run("review", PLAN, "-o", "g.docx", "--ansvarig", "familjeenheten").exit_code == Exit.CLEAN
    parts = parts_of(Path("g.docx").read_bytes())
    rows = [
        row.cells[0].text.split("\n")[0]
        for table in read_document(parts).tables()
        for row in table.rows
        if not row.head
    ]

    assert rows == ["H3", "H4", "H5"]
    assert read_definition(parts).selection == "familjeenheten"
    assert run("pull", "g.docx").stdout == ""
    parts[DOCUMENT] = parts[DOCUMENT].replace("Enheterna köper vid behov in".encode(), "Enheterna köper in".encode())
    Path("g.docx").write_bytes(packed(parts))
    assert len(changed_lines(run("pull", "g.docx").stdout)) == 2
    refused = run("review", PLAN, "-o", "h.docx", "--ansvarig", "rymdenheten")
    assert refused.exit_code == Exit.USAGE
    assert "ingen ansvarig heter något med ”rymdenheten”" in refused.stderr


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Löpande, under året", {"typ": "löpande", "anmarkning": "under året"}),
        ("löpande", {"typ": "löpande"}),
        ("Återkommande, 4 gånger per år", {"typ": "återkommande", "frekvens": "4 gånger per år"}),
        ("Under 2024", {"typ": "period", "fran": "2024", "till": "2024"}),
        ("Mars 2023 - juni 2023", None),
        (
            "Mars 2023 – juni 2023, i Tensta",
            {"typ": "period", "fran": "2023-03", "till": "2023-06", "anmarkning": "i Tensta"},
        ),
        ("31 februari 2023", None),
        ("Hösten 2023", None),
        ("", None),
    ],
)
def test_a_schedule_is_read_back_when_it_is_plain(words, value):
    """What is read prints the very words that it was read from; anything else is no schedule."""
    assert fields.schedule(words, None) == value


def test_a_follow_up_keeps_its_words_as_method_when_it_names_no_document():
    """Where no document and year can be seen, the words are how it is followed up."""

    def written(blocks: tuple[Block, ...]) -> str:
        return " ".join(b.text for b in blocks)

    told = (Block((Words("Verksamhetsberättelse 2023, enheten"),)),)
    assert fields.follow_up(told, None, 2023, written) == {"dokument": "verksamhetsberättelse", "niva": "enheten"}
    assert fields.follow_up(parse("Enkät till alla"), None, 2023, written) == {"metod": "Enkät till alla"}


ONE = word("Grundskolan på Kungsholmen har inte", "Grundskolan på Kungsholmen hade inte")
OTHER = word("rapportering är antalet noll", "rapportering är antalet ett")


def test_different_paragraphs_of_one_text_are_merged():
    """The definition has gone on with one paragraph and the file with another: both are kept, and that is told."""
    file = edited("a.docx", ONE)
    PLAN.write_text(
        PLAN.read_text("utf-8").replace("rapportering är antalet noll", "rapportering är antalet 0"), "utf-8"
    )
    result = run("pull", file, "--write")
    text = values("lokal_lagesbild.analys.text")

    assert result.exit_code == Exit.CLEAN
    assert "hade inte" in text
    assert "antalet 0" in text
    assert "olika stycken har ändrats på två håll" in result.stderr


def test_two_files_with_different_paragraphs_of_one_text_are_merged():
    """Two who each have written in an own paragraph both come home; in the same paragraph neither does."""
    one, two = edited("a.docx", ONE), edited("b.docx", OTHER)
    three = edited("c.docx", word("Grundskolan på Kungsholmen har inte", "Grundskolan har aldrig"))
    refused = run("pull", one, two, three, "--write")

    assert refused.exit_code == Exit.REFUSED
    for words in ("{+hade+}", "{+ett.+}", "{+har aldrig+}"):
        assert words in refused.stderr
    assert run("pull", one, two, "--write").exit_code == Exit.CLEAN
    text = values("lokal_lagesbild.analys.text")
    assert "hade inte" in text
    assert "antalet ett" in text
    assert text.count("\n\n") == 1


def test_two_paragraphs_made_one_is_an_edit():
    """A paragraph mark taken away in Word is not `står redan så`."""

    def joined(text: str) -> str:
        at = text.index("Även för klotter är")
        paragraph = text.rindex("</w:sdtContent></w:sdt></w:p><w:p>", 0, at)
        return text[:paragraph] + '<w:r><w:t xml:space="preserve"> </w:t></w:r>' + text[text.rindex("<w:r>", 0, at) :]

    run("pull", edited("a.docx", joined), "--write")
    assert "\n\n" not in values("lokal_lagesbild.analys.text")


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("A\n\nb\n\nc", "a\n\nb\n\nC", "A\n\nb\n\nC\n"),
        ("A\n\nb\n\nc", "a\n\nB\n\nc", "A\n\nB\n\nc\n"),
        ("A\n\nb\n\nc", "a\n\nb\n\nc\n\nd", "A\n\nb\n\nc\n\nd\n"),
        ("a\n\nb", "a\n\nb\n\nc\n\nd", None),
        ("x\n\na\n\nb\n\nc", "a\n\nb", "x\n\na\n\nb\n"),
        ("A\n\nb\n\nc", "Å\n\nb\n\nc", None),
        ("a\n\nb\n\nc\n\nx", "a\n\nb\n\nc\n\ny", None),
        ("a\n\nc", "a\n\nB\n\nc", None),
        ("a\n\nB\n\nc", "a\n\nb\n\nny\n\nc", None),
        ({"stad": "x"}, "a\n\nB\n\nc", None),
        ("", "a\n\nB\n\nc", None),
    ],
)
def test_changes_that_meet_are_never_merged(one, other, both):
    """Both changes whole, or none: a paragraph that both have changed, or one put in beside it, is a conflict."""
    assert together("a\n\nb\n\nc", one, other) == both
    assert together("a\n\nb\n\nc", other, one) == both


def test_a_new_heading_with_words_is_an_own_section():
    """A heading that the structure does not know becomes one of the chapter's own sections, with its text."""

    def with_section(text: str) -> str:
        head = '<w:p><w:pPr><w:pStyle w:val="Rubrik2"/></w:pPr><w:r><w:t>Lokala risker</w:t></w:r></w:p>'
        body = "<w:p><w:r><w:t>Ny text om risker.</w:t></w:r></w:p>"
        at = list(re.finditer(r'<w:p><w:pPr><w:pStyle w:val="Rubrik1"/>(?:(?!</w:p>).)*Förhindrande arbete', text))[-1]
        return text[: at.start()] + head + body + text[at.start() :]

    run("pull", edited("a.docx", with_section), "--write")

    assert values("forebyggande_arbete.egna_avsnitt") == [
        {"id": "lokala-risker", "rubrik": "Lokala risker", "text": "Ny text om risker."}
    ]


def test_a_goal_that_is_changed_comes_home():
    """The goal's number is what the plan holds; its words are the city's."""
    goal = re.compile(r"(>(?:Mål )?)3\.6(?=[^<]*<)")
    result = run("pull", edited("a.docx", lambda text: goal.sub(r"\g<1>3.5", text)))

    assert '+  mal: ["3.5"]' in changed_lines(result.stdout)


def test_the_words_of_a_note_of_the_plan_come_home_and_of_the_citys_are_told():
    """A note of the plan's own is edited where it stands; one of the city's is shown with its words."""

    def changed(parts: dict[str, bytes], old: str, new: str) -> dict[str, bytes]:
        assert old.encode() in parts["word/footnotes.xml"]
        notes = parts["word/footnotes.xml"].replace(old.encode(), new.encode())
        return {**parts, "word/footnotes.xml": notes}

    old, new = "Med miljö menas här flera grupper", "Med miljö menas här många grupper"
    told = run("pull", edited("a.docx", parts=lambda parts: changed(parts, old, new)))
    assert told.exit_code == Exit.FINDINGS
    assert new in told.stderr

    own = PLAN.read_text("utf-8").replace("är antalet noll.\n", "är antalet noll.[^brott]\n", 1)
    PLAN.write_text(own + "\nkallor:\n  brott: {text: Exempeldata om brott.}\n", "utf-8")
    run("build", "--type", "handlingsplan", PLAN)
    file = edited("b.docx", parts=lambda parts: changed(parts, "Exempeldata om brott.", "Exempeldata om inbrott."))
    run("pull", file, "--write")
    assert values("kallor.brott.text") == "Exempeldata om inbrott."


def test_a_copy_is_checked_by_what_it_carries_where_its_board_is_unknown():
    """LibreOffice gives the definition's part another name and drops the controls; the board is known all the same."""

    def saved(parts: dict[str, bytes]) -> dict[str, bytes]:
        parts = without_controls(parts)
        return {("customXml/item1.xml" if name == PART else name): data for name, data in parts.items()}

    file = edited("a.docx", word("Löpande sedan 2018", "Löpande"), parts=saved)
    here = run("validate", file)
    register = Path("plans/namnder.yaml")
    boards = re.split(r"(?m)^(?=\w+:$)", register.read_text("utf-8"))
    kept = [board for board in boards if not board.startswith("kungsholmen:")]
    assert len(kept) == len(boards) - 1
    register.write_text("".join(kept), "utf-8")
    there = run("validate", file)

    assert "S205" not in there.output
    assert there.exit_code == here.exit_code == Exit.CLEAN

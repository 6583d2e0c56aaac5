"""Publishing: page numbers that are true, PDF that everybody can read, and nothing in it that is nobody's business."""

from __future__ import annotations

import io
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pikepdf
import pytest

from pipeline.docx.package import packed, parts_of, read_parts
from pipeline.docx.page_numbers import LayoutFault, with_page_numbers
from pipeline.docx.provenance import read_provenance
from pipeline.errors import Exit, UsageFault
from pipeline.office import NoOffice, find_office, laid_out
from pipeline.pdf import headings, strangers
from pipeline.pdf.structure import name_marks, unambiguous_ends
from pipeline.verbs import publish as publishing
from pipeline.verbs.build import build
from pipeline.verbs.publish import Publishing
from tests.test_build import edit

HERE = Path(__file__).parent
BOTH = [HERE.parent / "plans/2023/kungsholmen", HERE / "data/full/2023"]


def publish(paths, *, out, types=(), **how):
    return publishing.publish(paths, types=types, out=out, how=Publishing(**how))


needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None or shutil.which("pdftotext") is None,
    reason="LibreOffice and poppler are not installed (Debian: see .ci/run)",
)
BOARDS = ("kungsholmen", "exempel")
PAPERS = ("kungsholmen/publicerat/handlingsplan", "exempel/publicerat/handlingsplan")
PAPERS += (
    "exempel/publicerat/tjansteutlatande",
    "exempel/publicerat/verksamhetsberattelse",
    "publicerat/sammanstallning",
)


@pytest.fixture(scope="session")
def published(tmp_path_factory):
    """Return a folder with Kungsholmen's draft and the year that has everything, published in one batch."""
    out = tmp_path_factory.mktemp("publish") / "outputs"
    report = publish(BOTH, out=out)
    assert report.exit_code is Exit.CLEAN, report.lines
    return out


@pytest.fixture(params=BOARDS)
def pdf(request, published):
    return published / "2023" / request.param / "publicerat/handlingsplan.pdf"


@pytest.fixture(params=PAPERS)
def paper(request, published):
    return published / "2023" / f"{request.param}.pdf"


@pytest.fixture
def out(tmp_path):
    return tmp_path / "outputs"


@pytest.fixture
def program(tmp_path):
    """Return a function that writes a program in the place of LibreOffice: what it does when it is to convert."""

    def written(convert: str, version: str = "LibreOffice 7.4.7.2 40(Build:2)") -> Path:
        file = tmp_path / "soffice"
        file.write_text(
            f'#!/bin/sh\ncase "$*" in *--version*) echo "{version}"; exit 0;; esac\n'
            f'echo "$$" >> {tmp_path}/started\n{convert}\n',
            "utf-8",
        )
        file.chmod(0o755)
        return file

    return written


def pages_of(pdf: Path) -> list[str]:
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    return text.split("\f")[:-1]


def elements(node):
    """Yield the elements of a structure tree with their parents."""
    for kid in kids(node):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid, node
            yield from elements(kid)


def kids(node):
    found = node.get("/K")
    return [] if found is None else list(found) if isinstance(found, pikepdf.Array) else [found]


@needs_office
def test_contents_say_the_pages_that_the_headings_are_on(pdf):
    """Each entry of the table of contents, in the Word file and in the PDF, has the page of its heading's words."""
    pages = pages_of(pdf)
    root = read_parts(pdf.with_suffix(".docx"))["word/document.xml"].decode()
    entries = re.findall(r'<w:hyperlink w:anchor="(_Toc\d+)".*?</w:hyperlink>', root, re.S)
    found = headings(pdf.read_bytes())
    contents = [n for n, page in enumerate(pages, 1) if re.search(r"^\s*Innehåll\s*$", page, re.M)]

    assert len(contents) == 1
    assert len(entries) == len(found) > 5
    for entry, heading in zip(re.finditer(r"<w:hyperlink w:anchor=.*?</w:hyperlink>", root, re.S), found, strict=True):
        words = re.findall(r"<w:t[^>]*>([^<]*)</w:t>", entry[0])
        assert words[-1] == str(heading.page)
        assert re.search(r"PAGEREF _Toc\d{8} \\h", entry[0])
        title = re.escape(" ".join(heading.text.split()))
        flat = [" ".join(re.sub(r"\.{3,}", " ", page).split()) for page in pages]
        assert re.search(rf"{title}", flat[heading.page - 1]), heading
        assert re.search(rf"{title} {heading.page}\b", flat[contents[0] - 1]), heading
        assert f"Sida {heading.page} av {len(pages)}" in flat[heading.page - 1]


@needs_office
def test_the_word_file_has_leaders_and_a_field_that_asks_nothing(pdf):
    """The contents stay a live field with page numbers, with dots before them, and Word asks nothing on opening."""
    parts = read_parts(pdf.with_suffix(".docx"))
    document, styles = parts["word/document.xml"].decode(), parts["word/styles.xml"].decode()
    instruction = re.search(r"<w:instrText[^>]*>\s*(TOC [^<]*)<", document)[1]

    assert "\\n" not in instruction
    assert "\\h" in instruction
    assert document.count('w:fldCharType="begin"') == document.count('w:fldCharType="end"')
    assert re.search(r'w:name w:val="toc 1".*?<w:tab w:val="right" w:leader="dot"', styles, re.S)
    assert "updateFields" not in parts["word/settings.xml"].decode()


@needs_office
def test_essentials_of_pdf_ua(paper):
    """Language, title, tags, reading order of tabs, table heads, notes and links are there and joined together."""
    with pikepdf.open(paper) as file:
        root = file.Root
        assert str(root.Lang) == "sv-SE"
        assert root.MarkInfo.Marked is True
        assert root.ViewerPreferences.DisplayDocTitle is True
        xmp = root.Metadata.read_bytes().decode()
        assert re.search(r"(handlingsplan|Verksamhetsberättelse).*2023", str(file.docinfo["/Title"]), re.I)
        assert str(file.docinfo["/Title"]) in xmp
        for said in ("<pdfuaid:part>1<", "<pdfaid:part>2<", "<pdfaid:conformance>B<", "PDF/UA identification schema"):
            assert said in xmp
        tree = [(str(e.S), e, str(parent.get("/S", ""))) for e, parent in elements(root.StructTreeRoot)]
        heads = [e for kind, e, _ in tree if kind == "/TH"]
        assert heads or "tjansteutlatande" in paper.name
        assert all(any("/Scope" in a for a in (e.A if isinstance(e.A, pikepdf.Array) else [e.A])) for e in heads)
        for kind, element, _ in tree:
            if kind == "/Table":
                assert any(str(e.S) == "/TH" for e, _ in elements(element))
        notes = [e for kind, e, _ in tree if kind == "/Note"]
        assert notes or "handlingsplan" not in paper.name
        assert len({bytes(note.ID) for note in notes}) == len(notes)
        assert all(parent == "/L" for kind, _, parent in tree if kind == "/LI")
        tagged = {kid.Obj.objgen for kind, e, _ in tree if kind == "/Link" for kid in kids(e) if not_number(kid)}
        links = [a for page in file.pages for a in page.get("/Annots", [])]
        assert {a.objgen for a in links} == tagged
        assert all(str(a.Contents).strip() for a in links)
        assert all(page.Tabs == pikepdf.Name.S for page in file.pages if "/Annots" in page)
        backs = [a for a in links if "tillbaka till texten" in str(a.Contents)]
        assert len(backs) == len(notes)


def not_number(kid) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid


@needs_office
def test_links_lead_where_they_say(published):
    """Links out keep their address, entries of the contents lead to their heading's page, notes to the text."""
    pdf = published / "2023/exempel/publicerat/handlingsplan.pdf"
    with pikepdf.open(pdf) as file:
        numbers = {page.objgen: n for n, page in enumerate(file.pages, 1)}
        links = [(numbers[page.objgen], a) for page in file.pages for a in page.get("/Annots", [])]
        addresses = {str(a.A.URI) for _, a in links if "/URI" in a.get("/A", {})}
        inside = {(str(a.Contents), numbers[a.Dest[0].objgen]) for _, a in links if "/Dest" in a}

    assert "https://exempel.invalid/handbok?a=1&b=2" in addresses
    found = headings(pdf.read_bytes())
    assert {(f"{heading.text}, sidan {heading.page}", heading.page) for heading in found} <= inside
    assert {words for words, _ in inside} >= {"Not 1", "Not 1, tillbaka till texten"}


@needs_office
def test_nothing_personal_reaches_a_published_file(pdf):
    """The office is the author; no user, machine, clock, comment, tracked change, definition or attachment is there."""
    with pikepdf.open(pdf) as file:
        info = {str(name): str(value) for name, value in file.docinfo.items()}
        xmp = file.Root.Metadata.read_bytes().decode()
    dated = {"/CreationDate", "/ModDate"} if "exempel" in pdf.parts else set()
    assert set(info) == {"/Title", "/Author", "/Subject", "/Keywords", "/Creator", "/Producer"} | dated
    assert info["/Author"].endswith("stadsdelsförvaltning")
    assert "Date" not in xmp or "2023-05-03" in xmp
    assert strangers(pdf.read_bytes()) == []

    parts = read_parts(pdf.with_suffix(".docx"))
    assert not [name for name in parts if "comments" in name or name.startswith("customXml/")]
    whole = b"".join(parts[name] for name in parts if name.endswith(".xml"))
    assert not re.search(rb"<w:(ins|del|moveFrom|moveTo|sdt|rsid\w*|comment\w+)[ />]", whole)
    core = parts["docProps/core.xml"].decode()
    assert set(re.findall(r"<(?:dc:creator|cp:lastModifiedBy)>([^<]*)<", core)) == {info["/Author"]}
    assert str(Path.home()).encode() not in whole


@needs_office
def test_a_second_publishing_does_nothing(published, monkeypatch):
    """What is published already is left alone, and LibreOffice is not even looked for."""
    monkeypatch.setattr(publishing, "find_office", lambda _: pytest.fail("looked for"))

    assert publish(BOTH, out=published).lines == ["Inget att göra: 5 dokument är aktuella."]


@needs_office
def test_a_package_per_board_and_meeting(published):
    """With a case: submission and enclosures; without: the plan alone; byte for byte what was published."""
    folders = {file.parent.name: file.parent for file in published.rglob("SHA256SUMS")}
    assert set(folders) == {"2023-02-16 Exempelstadens stadsdelsnamnd", "Utan motesdag Kungsholmens stadsdelsnamnd"}
    case = folders["2023-02-16 Exempelstadens stadsdelsnamnd"]
    plan = next(case.glob("Bilaga 1 - *.pdf"))
    assert plan.read_bytes() == (published / f"2023/{PAPERS[1]}.pdf").read_bytes()
    assert next(case.glob("Tjans*.pdf")).read_bytes() == (published / f"2023/{PAPERS[2]}.pdf").read_bytes()
    assert len(list(folders["Utan motesdag Kungsholmens stadsdelsnamnd"].iterdir())) == 3
    assert len(list(published.rglob("*.zip"))) == 2


@needs_office
def test_a_package_that_somebody_has_touched_is_told(published, out):
    """Exit 3, and the documents are published all the same."""
    shutil.copytree(published, out)
    next(out.rglob("Innehall.txt")).write_text("eget", "utf-8")

    report = publish(BOTH, out=out)

    assert report.exit_code is Exit.REFUSED
    assert "ditlagd för hand" in "\n".join(report.lines)


def test_an_overview_needs_a_year(tree, out):
    """A board's folder speaks of no whole year."""
    with pytest.raises(UsageFault, match="årets mapp"):
        publish([tree / "2023/exempel"], types=["sammanstallning"], out=out)


@needs_office
def test_a_date_comes_from_the_plan_or_from_the_environment(tree, out, monkeypatch):
    """A plan without a decision has no date, unless SOURCE_DATE_EPOCH gives one."""
    file = tree / "2023/exempel/handlingsplan.yaml"
    text = file.read_text("utf-8")
    start, end = text.index("beslut:"), text.index("inledning_och_syfte:")
    file.write_text(text[:start].replace("status: nämndbehandlad", "status: utkast") + text[end:], "utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")

    assert publish([tree / "2023/exempel"], out=out).exit_code is Exit.CLEAN

    with pikepdf.open(out / "2023/exempel/publicerat/handlingsplan.pdf") as pdf:
        assert str(pdf.docinfo["/CreationDate"]) == "D:20231114000000Z"


@needs_office
@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("handlingsplan.pdf", lambda data: data.replace(b"/Tabs /S", b"/Tabs /R", 1), "ändrat filen"),
        ("handlingsplan.pdf", lambda _: b"%PDF", "inte publicerad härifrån"),
        ("handlingsplan.docx", lambda data: data.replace(b"Trygghets", b"Otrygghet", 1), "ändrat filen"),
        ("handlingsplan.docx", lambda _: b"egen", "inte byggd härifrån"),
    ],
)
def test_a_published_file_that_somebody_has_changed_is_not_overwritten(
    published, out, program, tmp_path, name, change, said
):
    """A file that was changed, or is not ours, stays, and LibreOffice is not started for it."""
    shutil.copytree(published, out)
    file = out / "2023/exempel/publicerat" / name
    file.write_bytes(data := change(file.read_bytes()))

    report = publish([HERE / "data/full/2023/exempel"], types=["handlingsplan"], out=out, soffice=program("exit 1"))

    assert report.exit_code is Exit.REFUSED
    assert said in "\n".join(report.lines)
    assert file.read_bytes() == data
    assert not (tmp_path / "started").exists()


@needs_office
def test_force_publishes_over_what_was_changed(published, out):
    """With --force a changed PDF is made anew: the same to the byte as it was before it was changed."""
    shutil.copytree(published, out)
    file = out / "2023/exempel/publicerat/handlingsplan.pdf"
    before = file.read_bytes()
    file.write_bytes(b"%PDF")

    assert (
        publish([HERE / "data/full/2023/exempel"], types=["handlingsplan"], out=out, force=True).exit_code is Exit.CLEAN
    )
    assert file.read_bytes() == before  # the same to the byte, at another time
    assert (
        file.with_suffix(".docx").read_bytes()
        == (published / "2023/exempel/publicerat/handlingsplan.docx").read_bytes()
    )


@needs_office
def test_a_publishing_that_was_ended_between_two_files_is_mended_by_the_next(tree, out, monkeypatch):
    """A new Word file beside an old PDF is nobody's edit and not current: the next publishing makes both, unforced."""
    here = {"types": ["handlingsplan"], "out": out}
    publish([tree / "2023/exempel"], **here)
    plan = tree / "2023/exempel/handlingsplan.yaml"
    plan.write_text(plan.read_text("utf-8") + "# ändrad\n", "utf-8")
    word, pdf = (out / f"2023/exempel/publicerat/handlingsplan.{kind}" for kind in ("docx", "pdf"))
    before = word.read_bytes(), pdf.read_bytes()
    real = Path.replace

    def ended(self, target):
        if target.suffix == ".pdf":
            raise KeyboardInterrupt
        return real(self, target)

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(Path, "replace", ended)
        publish([tree / "2023/exempel"], **here)
    assert (word.read_bytes() == before[0], pdf.read_bytes() == before[1]) == (False, True)

    report = publish([tree / "2023/exempel"], **here)
    assert report.exit_code is Exit.CLEAN
    assert pdf.read_bytes() != before[1]
    assert publish([tree / "2023/exempel"], **here).lines == ["Inget att göra: 1 dokument är aktuellt."]


def test_what_is_written_in_a_built_file_stops_its_publishing(tree, out, program):
    """Edits in Word would not come along, so nothing is published, with or without --force; the pointer is `pull`."""
    build([tree / "2023/exempel"], out=out)
    changed = edit(out / "2023/exempel/handlingsplan.docx")

    for force in (False, True):
        report = publish([tree / "2023/exempel"], out=out, force=force, soffice=program("exit 1"))
        assert report.exit_code is Exit.REFUSED
        assert "handlingsplan pull" in "\n".join(report.lines)
    assert (out / "2023/exempel/handlingsplan.docx").read_bytes() == changed
    assert not (out / "2023/exempel/publicerat").exists()


@needs_office
def test_a_broken_plan_stops_only_itself(tree, out):
    """The others are published; the table says why one was not."""
    file = tree / "2023/exempel/handlingsplan.yaml"
    file.write_text(file.read_text("utf-8").replace("status:", "statsu:"), "utf-8")

    report = publish([tree], types=["handlingsplan"], out=out)

    assert report.exit_code is Exit.FINDINGS
    assert sorted(f.parent.parent.name for f in out.rglob("*.pdf")) == ["exempel", "fack"]
    assert report.lines[-1] == "2 dokument publicerade och 1 inte publicerat."
    assert report.diagnostics


def test_without_libreoffice_a_sentence_says_how_to_get_it(tree, out, tmp_path):
    """Exit code 4, how to install it, and the Word files are as they were."""
    build([tree / "2023/exempel"], out=out)
    before = {f: f.read_bytes() for f in out.rglob("*") if f.is_file()}
    command = [sys.executable, "-m", "pipeline", "publish", str(tree / "2023/exempel"), "--out", str(out)]
    code = "import pipeline.office as o; o._PLACES = (); from pipeline.__main__ import main; main()"
    command[1:3] = ["-c", code]
    environment = {**os.environ, "PATH": str(tmp_path), "PYTHONPATH": str(HERE.parent)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, cwd=tmp_path)

    assert done.returncode == Exit.WORLD
    assert "apt install libreoffice-writer" in done.stderr
    assert "Word-filerna är orörda" in done.stderr
    assert {f: f.read_bytes() for f in out.rglob("*") if f.is_file()} == before


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ("LibreOffice 7.3.7.2 30(Build:2)", "är LibreOffice 7.3.7.2, men 7.4 eller senare behövs"),
        ("LibreOffice 6.4", "är LibreOffice 6.4, men 7.4"),
        ("Hej", "svarar inte som LibreOffice ska"),
        ("", "svarar inte som LibreOffice ska"),
    ],
)
def test_an_old_or_strange_office_is_refused(program, version, said):
    """A version before 7.4, or a program that is something else, is told by name."""
    with pytest.raises(NoOffice, match=said):
        find_office(program("exit 0", version))


@pytest.mark.parametrize("version", ["LibreOffice 7.4.7.2", "LibreOffice 25.2.3.2 520(Build:2)", "LibreOfficeDev 24.8"])
def test_a_new_enough_office_is_taken(program, version):
    """7.4 and later, however the version is written."""
    file = program("exit 0", version)
    assert find_office(file) == file


def test_an_office_that_is_not_where_the_user_says(tmp_path):
    """A wrong --soffice is told with its path."""
    with pytest.raises(NoOffice, match="--soffice"):
        find_office(tmp_path / "finns-inte")


def alive(started: Path) -> list[int]:
    """Return those of the programs that were started that still run; what is killed has two seconds to go."""
    deadline = time.monotonic() + 2
    while (left := running(started)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return left


def running(started: Path) -> list[int]:
    found = []
    for number in map(int, started.read_text().split()):
        try:
            os.kill(number, 0)
        except ProcessLookupError:
            continue
        if Path(f"/proc/{number}/stat").read_text().split()[2] != "Z":
            found.append(number)
    return found


def test_an_office_that_hangs_is_ended_with_all_that_it_started(program, tmp_path):
    """A program that never answers, and what it has started, is gone when patience ends."""
    file = program(f"sh -c 'echo \"$$\" >> {tmp_path}/started; sleep 600' & sleep 600")
    word = tmp_path / "a.docx"
    word.write_bytes(b"x")
    begun = time.monotonic()

    assert laid_out(file, [word], tmp_path, patience=1) == {}
    assert time.monotonic() - begun < 20
    assert len((tmp_path / "started").read_text().split()) == 2
    assert alive(tmp_path / "started") == []


def test_one_process_for_a_batch_and_one_more_try_for_what_it_left(program, tmp_path):
    """A document that crashes the office stops itself alone: the others are made, and it is tried once more alone."""
    file = program(
        'out=""; for a in "$@"; do case "$last" in --outdir) out="$a";; esac; last="$a"; case "$a" in\n'
        "  */farlig.docx) kill -9 $$;;\n"
        '  *.docx) n=$(basename "$a" .docx); printf "%%PDF %%%%EOF" > "$out/$n.pdf";;\n'
        "esac; done"
    )
    files = [tmp_path / f"{name}.docx" for name in ("a", "farlig", "b", "c")]
    for word in files:
        word.write_bytes(b"x")

    made = laid_out(file, files, tmp_path)

    assert sorted(word.stem for word in made) == ["a", "b", "c"]
    assert len((tmp_path / "started").read_text().split()) == 4  # the batch, and each of the three it left


def test_a_crash_is_told_and_nothing_is_written(tree, out, program):
    """When LibreOffice cannot lay a document out, exit 4 says so and there is no half of it."""
    report = publish([tree / "2023/exempel"], out=out, soffice=program("exit 77"))

    assert report.exit_code is Exit.WORLD
    assert "LibreOffice kunde inte göra PDF" in "\n".join(report.lines)
    assert not out.exists() or not list(out.rglob("*.*"))


@pytest.mark.parametrize(("at_once", "started"), [(200, 4), (1, 3)])
def test_a_very_large_batch_is_laid_out_in_several(tree, out, program, tmp_path, monkeypatch, at_once, started):
    """So many documents and no more go to one LibreOffice, so that memory does not grow with the batch."""
    monkeypatch.setattr(publishing, "_AT_ONCE", at_once)
    report = publish([tree], types=["handlingsplan"], out=out, soffice=program("exit 77"))

    assert report.lines[-1] == "0 dokument publicerade och 3 inte publicerade."
    # With 200 at once: the three together, and then each alone. With one at once: each alone.
    assert len((tmp_path / "started").read_text().split()) == started


def test_rubbish_from_the_office_is_told(tree, out, program):
    """A PDF that cannot be read is a sentence, not a traceback."""
    convert = (
        'for a in "$@"; do case "$last" in --outdir) out="$a";; esac; last="$a"; done\n'
        'printf "%%PDF-1.6 skräp %%%%EOF" > "$out/00000.pdf"'
    )
    report = publish([tree / "2023/exempel"], out=out, soffice=program(convert))

    assert report.exit_code is Exit.WORLD
    assert "inte går att läsa" in "\n".join(report.lines)


def test_ctrl_c_leaves_no_process(tree, out, program, tmp_path):
    """An interrupted publishing ends LibreOffice too, and says in a sentence that it was interrupted."""
    file = program("sleep 600")
    command = [sys.executable, "-m", "pipeline", "publish", str(tree), "--out", str(out), "--soffice", str(file)]

    def heed() -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell's background job has been told to ignore it

    process = subprocess.Popen(command, cwd=HERE.parent, stderr=subprocess.PIPE, text=True, preexec_fn=heed)
    deadline = time.monotonic() + 60
    while not (tmp_path / "started").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    told = process.communicate(timeout=30)[1]

    assert process.returncode == 130
    assert "avbrutet" in told
    assert "Traceback" not in told
    assert alive(tmp_path / "started") == []


def a_document() -> dict[str, bytes]:
    """Return a built document's parts, for passes over them."""
    from pipeline.documents import BY_SLUG
    from pipeline.docx.fill import fill
    from pipeline.docx.template import prepare
    from pipeline.dossier import open_dossier

    dossier, _ = open_dossier(HERE / "data/full/2023/exempel/handlingsplan.yaml")
    maker = BY_SLUG["handlingsplan"].maker()
    template = prepare(HERE.parent / "templates/handlingsplan.docx")
    return fill(template, maker.content(dossier), dossier.note, maker.properties(dossier), controls=False)


def test_headings_of_another_layout_are_refused():
    """Page numbers are written only beside the words that they belong to."""
    parts = a_document()
    words = re.findall(r'<w:hyperlink w:anchor="_Toc.*?<w:t[^>]*>([^<]*)</w:t>', parts["word/document.xml"].decode())
    pages = [(word, n) for n, word in enumerate(words, 1)]

    numbered = with_page_numbers(parts, [(f"1.2 {word.replace('&amp;', '&')}", n) for word, n in pages])
    assert numbered["word/document.xml"].count(b"PAGEREF") == len(words)
    with pytest.raises(LayoutFault, match="annan rubrik"):
        with_page_numbers(parts, [("annan rubrik", 1), *pages[1:]])
    with pytest.raises(LayoutFault, match="ingen rubrik"):
        with_page_numbers(parts, pages[:1])
    assert parts_of(packed(numbered)) == numbered


def test_a_pdf_with_comments_files_or_programs_is_told():
    """What has no place in a published PDF is named."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.pages[0].Annots = pikepdf.Array(
        [pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9]))]
    )
    pdf.attachments["hemligt.txt"] = b"x"
    out = io.BytesIO()
    pdf.save(out)

    assert strangers(out.getvalue()) == ["kommentarer (Text)", "bifogade filer"]


def test_no_stream_ends_so_that_its_length_can_be_read_in_two_ways():
    """A compressed stream that ends with a carriage return is written as letters, and holds the same."""
    import zlib

    data = next(d for n in range(5000) if zlib.compress(d := f"innehåll {n}".encode()).endswith(b"\r"))
    pdf = pikepdf.new()
    pdf.add_blank_page()
    stream = pikepdf.Stream(pdf, zlib.compress(data))
    stream.Filter = pikepdf.Name.FlateDecode
    pdf.Root.Egen = pdf.make_indirect(stream)

    unambiguous_ends(pdf)
    out = io.BytesIO()
    pdf.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)

    assert b"\rendstream" not in out.getvalue().replace(b"\n", b"")
    with pikepdf.open(io.BytesIO(out.getvalue())) as again:
        assert again.Root.Egen.read_bytes() == data


def test_every_glyph_means_something():
    """A glyph that its font says nothing of, as 25.2 leaves a ring over an e, gets a sign that is not heard."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    cmap = pdf.make_stream(b"begincmap\n1 beginbfchar\n<01> <0065030A>\nendbfchar\nendcmap\n")
    kind = {"Type": pikepdf.Name.Font, "Subtype": pikepdf.Name.TrueType, "FirstChar": 0, "LastChar": 2}
    font = pdf.make_indirect(pikepdf.Dictionary(**kind, ToUnicode=pdf.make_indirect(cmap)))
    pdf.Root.Egen = font

    name_marks(pdf)

    told = font.ToUnicode.read_bytes()
    assert b"<01> <0065030A>" in told
    assert b"<02> <034F>" in told
    assert told.count(b"endcmap") == 1


@needs_office
def test_a_published_word_file_is_not_taken_for_a_built_one(published):
    """It says what it was made from, and that nobody has changed it."""
    for board in BOARDS:
        found = read_provenance(published / "2023" / board / "publicerat/handlingsplan.docx")
        assert found.provenance is not None
        assert not found.edited

"""The overview of a year: every board has a row, whatever its plan is like, and nothing that is counted is wrong."""

from __future__ import annotations

import hashlib
import html
import json
import os
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.diagnostics import Severity
from pipeline.docx.part_text import words_in
from pipeline.docx.provenance import Provenance
from pipeline.errors import Exit, UsageFault
from pipeline.overview.city_year import (
    CityYear,
    boards_sheet,
    deviations_sheet,
    environments_sheet,
    findings_sheet,
    in_short,
    kinds_sheet,
    named_environments_sheet,
    parts_sheet,
    responsible_sheet,
    schedules_sheet,
    sections_sheet,
    sheets,
)
from pipeline.overview.page import page
from pipeline.overview.summary import State, structure_parts
from pipeline.plan import common_of
from pipeline.structures.facknamnd_2023 import Facknamnd2023
from pipeline.structures.stadsdel_2023 import Stadsdel2023
from pipeline.verbs import making
from pipeline.verbs.build import build
from pipeline.verbs.overview import overview_bytes, survey, year_folders, year_jobs
from pipeline.verbs.page_provenance import read_page_provenance, stamp_of, stamped_page
from pipeline.verbs.sample import sample
from pipeline.verbs.validate import judged

PROJECT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the root of a city with the faults of a real year."""
    root = tmp_path_factory.mktemp("stad") / "plans"
    sample(root, boards=16, year=2024, faults=True)
    return root


@pytest.fixture(scope="module")
def year(city: Path) -> CityYear:
    """Return what is seen of its year."""
    return survey(city / "2024")[0]


@pytest.fixture(scope="module")
def judgements(city):
    """Return each plan of that year that can be read, with what is wrong in it, by board."""
    found = {file.parent.name: judged(file) for file in sorted(city.glob("2024/*/handlingsplan.yaml"))}
    return {name: (dossier, told) for name, (dossier, told) in found.items() if dossier}


def test_every_board_in_office_has_a_row(year):
    """All boards that existed in the year have a row, with a plan or without; those that ceased before have none."""
    names = [row[0] for row in boards_sheet(year).rows]

    assert len(names) == 16
    assert not {"Sagolundens stadsdelsnämnd", "Fabelhöjdens stadsdelsnämnd"} & set(names)


def test_a_board_without_a_plan_is_a_row_that_says_so(city, year):
    """Of the boards whose file is gone the row says that there is no plan."""
    gone = {board.id for board in year.boards} - {file.parent.name for file in city.glob("2024/*/handlingsplan.yaml")}

    assert gone
    assert {board.id for board in year.boards if board.fault == "ingen plan"} == gone
    assert all(
        row[2] == "ingen plan" for b, row in zip(year.boards, boards_sheet(year).rows, strict=True) if b.id in gone
    )


def test_an_unreadable_plan_is_a_row_that_says_why_and_where(year):
    """Of a plan that is no YAML the row gives the line and the fault, and the others are there all the same."""
    unread = [board for board in year.boards if board.fault.startswith("planen går inte att läsa")]

    assert len(unread) == 3
    assert {board.fault for board in unread} >= {
        "planen går inte att läsa, rad 6: ett citattecken öppnas här men stängs aldrig"
    }
    assert len(year.planned) == 10


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_rights_is_a_row_too(tmp_path):
    """A plan that the system does not let us read stops nothing."""
    sample(tmp_path / "plans", boards=2, year=2024)
    plan = next(tmp_path.glob("plans/2024/*/handlingsplan.yaml"))
    plan.chmod(0)

    seen, _ = survey(tmp_path / "plans" / "2024")
    assert [board.fault for board in seen.boards if board.id == plan.parent.name] == [
        "planen går inte att läsa: filen går inte att läsa: du har inte rätt att läsa den"
    ]


def test_a_plan_outside_the_register_has_a_row(tmp_path):
    """A folder that is no board of the register is told as that; so is a board that had ceased."""
    root = tmp_path / "plans"
    sample(root, boards=4, year=2024)
    before = next(root.glob("2023/sagolunden"))
    shutil.copytree(before, root / "2024" / "sagolunden")
    shutil.copytree(before, root / "2024" / "okand")

    rows = {row[0]: row for row in boards_sheet(survey(root / "2024")[0]).rows}
    assert rows["okand"][1] == "finns inte i registret"
    assert rows["Sagolundens stadsdelsnämnd"][1] == "stadsdelsnämnd, till 2023-12-31"


def test_a_board_that_came_in_the_year_says_when(tmp_path):
    """A board that came or went in the course of the year has a row in that year, with the day."""
    root = tmp_path / "plans"
    sample(root, boards=4, year=2024)
    register = root / "namnder.yaml"
    register.write_text(
        register.read_text("utf-8").replace("2023-12-31", "2024-06-30").replace("2024-01-01", "2024-07-01")
    )

    kinds = Counter(row[1].partition(", ")[2] for row in boards_sheet(survey(root / "2024")[0]).rows)
    assert kinds == {"till 2024-06-30": 2, "från 2024-07-01": 1, "": 3}


def test_counts_are_those_of_the_plans(year, judgements):
    """Activities by kind, schedule, responsible and environment add up to what the plans hold."""
    activities = {name: [a for _, a in dossier.plan.activities()] for name, (dossier, _) in judgements.items()}
    everything = [activity for rows in activities.values() for activity in rows]
    by_name = {board.name: board.id for board in year.boards}

    for sheet in [kinds_sheet(year, structure) for structure in year.structures]:
        for name, *counts, total in sheet.rows:
            assert sum(counts) == total == len(activities[by_name[name]])
    for name, *counts, total in schedules_sheet(year).rows:
        kinds = Counter(activity.tidplan.typ for activity in activities[by_name[name]])
        assert counts == [kinds[typ] for typ in ("engång", "period", "återkommande", "löpande", "vid behov")]
        assert sum(counts) == total
    for name, *counts, _ in named_environments_sheet(year).rows:
        assert sum(counts) == sum(len(activity.miljoer) for activity in activities[by_name[name]])
    functions = Counter(f for a in everything for f in {who.funktion for who in a.ansvarig})
    assert {name: count for name, count, _ in responsible_sheet(year).rows} == functions


def test_findings_are_those_of_validate(year, judgements):
    """Each board's errors, warnings and remarks are as many as `validate` tells; so are each rule's."""
    for board, row in zip(year.boards, boards_sheet(year).rows, strict=True):
        if board.id in judgements:
            told = Counter(d.severity for d in judgements[board.id][1])
            assert list(row[-3:]) == [told[severity] for severity in Severity]
    codes = Counter(d.code for _, told in judgements.values() for d in told)
    assert {code: count for code, _, count, _ in findings_sheet(year).rows} == codes
    assert all(title != "–" for _, title, _, _ in findings_sheet(year).rows)


def test_missing_parts_are_those_of_the_rule(year, judgements):
    """What S201 tells of is what the tables show as missing, in both forms."""
    told = {(name, d.path) for name, (_, found) in judgements.items() for d in found if d.code == "S201"}
    shown = {(b.id, path) for b, plan in year.planned for path in plan.in_state(State.MISSING)}
    listed = [cell for s in year.structures for _, cell, _ in sections_sheet(year, s).rows if cell != "–"]

    assert told
    assert told <= shown
    assert sum(len(re.split(r", | och ", cell)) for cell in listed) == len(shown)
    matrix = [cell for s in year.structures for row in parts_sheet(year, s).rows for cell in row]
    assert matrix.count("saknas") == len(shown)


def test_an_environment_that_nobody_has_assessed_is_missing(tmp_path):
    """An empty assessment is a missing part; one that says that there is nothing is an assessment."""
    root = tmp_path / "plans"
    sample(root, boards=1, year=2024)
    plan = next(root.glob("2024/*/handlingsplan.yaml"))
    plan.write_text(re.sub(r"(?m)^    islamism:.*$", '    islamism: ""', plan.read_text("utf-8")), "utf-8")

    (board,) = survey(root / "2024")[0].boards
    assert ("lokal_lagesbild", "miljoer") in board.plan.in_state(State.MISSING)
    assert environments_sheet(survey(root / "2024")[0]).rows[0][3] == "inte bedömd"


def test_deviations_are_those_of_the_rule(year, judgements):
    """A text of the board's own where the city has one is what S203 tells of, by board and section."""
    told = [(name, d.path[:-1]) for name, (_, found) in judgements.items() for d in found if d.code == "S203"]
    titles = {part.path: part.title for kind in (Stadsdel2023, Facknamnd2023) for part in structure_parts(kind)}
    by_name = {board.name: board.id for board in year.boards}

    assert told
    assert Counter((by_name[name], section) for name, section, _ in deviations_sheet(year).rows) == Counter(
        (name, titles[path]) for name, path in told
    )


@pytest.mark.parametrize("structure", [Stadsdel2023, Facknamnd2023])
def test_parts_come_in_the_documents_order(structure):
    """Every part of a structure is a column, and a chapter stands before what is inside it."""
    parts = structure_parts(structure)
    chapters = [name for name, _ in structure.chapters()]

    assert [part.path[0] for part in parts if len(part.path) == 1] == chapters
    assert all(
        any(other.path == part.path[:-1] for other in parts[:n]) for n, part in enumerate(parts) if part.path[1:]
    )
    assert len({part.title for part in parts}) == len(parts)
    assert {part.common for part in parts if part.common} == {
        common_of(info) for _, info in structure.chapters() if common_of(info)
    } | {part.common for part in parts if part.common and part.path[1:]}


def test_in_short_says_it_all(year):
    """How many boards, how many plans, who has none, whose cannot be read, and how far they have come."""
    assert in_short(year) == (
        "16 nämnder fanns under 2024. 10 av dem har en plan som går att läsa.",
        "Plan saknas för Påhittsby stadsdelsnämnd, Exempelängens stadsdelsnämnd och Fabelnämnden.",
        "Planen går inte att läsa för Låtsasbackens stadsdelsnämnd, Sagoslottsviks stadsdelsnämnd och Påhittsnämnden.",
        "Planernas status: 3 utkast, 2 under samråd och 5 nämndbehandlade.",
        "I 5 planer saknas någon del.",
    )


def test_in_short_knows_all_and_none(tmp_path):
    """A year in which every board has a plan says so, and one board is not several."""
    sample(tmp_path / "plans", boards=1, year=2024)

    assert in_short(survey(tmp_path / "plans" / "2024")[0])[0] == (
        "1 nämnd fanns under 2024. Den har en plan som går att läsa."
    )


class Outline(HTMLParser):
    """The elements of a page, in order, with their attributes; and that each is closed in its turn."""

    VOID = frozenset({"meta", "br", "hr", "img", "input", "link"})

    def __init__(self, text: str) -> None:
        """Read a page."""
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        """Note an element."""
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        """See that it is the innermost that ends."""
        assert self.open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of every element of a kind."""
        return [attrs for name, attrs in self.elements if name == tag]


@pytest.fixture(scope="module")
def outline(year) -> Outline:
    """Return the page's elements."""
    return Outline(page(year))


def test_page_holds_every_cell(year):
    """Each caption, head and cell of each table is in the page, escaped."""
    text = html.unescape(re.sub(r"<[^>]*>", "\n", page(year)))
    lines = Counter(line for line in text.split("\n") if line)

    wanted = Counter(str(cell) for sheet in sheets(year) for row in (sheet.columns, *sheet.rows) for cell in row)
    assert not wanted - lines
    assert not {sheet.caption for sheet in sheets(year)} - set(lines)


def test_page_is_accessible(outline):
    """Swedish, one h1, no gaps between levels, each table with a caption and heads with a scope, all ids unique."""
    ids = [attrs["id"] for _, attrs in outline.elements if "id" in attrs]
    labels = [attrs["aria-labelledby"] for _, attrs in outline.elements if "aria-labelledby" in attrs]
    levels = [int(tag[1]) for tag, _ in outline.elements if re.fullmatch(r"h[1-6]", tag)]

    assert [attrs["lang"] for attrs in outline.all("html")] == ["sv"]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert len(outline.all("caption")) == len(outline.all("table")) > 8
    assert {attrs.get("scope") for attrs in outline.all("th")} == {"col", "row"}
    assert len(ids) == len(set(ids))
    assert set(labels) <= set(ids)
    assert {link["href"] for link in outline.all("a")} <= {f"#{name}" for name in ids}
    assert all(attrs.get("tabindex") == "0" for attrs in outline.all("div") if attrs.get("role") == "region")


def test_page_fetches_nothing(year, outline):
    """No address, no element that loads, and a policy that would stop any that came in with a text."""
    text = page(year)
    policy = next(attrs["content"] for attrs in outline.all("meta") if attrs.get("http-equiv"))

    assert not re.search(r"https?:|url\(|@import|src=", text)
    assert not {tag for tag, _ in outline.elements} & {"link", "img", "iframe", "object", "embed", "video", "audio"}
    assert policy.startswith("default-src 'none'; ")


def test_no_text_of_a_plan_becomes_markup(tmp_path):
    """What a board has written is text on the page, also when it looks like a script."""
    root = tmp_path / "plans"
    sample(root, boards=1, year=2024)
    plan = next(root.glob("2024/*/handlingsplan.yaml"))
    hostile = '    islamism: "<script>alert(1)</script> & \\"x\\""'
    plan.write_text(re.sub(r"(?m)^    islamism:.*$", hostile.replace("\\", r"\\"), plan.read_text("utf-8")), "utf-8")

    text = page(survey(root / "2024")[0])
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot;" in text
    assert len(Outline(text).all("script")) == 1


def luminance(colour: str) -> float:
    """Return a colour's relative luminance, as WCAG reckons it."""
    whole = "".join(c * 2 for c in colour) if len(colour) == 3 else colour
    parts = [int(whole[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_colours_have_contrast():
    """Text has 4.5 to 1 against its ground, and lines and marks of focus 3 to 1, in the light and in the dark."""
    style = (PROJECT / "pipeline" / "overview" / "page.css").read_text("utf-8")
    themes = [dict(re.findall(r"--([a-z-]+): #([0-9a-f]+)", block)) for block in re.findall(r":root \{[^}]*\}", style)]

    assert len(themes) == 3
    for theme in themes:
        theme = {**themes[0], **theme}
        grounds = [
            ("ink", "paper"),
            ("ink", "soft"),
            ("link", "paper"),
            ("alarm", "alarm-ground"),
            ("own", "own-ground"),
        ]
        assert min(contrast(theme[text], theme[ground]) for text, ground in grounds) >= 4.5
        assert contrast(theme["line"], theme["paper"]) >= 3


def test_document_holds_every_board_and_assessment(year, city):
    """The Word document has a row for each board, and what each has written of the environments."""
    job = next(j for j in year_jobs(city / "2024", city.parent / "ut", digest, "prov") if j.target.suffix == ".docx")
    data = overview_bytes(job, year)
    job.target.parent.mkdir(parents=True, exist_ok=True)
    job.target.write_bytes(data)
    with zipfile.ZipFile(job.target) as archive:
        text = words_in(archive.read("word/document.xml").decode())

    for sheet in (boards_sheet(year), environments_sheet(year)):
        for row in sheet.rows:
            assert row[0] in text
    for _, plan in year.planned:
        assert all(told in text for told in plan.environments.values())
    assert "Exempeldata" in text


def digest(file: Path) -> str:
    """Return a file's digest."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def test_same_year_same_bytes(city, tmp_path):
    """Built twice, both files have the same bytes."""
    made = []
    for _ in range(2):
        seen, _ = survey(city / "2024")
        jobs = list(year_jobs(city / "2024", tmp_path, digest, "prov"))
        made.append([overview_bytes(j, seen) for j in jobs])
    assert made[0] == made[1]
    assert [len(data) > 20_000 for data in made[0]] == [True, True]


def test_what_the_overview_depends_on(tmp_path):
    """Any definition of the year, the register, or last year's plan makes the overview out of date."""
    root = tmp_path / "plans"
    sample(root, boards=4, year=2024)

    def now() -> str:
        return next(iter(year_jobs(root / "2024", tmp_path / "ut", digest, "prov"))).provenance.definition

    for name in (
        "namnder.yaml",
        "2024/stad.yaml",
        "2024/pahittsby/handlingsplan.yaml",
        "2023/latsasbacken/handlingsplan.yaml",
    ):
        before = now()
        (root / name).write_text((root / name).read_text("utf-8") + "\n# ändrad\n", "utf-8")
        assert now() != before, name
    before = now()
    shutil.rmtree(root / "2024" / "pahittsby")
    assert now() != before


def test_years_are_found(city):
    """A root speaks of all its years, a year's folder of itself, a board's of none."""
    assert [folder.name for folder in year_folders([city])] == ["2023", "2024"]
    assert [folder.name for folder in year_folders([city / "2024", city / "2024" / "stad.yaml"])] == ["2024"]
    assert year_folders([next(city.glob("2024/*/handlingsplan.yaml")).parent]) == []


PROVENANCE = Provenance("d" * 64, "", 'verktyg "1" & <2>')


def test_page_says_what_it_was_made_from(tmp_path, year):
    """A page tells its provenance, and that nobody has touched it."""
    file = tmp_path / "sida.html"
    file.write_bytes(stamped_page(page(year, stamp_of(PROVENANCE)), PROVENANCE))

    built = read_page_provenance(file)
    assert built is not None
    assert (built.provenance, built.edited) == (PROVENANCE, False)
    assert read_page_provenance(tmp_path / "ingen.html") is None


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: text.replace("I korthet", "I stora drag", 1),
        lambda text: text + " ",
        lambda text: text.replace("<title>", "<title>\r", 1),
        lambda text: re.sub('content="[0-9a-f]{64}"', 'content="' + "0" * 64 + '"', text, count=1),
    ],
)
def test_an_edited_page_is_seen(tmp_path, year, edit):
    """Whatever is changed, the page no longer is what was built."""
    file = tmp_path / "sida.html"
    text = stamped_page(page(year, stamp_of(PROVENANCE)), PROVENANCE).decode()
    assert edit(text) != text
    file.write_bytes(edit(text).encode())

    built = read_page_provenance(file)
    assert built is not None
    assert built.edited


@pytest.mark.parametrize("data", [b"", b"<html>", b"\xff\xfe", b'<html lang="sv" data-handlingsplan-tool="x">'])
def test_a_page_of_somebody_elses_is_seen(tmp_path, data):
    """A file that we did not make has no provenance."""
    (tmp_path / "sida.html").write_bytes(data)

    built = read_page_provenance(tmp_path / "sida.html")
    assert built is not None
    assert built.provenance is None


@pytest.mark.skipif(shutil.which("chromium") is None, reason="chromium is not installed")
def test_page_sorts_in_a_browser(tmp_path, year):
    """In a browser the heads are buttons; a press sorts, a second turns round, and both are told to screen readers."""
    press = """
      const head = document.querySelector("table").tHead.rows[0].cells[5], body = head.closest("table").tBodies[0];
      const numbers = () => Array.from(body.rows, row => row.cells[5].textContent).filter(t => t !== "–").map(Number);
      const seen = [];
      for (const turn of [1, 2]) {
        head.querySelector("button").click();
        seen.push([head.getAttribute("aria-sort"), numbers()]);
      }
      document.title = JSON.stringify([seen, document.getElementById("sorterat").textContent]);
    """
    text = re.sub("<meta http-equiv[^>]*>", "", page(year)).replace("</script>", press + "</script>")
    (tmp_path / "sida.html").write_text(text, "utf-8")
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--dump-dom"]
    command += [
        "--disable-background-networking",
        f"--user-data-dir={tmp_path / 'profil'}",
        f"file://{tmp_path}/sida.html",
    ]
    dom = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout

    title = html.unescape(re.search("<title>(.*?)</title>", dom)[1])
    (first, second), told = json.loads(title)
    assert first == ["ascending", sorted(first[1])]
    assert second == ["descending", sorted(first[1], reverse=True)]
    assert told == "Nämnderna och deras planer: sorterad efter Aktiviteter, fallande."


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return the root of a city of two boards."""
    sample(tmp_path / "plans", boards=2, year=2024)
    return tmp_path / "plans"


def files_of(out: Path) -> list[str]:
    """Return what lies in a folder, by name."""
    return sorted(file.relative_to(out).as_posix() for file in out.rglob("*.*"))


def test_a_year_is_built_with_its_overview(small, tmp_path):
    """A year's folder gives the plans and the overview; a board's folder gives its plan alone."""
    board = next(small.glob("2024/*/handlingsplan.yaml")).parent
    alone = build([board], types=("handlingsplan",), out=tmp_path / "en")
    year = build([small / "2024"], out=tmp_path / "alla")

    assert [name for name in files_of(tmp_path / "en") if "sammanstallning" in name] == []
    assert [name for name in files_of(tmp_path / "alla") if "sammanstallning" in name] == [
        "2024/sammanstallning.docx",
        "2024/sammanstallning.html",
    ]
    assert (alone.exit_code, year.exit_code) == (0, 0)


def test_overview_alone(small, tmp_path):
    """`--type sammanstallning` makes nothing else, and says so when there is no whole year to make it of."""
    build([small], types=("sammanstallning",), out=tmp_path / "ut")

    assert files_of(tmp_path / "ut") == [
        f"{y}/sammanstallning.{kind}" for y in (2023, 2024) for kind in ("docx", "html")
    ]
    with pytest.raises(UsageFault, match="ange årets mapp"):
        build([next(small.glob("2024/*/handlingsplan.yaml"))], types=("sammanstallning",), out=tmp_path / "ut")


def test_a_changed_plan_makes_the_overview_anew(small, tmp_path):
    """What one board changes is seen in the overview after the next build, and then nothing is left to do."""
    out = tmp_path / "ut"
    build([small / "2024"], types=("sammanstallning",), out=out)
    plan = next(small.glob("2024/*/handlingsplan.yaml"))
    plan.write_text(re.sub("(?m)^status: .*$", "status: utkast", plan.read_text("utf-8")), "utf-8")
    before = (out / "2024/sammanstallning.html").read_text("utf-8")

    assert build([small / "2024"], types=("sammanstallning",), out=out).lines[-1] == "2 dokument byggda."
    assert (out / "2024/sammanstallning.html").read_text("utf-8") != before
    assert build([small / "2024"], types=("sammanstallning",), out=out).lines == [
        "Inget att göra: 2 dokument är aktuella."
    ]


def test_an_edited_page_is_not_written_over(small, tmp_path):
    """A page that a person has changed stays, with exit code 3; the Word document is made all the same."""
    out = tmp_path / "ut"
    build([small / "2024"], types=("sammanstallning",), out=out)
    file = out / "2024/sammanstallning.html"
    file.write_text(file.read_text("utf-8").replace("I korthet", "Sammanfattning"), "utf-8")
    (out / "2024/sammanstallning.docx").unlink()

    report = build([small / "2024"], types=("sammanstallning",), out=out)
    assert report.exit_code is Exit.REFUSED
    assert any("någon har ändrat filen sedan den byggdes" in line for line in report.lines)
    assert "Sammanfattning" in file.read_text("utf-8")
    assert (out / "2024/sammanstallning.docx").exists()
    assert build([small / "2024"], types=("sammanstallning",), out=out, force=True).exit_code is Exit.CLEAN
    assert "Sammanfattning" not in file.read_text("utf-8")


def test_faults_that_all_share_stop_the_overview(small, tmp_path):
    """When the register has errors nobody knows which boards there are: no overview, exit code 1, and why."""
    register = small / "namnder.yaml"
    register.write_text(register.read_text("utf-8").replace("preposition: i", "preposition: ii"), "utf-8")

    report = build([small / "2024"], types=("sammanstallning",), out=tmp_path / "ut")
    assert report.exit_code is Exit.FINDINGS
    assert report.diagnostics
    assert files_of(tmp_path / "ut") == []


def test_processes_that_share_the_work_see_the_same(city, tmp_path):
    """The overview is the same however many processes made its rows."""
    for jobs in (1, 3):
        build([city / "2024"], types=("sammanstallning",), out=tmp_path / str(jobs), jobs=jobs)

    for name in ("sammanstallning.docx", "sammanstallning.html"):
        assert (tmp_path / "3/2024" / name).read_bytes() == (tmp_path / "1/2024" / name).read_bytes()


def test_a_plan_is_judged_once_for_its_documents_and_its_row(city, tmp_path, monkeypatch):
    """Reading a plan and asking every rule is half of a build, and the overview needs it as the documents do."""
    seen = []
    monkeypatch.setattr(making, "judged", lambda plan: seen.append(plan) or judged(plan))
    build([city / "2024"], out=tmp_path / "ut")

    assert sorted(seen) == sorted((city / "2024").glob("*/handlingsplan.yaml"))
    assert (tmp_path / "ut/2024/sammanstallning.html").read_text("utf-8").count("<tr>") > len(seen)

"""The guide and the README are followed to the letter: each command is run, and what they show is what comes out.

A chapter begins in a fresh copy of the project and its blocks are run from top to bottom. What stands under a command
is its whole output; nothing under it means that the output is not shown. `…` at the end of a line stands for the rest
of it, and alone for any number of lines. What the text cannot say itself is said before the block, in a comment that no
reader sees:

    <!-- guide: part of COMMAND -->      the block is a run of lines out of what the command tells
    <!-- guide: exit 3 -->               the last command of the block ends with 3
    <!-- guide: step NAME -->            what a person does here: a function of STEPS
    <!-- guide: afresh -->               another copy of the project
    <!-- guide: not run, REASON -->      nothing to run
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline.docx.package import DOCUMENT, packed, read_parts
from tests.handmade import HANDMADE

PROJECT = Path(__file__).parent.parent
PAGES = ("docs/handledning.md", "README.md")
_DIRECTIVE = re.compile(r"<!-- guide: (.*) -->$")
_FENCE = re.compile(r"```(\w*)$")
_ONCE = "Gör i ordning en egen miljö"  # told by the first `make` of all, which made the environment of these tests
_NO_OFFICE = shutil.which("soffice") is None


class Block(NamedTuple):
    """A fenced block: the line it begins at, its language, what is said before it, and its lines."""

    line: int
    language: str
    said: tuple[str, ...]
    lines: tuple[str, ...]


def _chapters(page: str) -> Iterator[tuple[str, list[Block]]]:
    """Yield the chapters of a page that have blocks to run."""
    title, blocks, said = "", list[Block](), list[str]()
    lines = (PROJECT / page).read_text("utf-8").splitlines()
    at = 0
    while at < len(lines):
        line = lines[at].strip()
        if lines[at].startswith("## "):
            if blocks:
                yield title, blocks
            title, blocks, said = lines[at][3:], [], []
        elif directive := _DIRECTIVE.match(line):
            said.append(directive[1])
        elif fence := _FENCE.match(line):
            end = next(n for n in range(at + 1, len(lines)) if lines[n].strip() == "```")
            indent = len(lines[at]) - len(lines[at].lstrip())
            if fence[1] in ("", "console"):
                blocks.append(Block(at + 1, fence[1], tuple(said), tuple(one[indent:] for one in lines[at + 1 : end])))
            said, at = [], end
        at += 1
    if blocks:
        yield title, blocks


CHAPTERS = [pytest.param(page, blocks, id=f"{page}: {title}") for page in PAGES for title, blocks in _chapters(page)]


class Reader:
    """Somebody who sits down with a copy of the project and does what the page says."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.copies = 0
        self.begin()

    def begin(self) -> None:
        """Take a fresh copy of the project, under git, with the commands on the path."""
        self.copies += 1
        self.home = self.folder / f"handlingsplan{self.copies}"
        self.home.mkdir()
        for name in ("plans", "templates", "docs", "tests/golden"):
            shutil.copytree(PROJECT / name, self.home / name, ignore=shutil.ignore_patterns(".*"))
        for name in ("Makefile", "constraints.txt", "pyproject.toml", ".gitignore"):
            shutil.copy(PROJECT / name, self.home / name)
        commands = self.home / ".venv/bin"
        commands.mkdir(parents=True)
        _script(commands / "handlingsplan", f'exec {shlex.quote(sys.executable)} -m pipeline "$@"')
        _script(commands / "make", f'exec {shutil.which("make")} -o .venv/installed "$@"')
        (self.home / "utskick").mkdir()
        self.run("git init -q . && git add . && git commit -qm början", 0)

    def run(self, command: str, code: int) -> list[str]:
        """Return what a command tells, on both streams; it must end with `code`."""
        found = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))} | {
            "PATH": f"{self.home / '.venv/bin'}:{os.environ['PATH']}",
            "LANGUAGE": "",  # a command that was run in this process has set it to Swedish, and make would follow
            "PYTHONPATH": str(PROJECT),
            "COLUMNS": "120",
            "NO_COLOR": "1",
            **{f"GIT_{who}_{what}": "x@y" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
        }
        done = subprocess.run(
            command, shell=True, cwd=self.home, env=found, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        told = done.stdout.decode()
        assert done.returncode == code, f"`{command}` ended with {done.returncode}:\n{told}"
        return told.splitlines()

    def fault_of(self, block: Block) -> str:
        """Do what a block says, and return what was not as it shows; "" when all was."""
        try:
            self._follow(block)
        except AssertionError as fault:
            return str(fault)
        return ""

    def _follow(self, block: Block) -> None:
        code, excerpt = 0, ""
        for said in block.said:
            what, _, rest = said.partition(" ")
            if what == "not":
                return
            if what == "afresh":
                self.begin()
            elif what == "step":
                STEPS[rest](self)
            elif what == "exit":
                code = int(rest)
            else:
                assert said.startswith("part of "), said
                excerpt = said.removeprefix("part of ")
        if excerpt:
            _holds(block.lines, self.run(excerpt, code), whole=False)
            return
        if not block.lines[0].startswith("$ "):
            assert "step" in "".join(block.said), f"line {block.line}: nothing says what this block is an example of"
            return
        commands = list(_commands(block.lines))
        for number, (command, shown) in enumerate(commands):
            told = self.run(command, code if number == len(commands) - 1 else 0)
            if shown:
                _holds(shown, told, whole=True)


def _script(file: Path, line: str) -> None:
    file.write_text(f"#!/bin/sh\n{line}\n", "utf-8")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)


def _commands(lines: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    starts = [n for n, line in enumerate(lines) if line.startswith("$ ")]
    assert starts[:1] == [0], lines
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield lines[start][2:], lines[start + 1 : end]


def _holds(shown: tuple[str, ...], told: list[str], *, whole: bool) -> None:
    """Hold the lines that a page shows against those that were told."""
    pattern = "".join(_pattern(line) for line in shown if not line.startswith(_ONCE))
    text = "".join(f"{line.rstrip()}\n" for line in told)
    matched = re.fullmatch(pattern, text) if whole else re.search(f"(?m:^){pattern}", text)
    assert matched, "shown:\n" + "\n".join(shown) + "\n\ntold:\n" + text


def _pattern(line: str) -> str:
    line = line.rstrip()
    if line.strip() == "…":
        return r"(?:.*\n)*?"
    return re.escape(line.removesuffix("…")) + (".*" if line.endswith("…") else "") + r"\n"


def _written_in(file: Path, *changes: tuple[str, str]) -> None:
    """Change words in a Word file, as somebody who opens it and saves."""
    parts = dict(read_parts(file))
    text = parts[DOCUMENT].decode()
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file.name}"
        text = text.replace(old, new)
    file.write_bytes(packed({**parts, DOCUMENT: text.encode()}))


def _edited(file: Path, *changes: tuple[str, str]) -> None:
    text = file.read_text("utf-8")
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file.name}"
        text = text.replace(old, new)
    file.write_text(text, "utf-8")


def _city_texts(reader: Reader) -> None:
    reader.run("handlingsplan new stad 2024", 0)


def _predecessors(reader: Reader) -> None:
    for board in ("norrmalm", "ostermalm"):
        reader.run(f"handlingsplan new {board} 2023", 0)


def _handmade(untidy: str) -> Callable[[Reader], None]:
    def laid(reader: Reader) -> None:
        (made,) = (one for one in HANDMADE if one.untidy == untidy)
        (reader.home / "plan.docx").write_bytes(made.data)

    return laid


def _sample_city(reader: Reader) -> None:
    shutil.rmtree(reader.home / "plans")
    reader.run("handlingsplan sample plans --boards 16 --year 2024", 0)


def _troubled_city(reader: Reader) -> None:
    """One board's plan has a fault, another's document has been written in, a third's plan goes on."""
    _sample_city(reader)
    reader.run("handlingsplan build plans/2024", 0)
    _written_in(reader.home / "outputs/2024/fabelby/handlingsplan.docx", ("</w:body>", "<!-- sparad --></w:body>"))
    plans = {
        board: reader.home / f"plans/2024/{board}/handlingsplan.yaml" for board in ("fabelby", "fantasibro", "gatehamn")
    }
    for board, plan in plans.items():
        text = plan.read_text("utf-8")
        plan.write_text(
            text.replace("tidplan:", "tidsplan:", 1) if board == "fantasibro" else text + "# läst\n", "utf-8"
        )


def _two_numbers(reader: Reader) -> None:
    case = reader.home / "plans/2024/exempelangen/arende.yaml"
    case.write_text(case.read_text("utf-8") + "dnr: EXE 2024/878\n", "utf-8")


def _outcome_missing(reader: Reader) -> None:
    outcomes = reader.home / "plans/2024/exempelangen/uppfoljning.yaml"
    (line,) = (line for line in outcomes.read_text("utf-8").splitlines(keepends=True) if "id: K3," in line)
    _edited(outcomes, (line, ""))


def _sent_copy_edited(reader: Reader) -> None:
    _written_in(
        reader.home / "utskick/handlingsplan-till-enhetschef.docx",
        ("både antalet personer", "både personer"),
        ("möten 4 gånger", "möten 6 gånger"),
    )


def _other_copy_edited(reader: Reader) -> None:
    _written_in(reader.home / "utskick/granskning.docx", ("både antalet personer", "både antal personer"))


def _built_file_edited(reader: Reader) -> None:
    reader.run("handlingsplan build", 0)
    _written_in(reader.home / "outputs/2023/kungsholmen/handlingsplan.docx", ("möten 4 gånger", "möten 6 gånger"))


def _next_year(reader: Reader) -> None:
    reader.run("handlingsplan new stad 2024", 0)
    reader.run("handlingsplan new kungsholmen 2024 --from plans/2023/kungsholmen", 0)


def _next_year_edited(reader: Reader) -> None:
    _next_year(reader)
    plan = reader.home / "plans/2024/kungsholmen/handlingsplan.yaml"
    text = plan.read_text("utf-8")
    _, at, rest = text.partition("    - id: F5\n")
    gone = at + rest.partition("    - id: F6\n")[0]
    assert gone.count("- id:") == 1
    _edited(plan, (gone, _NEW), ("avstämning 4 gånger per år", "avstämning 6 gånger per år"))


_NEW = """\
    - id: F7
      aktivitet: Fältgruppen besöker skolorna och berättar om demokrati.
      ansvarig: [{funktion: Enhetschef, enhet: familjeenheten}]
      tidplan: {typ: löpande, frekvens: ett besök per termin}
      uppfoljning: {dokument: verksamhetsberättelse}
"""


def _attributes(reader: Reader) -> None:
    lines = "*.docx diff=handlingsplan\nhandlingsplan.yaml diff=handlingsplan\n"
    (reader.home / ".gitattributes").write_text(lines, "utf-8")


def _consulted(reader: Reader) -> None:
    reader.run("handlingsplan build plans/2024/kungsholmen --type handlingsplan", 0)
    shutil.copy(reader.home / "outputs/2024/kungsholmen/handlingsplan.docx", reader.home / "plan-till-samrad.docx")


def _tracked(reader: Reader) -> None:
    tracked = '<w:ins w:id="9" w:author="Enhetschef"><w:r><w:t>nytt</w:t></w:r></w:ins></w:p>'
    file = reader.home / "plan-till-samrad.docx"
    parts = dict(read_parts(file))
    text = parts[DOCUMENT].decode().replace("</w:p>", tracked, 1)
    file.write_bytes(packed({**parts, DOCUMENT: text.encode()}))


def _misspelt(reader: Reader) -> None:
    plan = reader.home / "plans/2023/kungsholmen/handlingsplan.yaml"
    lines = plan.read_text("utf-8").splitlines(keepends=True)
    lines[101] = lines[101].replace("tidplan:", "tidsplan:")
    plan.write_text("".join(lines), "utf-8")


STEPS: dict[str, Callable[[Reader], None]] = {
    "the city has its texts": _city_texts,
    "two boards have plans": _predecessors,
    "a plan of another municipality": _handmade("en annan kommuns plan"),
    "an untidy plan": _handmade("nästan allt på en gång"),
    "a sample city": _sample_city,
    "a city with some trouble": _troubled_city,
    "the case has a number of its own": _two_numbers,
    "an outcome is missing": _outcome_missing,
    "a key is misspelt": _misspelt,
    "the head of unit edits": _sent_copy_edited,
    "another reader edits the same sentence": _other_copy_edited,
    "somebody has written in the built file": _built_file_edited,
    "next year's plan is carried over": _next_year,
    "next year's plan is carried over and edited": _next_year_edited,
    "these lines are in .gitattributes": _attributes,
    "a plan was sent for consultation": _consulted,
    "the plan that was sent has tracked changes": _tracked,
}


@pytest.mark.parametrize(("page", "blocks"), CHAPTERS)
def test_a_page_is_true(page, blocks, tmp_path):
    """Whoever follows a chapter from top to bottom sees what it shows."""
    reader = Reader(tmp_path)
    for block in blocks:
        if _NO_OFFICE and any("handlingsplan publish" in line for line in (*block.said, *block.lines)):
            continue
        if fault := reader.fault_of(block):
            pytest.fail(f"{page}:{block.line}: {fault}", pytrace=False)

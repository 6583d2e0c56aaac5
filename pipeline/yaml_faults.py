"""Why a text cannot be read as YAML, told to someone who writes a plan and has never heard of YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import yaml

from pipeline.diagnostics import Diagnostic, Severity, Span
from pipeline.errors import Unreadable
from pipeline.markup import FORBIDDEN

UNREADABLE = "Y110"  # the world's fault, told among the others so that one file does not stop the rest
REMOVE_CONTROL = "ta bort tecknet; det syns inte men finns mellan bokstäverna"
_SAVE_AS_UTF8 = "spara om filen med teckenkodningen UTF-8"


class _Syntax(NamedTuple):
    """A sign in libyaml's own words, and what it means here.

    `opening` puts the caret where what went wrong began, not where libyaml gave up.
    """

    sign: str
    message: str
    remedy: str
    opening: bool = False


_MISSING_COLON = _Syntax(
    "could not find expected ':'",
    "raden är varken `nyckel: värde` eller en del av texten ovanför",
    "skriv ett kolon och ett mellanslag efter nyckeln, eller dra in raden om den hör till texten ovanför",
    opening=True,
)
_UNCLOSED_QUOTE = _Syntax(
    "unexpected end of stream",
    "ett citattecken öppnas här men stängs aldrig",
    "sätt ett citattecken där texten slutar",
    opening=True,
)
_SYNTAX = (
    _Syntax("found a tab character", "ett tabbtecken används som indrag", "dra in med mellanslag, två för varje nivå"),
    _Syntax(
        "cannot start any token",
        "värdet börjar med `{found}`, som betyder något annat i YAML",
        "sätt hela värdet inom citattecken",
    ),
    _Syntax(
        "scanning an alias",
        "värdet börjar med `*`, som betyder något annat i YAML",
        "skriv `|` efter kolonet och texten indragen på raden under, så kan den börja med `*`",
        opening=True,
    ),
    _Syntax(
        "found undefined alias",
        "värdet börjar med `*` och pekar på ett ankare som inte finns",
        "skriv `|` efter kolonet och texten indragen på raden under, så kan den börja med `*`",
    ),
    _Syntax(
        "scanning an anchor",
        "värdet börjar med `&`, som betyder något annat i YAML",
        "sätt hela värdet inom citattecken",
        opening=True,
    ),
    _Syntax(
        "block sequence entries are not allowed",
        "en lista kan inte börja på samma rad som sin nyckel",
        "flytta `-` till raden under, indraget; eller sätt texten inom citattecken om strecket hör till den",
    ),
    _Syntax(
        "did not find expected key",
        "indraget stämmer inte med raderna ovanför",
        "ge raden samma indrag som de andra nycklarna i samma avsnitt",
    ),
    _Syntax(
        "did not find expected '-' indicator",
        "raden hör inte till listan ovanför",
        "ge alla `-` i samma lista samma indrag, eller dra tillbaka raden om listan är slut",
    ),
    _MISSING_COLON,
    _UNCLOSED_QUOTE,
    _Syntax(
        "did not find expected ',' or ']'",
        "listan som börjar här med `[` stängs inte som den ska",
        "stäng den med `]`, och sätt komma mellan posterna",
        opening=True,
    ),
    _Syntax(
        "did not find expected ',' or '}'",
        "gruppen som börjar här med `{{` stängs inte som den ska",
        "stäng den med `}`, och sätt komma mellan nycklarna",
        opening=True,
    ),
    _Syntax(
        "quoted scalar", "tecknet `\\` betyder något annat inom dubbla citattecken", "använd enkla citattecken (')"
    ),
    _Syntax(
        "scanning a block scalar",
        "efter `{found}` ska texten börja på nästa rad",
        "flytta texten till raden under, indragen",
        opening=True,
    ),
    _Syntax(
        "expected a single document",
        "filen innehåller flera dokument, skilda åt av `---`",
        "dela upp den i en fil för varje",
    ),
    _Syntax(
        "expected <document start>", "raden `...` avslutar filen, men det står mer efter den", "ta bort raden `...`"
    ),
    _Syntax(
        "expected node content",
        "här står ett tecken som inte kan börja ett värde",
        "sätt hela värdet inom citattecken, eller ta bort tecknet",
    ),
    _Syntax("exceeded", "innehållet är för djupt", "skriv ut värdena utan att lägga dem i varandra"),
)
_COLON_IN_TEXT = _Syntax(
    "",
    "texten innehåller ett kolon följt av mellanslag, som betyder något annat i YAML",
    "sätt texten inom citattecken",
)
_KEY_IN_TEXT = _Syntax(
    "",
    "nyckeln läses som en fortsättning på raden ovanför",
    "ge raden rätt indrag; saknar raden ovanför kolon är det den som ska rättas",
)
_BRACKETS_FIRST = _Syntax(
    "",
    "texten börjar med `[` eller `{{`, som betyder något annat i YAML",
    "sätt hela texten inom citattecken, eller skriv `|` efter kolonet och texten indragen på raden under",
)
_CLOSED_EARLY = _Syntax(
    "",
    "texten fortsätter efter att citattecknet har stängts",
    "använd den andra sortens citattecken runt texten (' eller \")",
)
_CLOSED_BRACKETS = re.compile(r"[:-]\s+[\[{].*[\]}]\s*$")


def of_file(file: str, code: str, message: str, remedy: str) -> Diagnostic:
    """Return a fault of the file as a whole."""
    return Diagnostic(file, None, Severity.ERROR, code, message, remedy)


def decoded(data: bytes, file: str) -> tuple[str | None, list[Diagnostic]]:
    """Return the text of `data` with line feeds alone as line ends; None and why, if it is not UTF-8."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return None, [of_file(file, "Y107", "filen är sparad som UTF-16, men ska vara UTF-8", _SAVE_AS_UTF8)]
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n"), []
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        here = before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")
        excerpt = here + data[error.start :].split(b"\n")[0].decode("latin-1").rstrip("\r")
        column = len(here) + 1
        guess = data[error.start : error.start + 1].decode("latin-1")
        message = f"filen är inte UTF-8: tecknet här är kanske `{guess}` i en äldre teckenkodning"
        span = Span(line, column, line, column + 1)
        return None, [Diagnostic(file, span, Severity.ERROR, "Y107", message, _SAVE_AS_UTF8, (), excerpt)]


def unreadable(error: Unreadable, consequence: str = "") -> Diagnostic:
    """Return a fault of the world as a diagnostic of the file that its sentence begins with."""
    file, _, sentence = str(error).partition(": ")
    sentence, _, remedy = sentence.partition("; ")
    remedy = remedy or "kontrollera att filen finns och att du får läsa den"
    return Diagnostic(file, None, Severity.ERROR, UNREADABLE, sentence + consequence, remedy)


def control(sign: str) -> str:
    """Return the sentence for a sign that no document can hold."""
    return f"styrtecknet U+{ord(sign):04X} kan inte stå i ett dokument"


def forbidden(text: str, file: str) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each sign that no document can hold."""
    for match in FORBIDDEN.finditer(text):
        yield _at(
            text,
            file,
            "Y108",
            text.count("\n", 0, match.start()),
            match.start() - (text.rfind("\n", 0, match.start()) + 1),
            control(match[0]),
            REMOVE_CONTROL,
        )


def syntax(text: str, file: str, error: yaml.MarkedYAMLError) -> Diagnostic:
    """Return what libyaml gave up on, in our words and where the writer should look."""
    problem = f"{error.context or ''} {error.problem or ''}"
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.split("\n")
    here = lines[line] if line < len(lines) else ""
    told = next((s for s in _SYNTAX if s.sign in problem), None)
    if "\t" in re.match(r"[ \t]*", here)[0]:  # type: ignore[index]  # it matches always
        told, column = _SYNTAX[0], here.index("\t")
    elif "mapping values are not allowed" in problem:
        told = _KEY_IN_TEXT if re.fullmatch(r"\s*(- +)?[\w-]+", here[:column]) else _COLON_IN_TEXT
    elif "did not find expected" in problem and _CLOSED_BRACKETS.search(here[:column]):
        told = _BRACKETS_FIRST
    elif told and told.opening and error.context_mark:
        line, column = error.context_mark.line, error.context_mark.column
    elif quote := _quote_before(text, line, column):
        told = _UNCLOSED_QUOTE if quote[0] < line else _CLOSED_EARLY
        line, column = quote if quote[0] < line else (line, column)
    told = told or _Syntax(
        "", f"filen går inte att läsa som YAML ({problem.strip()})", "jämför raden med samma ställe i en annan plan"
    )
    found = lines[line][column : column + 1] if line < len(lines) else ""
    return _at(text, file, "Y109", line, column, told.message.format(found=found), told.remedy)


def _quote_before(text: str, line: int, column: int) -> tuple[int, int] | None:
    """Return where the quoted text begins that ends on `line`, last before `column`; None if there is none."""
    found = None
    try:
        for token in yaml.scan(text, Loader=yaml.CBaseLoader):
            if token.start_mark.line > line or (token.start_mark.line, token.start_mark.column) >= (line, column):
                break
            if isinstance(token, yaml.ScalarToken) and token.style in ("'", '"') and token.end_mark.line == line:
                found = (token.start_mark.line, token.start_mark.column)
    except yaml.YAMLError:
        pass  # the text is broken; what was seen before the break is what counts
    return found


def _at(text: str, file: str, code: str, line: int, column: int, message: str, remedy: str) -> Diagnostic:
    """Return a fault of one sign; `line` and `column` count from 0."""
    lines = text.split("\n")
    span = Span(line + 1, column + 1, line + 1, column + 2)
    excerpt = lines[line] if line < len(lines) else ""
    return Diagnostic(file, span, Severity.ERROR, code, message, remedy, (), excerpt)

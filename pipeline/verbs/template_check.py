"""A template held against the model: every name it uses, and every text it must print."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path as File
from typing import Any

import jinja2
from jinja2 import nodes

from pipeline import words
from pipeline.content import Properties, Rich, field_names
from pipeline.diagnostics import Diagnostic, Severity
from pipeline.documents import BY_TEMPLATE
from pipeline.documents.document import Maker
from pipeline.docx.fill import fill
from pipeline.docx.package import DOCUMENT, Parts, read_parts
from pipeline.docx.template import Template, environment, prepare
from pipeline.docx.template_look import look
from pipeline.docx.template_tags import Fault, Place, TaggedPart, tagged_parts
from pipeline.errors import LostText, TemplateFault, UsageFault
from pipeline.layout import shown

Way = tuple[int, int]  # a condition and which of its branches
Kind = Any  # a type as get_type_hints gives it; None for what nothing is known of


def check_template(file: File) -> list[Diagnostic]:
    """Return what is wrong with a template, in the order of its paragraphs.

    Raises:
        Unreadable: not there, or not a Word file.
        UsageFault: no document type has that name.
    """
    return tried(file)[1]


def tried(file: File) -> tuple[Template | None, list[Diagnostic]]:
    """Return a template that has been filled once, and what is wrong with it, in the order of its paragraphs.

    The template's name says which document it makes. None is one that nothing can be filled in.

    Raises:
        Unreadable: not there, or not a Word file.
        UsageFault: no document type has that name.
    """
    parts = read_parts(file)
    if file.stem not in BY_TEMPLATE:
        known = words.joined([f"{slug}.docx" for slug in BY_TEMPLATE], "eller")
        raise UsageFault(f"{shown(file)}: ingen dokumenttyp heter {file.stem}; mallen ska heta {known}")
    maker = BY_TEMPLATE[file.stem].maker()
    faults = [*_names(parts, maker), *look(parts, has_contents=maker.has_contents)]
    template = None
    if not any(fault.severity is Severity.ERROR for fault in faults):
        try:
            sample = maker.sample()
            template = prepare(file)
            fill(template, sample, lambda _: None, Properties("prov", "prov", "prov", (), "prov"))
        except (TemplateFault, LostText) as error:
            remedy = "jämför med den ursprungliga mallen"
            faults.append(Fault("M107", Severity.ERROR, f"ett provdokument gick inte att bygga: {error}", remedy))
    return template, [_diagnostic(fault, shown(file)) for fault in sorted(faults, key=_order)]


def _order(fault: Fault) -> tuple[str, int]:
    return ("" if fault.place.part == DOCUMENT else fault.place.part, fault.place.number) if fault.place else ("~", 0)


def _diagnostic(fault: Fault, file: str) -> Diagnostic:
    message = f"{fault.place}: {fault.message}" if fault.place else fault.message
    return Diagnostic(file, None, fault.severity, fault.code, message, fault.remedy)


def _names(parts: Parts, maker: Maker) -> Iterator[Fault]:
    content_type = maker.content_type
    used: set[tuple[type, str]] = set()
    shown: dict[bool, set[str]] = {True: set(), False: set()}  # in the body, in headers and footers
    whole = True
    for part, misread in tagged_parts(parts):
        yield from misread
        try:
            tree = environment().parse(part.source)
        except jinja2.TemplateSyntaxError as error:
            whole = False
            place = part.places[min(error.lineno, len(part.places)) - 1]
            yield Fault(
                *("M204", Severity.ERROR, f"taggarna går inte ihop: {_syntax(str(error.message))}"),
                *("se till att varje {%p if %} har sin {%p endif %} och varje {%p for %} sin {%p endfor %}", place),
            )
            continue
        checker = _Checker(part, used)
        checker.body(tree.body, _hints(content_type), frozenset())
        used |= {(content_type, name) for name in checker.roots}
        shown[part.places[0].part == DOCUMENT] |= {name for name, _ in checker.prints}
        yield from checker.faults
    if whole:
        yield from _missing(content_type, used)
        for name in maker.every_page:
            for in_body, where in ((True, "på framsidan"), (False, "i något sidhuvud eller någon sidfot")):
                if name not in shown[in_body]:
                    yield Fault(
                        *("M108", Severity.ERROR, f"`{name}` skrivs inte ut {where}, men ska synas på varje sida"),
                        f"lägg till {{{{ {name} }}}} {where}",
                    )


def _syntax(message: str) -> str:
    if "unexpected char" in message or "unexpected '" in message:
        return f"ett tecken som inte kan stå i en tagg ({message.split()[-1]})"
    if "Unexpected end of template" in message or "was looking for" in message:
        return "ett villkor eller en slinga tar aldrig slut"
    if "unknown tag" in message.lower():
        return f"okänd tagg {message.split()[-1]}"
    return message


def _missing(content_type: type, used: set[tuple[type, str]]) -> Iterator[Fault]:
    """Yield the fields that no tag uses. A plan text must be printed, or no build would pass."""
    for kind in _kinds(content_type):
        for name, hint in _hints(kind).items():
            if (kind, name) not in used and hint is not int:
                severity = Severity.ERROR if _holds_text(hint) else Severity.WARNING
                yield Fault(
                    *("M104", severity, f"`{name}` i {_group(kind, content_type)} skrivs inte ut någonstans"),
                    f"lägg till {{{{ … .{name} }}}} där det ska stå",
                )


def _group(kind: type, content_type: type) -> str:
    return "dokumentet" if kind is content_type else f"gruppen med {words.joined([f'`{n}`' for n in _hints(kind)])}"


def _kinds(kind: type) -> list[type]:
    """Return a content type and every content type inside it, each once."""
    found = [kind]
    for outer in found:
        for hint in _hints(outer).values():
            inner = _inside(hint)
            found += [i for i in inner if field_names(i) and i not in found]
    return found


def _inside(hint: Kind) -> list[type]:
    arguments = [a for a in typing.get_args(hint) if a is not Ellipsis]
    return [i for a in arguments for i in _inside(a)] if arguments else [hint]


def _holds_text(hint: Kind) -> bool:
    return any(kind is Rich or field_names(kind) for kind in _inside(hint))


def _hints(kind: type) -> dict[str, Kind]:
    hints = typing.get_type_hints(kind)
    return {name: hints[name] for name in field_names(kind)}


@dataclass(frozen=True)
class _Loop:
    """What Jinja calls `loop`; its attributes are numbers and yes or no."""


class _Checker:
    """One part's tags, walked with the types of the names that are known at each place."""

    def __init__(self, part: TaggedPart, used: set[tuple[type, str]]) -> None:
        self.part = part
        self.used = used
        self.roots: set[str] = set()
        self.faults: list[Fault] = []
        self.asking = False
        self.prints: list[tuple[str, tuple[Way, ...]]] = []

    def fault(self, node: nodes.Node, code: str, message: str, remedy: str) -> None:
        place: Place = self.part.places[min(node.lineno, len(self.part.places)) - 1]
        self.faults.append(Fault(code, Severity.ERROR, message, remedy, place))

    def body(
        self, body: list[nodes.Node], scope: dict[str, Kind], sure: frozenset[str], ways: tuple[Way, ...] = ()
    ) -> None:
        """Check statements; `sure` holds what a condition around them has found to be there, `ways` which ones."""
        for node in body:
            if isinstance(node, nodes.Output):
                for child in node.nodes:
                    if not isinstance(child, nodes.TemplateData):
                        self.printed(child, scope, sure, ways)
            elif isinstance(node, nodes.For):
                self.loop(node, scope, sure, ways)
            elif isinstance(node, nodes.If):
                for number, branch in enumerate((node, *node.elif_)):
                    self.asking = True
                    self.kind(branch.test, scope)
                    self.asking = False
                    self.body(branch.body, scope, sure | _found_by(branch.test), (*ways, (id(node), number)))
                self.body(node.else_, scope, sure, (*ways, (id(node), -1)))

    def loop(self, node: nodes.For, scope: dict[str, Kind], sure: frozenset[str], ways: tuple[Way, ...]) -> None:
        kind = self.kind(node.iter, scope)
        inner = None
        if _origin(kind) is tuple:
            inner = typing.get_args(kind)[0]
        elif kind is not None:
            self.fault(node, "M103", f"`{_written(node.iter)}` är ingen lista att gå igenom", "skriv ut den i stället")
        target = node.target.name if isinstance(node.target, nodes.Name) else ""
        self.body(node.body, {**scope, target: inner, "loop": _Loop}, sure, ways)
        self.body(node.else_, scope, sure, ways)
        if inner is Rich and not any(written == target for written, _ in self.prints):
            self.fault(node, "M104", f"slingan skriver inte ut `{target}`", f"lägg till {{{{ {target} }}}} i slingan")

    def printed(self, node: nodes.Expr, scope: dict[str, Kind], sure: frozenset[str], ways: tuple[Way, ...]) -> None:
        """Check a tag that prints. A plan text is printed once, or in ways that exclude each other."""
        if not isinstance(node, nodes.Name | nodes.Getattr):
            self.fault(
                *(node, "M105", f"`{_written(node)}` räknar om texten, och då kan den inte följas in i dokumentet"),
                "skriv ut fältet som det är",
            )
            return
        kind = self.kind(node, scope)
        name = _written(node)
        twice = any(written == name and not _exclude(ways, other) for written, other in self.prints)
        if twice and kind is not None and Rich in _inside(kind):
            self.fault(node, "M106", f"`{name}` skrivs ut på två ställen", "ta bort det ena")
        self.prints.append((name, ways))
        if _optional(kind) and _written(node) not in sure:
            name = _written(node)
            self.fault(node, "M102", f"`{name}` kan saknas", f"sätt {{%p if {name} %}} och {{%p endif %}} runt stycket")
        for inner in _inside(kind) if kind is not None else ():
            if _origin(kind) is tuple or field_names(inner):
                known = ", ".join(_hints(inner)) if field_names(inner) else "varje post"
                what = "lista" if _origin(kind) is tuple else "grupp"
                self.fault(node, "M103", f"`{_written(node)}` är en {what}", f"skriv ut det som finns i den: {known}")
                break

    def kind(self, node: nodes.Node, scope: dict[str, Kind]) -> Kind:
        """Return the type of an expression; None, and a fault, for what does not exist."""
        if isinstance(node, nodes.Name):
            if node.name in scope:
                self.roots.add(node.name)
                return scope[node.name]
            self.unknown(node, node.name, scope)
            return None
        if isinstance(node, nodes.Getattr):
            return self.field(node, self.kind(node.node, scope))
        for child in node.iter_child_nodes():
            self.kind(child, scope)
        return None

    def field(self, node: nodes.Getattr, owner: Kind) -> Kind:
        """Return the type of a field of `owner`, and note that it is used."""
        if node.attr.startswith("_"):
            self.fault(node, "M105", f"`{node.attr}` får en mall inte komma åt", "skriv ut ett av planens fält")
        for kind in _inside(owner) if owner is not None and _origin(owner) is not tuple else ():
            if kind is _Loop:
                return None
            if field_names(kind):
                hints = _hints(kind)
                if node.attr in hints:
                    if not (self.asking and Rich in _inside(hints[node.attr])):  # asking after a text prints nothing
                        self.used.add((kind, node.attr))
                    return hints[node.attr]
                self.unknown(node, node.attr, hints)
                return None
        if owner is not None:
            self.fault(
                *(node, "M101", f"`{_written(node)}` finns inte: `{_written(node.node)}` har inga fält"),
                "skriv ut det som det är, eller gå igenom det med {%p for %}",
            )
        return None

    def unknown(self, node: nodes.Node, name: str, known: dict[str, Kind]) -> None:
        here = ", ".join(known)
        self.fault(node, "M101", f"`{_written(node)}` finns inte{words.meant(name, known)}", f"här finns: {here}")


def _exclude(some: tuple[Way, ...], others: tuple[Way, ...]) -> bool:
    """Return whether two places are in different branches of one condition."""
    branches = dict(some)
    return any(branches.get(condition, branch) != branch for condition, branch in others)


def _found_by(test: nodes.Node) -> frozenset[str]:
    """Return the expressions that a condition has found to be there."""
    if isinstance(test, nodes.And):
        return _found_by(test.left) | _found_by(test.right)
    return frozenset({_written(test)}) if isinstance(test, nodes.Name | nodes.Getattr) else frozenset()


def _origin(kind: Kind) -> object:
    """Return what a type with arguments is made of: tuple, a union, or None for a plain one."""
    return typing.get_origin(kind)


def _optional(kind: Kind) -> bool:
    return _origin(kind) in (typing.Union, types.UnionType) and type(None) in typing.get_args(kind)


def _written(node: nodes.Node) -> str:
    """Return an expression as the designer wrote it."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_written(node.node)}.{node.attr}"
    if isinstance(node, nodes.Filter):
        return f"{_written(node.node) if node.node else ''}|{node.name}"
    if isinstance(node, nodes.Call):
        return f"{_written(node.node)}()"
    return type(node).__name__

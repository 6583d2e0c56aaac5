"""The house stands as it is drawn: rooms import from below, in no circle, and no room is too large."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from pipeline.rules import RULES
from pipeline.structures import STRUCTURES

PIPELINE = Path(__file__).parent.parent / "pipeline"
MODULES = {
    ".".join(file.relative_to(PIPELINE.parent).with_suffix("").parts).removesuffix(".__init__"): file
    for file in sorted(PIPELINE.rglob("*.py"))
}

# From the ground up. A module belongs to the longest name here that it begins with; it imports from its own
# room and from the floors below.
FLOORS: tuple[tuple[str, ...], ...] = (
    (
        "pipeline",
        "pipeline.errors",
        "pipeline.words",
        "pipeline.locale",
        "pipeline.personal_numbers",
        "pipeline.layout",
    ),
    ("pipeline.diagnostics",),
    ("pipeline.markup", "pipeline.matching"),
    ("pipeline.content", "pipeline.change", "pipeline.markup_text"),
    ("pipeline.yaml_faults", "pipeline.docx", "pipeline.report", "pipeline.office", "pipeline.pdf"),
    ("pipeline.source",),
    ("pipeline.yaml_text",),
    ("pipeline.yaml_edit", "pipeline.model", "pipeline.comments"),
    ("pipeline.activity", "pipeline.decisions", "pipeline.board", "pipeline.naming"),
    ("pipeline.plan",),
    ("pipeline.city", "pipeline.structures", "pipeline.case", "pipeline.outcome"),
    ("pipeline.dossier",),
    ("pipeline.overview", "pipeline.changes"),
    ("pipeline.rules", "pipeline.documents", "pipeline.sample"),
    ("pipeline.from_word",),
    ("pipeline.handwritten", "pipeline.pulling", "pipeline.renewal"),
    ("pipeline.word_rules",),
    ("pipeline.verbs",),
    ("pipeline.cli",),
    ("pipeline.__main__",),
)
ROOMS = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
# Inside these rooms nothing but the ground may be imported: Word knows no plan, and a report no Word.
GROUND = {
    "pipeline",
    "pipeline.errors",
    "pipeline.words",
    "pipeline.personal_numbers",
    "pipeline.diagnostics",
    "pipeline.markup",
    "pipeline.content",
    "pipeline.change",
}
SECLUDED = ("pipeline.docx", "pipeline.report", "pipeline.office", "pipeline.pdf", "pipeline.yaml_faults")
# Libraries that only one part of the house knows.
KEPT_APART = {
    "docx": ("pipeline.docx",),
    "docxtpl": ("pipeline.docx",),
    "lxml": ("pipeline.docx",),
    "jinja2": ("pipeline.docx", "pipeline.verbs"),
    "yaml": ("pipeline.source", "pipeline.yaml_faults"),
    "markdown_it": ("pipeline.markup",),
    "click": ("pipeline.cli",),
    "rich": ("pipeline.cli",),
    "rapidfuzz": ("pipeline.changes", "pipeline.report", "pipeline.matching", "pipeline.pulling"),
    "pikepdf": ("pipeline.pdf",),
}
LONGEST_MODULE = 400
LONGEST_FUNCTION = 60


def room(module: str) -> str:
    """Return the room that a module is in."""
    parts = module.split(".")
    names = [".".join(parts[:n]) for n in range(len(parts), 0, -1)]
    found = next(name for name in names if name in ROOMS)
    assert found != "pipeline" or module == "pipeline", f"{module} has no floor: give it one in FLOORS"
    return found


@cache
def tree(module: str) -> ast.Module:
    """Return a module's syntax tree."""
    return ast.parse(MODULES[module].read_text("utf-8"))


def imported(module: str, *, at_runtime: bool = False) -> Iterator[str]:
    """Yield the modules of ours, and the names of other libraries, that a module imports.

    With `at_runtime`, only what happens when the module itself is imported: no imports inside functions or
    for the type checker alone.
    """
    for node in _walked(tree(module), at_runtime):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            assert node.level == 0, f"{module} imports relatively"
            for alias in node.names:
                whole = f"{base}.{alias.name}"
                yield whole if whole in MODULES else base


def _walked(node: ast.AST, at_runtime: bool) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if at_runtime and isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if at_runtime and isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test):
            continue
        yield child
        yield from _walked(child, at_runtime)


def ours(module: str, *, at_runtime: bool = False) -> set[str]:
    """Return the modules of ours that a module imports, itself aside."""
    return {name for name in imported(module, at_runtime=at_runtime) if name in MODULES} - {module}


EVERY = pytest.mark.parametrize("module", MODULES)


@EVERY
def test_rooms_import_from_below(module):
    """No import goes up, and none goes across to another room on the same floor."""
    mine = room(module)
    for name in ours(module):
        theirs = room(name)
        assert theirs == mine or ROOMS[theirs] < ROOMS[mine], f"{module} imports {name}"


@EVERY
def test_secluded_rooms_import_only_the_ground(module):
    """`docx` knows Word and no plan; a report gets what it tells handed to it."""
    mine = room(module)
    if mine in SECLUDED:
        assert {room(name) for name in ours(module)} <= {mine, *GROUND}


@EVERY
def test_libraries_are_kept_apart(module):
    """Word's, YAML's and the terminal's libraries are known to the rooms that they are for, and to no other."""
    mine = room(module)
    for name in imported(module):
        rooms = KEPT_APART.get(name.split(".")[0])
        assert rooms is None or mine in rooms, f"{module} imports {name}"


def test_no_circles():
    """Modules that import each other cannot be read one at a time."""
    done: set[str] = set()

    def visit(module: str, on_the_way: tuple[str, ...]) -> None:
        assert module not in on_the_way, " -> ".join((*on_the_way[on_the_way.index(module) :], module))
        if module in done:
            return
        # A package's own __init__ runs first whenever something in it is imported; that is no circle.
        for name in ours(module, at_runtime=True):
            if not module.startswith(f"{name}."):
                visit(name, (*on_the_way, module))
        done.add(module)

    for module in MODULES:
        visit(module, ())


@EVERY
def test_module_has_a_docstring(module):
    """The first thing a reader meets says what the module is."""
    assert ast.get_docstring(tree(module))


@EVERY
def test_what_others_use_has_a_docstring(module):
    """A public function, class or method says what comes back; what overrides a library's own need not."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{module}.{node.name}"
    for node in tree(module).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{module}.{node.name}"


@EVERY
def test_no_module_is_long(module):
    """A file that has grown past this is two things."""
    assert len(MODULES[module].read_text("utf-8").splitlines()) <= LONGEST_MODULE


@EVERY
def test_no_function_is_long(module):
    """A function fits on a screen."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno - node.lineno < LONGEST_FUNCTION, f"{module}.{node.name}"


def test_every_rule_is_in_the_catalogue():
    """A rule's file that nobody entered would never be run."""
    files = {file.name.split("_")[0].upper() for file in (PIPELINE / "rules").glob("*.py") if _is_rule(file)}

    assert files
    assert files == {rule.code for rule in RULES}


def _is_rule(file: Path) -> bool:
    return re.match(r"[a-z]\d{3}_", file.name) is not None


def test_every_structure_is_in_the_catalogue():
    """Likewise for the versions of the common structure."""
    files = {file.stem.replace("_", "-") for file in (PIPELINE / "structures").glob("[a-z]*.py")}

    assert files == {structure.structure_id for structure in STRUCTURES}


@EVERY
def test_no_clock_or_chance_below_the_verbs(module):
    """The same input gives the same bytes: dates come from the plan or from SOURCE_DATE_EPOCH."""
    if ROOMS[room(module)] < ROOMS["pipeline.verbs"]:
        assert not {"time", "random", "secrets", "uuid", "locale"} & {n.split(".")[0] for n in imported(module)}
        calls = {ast.unparse(node.func) for node in ast.walk(tree(module)) if isinstance(node, ast.Call)}
        assert not {c for c in calls if re.search(r"\b(date|datetime)\.(now|today|utcnow)$", c)}


def test_the_checks_can_fail():
    """Every name in the drawing is a room that stands, so that a spelling mistake guards nothing."""
    assert {r for r in ROOMS if not any(m == r or m.startswith(f"{r}.") for m in MODULES)} == set()
    assert set(SECLUDED) <= set(ROOMS)
    assert set(GROUND) <= set(ROOMS)
    for rooms in KEPT_APART.values():
        assert set(rooms) <= set(ROOMS)

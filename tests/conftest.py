"""The ground plan that breaks no rule, and trees of definitions made from it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from pipeline.diagnostics import Diagnostic
from pipeline.dossier import Dossier, open_dossier
from pipeline.rules.rule import Rule
from pipeline.source import SourceDoc, parse_source

GROUND = Path(__file__).parent / "data" / "grund"
BESIDE = ("arende.yaml", "uppfoljning.yaml")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--accept` writes the golden texts anew; read the difference and open the document."""
    parser.addoption("--accept", action="store_true", help="write the golden texts anew")


def merged(base: object, change: object) -> object:
    """Return `base` with `change` laid over it: mappings by key, lists of things with ids by id, the rest whole.

    The value `~` takes a key away.
    """
    if isinstance(base, dict) and isinstance(change, dict):
        out = {**base, **{k: merged(base.get(k), v) for k, v in change.items()}}
        return {k: v for k, v in out.items() if v is not None or k not in change}
    if isinstance(base, list) and isinstance(change, list) and _have_ids(base) and _have_ids(change):
        by_id = {c["id"]: c for c in change}
        kept = [merged(b, by_id.pop(b["id"], {})) for b in base]
        return [*kept, *by_id.values()]
    return change


def _have_ids(things: list[object]) -> bool:
    ids = [thing["id"] for thing in things if isinstance(thing, dict) and "id" in thing]
    return bool(ids) and len(set(ids)) == len(things)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Return a folder like `plans/` with the ground plan of a stadsdelsnämnd and of a facknämnd, and no other paper."""
    root = tmp_path / "plans"
    shutil.copytree(GROUND, root, ignore=shutil.ignore_patterns(*BESIDE))
    return root


@pytest.fixture
def whole_tree(tree: Path) -> Path:
    """Return the same folder with the case and the follow-up of the stadsdelsnämnd's plan."""
    for name in BESIDE:
        shutil.copy(GROUND / "2023/exempel" / name, tree / "2023/exempel" / name)
    return tree


@pytest.fixture
def opened(tree: Path) -> Callable[..., tuple[Dossier | None, list[Diagnostic]]]:
    """Return a function that opens the ground plan with changes laid over it.

    The years before, that rules look back at, are there too, with last year's follow-up. `change` is YAML or values of
    the plan; in YAML, what follows a line `# arende.yaml` or `# uppfoljning.yaml` is of that file, which then is there
    too. `board` is `exempel` or `fack`.
    """

    shutil.copytree(GROUND.with_name("aldre"), tree, dirs_exist_ok=True)
    shutil.copy(GROUND / "2022/exempel/uppfoljning.yaml", tree / "2022/exempel/uppfoljning.yaml")

    def open_changed(change: object = "", board: str = "exempel") -> tuple[Dossier | None, list[Diagnostic]]:
        folder = tree / "2023" / board
        for year, name, part in _by_file(change):
            values = yaml.load(part, Loader=yaml.CBaseLoader) if isinstance(part, str) else part
            if name in BESIDE:
                shutil.copy(GROUND / year / board / name, tree / year / board / name)
            if values:
                ground = (GROUND / year / board / name).read_text("utf-8")
                whole = merged(yaml.load(ground, Loader=yaml.CBaseLoader), _empties(values))
                text = yaml.dump(whole, allow_unicode=True, sort_keys=False, width=10_000)
                text = with_comments(text, part) if isinstance(part, str) else text
                (tree / year / board / name).write_text(text, "utf-8")
        return open_dossier(folder / "handlingsplan.yaml", "plan.yaml")

    return open_changed


@pytest.fixture
def words_found(opened: Callable[..., tuple[Dossier | None, list[Diagnostic]]]) -> Callable[[Rule, str], list[str]]:
    """Return a function that gives the words a rule points at when the lägesbild's analysis is a certain text."""

    def found(rule: Rule, text: str) -> list[str]:
        dossier, faults = opened({"lokal_lagesbild": {"analys": {"text": text}}})
        assert dossier is not None
        assert faults == []
        findings = [f for f in rule.check(dossier) if f.path[-2:] == ("analys", "text")]
        return [text[slice(*f.words)] if f.words else text for f in findings]

    return found


def _by_file(change: object) -> list[tuple[str, str, object]]:
    """Return the parts of a change with the year and the file that they are of."""
    if not isinstance(change, str):
        return [("2023", "handlingsplan.yaml", change)]
    pieces = re.split(r"^# (?:(\d{4})/)?((?:arende|uppfoljning)\.yaml)$", change, flags=re.M)
    others = zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True)
    return [("2023", "handlingsplan.yaml", pieces[0]), *((year or "2023", name, part) for year, name, part in others)]


def with_comments(text: str, fragment: str) -> str:
    """Return `text` with each comment of `fragment` that stands alone above the same thing as there."""
    comments = re.findall(r"^ *(#.*)\n", fragment, re.M)
    if not comments:
        return text
    part = parse_source(fragment.encode(), "fragment")[0]
    whole = parse_source(text.encode(), "whole")[0]
    lines = text.split("\n")
    places = []
    for number, line in enumerate(part.lines, 1):
        if line.lstrip().startswith("#"):
            path = min((p for p, s in _begins(part).items() if s > number), key=lambda p: (_begins(part)[p], len(p)))
            places.append((_begins(whole)[path], line.strip()))
    for place, comment in reversed(places):
        indent = len(lines[place - 1]) - len(lines[place - 1].lstrip())
        lines.insert(place - 1, " " * indent + comment)
    return "\n".join(lines)


def _begins(doc: SourceDoc) -> dict[tuple[str, ...], int]:
    return {path: (doc.keys.get(path) or span).line for path, span in doc.spans.items() if path}


def _empties(values: object) -> object:
    """Return YAML's base values with `~` as None, as the loader reads it."""
    if isinstance(values, dict):
        return {k: _empties(v) for k, v in values.items()}
    if isinstance(values, list):
        return [_empties(v) for v in values]
    return None if values == "~" else values

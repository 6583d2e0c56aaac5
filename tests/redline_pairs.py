"""Pairs of plans: Kungsholmen's and others, edited as people edit, at random and again the same for the same seed."""

from __future__ import annotations

import copy
import json
import random
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pipeline.documents import BY_SLUG
from pipeline.docx.fill import fill
from pipeline.docx.package import Parts
from pipeline.docx.template import Template, prepare
from pipeline.dossier import Dossier, open_dossier
from pipeline.errors import LostText
from pipeline.sample import sample_files

HERE = Path(__file__).parent
PROJECT = HERE.parent
GROUNDS = {
    "kungsholmen": PROJECT / "plans/2023/kungsholmen/handlingsplan.yaml",
    "full": HERE / "data/full/2023/exempel/handlingsplan.yaml",
    "fack": HERE / "data/grund/2023/fack/handlingsplan.yaml",
    "empty": HERE / "data/grund/2023/exempel/handlingsplan.yaml",
}
_WORDS = (
    "skola polis samverkan trygghet område rutin chef barn unga fritid stöd möte lägesbild klotter oro vägledning "
    "2024 4 gånger per år löpande & < > {{ }} é 🎉 SISAB:s e-post 3.6 ”citat”"
)
WORDS = _WORDS.split()
Values = dict[str, Any]


def rendered(dossier: Dossier, slug: str = "handlingsplan") -> Parts:
    """Return the parts of a document, without controls."""
    maker = BY_SLUG[slug].maker()
    return fill(_template(slug), maker.content(dossier), dossier.note, maker.properties(dossier), controls=False)


@cache
def _template(slug: str) -> Template:
    return prepare(PROJECT / "templates" / f"{slug}.docx")


def rendered_file(file: Path, slug: str = "handlingsplan") -> Parts:
    """Return the parts of a document of the plan in a file."""
    dossier, faults = open_dossier(file)
    assert dossier, faults
    return rendered(dossier, slug)


class Workshop:
    """Renders edited plans: each is written beside its year's files and opened as any plan is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name, file in GROUNDS.items():
            root = folder / name
            shutil.copytree(file.parents[2], root, ignore=shutil.ignore_patterns("exempel", "fack", "kungsholmen"))
            (root / "2023" / file.parent.name).mkdir()

    def rendered(self, ground: str, values: Values) -> Parts | None:
        """Return the parts of a plan with these values, or None when it is no plan."""
        file = self.folder / ground / "2023" / GROUNDS[ground].parent.name / "handlingsplan.yaml"
        file.write_text(json.dumps(values, ensure_ascii=False, indent=1), "utf-8")
        dossier, _ = open_dossier(file)
        try:
            return None if dossier is None or dossier.board is None else rendered(dossier)
        except LostText:  # a note that nothing explains
            return None

    def pair(self, seed: int) -> tuple[Parts, Parts]:
        """Return two documents: one of the grounds, and what it became, or another one."""
        dice = random.Random(seed)
        first = dice.choice([*GROUNDS, "kungsholmen", "kungsholmen"])
        second = dice.choice([first] * 6 + list(GROUNDS))
        old = self.made(first, dice, dice.choice((0, 0, 3, 12)))
        new = self.made(second, dice, dice.choice((1, 1, 2, 4, 10, 30)))
        return (old, new) if dice.random() < 0.8 else (new, old)

    def made(self, ground: str, dice: random.Random, edits: int) -> Parts:
        """Return a ground with so many edits, each tried until it gives a plan."""
        values = ground_values(ground)
        for _ in range(edits):
            dice.choice(EDITS)(values, dice)
        parts = self.rendered(ground, values)
        while parts is None:
            values = ground_values(ground)
            dice.choice(EDITS)(values, dice)
            parts = self.rendered(ground, values)
        return parts


@cache
def _read(ground: str) -> Values:
    values: Values = yaml.load(GROUNDS[ground].read_text("utf-8"), Loader=yaml.CBaseLoader)
    city = yaml.load((GROUNDS[ground].parent.parent / "stad.yaml").read_text("utf-8"), Loader=yaml.CBaseLoader)
    return _with_own_texts(values, city["texter"])


def _with_own_texts(value: Any, texts: dict[str, str]) -> Any:
    if isinstance(value, dict):
        if set(value) == {"stad"}:
            return texts[value["stad"]]
        return {key: _with_own_texts(v, texts) for key, v in value.items()}
    return [_with_own_texts(v, texts) for v in value] if isinstance(value, list) else value


def ground_values(ground: str) -> Values:
    """Return the values of a ground, the city's texts written out so that they can be edited."""
    values = copy.deepcopy(_read(ground))
    values.setdefault("kallor", {}).update({f"prov-{n}": {"titel": f"Provkälla {n}", "ar": "2022"} for n in range(4)})
    return values


def texts_of(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, Any]]:
    """Return every text with markup in a plan: what holds it, and its key."""
    found: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        for key, child in value.items():
            if isinstance(child, str) and key in ("text", "aktivitet", "syfte", "hogerextremism", "islamism", "metod"):
                found.append((value, key))
            else:
                found += texts_of(child, (*path, key))
    elif isinstance(value, list):
        for child in value:
            found += texts_of(child, path)
    return found


def tables_of(values: Values) -> list[list[Values]]:
    """Return the plan's tables of activities."""
    chapters = [chapter for chapter in values.values() if isinstance(chapter, dict)]
    return [chapter["aktiviteter"] for chapter in chapters if "aktiviteter" in chapter]


def _in_text(change: Callable[[str, random.Random], str]) -> Callable[[Values, random.Random], None]:
    def edit(values: Values, dice: random.Random) -> None:
        holder, key = dice.choice(texts_of(values))
        holder[key] = change(holder[key], dice).strip() or "Inget."

    edit.__name__ = change.__name__.strip("_")
    return edit


def _words(text: str, dice: random.Random) -> str:
    words = text.split(" ")
    for _ in range(dice.choice((1, 1, 2, 5))):
        at = dice.randrange(len(words) + 1)
        words[at : at + dice.choice((0, 1, 1, 3))] = dice.choices(WORDS, k=dice.choice((0, 1, 1, 4)))
    return " ".join(words)


def _sentences(text: str, dice: random.Random) -> str:
    sentences = text.split(". ")
    kind = dice.choice(("drop", "new", "swap", "double"))
    at = dice.randrange(len(sentences))
    if kind == "drop":
        sentences.pop(at)
    elif kind == "new":
        sentences.insert(at, " ".join(dice.choices(WORDS, k=7)).capitalize())
    elif kind == "swap":
        dice.shuffle(sentences)
    else:
        sentences.insert(at, sentences[at])
    return ". ".join(sentences)


def _paragraphs(text: str, dice: random.Random) -> str:
    paragraphs = text.split("\n\n")
    at = dice.randrange(len(paragraphs))
    kind = dice.choice(("drop", "new", "swap", "joined", "split"))
    if kind == "drop":
        paragraphs.pop(at)
    elif kind == "new":
        paragraphs.insert(at, " ".join(dice.choices(WORDS, k=12)))
    elif kind == "swap":
        dice.shuffle(paragraphs)
    elif kind == "joined":
        return " ".join(paragraphs)
    else:
        return text.replace(". ", ".\n\n", 1)
    return "\n\n".join(paragraphs)


def _emphasis(text: str, dice: random.Random) -> str:
    if dice.random() < 0.2:
        return text.replace("*", "")
    words = text.split(" ")
    at = dice.randrange(len(words))
    sign = dice.choice(("*", "**", "***"))
    words[at : at + 3] = [f"{sign}{' '.join(words[at : at + 3])}{sign}"]
    if dice.random() < 0.4:
        words[at:at] = ["**fet och *kursiv* inuti**"]
    return " ".join(words)


def _notes(text: str, dice: random.Random) -> str:
    if dice.random() < 0.3:
        return text.replace("[^", "", 1).replace("]", "", 1) if "[^" in text else text
    words = text.split(" ")
    at = dice.randrange(len(words))
    words[at] += "".join(f"[^prov-{dice.randrange(4)}]" for _ in range(dice.choice((1, 1, 2))))
    return " ".join(words)


def _links(text: str, dice: random.Random) -> str:
    words = text.split(" ")
    words.insert(dice.randrange(len(words)), f"[handboken på webben](https://exempel.se/{dice.randrange(3)})")
    return " ".join(words)


def _lists(text: str, dice: random.Random) -> str:
    start = dice.choice((1, 1, 4))
    signs = dice.choice((["-", "-", "-"], [f"{start}.", f"{start + 1}.", f"{start + 2}."]))
    items = [f"{sign} {' '.join(dice.choices(WORDS[:12], k=3))}" for sign in signs]
    if dice.random() < 0.5:
        items.insert(2, f"   {dice.choice(('-', '1.'))} under punkten")
    return f"{text}\n\nDetta gäller:\n\n" + "\n".join(items)


def _from_nothing(_: str, dice: random.Random) -> str:
    return "Inget." if dice.random() < 0.6 else " ".join(dice.choices(WORDS, k=60))


def rows(values: Values, dice: random.Random) -> None:
    """Delete, move, double, swap or change rows of activities."""
    tables = tables_of(values)
    if not tables:
        return
    table = dice.choice(tables)
    kind = dice.choice(("drop", "move", "new", "change", "change", "shuffle"))
    row = dice.randrange(len(table))
    if kind == "drop" and len(table) > 1:
        table.pop(row)
    elif kind == "move":
        table.insert(dice.randrange(len(table)), table.pop(row))
    elif kind == "new":
        new = copy.deepcopy(table[row])
        new["id"] = f"{new['id'][0]}{dice.randrange(30, 99)}"
        new["aktivitet"] = " ".join(dice.choices(WORDS, k=9))
        table.insert(dice.randrange(len(table) + 1), new)
    elif kind == "change":
        table[row]["ansvarig"] = dice.choice((["Stadsdelsdirektör"], ["Samtliga enhetschefer", "Stadsdelsdirektör"]))
        table[row]["tidplan"] = {"typ": "löpande", "anmarkning": dice.choice(WORDS[:9])}
    else:
        dice.shuffle(table)


def sections(values: Values, dice: random.Random) -> None:
    """Add a board's own section, or take a part away."""
    picture = values.get("lokal_lagesbild") or values.get("lagesbild") or {}
    own = picture.setdefault("egna_avsnitt", []) if isinstance(picture, dict) else []
    if own and dice.random() < 0.4:
        own.pop()
    else:
        number = dice.randrange(1000)
        text = " ".join(dice.choices(WORDS, k=20))
        own.insert(0, {"id": f"eget-{number}", "rubrik": f"Eget {number}", "text": text})
    if dice.random() < 0.4:
        chapter = dice.choice([v for v in values.values() if isinstance(v, dict)])
        for name in [n for n in chapter if isinstance(chapter[n], dict)][:1]:
            del chapter[name]


def head(values: Values, dice: random.Random) -> None:
    """Change what stands on the cover and in the headers."""
    values["status"] = dice.choice(("utkast", "samråd", "nämndbehandlad", "godkänd"))
    values["samordnare"] = dice.choice(("lokal samordnare", "säkerhetssamordnare"))
    values["exempeldata"] = dice.choice(("Exempeldata", "Exempeldata – påhittad plan"))


def sources(values: Values, dice: random.Random) -> None:
    """Change the texts of notes, and the sources of the lägesbild."""
    for number in range(4):
        title = f"Provkälla {number} {dice.choice(WORDS)}"
        values.setdefault("kallor", {})[f"prov-{number}"] = {"titel": title, "ar": f"{dice.randrange(2018, 2024)}"}
    mapping = values.get("lokal_lagesbild", {}).get("kartlaggning")
    if isinstance(mapping, dict) and mapping.get("kallor"):
        dice.shuffle(mapping["kallor"])
        mapping["kallor"][dice.randrange(len(mapping["kallor"])) :] = [{"typ": "polis", "namn": dice.choice(WORDS)}]


EDITS: tuple[Callable[[Values, random.Random], None], ...] = (
    *map(_in_text, (_words, _words, _words, _sentences, _paragraphs, _emphasis, _notes, _notes, _links, _lists)),
    _in_text(_from_nothing),
    rows, rows, rows, sections, head, sources,
)  # fmt: skip


def city(folder: Path, seed: int, boards: int) -> list[list[Path]]:
    """Write a sample city and return the plans of each board, the older first."""
    files: dict[str, list[Path]] = {}
    for name, text in sample_files(seed, boards, 2024):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        if file.name == "handlingsplan.yaml":
            files.setdefault(file.parent.name, []).append(file)
    return [sorted(plans) for plans in files.values() if len(plans) == 2]

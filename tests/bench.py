"""Speed against docxtpl as it is: same plan, same template, one run, printed as ratios with their spread.

`stock` is what docxtpl offers: a fresh DocxTemplate for each document, `render(autoescape=True)`, `save`. It is given
ready plain strings; ours starts from the dossier and includes markup, notes, contents, checks and provenance. Absolute
times say something about this machine only; ratios are what to compare.
"""

from __future__ import annotations

import io
import os
import pickle
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from docxtpl import DocxTemplate

from pipeline import markup
from pipeline.content import Rich, field_names
from pipeline.documents import BY_SLUG
from pipeline.docx.fill import fill
from pipeline.docx.provenance import Provenance, stamped
from pipeline.docx.template import prepare
from pipeline.dossier import Dossier, open_dossier
from tests import bench_redline

PROJECT = Path(__file__).resolve().parent.parent
TEMPLATE = PROJECT / "templates" / "handlingsplan.docx"
PLAN = PROJECT / "plans/2023/kungsholmen/handlingsplan.yaml"
ROUNDS = 12
WARM = 5  # documents in a row, as in a batch; the fastest counts
MAKER = BY_SLUG["handlingsplan"].maker()
# A whole program around stock docxtpl: reads each definition, renders, saves. Run as a process of its own.
STOCK_PROGRAM = """
import pickle, sys
from docxtpl import DocxTemplate
import yaml
template, contents, out = sys.argv[1:4]
for number, (source, values) in enumerate(pickle.load(open(contents, "rb"))):
    yaml.load(source, Loader=yaml.CSafeLoader)
    document = DocxTemplate(template)
    document.render(values, autoescape=True)
    document.save(f"{out}/{number}.docx")
"""


def plain(value: Any) -> Any:
    """Return content as stock docxtpl takes it: plain strings, lists and dicts."""
    if isinstance(value, Rich):
        return value.text
    if field_names(type(value)):
        return {name: plain(getattr(value, name)) for name in field_names(type(value))}
    if isinstance(value, tuple):
        return [plain(entry) for entry in value]
    return value


def stock(values: dict[str, Any]) -> bytes:
    document = DocxTemplate(TEMPLATE)
    document.render(values, autoescape=True)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def ours(dossier: Dossier, template: Any) -> bytes:
    parts = fill(template, MAKER.content(dossier), dossier.note, MAKER.properties(dossier))
    return stamped(parts, Provenance("0" * 64, "0" * 64, "bench"))


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def told(name: str, ours_: list[float], stock_: list[float]) -> None:
    """Print the quartiles of the pairs' ratios, the middle one first, and the medians of the times."""
    ratios = sorted(s / o for s, o in zip(stock_, ours_, strict=True))
    low, ratio, high = (
        statistics.quantiles(ratios, n=4) if len(ratios) > 2 else (min(ratios), statistics.median(ratios), max(ratios))
    )
    print(
        f"{name:<44} {ratio:5.1f} ×  ({low:.1f}–{high:.1f})   "
        f"{statistics.median(ours_) * 1000:8.1f} ms mot {statistics.median(stock_) * 1000:8.1f} ms"
    )


def varied(dossier: Dossier, number: int) -> Dossier:
    """Return a dossier whose own texts nobody has parsed before."""
    rows = tuple(
        row.model_copy(update={"aktivitet": f"{row.aktivitet} (nummer {number})"})
        for row in dossier.plan.forebyggande_arbete.aktiviteter  # type: ignore[attr-defined]
    )
    chapter = dossier.plan.forebyggande_arbete.model_copy(update={"aktiviteter": rows})  # type: ignore[attr-defined]
    return replace(dossier, plan=dossier.plan.model_copy(update={"forebyggande_arbete": chapter}))


def with_rows(dossier: Dossier, count: int) -> Dossier:
    """Return a dossier with `count` activities in its first table."""
    chapter = dossier.plan.forebyggande_arbete  # type: ignore[attr-defined]
    row = chapter.aktiviteter[0]
    rows = tuple(row.model_copy(update={"id": f"F{n}", "aktivitet": f"Aktivitet {n}"}) for n in range(count))
    chapter = chapter.model_copy(update={"aktiviteter": rows})
    return replace(dossier, plan=dossier.plan.model_copy(update={"forebyggande_arbete": chapter}))


def one_document(dossier: Dossier) -> None:
    template = prepare(TEMPLATE)
    values = plain(MAKER.content(dossier))
    ours_, stock_ = [], []
    for number in range(ROUNDS):
        several = [varied(dossier, WARM * number + n) for n in range(WARM)]
        stock_.append(min(seconds(lambda: stock(values)) for _ in several))
        ours_.append(min(seconds(lambda d=another: ours(d, template)) for another in several))
    told("ett dokument, varmt", ours_, stock_)
    for count in (10, 100, 1000, 10_000):
        long = with_rows(dossier, count)
        repeats = 3 if count < 5000 else 1
        mine = [seconds(lambda d=long: ours(d, template)) for _ in range(repeats)]
        if count <= 1000:
            many = plain(MAKER.content(long))
            told(f"{count} rader", mine, [seconds(lambda v=many: stock(v)) for _ in range(repeats)])
        else:
            print(f"{f'{count} rader':<44} {'':>24} {mine[0] * 1000:10.1f} ms, {mine[0] / count * 1e6:.0f} µs per rad")


def tree(folder: Path, count: int) -> Path:
    """Write `count` sample plans, each with words of its own, and return their root."""
    root = folder / "plans"
    year = root / "2023"
    year.mkdir(parents=True)
    (year / "stad.yaml").write_bytes((PLAN.parent.parent / "stad.yaml").read_bytes())
    ground = PLAN.read_text("utf-8")
    register = {}
    for number in range(count):
        name = f"Exempel{number}"
        register[f"exempel-{number}"] = {
            "typ": "stadsdelsnämnd",
            "namn": name,
            "attributiv": f"{name}s",
            "namnd": f"{name}s stadsdelsnämnd",
            "forvaltning": f"{name}s stadsdelsförvaltning",
            "omrade": f"{name}s stadsdelsområde",
            "preposition": "i",
        }
        text = ground.replace("namnd: kungsholmen", f"namnd: exempel-{number}\nexempeldata: Exempeldata")
        board = year / f"exempel-{number}"
        board.mkdir()
        (board / "handlingsplan.yaml").write_text(text.replace("Kungsholmen", name), "utf-8")
    (root / "namnder.yaml").write_text(yaml.dump(register, allow_unicode=True), "utf-8")
    return root


class Process(NamedTuple):
    """What a process took: seconds on the clock, peak memory in MB as the system counted it, and processor seconds."""

    seconds: float
    peak: float
    processor: float


# A small process that starts another: one that this one started would count this one's memory as its own peak.
LAUNCHER = """
import resource, subprocess, sys, time
start = time.perf_counter()
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(code, time.perf_counter() - start, used.ru_maxrss, used.ru_utime + used.ru_stime)
"""


def process(command: list[str]) -> Process:
    """Return what a process took; it must end without anything to remark on."""
    launched = [sys.executable, "-c", LAUNCHER, *command]
    told_ = subprocess.run(launched, cwd=PROJECT, check=True, capture_output=True, text=True).stdout.split()
    assert told_[0] == "0", command
    return Process(float(told_[1]), int(told_[2]) / 1024, float(told_[3]))


def whole_processes(dossier: Dossier) -> None:
    python = sys.executable
    values = plain(MAKER.content(dossier))
    source = PLAN.read_text("utf-8")
    for count in (1, 48):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            root = tree(folder, count)
            contents = folder / "contents.pickle"
            contents.write_bytes(pickle.dumps([(source, values)] * count))
            ours_, stock_, memory = [], [], []
            for repeat in range(5):
                out = folder / f"out{repeat}"
                out.mkdir()
                s = process([python, "-c", STOCK_PROGRAM, str(TEMPLATE), str(contents), str(out)])
                o = process([python, "-m", "pipeline", "build", str(root), "--out", str(out)])
                ours_.append(o[0])
                stock_.append(s[0])
                memory.append((o[1], s[1]))
            told(f"hel process, {count} dokument, med kontroll", ours_, stock_)
            print(f"{'':<4}{'största minne':<40} {memory[-1][0]:.0f} MB mot {memory[-1][1]:.0f} MB")
            if count > 1:
                single = [process([python, "-c", STOCK_PROGRAM, *_one(folder, source, values)])[0] for _ in range(5)]
                told(f"{count} i en process, mot docxtpl i {count}", ours_, [statistics.median(single) * count] * 5)
                again = [python, "-m", "pipeline", "build", str(root), "--out", str(out)]
                nothing = statistics.median(process(again)[0] for _ in range(9))
                empty = statistics.median(process([python, "-c", "pass"])[0] for _ in range(9))
                print(
                    f"{'inget att göra, 48 dokument':<44} {nothing:.3f} s, {nothing / empty:.1f} × Pythons egen start"
                )


def _one(folder: Path, source: str, values: Any) -> list[str]:
    contents = folder / "one.pickle"
    contents.write_bytes(pickle.dumps([(source, values)]))
    return [str(TEMPLATE), str(contents), str(folder)]


def main() -> None:
    """Print all the measurements."""
    begun = time.monotonic()
    dossier, faults = open_dossier(PLAN)
    assert dossier is not None, faults
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} kärnor. × är hur många gånger snabbare än docxtpl.")
    one_document(dossier)
    markup.parse.cache_clear()
    whole_processes(dossier)
    bench_redline.main()
    from tests.bench_city import whole_city

    whole_city()
    print(f"Mätningen tog {(time.monotonic() - begun) / 60:.0f} minuter.")


if __name__ == "__main__":
    main()

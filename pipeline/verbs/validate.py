"""All faults of all plans in one run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path as File

from pipeline.diagnostics import Diagnostic, has_errors
from pipeline.dossier import UNKNOWN_CITY_TEXT, Dossier, open_dossier, surroundings
from pipeline.errors import Exit, Unreadable
from pipeline.layout import shown
from pipeline.rules import RULES
from pipeline.rules.f101_left_to_renew import F101
from pipeline.rules.f102_not_renewed import F102
from pipeline.rules.rule import check
from pipeline.verbs.paths import plan_files
from pipeline.words import counted
from pipeline.yaml_faults import UNREADABLE, unreadable


def validate(paths: Sequence[File]) -> list[Diagnostic]:
    """Return what is wrong in the plans that `paths` speak of, sorted; a shared file's faults are told once.

    Raises:
        Unreadable: a path does not exist, or a folder holds no plan.
        UsageFault: a path is of something else than plans.
    """
    return validate_files(plan_files(paths))


def validate_files(files: Sequence[File]) -> list[Diagnostic]:
    """Return what is wrong in `files`, all of them plans, and in the files that they share."""
    years: dict[File, list[File]] = {}
    for file in files:
        years.setdefault(file.resolve().parent.parent, []).append(file)
    told = [d for plans in years.values() for d in _of_year(plans)]
    return sorted(dict.fromkeys(told), key=lambda d: d.sort_key)


def judged(file: File) -> tuple[Dossier | None, list[Diagnostic]]:
    """Return a plan's dossier and what is wrong in the plan, the shared files aside.

    Where the shared files have errors, what may only follow from them is not told: no rule is asked, and no
    city text counts as unknown.

    Raises:
        Unreadable: the plan or a file that it needs cannot be read.
    """
    dossier, faults = open_dossier(file, shown(file))
    if has_errors(surroundings(file).faults):
        return dossier, [fault for fault in faults if fault.code != UNKNOWN_CITY_TEXT]
    return dossier, faults + (check(dossier, RULES, faults) if dossier else [])


def exit_code(diagnostics: Iterable[Diagnostic], *, strict: bool = False) -> Exit:
    """Return what the command ends with. A file that could not be read outweighs what was found in the others."""
    diagnostics = list(diagnostics)
    if any(d.code == UNREADABLE for d in diagnostics):
        return Exit.WORLD
    return Exit.FINDINGS if has_errors(diagnostics, strict=strict) else Exit.CLEAN


def left_to_renew(diagnostics: Iterable[Diagnostic]) -> list[str]:
    """Return, for each plan carried to a new year, a sentence on how much is left before it is ready."""
    left = Counter(d.file for d in diagnostics if d.code in (F101.code, F102.code))
    return [f"{file}: {counted(n, 'sak', 'saker')} kvar att förnya innan planen är klar" for file, n in left.items()]


def _of_year(plans: Sequence[File]) -> Iterator[Diagnostic]:
    """Yield the faults of plans that share `stad.yaml` and `namnder.yaml`, and of these two."""
    try:
        yield from surroundings(plans[0]).faults
    except Unreadable as error:
        unseen = counted(len(plans), "plan", "planer")
        yield unreadable(error, f"; därför kunde {unseen} inte kontrolleras")
        return
    for plan in plans:
        try:
            yield from judged(plan)[1]
        except Unreadable as error:
            yield unreadable(error)

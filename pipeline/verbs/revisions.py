"""What A and B of a comparison name: a file, a board-year, or a git revision with a path.

Each becomes a dossier. What does not lie in the working folder (a revision in git, the definition that a Word file
carries) is laid out in a temporary tree that lives as long as the `with`; diagnostics name it as the user did.
"""

from __future__ import annotations

import posixpath
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path as File

from pipeline.diagnostics import Diagnostic, Severity
from pipeline.docx.definition import read_definition
from pipeline.docx.package import parts_of, read_parts
from pipeline.docx.provenance import read_provenance
from pipeline.dossier import Dossier, open_dossier, surroundings
from pipeline.errors import PipelineError, Unreadable, UsageFault, unread
from pipeline.layout import CITY_NAME, PLAN_NAME, PLANS, REGISTER_NAME, shared_files, shown
from pipeline.verbs.paths import plan_files

EMPTY = "filen är tom, ny eller borttagen, så det finns inget att jämföra med"
_LINK, _FILE = "120000", "blob"
_GIT_SECONDS = 60


@dataclass(frozen=True)
class Revision:
    """One side of a comparison.

    `name` is what the user wrote; `plan` is the definition's file, which for a git revision or a Word file is
    there only inside the `with`. `faults` are those of the plan and of the files that it shares with others.
    `edited` tells that a Word file has been changed by a person since it was built from its definition.
    """

    name: str
    plan: File
    dossier: Dossier | None
    faults: tuple[Diagnostic, ...]
    edited: bool = False

    @property
    def grave(self) -> list[Diagnostic]:
        """Return the faults for which the revision cannot be read whole."""
        return [fault for fault in self.faults if fault.severity is Severity.ERROR]


@contextmanager
def revision(name: str, place: File | None = None) -> Iterator[Revision]:
    """Give the revision that `name` speaks of.

    `place` is a plan in whose surroundings a file elsewhere is read: git hands over copies in a folder of its own.

    Raises:
        UsageFault: it names several plans, or what is no plan.
        Unreadable: there is no such file, revision, or path in the revision; or no git.
    """
    if not name.strip():
        raise UsageFault(
            "det ena av de två namnen är tomt; ange en fil, en nämnds år (2023/kungsholmen) eller en version i git "
            f"(HEAD~3:plans/2023/kungsholmen/{PLAN_NAME})"
        )
    path = File(name)
    if path.exists() and place is not None and path.is_file() and path.suffix != ".docx":
        yield from _placed(name, path, place)
    elif path.exists():
        yield from _word_file(name, path) if path.suffix.lower() == ".docx" else _opened(name, _one(name, path))
    elif (PLANS / path).is_dir() and not path.is_absolute():
        yield from _opened(name, _one(name, PLANS / path))
    elif ":" in name:
        yield from _in_git(name)
    else:
        raise Unreadable(
            f"{name}: finns inte; ange en fil, en nämnds år (2023/kungsholmen) eller en version i git "
            f"(HEAD~3:plans/2023/kungsholmen/{PLAN_NAME})"
        )


def _one(name: str, path: File) -> File:
    files = plan_files([path])
    if len(files) > 1:
        raise UsageFault(f"{name}: här finns {len(files)} planer; ange en enda, till exempel {shown(files[0].parent)}")
    return files[0]


def _opened(name: str, plan: File) -> Iterator[Revision]:
    dossier, faults = open_dossier(plan, shown(plan))
    yield Revision(name, plan, dossier, (*surroundings(plan).faults, *faults))


def _in_tree(
    name: str, files: Mapping[str, bytes], plan: str, told: str, *, edited: bool = False
) -> Iterator[Revision]:
    """Yield the revision whose files are `files`; `told` is what stands before their names in diagnostics."""
    with tempfile.TemporaryDirectory(prefix="handlingsplan-") as folder:
        root = File(folder).resolve() / "a" / "b"  # the shared files are looked for two folders up at most
        root.mkdir(parents=True)
        ways = (root, root.parent, root.parent.parent)
        for path, data in files.items():
            file = root / path
            if not file.resolve().is_relative_to(root):
                raise Unreadable(f"{told}{path}: pekar ut ur mappen och läses inte")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        here = root / plan
        try:
            dossier, faults = open_dossier(here, f"{told}{plan}")
            shared = [replace(f, file=_renamed(f.file, ways, told)) for f in surroundings(here).faults]
        except PipelineError as error:
            raise type(error)(_renamed(str(error), ways, told)) from error
        yield Revision(name, here, dossier, (*shared, *faults), edited)


def _renamed(sentence: str, ways: tuple[File, ...], told: str) -> str:
    """Return `sentence` without the temporary folder's name."""
    for way in ways:
        sentence = sentence.replace(f"{way}/", told)
    return sentence


def _placed(name: str, file: File, place: File) -> Iterator[Revision]:
    """Yield a file read as if it lay where `place` does."""
    board = place.resolve().parent
    try:
        files = {f"{board.parent.name}/{board.name}/{PLAN_NAME}": file.read_bytes()}
        for shared, path in zip(shared_files(board), (f"{board.parent.name}/{CITY_NAME}", REGISTER_NAME), strict=True):
            if shared.is_file():
                files[path] = shared.read_bytes()
    except OSError as error:
        raise Unreadable(f"{name}: går inte att läsa: {unread(error)}") from error
    plan = next(iter(files))
    if not files[plan].strip():
        raise Unreadable(f"{place}: {EMPTY}")
    for opened in _in_tree(name, files, plan, ""):
        faults = tuple(replace(f, file=name) if f.file == plan else f for f in opened.faults)
        yield replace(opened, faults=faults)


def _word_file(name: str, file: File) -> Iterator[Revision]:
    definition = read_definition(read_parts(file))
    plan = next((path for path in definition.files if path.endswith(f"/{PLAN_NAME}")), "") if definition else ""
    if definition is None or not plan:
        raise UsageFault(
            f"{name}: Word-filen bär ingen definition, så den går inte att jämföra i planens termer; "
            "`handlingsplan redline` jämför två Word-filer som de är"
        )
    built = read_provenance(file)
    texts = {path: text.encode() for path, text in definition.files.items()}
    yield from _in_tree(name, texts, plan, f"{name}:", edited=built is not None and built.edited)


def blob(name: str) -> tuple[bytes, str, Callable[[str], bytes | None]]:
    """Return the file at `REVISION:PATH`, its path, and what gives a file of some name beside or above it.

    Raises:
        Unreadable: there is no such file or revision, or no git.
    """
    wanted, version, ways = _version(name)
    for way in ways:
        data = _git(name, "cat-file", "blob", f"{version}:{way}")
        if data is not None:
            folders = [posixpath.dirname(way)]
            while folders[-1] and len(folders) < 3:
                folders.append(posixpath.dirname(folders[-1]))

            def beside(other: str, folders: list[str] = folders) -> bytes | None:
                texts = (_git(name, "cat-file", "blob", f"{version}:{posixpath.join(f, other)}") for f in folders)
                return next((text for text in texts if text is not None), None)

            return data, way, beside
    raise Unreadable(
        f"{name}: {name.partition(':')[2]} finns inte i versionen {wanted}; ange sökvägen från arkivets mapp"
    )


def _version(name: str) -> tuple[str, str, list[str]]:
    """Return the revision that is asked for, its commit, and the paths that may be meant, from the archive's folder."""
    wanted, _, path = name.partition(":")
    prefix = _git(name, "rev-parse", "--show-prefix")
    if prefix is None:
        raise Unreadable(f"{name}: filen finns inte, och mappen hör inte till något git-arkiv; stå i arkivets mapp")
    commit = _git(name, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{wanted or 'HEAD'}^{{commit}}")
    if commit is None:
        raise Unreadable(f"{name}: versionen {wanted} finns inte i git; se vilka som finns med `git log --oneline`")
    path, before = path.replace("\\", "/"), prefix.strip().decode()
    ways = (before + path,) if path.startswith((".", "..")) else (path, before + path, f"{PLANS}/{path}")
    return wanted, commit.strip().decode(), [posixpath.normpath(way or ".") for way in ways]


def _in_git(name: str) -> Iterator[Revision]:
    """Yield the plan at `REVISION:PATH`, with what surrounds it in that revision."""
    wanted, version, ways = _version(name)
    plan = next((found for way in ways if (found := _plan_in_git(name, version, way))), None)
    if plan is None:
        path = name.partition(":")[2]
        raise Unreadable(
            f"{name}: {path or 'arkivets mapp'} finns inte i versionen {wanted}, eller har ingen plan; "
            f"ange sökvägen från arkivets mapp, till exempel {wanted}:plans/2023/kungsholmen/{PLAN_NAME}"
        )
    # A Word file in git carries its own definition.
    files = _files_in_git(name, version, plan)
    if plan.lower().endswith(".docx"):
        yield from _word_in_git(name, files[plan])
    else:
        yield from _in_tree(name, files, plan, f"{wanted}:")


def _word_in_git(name: str, data: bytes) -> Iterator[Revision]:
    with tempfile.TemporaryDirectory(prefix="handlingsplan-") as folder:
        file = File(folder) / "dokument.docx"
        file.write_bytes(data)
        try:
            parts_of(data)
        except Exception as error:  # what a damaged archive makes the libraries raise is no list that ends
            raise Unreadable(f"{name}: går inte att läsa som en Word-fil") from error
        yield from _word_file(name, file)


def _plan_in_git(name: str, version: str, path: str) -> str | None:
    """Return the path of the one plan at or in `path`, or None.

    Raises:
        UsageFault: there are several.
    """
    kind = (_git(name, "cat-file", "-t", f"{version}:{'' if path == '.' else path}") or b"").strip().decode()
    if kind == _FILE:
        if not path.lower().endswith((".yaml", ".yml", ".docx")):
            raise UsageFault(f"{name}: är inte en plan; ange en YAML-fil eller en mapp")
        if posixpath.basename(path) in (CITY_NAME, REGISTER_NAME):
            raise UsageFault(f"{name}: är ingen plan utan en fil som flera planer delar; ange en nämnds mapp")
        return path
    if kind != "tree":
        return None
    listed = _git(name, "ls-tree", "-r", "-z", "--name-only", "--full-tree", version, *_spec(path))
    plans = [p for p in (listed or b"").decode("utf-8", "replace").split("\0") if posixpath.basename(p) == PLAN_NAME]
    if len(plans) > 1:
        raise UsageFault(f"{name}: där finns {len(plans)} planer; ange en enda, till exempel {plans[0]}")
    return plans[0] if plans else None


def _spec(folder: str) -> list[str]:
    return [] if folder in ("", ".") else ["--", f"{folder}/"]


def _files_in_git(name: str, version: str, plan: str) -> dict[str, bytes]:
    """Return the plan and what it may need of its revision: its year, the year before, the register."""
    year = posixpath.dirname(posixpath.dirname(plan))
    root = posixpath.dirname(year)
    wanted = [plan, posixpath.join(root, REGISTER_NAME), *([year] if year else [])]
    number = posixpath.basename(year)
    if number.isdigit():
        wanted.append(posixpath.join(root, str(int(number) - 1)))
    listed = _git(name, "ls-tree", "-r", "-z", "--full-tree", version, "--", *wanted) or b""
    files = {}
    for entry in listed.decode("utf-8", "replace").split("\0"):
        about, _, path = entry.partition("\t")
        mode, kind, digest = about.split(" ") if about.count(" ") == 2 else ("", "", "")
        if kind == _FILE and mode != _LINK and (path == plan or path.endswith(".yaml")):
            files[path] = _git(name, "cat-file", "blob", digest) or b""
    if plan not in files:
        raise Unreadable(f"{name}: är en länk i git och läses inte; ange filen som länken leder till")
    return files


def _git(name: str, *words: str) -> bytes | None:
    """Return what git answers, or None when it says no."""
    try:
        done = subprocess.run(["git", *words], capture_output=True, check=False, timeout=_GIT_SECONDS)
    except FileNotFoundError as error:
        raise Unreadable(f"{name}: finns inte som fil, och git är inte installerat") from error
    except (subprocess.TimeoutExpired, ValueError) as error:  # ValueError: a NUL in the name
        raise Unreadable(f"{name}: git svarar inte på namnet") from error
    return done.stdout if done.returncode == 0 else None

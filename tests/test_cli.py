"""The command: Swedish throughout, one table of exit codes, diagnostics on standard out and the rest on error."""

from __future__ import annotations

import gettext
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from click.testing import CliRunner

from pipeline import __version__
from pipeline.cli import cli
from pipeline.cli.program import FORMATS
from pipeline.errors import PipelineError, Refused
from pipeline.report import FORMATS as TELLERS
from pipeline.rules import RULES
from pipeline.verbs import validate as validate_verb
from pipeline.verbs.paths import plan_files
from pipeline.word_rules import WORD_RULES

CATALOGUE = Path(cli.callback.__code__.co_filename).parent.parent / "locale" / "sv" / "LC_MESSAGES"
# What only a programmer who uses click wrongly sees, or what this program never asks.
NEVER_SEEN = re.compile(
    "declaration|flag for true/false|start character|defined twice|No options defined|Unknown color"
    r"|Windows error|Editing|Choice\(|^d$"
)


@pytest.fixture
def run(tree, monkeypatch):
    """Return a function that runs the command where the ground plans are `plans/`."""
    monkeypatch.chdir(tree.parent)
    monkeypatch.setenv("LANGUAGE", "en")
    return lambda *words: CliRunner().invoke(cli, words, prog_name="handlingsplan", catch_exceptions=False)


def edit(file: Path, old: str, new: str) -> None:
    """Change a text in a file that holds it."""
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


PLAN = Path("plans/2023/exempel/handlingsplan.yaml")


def test_clean_plans(run):
    """Nothing on standard out, the sentence on standard error, code 0."""
    result = run("validate")

    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"inga anmärkningar i {len(plan_files([Path('plans')]))} planer\n"


def test_errors(run):
    """Diagnostics on standard out, the summary on standard error, code 1."""
    edit(PLAN, "status: nämndbehandlad", "status: behandlad")
    result = run("validate", str(PLAN))

    assert result.exit_code == 1
    assert result.stdout.startswith(f"{PLAN}:4:9: fel S100: `status` är `behandlad`")
    assert result.stderr == "1 fel i 1 fil\n"


def test_warnings_count_only_when_strict(run):
    """A warning lets a plan pass, unless asked not to."""
    edit(PLAN, "niva: stadsdelsförvaltningen}", "niva: stadsdelsförvaltningen, ar: 2022}")

    assert "varning A302" in run("validate", str(PLAN)).stdout
    assert run("validate", str(PLAN)).exit_code == 0
    assert run("validate", "--strict", str(PLAN)).exit_code == 1


def test_all_faults_of_all_files_at_once(run):
    """One broken plan does not hide another, and the shared files' faults are told once."""
    edit(PLAN, "ar: 2023", "ar: tjugotre")
    edit(Path("plans/2023/fack/handlingsplan.yaml"), "status: utkast", "statsu: utkast")
    edit(Path("plans/2023/stad.yaml"), "ar: 2023\n", "ar: 2023\nokänd: x\n")
    told = json.loads(run("validate", "--format", "json", "plans/2023").stdout)

    assert {Path(d["file"]).parent.name for d in told if d["severity"] == "error"} == {"exempel", "fack", "2023"}
    assert [d["code"] for d in told if d["file"].endswith("stad.yaml")] == ["S103"]


def test_register_faults_are_told_once(run):
    """The register serves every year; its fault is one."""
    edit(Path("plans/namnder.yaml"), "typ: facknämnd", "typ: facknämd")
    told = json.loads(run("validate", "--format", "json").stdout)

    assert len([d for d in told if d["file"] == "plans/namnder.yaml" and d["code"] == "S100"]) == 1


def test_unreadable_file_does_not_stop_the_rest(run, monkeypatch):
    """A file that may not be read is told of among the others; the code says that the world is at fault."""
    edit(PLAN, "ar: 2023", "ar: tjugotre")
    locked = Path("plans/2023/fack/handlingsplan.yaml")
    real = Path.open

    def refuse(self, *args, **kwargs):
        if self.name == locked.name and self.parent.name == locked.parent.name:
            raise PermissionError(13, "Permission denied")
        return real(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refuse)
    result = run("validate", "plans/2023")

    assert result.exit_code == 4
    assert f"{locked}: fel Y110: filen går inte att läsa, rättigheter saknas" in result.stdout
    assert f"{PLAN}:3:5: fel S100" in result.stdout


def test_missing_city_file_is_told_once(run):
    """Without the year's common file none of its plans can be checked; that is one sentence, not sixteen."""
    Path("plans/2023/stad.yaml").unlink()
    result = run("validate", "plans/2023")

    assert result.exit_code == 4
    assert result.stdout.count("Y110") == 1
    assert re.search(r"därför kunde \d+ planer inte kontrolleras", result.stdout)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("broken", [False, True])
def test_formats(run, form, broken):
    """Every form is offered, and only diagnostics are on standard out."""
    if broken:
        edit(PLAN, "ar: 2023", "ar: tjugotre")
    result = run("validate", "--format", form, str(PLAN))

    assert result.exit_code == int(broken)
    assert ("S100" in result.stdout) == broken
    assert "\x1b" not in result.stdout
    assert tuple(TELLERS) == FORMATS


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["validate", "plans/2099"], 4, "plans/2099: finns inte"),
        (["validate", "nix.yaml"], 4, "nix.yaml: finns inte"),
        (["validate", "tom"], 4, "tom: här finns ingen plan"),
        (["build", "plan.docx"], 2, "plan.docx: är en Word-fil"),
        (["validate", "bild.png"], 2, "bild.png: är inte en plan"),
        (["validat"], 2, "Kommandot 'validat' finns inte. Menade du 'validate'?"),
        (["validate", "--strikt"], 2, "Växeln '--strikt' finns inte. (Menade du något av '--strict', '--struktur'?)"),
        (["validate", "--format", "xml"], 2, "'xml' är inget av 'text'"),
        (["validate", "--format"], 2, "Växeln '--format' kräver ett värde."),
        (["schema", "handlingsplan", "x"], 2, "Ett argument för mycket (x)"),
        (["schema", "ärende"], 2, "det finns inget schema för ärende (menade du `arende`?)"),
        (["completion"], 2, "saknas"),
        (["rules", "A392"], 2, "regeln A392 finns inte (menade du `A302`?)"),
        (["rules", "Y106"], 2, "Y106 är ingen regel"),
        ([], 2, "Användning: handlingsplan"),
    ],
)
def test_wrong_use_and_wrong_world(run, words, code, sentence):
    """What the user did wrong is a Swedish sentence on standard error, never a traceback."""
    Path("tom").mkdir()
    for name in ("plan.docx", "bild.png"):
        Path(name).touch()
    result = run(*words)

    assert (result.exit_code, result.stdout) == (code, "")
    assert sentence in result.stderr


def test_no_plans_folder(tmp_path, monkeypatch):
    """Run somewhere else than in the project, the command says so."""
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli, ["validate"])

    assert result.exit_code == 4
    assert "mappen plans/ finns inte här" in result.stderr


def commands(group: click.Group, before: tuple[str, ...] = ()):
    """Yield the words of every command and group."""
    yield before
    for name, command in group.commands.items():
        yield from commands(command, (*before, name)) if isinstance(command, click.Group) else [(*before, name)]


@pytest.mark.parametrize("words", list(commands(cli)), ids=" ".join)
@pytest.mark.parametrize("language", ["en", "C", "de:fr", ""])
def test_help_is_swedish(run, monkeypatch, words, language):
    """Whatever the terminal's language, the help is Swedish: click's words too."""
    for name in ("LANGUAGE", "LANG", "LC_ALL"):
        monkeypatch.setenv(name, language)
    result = run(*words, "--help")

    assert result.exit_code == 0
    assert result.stdout.startswith("Användning: handlingsplan")
    assert "Visa den här hjälpen och avsluta." in result.stdout
    assert not re.search(
        r"\b(Usage|Options|Commands|Show|exit|default|Arguments|OPTIONS|COMMAND|ARGS|TEXT|FILE)\b",
        result.stdout.replace("--exit-code", ""),
    )


def test_every_command_is_described():
    """No command and no option stands without a sentence."""
    for words in commands(cli):
        command = cli
        for word in words:
            command = command.commands[word]
        assert command.help
        assert all(p.help for p in command.params if isinstance(p, click.Option)), words


def clicks_strings() -> set[str]:
    """Return every string that the installed click may show."""
    found = extract_from_dir(Path(click.__file__).parent, keywords={"_": None, "ngettext": (1, 2)})
    return {message if isinstance(message, str) else message[0] for _, _, message, _, _ in found}


def test_clicks_strings_are_translated():
    """Every string that a user of this program can meet is in the catalogue, with the same fields in it."""
    with (CATALOGUE / "messages.po").open("rb") as stream:
        catalogue = read_po(stream, locale="sv")

    assert {s for s in clicks_strings() if s not in catalogue and not NEVER_SEEN.search(s)} == set()
    for message in catalogue:
        ours = message.string if isinstance(message.string, tuple) else (message.string,)
        theirs = message.id if isinstance(message.id, tuple) else (message.id,)
        fields = {f for form in theirs for f in re.findall(r"{\w+(?:![rs])?}", form)}
        fields.discard(
            "{number_type}"
        )  # an English name that click puts in: all numbers here are whole, and are so called
        if message.id:
            assert all(ours)
            assert {f for form in ours for f in re.findall(r"{\w+(?:![rs])?}", form)} == fields, message.id


def test_compiled_catalogue_is_the_written_one():
    """The committed .mo says what the .po says, no more and no less."""
    with (CATALOGUE / "messages.po").open("rb") as stream:
        written = read_po(stream, locale="sv")
    with (CATALOGUE / "messages.mo").open("rb") as stream:
        compiled = gettext.GNUTranslations(stream)

    expected = {}
    for message in written:
        if message.id and isinstance(message.id, tuple):
            expected |= {(message.id[0], n): form for n, form in enumerate(message.string)}
        elif message.id:
            expected[message.id] = message.string
    assert {k: v for k, v in compiled._catalog.items() if k} == expected


def test_version(run):
    """The version is the package's."""
    assert run("--version").stdout == f"handlingsplan {__version__}\n"


def test_schema(run):
    """What is printed is JSON, and nothing else."""
    assert json.loads(run("schema").stdout)["title"] == "Handlingsplan mot våldsbejakande extremism"


def test_rules(run):
    """Every rule is listed; a code in small letters will do for its page."""
    listed = run("rules").stdout

    assert [line.split()[0] for line in listed.splitlines()] == [rule.code for rule in (*RULES, *WORD_RULES)]
    assert "Grund:" in run("rules", "a302").stdout


def test_list(run):
    """Boards, years, plans, document types and structures are named."""
    told = run("list").stdout

    for word in ("Nämnder:", "Exempelstadens stadsdelsnämnd", "2023/exempel", "nämndbehandlad", "stadsdel-2023"):
        assert word in told
    assert "handlingsplan" in told.split("Dokumenttyper:")[1]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(run, shell):
    """The script names the command and its variable; the help says where to put it."""
    if shell == "bash" and not shutil.which("bash"):
        pytest.skip("bash is not installed")
    assert "_HANDLINGSPLAN_COMPLETE" in run("completion", shell).stdout
    assert f"handlingsplan completion {shell} >" in run("completion", "--help").stdout


def test_completion_completes():
    """The shell's question is answered with the commands that begin so."""
    env = {
        **os.environ,
        "_HANDLINGSPLAN_COMPLETE": "bash_complete",
        "COMP_WORDS": "handlingsplan va",
        "COMP_CWORD": "1",
    }
    done = subprocess.run([sys.executable, "-m", "pipeline"], env=env, capture_output=True, text=True, check=False)

    assert done.stdout.split() == ["plain,validate"]


@pytest.mark.parametrize(("error", "code"), [(PipelineError("disken är full"), 4), (Refused("ändrad för hand"), 3)])
def test_faults_of_the_world_are_caught_once(run, monkeypatch, error, code):
    """A fault of the world anywhere in a verb is its sentence and its code."""

    def fail(*_):
        raise error

    monkeypatch.setattr(validate_verb, "validate_files", fail)
    result = run("validate")

    assert (result.exit_code, result.stdout, result.stderr) == (code, "", f"handlingsplan: {error}\n")


def test_our_own_faults_crash(run, monkeypatch):
    """What we did wrong is a traceback, not a sentence that hides it."""

    def fail(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(validate_verb, "validate_files", fail)
    with pytest.raises(ZeroDivisionError):
        run("validate")


def test_interrupted(run, monkeypatch):
    """Ctrl-C is a sentence and 130."""

    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(validate_verb, "validate_files", interrupt)
    result = run("validate")

    assert result.exit_code == 130
    assert "avbrutet" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.skipif(not hasattr(signal, "SIGPIPE"), reason="this system has no broken pipes")
def test_broken_pipe_is_silent(tree):
    """`handlingsplan rules | head -1` says nothing of the reader who went away."""
    command = f"'{sys.executable}' -m pipeline validate --format json plans; true"
    edit(tree / "2023" / "exempel" / "handlingsplan.yaml", "ar: 2023", "ar: tjugotre")
    done = subprocess.run(
        f"({command}) | true", shell=True, cwd=tree.parent, capture_output=True, text=True, check=False
    )
    assert "Broken" not in done.stderr
    assert "Traceback" not in done.stderr


HEAVY = ("yaml", "pydantic", "rich", "docxtpl", "docx", "lxml", "jinja2", "markdown_it", "rapidfuzz")


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["validate", "--help"], ["build", "--help"]])
def test_help_imports_nothing_heavy(words):
    """What only talks is instant: no models, no YAML, no Word."""
    code = (
        "import sys\nfrom pipeline.__main__ import main\n"
        f"sys.argv[1:] = {words!r}\ntry:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_help_is_quick():
    """The best of five takes well under what a person notices; a busy machine's waiting is not counted."""

    def seconds() -> float:
        start = os.times()
        subprocess.run([sys.executable, "-m", "pipeline", "--help"], capture_output=True, check=True)
        end = os.times()
        return end.children_user + end.children_system - start.children_user - start.children_system

    assert min(seconds() for _ in range(5)) < 0.5


@pytest.mark.usefixtures("run")
def test_paths():
    """A file, a board's folder, a year's folder and the root speak of the same plans, each once, in natural order."""
    shutil.copytree("plans/2023", "plans/10000")
    root = [str(f) for f in plan_files([Path("plans")])]

    assert root == sorted(root, key=lambda f: (int(f.split("/")[1]), f))
    assert root[-1].startswith("plans/10000/")
    assert plan_files([PLAN]) == plan_files([PLAN.parent]) == [PLAN]
    assert [str(f) for f in plan_files([Path("plans/2023")])] == [f for f in root if "/2023/" in f]
    assert plan_files([PLAN, PLAN.parent, Path("plans/2023/../2023/exempel")]) == [PLAN]


@pytest.mark.usefixtures("run")
def test_shared_files_stand_for_the_plans_that_need_them():
    """An editor that checks the file just saved can hand over any of them."""
    for name in ("arende.yaml", "uppfoljning.yaml"):
        (PLAN.parent / name).touch()
        assert plan_files([PLAN.parent / name]) == [PLAN]
    assert plan_files([Path("plans/2023/stad.yaml")]) == plan_files([Path("plans/2023")])
    assert plan_files([Path("plans/namnder.yaml")]) == plan_files([Path("plans")])


@pytest.mark.usefixtures("run")
def test_links_that_leave_the_root_are_not_followed(tmp_path):
    """A link out of the tree is not a plan of the tree; a link inside it is the plan it leads to, once."""
    outside = tmp_path / "utanför"
    shutil.copytree("plans/2023/exempel", outside)
    before = plan_files([Path("plans")])
    Path("plans/2023/ute").symlink_to(outside, target_is_directory=True)
    Path("plans/2023/fil").mkdir()
    Path("plans/2023/fil/handlingsplan.yaml").symlink_to(outside / "handlingsplan.yaml")
    Path("plans/2023/inne").symlink_to(Path("exempel"), target_is_directory=True)
    Path("plans/2023/varv").symlink_to(Path(), target_is_directory=True)

    assert plan_files([Path("plans")]) == before


@pytest.mark.parametrize(
    "words",
    [
        ("diff", PLAN.parent, PLAN.parent, "-o", "ny/mapp/x.html"),
        ("redline", PLAN.parent, PLAN.parent, "-o", "ny/mapp/x.docx"),
        ("review", PLAN.parent, "-o", "ny/mapp/x.docx"),
        ("import", "plan.docx", "-o", "ny/mapp/x.yaml"),
    ],
)
def test_a_new_folder_is_made_and_told(run, words):
    """`-o` into a folder that is not there makes it, the same way in every command, and says so: it may be a slip."""
    assert run("build", "--out", "ut").exit_code == 0
    shutil.copy("ut/2023/exempel/handlingsplan.docx", "plan.docx")

    assert run(*map(str, words)).exit_code == 0
    assert Path(words[-1]).is_file()
    Path(words[-1]).unlink()
    shutil.rmtree("ny")
    assert "ny: mappen fanns inte och har skapats\n" in run(*map(str, words)).stderr
    assert "mappen" not in run(*map(str, words)).stderr


@pytest.mark.parametrize("words", [("diff", "", ""), ("redline", str(PLAN), " ", "-o", "x.docx")])
def test_an_empty_name_is_told_as_one(run, words):
    """A variable that held nothing in somebody's script is not taken for the folder that one stands in."""
    result = run(*words)

    assert result.exit_code == 2
    assert "det ena av de två namnen är tomt" in result.stderr

"""The built action plan: its golden text, and that every string of a plan is in it, once and in its place."""

from __future__ import annotations

import hashlib
import io
import re
import shutil
from pathlib import Path

import docx
import pytest
import yaml
from docx.table import Table
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pipeline import markup
from pipeline.activity import Activity
from pipeline.documents import BY_SLUG
from pipeline.docx.fill import fill
from pipeline.docx.package import Parts, packed
from pipeline.docx.read import lines
from pipeline.docx.template import prepare
from pipeline.dossier import Dossier, open_dossier
from pipeline.errors import LostText
from pipeline.naming import names
from pipeline.plan import walk

HERE = Path(__file__).parent
PROJECT = HERE.parent
TEMPLATE = prepare(PROJECT / "templates" / "handlingsplan.docx")


def parts_of(dossier: Dossier, *, controls: bool = True) -> Parts:
    """Return the parts of a dossier's action plan, without provenance and definition."""
    maker = BY_SLUG["handlingsplan"].maker()
    content, properties = maker.content(dossier), maker.properties(dossier)
    return fill(TEMPLATE, content, dossier.note, properties, controls=controls, label=names(type(dossier.plan)))


def opened(file: Path) -> Dossier:
    dossier, faults = open_dossier(file)
    assert dossier, faults
    return dossier


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("kungsholmen-2023", PROJECT / "plans/2023/kungsholmen/handlingsplan.yaml"),
        ("full-2023", HERE / "data/full/2023/exempel/handlingsplan.yaml"),
        ("fack-2023", HERE / "data/grund/2023/fack/handlingsplan.yaml"),
    ],
)
def test_golden_text(name, file, request):
    """A document is what a reviewer has read and accepted, and so is each of its parts."""
    parts = parts_of(opened(file))
    hashes = [
        f"{hashlib.sha256(parts[part]).hexdigest()[:16]}  {part}"
        for part in sorted(parts)
        if part != "docProps/custom.xml"
    ]
    text = "\n".join([*lines(parts), "", *hashes, ""])
    golden = HERE / "golden" / f"{name}.txt"
    if request.config.getoption("--accept"):
        golden.write_text(text, "utf-8")

    assert text == golden.read_text("utf-8")


def words_of(data: bytes) -> str:
    """Return a document's words as python-docx finds them, without white space, contents and notes.

    It does not see into content controls.
    """
    document = docx.Document(io.BytesIO(data))
    found = []

    def take(container) -> None:
        for block in container.iter_inner_content():
            if isinstance(block, Table):
                for row in block.rows:
                    for cell in row.cells:
                        take(cell)
            elif not block.style.name.startswith("toc"):
                found.append(block.text)

    take(document)
    return bare(" ".join(found))


def bare(text: str) -> str:
    return "".join(text.split())


NASTY = st.sampled_from(
    [
        *("&", "<", ">", "{{ x }}", "{% if %}", "{#", "]]>", "&amp;", "<w:p/>", '"', "'", "🎉", "שלום", "مرحبا"),
        *("e\u0301", "\\", "*", "_", "**fet**", "[x](https://a.invalid)", "- ", "1. ", "\n", "\n\n", "`kod`", "#"),
        *("\t", "\u00a0"),
    ]
)
LETTERS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Co")), max_size=20)
TEXT = (
    st.lists(NASTY | LETTERS, max_size=12)
    .map("".join)
    .filter(lambda text: "[^" not in text and not markup.FORBIDDEN.search(text))
)


@settings(
    max_examples=100,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # making a failing plan smaller takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_every_text_is_found_once_and_in_its_place(data, tmp_path):
    """Whatever the texts of a plan are, the document holds each of them, once, in the plan's order."""
    source = HERE / "data/full/2023/exempel/handlingsplan.yaml"
    tree = tmp_path / "plans"
    if not tree.exists():
        shutil.copytree(HERE / "data/full", tree)
    values = yaml.load(source.read_text("utf-8"), Loader=yaml.CBaseLoader)
    marks: list[tuple[str, str]] = []
    _scatter(values, data, marks, ())
    file = tree / "2023/exempel/handlingsplan.yaml"
    file.write_text(yaml.dump(values, allow_unicode=True, sort_keys=False, width=10**6), "utf-8")

    found = words_of(packed(parts_of(opened(file), controls=False)))

    places = []
    for mark, text in marks:
        assert found.count(mark) == 1, mark
        assert bare(text) in found, text
        places.append(found.index(mark))
    assert len(marks) > 30


def _scatter(values, data, marks, path) -> None:
    """Put random words round the texts of a plan, each with a mark of its own."""
    texts = {"text", "aktivitet", "syfte", "matt", "hogerextremism", "vansterextremism", "islamism", "rubrik"}
    lines_ = {"funktion", "enhet", "namn", "anmarkning"}
    for key, value in values.items() if isinstance(values, dict) else enumerate(values):
        if isinstance(value, dict | list):
            _scatter(value, data, marks, (*path, key))
        elif key in texts | lines_ and "kallor" not in path[:1]:
            mark = f"M{len(marks):03d}m"
            random = data.draw(TEXT)
            plain = key in lines_ or key == "rubrik"
            random = random.strip().replace("\n", " ") if plain else random
            values[key] = f"{mark} {random}"
            marks.append((mark, values[key] if plain else markup.plain(values[key])))


def test_texts_stand_in_the_plans_order():
    """The words of the full plan come in the order of the plan's own fields."""
    dossier = opened(HERE / "data/full/2023/exempel/handlingsplan.yaml")
    found = words_of(packed(parts_of(dossier, controls=False)))
    place = 0
    for path, model in walk(dossier.plan):
        if isinstance(model, Activity):
            place = found.index(bare(markup.plain(model.aktivitet)), place)
        elif hasattr(model, "text") and path[:1] != ("kallor",) and model.text:
            place = found.index(bare(markup.plain(model.text)), place)
    assert place > 1000


def test_a_very_long_cell_is_printed_whole(tmp_path):
    """A cell of 100,000 characters is all there."""
    tree = tmp_path / "plans"
    shutil.copytree(HERE / "data/full", tree)
    file = tree / "2023/exempel/handlingsplan.yaml"
    long = " ".join(f"ord{n}" for n in range(13_000))
    file.write_text(file.read_text("utf-8").replace("En dag om demokrati", long), "utf-8")

    assert len(long) > 100_000
    assert bare(long) in words_of(packed(parts_of(opened(file), controls=False)))


def test_a_template_that_drops_a_text_fails(tmp_path):
    """A build that would lose a text stops, and says which; one that would print it twice too."""
    from pipeline.docx.package import read_parts

    dossier = opened(HERE / "data/full/2023/exempel/handlingsplan.yaml")
    maker = BY_SLUG["handlingsplan"].maker()
    for old, new, said in (
        (b"{{ a.tidplan }}", b"", "aktiviteter.*tidplan skulle saknas"),
        (b"{{ a.tidplan }}", b"{{ a.tidplan }} {{ a.tidplan }}", "skriver texten .* 2 g"),
        (b"elif d.niva == 2", b"elif d.niva == 9", "texten .*rubrik skulle saknas"),
        (b"{{ a.id }}", b"", "id skulle saknas"),
    ):
        parts = read_parts(PROJECT / "templates" / "handlingsplan.docx")
        parts["word/document.xml"] = parts["word/document.xml"].replace(old, new)
        file = tmp_path / "handlingsplan.docx"
        file.write_bytes(packed(parts))
        with pytest.raises(LostText, match=said):
            fill(prepare(file), maker.content(dossier), dossier.note, maker.properties(dossier))
    with pytest.raises(LostText, match=re.escape("noten [^handbok] har ingen källa")):
        fill(TEMPLATE, maker.content(dossier), {}.get, maker.properties(dossier))

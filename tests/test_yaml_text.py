"""Values written as YAML are read back, and look as a person would write them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.source import parse_source
from pipeline.yaml_text import written

SIGNS = st.text(alphabet=st.sampled_from("abc åÖ:#-?[]{},&*!|>'\"%@`=~\\.0123 \n/<_"), max_size=40)
PIECES = "hej ja nej null ~ on - : # 3.6 08-508 2023-03-16 [x] {y} a:b a#b 'c' långtordsomfyllerraden * > |"
WORDS = st.lists(st.sampled_from([*PIECES.split(), "", "\n"]), max_size=40).map(" ".join)
KEYS = st.text(alphabet="abcå-_ 1:#", min_size=1, max_size=8).filter(lambda key: key.strip() == key and key != "<<")
VALUES = st.recursive(
    st.one_of(SIGNS, WORDS, st.none()),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=5))
@settings(max_examples=1000, deadline=None)
def test_values_are_read_back(values):
    """Whatever signs a value has, it is read as it was."""
    doc, faults = parse_source(written(values).encode(), "x")

    assert doc is not None
    assert faults == []
    assert doc.values == values


def test_looks_as_written_by_hand():
    """Short groups stand in brackets, texts below their keys, and comments above what they speak of."""
    row = {
        "id": "F1",
        "aktivitet": "Nämnden gör något.\n\nOch något till.\n",
        "ansvarig": ["Samordnare"],
        "tidplan": {"typ": "period", "fran": "2023-01", "till": "2023-06-30"},
        "syfte": "ord " * 32 + "slut",
    }
    values = {"ar": "2023", "mal": ["3.6"], "beslut": {}, "arbete": {"aktiviteter": [row]}}

    text = written(values, {(): "Huvud", ("arbete", "aktiviteter", "[F1]"): "se över\nräkna"})

    assert text == (
        '# Huvud\n\nar: 2023\nmal: ["3.6"]\nbeslut: {}\n\narbete:\n  aktiviteter:\n'
        "    # se över\n    # räkna\n    - id: F1\n      aktivitet: |\n        Nämnden gör något.\n\n"
        "        Och något till.\n      ansvarig: [Samordnare]\n"
        "      tidplan: {typ: period, fran: 2023-01, till: 2023-06-30}\n      syfte: >-\n"
        f"        {'ord ' * 27}ord\n        {'ord ' * 4}slut\n"
    )

"""The rules on language where their manual pages' examples do not reach."""

from __future__ import annotations

import pytest

from pipeline.rules.prose import sentences
from pipeline.rules.t101_repeated_sentence import T101
from pipeline.rules.t102_abbreviation_not_introduced import T102
from pipeline.rules.t103_copying_debris import T103
from pipeline.rules.t104_long_sentence import T104
from pipeline.rules.t105_accidental_list import T105
from pipeline.rules.t106_meaningless_link_text import T106
from pipeline.rules.t107_placeholder_left import T107
from pipeline.rules.t108_number_form import T108


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("En mening. En till! Och en?", ["En mening.", "En till!", "Och en?"]),
        ("Det gäller t.ex. Bromma. Sedan", ["Det gäller t.ex. Bromma.", "Sedan"]),
        ("Enligt 2 kap. 1 § gäller. Så", ["Enligt 2 kap. 1 § gäller.", "Så"]),
        ("En rad\nsom går vidare. Slut", ["En rad\nsom går vidare.", "Slut"]),
        ("Ett stycke\n\nett annat", ["Ett stycke", "ett annat"]),
        ("Detta sker:\n\n- en sak\n- en annan", ["Detta sker:", "en sak", "en annan"]),
        ("Så är det.[^kalla] Nästa börjar.", ["Så är det.[^kalla]", "Nästa börjar."]),
        ("Skolor m.m.\n\nEtt stycke", ["Skolor m.m.", "Ett stycke"]),
        ("- En sak\n- En annan", ["En sak", "En annan"]),
        ("Klockan 13.30 börjar det.", ["Klockan 13.30 börjar det."]),
        ("  Indragen. \n", ["Indragen."]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text, expected):
    """Full stops, blank lines and list items end a sentence; abbreviations and wrapped lines do not."""
    assert [text[start:end] for start, end in sentences(text)] == expected


SAID_TWICE = "Den som känner oro för en ungdom vänder sig först till sin egen chef."


@pytest.mark.parametrize(
    ("second", "found"),
    [
        ("Den som känner oro för en ungdom\nvänder sig först till sin egen chef.[^handbok]", True),
        ("Den som känner oro för en ungdom vänder sig först till sin egen ledare.", False),
        ("Den som känner oro ringer chefen.", False),
    ],
)
def test_repeated_sentence_is_compared_by_its_words(opened, second, found):
    """Wrapping and notes make no difference, another word does, and short sentences may be alike."""
    dossier, _ = opened(
        {
            "lokal_lagesbild": {"text": f"{SAID_TWICE} Den som känner oro ringer chefen."},
            "forebyggande_arbete": {"text": second},
        }
    )

    assert [f.path for f in T101.check(dossier)] == [("forebyggande_arbete", "text")] * found


def test_rows_may_share_their_method(opened):
    """Two activities followed up in the same way may say so in the same words."""
    rows = [{"id": id_, "uppfoljning": {"dokument": "årsrapport", "metod": SAID_TWICE}} for id_ in ("F1", "F2")]
    rows[1] |= {"aktivitet": "Möte med föreningarna om läget", "ansvarig": ["Chef"], "tidplan": {"typ": "löpande"}}
    dossier, faults = opened({"forebyggande_arbete": {"aktiviteter": rows}})

    assert faults == []
    assert list(T101.check(dossier)) == []


@pytest.mark.parametrize(
    ("rule", "text", "words"),
    [
        (T102, "Rådet TSR möts, och TSR beslutar.", "TSR"),
        (T102, "TSR möts. Trygghets- och säkerhetsrådet (TSR) beslutar.", "TSR"),
        (T102, "Ett VBE-ärende.", "VBE"),
        (T102, "Det sker i sociala insatsgrupper, TSR.", "TSR"),
        (T103, "Stöd till verk-\nsamheten ges.", "verk-\nsamheten"),
        (T103, "Ett för\u00adord.", "för\u00adord"),
        (T103, "Ett av\u00adstav\u00adat ord.", "av\u00adstav\u00adat"),
        (T103, "Nämnden  beslutar.", "Nämnden  beslutar."),
        (T105, "Läget är lugnt\n* enligt polisen", "* enligt polisen"),
        (T105, "Läget är lugnt\n1. enligt polisen", "1. enligt polisen"),
        (T106, "Rutinen finns [**Klicka här**](https://exempel.se).", "**Klicka här**"),
        (T106, "Rutinen finns på [https://exempel.se](https://exempel.se).", "https://exempel.se"),
        (T106, "Rutinen finns på <https://exempel.se/rutin>.", "https://exempel.se/rutin"),
        (T106, "Rutinen finns på www.exempel.se.", "www.exempel.se"),
        (T107, "Läget är lugnt, TO" + "DO kolla.", "TO" + "DO"),
        (T107, "Läget är xxx just nu.", "xxx"),
        (T107, "Beslut den ÅÅÅÅ-MM-DD.", "ÅÅÅÅ-MM-DD"),
        (T107, "Lorem ipsum dolor.", "Lorem ipsum"),
        (T107, "Antalet är ___ just nu.", "___"),
        (T107, "Läget är [datum] lugnt.", "[datum]"),
        (T107, "Läget är <skriv här> lugnt.", "<skriv här>"),
        (T107, "...", "..."),
        (T108, "Målet är 90%.", "90%"),
        (T108, "Det kostar 1.5 mnkr.", "1.5"),
        (T108, "Andelen är 2.5 %.", "2.5 %"),
    ],
)
def test_language_rule_sees(words_found, rule, text, words):
    """A fault is found once, at exactly its words."""
    assert words_found(rule, text) == [words]


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (T102, "EU, KF och SISAB:s statistik enligt FN."),
        (T102, "TSR (trygghets- och säkerhetsrådet) möts, sedan TSR."),
        (T102, "Det sker i sociala insatsgrupper, SIG. SIG är frivilligt."),
        (T102, "Ärendet EXE 2023/12 gäller."),
        (T102, "INGEN FÖREKOMST finns."),
        (T103, "Trygghets- och säkerhetsrådet, för- eller grundskola, social-, kultur- och idrottsfrågor."),
        (T103, "Social- kultur- och idrottsnämnden beslutar."),
        (T103, "En rad med brytning  \noch en till."),
        (T103, "En vanlig rad\n   med indrag."),
        (T104, " ".join(["ord"] * 40) + "."),
        (T104, "Detta sker:\n\n" + "\n".join(["- ett två tre fyra fem sex sju åtta nio tio"] * 6)),
        (T105, "Detta sker:\n- ett\n- två"),
        (T105, "Detta sker\n\n- ett\n- två"),
        (T105, "Under hösten\n2023. Så var det."),
        (T105, "- ett\n- två\n  - två och ett halvt\n- tre"),
        (T105, "\n".join(f"{n}. sak" for n in range(1, 103))),
        (T105, "- ett\n  och mera\n- två"),
        (T105, "Läget är lugnt\n\\- enligt polisen"),
        (T106, "Läs [stadens riktlinjer](https://exempel.se) här.[^handbok]"),
        (T106, "Rutinen finns på https://intranat.exempel.se/rutin."),
        (T107, "Enligt [polisens lägesbild](https://exempel.se) … trots allt.[^handbok]"),
        (T107, "Hur går det? Vi skriver namn [och datum] i blanketten. XL är en storlek."),
        (T108, "Målet är 90 procent enligt avsnitt 3.6 den 16.3, klockan 13.30."),
        (T108, "Det kostar 1,5 mnkr och 10 000 kronor."),
    ],
)
def test_language_rule_leaves_alone(words_found, rule, text):
    """What is written as it should be has no finding."""
    assert words_found(rule, text) == []


def test_long_sentence_counts_words_alone(words_found):
    """The forty-first word is one too many; notes and addresses are no words."""
    forty = " ".join(["ord"] * 40)

    assert words_found(T104, f"{forty}.[^handbok]") == []
    assert words_found(T104, f"{forty} till.") == [f"{forty} till."]


def test_abbreviation_may_be_introduced_by_the_city(opened, tree):
    """The reader meets the city's text first, so what is explained there is explained."""
    city = tree / "2023" / "stad.yaml"
    city.write_text(city.read_text("utf-8").replace("extremism.[", "extremism (VBE).["), "utf-8")
    dossier, _ = opened({"lokal_lagesbild": {"analys": {"text": "Läget för VBE är lugnt."}}})

    assert list(T102.check(dossier)) == []


@pytest.mark.parametrize("rule", [T101, T102, T103, T104, T105, T106, T107, T108], ids=lambda rule: rule.code)
def test_the_citys_words_are_not_the_boards(opened, tree, rule):
    """A fault in a text that the plan borrows is not told to the board."""
    city = tree / "2023" / "stad.yaml"
    fault = (
        "Läget för SOP är  oförändrat, 90% enligt [fyll i] [här](https://exempel.se)\n    - som "
        + " ".join(["ord"] * 41)
        + "."
    )
    city.write_text(city.read_text("utf-8").replace("    Planen", f"    {fault}\n\n    {fault}\n\n    Planen"), "utf-8")
    dossier, faults = opened()

    assert faults == []
    assert list(rule.check(dossier)) == []


def test_number_is_told_as_it_should_be_written(opened):
    """The remedy is the text to type: the word for the sign, the comma for the point."""
    dossier, _ = opened({"lokal_lagesbild": {"analys": {"text": "Målet är 2.5 %, kostnaden 1.5 mnkr."}}})

    assert [f.remedy for f in T108.check(dossier)] == ["skriv 2,5 procent", "skriv 1,5"]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"lokal_lagesbild": {"miljoer": {"islamism": "xx"}}}, 0),
        ({"lokal_lagesbild": {"miljoer": {"islamism": "Antalet är xx just nu."}}}, 1),
        ({"lokal_lagesbild": {"analys": {"text": "xx"}}}, 1),
        ({"forebyggande_arbete": {"aktiviteter": [{"id": "F1", "aktivitet": "..."}]}}, 0),
        ({"forebyggande_arbete": {"aktiviteter": [{"id": "F1", "ansvarig": [{"funktion": "xx"}]}]}}, 0),
        ({"beslut": {"namnd": {"dnr": ["EXE xx"]}}}, 0),
        ({"beslut": {"namnd": {"paragraf": "§ xx"}}}, 1),
    ],
)
def test_placeholder_is_told_by_one_rule(opened, change, found):
    """An environment, an activity, a responsible and a diary number have rules of their own for an empty word."""
    dossier, faults = opened(change)

    assert faults == []
    assert len(list(T107.check(dossier))) == found


def test_sources_and_decisions_are_no_running_text(opened):
    """Titles and paragraphs are what they are; only running text is held to the rules on language."""
    title = {"kallor": {"egen": {"titel": "Var 90% står 2010"}, "annan": {"text": " ".join(["ord"] * 41) + "."}}}
    dossier, faults = opened(title)

    assert faults == []
    assert [list(rule.check(dossier)) for rule in (T104, T108)] == [[], []]

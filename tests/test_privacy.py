"""Personal data never reach a published plan: every written form is seen, and nothing else is taken for one."""

from __future__ import annotations

import datetime

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cli import cli
from pipeline.personal_numbers import masked, personal_numbers
from pipeline.report import FORMATS
from pipeline.rules.p101_personal_number import P101
from pipeline.rules.p102_email_address import P102
from pipeline.rules.p103_telephone_number import P103
from pipeline.rules.p104_registering_opinions import P104
from pipeline.rules.p105_intranet_address import P105
from pipeline.rules.p106_name_in_picture import P106
from pipeline.rules.rule import check
from tests.conftest import merged

# Skatteverket's worked examples; no living person has them.
WRITTEN_FORMS = [
    "640823-3234",
    "6408233234",
    "640823+3234",
    "640823 3234",
    "640823 - 3234",
    "640823\u20103234",
    "640823\u20113234",
    "640823\u20133234",
    "640823\u20143234",
    "640823\u22123234",
    "640823\u00a03234",
    "640823\u00ad-3234",
    "640823\u200b3234",
    "640823-\n3234",
    "19640823-3234",
    "196408233234",
    "19640823 3234",
    "18640823+3234",
    "20640823-3234",
    "1964-08-23-3234",
    "1964-08-23 3234",
    "1964.08.23-3234",
    "64 08 23-3234",
    "64 08 23 3234",
    "701063-2391",
    "7010632391",
    "19701063-2391",
    "197010632391",
    "701063\u20132391",
    "(640823-3234)",
    "pnr:640823-3234.",
    "F640823-3234",
    "640823-3234/701063-2391",
]

OTHER_NUMBERS = [
    "SÖD 2022/639",
    "KS 2020/787",
    "1.1/33/2021",
    "1.1/1675/2017",
    "155-943/2015",
    "155-1015/2017",
    "1.2.4-182-2013",
    "441-2011-1.5.1",
    "301-064-07",
    "103-433-03",
    "2001:453",
    "SFS 2025:400",
    "2023-03-16",
    "2022-01-03–2022-12-31",
    "2022-01-03 – 2022-12-31",
    "2022-01-02–2023",
    "2022-01-01 14:30",
    "212000-0142",
    "2120000142",
    "16212000-0142",
    "08-508 08 000",
    "0850808000",
    "070-101 23 45",
    "0701-01 23 45",
    "+46 70 101 23 45",
    "telefon 0701012346",
    "640823-3235",
    "6408233230",
    "701063-2390",
    "640832-3233",
    "641323-3237",
    "640893-3239",
    "640823-0008",
    "1640823-3234",
    "640823-32345",
    "12.640823-3234",
    "640823-3234/2015",
    "9789164082332",
]


@pytest.mark.parametrize("text", WRITTEN_FORMS)
def test_every_written_form_is_seen(text):
    """A personal number is seen alone and inside a sentence, however it is written."""
    assert list(personal_numbers(text))
    assert list(personal_numbers(f"Uppgiften {text} står här."))


@pytest.mark.parametrize("text", OTHER_NUMBERS)
def test_other_numbers_are_left_alone(text):
    """Diary numbers, laws, dates, organisations, telephones and numbers with a wrong check digit are not persons."""
    assert list(personal_numbers(f"Se {text} i planen.")) == []


def test_telephone_example_would_pass_the_check_digit():
    """The telephone number above is spared for the word before it, not for its digits."""
    assert list(personal_numbers("0701012346"))


def check_digit(nine: str) -> int:
    """Return the last digit of a personal number: the sum of all, every other doubled, is a multiple of ten."""
    doubled = [int(d) * (2 if n % 2 == 0 else 1) for n, d in enumerate(nine)]
    return -sum(d // 10 + d % 10 for d in doubled) % 10


@st.composite
def numbers(draw) -> tuple[str, str, str]:
    """Return century, the date as YYMMDD and the last four of a valid number; every other a samordningsnummer."""
    born = draw(st.dates(datetime.date(1890, 1, 1), datetime.date(2025, 12, 31)))
    day = born.day + draw(st.sampled_from([0, 60]))
    date = f"{born:%y%m}{day:02}"
    serial = f"{draw(st.integers(1, 999)):03}"
    return f"{born.year // 100}", date, f"{serial}{check_digit(date + serial)}"


@given(numbers(), st.booleans(), st.sampled_from(["", "-", "+", " ", "\u2011", "\u2013", "\u2212"]))
def test_every_valid_number_is_seen_whole(number, long, separator):
    """Every valid number is found with exactly its own letters, with or without century."""
    century, date, last = number
    written = f"{century if long else ''}{date}{separator}{last}"
    text = f"Ärendet {written}, enligt uppgift."

    assert [text[start:end] for start, end in personal_numbers(text)] == [written]


@given(numbers(), st.integers(1, 9))
def test_no_wrong_check_digit_is_seen(number, off):
    """A number whose last digit is any other than the right one is not a person's."""
    century, date, last = number
    wrong = f"{last[:3]}{(int(last[3]) + off) % 10}"

    assert list(personal_numbers(f"{century}{date}-{wrong}")) == []


@pytest.mark.parametrize(
    "change",
    [
        "samordnare: samordnare 640823-3234",
        'kallor: {egen: {titel: "640823-3234"}}',
        'kallor: {"640823-3234": {titel: Egen utredning}}',
        'kallor: {egen: {titel: Utredning, adress: "https://exempel.se/640823-3234"}}',
        "beslut: {namnd: {dnr: [EXE 2023/12, 640823-3234]}}",
        "forebyggande_arbete: {aktiviteter: [{id: F640823-3234, aktivitet: Möte om läget, ansvarig: [Chef], "
        "tidplan: {typ: löpande}, uppfoljning: {dokument: årsrapport}}]}",
    ],
)
def test_every_string_of_the_file_is_read(opened, change):
    """Ids, keys, addresses and diary numbers are read too, and no message repeats the number."""
    dossier, _ = opened(change)
    found = check(dossier, [P101])

    assert len(found) == 1
    assert all("3234" not in diagnostic.message + diagnostic.remedy for diagnostic in found)


def test_comment_is_not_the_plans(opened, tree):
    """A comment in the file is not printed, so it is not this rule's."""
    file = tree / "2023" / "exempel" / "handlingsplan.yaml"
    file.write_text("# 640823-3234\n" + file.read_text("utf-8"), "utf-8")
    dossier, _ = opened()

    assert check(dossier, [P101]) == []


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (P102, "fornamn.efternamn@exempel.se"),
        (P102, "fornamn.efternamn (at) exempel.se"),
        (P103, "08-508 00 000"),
        (P103, "08 - 508 000 00"),
        (P103, "070–123 45 67"),
        (P103, "0701234567"),
        (P103, "+46(0)8-508 08 000"),
        (P103, "0046 70 123 45 67"),
        (P104, "notera vilka som deltar"),
        (P104, "registrerar elevernas åsikter"),
        (P104, "för lista över deltagare"),
        (P104, "dokumentera politisk uppfattning"),
        (P104, "samla in uppgifter om politiska åsikter"),
        (P104, "skriva ner vad eleverna säger"),
        (P104, "kartläggning av ungdomars åsikter"),
        (P104, "namn antecknas"),
        (P105, "https://intranat.exempel.se/Sidor/1"),
        (P105, "https://exempel.sharepoint.com/rutin"),
        (P105, "intranat.exempel.se"),
        (P105, "file://server/rutin.docx"),
        (P105, "http://10.0.0.12/rutin"),
        (P106, "Kim Testsson"),
        (P106, "Karl-Erik von Testberg"),
        (P106, "Kim K. Testsson"),
    ],
)
def test_privacy_rule_sees(opened, words_found, rule, words):
    """What should not be published is seen whole, and the message does not repeat a name, address or number."""
    sentence = f"Här finns {words} enligt uppgift."

    assert words_found(rule, sentence) == [words]
    dossier, _ = opened({"lokal_lagesbild": {"analys": {"text": sentence}}})
    assert rule is P104 or all(words not in finding.message for finding in rule.check(dossier))


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (P102, "Nämnden skriver @exempel på sociala medier."),
        (P103, "Stödlinjen har nummer 020-100 200, och kontaktcenter har 0771-123 456."),
        (P103, "Ring 112 eller 114 14."),
        (P103, "Ärendena är SÖD 2022/639, 1.1/33/2021, 155-943/2015 och 301-064-07."),
        (P103, "Mötet är 2023-03-16 kl. 08.00–16.30, för åldern 06-12 år."),
        (P103, "Föreningen har nummer 212000-0142, lagen 2001:453."),
        (P103, "Uppgiften 010101-0015 är en annan regels sak."),
        (P104, "Medarbetare registrerar inte åsikter."),
        (P104, "Det sker utan att någon registrerar åsikter."),
        (P104, "Åsikter får aldrig registreras, och registrering av åsikter är förbjuden."),
        (P104, "Blanketten hjälper till att kartlägga hur vanlig extremismen är."),
        (P104, "Enheten kartlägger vilka skolor som deltar."),
        (P104, "Det är oro som avgör, inte åsikter."),
        (P105, "Rutinen finns på intranätet."),
        (P105, "Läs mer på https://www.exempel.se/internationellt."),
        (P106, "Polisen i Lokalpolisområde Norrmalm ser inget nytt vid Stora Torget."),
        (P106, "Föreningen fick stöd av Rädda Barnen och Röda Korset."),
        (P106, "Läget är oförändrat på Exempelstadens Centrum."),
        (P106, "Enligt Kungliga Tekniska Högskolan är läget oförändrat."),
    ],
)
def test_privacy_rule_leaves_alone(words_found, rule, sentence):
    """Open lines, diary numbers, times, denials, public addresses, places and bodies may stand."""
    assert words_found(rule, sentence) == []


def test_denial_of_one_thing_does_not_cover_the_next(words_found):
    """A negation reaches to the end of its clause, not into what follows after `men`."""
    assert words_found(P104, "Personalen ska inte ingripa men anteckna namn.") == ["anteckna namn"]
    assert words_found(P104, "Personalen ska anteckna namn. Det är inte svårt.") == ["anteckna namn"]


NUMBER = "640823-3234"  # not the one in the manual page, which SARIF carries along


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "change",
    [
        f"lokal_lagesbild: {{text: uppgiften {NUMBER} står här}}",
        f"samordnare: samordnare {NUMBER}",
        f"namnd: '{NUMBER}'",
        f"okänd{NUMBER}: x",
        f"kallor: {{'{NUMBER}': {{titel: x}}}}",
        f"beslut: {{namnd: {{dnr: '{NUMBER}'}}}}",
    ],
)
def test_no_report_repeats_a_number(tree, change, form):
    """Whatever is told of a plan with a personal number, in whatever form, the number is not in it."""
    file = tree / "2023/exempel/handlingsplan.yaml"
    values = merged(yaml.safe_load(file.read_text("utf-8")), yaml.safe_load(change))
    file.write_text(yaml.dump(values, allow_unicode=True), "utf-8")

    told = CliRunner().invoke(cli, ["validate", str(file), "--format", form]).output

    assert told
    assert f"{NUMBER[:6]}-" not in told
    assert NUMBER[-4:] not in told


def test_a_mask_is_as_long_as_the_number():
    """The caret stays under the words it marks."""
    assert masked(f"a {NUMBER} b {NUMBER[:6]}{NUMBER[7:]}") == f"a {'•' * 11} b {'•' * 10}"


def test_no_comment_silences_a_personal_number(tree):
    """A comment cannot let a personal number through, and is told that it cannot."""
    file = tree / "2023/exempel/handlingsplan.yaml"
    text = file.read_text("utf-8").replace(
        "samordnare: lokal samordnare", f"samordnare: samordnare {NUMBER}  # tillåt P101: test\n#"
    )
    file.write_text(text, "utf-8")

    result = CliRunner().invoke(cli, ["validate", str(file)])

    assert result.exit_code == 1
    assert "fel P101" in result.output
    assert "gäller en regel som inte kan tystas" in result.output

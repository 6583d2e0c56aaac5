"""Ett telefonnummer i planen.

Ett nummer till en medarbetare är en personuppgift. Öppna stödlinjer (020- och 0771-nummer) och korta nummer som
112 och 114 14 får stå.

Grund: Dataskyddsförordningen: namn och kontaktuppgifter publiceras bara när de behövs och är harmlösa.
Åtgärd: Skriv funktionen i stället för numret, eller hänvisa till kontaktcenter.

Fel:
    ansvar_och_samverkan:
      blankett:
        text: Uppgifter lämnas avidentifierade till samordnaren på 08-123 456 78.
                                                                   ^^^^^^^^^^^^^
---
    ansvar_och_samverkan:
      blankett:
        text: Uppgifter lämnas avidentifierade till samordnaren på +46 70 123 45 67.
                                                                   ^^^^^^^^^^^^^^^^
Rätt:
    ansvar_och_samverkan:
      blankett:
        text: Uppgifter lämnas avidentifierade till samordnaren. Stödlinjen har nummer 020-100 200, ärendet
          EXE 2023/0812 och lagen nummer 1990:52. Polisen svarar på 114 14, och mötet är 2023-03-16.
"""

import re
from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.personal_numbers import personal_numbers
from pipeline.rules.rule import Rule

_GAP = r"[\s/()\u2010-\u2013\u2212-]{0,3}"
_NUMBER = re.compile(
    rf"(?<![\d:/.,§+-])(?:(?:\+|00)46{_GAP}0?|0(?=[1-9]))(?:\d{_GAP}){{6,11}}(?<=\d)(?![\d:/]|[.,-]\d)"
)
_OPEN_LINE = re.compile(r"0?(?:20|771)")
_DIGITS = range(8, 12)  # of a number within the country, its first 0 counted


def telephone_number(dossier: Dossier) -> Iterator[Finding]:
    """Yield each telephone number in the board's texts and sources, open lines passed over."""
    for path, text in dossier.own_texts():
        for match in _NUMBER.finditer(text):
            start, end = match.span()
            if _is_telephone(match[0]) and not any(start < b and a < end for a, b in personal_numbers(text)):
                yield Finding(
                    path,
                    f"ett telefonnummer står i {dossier.called}, men det som publiceras ska nämna funktioner, inte "
                    "kontaktuppgifter",
                    "skriv funktionen i stället, eller hänvisa till kontaktcenter",
                    (start, end),
                )


def _is_telephone(written: str) -> bool:
    digits = re.sub(r"\D", "", written)
    national = re.sub(r"^(?:0046|46(?=.{8}))0?", "0", digits) if written[0] == "+" or digits[:2] == "00" else digits
    # Without any sign between, only a mobile number has a shape of its own.
    shaped = written != digits or national.startswith("07")
    return shaped and len(national) in _DIGITS and not _OPEN_LINE.match(national)


P103 = Rule("P103", Severity.WARNING, __doc__, telephone_number, reads_all=True)

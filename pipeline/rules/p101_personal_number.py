"""Personnummer eller samordningsnummer i planen.

Planen publiceras. Ett personnummer eller samordningsnummer får aldrig stå i den, i vilken form det än är
skrivet och i vilket fält det än är: löptext, källa, id eller diarienummer. Numret skrivs inte ut i meddelandet, och
regeln kan inte tystas med en kommentar.

Grund: Tillsynsmyndighetens linje (personnummer publiceras aldrig på webben) och dataskyddsförordningen.
Åtgärd: Ta bort numret, och berätta för förvaltningens dataskyddsombud om planen redan har spridits.

Fel:
    lokal_lagesbild:
      text: I Exempelstadens stadsdelsområde gäller uppgiften 701063-2391 och är låg.
                                                              ^^^^^^^^^^^
Rätt:
    lokal_lagesbild:
      text: I Exempelstadens stadsdelsområde gäller uppgiften ett enskilt ärende och är låg.
"""

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Path, Severity
from pipeline.dossier import Dossier
from pipeline.personal_numbers import found_in
from pipeline.rules.rule import Rule
from pipeline.source import Value, item_keys


def personal_number(dossier: Dossier) -> Iterator[Finding]:
    """Yield each personal number in any key or value of the plan's file; comments are not the plan's."""
    for path, text, is_key in _strings(dossier.definitions[dossier.reads].values, ()):
        for span in found_in(text):
            yield Finding(
                path,
                f"ett personnummer eller samordningsnummer står i {'en nyckel' if is_key else dossier.called}, "
                "men det som publiceras får inte innehålla något",
                "ta bort numret; beskriv saken utan uppgifter om någon enskild",
                None if is_key else span,
            )


def _strings(value: Value, path: Path) -> Iterator[tuple[Path, str, bool]]:
    """Yield each string with its path and whether it is a key, in the order of the file."""
    if isinstance(value, str):
        yield path, value, False
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield (*path, key), key, True
            yield from _strings(entry, (*path, key))
    elif isinstance(value, list):
        for key, entry in zip(item_keys(value), value, strict=True):
            yield from _strings(entry, (*path, key))


P101 = Rule("P101", Severity.ERROR, __doc__, personal_number, may_be_allowed=False, may_show_line=False, reads_all=True)

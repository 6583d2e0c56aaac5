"""Lägesbilden anger ett litet, exakt antal.

En till fyra händelser eller personer i ett begränsat område kan räcka för att någon ska kännas igen. `Ett
fåtal`, `ett par` och `enstaka` säger lika mycket om läget. `En` och `ett` räknas bara i meningar om något
rapporterat eller inträffat, för annars är det oftast en individ i allmänhet.

Grund: Uppgifter om enskilda ska vara avidentifierade, och planen publiceras.
Åtgärd: Skriv ett fåtal, ett par eller enstaka i stället för antalet.

Fel:
    lokal_lagesbild:
      text: I Exempelstaden har tre händelser rapporterats.
                                ^^^^^^^^^^^^^
      miljoer:
        hogerextremism: Under året har en ung person identifierats.
                                       ^^^^^^^^^^^^^
      analys:
        text: Antalet har sjunkit till 2 kända ärenden.
                                       ^^^^^^^^^^^^^^^
Rätt:
    lokal_lagesbild:
      text: I Exempelstaden har ett fåtal händelser rapporterats, men färre än fem personer berörs.
      analys:
        text: Ett par enskilda händelser har rapporterats, och 12 ärenden är avslutade. Oro för en individ anmäls.
"""

import re
from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.rule import Rule

_ONE = r"(?:händelse|person|individ|incident|ungdom|elev|anmälan|orosanmälan|ärende|individärende|fall)"
_MANY = r"(?:händelser|personer|individer|incidenter|ungdomar|elever|(?:oros)?anmälningar|(?:individ)?ärenden|fall)"
_COUNTED = re.compile(
    rf"(?<![\w,.:/–-])(?:(?P<one>en|ett|1)\s+(?!(?:par|fåtal|antal|flertal|del|rad)\b)(?:\w+\s+){{0,2}}?{_ONE}(?:en|et)?"
    rf"|(?:två|tre|fyra|[2-4])\s+(?:(?:av\s+\w+|\w+[ae])\s+){{0,3}}?{_MANY}(?:na)?)\b",
    re.I,
)
_ROUNDED = re.compile(
    r"(?:färre än|mindre än|fler än|mer än|högst|upp till|minst"
    r"|(?:mellan|en|två|tre|[1-3])\s+(?:\w+\s+)?(?:och|till|eller))\s+$",
    re.I,
)
_REPORTED = re.compile(
    r"\b(?:in|åter)?(?:(?:rapporter|identifier|registrer|noter|aktualiser|uppmärksamm)(?:ats?|ades?|ad|ade)"
    r"|(?:kom|kommit|träffat|träffade|anmälts|anmäldes|anmäld)|omhänderta(?:gits|gen)|upptäck(?:ts|tes)|förekom(?:mit)?)\b",
    re.I,
)
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)|\n\s*\n")


def small_numbers(dossier: Dossier) -> Iterator[Finding]:
    """Yield each exact count from one to four of events, persons or cases in the lägesbild."""
    for path, text in dossier.picture_texts():
        for match in _COUNTED.finditer(text):
            if _ROUNDED.search(text[: match.start()]) or (match["one"] and not _is_report(text, match)):
                continue
            yield Finding(
                path,
                f"lägesbilden anger exakt antal, `{' '.join(match[0].split())}`, så litet att någon kan kännas igen",
                "skriv ett fåtal, ett par eller enstaka i stället för antalet",
                match.span(),
            )


def _is_report(text: str, match: re.Match[str]) -> bool:
    """Return whether the sentence of `match` tells of something that has happened; a digit always does."""
    start = max((m.end() for m in _SENTENCE_END.finditer(text, 0, match.start())), default=0)
    end = _SENTENCE_END.search(text, match.end())
    sentence = text[start : end.start() if end else None]
    return match["one"] == "1" or _REPORTED.search(sentence) is not None


L108 = Rule("L108", Severity.WARNING, __doc__, small_numbers)

"""Hänvisning med ibid, a.a. eller op. cit.

Sådana ord betyder "samma källa som i noten före". När en not läggs till, stryks eller flyttas pekar de på fel
källa, utan att någon ser det.

Grund: Uppgifter ska gå att följa till sin källa; noter numreras om vid varje ändring.
Åtgärd: Hänvisa till källan med en not, och ange stället i den med `ur` och `sida`.

Fel:
    kallor:
      sidan: {titel: "Ibid, s. 23"}
                      ^^^^
    lokal_lagesbild:
      analys:
        text: Läget är oförändrat.[^sidan]
Rätt:
    kallor:
      sidan: {ur: handbok, sida: s. 23}
    lokal_lagesbild:
      analys:
        text: Läget är oförändrat.[^sidan]
"""

import re
from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.rule import Rule

_IBID = re.compile(r"(?<!\w)(?:ibid(?:em)?|ib\.|a\.\s?a\.|op\.\s?cit|loc\.\s?cit|anfört arbete)(?!\w)", re.I)


def ibid(dossier: Dossier) -> Iterator[Finding]:
    """Yield each reference by order in the board's texts and sources."""
    for path, text in dossier.own_texts():
        for match in _IBID.finditer(text):
            yield Finding(
                path,
                f"`{match[0]}` pekar på noten före och blir fel när noterna ändras; källan ska nämnas själv",
                "hänvisa med en not till källan: `ur: <källans namn>` och `sida`",
                match.span(),
            )


K105 = Rule("K105", Severity.WARNING, __doc__, ibid, reads_all=True)

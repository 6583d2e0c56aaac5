"""En e-postadress i planen.

En adress till en medarbetare är en personuppgift, och den slutar gälla när någon byter arbete. En adress till en
funktion eller en enhet kan få stå, med ett skäl på raden.

Grund: Dataskyddsförordningen: namn och kontaktuppgifter publiceras bara när de behövs och är harmlösa.
Åtgärd: Skriv funktionen i stället för adressen, till exempel lokal samordnare.

Fel:
    ansvar_och_samverkan:
      blankett:
        text: Uppgifter lämnas avidentifierade till fornamn.efternamn@exempel.se varje månad.
                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
Rätt:
    ansvar_och_samverkan:
      blankett:
        text: Uppgifter lämnas avidentifierade till den lokala samordnaren varje månad.
"""

import re
from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.rule import Rule

_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]+\s?(?:@|\(at\)|\[at\]|\(a\)|\[a\]|\uff20)\s?[\w-]+(?:\.[\w-]+)+", re.I)


def email_address(dossier: Dossier) -> Iterator[Finding]:
    """Yield each e-mail address in the board's texts and sources."""
    for path, text in dossier.own_texts():
        for match in _ADDRESS.finditer(text):
            yield Finding(
                path,
                f"en e-postadress står i {dossier.called}, men det som publiceras ska nämna funktioner, inte "
                "kontaktuppgifter",
                "skriv funktionen i stället, till exempel den lokala samordnaren",
                match.span(),
            )


P102 = Rule("P102", Severity.WARNING, __doc__, email_address, reads_all=True)

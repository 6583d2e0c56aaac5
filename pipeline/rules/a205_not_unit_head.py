"""Den ansvariga passar inte kolumnens rubrik.

Kolumnen heter Ansvarig enhetschef. En direktör eller avdelningschef kan vara rätt, men ofta är det en
enhetschef som genomför aktiviteten. Regeln säger till en gång för varje aktivitet.

Grund: Den gemensamma strukturen har kolumnen Ansvarig enhetschef.
Åtgärd: Ange enhetschefen, om det finns en som genomför aktiviteten. Annars kan raden stå kvar.

Fel:
    forebyggande_arbete:
      aktiviteter:
        - id: F1
          ansvarig: [Stadsdelsdirektör]
                     ^^^^^^^^^^^^^^^^^
    ---
    forebyggande_arbete:
      aktiviteter:
        - id: F1
          ansvarig: [{funktion: Avdelningschef, enhet: omsorgsavdelningen}, Stadsdelsdirektör]
                                ^^^^^^^^^^^^^^
Rätt:
    forebyggande_arbete:
      aktiviteter:
        - id: F1
          ansvarig: [{funktion: Enhetschef, enhet: trygghetsenheten}]
"""

from collections.abc import Iterator
from itertools import groupby

from pipeline import words
from pipeline.activity import Activity
from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.responsible_words import Flaw, flawed
from pipeline.rules.rule import Rule


def not_unit_heads(dossier: Dossier) -> Iterator[Finding]:
    """Yield each activity with a responsible above the heads of units, once, at the first of them."""
    column = Activity.model_fields["ansvarig"].title
    for _, group in groupby(flawed(dossier.plan, Flaw.NOT_UNIT_HEAD), key=lambda found: found[1].id):
        found = list(group)
        path, activity, _ = found[0]
        functions = words.joined(list(dict.fromkeys(f"`{responsible.funktion}`" for _, _, responsible in found)))
        yield Finding(
            path,
            f"aktivitet {activity.id} har {functions} som ansvarig, men kolumnen heter {column}",
            "ange enhetschefen, om det finns en som genomför aktiviteten; annars kan raden stå kvar",
        )


A205 = Rule("A205", Severity.INFO, __doc__, not_unit_heads)

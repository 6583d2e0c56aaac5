"""Ett vagt verb bär aktiviteten.

Verb som lyfts, uppmärksammas, säkerställa, samverka, främja, verka för och arbeta med säger inte vad någon
gör. Regeln ser på det verb som texten vilar på, inte på bisatser, och bara när det varken finns `matt` eller
något som går att räkna i texten.

Grund: Riktlinjerna vill att aktiviteterna är preciserade. Forskningen om kommunernas planer finner att det ofta
    är oklart på vilket sätt åtgärderna ska förebygga något (Andersson Malmros 2022).
Åtgärd: Skriv vad någon gör: bjuder in, besöker, utbildar, går igenom. Eller lägg till `matt`.

Fel:
    forebyggande_arbete:
      aktiviteter:
        - id: F1
          aktivitet: Extremism lyfts i trygghetsrådet
                               ^^^^^
          matt: ~
    ---
    forhindrande_arbete:
      aktiviteter:
        - id: H1
          aktivitet: Socialsekreterarna ska arbeta aktivt med frågan om anhöriga
                                            ^^^^^^^^^^^^^^^^^
          matt: ~
Rätt:
    forebyggande_arbete:
      aktiviteter:
        - id: F1
          aktivitet: Extremism lyfts i trygghetsrådet
          matt: Antal möten som har frågan på dagordningen, minst 2
    ---
    forebyggande_arbete:
      aktiviteter:
        - id: F1
          aktivitet: Samordnaren informerar trygghetsrådet vid två möten, för att stärka samarbetet
          matt: ~
"""

from collections.abc import Iterator

from pipeline import words
from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.countable import is_measured, vague_verb
from pipeline.rules.rule import Rule


def vague_verbs(dossier: Dossier) -> Iterator[Finding]:
    """Yield each unmeasured activity whose text rests on a verb that does not say what is done."""
    for path, activity in dossier.plan.activities():
        place = None if is_measured(activity) else vague_verb(activity.aktivitet)
        if place:
            yield Finding(
                (*path, "aktivitet"),
                f"aktivitet {activity.id} vilar på `{words.normalised(activity.aktivitet[slice(*place)])}`, "
                "som inte säger vad någon gör, och den har inget mått",
                "skriv vad som görs, till exempel bjuder in, besöker eller utbildar, eller lägg till `matt:`",
                place,
            )


A102 = Rule("A102", Severity.INFO, __doc__, vague_verbs)

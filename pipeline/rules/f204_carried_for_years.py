"""En aktivitet har följt med i flera år utan mått och utan att ändras.

Samma rad står i planen för tredje året. Den säger inget som går att räkna, och den har inte ändrats sedan dess.
Då går det inte att veta om den gör nytta. Att någon annan ansvarar eller att årtalen är nya räknas inte som ändring.

Grund: Planerna följs upp varje år, och uppföljningen ska märkas i nästa plan. Det viktiga är att åtgärderna är
    anpassade och fungerar, inte att de står i en plan (SKR och Segerstedtinstitutet 2022).
Åtgärd: Lägg till ett mått, ändra aktiviteten efter vad uppföljningen visade, eller ta bort den.

Fel:
    forebyggande_arbete:
      aktiviteter:
        # tillåt A101: enheten har inget att räkna
        - id: F9
              ^^
          aktivitet: Enheten bjuder in föreningarna till samtal om demokrati
          ansvarig: [{funktion: Enhetschef, enhet: fritidsenheten}]
          tidplan: {typ: engång, datum: 2023-05}
          uppfoljning: {dokument: verksamhetsberättelse, niva: stadsdelsförvaltningen}
          syfte: Fler föreningar ska veta vart de vänder sig.
          miljoer: [högerextremism]
Rätt:
    forebyggande_arbete:
      aktiviteter:
        - id: F9
          aktivitet: Enheten bjuder in föreningarna till samtal om demokrati
          ansvarig: [{funktion: Enhetschef, enhet: fritidsenheten}]
          tidplan: {typ: engång, datum: 2023-05}
          uppfoljning: {dokument: verksamhetsberättelse, niva: stadsdelsförvaltningen}
          syfte: Fler föreningar ska veta vart de vänder sig.
          matt: Antal föreningar.
          miljoer: [högerextremism]
"""

from collections.abc import Iterator

from pipeline import words
from pipeline.activity import Activity
from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import YEARS_BACK, Dossier
from pipeline.rules.countable import is_measured
from pipeline.rules.over_the_years import activities, content, counterpart
from pipeline.rules.rule import Rule


def carried_for_years(dossier: Dossier) -> Iterator[Finding]:
    """Yield each activity without measure that the plans of the two years before have word for word."""
    if len(dossier.history) < YEARS_BACK:
        return
    years = [tuple(activities(pasts)) for pasts in dossier.history]
    for path, activity in dossier.plan.activities():
        if not is_measured(activity) and all(_unchanged(activity, before) for before in years):
            which = words.joined([str(dossier.plan.ar - n) for n in range(YEARS_BACK, -1, -1)])
            yield Finding(
                (*path, "id"),
                f"aktivitet {activity.id} står likadan i planerna för {which} och har inget mått, så ingen kan se vad "
                "den har lett till",
                "lägg till `matt:`, ändra den efter vad uppföljningen visade, eller ta bort den",
            )


def _unchanged(activity: Activity, before: tuple[Activity, ...]) -> bool:
    then = counterpart(activity, before)
    return then is not None and content(then) == content(activity)


F204 = Rule("F204", Severity.WARNING, __doc__, carried_for_years)

"""Något återstår att förnya.

När förra årets plan har förts över till ett nytt år står det `# förnya: skäl` på varje ställe som måste ses över.
Så länge planen är ett utkast går den att bygga och visa för andra, men den är inte klar. F102 tar vid när planen går
vidare.

Grund: Planen revideras varje år. En plan som bara har fått ett nytt årtal blir en symbol.
Åtgärd: Gör det som kommentaren säger, eller konstatera att uppgiften gäller också i år. Ta sedan bort kommentaren.

Fel:
    status: utkast
    beslut: ~
    lokal_lagesbild:
      analys:
        # förnya: skriv vad som har ändrats sedan förra året
        text: Läget är oförändrat, och aktiviteterna riktas därför till skolorna.
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
Rätt:
    status: utkast
    beslut: ~
    lokal_lagesbild:
      analys:
        text: Läget är oförändrat, och aktiviteterna riktas därför till skolorna.
"""

from collections.abc import Iterator

from pipeline.comments import renewal_marks
from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.rule import Rule

_REMEDY = "gör det som behövs, och ta sedan bort kommentaren `# förnya`"


def left_to_renew(dossier: Dossier) -> Iterator[Finding]:
    """Yield each mark of a draft."""
    if not dossier.plan.has_reached("samråd"):
        yield from marked(dossier)


def marked(dossier: Dossier) -> Iterator[Finding]:
    """Yield each mark of what must be renewed, where it stands."""
    for mark in renewal_marks(dossier.source):
        yield Finding(mark.path, f"kvar att förnya: {mark.reason or 'skälet står inte'}", _REMEDY)


F101 = Rule("F101", Severity.WARNING, __doc__, left_to_renew, may_be_allowed=False)

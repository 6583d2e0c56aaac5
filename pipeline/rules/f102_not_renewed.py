"""Planen går vidare innan allt är förnyat.

Ett `# förnya: skäl` är kvar i en plan som har lämnats till samråd eller längre. Det som nämnden beslutar om ska vara
årets plan, inte förra årets med ett nytt årtal.

Grund: Planen revideras varje år, före samrådet.
Åtgärd: Gör det som kommentaren säger, eller konstatera att uppgiften gäller också i år. Ta sedan bort kommentaren.

Fel:
    forebyggande_arbete:
      aktiviteter:
        # förnya: fråga enheten om aktiviteten fortsätter
        - id: F1
          ^^^^^^
Rätt:
    forebyggande_arbete:
      aktiviteter:
        # enheten har svarat att aktiviteten fortsätter
        - id: F1
"""

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.rules.f101_left_to_renew import marked
from pipeline.rules.rule import Rule


def not_renewed(dossier: Dossier) -> Iterator[Finding]:
    """Yield each mark of a plan that is more than a draft."""
    if dossier.plan.has_reached("samråd"):
        yield from marked(dossier)


F102 = Rule("F102", Severity.ERROR, __doc__, not_renewed, may_be_allowed=False)

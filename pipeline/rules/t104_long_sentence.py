"""En mening på mer än 40 ord.

Den som läser en lång mening tappar tråden innan den tar slut. Två korta säger oftast detsamma, eller en punktlista.

Grund: Språklagen kräver enkelt och begripligt språk; klarspråksråden rekommenderar korta meningar.
Åtgärd: Dela meningen, eller gör en punktlista av uppräkningen.

Fel:
    lokal_lagesbild:
      analys:
        text: |
          Läget är oförändrat jämfört med året före, och aktiviteterna riktas därför även i fortsättningen till
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          skolorna, som har bett om stöd och som tillsammans med fritidsgårdarna och de lokala föreningarna under
          hösten planerar flera gemensamma träffar för elever och vårdnadshavare i hela området om källkritik.
Rätt:
    lokal_lagesbild:
      analys:
        text: |
          Läget är oförändrat jämfört med året före. Aktiviteterna riktas därför till skolorna, som har bett om stöd.
"""

import re
from collections.abc import Iterator

from pipeline.diagnostics import Finding, Severity
from pipeline.dossier import Dossier
from pipeline.markup import NOTE
from pipeline.rules.prose import prose, sentences
from pipeline.rules.rule import Rule

_MOST = 40
_ADDRESS = re.compile(r"\]\([^)\s]{0,2000}\)|https?://\S+")


def long_sentence(dossier: Dossier) -> Iterator[Finding]:
    """Yield each sentence of the board's texts that has more than forty words; notes and addresses are none."""
    for path, text in prose(dossier):
        for start, end in sentences(text):
            number = len(re.findall(r"\w[\w:.-]*", _ADDRESS.sub("", NOTE.sub("", text[start:end]))))
            if number > _MOST:
                yield Finding(
                    path,
                    f"meningen har {number} ord, men bör ha högst {_MOST}",
                    "dela meningen, eller gör en punktlista av uppräkningen",
                    (start, end),
                )


T104 = Rule("T104", Severity.INFO, __doc__, long_sentence, reads_all=True)

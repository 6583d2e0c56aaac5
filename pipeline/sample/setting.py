"""What the parts of one sample plan share: whose it is, its year, its length, and the sources it has cited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from string import Template
from typing import Literal

from pipeline.sample.boards import SampleBoard
from pipeline.sample.dice import Dice

Length = Literal["kort", "vanlig", "lång"]
LENGTHS: Sequence[Length] = ("kort", "vanlig", "vanlig", "lång")
MARK = "Exempeldata – påhittad nämnd, ingen verklig plan"
HEAD = "Exempeldata. Nämnden, händelserna och besluten är påhittade; filen är gjord av `handlingsplan sample`."


@dataclass
class Setting:
    """One board's year on its way to a plan.

    `turn` is the board's place in the city: statuses and lengths take turns, so that a city has them all.
    `lasting` is the board's dice, the same each year; `dice` is the year's. `cited` collects the labels of
    the board's own sources in the order in which its texts refer to them.
    """

    turn: int
    board: SampleBoard
    neighbours: Sequence[SampleBoard]
    year: int
    lasting: Dice
    dice: Dice
    texts: Mapping[str, str]  # the city's common texts of the year, by name
    cited: list[str] = field(default_factory=list)

    def words(self, template: str, dice: Dice, **more: str) -> str:
        """Return `template` with its `$names` filled in from the board, the year and what the dice choose."""
        return Template(template).substitute(self.slots, **{k: dice.pick(v) for k, v in CHOICES.items()}, **more)

    @property
    def length(self) -> Length:
        """Return how long the board's plans are, the same each year."""
        return LENGTHS[self.turn % len(LENGTHS)]

    @property
    def slots(self) -> dict[str, str]:
        """Return the words that are the board's and the year's own."""
        entry = self.board.entry
        return {
            "har": self.board.located,
            "omrade": self.board.area,
            "namnden": entry["namnd"],
            "forvaltningen": entry["forvaltning"],
            "namn": entry["namn"],
            "ar": str(self.year),
            "forra": str(self.year - 1),
        }


CHOICES: Mapping[str, tuple[str, ...]] = {
    "antal": ("två", "tre", "fyra", "fem", "sex", "åtta", "tio"),
    "skola": ("Trollsländeskolan", "Regnbågsskolan", "Kompasskolan", "Paraplyskolan", "Kastanjeskolan", "Lyktskolan"),
    "plats": ("fritidsgården", "biblioteket", "medborgarkontoret", "kulturhuset", "parkleken", "simhallen", "torget"),
    "grupp": (
        *("elever i årskurs 8", "elever i årskurs 9", "gymnasieelever", "unga mellan 13 och 16 år"),
        *("unga vuxna", "föräldrar till tonåringar", "föreningsledare", "hyresgäster"),
    ),
    "partner": (
        *("polisen", "skolorna", "biblioteket", "bostadsbolaget", "församlingen", "idrottsföreningarna"),
        *("ungdomsmottagningen", "näringsidkarna vid torget"),
    ),
    "personal": (
        *("socialsekreterare", "fältassistenter", "fritidsledare", "förskollärare", "familjebehandlare"),
        *("bibliotekarier", "parkvärdar", "biståndshandläggare", "receptionister"),
    ),
    "tema": (
        *("källkritik", "demokrati", "mänskliga rättigheter", "näthat", "konspirationsteorier", "ensamhet"),
        *("våldspropaganda på nätet", "tillit"),
    ),
}

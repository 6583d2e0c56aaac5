"""What the city issues for a year: common texts, sources and the council's goals."""

from __future__ import annotations

from pydantic import Field, model_validator

from pipeline import markup
from pipeline.model import Key, Line, Model, Text, Year, YesNo, fault
from pipeline.plan import Source


class Goal(Model):
    """One of the council's goals."""

    nummer: Line = Field(pattern=r"^\d+\.\d+$")
    text: Line


class CaseSection(Model):
    """One of the customary sections of a tjänsteutlåtande."""

    id: Key
    rubrik: Line
    kravs: YesNo = False


class CaseForm(Model):
    """What the tjänsteutlåtanden of a year have in common: the sections in order, and the points that are the same.

    In `beslut`, `{ar}` is the year, `{namnd}` and `{forvaltning}` the board's names.
    """

    avsnitt: tuple[CaseSection, ...] = (
        CaseSection(id="bakgrund", rubrik="Bakgrund"),
        CaseSection(id="arendet", rubrik="Ärendet", kravs=True),
        CaseSection(id="beredning", rubrik="Ärendets beredning"),
        CaseSection(id="jamstalldhetsanalys", rubrik="Jämställdhetsanalys"),
        CaseSection(id="synpunkter", rubrik="Förvaltningens synpunkter och förslag"),
    )
    beslut: tuple[Line, ...] = (
        "Nämnden godkänner förslaget till handlingsplan mot våldsbejakande extremism {ar}.",
        "Nämnden överlämnar handlingsplanen till kommunstyrelsen för godkännande.",
    )

    @model_validator(mode="after")
    def _ids_are_unique(self) -> CaseForm:
        ids = [section.id for section in self.avsnitt]
        twice = next((key for key in ids if ids.count(key) > 1), None)
        if twice:
            raise fault(f"två avsnitt har id {twice}", "ge det ena ett eget id", ("avsnitt",))
        return self


class City(Model):
    """`stad.yaml` of a year."""

    ar: Year
    mal: tuple[Goal, ...] = ()
    arende: CaseForm = CaseForm()
    texter: dict[Key, Text] = Field(default_factory=dict)
    kallor: dict[Key, Source] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _sources_exist(self) -> City:
        for key, source in self.kallor.items():
            if source.ur and source.ur not in self.kallor:
                raise fault(f"källan `{key}` är ur `{source.ur}`, som inte finns", "rätta `ur`, eller lägg till källan")
            if source.ur and self.kallor[source.ur].ur:
                raise fault(f"källan `{key}` är ur `{source.ur}`, som själv är ur en annan", "peka på hela verket")
        for key, text in self.texter.items():
            for label, _, _ in markup.labels(text):
                if label not in self.kallor:
                    raise fault(
                        f"texten `{key}` hänvisar till källan `{label}`, som inte finns i `kallor`",
                        "lägg till källan, eller rätta hänvisningen",
                    )
        return self

    def goal(self, number: str) -> Goal | None:
        """Return the goal with that number, or None."""
        return next((goal for goal in self.mal if goal.nummer == number), None)

"""What the city issues for a year: common texts, sources and the council's goals."""

from __future__ import annotations

from pydantic import Field, model_validator

from pipeline import markup
from pipeline.model import Key, Line, Model, Text, Year, fault
from pipeline.plan import Source


class Goal(Model):
    """One of the council's goals."""

    nummer: Line = Field(pattern=r"^\d+\.\d+$")
    text: Line


class City(Model):
    """`stad.yaml` of a year."""

    ar: Year
    mal: tuple[Goal, ...] = ()
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

"""What became of a sample plan: every activity's outcome through the year, and the grade of its goals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.outcome import FIELDS, PERIODS, Period
from pipeline.sample.dice import Dice
from pipeline.sample.plan import registry
from pipeline.sample.setting import MARK, Setting

_DONE = (
    "Genomfört som planerat. Deltagarna var nöjda, och enheten fortsätter på samma sätt.",
    "Aktiviteten är genomförd. Fler än väntat deltog under hösten.",
    "Arbetet är klart och beskrivet i enhetens rutiner.",
)
_SHORT_OF = {
    "delvis genomförd": (
        "Hälften av tillfällena blev av. Resten ställdes in när personal saknades.",
        "Genomfört på de flesta enheter. Två enheter återstår, och de tas först nästa år.",
    ),
    "ej genomförd": (
        "Aktiviteten blev inte av, eftersom samarbetspartnern avslutade sitt uppdrag i maj.",
        "Ingen har frågat efter stödet under året.",
    ),
    "avbruten": ("Avbröts efter första terminen, då staden tog fram en gemensam utbildning med samma innehåll.",),
}
_DEVIATIONS = (
    "Två tillfällen flyttades från våren till hösten.",
    "Genomfördes på biblioteket i stället för på skolan.",
    "En annan enhet än den planerade tog över i augusti.",
)
_ON_THE_WAY = (
    "Planeringen är klar och de första träffarna är bokade.",
    "Pågår enligt tidplanen.",
    "Har kommit i gång något senare än tänkt.",
)
_CHANGES = (
    "Bilden är i stort sett oförändrad sedan planen skrevs. Färre händelser har rapporterats, och fler frågor har "
    "kommit från föräldrar.",
    "Under hösten nämnde fler verksamheter propaganda på nätet. I övrigt är bilden densamma.",
    "Läget är lugnare än när planen skrevs. Samarbetet med skolorna har gett en säkrare bild.",
)
_OWN_GOALS = (
    "Fler unga deltar i ledda aktiviteter",
    "Medarbetarna känner till rutinen vid oro",
    "Anhöriga får stöd i tid",
)
_REASONS = (
    "Målet nåddes inte på alla enheter. Enheterna får stöd av den lokala samordnaren nästa år.",
    "Utvecklingen går åt rätt håll, men långsammare än planerat. Arbetet fortsätter med fler tillfällen.",
)


def last_report(setting: Setting, *, latest: bool, status: str) -> Period | None:
    """Return how far the year's follow-up has come: all the way, when there is a later year; not at all in a draft."""
    if not latest:
        return "verksamhetsberättelse"
    return PERIODS[setting.turn % 2] if status == "godkänd" else None


def outcomes(
    setting: Setting, plan: Mapping[str, Any], rapport: Period, following: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the follow-up of a plan, as it is when `rapport` has been written.

    What goes on is what stands in `following`, the next year's plan; it is empty when nobody has written it.
    """
    dice = setting.dice.of("uppföljning")
    values: dict[str, Any] = {"exempeldata": MARK, "rapport": rapport}
    going_on = {row["id"] for row in _found(following, "aktiviteter")}
    if rapport == "verksamhetsberättelse":
        dnr = f"{registry(setting.board.id)} {setting.year}/{dice.number(900, 999)}"
        day = f"{setting.year + 1}-02-{dice.number(5, 25):02}"
        values["beslutad"] = {"datum": day, "paragraf": f"§ {dice.number(3, 24)}", "dnr": dnr}
        values["mal"] = [_goal(number, dice.of(number)) for number in _found(plan, "mal")]
        values["lagesbild"] = dice.pick(_CHANGES)
    values["aktiviteter"] = [
        _outcome(row["id"], rapport, row["id"] in going_on, dice.of(row["id"])) for row in _found(plan, "aktiviteter")
    ]
    return values


def _found(values: object, key: str) -> list[Any]:
    """Return the lists that stand under `key`, wherever in a definition, as one."""
    if isinstance(values, list):
        return [entry for inner in values for entry in _found(inner, key)]
    if not isinstance(values, dict):
        return []
    return [e for name, inner in values.items() for e in (inner if name == key else _found(inner, key))]


def _outcome(key: str, rapport: Period, goes_on: bool, dice: Dice) -> dict[str, Any]:
    told: dict[str, Any] = {"id": key}
    begun = dice.happens(70)
    for period in PERIODS[: PERIODS.index(rapport) + 1]:
        if period == "verksamhetsberättelse":
            told[FIELDS[period]] = _end(goes_on, dice)
        else:
            begun = begun or period == "tertialrapport 2"
            status = "pågår" if begun else "ej påbörjad"
            with_comment = {"status": status, "kommentar": dice.pick(_ON_THE_WAY)} if begun else status
            told[FIELDS[period]] = with_comment if dice.happens(40) else status
    if rapport == "verksamhetsberättelse":
        if dice.happens(20):
            told["avvikelse"] = dice.pick(_DEVIATIONS)
        told["fortsatter"] = "ja" if goes_on else "nej"
    return told


def _end(goes_on: bool, dice: Dice) -> dict[str, str]:
    case = dice.number(1, 9 if goes_on else 10)  # what has been broken off does not go on
    if case <= 7:
        return {"status": "genomförd", **({"kommentar": dice.pick(_DONE)} if case <= 4 else {})}
    status = ("delvis genomförd", "ej genomförd", "avbruten")[case - 8]
    return {"status": status, "kommentar": dice.pick(_SHORT_OF[status])}


def _goal(number: str, dice: Dice) -> dict[str, Any]:
    own = [_graded({"namn": name}, dice.happens(65), dice) for name in dice.some(_OWN_GOALS, dice.number(0, 2))]
    indicator = _indicator(dice)
    fully = all(part["bedomning"] == "helt" for part in own or [indicator])
    return {
        **_graded({"nummer": number}, fully, dice),
        **({"delmal": own} if own else {}),
        "indikatorer": [indicator],
    }


def _graded(values: dict[str, Any], fully: bool, dice: Dice) -> dict[str, Any]:
    return (
        {**values, "bedomning": "helt"}
        if fully
        else {**values, "bedomning": "delvis", "kommentar": dice.pick(_REASONS)}
    )


def _indicator(dice: Dice) -> dict[str, Any]:
    outcome = dice.number(80, 99)
    shares: Sequence[int] = (outcome + 1, outcome - 1)
    values = {
        "namn": "Andel medarbetare som har gått grundutbildningen",
        "arsmal": "90 procent",
        "utfall": f"{outcome} procent",
        "individer": "ja",
        "konsuppdelat": {"kvinnor": f"{shares[0]} procent", "man": f"{shares[1]} procent"},
    }
    return _graded(values, outcome >= 90, dice)

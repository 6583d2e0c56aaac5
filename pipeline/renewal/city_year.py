"""Last year's city file as a beginning of this year's: texts and sources to confirm, and no goals, for nobody knows."""

from __future__ import annotations

from pipeline.city import City
from pipeline.diagnostics import Path
from pipeline.renewal.draft import Draft
from pipeline.source import SourceDoc

_STAND_IN = "stadsledningskontoret har inte lämnat årets uppgifter; det som står här är från {}"


def next_city(doc: SourceDoc, city: City, year: int) -> Draft:
    """Return last year's city file as a draft for `year`: everything is marked as to be confirmed."""
    draft = Draft(doc).put(("ar",), str(year)).renew(("ar",), _STAND_IN.format(city.ar))
    if doc.value(("mal",)):
        was = " ".join(f"{goal.nummer} {goal.text}." for goal in city.mal)
        draft = draft.put(("mal",), []).renew(("mal",), f"skriv årets mål ur budgeten; för {city.ar} gällde: {was}")
    for name in city.texter:
        draft = draft.renew(("texter", name), f"bekräfta att texten gäller {year}")
    for label, source in city.kallor.items():
        path: Path = ("kallor", label)
        if source.galler_till is not None and source.galler_till < year:
            draft = draft.renew(path, f"gäller till och med {source.galler_till}; hänvisa till det som gäller {year}")
        elif not source.ur:
            draft = draft.renew(path, f"bekräfta att källan är den senaste för {year}")
    return draft

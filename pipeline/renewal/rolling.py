"""Last year's plan carried into a new year: what may be carried is, what must be new is cleared or marked."""

from __future__ import annotations

from functools import reduce
from typing import Any

from pipeline import markup, yaml_text
from pipeline.city import City
from pipeline.comments import alone, beginnings
from pipeline.diagnostics import Path, address, item
from pipeline.dossier import Dossier, Past, drafted
from pipeline.plan import Source
from pipeline.renewal.draft import Draft
from pipeline.renewal.reasons import RENEWED_BY
from pipeline.rules.allowance import allowances
from pipeline.rules.rule import check
from pipeline.source import SourceDoc, parse_source
from pipeline.words import joined, normalised

_FEW = 4  # words: two short texts may be the same by chance


def rolled(old: Dossier, key: str, city: City) -> Draft:
    """Return last year's plan as a draft for the board `key` in the city's year; not yet judged."""
    draft = Draft(old.source)
    draft = _headed(draft, old, key, city)
    draft = _with_city_texts(draft, old, city)
    draft = with_sources(draft, old, city)
    draft = _with_goals(draft, old, city)
    draft = _with_picture(draft, old)
    draft = _with_activities(draft, old)
    return _with_allowances(draft)


def judged(draft: Draft, city: City, old: tuple[Dossier, ...]) -> Draft:
    """Return the draft with what the rules find old in it: years, sources, programmes, bodies, laws."""
    history = (tuple(Past(dossier.plan, dossier.outcomes) for dossier in old), *old[0].history)
    dossier, _ = drafted(draft.doc, city, old[0].boards, history)
    if dossier is None:
        return draft
    codes = {rule.code for rule in RENEWED_BY}
    found = [d for d in check(dossier, RENEWED_BY) if d.code in codes]  # not the comments that silence other rules
    return reduce(lambda changed, d: changed.renew(d.path, d.message), found, draft)


def with_head(doc: SourceDoc, came_from: str) -> SourceDoc:
    """Return `doc` with lines at its head that say where it came from and what the marks are."""
    lines = doc.text.split("\n")
    at = 1 if lines[0].startswith("# yaml-language-server") else 0
    head = [
        "#",
        f"# Överförd från planen för {came_from}. Det som ska ses över är märkt `# förnya: skäl`.",
        "# Ta bort märket när saken är klar. `handlingsplan validate` säger hur många som är kvar.",
        *([] if lines[at].strip() in ("", "#") else ["#"]),
    ][1 - at :]
    new, _ = parse_source("\n".join([*lines[:at], *head, *lines[at:]]).encode(), doc.file)
    assert new is not None and new.values == doc.values, "a comment changes nothing"
    return new


def with_lost_comments(text: str, draft: Draft, old: tuple[Dossier, ...]) -> str:
    """Return `text` with what the plan has no place for, and the old plans' comments that stand nowhere in it, last."""
    lost: list[str] = []
    for path, value in draft.left:
        lines = yaml_text.written({path[-1]: value}).rstrip("\n").split("\n")
        lost += [f"# Utan plats i strukturen, `{address(path)}`:", *(f"#   {line}".rstrip() for line in lines)]
    for dossier in old:
        kept = list(alone(draft.doc))
        gone = [line for line in alone(dossier.source) if not _taken_from(kept, line)]
        if gone:
            where = f"{dossier.plan.namnd} {dossier.plan.ar}"
            lost += [f"# Kommentarer i planen för {where}, vid sådant som inte har följt med:", *gone]
    return text.rstrip("\n") + "\n" + ("\n" + "\n".join(lost) + "\n" if lost else "")


def _taken_from(kept: list[str], line: str) -> bool:
    if line in kept:
        kept.remove(line)
        return True
    return line.strip("# ") == ""


def _headed(draft: Draft, old: Dossier, key: str, city: City) -> Draft:
    plan = old.plan
    draft = draft.put(("ar",), str(city.ar)).put(("status",), "utkast")
    if plan.namnd != key:
        draft = draft.put(("namnd",), key).renew(
            ("namnd",), f"planen är förd över från {_board(old)}; läs den med den nya nämndens ögon"
        )
    decisions = _decided(plan.beslut.model_dump(exclude_defaults=True))
    if ("beslut",) in draft.doc.spans and draft.doc.value(("beslut",)):
        draft = draft.put(("beslut",), {})
        draft = draft.did(f"Besluten är tömda. I planen för {plan.ar} stod {joined(decisions) or 'inget datum'}.")
    return draft


def _decided(values: dict[str, Any]) -> list[str]:
    """Return the decisions of a plan as words, so that nobody has to look for them in the old file."""
    told = [f"samråd med {p['part']} {p.get('datum') or ''}".strip() for p in values.get("samrad", ())]
    for name, what in (("namnd", "nämndens beslut"), ("kommunstyrelsen", "kommunstyrelsens godkännande")):
        step = values.get(name, {})
        facts = [*(step[k] for k in ("datum", "paragraf") if step.get(k)), *step.get("dnr", ())]
        told += [f"{what} {', '.join(facts)}"] if facts else []
    return told


def _board(old: Dossier) -> str:
    return old.board.namnd if old.board else old.plan.namnd


def _with_city_texts(draft: Draft, old: Dossier, city: City) -> Draft:
    """Follow the city's texts: a name that is gone leaves last year's words, a copy becomes the reference."""
    then = {name: normalised(text) for name, text in old.city.texter.items()}
    for path, name in old.borrowed.items():
        heading = old.plan.heading(path)
        if name not in city.texter:
            draft = draft.put(path, old.city.texter[name]).renew(
                path,
                f"staden har ingen text `{name}` för {city.ar}; den från {old.city.ar} står kvar här som nämndens "
                "egen, skriv en egen eller hänvisa till en av årets",
            )
        elif normalised(city.texter[name]) != then[name]:
            draft = draft.did(
                f"{heading}: stadens text `{name}` är ny för {city.ar} och följer med av sig själv. Läs den."
            )
    copies = {text: name for name, text in then.items() if name in city.texter and len(text.split()) >= _FEW}
    for path, text in old.own_texts():
        copied = copies.get(normalised(text))
        if copied and path[-1] == "text" and path not in old.plan.literal and path[0] != "kallor":
            draft = draft.put(path, {"stad": copied}).did(
                f"{old.plan.heading(path)}: texten var stadens `{copied}` ord för ord och hämtas nu därifrån."
            )
    return draft


def with_sources(draft: Draft, old: Dossier, city: City) -> Draft:
    """Take along the city's sources that the plan's own texts cite and that the new year's city file lacks."""
    cited = {
        label for path, text in old.own_texts() if path not in old.plan.literal for label, *_ in markup.labels(text)
    }
    cited |= {source.ur for source in old.plan.kallor.values() if source.ur}
    cited |= {label for name in old.borrowed.values() if name not in city.texter for label in _labels(old, name)}
    for label in sorted(cited):
        if label in old.city.kallor and label not in old.plan.kallor and label not in city.kallor:
            draft = add_source(draft, label, old.sources[label]).renew(
                ("kallor", label),
                f"staden har inte källan `{label}` för {city.ar}; den från {old.city.ar} har följt med hit, "
                "hänvisa till något nyare eller behåll den",
            )
    return draft


def _labels(old: Dossier, name: str) -> list[str]:
    return [label for label, *_ in markup.labels(old.city.texter[name])]


def add_source(draft: Draft, label: str, source: Source) -> Draft:
    """Return the draft with a source among the plan's own."""
    facts = source.model_dump(exclude_none=True)
    value = {name: str(fact) for name, fact in facts.items() if name != "ur" or not facts.get("titel")}
    if draft.doc.value(("kallor",)):
        return draft.put(("kallor", label), value)
    return draft.put(("kallor",), {label: value})


def _with_goals(draft: Draft, old: Dossier, city: City) -> Draft:
    chapter = old.plan.goals()
    if chapter is None:
        return draft
    path = (*chapter[0], "mal")
    for number, goal in enumerate(chapter[1].mal):
        place = (*path, item(number))
        then, now = old.city.goal(goal), city.goal(goal)
        same = next((g for g in city.mal if then and normalised(g.text) == normalised(then.text)), None)
        if same and same.nummer != goal:
            draft = draft.put(place, same.nummer).renew(
                path, f"målet {goal} har fått nummer {same.nummer}; kontrollera det"
            )
        elif same is None and now is not None:
            draft = draft.renew(path, f"målet {goal} lyder nu ”{now.text}”; kontrollera att det är rätt mål")
        elif now is None:
            said = f" (”{then.text}”)" if then else ""
            draft = draft.renew(path, f"målet {goal}{said} finns inte bland årets mål; ange numret på ett som finns")
    return draft


def _with_picture(draft: Draft, old: Dossier) -> Draft:
    """Ask for the picture anew: each environment, and for each source what time it now speaks of."""
    found = old.plan.picture()
    if found is None:
        return draft
    start, picture = found
    draft = draft.renew((*start, "miljoer"), "bedöm var och en av de tre miljöerna på nytt, efter årets underlag")
    for number, source in enumerate(picture.kartlaggning.kallor or ()):
        path = (*start, "kartlaggning", "kallor", item(number))
        then = f"; i planen för {old.plan.ar} stod {source.period}" if source.period else ""
        draft = draft.clear((*path, "period")).renew(
            path, f"hämta in nya uppgifter från {source.namn} och skriv vilken period de gäller{then}"
        )
    return draft


def _with_activities(draft: Draft, old: Dossier) -> Draft:
    for path, activity in old.plan.activities():
        if activity.status in ("genomförd", "avbruten"):
            draft = draft.renew(
                path,
                f"aktivitet {activity.id} var {activity.status} i planen för {old.plan.ar}; ta bort den eller skriv "
                "vad som fortsätter",
            )
        draft = draft.clear((*path, "status"))
        year = activity.uppfoljning.ar
        if year is not None:
            draft = draft.clear((*path, "uppfoljning", "ar"))
            if year != old.plan.ar:
                draft = draft.renew(
                    (*path, "uppfoljning"),
                    f"aktivitet {activity.id} följdes upp i ett dokument för {year}; nu följer året planens",
                )
    return draft


def _with_allowances(draft: Draft) -> Draft:
    begins = beginnings(draft.doc)
    for allowance in allowances(draft.doc):
        path: Path = begins.get(allowance.covers, ())
        draft = draft.renew(path, f"kontrollera att skälet för att tysta {allowance.code} gäller också i år")
    return draft

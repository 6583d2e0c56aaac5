"""More than thirty Word files as people make them, and what a careful reader would say stands in each.

All of them are sample data. The text is one small plan, untidied in one way or several; `HANDMADE` has them all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from word_files import (
    ENGLISH_STYLES,
    SWEDISH_STYLES,
    cell,
    item,
    note_mark,
    notes,
    p,
    row,
    run,
    styles,
    table,
    word_file,
)

BOLD, LARGE, UNDERLINED, RAISED = (
    "<w:b/>",
    '<w:sz w:val="32"/>',
    '<w:u w:val="single"/>',
    '<w:vertAlign w:val="superscript"/>',
)
TITLE = "Handlingsplan mot våldsbejakande extremism 2023"
BOARD = "Exempelstadens stadsdelsnämnd"
COLUMNS = ("Aktivitet", "Ansvarig enhetschef", "Tidplan", "Uppföljning")

# Level, heading, paragraphs, and the address of the part that it is.
CHAPTERS: tuple[tuple[int, str, tuple[str, ...], str], ...] = (
    (1, "Inledning och syfte", ("Planen gäller exempeldata och visar hur nämnden arbetar.",), "inledning_och_syfte"),
    (1, "Ansvar och samverkan", (), "ansvar_och_samverkan"),
    (2, "Ansvar", ("Nämnden ansvarar för planen.", "Bidrag kontrolleras varje år."), "ansvar_och_samverkan.ansvar"),
    (2, "Samverkan", ("Förvaltningen samverkar med polisen.",), "ansvar_och_samverkan.samverkan"),
    (
        *(2, "Rutin vid oro/händelse rörande våldsbejakande extremism", ("Rutinen finns på stadens webbplats.",)),
        "ansvar_och_samverkan.rutin_vid_oro",
    ),
    (
        *(2, "Blankett för avidentifierad information", ("Blanketten lämnas till samordnaren.",)),
        "ansvar_och_samverkan.blankett",
    ),
    (1, "Lokal lägesbild", ("Förekomsten i Exempelstadens stadsdelsområde är låg.",), "lokal_lagesbild"),
    (2, "Kartläggning", ("Underlaget samlades in under hösten 2022.",), "lokal_lagesbild.kartlaggning"),
    (2, "Analys", ("Läget är oförändrat.",), "lokal_lagesbild.analys"),
    (1, "Förebyggande arbete", ("Arbetet bygger på breda insatser.",), "forebyggande_arbete"),
    (2, "Tidig upptäckt", ("Medarbetare vet vart de vänder sig.",), "forebyggande_arbete.tidig_upptackt"),
    (2, "Förebyggande aktiviteter", (), "forebyggande_arbete.aktiviteter"),
    (1, "Förhindrande arbete", ("Stödet ges med samtycke.",), "forhindrande_arbete"),
    (2, "Allmänt om socialtjänstens arbete", ("Stöd erbjuds.",), "forhindrande_arbete.socialtjanstens_arbete"),
    (2, "Avhopparverksamhet", ("Staden har en verksamhet.",), "forhindrande_arbete.avhopparverksamhet"),
    (2, "Stöd till anhöriga", ("Anhöriga erbjuds samtal.",), "forhindrande_arbete.stod_till_anhoriga"),
    (2, "Förhindrande aktiviteter", (), "forhindrande_arbete.aktiviteter"),
    (1, "Kompetenshöjande insatser inom förvaltningen", ("Utbildning ges varje år.",), "kompetenshojande_insatser"),
    (2, "Kompetenshöjande aktiviteter", (), "kompetenshojande_insatser.aktiviteter"),
    (1, "Uppföljning", ("Planen följs upp under mål 3.6 varje år.",), "uppfoljning"),
)
ROWS: Mapping[str, tuple[tuple[str, str, str, str], ...]] = {
    "forebyggande_arbete.aktiviteter": (
        ("Trygghetsrådet behandlar lägesbilden", "Stadsdelsdirektör", "4 gånger per år", "Verksamhetsberättelse 2023"),
        (
            "Fältgruppen besöker skolorna",
            "Enhetschef, fältenheten",
            "Löpande",
            "Verksamhetsberättelse 2023, fältenheten",
        ),
        ("Föräldramöten hålls", "Enhetschef, skolenheten", "Mars 2023", "Antal möten räknas"),
    ),
    "forhindrande_arbete.aktiviteter": (
        ("Samtal erbjuds anhöriga", "Enhetschef, familjeenheten", "Vid behov", "Verksamhetsberättelse 2023"),
        ("Placerade följs upp", "Enhetschef, vuxenenheten", "När det passar", "Genom samtal"),
    ),
    "kompetenshojande_insatser.aktiviteter": (
        ("Nyanställda går utbildningen", "Samtliga enhetschefer", "Under 2023", "Verksamhetsberättelse 2023"),
    ),
}
SECTIONS = frozenset(path for _, _, _, path in CHAPTERS)
Style = Callable[[int, str], str]


@dataclass(frozen=True)
class Handmade:
    """A file, how it is untidy, and what is in it: the parts by address, rows by list, notes and own sections."""

    untidy: str
    data: bytes
    sections: frozenset[str] = SECTIONS
    rows: Mapping[str, int] = field(default_factory=lambda: {path: len(rows) for path, rows in ROWS.items()})
    notes: int = 0
    free: int = 0
    structure: str = "stadsdel-2023"
    year: int = 2023
    board: str = "exempel"
    not_words: tuple[str, ...] = ()  # lines of the file that are no words of the plan: contents, headings, numbers


def styled(level: int, words: str) -> str:
    """Return a heading as English Word makes it."""
    return p(words, f"Heading{level}")


def swedish(level: int, words: str) -> str:
    """Return a heading as Swedish Word makes it."""
    return p(words, f"Rubrik{level}")


def faked(level: int, words: str) -> str:
    """Return a line that only looks like a heading."""
    return p(words, look=BOLD + (LARGE if level == 1 else ""))


def activities(rows: tuple[tuple[str, ...], ...], columns: tuple[str, ...] = COLUMNS) -> str:
    """Return a plain activity table."""
    return table(row(*columns, head=True), *(row(*cells) for cells in rows))


def cover(title: str = TITLE, board: str = BOARD) -> str:
    """Return the lines of a cover."""
    return p(title, "Title") + p(board)


def body(
    heading: Style = styled,
    *,
    renamed: Mapping[str, str] | None = None,
    skip: tuple[str, ...] = (),
    paragraph: Callable[[str], str] = p,
    tables: Mapping[str, str] | None = None,
    before: Mapping[str, str] | None = None,
    after: Mapping[str, str] | None = None,
) -> str:
    """Return the plan's body; the mappings are by the part's address."""
    out = []
    for level, words, paragraphs, path in CHAPTERS:
        if path in skip:
            continue
        out.append((before or {}).get(path, ""))
        out.append(heading(level, (renamed or {}).get(path, words)))
        out += [paragraph(text) for text in paragraphs]
        if path in ROWS:
            out.append((tables or {}).get(path) or activities(ROWS[path]))
        out.append((after or {}).get(path, ""))
    return "".join(out)


def made(untidy: str, content: str, **given: object) -> Handmade:
    """Return a file with that body; what `word_file` takes goes to it, the rest is what is in the file."""
    parts = {
        k: given.pop(k) for k in ("style_part", "links", "footnotes", "endnotes", "comments", "header1") if k in given
    }
    title = str(given.pop("title", TITLE))
    return Handmade(untidy, word_file(content, title=title, **parts), **given)  # type: ignore[arg-type]


PREVENTIVE, COUNTERING, SKILLS = ROWS
PICTURE, ANALYSIS, COOPERATION = "lokal_lagesbild", "lokal_lagesbild.analys", "ansvar_och_samverkan.samverkan"


def numbered(level: int, words: str, counted: list[int]) -> str:
    """Return a heading with a number that somebody typed."""
    counted[level - 1 :] = [counted[level - 1] + 1, *[0] * (2 - level)]
    return p(
        f"{'.'.join(map(str, counted[:level]))}\t{words}" if level > 1 else f"{counted[0]}. {words}", f"Heading{level}"
    )


def _numbered_headings() -> Handmade:
    counted = [0, 0]
    return made("skrivna nummer i rubrikerna", cover() + body(lambda level, words: numbered(level, words, counted)))


def _fragmented(text: str) -> str:
    """Return a paragraph as Word leaves it after much editing: runs in pieces, proofing marks, bookmarks."""
    pieces = [text[n : n + 3] for n in range(0, len(text), 3)]
    marks = '<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="1" w:name="_x"/><w:bookmarkEnd w:id="1"/>'
    return p(marks.join(run(piece) for piece in pieces))


def _soft(text: str) -> str:
    """Return a paragraph with soft hyphens and non-breaking spaces in its words."""
    return p(
        " ".join(word[:4] + "\u00ad" + word[4:] if len(word) > 6 else word for word in text.split()).replace(
            " är ", "\u00a0är "
        )
    )


def _broken(level: int, words: str) -> str:
    """Return a long heading broken over two paragraphs."""
    if len(words) < 40:
        return styled(level, words)
    first, last = words[:26].rsplit(" ", 1)[0], words[len(words[:26].rsplit(" ", 1)[0]) + 1 :]
    return styled(level, first) + styled(level, last)


def _contents(lines: list[str]) -> str:
    return p("Innehåll", look=BOLD) + "".join(p(line) for line in lines)


TYPED_CONTENTS = [f"{words}\t{number}" for number, (_, words, _, _) in enumerate(CHAPTERS, 3)]
DOTTED_CONTENTS = [f"{words} ........ {number}" for number, (_, words, _, _) in enumerate(CHAPTERS, 3)]
BARE_CONTENTS = [words for level, words, _, _ in CHAPTERS if level == 1]
FOOTNOTED = p(run("Förvaltningen samverkar med polisen.") + note_mark(2) + run(" Ofta.") + note_mark(3))
TYPED_NOTES = p(run("Läget beskrivs av polisen.") + run("1", RAISED) + run(" Och av skolan.") + run("2", RAISED))


def _raised_note(number: int, text: str) -> str:
    return p(run(str(number), RAISED) + run(f" {text}"))


def _split(path: str, cut: int, *, head: bool) -> str:
    """Return a table that was cut in two, the second with or without a head of its own."""
    rows = ROWS[path]
    second = activities(rows[cut:]) if head else table(*(row(*cells) for cells in rows[cut:]))
    return activities(rows[:cut]) + p() + second


def _merged_down() -> str:
    """Return a table where one cell of responsible goes over all rows."""
    rows = ROWS[PREVENTIVE]
    made_rows = [row(*COLUMNS, head=True)]
    for number, (what, who, when, told) in enumerate(rows):
        merge = '<w:vMerge w:val="restart"/>' if number == 0 else "<w:vMerge/>"
        made_rows.append(row(what, cell(who if number == 0 else "", merge), when, told))
    return table(*made_rows)


def _titled_table() -> str:
    wide = cell("Tabell 1. Våra aktiviteter i år", '<w:gridSpan w:val="4"/>')
    return table(f"<w:tr>{wide}</w:tr>", row(*COLUMNS), *(row(*cells) for cells in ROWS[PREVENTIVE]))


def _box(text: str) -> str:
    box = f"<w:txbxContent>{p(text)}</w:txbxContent>"
    return p(
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wps:txbx>{box}</wps:txbx></wp:inline>'
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


FACK_CHAPTERS = (
    (1, "Inledning och syfte", "Planen gäller exempelnämnden.", "inledning_och_syfte"),
    (1, "Lägesbild för nämndens verksamheter", "Frågan märks sällan.", "lagesbild"),
    (2, "Kartläggning", "Underlaget är en enkät.", "lagesbild.kartlaggning"),
    (2, "Analys", "Läget är lugnt.", "lagesbild.analys"),
    (1, "Uppdrag och insatser", "Nämnden ger bidrag.", "uppdrag_och_insatser"),
    (2, "Aktiviteter inom uppdraget", "", "uppdrag_och_insatser.aktiviteter"),
    (1, "Föreningsbidrag och upplåtande av lokaler", "Bidrag prövas.", "foreningsbidrag_och_lokaler"),
    (1, "Kunskaper bland personalen", "Personalen utbildas.", "kunskaper_bland_personalen"),
    (2, "Aktiviteter för kunskap", "", "kunskaper_bland_personalen.aktiviteter"),
    (1, "Uppföljning", "Planen följs upp varje år.", "uppfoljning"),
)


def _fack() -> Handmade:
    rows = (("Bidrag prövas mot villkoren", "Avdelningschef", "Löpande", "Verksamhetsberättelse 2023"),)
    out = [cover("Exempelnämndens handlingsplan mot våldsbejakande extremism 2023", "Exempelnämnden")]
    for level, words, text, path in FACK_CHAPTERS:
        out.append(swedish(level, words) + (p(text) if text else activities(rows)))
        del path
    lists = [path for _, _, text, path in FACK_CHAPTERS if not text]
    return made(
        "en facknämnds plan",
        "".join(out),
        style_part=styles(SWEDISH_STYLES),
        sections=frozenset(path for _, _, _, path in FACK_CHAPTERS),
        rows=dict.fromkeys(lists, 1),
        structure="facknamnd-2023",
        board="fack",
        title="Handlingsplan 2023",
        not_words=("Exempelnämndens",),
    )


def _other_municipality() -> Handmade:
    content = (
        p("Handlingsplan mot våldsbejakande extremism 2021", "Title")
        + p("Provköpings kommun")
        + styled(1, "Bakgrund")
        + p("Kommunen beslutade om planen efter samråd.")
        + styled(1, "Definitioner")
        + p("Med extremism menas här våldsbejakande rörelser.")
        + styled(1, "Lägesbild")
        + p("Inga kända grupper finns.")
        + styled(1, "Förebyggande insatser")
        + table(
            row("Mål", "Åtgärd", "Ansvar", "När"),
            row("Öka kunskapen", "Utbilda all personal", "Säkerhetschef", "Våren 2021"),
            row("Upptäcka tidigt", "Ta fram en rutin", "Förvaltningschef", "2021"),
        )
        + styled(1, "Avhoppare")
        + p("Stöd ges av länet.")
        + styled(1, "Uppföljning och utvärdering")
        + p("Planen utvärderas vartannat år.")
    )
    return made(
        "en annan kommuns plan",
        content,
        sections=frozenset(
            {"inledning_och_syfte", "lokal_lagesbild", "forebyggande_arbete", "uppfoljning"}
            | {"forhindrande_arbete.avhopparverksamhet"}
        ),
        rows={PREVENTIVE: 2},
        free=2,
        year=2021,
        board="okand",
        title="",
    )


def _environments() -> str:
    return "".join(
        styled(3, words) + p(text)
        for words, text in (
            ("Högerextremism", "Enstaka klistermärken."),
            ("Vänsterextremism", "Ingen känd verksamhet."),
            ("Islamistisk extremism", "Ingen förekomst."),
        )
    )


def _environment_table() -> str:
    rows = (
        ("Högerextremistisk miljö", "Enstaka."),
        ("Vänsterextremistisk miljö", "Ingen."),
        ("Islamistisk miljö", "Ingen."),
    )
    return table(row("Miljö", "Bedömning"), *(row(*cells) for cells in rows))


def _without_looks() -> Handmade:
    """No heading looks like one: only the words tell."""
    return made("rubriker utan någon formatering alls", cover() + body(lambda _, words: p(words)))


def _everything() -> Handmade:
    """Most of the untidiness in one file."""
    content = (
        cover()
        + _contents(TYPED_CONTENTS)
        + body(
            faked,
            paragraph=_fragmented,
            renamed={PICTURE: "Lägesbild", "uppfoljning": "Uppföljning och utvärdering"},
            tables={PREVENTIVE: _split(PREVENTIVE, 1, head=False)},
            after={ANALYSIS: TYPED_NOTES + p("•\tEn punkt") + p("•\tEn till"), COOPERATION: _box("I en ruta.")},
        )
        + p("________________")
        + _raised_note(1, "Polisens lägesbild 2022.")
        + _raised_note(2, "Skolans enkät 2022.")
    )
    return made("nästan allt på en gång", content, notes=2, not_words=(*TYPED_CONTENTS, "Innehåll", "1", "2", "1", "2"))


HANDMADE: tuple[Handmade, ...] = (
    made("ordnad", cover() + body()),
    made("Swedish Words egna id på formatmallarna", cover() + body(swedish), style_part=styles(SWEDISH_STYLES)),
    made("fejkade rubriker i fetstil", cover() + body(faked)),
    made(
        "rubriker i versaler",
        cover() + body(lambda level, words: p(words.upper(), look=BOLD) if level == 1 else faked(level, words)),
    ),
    made("understrukna rubriker", cover() + body(lambda _, words: p(words, look=BOLD + UNDERLINED))),
    _without_looks(),
    _numbered_headings(),
    made(
        "romerska siffror och kolon",
        cover() + body(lambda lv, ws: p(f"IV. {ws}:" if lv == 1 else f"b) {ws}", f"Heading{lv}")),
    ),
    made("årtal och fortsättning i rubrikerna", cover() + body(lambda lv, ws: styled(lv, f"{ws} 2023 (forts.)"))),
    made("rubriker över två stycken", cover() + body(_broken)),
    made("allt på rubriknivå 1", cover() + body(lambda _, words: styled(1, words))),
    made(
        "omdöpta rubriker",
        cover()
        + body(
            renamed={
                "inledning_och_syfte": "Bakgrund och syfte",
                PICTURE: "Lokal lägesbild för Exempelstaden",
                ANALYSIS: "Analys av lägesbilden",
                "kompetenshojande_insatser": "Kompetensutveckling",
                "uppfoljning": "Uppföljning och utvärdering",
                PREVENTIVE: "Aktiviteter – förebyggande",
                "ansvar_och_samverkan.ansvar": "Ansvarsfördelning",
            }
        ),
    ),
    made(
        "stavfel i rubrikerna",
        cover()
        + body(
            renamed={PICTURE: "Lokal läges bild", "forhindrande_arbete": "Förhindarnde arbete", ANALYSIS: "Analyss"}
        ),
    ),
    made(
        "avsnitt saknas",
        cover() + body(skip=("ansvar_och_samverkan.blankett", "forebyggande_arbete.tidig_upptackt", ANALYSIS)),
        sections=SECTIONS - {"ansvar_och_samverkan.blankett", "forebyggande_arbete.tidig_upptackt", ANALYSIS},
    ),
    made(
        "egna kapitel",
        cover() + body(before={"forebyggande_arbete": styled(1, "Barnkonventionen") + p("Barnets bästa prövas.")}),
        free=1,
    ),
    made(
        "egna underrubriker i texten",
        cover() + body(after={COOPERATION: styled(3, "Samverkan med skolan") + p("Skolan deltar.")}),
    ),
    made(
        "skriven innehållsförteckning med tabbar",
        cover() + _contents(TYPED_CONTENTS) + body(),
        not_words=(*TYPED_CONTENTS, "Innehåll"),
    ),
    made(
        "skriven innehållsförteckning med punkter",
        cover() + _contents(DOTTED_CONTENTS) + body(),
        not_words=(*DOTTED_CONTENTS, "Innehåll"),
    ),
    made(
        "innehållsförteckning utan sidnummer",
        cover() + _contents(BARE_CONTENTS) + body(),
        not_words=(*BARE_CONTENTS, "Innehåll"),
    ),
    made(
        "riktig innehållsförteckning",
        cover() + p("Innehåll", "TOC1") + "".join(p(line, "TOC1") for line in TYPED_CONTENTS) + body(),
        not_words=(*TYPED_CONTENTS, "Innehåll"),
    ),
    made("söndriga ord", cover() + body(paragraph=_fragmented)),
    made("mjuka bindestreck och hårda blanksteg", cover() + body(paragraph=_soft)),
    made("skrivna punkter", cover() + body(after={ANALYSIS: p("- Först") + p("–\tSedan") + p("• Sist")})),
    made(
        "riktiga listor",
        cover() + body(after={ANALYSIS: item("Ett") + item("Två", level=1) + item("Först", 2) + item("Sedan", 2)}),
    ),
    made(
        "riktiga fotnoter",
        cover() + body(after={COOPERATION: FOOTNOTED}),
        notes=2,
        footnotes=notes("footnote", {2: "Överenskommelse 2022.", 3: "Se rutinen."}),
    ),
    made(
        "slutnoter",
        cover() + body(after={COOPERATION: FOOTNOTED.replace("footnoteReference", "endnoteReference")}),
        notes=2,
        endnotes=notes("endnote", {2: "Överenskommelse 2022.", 3: "Se rutinen."}),
    ),
    made(
        "skrivna noter sist",
        cover()
        + body(after={ANALYSIS: TYPED_NOTES})
        + p("____________")
        + _raised_note(1, "Polisen 2022.")
        + _raised_note(2, "Skolan 2022."),
        notes=2,
        not_words=("1", "2", "1", "2"),
    ),
    made(
        "noter inom hakparentes under en rubrik",
        cover()
        + body(after={ANALYSIS: p("Läget beskrivs av polisen [1] och av skolan [2].")})
        + styled(1, "Referenser")
        + p("[1] Polisen 2022.")
        + p("[2] Skolan 2022."),
        notes=2,
        not_words=("Referenser", "1", "2", "1", "2"),
    ),
    made(
        "delad tabell med nytt huvud",
        cover() + body(tables={PREVENTIVE: _split(PREVENTIVE, 2, head=True)}),
        not_words=COLUMNS,
    ),
    made("delad tabell utan huvud", cover() + body(tables={PREVENTIVE: _split(PREVENTIVE, 1, head=False)})),
    made("hopslagna celler", cover() + body(tables={PREVENTIVE: _merged_down()})),
    made("tabell med egen rubrikrad", cover() + body(tables={PREVENTIVE: _titled_table()})),
    made(
        "tomma rader sist", cover() + body(tables={PREVENTIVE: activities((*ROWS[PREVENTIVE], ("",) * 4, ("",) * 4))})
    ),
    made(
        "andra kolumnrubriker i annan ordning",
        cover()
        + body(
            tables={
                PREVENTIVE: activities(
                    tuple((who, what, told, when, "Hög") for what, who, when, told in ROWS[PREVENTIVE]),
                    ("Vem", "Insats/åtgärd", "Hur följs det upp", "När", "Prioritet"),
                )
            }
        ),
    ),
    made(
        "rader utan ansvarig och tidplan",
        cover()
        + body(
            tables={COUNTERING: activities((("Samtal erbjuds", "", "Löpande", ""), ("Stöd ges", "Enhetschef", "", "")))}
        ),
    ),
    made(
        "tabellerna utan egna rubriker",
        cover() + body(skip=tuple(ROWS), after={path.split(".")[0]: activities(rows) for path, rows in ROWS.items()}),
        sections=SECTIONS - set(ROWS),
    ),
    made(
        "text i fel kapitel",
        cover()
        + body(skip=(COOPERATION,), before={"uppfoljning": styled(2, "Samverkan") + p("Samverkan sker med polisen.")}),
    ),
    made("textruta", cover() + body(after={COOPERATION: _box("Ring samordnaren vid oro.")})),
    made(
        "tabell i en tabell och okänd tabell",
        cover()
        + body(
            after={
                ANALYSIS: table(
                    row("År", "Antal"), row("2021", "inga"), row("2022", cell(table(row("få", "flera")) + p()))
                )
            },
        ),
    ),
    made("miljöerna under egna rubriker", cover() + body(after={PICTURE: _environments()})),
    made(
        "miljöerna i en tabell", cover() + body(after={PICTURE: _environment_table()}), not_words=("Miljö", "Bedömning")
    ),
    made(
        "spårade ändringar och kommentarer",
        cover()
        + body(
            after={
                COOPERATION: p(
                    f'{run("Vi ")}<w:del w:id="1" w:author="E"><w:r><w:delText>inte</w:delText></w:r></w:del>'
                    f'<w:ins w:id="2" w:author="E">{run("alltid")}</w:ins>{run(" samverkar.")}'
                )
            }
        ),
    ),
    made(
        "lång försättstext",
        cover()
        + p("Beslutad av nämnden", look=BOLD)
        + p("Planen ersätter den tidigare.")
        + p("Dnr EXE 2023/12")
        + body(),
        free=1,
    ),
    made(
        "tecken som betyder något i YAML och markdown",
        cover()
        + body(after={COOPERATION: p("Kostnad: 5 % * 2 = [10] & <mer> _så_ #1 {x}") + p("- inte punkt", look=BOLD)}),
    ),
    _fack(),
    _other_municipality(),
    _everything(),
)
del ENGLISH_STYLES

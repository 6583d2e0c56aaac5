"""Word files of the kinds that boards really have: pasted from a PDF, laid out in tables, filled in by drop-down lists.

All of them are sample data, of the same small plan as in `handmade`, with what a careful reader would say is in each.
"""

from __future__ import annotations

from handmade import (
    ANALYSIS,
    BOLD,
    CHAPTERS,
    COLUMNS,
    COOPERATION,
    COUNTERING,
    PICTURE,
    PREVENTIVE,
    ROWS,
    TITLE,
    Handmade,
    _box,
    activities,
    body,
    cover,
    made,
    styled,
)
from word_files import cell, item, note_mark, notes, p, row, run, table

SAID = {2: "Överenskommelse 2022.", 3: "Rutin från 2021.", 4: "Polisens rapport 2022.", 5: "Enkäten 2022."}


def _notes_everywhere() -> Handmade:
    """Notes where a plan has none: in a heading, a column's head, and the cells of responsible and schedule."""
    rows = ROWS[PREVENTIVE]
    what, who, when, told = rows[0]
    noted = table(
        row("Aktivitet", "Ansvarig enhetschef", cell(p(run("Tidplan") + note_mark(4))), "Uppföljning", head=True),
        row(what, cell(p(run(who) + note_mark(2))), cell(p(run(when) + note_mark(3))), told),
        *(row(*cells) for cells in rows[1:]),
    )

    def heading(level: int, words: str) -> str:
        inside = run(words) + note_mark(5) if words == "Analys" else words
        return p(inside, f"Heading{level}")

    return made(
        "noter i rubriker, tabellhuvuden och celler",
        cover() + body(heading, tables={PREVENTIVE: noted}),
        notes=4,
        footnotes=notes("footnote", SAID),
    )


LONG = (
    "Förvaltningen har under året deltagit i samverkan med polisen och skolorna i området, och har där tagit upp "
    "frågor om extremism. Arbetet leds av stadsdelsdirektören. Två gånger om året lämnas en redovisning till nämnden, "
    "som beslutar om inriktningen."
)


def _pasted() -> Handmade:
    """A line break at each line, words cut at some of them, and the page's foot in the middle."""
    lines = (
        "Förvaltningen har under året deltagit i samverkan med polisen och skolor-",
        "na i området, och har där tagit upp frågor om hot- och våldsfrågor, hot-",
        "och risknivåer och extremism. Arbetet leds av stadsdelsdirektören. Två",
        "gånger om året lämnas en redovisning till nämnden, som beslutar om",
        "inriktningen.",
        "Redovisningen görs i juni och i december varje år och omfattar arbetet i",
        "alla enheter.",
    )
    broken = "<w:br/>".join(f"<w:t>{line}</w:t>" for line in (lines[2], lines[3], lines[4]))
    content = cover() + body(
        lambda _, words: p(words),
        after={COOPERATION: "".join(map(p, lines)), ANALYSIS: p(f"<w:r>{broken}</w:r>")},
    )
    return made("klistrad ur en pdf, med radbyte på varje rad", content, not_words=("skolor", "na"))


def _laid_out() -> Handmade:
    """The whole plan is a table: headings in the first column, what stands under them in the second."""
    rows = []
    for _, words, paragraphs, path in CHAPTERS:
        inside = "".join(map(p, paragraphs)) + (activities(ROWS[path]) if path in ROWS else "")
        rows.append(row(cell(p(words, look=BOLD)), cell(inside + p())))
    return made("hela planen i en tabell med rubrikerna till vänster", cover() + table(*rows))


def _stood_up() -> Handmade:
    """Each activity is a table of its own, with the names of the columns to the left."""

    def one(number: int, cells: tuple[str, ...]) -> str:
        named = zip(COLUMNS, cells, strict=True)
        return p(f"Aktivitet {number}") + table(*(row(cell(p(name, look=BOLD)), told) for name, told in named))

    tables = {path: "".join(one(n, cells) for n, cells in enumerate(rows, 1)) for path, rows in ROWS.items()}
    return made("en stående tabell för varje aktivitet", cover() + body(tables=tables), not_words=COLUMNS * 5)


def _landscape() -> Handmade:
    """The tables lie in a landscape section; an activity's and a responsible's cell go over several rows."""
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    merged = table(
        row(*COLUMNS, head=True),
        row(cell("Samtal erbjuds anhöriga", down), "Enhetschef, familjeenheten", "Mars 2023", cell("Enkät", down)),
        row(cell("", on), "Enhetschef, vuxenenheten", "September 2023", cell("", on)),
        row("Placerade följs upp", cell("Enhetschef, barnenheten", down), "Löpande", "Verksamhetsberättelse 2023"),
        row("Planer skrivs", cell("", on), "Vid behov", "Genom samtal"),
    )
    lying = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'
    tables = {COUNTERING: p(properties="<w:sectPr/>") + merged + p(properties=lying)}
    rows = {path: len(some) for path, some in ROWS.items()} | {COUNTERING: 4}
    return made(
        "liggande sida med celler över flera rader", cover() + body(tables=tables), rows=rows, not_words=("2023",)
    )


def _deep_numbers() -> Handmade:
    """Every heading has a typed number, as deep as 3.2.1, and so has the typed table of contents."""
    counted, lines, out = [2, 0], [], []
    for level, words, paragraphs, path in CHAPTERS:
        counted = [counted[0] + (level == 1), 0 if level == 1 else counted[1] + 1]
        number = f"{counted[0]}" if level == 1 else f"{counted[0]}.{counted[1]}"
        lines.append(f"{number} {words} {'.' * (60 - len(words))} {len(lines) + 3}")
        own = p(f"{number}.1 Samverkan med skolan", look=BOLD) + p("Skolan deltar.") if path == COOPERATION else ""
        out.append(p(f"{number} {words}", look=BOLD) + "".join(map(p, paragraphs)) + own)
        out.append(activities(ROWS[path]) if path in ROWS else "")
    contents = p("Innehållsförteckning", look=BOLD) + "".join(map(p, lines))
    return made(
        "skrivna nummer som 3.2.1 och egen innehållsförteckning",
        cover() + contents + "".join(out),
        not_words=(*lines, "Innehållsförteckning"),
    )


def control(inside: str, properties: str) -> str:
    """Return a content control inside a paragraph."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def _controls() -> Handmade:
    """The rows are filled in by drop-down lists, a date picker and boxes to tick; some are left as they were."""
    choices = '<w:dropDownList><w:listItem w:value="pågår"/><w:listItem w:value="planerad"/></w:dropDownList>'
    unset = control(run("Välj ett objekt."), f"<w:showingPlcHdr/>{choices}")
    ticked = control(run("☒"), '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>')
    empty = control(run("☐"), '<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>')

    def status(chosen: str) -> str:
        return cell(p(control(run(chosen), choices)))

    tables = {
        PREVENTIVE: table(
            row(*COLUMNS, "Status", head=True),
            row(*ROWS[PREVENTIVE][0], status("Pågår")),
            row(*ROWS[PREVENTIVE][1][:2], cell(p(control(run("2023-05-01"), "<w:date/>"))), "Enkät", cell(p(unset))),
            row(*ROWS[PREVENTIVE][2], cell(p(ticked + run(" Klar ") + empty + run(" Återstår")))),
        )
    }
    holder = control(run("Klicka här för att ange text."), "<w:showingPlcHdr/><w:text/>")
    return made(
        "listrutor, datumväljare och kryssrutor",
        cover() + body(tables=tables, after={ANALYSIS: p(holder)}),
        not_words=("Välj ett objekt.", "Klicka här för att ange text."),
    )


def _quotes_and_endnotes() -> Handmade:
    """A quotation in another language, footnotes and endnotes in one file, a note of several paragraphs."""
    english = '<w:lang w:val="en-GB"/><w:i/>'
    quoted = p(
        run("Europarådet skriver: ")
        + run("”Violent extremism is a threat to local communities.”", english)
        + note_mark(2, "endnote")
        + run(" Staden ansluter sig")
        + note_mark(3)
        + run(".")
    )
    paragraphs = p("Council of Europe, 2016.") + p("Översatt av staden.") + item("Bilaga 2")
    return made(
        "citat på engelska, fotnoter och slutnoter",
        cover() + body(after={COOPERATION: quoted}),
        notes=2,
        footnotes=notes("footnote", {3: "Beslut 2022."}),
        endnotes=f'<w:endnote w:id="2">{paragraphs}</w:endnote>',
    )


def _fack_with_tables() -> Handmade:
    """A facknämnd's plan with a frame of one cell, an assessment in three columns, and tables of other kinds."""
    environments = table(
        row("Miljö", "Förekomst", "Risk", head=True),
        row("Högerextremism (även klistermärken)", "Enstaka", "Låg"),
        row("Vänsterextremism", "Ingen", "Låg"),
        row("Islamism", "Ingen", ""),
    )
    wide = cell("Besök", '<w:gridSpan w:val="2"/>')
    counted = table(
        row("Anläggning", wide, head=True),
        row("", "2021", "2022", head=True),
        row("Simhallen", "få", "flera"),
        row("Ishallen", "", "några"),
    )
    people = table(row("Samordnare", "utvecklingsledare"), row("Telefon", "växeln"))
    content = (
        cover("Exempelnämndens handlingsplan mot våldsbejakande extremism 2023", "Exempelnämnden")
        + styled(1, "Inledning och syfte")
        + p("Planen gäller exempelnämnden.")
        + people
        + styled(1, "Lägesbild för nämndens verksamheter")
        + table(row(cell(p("Frågan märks sällan.") + item("I simhallen") + item("I ishallen"))))
        + environments
        + counted
        + styled(2, "Kartläggning")
        + p("Underlaget är en enkät.")
        + styled(2, "Analys")
        + p("Läget är lugnt.")
        + styled(1, "Uppdrag och insatser")
        + p("Nämnden ger bidrag.")
        + activities((("Bidrag prövas mot villkoren", "Avdelningschef", "Löpande", "Verksamhetsberättelse 2023"),))
        + styled(1, "Kunskaper bland personalen")
        + p("Personalen utbildas.")
        + styled(1, "Uppföljning")
        + p("Planen följs upp varje år.")
    )
    return made(
        "en facknämnds plan med ramar och tabeller av andra slag",
        content,
        sections=frozenset(
            {"inledning_och_syfte", "lagesbild", "lagesbild.kartlaggning", "lagesbild.analys", "uppdrag_och_insatser"}
            | {"kunskaper_bland_personalen", "uppfoljning"}
        ),
        rows={"uppdrag_och_insatser.aktiviteter": 1},
        structure="facknamnd-2023",
        board="fack",
        title="Handlingsplan 2023",
        not_words=("Exempelnämndens",),
    )


def _in_boxes() -> Handmade:
    """The cover and a heading stand in text boxes, as templates for reports have them."""
    front = _box(TITLE) + _box("Exempelstadens stadsdelsnämnd") + p()
    content = front + body(before={PICTURE: _box("Ring samordnaren vid oro.")})
    return made("försättsblad i textrutor", content)


def _no_table() -> Handmade:
    """The activities are no table but lines with labels."""

    def told(cells: tuple[str, ...]) -> str:
        return "".join(p(f"{name}: {text}") for name, text in zip(COLUMNS, cells, strict=True)) + p()

    tables = {path: "".join(told(cells) for cells in rows) for path, rows in ROWS.items()}
    return made("aktiviteterna som rader med etiketter", cover() + body(tables=tables), not_words=COLUMNS * 6)


HARD: tuple[Handmade, ...] = (
    _notes_everywhere(),
    _pasted(),
    _laid_out(),
    _stood_up(),
    _landscape(),
    _deep_numbers(),
    _controls(),
    _quotes_and_endnotes(),
    _fack_with_tables(),
    _in_boxes(),
    _no_table(),
)

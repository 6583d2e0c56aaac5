"""What sample activities are made of. `$names` are filled in by `Setting.words`."""

from __future__ import annotations

from typing import NamedTuple


class Idea(NamedTuple):
    """One thing that a board could do: the row's text, its aim and its measure."""

    text: str
    aim: str
    measure: str


PREVENTIVE = (
    Idea(
        "Fältassistenterna besöker $skola vid $antal tillfällen under läsåret och samtalar med $grupp om $tema.",
        "Att unga ska känna en trygg vuxen att vända sig till.",
        "Antal besök och antal elever som har deltagit.",
    ),
    Idea(
        "Enheten håller $antal öppna kvällar på $plats om $tema.",
        "Att fler ska våga ställa frågor och få sakliga svar.",
        "Antal kvällar och antal deltagare.",
    ),
    Idea(
        "Trygghetsrådet går igenom lägesbilden med $partner vid $antal möten.",
        "Att alla parter ska ha samma bild av läget $har.",
        "Antal möten där lägesbilden har behandlats.",
    ),
    Idea(
        "Förvaltningen genomför trygghetsvandringar med $partner. Platser där klotter eller klistermärken har setts "
        "besöks först.",
        "Att miljön ska vara hel, ren och trygg.",
        "Antal vandringar, minst två per halvår.",
    ),
    Idea(
        "Fritidsledarna leder en samtalsgrupp för $grupp på $plats. Gruppen träffas $antal gånger per termin.",
        "Att deltagarna ska få öva på att lyssna och tycka olika utan hot.",
        "Andel deltagare som skulle rekommendera gruppen till en vän.",
    ),
    Idea(
        "Biblioteket visar en utställning om $tema och bjuder in $grupp till visning.",
        "Att göra kunskap om demokratin lätt att hitta.",
        "Antal visningar och besökare.",
    ),
    Idea(
        "Föräldrastödet håller kursen *Prata om nätet* för föräldrar till tonåringar. Kursen har $antal träffar:\n\n"
        "1. vad barn och unga möter på nätet\n2. hur grupper värvar\n3. hur en vuxen kan fråga och lyssna.",
        "Att föräldrar ska märka förändringar tidigt och veta vem de kan ringa.",
        "Antal föräldrar som fullföljer kursen.",
    ),
    Idea(
        "Parkvärdarna rapporterar klotter och klistermärken samma dag, och platsen saneras inom ett dygn.",
        "Att propaganda inte ska få stå kvar.",
        "Andel platser som är sanerade inom ett dygn, minst 95 procent.",
    ),
    Idea(
        "Enheten erbjuder $skola stöd i arbetet med programmet mot våld och kränkningar.",
        "Att färre elever ska utsättas för våld.",
        "Antal klasser som har genomfört programmet.",
    ),
    Idea(
        "Förvaltningen bjuder in $partner till en årlig dag om $tema. Dagen planeras av unga $har.",
        "Att unga ska få inflytande över arbetet.",
        "Antal unga i planeringsgruppen.",
    ),
    Idea(
        "Uthyrningen kontrollerar den som hyr en lokal för första gången: vem det är, vad lokalen ska användas till "
        "och om det följer stadens regler.",
        "Att stadens lokaler inte ska användas av odemokratiska aktörer.",
        "Andel nya hyresgäster som har kontrollerats.",
    ),
    Idea(
        "Medborgarkontoret delar ut foldern *Orolig för någon?* på $antal språk.",
        "Att den som är orolig ska veta vart hen kan vända sig.",
        "Antal utdelade foldrar per språk.",
    ),
    Idea(
        "Nattvandrarna och fältassistenterna möts före varje storhelg och stämmer av läget på $plats.",
        "Att vuxna ska finnas där unga är.",
        "Antal avstämningar.",
    ),
    Idea(
        "Förvaltningen samverkar med $partner kring ungas fritid.",
        "Att fler unga ska ha något meningsfullt att göra.",
        "Antal unga i ledda aktiviteter.",
    ),
)

COUNTERING = (
    Idea(
        "Socialsekreterarna erbjuder samtal till den som vill lämna en våldsbejakande miljö. Första mötet hålls inom "
        "$antal dagar.",
        "Att den som vill lämna ska få hjälp medan viljan finns.",
        "Andel som har fått ett första möte i tid.",
    ),
    Idea(
        "Familjebehandlarna erbjuder anhöriga $antal stödsamtal, enskilt eller i grupp.",
        "Att anhöriga ska orka och veta hur de kan hjälpa.",
        "Antal anhöriga som har fått samtal, redovisat för kvinnor och män.",
    ),
    Idea(
        "Enheten köper vid behov in en social insatsgrupp (SIG). Deltagaren samtycker till att uppgifter delas.",
        "Att den som är motiverad ska få samlat stöd.",
        "Antal insatsgrupper och hur många deltagare som fullföljer.",
    ),
    Idea(
        "Socialtjänsten och $partner träffas $antal gånger per år och prövar sin rutin mot ett påhittat fall.",
        "Att alla ska veta vem som gör vad när något händer.",
        "Antal övningar, och vilka rutiner som har ändrats efteråt.",
    ),
    Idea(
        "Den lokala samordnaren tar emot avidentifierade blanketter, sammanställer dem varje kvartal och lämnar dem "
        "till staden.",
        "Att lägesbilden ska bygga på det som verksamheterna ser.",
        "Antal sammanställningar, 4 per år.",
    ),
    Idea(
        "Handläggarna använder stadens vägledning för barn och unga som har bott i ett krigsdrabbat område.",
        "Att barnen ska få skydd och stöd utan dröjsmål.",
        "Andel ärenden där vägledningen har följts.",
    ),
    Idea(
        "Enheten skriver en rutin för stöd efter en händelse, med kontaktuppgifter till jour och till stödsamtal.",
        "Att drabbade ska få stöd samma dag.",
        "Rutinen är beslutad och prövad $antal gånger.",
    ),
    Idea(
        "Boendesekreterarna ger den som lämnar en miljö stöd att hitta ny bostad.",
        "Att en avhoppare ska kunna bryta med sina gamla kontakter.",
        "Antal personer som har fått stöd.",
    ),
    Idea(
        "Mottagningen håller en telefontid för $grupp som är oroliga för någon nära.",
        "Att oro ska leda till ett samtal innan något händer.",
        "Antal samtal, och andel som leder till ett möte.",
    ),
)

SKILLS = (
    Idea(
        "Alla nyanställda $personal går stadens webbaserade grundutbildning inom $antal månader.",
        "Att alla ska känna igen tidiga tecken och veta vad de ska göra.",
        "Andel nyanställda som har gått utbildningen, minst 90 procent.",
    ),
    Idea(
        "Enhetschefen går igenom handlingsplanen på en arbetsplatsträff, med ett samtalsunderlag om $tema.",
        "Att medarbetarna ska veta vad planen betyder för det egna arbetet.",
        "Andel enheter som har haft genomgången.",
    ),
    Idea(
        "Förvaltningen anordnar en halvdag om $tema för $personal och $partner.",
        "Att öka kunskapen om hur grupper värvar.",
        "Antal deltagare och deras bedömning av dagen.",
    ),
    Idea(
        "Två medarbetare utbildas till handledare och håller $antal träffar för sina kollegor.",
        "Att kunskapen ska finnas kvar när någon slutar.",
        "Antal träffar.",
    ),
    Idea(
        "Medarbetarna övar på rutinen vid oro med hjälp av tre påhittade situationer:\n\n"
        "- en medarbetare ser propaganda på $plats\n- en förälder ringer och är orolig\n"
        "- en ungdom berättar om en vän.",
        "Att rutinen ska vara känd innan den behövs.",
        "Andel medarbetare som har övat.",
    ),
    Idea(
        "De $personal som möter unga deltar i stadens fördjupningsdag.",
        "Att stärka förmågan att samtala om svåra frågor.",
        "Antal deltagare per enhet.",
    ),
    Idea(
        "Den lokala samordnaren skickar ut ett nyhetsbrev om $tema till alla chefer, $antal gånger per år.",
        "Att chefer ska ha aktuell kunskap utan att leta.",
        "Antal nyhetsbrev.",
    ),
)

GRANTS = (
    Idea(
        "Bidragshandläggarna granskar alla nya ansökningar mot stadens demokrativillkor och dokumenterar bedömningen.",
        "Att stadens pengar inte ska gå till odemokratiska aktörer.",
        "Andel ansökningar med dokumenterad bedömning, 100 procent.",
    ),
    Idea(
        "Handläggarna besöker $antal föreningar per år som har fått bidrag.",
        "Att pengarna ska användas till det de söktes för.",
        "Antal besök och antal återkrav.",
    ),
    Idea(
        "Uthyrningen går igenom stående bokningar varje termin med $partner.",
        "Att lokalerna ska användas enligt avtalen.",
        "Antal genomgångna bokningar.",
    ),
    Idea(
        "Förvaltningen håller en kurs för föreningsledare om demokrativillkoren.",
        "Att villkoren ska vara kända innan någon söker.",
        "Antal kurser och deltagare.",
    ),
)

ASSIGNMENT = (
    Idea(
        "Handledarna tar upp $tema i de kurser som nämnden erbjuder $grupp.",
        "Att deltagarna ska få verktyg att värdera det de möter.",
        "Antal kurser där ämnet har ingått.",
    ),
    Idea(
        "Verksamheterna anmäler händelser i stadens system samma dag, och chefen följer upp inom $antal dagar.",
        "Att ingen händelse ska bli liggande.",
        "Andel anmälningar som har följts upp i tid.",
    ),
    Idea(
        "Förvaltningen leder ett nätverk med $partner och tar fram ett gemensamt underlag om $tema.",
        "Att kunskapen ska delas mellan nämnderna.",
        "Antal möten i nätverket.",
    ),
    Idea(
        "Verksamheterna $har erbjuder $grupp platser i $antal ledda grupper.",
        "Att fler ska ha ett sammanhang.",
        "Antal platser, och andel som är belagda.",
    ),
    Idea(
        "Receptionerna får en lathund om vad man gör vid hot, klotter och propaganda.",
        "Att alla ska göra lika.",
        "Andel receptioner som har fått lathunden.",
    ),
    Idea(
        "Enheten inför frågor om $tema i den årliga brukarenkäten.",
        "Att märka förändringar tidigt.",
        "Svarsfrekvens, minst 60 procent.",
    ),
)

GENERAL = ASSIGNMENT + PREVENTIVE

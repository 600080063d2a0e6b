"""Dutch."""

WORDS = {
    "show": "(toon|toont|geef|laat|lijst|zoek|vind) [me|mij|ons]",
    "the": "de|het|een|onze|ons",
    "job": "(voor|bij|van|in|op) [<the>] (vacature|functie|baan|positie) ([nr|nummer] {job_id}|[van|als] {title})",
    "person": "[<the>] ((kandidaat|kandidate|sollicitant) [nr|nummer] {candidate_id}|[kandidaat|kandidate|sollicitant] {name1})",
    "more": "[(en|,) [aan|van|bij] {name2} [(en|,) [aan|van|bij] {name3}]]",
    "tag": "(tag|label|etiket)",
    "tags": "(tags|labels|etiketten)",
    "people": "(kandidaten|sollicitanten|mensen|personen)",
    "applications": "(sollicitaties|kandidaten|sollicitanten)",
    "task": "taak [nr|nummer] {task_id}",
    "tasks": "(taken|herinneringen|todos)",
    "done": "(klaar|gedaan|afgerond|voltooid|af|gereed)",
}

PATTERNS = {
    "tag_candidates": """
        <person> <more> taggen (als|met) [de|het] [<tag>] {tag}
        (zet|plak) (de|het) <tag> {tag} (op|bij) <person> <more>
        <person> <more> moet (de|het) <tag> {tag} krijgen
        (tag|label|markeer) <person> <more> (als|met) [de|het] [<tag>] {tag}
        (voeg) (de|het|een) <tag> {tag} toe (aan|bij) <person> <more>
        (voeg) (de|het|een) <tag> {tag} (aan|bij) <person> <more> toe
        geef <person> <more> (de|het|een) <tag> {tag}
        (plak|zet|hang) (de|het|een) <tag> {tag} (op|bij|aan) <person> <more>
    """,
    "untag_candidates": """
        (de|het) <tag> {tag} (mag|moet|kan) (weg|verwijderd worden) (bij|van) <person> <more>
        (de|het) <tag> {tag} (bij|van) <person> <more> (verwijderen|weghalen)
        (verwijder|wis|haal|schrap) (de|het) <tag> {tag} (van|bij) <person> <more> [weg|af]
        (haal) (de|het) <tag> {tag} (weg|af) (van|bij) <person> <more>
        (verwijder|wis|haal|schrap) (bij|van) <person> <more> (de|het) <tag> {tag} [weg|af]
    """,
    "list_tags": """
        de <tags> (van|bij) <person>
        welke <tags> (heeft|draagt) <person>
        wat zijn de <tags> (van|bij) <person>
        [<show>] [de] <tags> (van|bij) <person> [zien]
    """,
    "tagged_candidates": """
        [<show>] [de|alle] <people> met <tag> {tag}
        (wie|welke <people>) (heeft|hebben) (de|het) <tag> {tag}
        [<show>] [de|alle] <people> met (de|het) <tag> {tag} [zien]
        (wie|welke <people>) (is|zijn) (getagd|gelabeld|gemarkeerd) [als|met] {tag}
        [<show>] [de|alle] <people> (die zijn|die) (getagd|gelabeld) [zijn] [als|met] {tag}
    """,
    "list_notes": """
        (de|alle|onze) (notities|aantekeningen|opmerkingen) (over|van|bij) <person> zien
        wat (is er|hebben we) (genoteerd|opgeschreven|vermeld) (over|bij) <person>
        wat (is er|hebben we) (over|bij) <person> (genoteerd|opgeschreven|vermeld)
        (zijn er|hebben we) (notities|aantekeningen|opmerkingen) (over|bij) <person>
        [<show>] [de|alle|onze] (notities|aantekeningen|opmerkingen) (over|van|bij) <person> [zien]
        welke (notities|aantekeningen|opmerkingen) (hebben we|zijn er|staan er) (over|bij|van) <person>
    """,
    "finish_task": """
        <task> heb ik <done>
        <task> <done>
        <task> (afvinken|afronden|voltooien|sluiten)
        <task> is [nu] <done>
        (markeer|zet) <task> (als|op) <done>
        ik heb <task> <done>
        (vink|rond) <task> af
        (voltooi|beeindig|sluit) <task>
        ik ben klaar met <task>
    """,
    "finish_task done=false": """
        (heropen|open) <task> [weer|opnieuw]
        (markeer|zet) <task> (als|op) (open|niet klaar|onafgerond)
    """,
    "list_tasks assignee=me": """
        welke <tasks> heb ik [nog] (openstaan|staan|te doen)
        wat staat er [voor] [vandaag|deze week] (op de planning|op mijn programma|op de agenda)
        wat staat er voor (vandaag|deze week) op (de planning|mijn planning|het programma)
        (wat|welke) zijn mijn [open|openstaande] <tasks>
        welke [open|openstaande] <tasks> heb ik [nog|open|vandaag]
        wat (moet|kan) ik [vandaag|nog|deze week] doen
        wat (heb ik|staat me) [vandaag|nog] te doen
        wat staat er [nog|vandaag] op mijn [takenlijst|lijst|lijstje]
        [<show>] mijn [open|openstaande] <tasks> [zien]
    """,
    "inbox": """
        [<show>] mijn (inbox|postvak in|postvak) [zien]
        wat (wacht er|ligt er) op mij
        wat (vraagt|vereist) mijn aandacht
    """,
    "timeline": """
        wat is er (met|bij) <person> (gebeurd|voorgevallen) [{when}]
        wat er [{when1}] (met|bij) <person> [{when}] (is gebeurd|gebeurd is|gebeurde)
        wat is er [{when1}] (met|bij) <person> [{when}] (gebeurd|voorgevallen)
        wat (gebeurde er|gebeurt er) [{when1}] (met|bij) <person> [{when}]
        (is er nieuws|wat is er nieuw|is er iets nieuws|nieuws|wat is het nieuws) (over|bij|van|met) <person> [{when}]
        [<show>] [<the>] (geschiedenis|tijdlijn|activiteit|activiteiten|verloop) (van|bij|over|met) <person> [{when}] [zien]
        wat is er [{when}] gebeurd <job>
        wat is er [{when}] <job> gebeurd
        [<show>] [<the>] (geschiedenis|tijdlijn|activiteit|activiteiten|verloop) <job> [{when}] [zien]
    """,
    "stuck_applications": """
        (wie|welke <applications>) (zit|zitten) er vast [<job>]
        (welke procedures|welke <applications>|wie) (liggen|ligt|staan|staat) [<job>] stil [<job>]
        (wie|welke <applications>) (zit|zitten) [<job>] vast [<job>]
        (wie|welke <applications>) (komt|komen|schiet|schieten) [<job>] niet (verder|vooruit|op) [<job>]
        (wie|welke <applications>) (wacht|wachten) [<job>] het langst [<job>]
        (wie|welke <applications>) (blijft|blijven) [<job>] (hangen|steken) [<job>]
        [<show>] [de] (vastzittende|vastgelopen) <applications> [<job>] [zien]
    """,
    "report kind=funnel": """
        hoe is onze (conversie|funnel|trechter) [<job>] [{when}]
        waar verliezen we [de] <applications> [<job>] [{when}]
        [<show>] [<the>] (trechter|funnel|wervingstrechter|sollicitatietrechter|recruitmentfunnel) [<job>] [{when}] [zien]
        (wat is|wat zijn|[<show>]) [<the>] (conversiepercentage|conversieratio|conversie|conversiepercentages) [<job>] [{when}] [zien]
        hoe ziet <the> (trechter|funnel|wervingstrechter) [<job>] [{when}] eruit
    """,
    "report kind=time_to_hire": """
        hoe lang (duurt het|doen we erover) om (iemand|mensen|personeel) aan te nemen [<job>] [{when}]
        hoeveel dagen (duurt het|hebben we nodig|doen we erover) [<job>] om (een vacature te vervullen|iemand aan te nemen) [<job>] [{when}]
        hoe lang (duurt het|doen we erover) om een vacature te vervullen [<job>] [{when}]
        hoe lang (duurt het|doen we erover) [<job>] (om|voordat we) (iemand|mensen) [<job>] (aan te nemen|aannemen) [<job>] [{when}]
        hoe (snel|vlug) nemen we [mensen|iemand] [<job>] aan [<job>] [{when}]
        (wat is|[<show>]) [<the>] [gemiddelde] (doorlooptijd van werving|doorlooptijd|aannametijd|wervingstijd|tijd tot aanname|time to hire) [<job>] [{when}] [zien]
    """,
    "report kind=time_in_stage": """
        (wat is|[<show>]) [<the>] [gemiddelde] (tijd|duur) (per|in elke) (fase|stap) [<job>] [{when}] [zien]
        hoe lang (blijven|zitten) [<the>] <applications> in (elke|een|iedere) (fase|stap) [<job>] [{when}]
    """,
    "report kind=sources": """
        welke (bron|bronnen|kanalen|kanaal) (levert|leveren|brengt|brengen) [ons] de meeste <applications> [op|binnen] [<job>] [{when}]
        waar komen [<the>] <applications> [<job>] [{when}] vandaan [<job>]
        (via|langs) welke (kanalen|wegen) komen [<the>] <applications> [<job>] [{when}] [binnen]
        [<show>] [<the>] (bronnen|herkomst) van [<the>] <applications> [<job>] [{when}] [zien]
    """,
    "list_stages": """
        (wat zijn|welke zijn|[<show>]) de (fases|fasen|stappen) <job> [zien]
        welke (fases|fasen|stappen) heeft [<the>] vacature ([nr|nummer] {job_id}|{title})
    """,
    "delete_note mine=true": "(verwijder|wis) mijn [laatste] (notitie|aantekening) (over|bij|van) <person>",
}

"""German."""

WORDS = {
    "show": "(zeig|zeige|zeigen sie|liste|gib|nenne|such|suche|finde) [mir|uns]",
    "all": "alle|allen|die|den|der|das|dem|unsere|unseren|unserer|unser|eine|einen",
    "the": "die|der|das|den|dem|des|unsere|unserer|unseren|unserem",
    "job": "(fur|bei|in|zu|von|auf) [<the>] (stelle|position|job|ausschreibung) ([nr|nummer] {job_id}|[als] {title})",
    "person": "[<the>] ((kandidat|kandidatin|bewerber|bewerberin) [nr|nummer] {candidate_id}|[kandidat|kandidatin|bewerber|bewerberin] {name1})",
    "more": "[(und|,) [bei|von] {name2} [(und|,) [bei|von] {name3}]]",
    "tag": "(tag|schlagwort|etikett|label|markierung)",
    "tags": "(tags|schlagworter|schlagworte|etiketten|labels|markierungen)",
    "people": "(kandidaten|kandidatinnen|bewerber|bewerberinnen|leute|personen)",
    "applications": "(bewerbungen|bewerber|kandidaten|kandidatinnen)",
    "task": "(aufgabe|task|todo) [nr|nummer] {task_id}",
    "tasks": "(aufgaben|tasks|todos|erinnerungen)",
    "done": "(erledigt|fertig|abgeschlossen|getan|gemacht)",
}

PATTERNS = {
    "tag_candidates": """
        (hange|fuge|setze) (an|bei|zu) <person> <more> (den|das|die) <tag> {tag} [an|hinzu]
        (gib|vergib) (an|fur) <person> <more> (den|das|die) <tag> {tag}
        <person> <more> (soll|sollen|muss|mussen) (den|das|die) <tag> {tag} (bekommen|erhalten|haben)
        <person> <more> (als|mit) [dem] [<tag>] {tag} (taggen|markieren|kennzeichnen|versehen)
        (tagge|markiere|etikettiere|verschlagworte|kennzeichne) <person> <more> (als|mit) [dem|den|der] [<tag>] {tag}
        (gib|verpasse) <person> <more> (den|das|die|einen|ein) <tag> {tag}
        (fuge|hange|setze|vergib) (den|das|die|einen|ein) <tag> {tag} (zu|bei|an|fur) <person> <more> [hinzu|an]
        (fuge|hange) <person> <more> (den|das|die|einen|ein) <tag> {tag} (hinzu|an)
    """,
    "untag_candidates": """
        mach (den|das|die) <tag> {tag} (bei|von) <person> <more> weg
        <person> <more> soll (den|das|die) <tag> {tag} nicht mehr haben
        (entferne|losche|nimm|streiche) (den|das|die) <tag> {tag} (von|bei) <person> <more> [weg|ab]
        (entferne|losche|nimm|streiche) (bei|von) <person> <more> (den|das|die) <tag> {tag} [weg|ab]
        nimm <person> <more> (den|das|die) <tag> {tag} (weg|ab)
        (den|das|die) <tag> {tag} (von|bei) <person> <more> (entfernen|loschen|wegnehmen)
    """,
    "list_tags": """
        (welche|was fur) <tags> (stehen|gibt es|sind) (bei|an|zu) <person> [vergeben|gesetzt]
        (welche|was fur) <tags> (hat|tragt) <person>
        mit welchen <tags> ist <person> [versehen|markiert|gekennzeichnet]
        [<show>] [<all>] <tags> (von|bei|zu) <person> [an|anzeigen|zeigen|auflisten]
    """,
    "tagged_candidates": """
        (liste|zahle) [<all>] <people> mit (dem|der) <tag> {tag} auf
        (wer|welche <people>) (ist|sind) [alles|alle] (als|mit) [dem] [<tag>] {tag} (getaggt|markiert|gekennzeichnet|versehen)
        [<show>] [<all>] <people> mit <tag> {tag}
        (wer|welche <people>) (hat|haben|tragt|tragen) (den|das|die) <tag> {tag}
        [<show>] [<all>] <people> mit (dem|der) <tag> {tag} [an|anzeigen]
        (wer|welche <people>) (ist|sind) (als|mit) [dem] [<tag>] {tag} (getaggt|markiert|gekennzeichnet|verschlagwortet)
    """,
    "list_notes": """
        (gibt es|haben wir|sind) [schon] (notizen|anmerkungen|vermerke) (zu|uber|bei) <person> [vorhanden]
        was steht in den (notizen|anmerkungen) (zu|uber|von) <person>
        [<show>] [<all>] (notizen|anmerkungen|vermerke) (zu|uber|von|bei) <person> [an|anzeigen|zeigen|auflisten]
        (welche|was fur) (notizen|anmerkungen|vermerke) (gibt es|haben wir|stehen) (zu|uber|bei) <person>
        was (haben wir|wurde|ist) (zu|uber) <person> (notiert|vermerkt|aufgeschrieben)
    """,
    "finish_task": """
        (mit|bei) <task> bin ich (fertig|durch)
        [die] <task> (abhaken|erledigen|abschliessen|beenden)
        <task> <done>
        [die] <task> (ist|ware) [jetzt|nun] <done>
        (markiere|setze|kennzeichne) [die] <task> (als|auf) <done>
        ich habe [die] <task> <done>
        (hake|hak) [die] <task> ab
        (erledige|beende|schliesse) [die] <task> [ab]
        (mit|bei) <task> bin ich fertig
    """,
    "finish_task done=false": """
        (markiere|setze) [die] <task> (als|auf) [wieder] (offen|unerledigt)
        offne [die] <task> wieder
    """,
    "list_tasks assignee=me": """
        (welche|was fur) <tasks> sind [noch] (offen|zu erledigen) [fur mich]
        (welche|was fur) <tasks> sind fur mich [noch] offen
        was (liegt|steht) [heute|noch|diese woche] (fur mich|bei mir) [heute|noch] an
        was habe ich [heute|noch] (vor|auf dem zettel)
        was (muss|soll) ich [heute|noch|diese woche] (tun|machen|erledigen)
        was (habe ich|ist fur mich) [heute|noch] zu (tun|erledigen)
        was steht [heute] auf meiner [todo] liste
        (welche|was fur) [offenen] <tasks> habe ich [noch|heute|offen]
        [<show>] meine [offenen] <tasks> [an|anzeigen|zeigen|auflisten]
    """,
    "inbox": """
        was (wartet|liegt) [noch] (auf mich|bei mir)
        [<show>] meinen posteingang [an]
        (was braucht|was erfordert) meine aufmerksamkeit
    """,
    "timeline": """
        was (gibt's|gibts) [{when1}] neues (bei|von|zu|mit) <person> [{when}]
        was (ist|war) {when} (mit|bei) <person> (passiert|geschehen|los)
        was hat sich (bei|mit) <person> [{when}] (getan|geandert|verandert)
        was hat sich {when} (bei|mit) <person> (getan|geandert|verandert)
        was {when} (mit|bei) <person> (passiert|geschehen|los) (ist|war)
        was (mit|bei) <person> [{when}] (passiert|geschehen) (ist|war)
        was (ist|war) (mit|bei) <person> [{when}] (passiert|geschehen|los)
        was ist {when} (mit|bei) <person> (passiert|geschehen)
        was (passierte|geschah) [{when1}] (mit|bei) <person> [{when}]
        was (gibt es|gab es|ist) [{when1}] neues (bei|von|zu|mit|uber) <person> [{when}]
        [<show>] [<the>] (verlauf|historie|chronik|geschichte|aktivitaten|zeitleiste) (von|zu|bei|fur|mit) <person> [{when}] [an|anzeigen]
        was (ist|war) [{when}] <job> (passiert|geschehen|los)
        [<show>] [<the>] (verlauf|historie|chronik|aktivitaten|zeitleiste) <job> [{when}] [an|anzeigen]
    """,
    "stuck_applications": """
        (wer|welche <applications>) (steckt|hangt|stecken|hangen) [<job>] seit (langem|langer zeit|lange) fest
        (welche <applications>|wer) (liegt|liegen|steht|stehen) [<job>] still
        (wer|welche <applications>) (steckt|hangt|stecken|hangen) [am langsten] [im prozess|in der pipeline] [<job>] fest
        (wer|welche <applications>) (steckt|hangt|stecken|hangen) [<job>] [am langsten] [im prozess|in der pipeline] fest
        (wer|welche <applications>) (kommt|kommen) [<job>] nicht (voran|weiter)
        wo (hakt|stockt|klemmt|hangt) es [<job>]
        (wer|welche <applications>) (wartet|warten) [<job>] am langsten [<job>]
        [<show>] [<all>] (feststeckenden|festhangenden|liegengebliebenen|stockenden) <applications> [<job>]
    """,
    "report kind=funnel": """
        wie viele [<people>] (schaffen es|kommen) [<job>] von der bewerbung (bis zum angebot|bis zur einstellung|zum interview) [{when}]
        wo verlieren wir [die] (bewerber|kandidaten) [<job>] [{when}]
        [<show>] [<the>] (trichter|funnel|bewerbungstrichter|bewerberfunnel|recruitingfunnel|einstellungstrichter) [<job>] [{when}] [an|anzeigen]
        wie sieht <the> (trichter|funnel|bewerbungstrichter|bewerberfunnel|recruitingfunnel) [<job>] [{when}] aus
        (wie [hoch] (ist|sind)|was ist|[<show>]) [<the>] (konversionsrate|konversionsraten|conversion rate|konversion|umwandlungsrate) [<job>] [{when}]
    """,
    "report kind=time_to_hire": """
        wie lange dauert bei uns (eine|die) (einstellung|besetzung) [<job>] [{when}]
        wie lange dauert (eine|die) (einstellung|besetzung) bei uns [{when}]
        wie (lange|viele tage) (brauchen wir|dauert es) [,] um eine stelle zu besetzen [<job>] [{when}]
        wie lange (dauert es|brauchen wir) [im schnitt|durchschnittlich] [<job>] bis zur (einstellung|besetzung) [<job>] [{when}]
        wie lange dauert [im schnitt|durchschnittlich] (eine|unsere|die) (einstellung|besetzung) [<job>] [{when}]
        wie viele tage (brauchen wir|dauert es|vergehen) [<job>] bis zur (einstellung|besetzung) [<job>] [{when}]
        wie schnell (stellen wir|besetzen wir) [stellen] [<job>] [{when}] [ein]
        [<show>] [<the>] [durchschnittliche|mittlere] (zeit|dauer) bis zur (einstellung|besetzung) [<job>] [{when}] [an|anzeigen]
        [<show>] [<the>] [durchschnittliche|mittlere] (einstellungsdauer|besetzungsdauer|time to hire) [<job>] [{when}] [an|anzeigen]
    """,
    "report kind=time_in_stage": """
        [<show>] [<the>] [durchschnittliche|mittlere] (zeit|dauer|verweildauer) (in|je|pro) [jeder|der] (phase|stufe|etappe) [<job>] [{when}]
        wie lange (bleiben|sind|verweilen) [<the>] <applications> in (jeder|einer|den|der) (phase|phasen|stufe|stufen) [<job>] [{when}]
    """,
    "report kind=sources": """
        welche (quelle|quellen|kanale) (bringt|bringen|liefert|liefern) [uns] [die] meisten <applications> [<job>] [{when}]
        (woher|von wo) (kommen|stammen|kamen) [<the>] <applications> [<job>] [{when}]
        (uber|aus) (welche|welchen) (kanale|kanalen|quellen|wege|wegen) (kommen|stammen|kamen) [<the>] <applications> [<job>] [{when}]
        [<show>] [<the>] (quellen|herkunft|kanale) (der|unserer|von) <applications> [<job>] [{when}] [an|anzeigen]
        [<show>] [<the>] (quellenbericht|bewerberquellen|bewerbungsquellen) [<job>] [{when}] [an|anzeigen]
    """,
    "list_stages": """
        (welche|was fur) (phasen|stufen|etappen) hat [<the>] (stelle|position|job) ([nr|nummer] {job_id}|{title})
        [<show>] [<the>] (phasen|stufen|etappen) <job> [an|anzeigen]
    """,
    "delete_note mine=true": "(losche|entferne) meine [letzte|neueste] (notiz|anmerkung) (zu|uber|bei) <person>",
}

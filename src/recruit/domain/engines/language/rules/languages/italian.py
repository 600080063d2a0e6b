"""Italian."""

WORDS = {
    "show": "(mostra|mostrami|mostri|fammi vedere|elenca|dammi|trova|trovami|cerca|visualizza)",
    "the": "il|lo|la|l'|i|gli|le|nostro|nostra|nostri|nostre|un|una|i nostri|le nostre|il nostro|la nostra",
    "job": "(per|in|di|a|da|sulla|nella|della|alla|dalla|sul|del) [<the>] (posizione|vacanza|annuncio|offerta) ([n|numero] {job_id}|[di|da] {title})",
    "person": "[<the>] ((candidato|candidata) [n|numero] {candidate_id}|[candidato|candidata] {name1})",
    "more": "[(e|ed|,) [a|di|da] {name2} [(e|ed|,) [a|di|da] {name3}]]",
    "tag": "(tag|etichetta)",
    "tags": "(tag|etichette)",
    "people": "(candidati|candidate|persone)",
    "applications": "(candidature|candidati|candidate|domande)",
    "task": "[il|l'|la|mio] (compito|attivita|task) [n|numero] {task_id}",
    "tasks": "(compiti|attivita|task|promemoria)",
    "done": "(fatto|fatta|completato|completata|finito|finita|terminato|terminata|concluso|conclusa)",
}

PATTERNS = {
    "tag_candidates": """
        (etichettare|contrassegnare|taggare|tagga) <person> <more> (come|con) [il|la|l'] [<tag>] {tag}
        (aggiungere|mettere|assegnare) (il|la|l') <tag> {tag} a <person> <more>
        (etichetta|etichetti|marca|contrassegna) <person> <more> (come|con) [il|la|l'] [<tag>] {tag}
        (aggiungi|metti|assegna|da|dai|applica) (il|la|l'|un|un'|una) <tag> {tag} (a|ad|al|per) <person> <more>
        (aggiungi|metti|assegna|da|dai|applica) (a|ad|al) <person> <more> (il|la|l'|un|un'|una) <tag> {tag}
    """,
    "untag_candidates": """
        via (il|la|l') <tag> {tag} (da|a) <person> <more>
        (togliere|rimuovere|eliminare) (il|la|l') <tag> {tag} (da|a) <person> <more>
        <person> <more> non deve piu avere (il|la|l') <tag> {tag}
        (togli|rimuovi|elimina|leva|cancella) (il|la|l') <tag> {tag} (a|ad|al|da|dal|di) <person> <more>
        (togli|rimuovi|elimina|leva|cancella) (a|ad|al|da|dal) <person> <more> (il|la|l') <tag> {tag}
    """,
    "list_tags": """
        (quali|che) <tags> ha <person>
        quali sono (i|le) <tags> (di|del) <person>
        [<show>] [i|le] <tags> (di|del) <person>
    """,
    "tagged_candidates": """
        [<show>] [i|tutti i] <people> con <tag> {tag}
        (chi|quali <people>|che <people>) (ha|hanno) (il|la|l') <tag> {tag}
        [<show>] [i|tutti i|le] <people> (con|che hanno) (il|la|l') <tag> {tag}
        [<show>] [i|tutti i|le] <people> (etichettati|etichettate|contrassegnati|taggati) [come|con] {tag}
        (chi|quali <people>) (e|sono) (etichettato|etichettati|contrassegnati|taggati|taggato) [come|con] {tag}
    """,
    "list_notes": """
        <show> (tutti|tutte) (i|le|gli) (note|appunti|commenti) (su|di) <person>
        [che] cosa abbiamo (annotato|scritto|segnato) (su|di) <person>
        [che] cosa e stato (annotato|scritto) (su|di) <person>
        (ci sono|abbiamo) (note|appunti|commenti) (su|di) <person>
        [<show>] [le|gli|i|nostre] (note|appunti|annotazioni|commenti) (su|di|del|riguardo a|sul) <person>
        (quali|che) (note|appunti|annotazioni|commenti) (abbiamo|ci sono|esistono) (su|di|sul|riguardo a) <person>
    """,
    "finish_task": """
        <task> <done>
        (completare|terminare|chiudere|spuntare) <task>
        <task> e [ora|stato|stata] <done>
        (segna|segni|contrassegna|imposta) <task> come <done>
        ho (finito|completato|terminato|fatto|concluso) <task>
        (completa|completi|termina|concludi|chiudi|spunta) <task>
    """,
    "finish_task done=false": """
        (riapri|riapra) <task>
        (segna|contrassegna) <task> come (aperto|aperta|da fare|non fatto|non fatta)
    """,
    "list_tasks assignee=me": """
        (quali|che) <tasks> mi (restano|rimangono) [da fare]
        [che] cosa ho (in programma|da fare|in agenda) [oggi|questa settimana]
        quali sono (i miei|le mie) <tasks> [aperti|aperte]
        (quali|che) <tasks> ho [aperti|aperte|oggi|ancora]
        [che] cosa (devo|dovrei) fare [oggi|questa settimana]
        [che] cosa mi (resta|rimane) da fare [oggi|questa settimana]
        [<show>] [i|le] (miei|mie) <tasks> [aperti|aperte]
    """,
    "inbox": """
        [<show>] (la mia|mia) (posta in arrivo|casella)
        [che] cosa mi aspetta
        [che] cosa richiede la mia attenzione
    """,
    "timeline": """
        (ci sono|abbiamo) (novita|notizie|aggiornamenti) (su|di|per) <person> [{when}]
        cos' e (successo|accaduto|capitato) (con|a|ad) <person> [{when}]
        ([che] cosa|che) e (successo|accaduto|capitato) [{when1}] (con|a|ad) <person> [{when}]
        ([che] cosa|che) succede con <person> [{when}]
        (novita|notizie|aggiornamenti) (su|di|con|per) <person> [{when}]
        ([che] cosa|che) c' e di nuovo (su|con|per) <person> [{when}]
        [<show>] [<the>] (cronologia|storia|storico|attivita) (di|del|su|con) <person> [{when}]
        ([che] cosa|che) e (successo|accaduto) <job> [{when}]
        [<show>] [<the>] (cronologia|storia|storico|attivita) <job> [{when}]
    """,
    "stuck_applications": """
        quali (selezioni|processi|pratiche) (sono|restano) (ferme|fermi|bloccate|bloccati) [<job>]
        (chi|quali <applications>|che <applications>) (e|sono|resta|restano|rimane|rimangono) (bloccato|bloccati|bloccate|fermo|fermi|ferme|arenati|arenate) [<job>]
        (chi|quali <applications>|che <applications>) non (avanza|avanzano|procede|procedono) [<job>]
        (chi|quali <applications>) (aspetta|aspettano|attende) [<job>] da piu tempo [<job>]
        [<show>] [i|le] <applications> (bloccati|bloccate|fermi|ferme) [<job>]
    """,
    "report kind=funnel": """
        com' e (il|la) nostro (tasso di conversione|imbuto|funnel) [<job>] [{when}]
        dove perdiamo [i|dei] <applications> [<job>] [{when}]
        [<show>] [<the>] (imbuto|funnel) [di selezione|delle candidature|di assunzione|di conversione] [<job>] [{when}]
        (qual e|quali sono|[<show>]) [<the>] (tasso|tassi) di conversione [<job>] [{when}]
        com' e (l'|il) (imbuto|funnel) [di selezione] [<job>] [{when}]
    """,
    "report kind=time_to_hire": """
        [<show>] [il] tempo medio per (assumere|l' assunzione) [<job>] [{when}]
        quanto [tempo] (ci vuole|ci mettiamo|impieghiamo) (per|a|ad) assumere [qualcuno|una persona] [<job>] [{when}]
        quanti giorni (servono|ci vogliono|impieghiamo) [<job>] (per|a) (assumere|coprire una posizione) [<job>] [{when}]
        quanto [tempo] (ci vuole|ci mettiamo|impieghiamo|serve) (per|a|ad) (assumere|coprire una posizione) [<job>] [{when}]
        in quanto tempo (assumiamo|copriamo le posizioni) [<job>] [{when}]
        (qual e|[<show>]) [<the>] (tempo|tempi) [medio|medi] (di|per) (assunzione|l' assunzione) [medio] [<job>] [{when}]
    """,
    "report kind=time_in_stage": """
        (qual e|[<show>]) [<the>] (tempo|durata) [medio|media] (per|in ogni) fase [<job>] [{when}]
        quanto [tempo] (restano|rimangono|stanno) [<the>] <applications> in (ogni|ciascuna) fase [<job>] [{when}]
    """,
    "report kind=sources": """
        (quale fonte|quali fonti|quale canale|quali canali) (porta|portano|fornisce|forniscono) (piu|il maggior numero di) <applications> [<job>] [{when}]
        da dove (vengono|provengono|arrivano) [<the>] <applications> [<job>] [{when}]
        (da|attraverso|tramite) (quali|che) canali (arrivano|vengono|provengono) [<the>] <applications> [<job>] [{when}]
        [<show>] [<the>] (fonti|provenienza|origine) (delle|dei|di) <applications> [<job>] [{when}]
    """,
    "list_stages": """
        (quali sono|[<show>]) le (fasi|tappe) <job>
        (quali|che) (fasi|tappe) ha [<the>] posizione ([n|numero] {job_id}|[di|da] {title})
    """,
    "delete_note mine=true": "(cancella|elimina) la mia [ultima] nota (su|di) <person>",
}

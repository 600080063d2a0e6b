"""Orders to note the preceding text, in seven languages: "put that in his notes"."""

NOTE_THAT = "|".join(
    f"{verb} {into} {notes}"
    for verb, into, notes in (
        (
            "(?:put|write|note|add|save|record|keep|log) (?:that|this|it)(?: down)?",
            "(?:in|into|to|on) (?:his|her|their|the)",
            "(?:notes?|file|profile|record)",
        ),
        (
            "(?:schreibe?|notiere?|trage?|vermerke?|packe?|setze?) (?:das|es|dies)(?: bitte)?",
            "(?:in|zu) (?:sein|ihr|d)(?:e|en|em|er|as)?",
            "(?:notiz(?:en)?|akte|profil)(?: ein)?",
        ),
        (
            "(?:mets|mettez|notez?|ajoutez?|ecris|ecrivez) (?:- )?(?:ca|cela|le)",
            "(?:dans|a) (?:ses|les|sa|son|la|le)",
            "(?:notes?|fiche|dossier|profil)",
        ),
        (
            "(?:(?:apunt|anot)al[oa]|(?:pon|escribe)l[oa]|(?:apunta|anota|pon|escribe) (?:eso|esto))",
            "en (?:sus?|las?|el)",
            "(?:notas?|ficha|perfil)",
        ),
        (
            "(?:poe|coloca|coloque|anota|anote|escreve|adiciona|regista|registra) (?:isso|isto)",
            "(?:nas?|nos?|ao|as)",
            "(?:notas?|ficha|perfil)(?: del[ea]| do candidato)?",
        ),
        (
            "(?:(?:metti|scrivi|aggiungi)lo|annotalo|segnalo|(?:metti|scrivi|aggiungi) (?:questo|cio))",
            "(?:nelle|nella|nel|alle|alla|al)(?: su[eao])?",
            "(?:note|scheda|profilo)",
        ),
        (
            "(?:zet|schrijf|noteer) (?:dat|dit|het)",
            "(?:in|bij) (?:haar|zijn|hun|de|het)",
            "(?:notities?|dossier|profiel)",
        ),
    )
)

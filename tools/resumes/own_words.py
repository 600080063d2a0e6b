"""Personal headings of sections, by language, and labels of the desired work."""

from collections.abc import Mapping

HEADINGS: Mapping[str, str] = {
    "en": "Where I have worked|What I've done so far|My working life|The jobs I have held|Paid work|Right now;"
    "What I learnt|Where I studied|Learning|Schooling and courses;What I am good at|Tools I use;"
    "Who I am|A few words about me|What drives me",
    "de": "Was bisher geschah|Wo ich gearbeitet habe|Meine Stationen|Mein Weg|Was ich gemacht habe|Stationen;"
    "Was ich gelernt habe|Wo ich gelernt habe|Lehrzeit und Schule;Was ich kann|"
    "Womit ich arbeite;Wer ich bin|Kurz gesagt",
    "fr": "Ce que j'ai fait|Mes postes|Mon chemin|Où j'ai travaillé|Itinéraire|Mes étapes;"
    "Ce que j'ai appris|Mes études|Mes diplômes;Ce que je sais faire|Mes outils;Qui je suis|En deux mots",
    "es": "Lo que he hecho|Mi recorrido|Dónde he trabajado|Mi camino|Mis puestos|Recorrido;"
    "Lo que he estudiado|Mis estudios|Lo que aprendí;Lo que sé hacer|Lo que manejo;Quién soy|En pocas palabras",
    "it": "Cosa ho fatto|Dove ho lavorato|Il mio percorso|Le mie tappe|Il mio lavoro|Finora;"
    "Cosa ho studiato|Gli studi|I miei studi;Cosa so fare|Cosa so usare;Chi sono|In due parole",
    "pt": "O que já fiz|Onde trabalhei|O meu caminho|Onde eu trabalhei|Minha trajetória|Percurso;"
    "O que estudei|Os meus estudos|O que aprendi;O que sei fazer|O que uso;Quem sou|Em poucas palavras",
    "nl": "Wat ik heb gedaan|Waar ik heb gewerkt|Mijn weg tot nu toe|Mijn werk|Wat ik deed|Daarvoor;"
    "Wat ik heb geleerd|Waar ik heb geleerd|Mijn opleidingen;Wat ik kan|Waar ik mee werk;Wie ik ben|In het kort",
}
"""Lists of headings separated by "|". Jobs, studies, skills and introduction are separated by ";"."""

OBJECTIVES: Mapping[str, str] = {
    "en": "Objective|Position sought|Career objective|Target role",
    "de": "Ziel|Angestrebte Position|Berufsziel|Bewerbung als",
    "fr": "Objectif|Poste recherché|Objectif professionnel",
    "es": "Objetivo|Puesto deseado|Objetivo profesional",
    "it": "Obiettivo|Posizione desiderata|Obiettivo professionale",
    "pt": "Objetivo|Cargo pretendido|Objetivo profissional",
    "nl": "Doel|Gewenste functie|Ambitie",
}
"""Labels of the desired work, separated by "|"."""

"""The vocabulary of orders in seven languages: one table an action, with phrases folded as in `learned.words`.

No table has a word that negates, sets a condition or names a time, so a message with one isn't read.
"""

from enum import Enum, auto

from recruit.domain.engines.language.lists.phrases import fits, phrases


class Action(Enum):
    """The action of an order's verb.

    PUT is ADD or MOVE, depending on its arguments. PUBLISH makes a job public, or private. SHOW shows something.
    """

    CLOSE = auto()
    PAUSE = auto()
    REOPEN = auto()
    PUBLISH = auto()
    DELETE = auto()
    REJECT = auto()
    HIRE = auto()
    MOVE = auto()
    PUT = auto()
    ADD = auto()
    DRAFT = auto()
    SHOW = auto()


STATUSES = {Action.PAUSE: "on_hold", Action.REOPEN: "open"}
"""Statuses of jobs that orders set."""

PUBLIC = phrases("public[oa]? | publique | offentlich | openbaar | pubblic[oa]")
PRIVATE = phrases("private? | privat[oa]? | prive | privad[oa] | internal | intern[oae]?")
UNPUBLISH = phrases("""
    unpublish | depubliez? | despubli(?:ca|que) | hide | versteck | verstecke | verstecken | verberge | cache | cacher | cachez
    masque | masquer | masquez | oculta | oculte | ocultar | esconde | esconda | esconder | nascondi | nasconda | nascondere | verberg
""")

AGAIN = phrases(
    "again | wieder | a nouveau | de nouveau | de nuevo | otra vez | de novo | novamente | di nuovo | opnieuw | weer"
)

INITIAL_VERBS = {
    Action.CLOSE: phrases(r"""
        (?:mach|mache|machen)(?=(?: \S+){1,6} zu (?:[.!] )?$) | close | shut | archive | schliess | schliesse
        schliessen | schliessen sie | ferme | fermer | fermez | cloture | cloturer | cierra | cierre | cerrar | feche
        fecha | fechar | encerra | encerre | encerrar | chiudi | chiuda | chiudere | sluit | sluiten
    """),
    Action.PAUSE: phrases("""
        pause | freeze | pausiere | pausieren | pausieren sie | suspends | suspendre | pausa | pausar | suspende
        suspenda | suspender | sospendi | sospenda | sospendere | pauzeer | pauzeren
    """),
    Action.REOPEN: phrases(rf"""
        (?:ouvre|ouvrez|abre|abra|abrir|apri|apra)(?=(?: \S+){{0,6}} {AGAIN} ) | reopen | rouvre | rouvrir | reabre | reabrir | reabra | riapri | riapra | riaprire | heropen | heropenen
    """),
    Action.PUBLISH: phrases(rf"""
        {UNPUBLISH} | publish | advertise | veroffentliche | veroffentlichen | publie | publier | publiez | depublie | depubliez
        publica | publique | publicar | despublica | despublique | pubblica | pubblichi | pubblicare | publiceer | publiceren
        (?:make|set|turn|mach|mache|machen|setz|setze|rends|rendre|rendez|mets|passe|haz|haga|hacer|pon|ponga|torna|torne|tornar|deixa|deixe|deixar|coloca|coloque|rendi|renda|rendere|metti|metta|maak|maken|zet)(?=(?: \S+){{0,6}} (?:{PUBLIC}|{PRIVATE}) )
    """),
    Action.DELETE: phrases("""
        delete | remove | losch | losche | loschen | loschen sie | supprime | supprimer | supprimez | elimina | elimine
        eliminar | borra | borre | borrar | apaga | apague | apagar | exclui | exclua | excluir | cancella | cancelli
        cancellare | eliminare | verwijder | verwijderen
    """),
    Action.REJECT: phrases("""
        reject | decline | turn down | lehn | lehne | lehnen sie | sag | sage | ablehnen | refuse | refuser | refusez
        rejette | rejeter | rejetez | ecarte | ecarter | rechaza | rechace | rechazar | descarta | descarte | descartar
        rejeita | rejeite | rejeitar | recusa | recuse | recusar | reprova | reprove | rifiuta | rifiuti | rifiutare
        scarta | scarti | scartare | wijs | afwijzen
    """),
    Action.HIRE: phrases(r"""
        hire | stell | stelle(?=(?: \S+){1,6} ein (?:[.!] )?$) | stellen sie | embauche | embaucher | recrute | contrata
        contrate | contratar | assumi | assuma | assumere | neem
    """),
    Action.MOVE: phrases("""
        move | verschieb | verschiebe | verschieben | verschieben sie | schieb | schiebe | passe | passer | passez
        fais passer | deplace | deplacer | mueve | mueva | mover | pasa | pase | pasar | mova | passa | passar | sposta
        sposti | spostare | passi | verplaats | verplaatsen
    """),
    Action.PUT: phrases("""
        put | set | place | setz | setze | setzen sie | mets | mettre | mettez | pon | ponga | poner | coloca | coloque
        colocar | poe | ponha | metti | metta | mettere | zet | zetten | plaats | plaatsen
    """),
    Action.ADD: phrases("""
        add | assign | fug | fuge | fuege | fugen sie | ajoute | ajouter | ajoutez | inscris | anade | anada | anadir
        agrega | agregue | agregar | inscribe | adiciona | adicione | adicionar | acrescenta | acrescente | inclui
        inclua | aggiungi | aggiunga | aggiungere | inserisci | inserisca | voeg | toevoegen
    """),
    Action.DRAFT: phrases("""
        draft | write | compose | prepare | send | schreib | schreibe | schreiben sie | verfasse | entwirf | formuliere
        schick | schicke | schicken sie | sende | envoie | envoyer | envoyez | redige | redigez | rediger | ecris
        ecrivez | ecrire | redacta | redacte | redactar | escribe | escriba | escribir | envia | enviar | manda | mandar
        redija | escreve | escreva | escrever | envie | mande | scrivi | scriva | scrivere | invia | inviare | schrijf
        schrijven | stuur | sturen | email
    """),
}
"""Verbs at the start of an order, in the imperative or the infinitive."""

FINAL_VERBS = {
    Action.PUBLISH: phrases("veroffentlichen | publiceren"),
    Action.DELETE: phrases("loschen | verwijderen"),
    Action.CLOSE: phrases("schliessen | sluiten"),
    Action.PAUSE: phrases("pausieren | pauzeren"),
    Action.REOPEN: phrases("heropenen | wiedereroffnen"),
    Action.REJECT: phrases("ablehnen | absagen | afwijzen"),
    Action.HIRE: phrases("einstellen | aannemen"),
    Action.MOVE: phrases("verschieben | verplaatsen"),
    Action.PUT: phrases("setzen | zetten | plaatsen"),
    Action.ADD: phrases("hinzufugen | aufnehmen | toevoegen"),
}
"""Infinitives at the end of an order, in German and Dutch."""

PRONOUN_VERBS = {
    Action.DELETE: phrases("(?:borr|elimin|cancell)al[oa]"),
    Action.REJECT: phrases(
        "(?:rechaz|descart|rifiut|scart)al[oa]s? | (?:rechac|descart)el[oa]s? | rifiutarl[oa] | rechazarl[oa]"
    ),
    Action.HIRE: phrases("contratal[oa] | assumil[oa]"),
    Action.MOVE: phrases("(?:muev|mov)el[oa] | (?:pas|spost|pass)al[oa] | moverl[oa] | pasarl[oa] | spostarl[oa]"),
    Action.PUT: phrases("ponl[oa] | mettil[oa]"),
    Action.ADD: phrases("anadel[oa] | agregal[oa] | inscribel[oa] | aggiungil[oa] | inseriscil[oa]"),
    Action.DRAFT: phrases(
        "escribel[ea] | redactal[ea] | scrivil[ei] | scrivigli | (?:mand|envi)al[ea] | inviagli | inviale"
    ),
}
"""Verbs with a suffixed "him" or "her"."""

PARTICLES = {
    **dict.fromkeys(["lehn", "lehne", "lehnen", "sag", "sage"], "ab"),
    **dict.fromkeys(["stell", "stelle", "stellen"], "ein"),
    "wijs": "af",
    "neem": "aan",
}
"""Verbs that only have this meaning with a particle."""

PRONOUNS = phrases("""
    her | him | them | ihn | ihm | ihr | sie | la | le | lo | lui | l' | ella | ela | ele | o | a | lei | haar | hem
    ze
""")
HOLD = phrases("""
    on hold | auf eis | auf pause | en pause | en attente | en pausa | en espera | em pausa | em espera | in pausa
    in attesa | in de wacht | stil
""")
STAGE_NOUNS = phrases("""
    stage | step | status | phase | round | stufe | etape | statut | stade | etapa | fase | estado | stato | stap
""")
MESSAGES = phrases("""
    (?:first |short |friendly )?(?:e (?:- )?mail|email|mail|message|note|letter|outreach)(?: message| email)?
    nachricht | anschreiben | einladung
    invitation | message
    courriel | correo | mensaje | mensagem | convite | invitacion | messaggio | lettera | invito | bericht | mailtje
    uitnodiging | carta
""")
FILLERS = phrases("""
    the | a | an | one | to | for | on | in | at | into | onto | as | of | please | pls | plz | also | too | now
    thanks | thx | danke | gracias | obrigad[oa] | grazie | bedankt | directly | direkt | gleich | directement
    directamente | diretamente | direttamente | meteen | direct | about | nice | kind | friendly | polite | warm | short
    can | could | would | you | application | her | his | their
    die | der | das | den | dem | des | ein | eine | einen | einem | einer | zu | zum | zur | ins | im | auf | fur | an
    bei | von | bitte | auch | noch | mal | jetzt | nette | freundliche | kurze | kannst | konntest | konnen | du | sie
    le | la | les | l' | du | de | d' | au | aux | en | pour | sur | dans | comme | un | une | aussi | svp | stp | s'
    il | te | plait | peux | pouvez | pourriez | tu | vous | - | merci
    el | los | las | al | del | para | por | como | una | tambien | favor | favore | puedes | puede | podrias | ahora
    o | os | as | ao | a | do | da | na | nas | em | pra | um | uma | tambem | voce | pode | poderia | agora
    il | lo | i | gli | all' | alla | allo | nel | nella | nell' | sul | sulla | sull' | di | della | dell' | per | come
    uno | anche | puoi | potresti | puo | ora
    het | een | op | naar | voor | aan | van | ook | even | eens | maar | erstmal | alsjeblieft | alstublieft | kun
    kunt | je | u | nu | graag
""")
"""Words that may accompany a verb and its object. "Als" is one before a stage only, as it also means "if"."""

IN_PIPELINE = phrases("no processo(?: seletivo)? | no pipeline | no funil | no cargo")
"""Portuguese for "in the pipeline". In other languages "no" alone is a negation."""

POLITE_WORDS = phrases("""
    can | could | would | will | you
    kannst | konntest | konnen | du | sie
    peux | pouvez | pourriez | tu | vous
    puedes | puede | podrias | voce | pode | poderia
    puoi | potresti | puo
    kun | kunt | je | u
    s' | il | te | plait | por | favor | per | favore
    hi | hello | hey | hallo | bonjour | salut | hola | ola | oi | ciao | ok | okay | thanks | thx | danke | merci
    gracias | obrigad[oa] | grazie | bedankt
""")
"""First words of a polite request."""

SEPARATORS = frozenset(
    ", ; . ! & + but aber sondern mais pero sino mas ma maar and n then und dann danach anschliessend et puis ensuite "
    "y e luego despues depois entao poi quindi dopo en "
    "daarna vervolgens plus afterwards".split()
)
AFTER_SEPARATORS = phrases("""
    and | n | then | also | please | pls | afterwards | next | after that
    und | dann | danach | anschliessend | bitte | auch
    et | puis | ensuite | aussi | apres
    y | luego | despues | tambien
    e | depois | entao | tambem
    poi | quindi | dopo | anche
    en | daarna | vervolgens | ook | dan
    but | aber | mais | pero | mas | ma | maar
""")
NOTE_NOUNS = phrases("""
    notes? | notiz | anmerkung | vermerk | nota | remarque | anotacao | annotazione | notitie | aantekening
""")
NOTE_HEAD = phrases("""
    add | leave | write | make | put | quick | short | new | down
    fug | fuge | fuege | schreib | schreibe | hinterlasse | kurze | neue | hinzu | dazu
    ajoute | ajouter | ecris | laisse | petite
    anade | agrega | deja | escribe | pon | hazle
    adiciona | adicione | acrescenta | acrescente | deixa | deixe | escreve | escreva | coloca | coloque
    aggiungi | aggiunga | lascia | scrivi | metti | inserisci
    voeg | zet | maak | schrijf | toe | korte | over | uber | sobre | su
    to | for | on | about | of | a | an | the | another
    zu | zum | zur | fur | bei | der | die | eine | eines
    une | la | le | pour | sur | au | una
    al | para | para o | uma | ao | do | da | no perfil de
    per | di | il | een | de
    het | bij | voor | van | op | aan
    candidate | kandidat | candidat | candidato | candidata | kandidaat | profile | her | him | ihr | ihm | sie | lui
    haar | hem | profil | please | bitte | hinzufugen
""")
SAYING = phrases("saying | that | dass | que | che | dat")
NEGATED_VERBS = {
    Action.CLOSE: "cierres",
    Action.REJECT: "rechaces|descartes",
    Action.HIRE: "contrates",
    Action.MOVE: "muevas|pases",
    Action.PUT: "pongas",
    Action.ADD: "anadas|agregues",
}
"""Verbs after a negation in Spanish."""

CONTRASTS = frozenset("but aber sondern mais pero sino mas ma maar . ; !".split())
"""Words that end a negation: "don't reject Ann and close job 3" may negate both."""

CONDITIONS = phrases("""
    if | unless | when | once | until | before | after | otherwise | as soon
    wenn | falls | sobald | sofern | bevor | nachdem | sonst
    si | quand | lorsque | des que | avant
    cuando | en cuanto | antes
    se | quando | assim que | caso
    appena | prima
    als | zodra | wanneer | indien | voordat
""")
"""First words of a condition or a time."""

CHANGING = phrases("""
    raise | increase | lower | cut | reduce | bump | set | change | make | assign | erhohe | erhoh | senke | senk | setze | setz | andere | ander
    augmente | augmentez | baisse | baissez | mets | change | sube | suba | baja | baje | aumenta | aumente | reduce | reduzca | abaixa | abaixe
    alza | alzi | abbassa | abbassi | riduci | verhoog | verlaag | zet | wijzig
""")
"""First words of orders to change something, which no list or ranking answers."""


def is_courtesy(key: str) -> bool:
    """Tell whether a word may precede an order: "please", "and then", "could you"."""
    return fits(AFTER_SEPARATORS, key) or fits(POLITE_WORDS, key)

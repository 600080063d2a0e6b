"""Orders that no tool of the chat carries out: changes of a candidate's fields, of notes, and several undone at once."""

from collections.abc import Sequence
from enum import Enum, auto
from itertools import dropwhile

from recruit.domain.engines.language.learned.kinds import kind_of
from recruit.domain.engines.language.learned.linking import Linked
from recruit.domain.engines.language.lists.phrases import compiled, fits, match_length, phrases, spaced
from recruit.domain.engines.language.orders import words
from recruit.domain.engines.language.orders.words import Action
from recruit.domain.engines.language.politeness import asks
from recruit.domain.engines.language.requests import Kind

MOST_BEFORE = 5
"""Most words before the noun of an order: "please change the mobile phone number"."""

_CHANGING = phrases("""
    change | update | set | edit | correct | fix | amend | replace
    andere | andern | aendere | aktualisiere | setze | korrigiere | ersetze
    change | changer | changez | modifie | modifier | mets | corrige | remplace | actualise
    cambia | cambie | cambiar | actualiza | actualice | modifica | corrige | pon
    muda | mude | mudar | altera | altere | alterar | atualiza | atualize | corrige
    cambiare | aggiorna | modificare | correggi | metti
    wijzig | verander | pas | zet | corrigeer
""")
_RENAMING = phrases(
    "rename | umbenennen | benenne | renomme[rz]? | renombra[r]? | renomeia | renomear | rinomina[re]? | hernoem"
)
_SEVERAL = phrases(r"""
    [2-9] | \d\d+ | two | three | four | five | both | all | every | everything | twice | zwei | drei | vier | beiden? | alles? | zweimal
    deux | trois | quatre | tou[st]e?s? | dos | tres | cuatro | ambos | tod[oa]s? | duas | dois | quatro | tudo | due | tre | tutt[oei]
    entramb[ei] | twee | drie | beide | alle
""")
"""Words for more than one change."""
_SEVERAL_COPIES = phrases(r"""
    twice | (?:two|three|four|five|\d+) (?:times|copies) | zweimal | dreimal | (?:zwei|drei|\d+) (?:mal|kopien) | (?:deux|trois|\d+) (?:fois|copies)
    (?:dos|tres|\d+) (?:veces|copias) | (?:duas|dois|tres|\d+) (?:vezes|copias) | (?:due|tre|\d+) (?:volte|copie) | (?:twee|drie|\d+) (?:keer|maal|kopieen)
""")
_REMOVING = phrases("""
    remove | delete | erase | drop | losche | loschen | entferne | entfernen | supprime | supprimer | efface | enleve | retire
    borra | borrar | elimina | eliminar | quita | apaga | apagar | remove | remover | tira | cancella | cancellare | rimuovi
    elimina | togli | verwijder | wis | schrap
""")
_FIELDS = phrases("""
    experience | years | erfahrung | experiencia | esperienza | ervaring | phone | telephone | mobile | cell | e | email | mail | mails | address | linkedin | github | website | birthday | headline | surname
    telefon | telefonnummer | handynummer | mailadresse | adresse | anschrift | nachnamen? | wohnort
    portable | courriel | nom | domicile
    telefono | movil | correo | direccion | apellido
    telefone | telemovel | celular | endereco | sobrenome
    cellulare | indirizzo | cognome
    telefoonnummer | telefoon | adres | achternaam | mailadres
""")
_PROFILE = (
    rf"{_CHANGING} (?:his|her|their|the|das|ihr|sein|son|sa|la|su|o|seu|suo|il|la sua|het|zijn|haar) "
    "(?:profile|record|details|profil|daten|fiche|perfil|ficha|profilo|scheda|profiel)"
)
"""An order to change a candidate's record, at any place in the message."""


_OFFERS = "(?:\\w*offers?|interviews?|\\w*angebot\\w*|\\w*gesprach\\w*|\\w*termin|offre|entretien|oferta|entrevista|proposta|offerta|colloquio|aanbod|gesprek)"
_UP_TO = "(?: \\S+){0,4}"
_REVOKING = phrases(rf"""
    (?:withdraw|rescind|retract|revoke|cancel|postpone|reschedule|call off|take back|put off){_UP_TO} {_OFFERS}
    (?:zieh|ziehe|nimm){_UP_TO} {_OFFERS}{_UP_TO} zuruck | (?:storniere|widerrufe|annulliere){_UP_TO} {_OFFERS} | (?:sag|sage){_UP_TO} {_OFFERS}(?: mit \S+(?: \S+)?)? ab
    (?:retire|annule|revoque|reporte|repousse){_UP_TO} {_OFFERS} | (?:retira|cancela|anula|revoca|aplaza|pospon){_UP_TO} {_OFFERS}
    (?:adia|adie|desmarca|desmarque){_UP_TO} {_OFFERS} | (?:ritira|annulla|revoca|rinvia|rimanda){_UP_TO} {_OFFERS}
    trek{_UP_TO} {_OFFERS}{_UP_TO} in | (?:annuleer|verzet){_UP_TO} {_OFFERS} | zeg{_UP_TO} {_OFFERS}(?: \S+)* af
""")
"""Orders to withdraw or postpone an offer or an interview. They don't move the candidate to that stage."""
_OUT_OF = phrases(
    r"(?:move|take|get|put|pull) (?:\S+ ){1,3}out of (?:(?:the|his|her|their) )?(?:interview|screening|offer) | un(?: - )?(?:reject|hire)(?:ed)?"
)
"""Orders that leave or undo a stage without naming another."""
_REQUESTS = phrases(r"""
    requests? | invitations? | invites? | demands? | proposals? | suggestions? | ideas? | anfragen? | einladung(?:en)? | \w*forderung(?:en)? | vorschlage?
    demandes? | invitacion(?:es)? | peticion(?:es)? | solicitudes | propuestas? | pedidos? | convites? | sugest(?:ao|oes) | richiest[ae] | invit[oi]
    proposte? | verzoek(?:en)? | uitnodiging(?:en)? | voorstel(?:len)?
""")
"""Nouns after "decline" that make an order no rejection."""


class Unsupported(Enum):
    """The kinds of orders that no tool carries out."""

    FIELD = auto()
    """Changes a field of a candidate."""
    NOTE = auto()
    """Removes a note."""
    COPIES = auto()
    """Makes several copies of a job."""
    UNDOING = auto()
    """Undoes several changes."""
    REVOKING = auto()
    """Takes back or puts off an offer, an interview or a stage, or turns down a request."""


def unsupported(linked: Linked, tools: Sequence[str]) -> Unsupported | None:
    """Return what a message orders that the chat can't do; None for any other message.

    `tools` are those of the message's reading.
    """
    keys = [word.key for word in linked.words]
    keys = list(dropwhile(lambda key: fits(words.POLITE_WORDS, key) or not key[0].isalnum(), keys))
    keys = list(dropwhile(lambda key: fits(words.AFTER_SEPARATORS, key), keys))
    if not keys or asks(linked.message):
        return None
    text = spaced(keys)
    if linked.people and compiled(_PROFILE).search(text):
        return Unsupported.FIELD
    if compiled(_REVOKING).match(text) or compiled(_OUT_OF).match(text) or _declines_request(keys, tools):
        return Unsupported.REVOKING
    if list(tools) == ["undo"] and any(fits(_SEVERAL, key) for key in keys):
        return Unsupported.UNDOING
    if list(tools) == ["clone_job"] and compiled(_SEVERAL_COPIES).search(text):
        return Unsupported.COPIES
    return _of_candidate(linked, keys)


def _of_candidate(linked: Linked, keys: Sequence[str]) -> Unsupported | None:
    """Tell an order to remove a note, or to change a field of a candidate."""
    head = keys[1 : 1 + MOST_BEFORE]
    if fits(_REMOVING, keys[0]) and any(fits(words.NOTE_NOUNS, key) for key in head[:2]):
        return Unsupported.NOTE
    kinds = {kind_of(word.key) for word in linked.words}
    if Kind.JOB in kinds or not (linked.people or Kind.CANDIDATE in kinds):
        return None
    changes = fits(_CHANGING, keys[0]) and any(fits(_FIELDS, key) for key in head)
    return Unsupported.FIELD if changes or fits(_RENAMING, keys[0]) else None


def _declines_request(keys: Sequence[str], tools: Sequence[str]) -> bool:
    """Tell whether an order declines an invitation or a request: "decline Bob's invitation", "Anfrage ablehnen"."""
    if list(tools) != ["reject_application"]:
        return False
    first = match_length(words.INITIAL_VERBS[Action.REJECT], keys) > 0
    near = keys[: 1 + MOST_BEFORE] if first else keys[-2:] if fits(words.FINAL_VERBS[Action.REJECT], keys[-1]) else ()
    return any(fits(_REQUESTS, key) for key in near)

"""Orders whose verb is an action that no tool has: sending, scheduling, exporting and inviting, in seven languages.

order = { courtesy } , verb , …  |  … , infinitive ;    "send the offer to Ann", "Ann das Angebot schicken"

Such a clause is never read as another change, although it names a stage: "send Ann the offer" moves no application.
"""

from collections.abc import Iterator, Sequence
from enum import Enum, auto
from itertools import dropwhile, islice

from recruit.domain.engines.language.learned.kinds import kind_of
from recruit.domain.engines.language.learned.linking import Linked
from recruit.domain.engines.language.lists.phrases import compiled, occurs, phrases, spaced
from recruit.domain.engines.language.orders import words
from recruit.domain.engines.language.orders.unused import clauses
from recruit.domain.engines.language.requests import Kind, Request, Wish


class MissingAction(Enum):
    """An action that no tool has."""

    SEND = auto()
    SCHEDULE = auto()
    EXPORT = auto()
    INVITE = auto()


_PERSON = "@"
"""Stands for a person's name, id or pronoun in the text that the expressions match."""

_PRONOUNS = frozenset("her him them ihm ihr ihnen lui le les ella lei gli haar hem hen".split())
_SENDING = phrases("""
    send | mail | email | e - mail | forward | hand | sign | countersign | print | approve | unterschreibe | unterschreib | drucke | signe | assine | teken | schick | schicke | schicken sie | sende | senden sie | maile | envoie | envoyez | envoyer | transmets
    envia | envie | enviar | manda | mande | mandar | invia | inviare | spedisci | stuur | sturen | verstuur
""")
_ARTICLES = phrases("""
    the | a | an | this | that | his | her | their | our | das | die | den | dem | der | ein | eine | einen | ihr | ihre | sein | seine | unser
    le | la | les | l' | un | une | son | sa | notre | el | los | su | nuestra | o | os | um | uma | seu | sua | nossa | il | lo | i | una
    l | d | het | de | een | zijn | haar | onze
""")
_LETTERS = phrases(r"""
    \w*offers? | contracts? | \w*agreements? | \w*angebot\w* | \w*vertrag\w* | offre | contrat | oferta | contrato | proposta | offerta
    contratto | \w*aanbod | contract | aanbieding | aufgabe | test | assignment | questionnaire
""")
"""Documents that would be sent. Messages are drafted: "send Ann an email" asks for a draft."""

_SCHEDULING = phrases("""
    schedule | reschedule | book | arrange | set up | organise | organize | plan | plane | planen sie | vereinbare | vereinbaren sie | terminiere | buche
    organisiere | planifie | planifiez | programme | organise | fixe | programa | programe | agenda | agende | organiza | marca | marque | fissa
    pianifica | programma | organizza | plan | regel
""")
_MEETINGS = phrases(r"""
    \w*interviews? | calls? | meetings? | appointments? | debriefs? | \w*gesprach\w* | \w*termine? | entretiens? | rendez | entrevistas? | llamada | reunion | cita
    chamada | reuniao | colloqui[oe] | riunione | appuntamento | \w*gesprek\w* | afspraak
""")
_EXPORTING = phrases("""
    export | download | exportiere | exportieren sie | exporte | exportez | exporter | exporta | exportar | esporta | esportare
    exporteer | exporteren | telecharge | descarga | descarregue | scarica
""")
_RECORDS = phrases(r"""
    all | everything | alles? | toutes? | tout | tod[oa]s? | tudo | tutt[oi] | \w*data | \w*daten | donnees | datos | dados | dati | gegevens | jobs? | applications?
    \w*liste? | report | csv | excel | pdf | resume | cv | lebenslauf
""")
_INVITING = phrases(r"""
    invite | invita | invitez | inviter | invitar | convida | convide | convoque | invitare | convoca
    (?:lad|lade|laden sie)(?=(?: \S+){1,8} ein (?:[.!] )?(?:$|fur|zum|zu)) | nodig(?=(?: \S+){1,8} uit (?:[.!] )?(?:$|voor|om))
""")
_OPENING = {
    MissingAction.SEND: (
        rf"{_SENDING}(?: (?:to|a|an|aan|au|al))? {_PERSON}(?! a (?:oferta|offerta|proposta))(?: {_ARTICLES})? {_LETTERS}"
        rf"|{_SENDING}(?: (?:out|over))?(?: {_ARTICLES})?(?: \S+)? {_LETTERS}"
    ),
    MissingAction.SCHEDULE: rf"{_SCHEDULING}(?:(?: (?:in|a|an|den|die))? {_PERSON}| {_ARTICLES}(?: \S+){{0,3}} {_MEETINGS}| {_MEETINGS})",
    MissingAction.EXPORT: rf"{_EXPORTING} (?:{_PERSON}|{_ARTICLES}|{_RECORDS})",
    MissingAction.INVITE: _INVITING,
}
_CLOSING = {
    MissingAction.SEND: rf"{_LETTERS}(?: \S+){{0,4}} (?:schicken|senden|zuschicken|sturen|versturen)",
    MissingAction.SCHEDULE: rf"{_MEETINGS}(?: \S+){{0,4}} (?:planen|vereinbaren|ansetzen|plannen|inplannen|afspreken)",
    MissingAction.EXPORT: "exportieren|exporteren|herunterladen|downloaden",
    MissingAction.INVITE: "einladen|uitnodigen",
}
"""Infinitives at the end, in German and Dutch."""

_TEXTS = frozenset(["add_note", "create_task", "create_job", "create_candidate", "clone_job", "draft_outreach"])
"""Tools whose orders may hold any words."""


def missing_action(linked: Linked, wishes: Sequence[Wish]) -> MissingAction | None:
    """Return the action that a message orders and no tool has; None for any other message. `wishes` are the grammar's."""
    if any(isinstance(wish, Request) and wish.tool in _TEXTS for wish in wishes):
        return None
    for text in _clause_texts(linked):
        for action in MissingAction:
            if compiled(_OPENING[action]).match(text) or compiled(rf"(?:{_CLOSING[action]})(?=(?: [.!?])? $)").search(
                text
            ):
                return action
    return None


def _clause_texts(linked: Linked) -> Iterator[str]:
    """Yield the text of each clause without courtesies, in which a mark stands for each person.

    If the message mentions a note, its further clauses may be the note's text, and only the first counts.
    """
    marked = list(_marked(linked))
    noted = occurs(words.NOTE_NOUNS, marked)
    for clause in islice(clauses(linked), 1 if noted else None):
        keys = [key for key in marked[clause.start : clause.end] if key]
        yield spaced(dropwhile(lambda key: words.is_courtesy(key) or not key[0].isalnum(), keys))


def _marked(linked: Linked) -> Iterator[str]:
    """Yield the key of each word: a mark for the first word of a person's name or id, and nothing for the others."""
    named = {at: at == mention.start for mention in linked.people for at in mention.indexes}
    for at, word in enumerate(linked.words):
        if at in named:
            yield _PERSON if named[at] else ""
        elif linked.tags[at] == "NUM" and at and kind_of(linked.words[at - 1].key) is Kind.CANDIDATE:
            yield ""
        elif kind_of(word.key) is Kind.CANDIDATE or word.key in _PRONOUNS:
            yield _PERSON
        else:
            yield word.key

"""Orders that take a candidate off a job, in seven languages: "take Jane off the baker list", "quita a Jane del puesto 3".

The order is read as a rejection, which keeps the application and can be undone. Every word must be in a table, or be a
name, a title or an id.
"""

from recruit.domain.engines.language.learned.directory import Directory
from recruit.domain.engines.language.learned.kinds import kind_of
from recruit.domain.engines.language.learned.linking import Linked
from recruit.domain.engines.language.learned.targets import Part, candidate, job
from recruit.domain.engines.language.lists.phrases import PhraseMatcher, fits, phrases
from recruit.domain.engines.language.memory import Memory
from recruit.domain.engines.language.orders import words
from recruit.domain.engines.language.requests import Kind, Pointed, Request

_VERBS = phrases("""
    take | remove | pull | drop | nimm | nehmen | entferne | entfernen | streich | streiche | streichen | retire | retirer | retirez
    enleve | enlever | enlevez | quita | quite | quitar | saca | saque | sacar | tira | tire | tirar | retira | retirar | remove
    remova | remover | togli | tolga | togliere | rimuovi | rimuova | rimuovere | leva | haal | halen | verwijder | verwijderen | schrap
""")
_ALLOWED = phrases("""
    off | from | out | list | shortlist | pipeline | pool | candidates | von | vom | aus | weg | herunter | runter | liste | du | des | lista
    del | de la | da | das | dos | processo | proceso | proces | dal | dalla | dallo | dall' | elenco | van | af | lijst | uit
""")


def read(linked: Linked, directory: Directory, memory: Memory) -> Request | None:
    """Return the rejection that a whole message orders; None for any other message."""
    part = Part.whole(linked, directory, memory)
    verb = next((key for key in part.keys if not words.is_courtesy(key)), None)
    if verb is None or not fits(_VERBS, verb) or not (part.people() or part.ids(Kind.CANDIDATE)):
        return None
    job_id, candidate_id = job(part), candidate(part)
    if len(part.people()) > 1 or isinstance(job_id, Pointed) or isinstance(candidate_id, Pointed):
        return None
    arguments = {"candidate_id": candidate_id, "job_id": job_id}
    return None if _has_other_words(part) else Request("reject_application", arguments, linked.message)


def _has_other_words(part: Part) -> bool:
    """Tell whether a part has words other than those of a removal."""
    matcher = PhraseMatcher(part.words)
    matcher.consume_each(at for mention in [*part.people(), *part.titles()] for at in mention.indexes)
    matcher.consume_each(figure.index for figure in part.numbered())
    for table in (_VERBS, _ALLOWED, words.FILLERS, words.POLITE_WORDS, words.AFTER_SEPARATORS):
        matcher.consume_words(table)
    return any(kind_of(part.keys[at]) not in {Kind.JOB, Kind.CANDIDATE} for at in matcher.remaining())

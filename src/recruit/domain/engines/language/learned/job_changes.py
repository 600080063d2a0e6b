"""Changes to a job, in seven languages: status, pay, place, title, skills, arrangement."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from recruit.domain.engines.language.arrangements import arrangements, denials
from recruit.domain.engines.language.learned.filters import found_places, skill_names
from recruit.domain.engines.language.learned.kinds import kind_of
from recruit.domain.engines.language.learned.new_titles import new_title
from recruit.domain.engines.language.learned.person_names import Mention
from recruit.domain.engines.language.learned.statuses import job_statuses
from recruit.domain.engines.language.learned.targets import Part
from recruit.domain.engines.language.learned.texts import quoted
from recruit.domain.engines.language.lists.phrases import occurs, phrases
from recruit.domain.engines.language.negation_words import BEFORE_VALUE
from recruit.domain.engines.language.pay import pay, rise
from recruit.domain.engines.language.requests import Kind
from recruit.domain.engines.skills.catalog import canonical_name

NICE_TO_HAVE = phrases(r"""
    (?:as )?(?:an? )?(?:nice|good) (?:- )?to (?:- )?haves?(?: skills?)? | (?:as )?(?:an? )?optional(?: skills?)? | (?:als )?wunsch\w*
    (?:comme )?(?:un )?atout | (?:como )?deseable | (?:como )?desejavel | (?:come )?preferibile | (?:als )?pluspunt
""")
"""Phrases for skills that aren't required."""

_SEPARATORS = frozenset(", ; & and und sowie et y e en".split())

_REOPENING = re.compile(
    r"\b(?:re-?open\w*|unclose\w*|unpause\w*|unfreeze\w*|re-?activat\w*|resume\w*|revive\w*|resurrect\w*|wake|rouvr\w*|"
    r"réouvr\w*|réactiv\w*|relanc\w*|reabr\w*|reativ\w*|reactiv\w*|riapr\w*|riattiv\w*|heropen\w*|wiedereröffn\w*|"
    r"reaktivier\w*|off hold|back on|back up)\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"\b(?:wieder|de nouveau|de nuevo|novamente|di nuovo|weer|again|nochmal)\b", re.IGNORECASE)
_PUTTING_OFF = re.compile(r"\b(?:ice|eis|glace|hielo|gelo|ghiaccio|ijs|stand-?by|on hold)\b", re.IGNORECASE)
_PAID = re.compile(
    r"salar|pay\b|paid|comp\b|compens|rate\b|band\b|gehalt|verdienst|salaire|rémun|remun|sueldo|sal[áa]rio|stipendi|RAL\b|"
    r"salaris|loon|\bm[aá]x(?:im\w*)?\b|\bm[ií]n(?:im\w*)?\b|massim|[€$£]|\bEUR\b|\bUSD\b|\d\s?k\b|\d{2,3}[.,]000|/hr|an hour",
    re.IGNORECASE,
)
_DROPPING = re.compile(
    r"\b(?:drop\w*|remov\w*|without|minus|w/o|take\b.*\boff|less|no longer|relax\w*|waiv\w*|scrap\w*|delete\w*|raus|"
    r"streich\w*|entfern\w*|ohne|weg|verzicht\w*|retir\w*|enlèv\w*|enlev\w*|supprim\w*|sans|quit\w*|sin|elimin\w*|"
    r"tira\w*|remov\w*|sem|togli\w*|toglie\w*|senza|schrap\w*|zonder|haal|nimm\b.*\baus|nehm\w*\b.*\baus|didn't (?:need|require)|isn't (?:needed|"
    r"required)|weren't|optional|doesn't need)\b",
    re.IGNORECASE,
)
_ADDING = re.compile(
    r"\b(?:add\w*|includ\w*|rais\w*|increas\w*|hinzu\w*|füge?\w*|erhöh\w*|ajout\w*|augment\w*|añad\w*|agreg\w*|aument\w*|"
    r"adicion\w*|acrescent\w*|aggiung\w*|voeg\w*|toevoeg\w*|verhoog\w*|verhog\w*)\b",
    re.IGNORECASE,
)
_REQUIRED = re.compile(
    r"\b(?:required|must|pflicht|obligat\w+|requis\w*|requerid\w+|richiest\w+|vereist\w*)\b", re.IGNORECASE
)
_HIDING = re.compile(
    r"\A\W*(?:\w+\W+)?(?:hide|unlist|versteck\w*|verberg\w*|cache[rz]?|masque[rz]?|ocult\w*|escond\w*|nascond\w*)\b",
    re.IGNORECASE,
)
"""An order to hide a job. "Hide the pay" is about a field that no tool changes."""

_KEEPING = re.compile(
    r"\b(?:all|alle|tou[st]e?s?|tod[oa]s|tutt[ei])\b.{0,30}\b(?:but|except|apart from|other than|außer|ausser|bis auf|sauf|excepto|menos|"
    r"exceto|tranne|eccetto|behalve)\b",
    re.IGNORECASE,
)
_REPLACING = re.compile(
    r"\b(?:replac|swap|exchang|substitut|ersetz|tausch|remplac|échang|reempla[zc]|sustitu|cambi|substitu|troc|troqu|sostitu|scambi|vervang)\w*\b"
    r"(?P<dropped>.+?)\b(?:with|for|by|durch|gegen|par|por|con|door)\b(?P<added>.+)",
    re.IGNORECASE,
)
_INSTEAD = re.compile(
    r"(?P<added>.+)\b(?:instead of|rather than|statt|anstatt|anstelle von|au lieu d[eu]|en lugar de|en vez de|em vez de|invece di|al posto di|in plaats van)\b"
    r"(?P<dropped>.+)",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"(?:\btitle\b|\btitel\b|\btitre\b|\bt[íi]tulo\b|\btitolo\b|\brename\w*|\bumbenenn\w*|\brenomm\w*|\bretitle\w*|"
    r"\bcalled\b|\bas\b (?=(?-i:[A-Z]))|\bnow\b (?=(?-i:[A-Z\"])))",
    re.IGNORECASE,
)
_NEW_TITLE = re.compile(
    r"(?:\bto\b|\bas\b|\binto\b|\bin\b|\ben\b|\bà\b|\ba\b|\bnaar\b|\bauf\b|=|:|\bshould be\b|\bcalled\b|\bis\b)\s+[\"“']?"
    r"([A-Z][\w+#/&'’.,-]*(?:\s+(?:(?:of|for|&|de|du|des|del|di|della|do|da|dos|das|van|für)\s+)?[A-Z(][\w+#/&'’.)-]*){0,5})"
)
_PLACED = re.compile(
    r"locat|city\b|place\b|stadt|standort|\bort\b|lieu|ville|localis|ubicaci|ciudad|local\b|cidade|sede|città|locatie|"
    r"stad\b|mov(?:e|ing)\b|relocat|\bsay\b|for\b|para\b|pour\b|für\b|per\b|voor\b|in\b|->|→|to\b|naar\b|nach\b|\bà\b|=",
    re.IGNORECASE,
)

_PLACE_NOUN = re.compile(
    r"\b(?:location|city|place|standort|ort|stadt|lieu|ville|localisation|ubicaci[oó]n|ciudad|local|cidade|sede|città|locatie|stad|plaats)\b",
    re.IGNORECASE,
)
"""Nouns for a job's place: the place beside one is no skill."""

MOST_SKILLS = 10


def changes(part: Part) -> dict[str, Any]:
    """Return the fields that a part of a message sets; empty if none is understood.

    Clauses that set different fields are read each by itself: "rename it to Cloud Lead and move it to Leeds".
    """
    each = [found for one in _clauses(part) if (found := _changes(one))]
    merged = {name: value for found in each for name, value in found.items()}
    adds_once = len(_ADDING.findall(part.text)) == 1 and not _REQUIRED.search(part.text)
    if merged.keys() == {"add", "add_nice_to_have"} and adds_once:
        return _changes(part)  # "add Docker and Kubernetes as nice to have"
    return merged if len(each) > 1 and len(merged) == sum(map(len, each)) else _changes(part)


def _clauses(part: Part) -> Iterator[Part]:
    """Yield the clauses between conjunctions and commas."""
    begin = part.start
    for index in range(part.start, part.end + 1):
        if index == part.end or part.linked.words[index].key in _SEPARATORS:
            if index > begin:
                yield replace(part, start=begin, end=index)
            begin = index + 1


def _changes(part: Part) -> dict[str, Any]:
    """Return the fields that a clause sets; empty if none is understood, or it both adds and drops."""
    text = part.text
    if _ADDING.search(text) and _DROPPING.search(text):
        return {}
    found: dict[str, Any] = {}
    hides = bool(_HIDING.search(text)) and not _PAID.search(text)
    status = _status(part, text)
    if hides:
        found["is_public"] = False
    elif status:
        found["status"] = status
    if _PAID.search(text):
        paid = _without_names(part)
        found |= rise(paid) or pay(paid)
    if title := _title(part):
        found["title"] = title
    found |= {} if found else _place_by_noun(part)
    targets = {one for mention in part.titles() for one in mention.ids}
    titles = [job.title for job in part.directory.jobs if job.id in targets]
    others = "\n".join([str(found.get("title", "")), *found_places(part), *titles]).lower()
    outside = _without_target(part).lower()
    listed = [skill for skill in skill_names(part) if skill.lower() not in others and skill.lower() in outside]
    if listed and not found:
        found |= _skills(part, listed[:MOST_SKILLS])
    if not found:
        found |= arrangements(text)
    if not found and _PLACED.search(text):
        places = [place for place in found_places(part) if place.lower() != "remote" and not _is_denied(place, text)]
        if places:
            found["location"] = places[-1 if _last_place_counts(text) else 0]
    return found


def _without_target(part: Part) -> str:
    """Return the text of a part without the title of the job to change, whose words name no skills."""
    return _masked(part, {at for mention in part.titles() if _is_target(part, mention) for at in mention.indexes})


def _is_target(part: Part, mention: Mention) -> bool:
    """Tell whether a title has several words, or a noun for a job beside it."""
    words = part.linked.words
    beside = [words[at].key for at in (mention.start - 1, mention.end, mention.end + 1) if 0 <= at < len(words)]
    return len(mention.indexes) > 1 or any(kind_of(key) is Kind.JOB for key in beside)


def _without_names(part: Part) -> str:
    """Return the text of a part without ids and titles."""
    return _masked(part, (at for at in range(part.start, part.end) if part.linked.tags[at] in {"NUM", "TTL"}))


def _masked(part: Part, indexes: Iterable[int]) -> str:
    return part.linked.masked(indexes)[part.words[0].start : part.words[-1].end]


def _place_by_noun(part: Part) -> dict[str, Any]:
    """Return the change of a job's place that its noun orders: "change the location to Leeds"."""
    places = found_places(part) if _PLACE_NOUN.search(part.text) else []
    return {"location": places[-1]} if places else {}


def _is_denied(name: str, text: str) -> bool:
    """Tell whether a negation stands right before a name: "now in Leeds, not Boston"."""
    return (
        re.search(rf"\b(?:{BEFORE_VALUE})\s+(?:(?:in|at|à|en|em|a)\s+)?{re.escape(name)}(?!\w)", text, re.IGNORECASE)
        is not None
    )


def _skills(part: Part, listed: Sequence[str]) -> dict[str, Any]:
    """Return the change that sets, replaces, drops or adds the listed skills, without those that are denied."""
    listed = [one for one in listed if not _is_denied(one, part.text)]
    if not listed:
        return {}
    if replaced := _REPLACING.search(part.text) or _INSTEAD.search(part.text):
        dropped = [one for one in listed if one.casefold() in replaced["dropped"].casefold()]
        added = [one for one in listed if one not in dropped]
        added = added or [one for one in replaced["added"].split()[:1] if canonical_name(one)]  # "Go" alone
        return {"drop": dropped, "add": added} if dropped and added else {}
    if _DROPPING.search(part.text):
        return {"required_skills" if _KEEPING.search(part.text) else "drop": listed}
    nice = occurs(NICE_TO_HAVE, part.keys)
    return {"add_nice_to_have" if nice else "add": listed}


def difference(part: Part) -> dict[str, Any]:
    """Return the differences of a copy: the named place, title and arrangement."""
    text = part.text
    found: dict[str, Any] = {}
    places = [place for place in found_places(part) if place.lower() != "remote"]
    if places:
        found["location"] = places[-1]
    if title := _title(part, places) or quoted(_after_title(part)):
        found["title"] = title
    if _PAID.search(text):
        found |= pay(_without_names(part))
    return found | arrangements(text)


def _after_title(part: Part) -> str:
    """Return the text after the first title, or all of it: the "SRE" of `clone Baker as "SRE"` is the copy's title."""
    end = part.titles()[0].end if part.titles() else part.start
    return part.linked.text(end, part.end) if end < part.end else ""


def listed_changes(text: str) -> dict[str, Any] | None:
    """Return the requirements that a list of orders adds and drops, known as skills or not: "remove HACCP, add Docker".

    None if the text begins with no such order, and so is one for the description.
    """
    found: dict[str, list[str]] = {}
    for clause in _LISTED.split(text.strip(" .!")):
        verb = _ADDING.match(clause) or _DROPPING.match(clause)
        name = clause[verb.end() :].strip() if verb else ""
        if not verb or not 0 < len(name.split()) <= _LONGEST_NAME:
            return {} if found or verb else None
        found.setdefault("add" if _ADDING.match(clause) else "drop", []).append(name)
    return found


_LISTED = re.compile(r"\s*(?:[,;]|\b(?:and|und|et|y|e|en)\b)\s+")
_LONGEST_NAME = 3
"""Most words of a requirement in a list of orders."""


def skill_changes(part: Part) -> dict[str, Any]:
    """Return the dropped or added skills, for "what if"."""
    listed = skill_names(part)
    return {"drop" if _DROPPING.search(part.text) else "add": listed[:10]} if listed else {}


def _status(part: Part, text: str) -> str | None:
    denied, start = denials(text), part.words[0].start
    stated = [(part.words[index].start - start, name) for index, name in job_statuses(part.words)]
    named = [name for at, name in stated if not any(begin <= at < end for begin, end in denied)]
    if stated and not named:
        return None
    if _REOPENING.search(text) and not _PUTTING_OFF.search(text.replace("off hold", "")):
        return "open"
    if "on_hold" in named or _PUTTING_OFF.search(text):
        return "on_hold"
    return "open" if _AGAIN.search(text) or ("open" in named and not _PAID.search(text)) else None


def _title(part: Part, places: Sequence[str] = ()) -> str | None:
    text = part.text
    if not _TITLED.search(text):
        return None
    title = quoted(text)
    if title is None and (renamed := new_title(part)):
        return renamed.text
    if title is None:
        found = [one for one in _NEW_TITLE.findall(text) if one.strip(" .,") not in places]
        title = found[-1].strip(" .,") if found else None
    return title


def _last_place_counts(text: str) -> bool:
    """Tell "from New York to Boston" from "Paris instead of Remote"."""
    return not re.search(
        r"\binstead of|rather than|au lieu|statt|en lugar|em vez|invece|in plaats", text, re.IGNORECASE
    )

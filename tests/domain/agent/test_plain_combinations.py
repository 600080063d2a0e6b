"""Messages combined from verbs, nouns and filters, in seven languages: each leads to exactly its call."""

from collections.abc import AsyncIterator, Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from domain.agent.agent_world import Office, new_office
from recruit.adapters.memory import storage as memory
from recruit.ports.plugins import AdapterConfig

VERBS = {
    "en": ("", "show ", "list ", "do we have any ", "how many "),
    "de": ("", "zeig mir ", "gibt es ", "wie viele "),
    "fr": ("", "montre-moi les ", "avons-nous des ", "combien de "),
    "es": ("", "muéstrame los ", "¿tenemos ", "¿cuántos "),
    "pt": ("", "lista as ", "temos ", "quantas "),
    "it": ("", "mostrami le ", "abbiamo ", "quante "),
    "nl": ("", "toon ", "hebben we ", "hoeveel "),
}
JOBS = {
    "en": {
        "jobs": None,
        "open positions": "open",
        "closed jobs": "closed",
        "draft jobs": "draft",
        "jobs on hold": "on_hold",
    },
    "de": {
        "Stellen": None,
        "offene Stellen": "open",
        "Stellen die geschlossen sind": "closed",
        "pausierte Jobs": "on_hold",
    },
    "fr": {"postes": None, "postes ouverts": "open", "postes fermés": "closed", "postes en pause": "on_hold"},
    "es": {"puestos": None, "puestos abiertos": "open", "puestos cerrados": "closed", "puestos en pausa": "on_hold"},
    "pt": {"vagas": None, "vagas abertas": "open", "vagas fechadas": "closed", "vagas em pausa": "on_hold"},
    "it": {
        "posizioni": None,
        "posizioni aperte": "open",
        "posizioni chiuse": "closed",
        "posizioni in pausa": "on_hold",
    },
    "nl": {
        "vacatures": None,
        "open vacatures": "open",
        "gesloten vacatures": "closed",
        "vacatures die open zijn": "open",
    },
}
PLACES = {"en": "in", "de": "in", "fr": "à", "es": "en", "pt": "em", "it": "a", "nl": "in"}
SKILL_CLAUSES = {
    "en": "that need Excel",
    "de": "die Excel brauchen",
    "fr": "qui demandent Excel",
    "es": "que piden Excel",
    "pt": "que pedem Excel",
    "it": "che richiedono Excel",
    "nl": "die Excel vragen",
}
QUESTIONS = {
    "get_candidate": (
        "where does {person} live?",
        "wo wohnt {person}?",
        "où habite {person} ?",
        "¿dónde vive {person}?",
        "onde mora {person}?",
        "dove vive {person}?",
        "waar woont {person}?",
    ),
    "match_candidates": (
        "best candidates for {job}",
        "beste Kandidaten für {job}",
        "meilleurs candidats pour {job}",
        "mejores candidatos para {job}",
        "melhores candidatos para {job}",
        "migliori candidati per {job}",
        "beste kandidaten voor {job}",
    ),
}
ORDERS = {
    "move_application": (
        "move {person} to interview",
        "please put {person} in interview",
        "bitte {person} auf Interview setzen",
        "passe {person} en entretien",
        "mueve a {person} a entrevista",
        "passa {person} para entrevista",
        "sposta {person} a colloquio",
        "zet {person} op gesprek",
    ),
    "reject_application": (
        "reject {person}",
        "lehne {person} ab",
        "{person} ablehnen",
        "refuse {person}",
        "rechaza a {person}",
        "rejeita {person}",
        "rifiuta {person}",
        "wijs {person} af",
    ),
    "close_job": (
        "close {job}",
        "schließe {job}",
        "{job} schließen",
        "mach {job} zu",
        "ferme {job}",
        "cierra {job}",
        "fecha {job}",
        "chiudi {job}",
        "sluit {job}",
    ),
    "delete_job": ("delete {job}", "remove {job}", "lösche {job}", "supprime {job}", "borra {job}", "elimina {job}"),
    "clone_job": ("clone {job}", "dupliziere {job}", "duplica {job}", "dupliceer {job}"),
}


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    """Jobs: 1 Site Manager, 2 Office Manager. Candidate 1 has applied for job 1, candidate 2 for nothing."""
    async with memory(AdapterConfig("memory:", Path())) as storage:
        office = await new_office(storage)
        org = office.organisation
        site = await org.job("Site Manager", location="Denver, CO", required_skills=("Excel",))
        await org.job("Office Manager", location="Leeds")
        greta = await org.candidate("Greta Holm", current_title="Foreman", location="Leeds")
        await org.candidate("Omar Haddad", current_title="Cook", location="Lyon")
        await org.application(site, greta, status="screening")
        yield office


async def called(office: Office, message: str) -> list[tuple[str, Mapping[str, Any]]]:
    """Return the calls, run or proposed, of a message in a new conversation."""
    reply = await office.agent.chat(office.organisation.actor, message)
    transcript = await office.agent.conversations.transcript(office.organisation.actor, reply.conversation_id)
    return [(call["name"], call["arguments"]) for call in transcript.messages[-1].tools]


def list_requests(language: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield the list requests of a language, each with the arguments of find_jobs."""
    for verb, (jobs, status), place, has_skill in product(
        VERBS[language], JOBS[language].items(), ("", "Leeds"), (False, True)
    ):
        place_clause = f" {PLACES[language]} {place}" if place else ""
        skill_clause = f" {SKILL_CLAUSES[language]}" if has_skill else ""
        filters = {"status": status, "location": place, "skill": "Excel" if has_skill else ""}
        yield f"{verb}{jobs}{place_clause}{skill_clause}", {name: value for name, value in filters.items() if value}


@pytest.mark.parametrize("language", VERBS)
async def test_a_list_of_jobs_has_exactly_the_filters_of_its_message(office: Office, language: str) -> None:
    wrong = {}
    for message, arguments in list_requests(language):
        found = await called(office, message)
        if found != [("find_jobs", arguments)]:
            wrong[message] = found
    assert wrong == {}


@pytest.mark.parametrize(("person", "job"), [("Greta Holm", "Office Manager"), ("candidate 1", "job 2")])
@pytest.mark.parametrize(
    ("tool", "order"), [(tool, order) for tool, orders in (QUESTIONS | ORDERS).items() for order in orders]
)
async def test_a_message_is_about_the_record_it_names(
    office: Office, tool: str, order: str, person: str, job: str
) -> None:
    ((name, arguments),) = await called(office, order.format(person=person, job=job))
    found = arguments.get("candidate_id") if "{person}" in order else arguments["job_id"]
    assert (name, found) == (tool, 1 if "{person}" in order else 2)

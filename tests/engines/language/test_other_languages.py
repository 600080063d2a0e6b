"""Orders and questions about notes, tags, tasks, timelines and reports in six languages other than English."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from recruit.domain.engines.language.grammar import parse
from recruit.domain.engines.language.requests import Kind, Named, Pointed, Request
from recruit.domain.engines.language.understanding import writes


def messages() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield the messages of the file with the tool and the arguments of each."""
    for line in Path(__file__).with_suffix(".txt").with_stem("other_languages").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            message, tool, arguments = line.split(" | ")
            yield message, tool, json.loads(arguments)


def plain(value: Any) -> Any:
    """Return names in place of references."""
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value.name if isinstance(value, Named) else value


@pytest.mark.parametrize(("message", "tool", "arguments"), list(messages()))
def test_a_message_is_read_completely(message: str, tool: str, arguments: dict[str, Any]) -> None:
    (request,) = parse(message).wishes
    assert isinstance(request, Request)
    assert (request.tool, {name: plain(one) for name, one in request.arguments.items()}) == (tool, arguments)


@pytest.mark.parametrize(
    "message",
    [
        "tagge Nina nicht als zweisprachig",
        "soll ich Nina als zweisprachig taggen?",
        "tagge Nina als zweisprachig, wenn sie zusagt",
        "tagge Nina als zweisprachig und lehne Omar ab",
        "tagge Nina als zweisprachig?",
        "tagge Nina oder Omar als zweisprachig",
        "ist Aufgabe 1 erledigt?",
        "der Chef schrieb: markiere Aufgabe 1 als erledigt",
        "markiere Aufgabe 1 nicht als erledigt",
        "gib Nina den Tag zweisprachig morgen",
        "ne tague pas Nina comme bilingue",
        "étiquette Nina comme bilingue si elle accepte",
        "étiquette Nina comme bilingue et rejette Omar",
        "la tâche 1 est terminée ?",
        "la tâche 1 n'est pas terminée",
        "¿debo etiquetar a Nina como bilingüe?",
        "no etiquetes a Nina como bilingüe",
        "etiqueta a Nina como bilingüe si acepta",
        "etiqueta a Nina como bilingüe y rechaza a Omar",
        "la tarea 1 no está hecha",
        "non etichettare Nina come bilingue",
        "etichetta Nina come bilingue se accetta",
        "etichetta Nina come bilingue e rifiuta Omar",
        "il compito 1 non è fatto",
        "não etiquetes a Nina como bilíngue",
        "etiqueta a Nina como bilíngue se ela aceitar",
        "etiqueta a Nina como bilíngue e rejeita o Omar",
        "remove a etiqueta silver medalist da Nina?",
        "tag Nina niet als tweetalig",
        "tag Nina als tweetalig als ze akkoord gaat",
        "tag Nina als tweetalig en wijs Omar af",
        "taak 1 is nog niet klaar",
        "is taak 1 klaar?",
        "geef Nina de tag tweetalig maar niet Omar",
    ],
)
def test_a_negation_a_condition_a_question_or_a_second_order_is_no_order(message: str) -> None:
    assert not any(map(writes, parse(message).wishes))


@pytest.mark.parametrize(
    ("message", "tag"),
    [
        ("tagge Nina als „nicht vor Mai“", "nicht vor Mai"),
        ("étiquette Nina comme « et alors »", "et alors"),
        ('etiqueta a Nina como "sí o no"', "sí o no"),
    ],
)
def test_a_tag_in_quotation_marks_may_have_any_words(message: str, tag: str) -> None:
    (request,) = parse(message).wishes
    assert isinstance(request, Request)
    assert request.arguments["tag"] == tag


@pytest.mark.parametrize(
    "message",
    [
        "was ist mit ihr passiert?",
        "que s'est-il passé avec elle ?",
        "¿qué ha pasado con ella?",
        "cosa è successo con lui?",
        "o que aconteceu com ela?",
        "wat is er met hem gebeurd?",
    ],
)
def test_a_pronoun_is_the_candidate_in_focus(message: str) -> None:
    (request,) = parse(message).wishes
    assert isinstance(request, Request)
    assert request.arguments == {"candidate_id": Pointed(Kind.CANDIDATE, bare=True)}


@pytest.mark.parametrize("message", ["tagge alle als neu", "etiqueta a todos como nuevos", "tag iedereen als nieuw"])
def test_everyone_is_not_taken_for_a_name(message: str) -> None:
    assert not any(map(writes, parse(message).wishes))

"""Several orders in one message, and orders after notes, in seven languages: all are carried out or none."""

from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from domain.agent.agent_world import Office, new_office
from recruit.adapters.memory import storage as memory
from recruit.domain.engines.language.understanding import WRITES
from recruit.ports.plugins import AdapterConfig


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    """Jobs: 1 baker, 2 welder. Candidates: 1 Ana Ruíz (in screening for 1), 2 Tom Ashby (in 2), 3 Mia Keller."""
    async with memory(AdapterConfig("memory:", Path())) as storage:
        office = await new_office(storage)
        org = office.organisation
        baker, welder = await org.job("Baker", location="Leeds"), await org.job("Welder", location="Ghent")
        ana, tom = await org.candidate("Ana Ruíz"), await org.candidate("Tom Ashby")
        await org.candidate("Mia Keller")
        await org.application(baker, ana, status="screening")
        await org.application(welder, tom, status="interview")
        yield office


async def called(office: Office, message: str) -> tuple[str, list[Mapping[str, Any]]]:
    """Return the reply to a message and its calls."""
    reply = await office.agent.chat(office.organisation.actor, message)
    transcript = await office.agent.conversations.transcript(office.organisation.actor, reply.conversation_id)
    return reply.text, list(transcript.messages[-1].tools)


def names_and_outcomes(calls: list[Mapping[str, Any]]) -> list[tuple[str, str]]:
    return [(call["name"], call["outcome"]) for call in calls]


@pytest.mark.parametrize(
    "message",
    [
        "hey, close job 2, then reject tom ashby and move ana ruíz to offer",
        "bitte schließ stelle 2, lehne tom ashby ab und verschiebe ana ruíz ins angebot",
        "stelle 2 schließen, tom ashby ablehnen und ana ruíz ins angebot verschieben",
        "ferme le poste 2 puis refuse tom ashby et passe ana ruíz en offre",
        "cierra el puesto 2 y rechaza a tom ashby y luego pasa a ana ruíz a oferta",
        "feche a vaga 2 e rejeite o tom ashby e passe ana ruíz para proposta",
        "chiudi la posizione 2 e rifiuta tom ashby e poi sposta ana ruíz a offerta",
        "sluit vacature 2, wijs tom ashby af en zet ana ruíz op aanbod",
    ],
)
async def test_orders_are_carried_out_in_sequence(office: Office, message: str) -> None:
    org = office.organisation
    reply = await office.agent.chat(org.actor, message)
    await office.agent.chat(org.actor, "yes", reply.conversation_id)
    transcript = await office.agent.conversations.transcript(org.actor, reply.conversation_id)
    calls = [call for turn in transcript.messages for call in turn.tools if call["outcome"] == "done"]
    assert [call["name"] for call in calls] == ["close_job", "reject_application", "move_application"]
    assert calls[1]["arguments"]["candidate_id"] == 2
    assert (calls[2]["arguments"]["candidate_id"], calls[2]["arguments"]["status"]) == (1, "offer")


@pytest.mark.parametrize(
    "message",
    [
        "put mia keller on job 1 at stage interview",
        "add mia keller to job 1 as interview",
        "setz mia keller auf stelle 1 in phase interview",
        "füge mia keller zu stelle 1 als interview hinzu",
        "mets mia keller sur le poste 1 à l'étape entretien",
        "ajoute mia keller au poste 1 en entretien",
        "pon a mia keller en el puesto 1 en la etapa de entrevista",
        "añade a mia keller al puesto 1 como entrevista",
        "coloque mia keller na vaga 1 na etapa de entrevista",
        "adicione mia keller à vaga 1 como entrevista",
        "metti mia keller sulla posizione 1 nella fase di colloquio",
        "aggiungi mia keller alla posizione 1 come colloquio",
        "zet mia keller op vacature 1 in de fase interview",
        "voeg mia keller toe aan vacature 1 als interview",
    ],
)
async def test_a_candidate_is_put_into_a_stage_of_a_job(office: Office, message: str) -> None:
    _, (call,) = await called(office, message)
    assert call["name"] == "create_application"
    assert call["arguments"] == {"job_id": 1, "candidate_id": 3, "status": "interview"}


@pytest.mark.parametrize(
    "message",
    [
        "can you please close job 2?",
        "kannst du bitte stelle 2 schließen?",
        "você pode fechar a vaga 2 por favor?",
        "puoi chiudere la posizione 2 per favore?",
        "kun je vacature 2 sluiten alsjeblieft?",
    ],
)
async def test_a_polite_request_is_an_order(office: Office, message: str) -> None:
    _, calls = await called(office, message)
    assert names_and_outcomes(calls) == [("close_job", "proposed")]


async def test_a_candidate_already_in_the_pipeline_is_moved_to_the_stage(office: Office) -> None:
    _, (call,) = await called(office, "put ana ruíz on job 1 at stage offer")
    assert (call["name"], call["outcome"], call["arguments"]["status"]) == ("move_application", "done", "offer")


@pytest.mark.parametrize(
    "message",
    [
        "add a note to ana ruíz: great call, and reject her for job 1",
        "notiz zu ana ruíz: great call, und lehne sie für stelle 1 ab",
        "ajoute une note à ana ruíz : great call, et refuse-la pour le poste 1",
        "añade una nota a ana ruíz: great call, y recházala para el puesto 1",
        "adicione uma nota à ana ruíz: great call. depois rejeite-a para a vaga 1",
        "aggiungi una nota a ana ruíz: great call, e rifiutala per la posizione 1",
        "notitie bij ana ruíz: great call, en wijs haar af voor vacature 1",
    ],
)
async def test_an_order_after_a_note_is_separate_and_both_are_proposed(office: Office, message: str) -> None:
    reply, (note, order) = await called(office, message)
    assert names_and_outcomes([note, order]) == [("add_note", "proposed"), ("reject_application", "proposed")]
    assert (note["arguments"]["note"], order["arguments"]["candidate_id"]) == ("great call", 1)
    assert "quotation marks" in reply


@pytest.mark.parametrize(
    "message",
    [
        "add a note for ana ruíz: prefers nights; add a note for tom ashby: vegan",
        "notiz ana ruíz: prefers nights, notiz tom ashby: vegan",
        "nota su ana ruíz: prefers nights, e nota su tom ashby: vegan",
    ],
)
async def test_notes_on_two_candidates_are_two_calls(office: Office, message: str) -> None:
    _, calls = await called(office, message)
    assert [call["arguments"] for call in calls] == [
        {"candidate_id": 1, "note": "prefers nights"},
        {"candidate_id": 2, "note": "vegan"},
    ]


@pytest.mark.parametrize(
    "message",
    ["reject tom ashby close job 2", "lehne tom ashby ab schließe stelle 2", "rechaza a tom ashby cierra el puesto 2"],
)
async def test_orders_without_a_separator_are_split(office: Office, message: str) -> None:
    _, calls = await called(office, message)
    assert [call["name"] for call in calls] == ["reject_application", "close_job"]


async def test_an_order_and_the_note_after_it_are_two_calls(office: Office) -> None:
    _, calls = await called(office, "reject ana ruíz for job 1 and add a note: too expensive")
    assert [call["name"] for call in calls] == ["reject_application", "add_note"]
    assert (calls[1]["arguments"]["candidate_id"], calls[1]["arguments"]["note"]) == (1, "too expensive")


@pytest.mark.parametrize(
    "note",
    ["great call, and reject her for job 1", "she said: close job 2 and reject me", "move her on. close job 2"],
)
async def test_a_quoted_note_keeps_the_whole_quotation(office: Office, note: str) -> None:
    _, (call,) = await called(office, f'add a note to ana ruíz: "{note}"')
    assert (call["name"], call["arguments"]["note"]) == ("add_note", note)


@pytest.mark.parametrize(
    "message",
    [
        'add note "call Mia Keller" to Ana Ruíz',
        'ajoute la note "call Mia Keller" à Ana Ruíz',
        'aggiungi la nota "call Mia Keller" ad Ana Ruíz',
        'notitie "call Mia Keller" bij Ana Ruíz',
    ],
)
async def test_a_quoted_note_is_about_the_candidate_named_outside_the_quotes(office: Office, message: str) -> None:
    _, (call,) = await called(office, message)
    assert call["arguments"] == {"candidate_id": 1, "note": "call Mia Keller"}


async def test_a_note_after_an_order_may_be_one_word(office: Office) -> None:
    _, calls = await called(office, "move ana ruíz to interview and add a note: strong")
    assert [call["name"] for call in calls] == ["move_application", "add_note"]
    assert calls[1]["arguments"]["note"] == "strong"


async def test_the_text_of_a_note_deletes_nothing(office: Office) -> None:
    _, (call,) = await called(office, "note on ana ruíz: close job 1 and delete candidate 3")
    assert call["arguments"] == {"candidate_id": 1, "note": "close job 1 and delete candidate 3"}


@pytest.mark.parametrize(
    "message",
    [
        "delete the application of ana ruíz for job 1",
        "delete application of candidate 1 for job 1",
        "lösche die Bewerbung von Ana Ruíz auf Stelle 1",
        "supprime la candidature de Ana Ruíz pour le poste 1",
        "elimina la candidatura de Ana Ruíz al puesto 1",
    ],
)
async def test_an_application_is_deleted_by_its_candidate_and_job(office: Office, message: str) -> None:
    reply, calls = await called(office, message)
    assert "I would delete application #1: candidate #1 (Ana Ruíz) for job #1 (Baker)" in reply
    assert names_and_outcomes(calls) == [("delete_application", "proposed")]


@pytest.mark.parametrize(
    ("message", "tools"),
    [
        ("lösche Kandidat 3", ["delete_candidate"]),
        ("verwijder kandidaat 3 en sluit vacature 2", ["delete_candidate", "close_job"]),
    ],
)
async def test_deletions_are_proposed(office: Office, message: str, tools: list[str]) -> None:
    _, calls = await called(office, message)
    assert names_and_outcomes(calls) == [(tool, "proposed") for tool in tools]


@pytest.mark.parametrize("message", ["delete job 1 and candidate 3", "delete candidate 3 and job 1"])
async def test_a_noun_after_an_order_lists_nothing(office: Office, message: str) -> None:
    _, calls = await called(office, message)
    assert calls == []


async def test_a_deletion_that_is_not_understood_is_reported(office: Office) -> None:
    reply, calls = await called(office, "delete job 1 and all its candidates")
    assert not [call for call in calls if call["outcome"] == "proposed"]
    assert "“delete job 1 and all its candidates”" in reply


async def test_an_order_after_a_quoted_note_is_read(office: Office) -> None:
    _, calls = await called(office, 'note for ana ruíz: "close job 2, maybe" and reject her')
    assert [call["name"] for call in calls] == ["add_note", "reject_application"]
    assert calls[0]["arguments"]["note"] == "close job 2, maybe"


@pytest.mark.parametrize(
    "text",
    ["if she says no, reject her for job 1", "wants more money. don't reject her", "wollte mehr. nicht ablehnen"],
)
async def test_a_note_that_may_contain_an_order_is_proposed(office: Office, text: str) -> None:
    _, calls = await called(office, f"note for ana ruíz: {text}")
    assert names_and_outcomes(calls) == [("add_note", "proposed")]
    assert calls[0]["arguments"]["note"] == text


@pytest.mark.parametrize(
    ("message", "unused"),
    [
        ("close job 2 and reject everybody who is bored", None),
        ("reject tom ashby, close job 2 with a bow and move ana ruíz to orbit", "move ana ruíz to orbit"),
        ("cierra el puesto 2 y rechaza a tom ashby con cariño y pasa a ana ruíz a la luna", None),
    ],
)
async def test_nothing_is_done_when_one_order_is_not_understood(
    office: Office, message: str, unused: str | None
) -> None:
    reply, calls = await called(office, message)
    assert not any(call["outcome"] == "done" for call in calls)
    assert unused is None or f"“{unused}”" in reply


@pytest.mark.parametrize(
    ("message", "unused"),
    [
        ("reject ana and close job 2", "close job 2"),
        ("lehne ana ab und schließe stelle 2", "schließe stelle 2"),
        ("chiudi la posizione 2 e rifiuta ana", "chiudi la posizione 2"),
    ],
)
async def test_orders_that_wait_for_an_answer_are_reported(office: Office, message: str, unused: str) -> None:
    await office.organisation.candidate("Ana Lund")
    await office.organisation.application(
        await office.organisation.job("Nurse"), await office.organisation.candidate("Ana Berg")
    )
    reply, calls = await called(office, message)
    assert not any(call["outcome"] == "done" for call in calls)
    assert reply.startswith("Which candidate do you mean?")
    assert f"“{unused}" in reply


@pytest.mark.parametrize(
    "message", ["reject tom ashby, hire zoltan kiss", "close job 2, reject zoltan kiss and ana ruíz"]
)
async def test_an_unknown_name_stops_the_other_orders(office: Office, message: str) -> None:
    reply, calls = await called(office, message)
    assert not calls
    assert "zoltan kiss" in reply


@pytest.mark.parametrize(
    "message",
    [
        "ana ruíz a refusé le poste 1 et tom ashby a passé l'entretien",
        "ana ruíz refuse le poste 1 et tom ashby ferme le poste 2",
        "rifiuta la posizione 1 e ana ruíz chiude la posizione 2",
        "don't reject ana ruíz and close job 2",
        "wijs ana ruíz niet af en sluit vacature 2",
        "if ana ruíz says no reject her for job 1 and close job 2",
        "schließ stelle 2 und lehne tom ashby ab, wenn ana ruíz zusagt",
        "rechazar a tom ashby y cerrar el puesto 2?",
        '"reject ana ruíz for job 1 and close job 2"',
        "the manager wrote: reject ana ruíz, close job 2",
    ],
)
async def test_statements_negations_questions_and_conditions_write_nothing(office: Office, message: str) -> None:
    _, calls = await called(office, message)
    assert not any(call["outcome"] == "done" and call["name"] in WRITES for call in calls)


@pytest.mark.parametrize(
    "message",
    [
        "don't reject ana ruíz but close job 2",
        "lehne ana ruíz nicht ab, aber schließe stelle 2",
        "ne refuse pas ana ruíz mais ferme le poste 2",
        "no rechaces a ana ruíz pero cierra el puesto 2",
        "não rejeite a ana ruíz mas feche a vaga 2",
        "non rifiutare ana ruíz ma chiudi la posizione 2",
        "wijs ana ruíz niet af maar sluit vacature 2",
        "close job 2 but don't reject tom ashby",
    ],
)
async def test_an_order_next_to_a_negated_one_is_carried_out_alone(office: Office, message: str) -> None:
    _, calls = await called(office, message)
    assert [call["name"] for call in calls] == ["close_job"]


@pytest.mark.parametrize(
    "message",
    [
        "mvoe ana ruíz to offer and rejct tom ashby",
        "mvoe application 1 to offer and reject tom ashby",
        "mvoe 1 to offer and rejct 2",
        "verscheibe ana ruíz ins angebot und lehen tom ashby ab",
        "passe ana ruíz en offre et refsue tom ashby",
        "pasa a ana ruíz a oferta y rechza a tom ashby",
        "passe ana ruíz para proposta e rejiete o tom ashby",
        "sposta ana ruíz a offerta e rifuta tom ashby",
        "verplats ana ruíz naar aanbod en wijs tom ashby af",
    ],
)
async def test_misspelt_verbs_of_several_orders_are_proposed(office: Office, message: str) -> None:
    _, calls = await called(office, message)
    assert names_and_outcomes(calls) == [("move_application", "proposed"), ("reject_application", "proposed")]


@pytest.mark.parametrize(
    "message",
    ["fire tom ashby and close job 2", "ihre bewerbung ist gut, schließ stelle 2", "hier tom ashby, close job 2"],
)
async def test_a_known_word_is_not_read_as_a_misspelt_verb(office: Office, message: str) -> None:
    _, calls = await called(office, message)
    assert "move_application" not in [call["name"] for call in calls]


@pytest.mark.parametrize(
    ("message", "ids"),
    [("move 1 to offer, reject 2", [1, 2]), ("reject 1 and 2", [1, 2]), ("lehne 1 und 2 ab", [1, 2])],
)
async def test_numbers_without_a_noun_are_application_ids(office: Office, message: str, ids: list[int]) -> None:
    _, calls = await called(office, message)
    assert [call["arguments"]["application_id"] for call in calls] == ids
    assert {call["outcome"] for call in calls} == {"proposed"}


@pytest.mark.parametrize(
    ("message", "calls"),
    [
        ("summarize candidate 1 and then 2", [("summarize_candidate", {"candidate_id": one}) for one in (1, 2)]),
        ("summarize 1, then 2 and then 3", [("summarize_candidate", {"candidate_id": one}) for one in (1, 2, 3)]),
        ("compare 1 and 2", [("compare_candidates", {"candidate_ids": [1, 2]})]),
        ("vergleiche 1 und 2", [("compare_candidates", {"candidate_ids": [1, 2]})]),
        ("compare 1 and 2 for job 1", [("compare_candidates", {"candidate_ids": [1, 2], "job_id": 1})]),
    ],
)
async def test_a_bare_number_is_an_id_of_the_kind_in_the_order(
    office: Office, message: str, calls: list[tuple[str, Mapping[str, Any]]]
) -> None:
    _, found = await called(office, message)
    assert [(call["name"], call["arguments"]) for call in found] == calls


@pytest.mark.parametrize(
    ("message", "unused"),
    [
        ("get ana ruíz to the offer stage and let her know", "let her know"),
        ("sube a ana ruíz a oferta y avísale por correo", "avísale por correo"),
        ("verschiebe ana ruíz ins angebot und sag ihr bescheid", "sag ihr bescheid"),
        ("passe ana ruíz en offre et préviens-la", "préviens-la"),
        ("passa a ana ruíz pra proposta e avisa ela", "avisa ela"),
        ("sposta ana ruíz a offerta e avvisala", "avvisala"),
        ("zet ana ruíz op aanbod en laat het haar weten", "laat het haar weten"),
    ],
)
async def test_a_request_after_a_single_order_is_reported(office: Office, message: str, unused: str) -> None:
    reply, calls = await called(office, message)
    assert names_and_outcomes(calls) == [("move_application", "proposed")]
    assert f"I haven't used “{unused}”." in reply


async def test_an_order_with_an_unused_part_is_proposed(office: Office) -> None:
    reply, calls = await called(office, "move ana ruíz to offer, then ping her")
    assert names_and_outcomes(calls) == [("move_application", "proposed")]
    assert "I haven't used “ping her”." in reply


@pytest.mark.parametrize(
    ("message", "tools"),
    [
        ("reprova o tom ashby e manda um e-mail pra ele", ["draft_outreach", "reject_application"]),
        ("wijs tom ashby maar af", ["reject_application"]),
        ("zet vacature 2 even stil", ["update_job"]),
    ],
)
async def test_filler_words_do_not_split_an_order(office: Office, message: str, tools: list[str]) -> None:
    _, calls = await called(office, message)
    assert [call["name"] for call in calls] == tools


async def test_a_number_before_names_is_a_limit(office: Office) -> None:
    reply, (call,) = await called(office, "give me 2 names for the welder job + draft something to the best one")
    assert (call["name"], call["arguments"]) == ("match_candidates", {"job_id": 2, "limit": 2})
    assert "I haven't taken this into account: “draft something to the best one”." in reply


async def test_the_last_applications_are_not_read_as_a_candidate(office: Office) -> None:
    _, calls = await called(office, "zeig mal die letzten Bewerbungen für Stelle 1")
    assert [(call["name"], call["arguments"]) for call in calls] == [("list_applications", {"job_id": 1})]


async def test_a_note_begins_after_the_comma_that_follows_a_name(office: Office) -> None:
    _, (call,) = await called(office, "put a note on ana ruíz, back from holiday on the 12th")
    assert call["arguments"] == {"candidate_id": 1, "note": "back from holiday on the 12th"}


async def test_no_application_is_created_without_the_ordered_stage(office: Office) -> None:
    reply, calls = await called(office, "metti ana ruíz tra i colloqui per il posto di panettiere")
    assert calls == []
    assert "I don't understand this: “colloqui”" in reply


@pytest.mark.parametrize(
    "message",
    [
        "hire ana ruíz and close the job",
        "stell ana ruíz ein und schließ danach die stelle",
        "embauche ana ruíz puis ferme le poste",
        "contrata a ana ruíz y luego cierra el puesto",
        "contrata a ana ruíz e encerra a vaga",
        "assumi ana ruíz e chiudi la posizione",
        "neem ana ruíz aan en sluit de vacature",
    ],
)
async def test_the_job_in_a_second_order_is_the_job_of_the_first(office: Office, message: str) -> None:
    _, calls = await called(office, message)
    assert [(call["name"], call["arguments"]["job_id"]) for call in calls] == [
        ("move_application", 1),
        ("close_job", 1),
    ]


async def test_an_order_before_a_new_job_is_reported(office: Office) -> None:
    reply, calls = await called(office, "actually scrap that welder role and open a new one for a midwife in Paris")
    assert names_and_outcomes(calls) == [("create_job", "proposed")]
    assert "I haven't taken this into account: “actually scrap that welder role”." in reply


@pytest.mark.parametrize(
    "message", ["link 3 to 1", "submit 3 to 1", "submit candidate 3 in 1", "3 also for 1 make candidate"]
)
async def test_the_first_of_two_numbers_is_the_candidate(office: Office, message: str) -> None:
    _, (call,) = await called(office, message)
    assert (call["name"], call["outcome"]) == ("create_application", "proposed")
    assert call["arguments"] == {"job_id": 1, "candidate_id": 3}


@pytest.mark.parametrize(
    ("message", "ids"),
    [
        ("show candidate 1 then 2", [1, 2]),
        ("show candidate 1, then 2 and then 3", [1, 2, 3]),
        ("summarise 1 and 2 for me pls", [1, 2]),
    ],
)
async def test_every_id_in_a_request_to_show_is_shown(office: Office, message: str, ids: list[int]) -> None:
    _, calls = await called(office, message)
    assert [call["arguments"] for call in calls] == [{"candidate_id": one} for one in ids]


async def test_an_ignored_order_next_to_a_request_to_show_is_reported(office: Office) -> None:
    reply, calls = await called(office, "show candidates 1 and 2 and reject 2")
    assert not [call for call in calls if call["name"] in WRITES]
    assert "I haven't taken this into account: “2”, “reject 2”." in reply

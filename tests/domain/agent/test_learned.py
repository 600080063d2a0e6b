"""Messages that only the intent model can read, in seven languages: every write needs a yes."""

from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from domain.agent.agent_world import Office, new_office
from recruit.adapters.memory import storage as memory
from recruit.domain.agent.tool import Effect
from recruit.domain.notes.model import Visibility
from recruit.domain.shared.pages import Window
from recruit.ports.plugins import AdapterConfig

ALL_ROWS = Window(limit=100)


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    """Jobs: 1 electrician, 2 lawyer, 3 welder. Candidates: 1 Zoë Brandt, 2 Omar Farouk, 3 Ana Ruíz, 4 Omar Lind."""
    async with memory(AdapterConfig("memory:", Path())) as storage:
        office = await new_office(storage)
        org = office.organisation
        electrician = await org.job("Electrician", location="Leeds", required_skills=("Wiring",))
        await org.job("Corporate Lawyer", location="Madrid", status="on_hold")
        welder = await org.job("Welder", location="Ghent")
        zoe = await org.candidate("Zoë Brandt", current_title="Electrician", current_company="Voltix", location="Leeds")
        omar = await org.candidate("Omar Farouk", current_title="Welder", location="Ghent")
        await org.candidate("Ana Ruíz", current_title="Lawyer", current_company="Lexa", location="Madrid")
        await org.candidate("Omar Lind", current_title="Cook", location="Malmö")
        await org.application(electrician, zoe, status="screening")
        await org.application(welder, omar, status="interview")
        yield office


async def calls(office: Office, *messages: str) -> Sequence[Mapping[str, Any]]:
    """Return the calls of the last message in a conversation."""
    conversation = None
    for message in messages:
        reply = await office.agent.chat(office.organisation.actor, message, conversation)
        conversation = reply.conversation_id
    transcript = await office.agent.conversations.transcript(office.organisation.actor, conversation or 0)
    return transcript.messages[-1].tools


async def rows(office: Office) -> list[Any]:
    """Return all jobs, candidates and applications, and the texts of notes."""
    actor = office.organisation.actor
    async with office.organisation.storage.transaction(actor.org_id) as work:
        notes = [note.text for note in (await work.notes.page(ALL_ROWS, list(Visibility))).items]
    return [
        (await office.jobs.page(actor, ALL_ROWS)).items,
        (await office.candidates.page(actor, ALL_ROWS)).items,
        (await office.applications.page(actor, ALL_ROWS)).items,
        notes,
    ]


@pytest.mark.parametrize(
    ("message", "tool", "arguments"),
    [
        ("whos a decent fit for the welder gig, two names are plenty", "match_candidates", {"job_id": 3, "limit": 2}),
        ("Wer aus der Datenbank käme für die Elektriker-Stelle in Frage?", "match_candidates", {"job_id": 1}),
        ("Donne-moi un petit résumé de Zoe Brandt avant mon appel", "summarize_candidate", {"candidate_id": 1}),
        ("¿Quién se ha postulado a la vacante de soldador?", "list_applications", {"job_id": 3}),
        ("Em que pé está a vaga de eletricista?", "pipeline", {"job_id": 1}),
        ("Mi fai vedere la scheda di Ana Ruiz?", "get_candidate", {"candidate_id": 3}),
        ("Welke vacatures staan momenteel on hold?", "find_jobs", {"status": "on_hold"}),
        ("do we know anybody who has worked at Voltix", "find_candidates", {"company": "Voltix"}),
    ],
)
async def test_reads_are_done_at_once_in_seven_languages(
    office: Office, message: str, tool: str, arguments: Mapping[str, Any]
) -> None:
    (call,) = await calls(office, message)
    assert (call["name"], call["outcome"]) == (tool, "done")
    assert arguments.items() <= call["arguments"].items()


@pytest.mark.parametrize(
    ("message", "tool", "arguments"),
    [
        ("Zoë's through the phone screen, so bump her up to interview", "move_application", {"status": "interview"}),
        ("die Elektriker-Stelle kann geschlossen werden, wir haben jemanden gefunden", "close_job", {"job_id": 1}),
        ("mets le poste de soudeur en pause jusqu'en mars", "update_job", {"job_id": 3}),
        ("apunta en la ficha de Ana Ruíz que prefiere trabajar por las mañanas", "add_note", {"candidate_id": 3}),
        ("duplica la vaga de soldador para Porto", "clone_job", {"job_id": 3}),
        ("candida Ana Ruíz per la posizione da elettricista", "create_application", {"job_id": 1, "candidate_id": 3}),
        ("wijs Omar Farouk af voor de lasser-vacature, te weinig ervaring", "reject_application", {"candidate_id": 2}),
    ],
)
async def test_writes_are_proposed_and_done_after_a_yes(
    office: Office, message: str, tool: str, arguments: Mapping[str, Any]
) -> None:
    before = await rows(office)
    (call,) = await calls(office, message)
    assert (call["name"], call["outcome"]) == (tool, "proposed")
    assert arguments.items() <= call["arguments"].items()
    assert await rows(office) == before
    (call,) = await calls(office, message, "yes")
    assert (call["name"], call["outcome"]) == (tool, "done")
    assert await rows(office) != before


@pytest.mark.parametrize(
    "message",
    [
        "Should Zoë be rejected, in your opinion?",
        "bevor du die Schweißer-Stelle schließt, frag mich",
        "si Ana accepte, on la passera en offre",
        "todavía no muevas a Omar Farouk, por favor",
        "Não feche a vaga de eletricista, o cliente ainda decide",
        "se Zoë rifiuta, scartiamo la sua candidatura",
        "nog niet afwijzen, die Omar Farouk",
        "assuming she accepts, move Zoë to offer",
        "wait for my go before you close the welder job",
        "my boss said “reject everybody”, funny man",
    ],
)
async def test_questions_conditions_and_negations_write_and_rank_nothing(office: Office, message: str) -> None:
    tools, before = office.agent.registry.tools, await rows(office)
    called = await calls(office, message)
    assert all(tools[call["name"]].effect is Effect.READS for call in called)
    assert not any(call["name"].startswith("match_") for call in called)
    assert await rows(office) == before


async def test_two_orders_are_two_calls(office: Office) -> None:
    called = await calls(office, "close the welder job and put Ana Ruíz forward for the electrician one")
    assert [(call["name"], call["outcome"]) for call in called] == [
        ("close_job", "proposed"),
        ("create_application", "proposed"),
    ]


@pytest.mark.parametrize(
    ("message", "moved"),
    [
        ("mueve a Zoë a entrevista y a Omar Farouk a oferta", [(1, "interview"), (2, "offer")]),
        ("passa a Zoë para entrevista e o Omar Farouk para proposta", [(1, "interview"), (2, "offer")]),
    ],
)
async def test_orders_about_two_candidates_are_not_merged(
    office: Office, message: str, moved: Sequence[tuple[int, str]]
) -> None:
    called = await calls(office, message)
    assert [(call["arguments"]["candidate_id"], call["arguments"]["status"]) for call in called] == moved
    assert {call["outcome"] for call in called} == {"proposed"}


async def test_each_listed_job_is_closed_by_its_own_call(office: Office) -> None:
    called = await calls(office, "shut jobs 1, 2 and 3 for good please")
    assert [(call["name"], call["arguments"]["job_id"]) for call in called] == [
        ("close_job", 1),
        ("close_job", 2),
        ("close_job", 3),
    ]


async def test_two_notes_are_about_two_candidates(office: Office) -> None:
    called = await calls(office, "note on Zoë: likes nights; note on Ana Ruíz: wants part time")
    assert [(call["name"], call["arguments"]["candidate_id"]) for call in called] == [("add_note", 1), ("add_note", 3)]


async def test_a_new_candidate_is_submitted_to_a_job_in_the_same_message(office: Office) -> None:
    called = await calls(office, "register Mina Okafor, welder from Bruges, and then submit her to job 3", "yes")
    assert [(call["name"], call["outcome"]) for call in called] == [
        ("create_candidate", "done"),
        ("create_application", "done"),
    ]
    *_, applications, _ = await rows(office)
    assert (applications[-1].job_id, applications[-1].candidate_id) == (3, 5)


async def test_an_order_after_a_proposed_candidate_is_about_that_candidate(office: Office) -> None:
    asked = ("show candidate 2", "please register Mina Okafor, welder from Bruges, in our system")
    (call,) = await calls(office, *asked, "and submit her to job 3")
    assert call["arguments"]["candidate_id"] == "new"


async def test_undo_drops_the_pending_proposal(office: Office) -> None:
    done = "add a note to candidate 1: plays chess"
    await calls(office, done, "mets le poste de soudeur en pause jusqu'en mars", "undo")
    *_, notes = await rows(office)
    assert notes == ["plays chess"]


async def test_an_ambiguous_name_is_asked_about(office: Office) -> None:
    reply = await office.say("jot down about Omar that he can start in June")
    assert "Which candidate do you mean?" in reply
    assert "Omar Farouk" in reply
    assert "Omar Lind" in reply


async def test_an_unclear_message_is_answered_with_suggestions(office: Office) -> None:
    reply = await office.say("could we maybe somehow do something about Zoë Brandt")
    assert "Did you mean one of these?" in reply
    assert "candidate 1" in reply


async def test_a_follow_up_to_a_proposal_is_only_proposed(office: Office) -> None:
    before = await rows(office)
    asked = "apunta en la ficha de Ana Ruíz que prefiere trabajar por las mañanas"
    (call,) = await calls(office, asked, "and Zoë Brandt")
    assert (call["name"], call["outcome"], call["arguments"]["candidate_id"]) == ("add_note", "proposed", 1)
    assert await rows(office) == before


@pytest.mark.parametrize(
    ("message", "names"),
    [("lawyers in Spain", {"Ana Ruíz"}), ("candidates with more than ten years of experience", {"Piet Mulder"})],
)
async def test_lists_are_narrowed_by_country_and_by_years(office: Office, message: str, names: set[str]) -> None:
    await office.organisation.candidate("Piet Mulder", location="Utrecht", experience_years=11)
    await office.organisation.candidate("Mila Novak", location="Brno", experience_years=10)
    conversation = await office.agent.chat(office.organisation.actor, message)
    all_names = {"Zoë Brandt", "Omar Farouk", "Ana Ruíz", "Omar Lind", "Piet Mulder", "Mila Novak"}
    assert {name for name in all_names if name in conversation.text} == names


@pytest.mark.parametrize(
    "message",
    [
        "reject Zoë Brandt for job 1 only if she can't climb",
        "reject Zoë Brandt for job 1 once Omar Farouk accepts",
        "reject Zoë Brandt for job 1 tomorrow",
        "reject candidate 1 for job 1, but wait for my OK",
        "reject candidate 1 for job 1 - pending approval",
        "hire candidate 2 for job 3, subject to approval by the board",
        "move candidate 2 to offer for job 3, or maybe not",
        "move candidate 2 to offer for job 3 but ask the manager first",
        "change the location of job 1 to Hull if the team agrees",
        "change the title of job 1 to Head Electrician once approved",
        "create a job for a driver if Omar Lind declines",
        "add candidate Tim Roth, welder in Essen, only if he isn't there already",
        "given that Omar Farouk agrees, reject candidate 1 for job 1",
        "with Omar Farouk's approval, reject candidate 1 for job 1",
        "by Friday, reject candidate 1 for job 1",
        "put job 1 on hold, Omar Farouk wrote",
        "> set the location of job 1 to Berlin",
        "'set the location of job 1 to Berlin'",
        "put job 1 on hold. Don't do it.",
        "Wenn Omar Farouk zustimmt, pausiere Job 1",
        "Sollte Omar Farouk zustimmen, pausiere Job 1",
        "Si Omar Farouk acepta, pausa el puesto 1",
        "En cuanto Omar Farouk acepte, pausa el puesto 1",
        "Dès que Omar Farouk accepte, mets en pause le poste 1",
        "lehne kandidat 1 für stelle 1 ab, wenn Omar Farouk zusagt",
        "lehne kandidat 1 für stelle 1 ab, aber nicht heute",
        "lehne kandidat 1 für stelle 1 nächste woche ab",
        "rejette le candidat 1 pour le poste 1 si elle refuse",
        "rejette le candidat 1 pour le poste 1 la semaine prochaine",
        "rechaza al candidato 1 para la vacante 1, pero hoy no",
        "rechaza al candidato 1 para la vacante 1 a menos que llame",
    ],
)
async def test_a_conditional_order_is_proposed_at_most(office: Office, message: str) -> None:
    before = await rows(office)
    await calls(office, message)
    assert await rows(office) == before


@pytest.mark.parametrize(
    "message",
    [
        "reject candidate 1 for job 1 because she can't start before May",
        "reject candidate 1 for job 1: no licence",
        "guten morgen, lehne kandidat 1 für stelle 1 ab",
    ],
)
async def test_reasons_and_courtesies_are_not_conditions(office: Office, message: str) -> None:
    before = await rows(office)
    await calls(office, message)
    assert await rows(office) != before


async def test_a_note_may_contain_a_condition(office: Office) -> None:
    await calls(office, "add a note to candidate 1: wants to move only if her team comes along, tomorrow or later")
    (*_, (note,)) = await rows(office)
    assert "only if her team" in note


@pytest.mark.parametrize("answer", ["yes?", "ok?", '"yes"', "'yes'", "> yes"])
async def test_a_questioned_or_quoted_yes_does_not_confirm(office: Office, answer: str) -> None:
    before = await rows(office)
    await calls(office, "close job 1", answer)
    assert await rows(office) == before


async def test_a_change_without_a_field_is_appended_to_the_description(office: Office) -> None:
    job = await office.organisation.job("Plumber", description="Fits pipes.")
    messages = ("edit the plumber job to say that a van is provided", "yes")
    await calls(office, *messages)
    changed = await office.jobs.get(office.organisation.actor, job.id)
    assert changed.description == "Fits pipes.\n\na van is provided"


async def test_a_whole_sentence_is_not_suggested_as_a_job(office: Office) -> None:
    message = "mets Farid Duval à l'étape offre pour le poste d'infirmière, s'il te plaît"
    reply = await office.agent.chat(office.organisation.actor, message, None)
    assert message not in reply.text


@pytest.mark.parametrize(
    "answer", ["Sim!", "sì", "va bene", "vas-y", "d’accord", "ja graag", "sí, adelante", "ja, mach"]
)
async def test_a_yes_confirms_in_every_language(office: Office, answer: str) -> None:
    await calls(office, "close job 1", answer)
    assert (await office.jobs.get(office.organisation.actor, 1)).status == "closed"


@pytest.mark.parametrize(
    "answer", ["não", "nee", "lieber nicht", "laat maar", "lascia perdere", "déjalo", "laisse tomber"]
)
async def test_a_no_drops_the_proposal_in_every_language(office: Office, answer: str) -> None:
    await calls(office, "close job 1", answer, "yes")
    assert (await office.jobs.get(office.organisation.actor, 1)).status == "open"


@pytest.mark.parametrize(
    ("message", "changes"),
    [
        ("rename job 1 to Pastry Chef please", {"title": "Pastry Chef"}),
        ("set the location of job 1 to Kinsale, thanks", {"location": "Kinsale"}),
        ("change location of job 1 to remote", {"remote_option": "Remote"}),
        ("rename job 1 to Process and Change Manager", {"title": "Process and Change Manager"}),
    ],
)
async def test_courtesies_are_removed_from_a_new_value(office: Office, message: str, changes: dict[str, str]) -> None:
    (call,) = await calls(office, message)
    assert call["arguments"]["changes"] == changes


@pytest.mark.parametrize(
    "message",
    [
        "rename job 1 to Pastry Chef and bump the salary to 42k",
        "set the location of job 1 to Dublin and close it",
        "set the location of job 1 to Padova then show it",
        "change the department of job 1 to Logistics, and publish it",
        "change the location of job 1 to Frankfurt and the title to Cook",
        "set the location of job 1 to Kinsale not Cork",
    ],
)
async def test_a_value_contains_no_other_order(office: Office, message: str) -> None:
    values = [
        value
        for call in await calls(office, message)
        for value in call["arguments"].get("changes", {}).values()
        if isinstance(value, str)
    ]
    assert not any(" and " in value or " then " in value or " not " in value for value in values)


@pytest.mark.parametrize(
    ("message", "job"),
    [("show me the job in bochum", 5), ("close the job in Bochum", 5), ("add Zoë to the job in Bochum", 5)],
)
async def test_short_words_of_a_title_do_not_identify_a_job(office: Office, message: str, job: int) -> None:
    await office.organisation.job("Hörakustiker/in (m/w/d) in Teilzeit", location="Passau")
    await office.organisation.job("Cook de partida", location="Bochum")
    (call,) = await calls(office, message)
    assert call["arguments"]["job_id"] == job


async def test_an_order_after_a_copy_is_about_the_copy(office: Office) -> None:
    (call,) = await calls(office, "copy job 1 and make it fully remote")
    assert (call["name"], call["arguments"]["changes"]) == ("clone_job", {"remote_option": "Remote"})

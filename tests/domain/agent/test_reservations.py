"""Orders that the same message takes back, corrects, limits or leaves open: nothing is done at once."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.agent.agent_world import Office, new_office
from domain.agent.test_coverage import called
from recruit.adapters.memory import storage as memory
from recruit.domain.engines.language.understanding import WRITES
from recruit.ports.plugins import AdapterConfig


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    """Jobs 1 and 2; candidates 1 and 2, with the applications 1 and 2 to job 1, in screening and sourced."""
    async with memory(AdapterConfig("memory:", Path())) as storage:
        office = await new_office(storage)
        org = office.organisation
        baker = await org.job("Baker", salary_min=60_000, salary_max=80_000)
        await org.job("Sales Manager")
        await org.application(baker, await org.candidate("Ana Ruíz"), status="screening")
        await org.application(baker, await org.candidate("Tom Ashby"))
        yield office


async def written(office: Office, message: str) -> tuple[str, list[str]]:
    """Return the reply to a message and the outcomes of its writes."""
    reply, calls = await called(office, message)
    return reply, [call["outcome"] for call in calls if call["name"] in WRITES]


async def last_turn(office: Office, talk: list[str]) -> tuple[str, list[str]]:
    """Return the last reply of a conversation and the outcomes of its calls."""
    first, *others = talk
    reply = await office.agent.chat(office.organisation.actor, first)
    for message in others:
        reply = await office.agent.chat(office.organisation.actor, message, reply.conversation_id)
    transcript = await office.agent.conversations.transcript(office.organisation.actor, reply.conversation_id)
    return reply.text, [call["outcome"] for call in transcript.messages[-1].tools]


@pytest.mark.parametrize("order", ["hire Ana Ruíz", "reject Ana Ruíz", "publish job 1"])
@pytest.mark.parametrize(
    "tail",
    [
        " but don't",
        ", or better not",
        ". Wait.",
        ". Cancel.",
        ". Not really.",
        ". I changed my mind.",
        " ... not!",
        ". Delete that.",
    ],
)
async def test_a_retracted_order_is_not_done(office: Office, order: str, tail: str) -> None:
    _, outcomes = await written(office, order + tail)
    assert outcomes == []


@pytest.mark.parametrize(
    ("message", "unused"),
    [
        ("hire Ana Ruíz. What do you think?", "What do you think"),
        ("hire Ana Ruíz but as a contractor", "as a contractor"),
        ("hire Ana Ruíz. She starts 1 March.", "She starts 1 March"),
        ("reject Ana Ruíz. I want to see the list first.", "I want to see the list first"),
        ("reject Ana Ruíz by email", "by email"),
        ("reject Tom Silva", "Silva"),
        ("reject Ana Ruíz for now", "for now"),
        ("publish job 1 but hide the salary", "hide the salary"),
        ("publish job 1 without the salary", "without the salary"),
        ("set pay of job 1 to 100k but keep the max", "keep the max"),
        ("create a draft job for a cook, don't publish it", "a draft"),
        ("create a job for a cook in Lyon, on hold", "on hold"),
        ("clone job 1 as a draft", "as a draft"),
        ("Lehne Ana Ruíz ab. Nein, nicht sie.", "nicht sie"),
        ("Embauche Ana Ruíz. Non, oublie.", "oublie"),
        ("Rechaza a Ana Ruíz. Es broma.", "Es broma"),
        ("Contrata a Ana Ruíz. Não, esquece.", "esquece"),
        ("Elimina a Ana Ruíz... mejor no, solo recházala", "mejor no"),
        ("metti in pausa la posizione 1 fino a Pasqua", "fino a Pasqua"),
        ("Copia el puesto 1 para Barcelona pero sin Python", "sin Python"),
        ("Kopieer vacature 1 naar Rotterdam maar zonder Python", "zonder Python"),
        (
            "La posizione 1 diventa da remoto, aprila e aumenta il massimo di 4000",
            "aprila e aumenta il massimo di 4000",
        ),
        ("merge candidate 1 and candidate 2 but keep candidate 2", "keep candidate 2"),
        ("mark job 2 as filled by Ana Ruíz", "by Ana Ruíz"),
        ("close job 2, Ana Ruíz took it", "Ana Ruíz took it"),
        ("clone job 1 with the applicants", "with the applicants"),
        ("Stelle 2 pausieren und am 1.9. wieder öffnen", "am 1.9. wieder öffnen"),
        ("reject Ana Ruíz, not Tom Ashby", "not Tom Ashby"),
        ("reject Ana Ruíz for job 1 by email", "by email"),
        ("on Monday, reject Ana Ruíz", "on Monday"),
        ("create candidate Wiktoria Nowak, baker from Antwerp, forklift", "forklift"),
        ("reject Ana Ruíz for job 1 with a friendly mail", "with a friendly mail"),
        ("reject Ana Ruíz for job 1 in a polite way", "in a polite way"),
        ("erase all data of Ana Ruíz, gdpr request", "gdpr request"),
    ],
)
async def test_unused_text_after_an_order_is_reported_and_the_order_proposed(
    office: Office, message: str, unused: str
) -> None:
    reply, outcomes = await written(office, message)
    assert outcomes == ["proposed"]
    assert f"“{unused}”" in reply.partition("I haven't used ")[2]


@pytest.mark.parametrize(
    "message",
    [
        "rename job 2 to Lead - actually leave it",
        "rename job 2 from Seller to Lead",
        "set location of job 1 to the one of job 2",
        "add Go or Rust to job 1",
        "add candidate Liam Byrne, plumber. Put him on job 1.",
        "add candidate Tim Roth, I mean Tim Burton",
        "add candidate Tim Roth. Never mind.",
        'add a note to candidate 1 "great on systems" and to candidate 2 "great on css"',
        "add note to candidate 1: great. Actually don't.",
        "Notiz für Ana Ruíz: ruft morgen an. Ach nein, doch nicht.",
        "create a job for a cook. Or no, don't.",
        "make sales manager position public",
        "open the job for the baker in Leeds",
        "create a job for Ana",
        "clone job 1 for Ana",
        "add a candidate with Kotlin",
        "add candidate Bob Hill again",
        "add candidate Bob Hill (rejected)",
        "add candidate Bob Hill, referred by Ana Ruíz",
        "create a job for a nurse in Leeds, close the sales job",
        "create a job for a nurse in Leeds or York",
        "post a job for a cook in Porto on LinkedIn",
        "add a note to Ana Ruíz: likes tea. Sorry, that was Tom",
        "set the salary of job 1 to 60-80k, I think",
        "J'aimerais refuser Ana Ruíz",
    ],
)
async def test_a_value_that_may_contain_other_text_is_proposed(office: Office, message: str) -> None:
    _, outcomes = await written(office, message)
    assert outcomes == ["proposed"]


@pytest.mark.parametrize(
    "message", ["set pay of job 1 to the same as job 2", "set pay of job 1 to the market rate as of 2026"]
)
async def test_ids_and_years_are_not_read_as_pay(office: Office, message: str) -> None:
    _, outcomes = await written(office, message)
    assert outcomes == []


async def test_a_wish_is_not_an_order(office: Office) -> None:
    assert (await written(office, "I'd love to hire Ana Ruíz"))[1] == []


async def test_a_new_candidate_gets_an_application_in_the_ordered_stage(office: Office) -> None:
    actor = office.organisation.actor
    asked = await office.agent.chat(actor, "create candidate Max Muster, baker, and put him on job 2 at screening")
    await office.agent.chat(actor, "yes", asked.conversation_id)
    assert (await office.applications.get(actor, 3)).status == "screening"


async def test_pay_from_an_amount_sets_the_lower_bound(office: Office) -> None:
    await written(office, "set pay of job 1 from 70k")
    job = await office.jobs.get(office.organisation.actor, 1)
    assert (job.salary_min, job.salary_max) == (70_000, 80_000)


async def test_a_clause_about_the_candidate_is_the_reason_of_a_rejection(office: Office) -> None:
    reply, (call,) = await called(office, "reject Ana Ruíz, she has no visa")
    assert (call["arguments"]["reason"], call["outcome"]) == ("she has no visa", "proposed")
    assert "(reason: “she has no visa”)" in reply


async def test_an_application_in_another_stage_is_not_moved(office: Office) -> None:
    reply, calls = await called(office, "move Ana Ruíz from interview to offer")
    assert (reply, calls) == ("I haven't moved anything: the application is in screening, not in interview.", [])


async def test_a_proposal_to_undo_describes_the_change(office: Office) -> None:
    actor = office.organisation.actor
    first = await office.agent.chat(actor, "reject candidate 1")
    reply = await office.agent.chat(actor, "undo the note", first.conversation_id)
    assert "undo the last change in this conversation: reject application (application #1)" in reply.text


@pytest.mark.parametrize(
    "talk",
    [
        ["show Ana Ruíz and Tom Ashby", "reject them"],
        ["show Ana Ruíz", "show Tom Ashby", "add a note to the first: good"],
    ],
)
async def test_an_ambiguous_reference_does_nothing_at_once(office: Office, talk: list[str]) -> None:
    _, outcomes = await last_turn(office, talk)
    assert "done" not in outcomes


@pytest.mark.parametrize(
    "message",
    [
        "Vergiss das: lehne Ana Ruíz ab",
        "Oublie ça : refuse Ana Ruíz",
        "> Lehne Ana Ruíz ab\n\nDas hat Paul geschrieben, bitte ignorieren",
    ],
)
async def test_an_order_in_a_message_to_be_ignored_is_not_read(office: Office, message: str) -> None:
    _, outcomes = await written(office, message)
    assert outcomes == []


@pytest.mark.parametrize(
    ("message", "tool"),
    [
        ("make the sales manager position public", "update_job"),
        ("Nota su Ana Ruíz: ha detto di non chiamarla più, elimina Tom Ashby", "add_note"),
    ],
)
async def test_a_fully_understood_order_takes_precedence_over_a_part_of_it(
    office: Office, message: str, tool: str
) -> None:
    _, (call,) = await called(office, message)
    assert call["name"] == tool


@pytest.mark.parametrize(
    ("message", "unused"),
    [
        ("candidates not in the pipeline of job 1", "not in the pipeline of job 1"),
        ("top 3 candidates for job 1 who aren't in its pipeline yet", "aren't in its pipeline yet"),
        ("worst candidates for job 1", "worst candidates for job 1"),
        ("who isnt suited to job 1 at all", "isnt suited to job 1 at all"),
    ],
)
async def test_an_ignored_exclusion_is_reported(office: Office, message: str, unused: str) -> None:
    assert f"I haven't taken this into account: “{unused}”." in await office.say(message)


@pytest.mark.parametrize(
    "message",
    [
        "reject Ana Ruíz but not for job 1",
        "move Ana Ruíz to offer except for job 1",
        "Lehne Ana Ruíz ab, aber nicht für Stelle 1",
        "refuse Ana Ruíz mais pas pour le poste 1",
        "rechaza a Ana Ruíz pero no en el puesto 1",
        "sposta Ana Ruíz in offerta ma non per la posizione 1",
        "zet Ana Ruíz op aanbod maar niet voor vacature 1",
        "close any job but job 1",
    ],
)
async def test_an_excluded_job_is_not_acted_on(office: Office, message: str) -> None:
    reply, calls = await called(office, message)
    assert (calls, "who is left out" in reply) == ([], True)


@pytest.mark.parametrize(
    ("talk", "unused"),
    [
        (["move Cy to offer?", "the second"], ""),
        (["move Cy to offer on Monday", "the second"], "“on Monday”"),
        (["publish job 1", "same for job 2?"], ""),
        (["add Tom Ashby to job 2", "do the same for Cy Holm"], ""),
    ],
)
async def test_an_order_completed_by_an_answer_or_a_repetition_is_proposed(
    office: Office, talk: list[str], unused: str
) -> None:
    org = office.organisation
    for name in ("Cy Holm", "Cy Lund"):
        await org.application(await office.jobs.get(org.actor, 1), await org.candidate(name))
    reply, outcomes = await last_turn(office, talk)
    assert outcomes == ["proposed"]
    assert unused in reply


async def test_a_plain_order_completed_by_an_answer_is_done(office: Office) -> None:
    org = office.organisation
    for name in ("Cy Holm", "Cy Lund"):
        await org.application(await office.jobs.get(org.actor, 1), await org.candidate(name))
    first = await office.agent.chat(org.actor, "move Cy to offer")
    assert "I've moved" in (await office.agent.chat(org.actor, "the second", first.conversation_id)).text


@pytest.mark.parametrize("message", ["Hier Ana Ruíz", "published job 1", "alone job 1", "rejct application 1"])
async def test_an_order_with_a_corrected_verb_is_proposed(office: Office, message: str) -> None:
    _, outcomes = await written(office, message)
    assert outcomes == ["proposed"]


@pytest.mark.parametrize(
    "message",
    [
        "create a job for a nurse in Dallas and notify Tom",
        "Erstelle eine Stelle für einen Koch in Bonn, nein in Köln",
        "Crée un poste de cuisinier à Lille et ajoute Ana",
        "Lehne Ana Ruíz für Stelle 1 ab, aber behalte sie im Pool",
        "rename job 2 to Frontend Lead and hide it",
        "add candidate Ann Lee, baker in Graz and Vienna, and Bob",
    ],
)
async def test_a_text_that_may_contain_another_order_is_proposed(office: Office, message: str) -> None:
    _, outcomes = await written(office, message)
    assert outcomes == ["proposed"]


@pytest.mark.parametrize(
    "message",
    [
        "Publish job 1 and raise the pay by 10%",
        "publish job 1 and set pay to 60-80k",
        "add candidates Tim Burns and Ali Khan, both nurses",
        "rename job 2 to Lead and job 1 to Cook",
    ],
)
async def test_two_changes_or_candidates_are_not_read_as_one(office: Office, message: str) -> None:
    _, outcomes = await written(office, message)
    assert outcomes == []


@pytest.mark.parametrize(
    "message",
    [
        "Move Ana Ruíz to offer, sorry I meant Tom Ashby to interview",
        "Reject Ana Ruíz - oops, I meant Tom Ashby",
        "hire Ana Ruíz. I mean Tom Ashby.",
        "Rejette Ana Ruíz. Je veux dire Tom Ashby.",
        "verschiebe Ana Ruíz ins Angebot, ich meinte Tom Ashby",
        "descarta a Ana Ruíz, digo, a Tom Ashby",
        "wijs Ana Ruíz af, of nee, Tom Ashby",
    ],
)
async def test_a_name_that_is_corrected_later_is_not_acted_on(office: Office, message: str) -> None:
    reply, calls = await called(office, message)
    assert (calls, "which of the names is meant" in reply) == ([], True)


@pytest.mark.parametrize(
    ("message", "choice"),
    [
        ("put job 2 on hold or close it", "or close it"),
        ("reject Ana Ruíz or hire Tom Ashby", "or hire Tom Ashby"),
        ("schließe Stelle 2 oder pausiere sie", "oder pausiere sie"),
        ("contrata a Ana Ruíz o a Tom Ashby", "o a Tom Ashby"),
    ],
)
async def test_a_choice_between_two_orders_is_left_to_the_user(office: Office, message: str, choice: str) -> None:
    reply, calls = await called(office, message)
    assert (calls, f"leaves a choice: “{choice}”" in reply) == ([], True)


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        ("reject Ana Ruíz because of salary, hire Tom Ashby", "salary"),
        ("reject Ana Ruíz - not enough experience", "not enough experience"),
        ("reject Ana Ruíz: no pastry background", "no pastry background"),
        ("Rechaza a Ana Ruíz, pide demasiado", "pide demasiado"),
        ("Lehne Ana Ruíz ab, sie hat am Montag abgesagt", "sie hat am Montag abgesagt"),
        ("Bewerbung 1 ablehnen, Grund: kein VCA", "kein VCA"),
        ("wijs Ana Ruíz af, te weinig ervaring", "te weinig ervaring"),
    ],
)
async def test_the_only_reason_belongs_to_the_rejection(office: Office, message: str, reason: str) -> None:
    reply, calls = await called(office, message)
    assert [call["arguments"]["reason"] for call in calls if call["name"] == "reject_application"] == [reason]
    assert "I haven't used" not in reply


@pytest.mark.parametrize(
    ("message", "unused"),
    [
        ("rename job 2 to Lead because Tom asked", "because Tom asked"),
        ("rename job 2 to Ward Manager since we restructured", "since we restructured"),
        ("clone job 1 as Pastry Chef because we need two", "because we need two"),
        ("set job 1 to on-site because of the servers", "because of the servers"),
        ("assumi Ana Ruíz, ha già firmato", "ha già firmato"),
        ("embauche Ana Ruíz (voir mail de lundi)", "(voir mail de lundi)"),
    ],
)
async def test_a_comment_after_an_order_is_reported_and_not_stored(office: Office, message: str, unused: str) -> None:
    reply, outcomes = await written(office, message)
    assert outcomes == ["proposed"]
    assert f"“{unused}”" in reply.partition("I haven't used ")[2]


@pytest.mark.parametrize(
    ("change", "thought", "unused"),
    [
        ("hire Ana Ruíz", "actually don't", ""),
        ("hire Ana Ruíz", "don't hire her", ""),
        ("publish job 1", "no wait", ""),
        ("hire Ana Ruíz", "hold on", ""),
        ("add a note to Ana Ruíz: likes tea", "no I meant on Tom", "I haven't used “on Tom”"),
        ("move Ana Ruíz to interview", "no, I said offer", "I haven't used “offer”"),
        ("publish job 1", "no, in Cork", ""),
        ("Lehne Ana Ruíz ab", "nein, doch nicht", ""),
        ("embauche Ana Ruíz", "non attends", ""),
        ("contrata a Ana Ruíz", "no, espera", ""),
    ],
)
async def test_a_second_thought_about_a_change_proposes_an_undo(
    office: Office, change: str, thought: str, unused: str
) -> None:
    actor = office.organisation.actor
    first = await office.agent.chat(actor, change)
    if "Shall I do it?" in first.text:
        await office.agent.chat(actor, "yes", first.conversation_id)
    reply = await office.agent.chat(actor, thought, first.conversation_id)
    assert "I would undo the last change in this conversation" in reply.text
    assert unused in reply.text


async def test_a_second_thought_without_a_change_undoes_nothing(office: Office) -> None:
    _, outcomes = await last_turn(office, ["show job 1", "no wait"])
    assert outcomes == []


async def test_a_skill_is_replaced_by_the_one_before_instead_of(office: Office) -> None:
    _, (call,) = await called(office, "job 1 needs Flutter now instead of Python")
    assert call["arguments"]["changes"] == {"drop": ["Python"], "add": ["Flutter"]}


@pytest.mark.parametrize("message", ["copy job 1 twice", "make three copies of job 1"])
async def test_several_copies_are_not_made_as_one(office: Office, message: str) -> None:
    _, outcomes = await written(office, message)
    assert outcomes == []


async def test_an_unknown_candidate_id_is_reported(office: Office) -> None:
    assert "couldn't find candidate #999999" in await office.say("kandidat 999999 ist raus")


@pytest.mark.parametrize(
    ("message", "unused"),
    [
        ("write Ana Ruíz an invite for an interview on tuesday at 10", "on tuesday at 10"),
        ("draft an offer letter for Ana Ruíz", "an offer letter"),
        ("message for Ana Ruíz: bring your boots", "bring your boots"),
        ("give me 5 interview questions for job 1", "5"),
        ("interview questions for job 1 with a focus on safety", "with a focus on safety"),
    ],
)
async def test_details_that_a_draft_cannot_contain_are_reported(office: Office, message: str, unused: str) -> None:
    assert f"“{unused}”" in (await office.say(message)).partition("I haven't used ")[2]


@pytest.mark.parametrize("message", ["hire Ana Ashby", "embauche Ana Ashby", "neem Ana Ashby aan"])
async def test_a_name_mixed_from_two_candidates_matches_neither(office: Office, message: str) -> None:
    reply, calls = await called(office, message)
    assert (calls, "no candidate is called “Ana Ashby”" in reply) == ([], True)


async def test_an_exception_is_not_reported_as_unused(office: Office) -> None:
    reply = await office.say("reject everyone for job 1 but Tom Ashby")
    assert "reject candidate #1" in reply
    assert "I haven't used" not in reply


@pytest.mark.parametrize(
    "message",
    ["Ana Ruíz zieht ihre Bewerbung zurück", "Ana Ruíz retira su candidatura", "Ana Ruíz ritira la candidatura"],
)
async def test_a_withdrawal_is_not_a_rejection(office: Office, message: str) -> None:
    _, (call,) = await called(office, message)
    assert (call["name"], call["arguments"]["status"]) == ("move_application", "withdrawn")


async def test_a_pronoun_after_a_message_without_calls_is_proposed(office: Office) -> None:
    _, outcomes = await last_turn(office, ["show Ana Ruíz", "well well", "hire her"])
    assert outcomes == ["proposed"]


@pytest.mark.parametrize("name", ["Job Cohen", "The Job", "Will Hold", "Stelle Anna", "To Interview For"])
@pytest.mark.parametrize(
    ("message", "tools"),
    [
        ("put job 2 on hold", ["update_job"]),
        ("publish job 2", ["update_job"]),
        ("move Tom Ashby to interview for job 1", ["move_application"]),
        ("verschiebe Kandidat 2 ins Interview für Stelle 1", ["move_application"]),
    ],
)
async def test_words_of_an_order_are_not_read_as_candidate_names(
    office: Office, name: str, message: str, tools: list[str]
) -> None:
    org = office.organisation
    await org.application(await office.jobs.get(org.actor, 1), await org.candidate(name))
    reply, calls = await called(office, message)
    assert [call["name"] for call in calls] == tools
    assert "I haven't used" not in reply


@pytest.mark.parametrize(
    "message",
    [
        "hire 2 bakers",
        "supprime 2 postes",
        "close 2 jobs",
        "publish 2 jobs",
        "lehne 2 Bewerber ab",
        "add Ana Ruíz to 2 jobs",
        "reject the bottom 2 for the sales manager",
    ],
)
async def test_a_quantity_is_not_an_id(office: Office, message: str) -> None:
    _, calls = await called(office, message)
    assert not WRITES & {call["name"] for call in calls}


@pytest.mark.parametrize("message", ["Ana Ruíz to interview at 2", "Ana Ruíz um 2 ins Interview"])
async def test_a_time_of_day_is_not_an_id(office: Office, message: str) -> None:
    reply, (call,) = await called(office, message)
    assert (call["arguments"]["candidate_id"], call["arguments"]["job_id"]) == (1, 1)
    assert "2" in reply.partition("I haven't used ")[2]


@pytest.mark.parametrize("message", ["top 2 for baker", "the 2 best for baker", "die besten 2 für Baker"])
async def test_the_number_of_a_ranking_is_its_limit(office: Office, message: str) -> None:
    _, (call,) = await called(office, message)
    assert (call["name"], call["arguments"]) == ("match_candidates", {"job_id": 1, "limit": 2})


@pytest.mark.parametrize(
    ("message", "changes"),
    [
        ("cambia la ubicación del puesto de Baker a Leeds", {"location": "Leeds"}),
        ("ändere den Ort der Baker-Stelle auf Leeds", {"location": "Leeds"}),
        ("change le lieu du poste Baker à Leeds", {"location": "Leeds"}),
        ("Nimm Python aus den Anforderungen der Baker-Stelle", {"drop": ["Python"]}),
    ],
)
async def test_a_place_is_not_a_skill_and_aus_drops_a_skill(
    office: Office, message: str, changes: dict[str, object]
) -> None:
    _, (call,) = await called(office, message)
    assert call["arguments"]["changes"] == changes


async def test_a_deletion_is_not_a_rejection(office: Office) -> None:
    _, calls = await called(office, "delete Ana Ruíz from the system, she asked for it")
    assert "reject_application" not in {call["name"] for call in calls}


@pytest.mark.parametrize("message", ["open the baker job again", "öffne die Stelle Baker wieder"])
async def test_an_order_to_open_a_job_again_reopens_it(office: Office, message: str) -> None:
    actor = office.organisation.actor
    await office.jobs.change(actor, 1, {"status": "on_hold"})
    await written(office, message)
    assert (await office.jobs.get(actor, 1)).status == "open"


@pytest.mark.parametrize("message", ["wieder pausieren", "weer op pauze", "put it on hold again"])
async def test_again_with_another_status_reopens_nothing(office: Office, message: str) -> None:
    actor = office.organisation.actor
    first = await office.agent.chat(actor, "show job 1")
    reply = await office.agent.chat(actor, message, first.conversation_id)
    assert "on_hold" in reply.text or "on hold" in reply.text


async def test_candidates_of_either_company_are_found(office: Office) -> None:
    org = office.organisation
    for name, company in (("Uma Holt", "DHL"), ("Ivo Brand", "BMW"), ("Lena Ode", "Acme")):
        await org.candidate(name, current_company=company)
    reply = await office.say("candidates at DHL or BMW")
    assert ("Uma Holt" in reply, "Ivo Brand" in reply, "Lena Ode" in reply) == (True, True, False)


async def test_content_ordered_for_a_draft_is_reported_as_unused(office: Office) -> None:
    reply = await office.say("draft an email to Ana Ruíz that she got the job")
    assert "“she got the job”" in reply.partition("I haven't used ")[2]


async def test_an_order_to_change_a_record_does_not_show_it(office: Office) -> None:
    reply, calls = await called(office, "Ana Ruíz moved to Paris, update her profile")
    assert (calls, "a candidate's fields" in reply) == ([], True)


@pytest.mark.parametrize("message", ["quels postes sont en brouillon ?", "qué puestos están en borrador"])
async def test_draft_is_a_status_and_not_a_place(office: Office, message: str) -> None:
    _, (call,) = await called(office, message)
    assert (call["name"], call["arguments"]) == ("find_jobs", {"status": "draft"})


@pytest.mark.parametrize(
    ("message", "title", "place"),
    [
        ("neuer kandidat: Uwe Brandt, Schlosser aus Kassel, 12 Jahre Erfahrung", "Schlosser", "Kassel"),
        ("añade al candidato Luis Prado, albañil de Sevilla, 8 años de experiencia", "albañil", "Sevilla"),
        ("aggiungi il candidato Gino Sala, elettricista a Torino, 6 anni", "elettricista", "Torino"),
        ("voeg kandidaat Piet Bos toe, loodgieter uit Breda, 7 jaar ervaring", "loodgieter", "Breda"),
        ("neuer kandidat: Uwe Brandt, Kassel", None, "Kassel"),
    ],
)
async def test_a_new_candidates_title_ends_before_the_place(
    office: Office, message: str, title: str | None, place: str
) -> None:
    _, (call,) = await called(office, message)
    assert (call["arguments"].get("current_title"), call["arguments"]["location"]) == (title, place)


@pytest.mark.parametrize(
    ("message", "status"),
    [
        ("who applied for baker?", None),
        ("wer hat sich auf Baker beworben?", None),
        ("who is in applied for baker?", "applied"),
    ],
)
async def test_a_question_about_applicants_covers_every_status(
    office: Office, message: str, status: str | None
) -> None:
    _, (call,) = await called(office, message)
    assert (call["name"], call["arguments"].get("status")) == ("list_applications", status)

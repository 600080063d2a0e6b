"""The agent with a language model: a local server that answers correctly or fails."""

import json
from typing import Any

import pytest

from cases import every_case
from http_api import Api, registered
from stand_ins.openai_server import Fault, OpenAIServer
from stand_ins.speakers import acting, asks_for, says, script

NOT_UNDERSTOOD = "Kindly brush up my memory a little, would you"
"""A message that the grammar doesn't understand."""


@pytest.fixture
def api(advised: Api) -> Api:
    """A client of an organisation whose agent uses `model`."""
    return advised


async def conversation(api: Api, *messages: str) -> tuple[list[str], list[tuple[str, dict[str, Any], str]]]:
    """Send messages in one conversation, and return the replies and the log of all calls."""
    replies, conversation_id = [], None
    for message in messages:
        response = await api.post("/agent/chat", {"message": message, "conversation_id": conversation_id})
        assert response.status_code == 200, response.text
        conversation_id = int(response.headers["x-conversation-id"])
        replies.append(response.json()["reply"])
    kept = (await api.get(f"/agent/conversations/{conversation_id}")).json()
    calls = [call for message in kept["messages"] for call in message.get("tools") or []]
    return replies, [(call["name"], call["arguments"], call["outcome"]) for call in calls]


async def test_messages_that_the_grammar_understands_do_not_reach_the_model(api: Api, model: OpenAIServer) -> None:
    model.speaks = script(told="Something else.")
    with every_case() as case:
        for message in (
            *("list jobs", "show open jobs", "list candidates", "summarize candidate 3", "match candidates for job 5"),
            *("match jobs for candidate 7", "applications for job 5", "pipeline for job 5", "help", "hello"),
            "never mind",
        ):
            with case(message):
                assert "Something else" not in await api.says(message)
                assert model.requests == []


async def test_the_model_answers_messages_that_the_grammar_does_not_understand(api: Api, model: OpenAIServer) -> None:
    await api.job("Nurse", location="Berlin")
    model.speaks = script(asks_for(("find_jobs", {"status": "open"})), told="One job is open: Nurse, in Berlin.")
    replies, calls = await conversation(api, NOT_UNDERSTOOD)
    assert replies == ["One job is open: Nurse, in Berlin."]
    assert calls == [("find_jobs", {"status": "open"}, "done")]
    asked = [request.body for request in model.requests]
    assert [acting(body) for body in asked] == [True, True, False]
    assert {tool["function"]["name"] for tool in asked[0]["tools"]} >= {"find_jobs", "undo", "delete_job"}
    assert "Nurse" not in json.dumps(asked[1]["messages"])
    assert "Nurse" in json.dumps(asked[2]["messages"])


async def test_an_ungrounded_answer_is_replaced_by_the_tools_text(api: Api, model: OpenAIServer) -> None:
    await api.job("Nurse")
    plain = await api.says("list jobs")
    with every_case() as case:
        for answer in (
            "There are 42 open jobs.",
            "Three jobs are open.",
            "Alan Smithee posted the Nurse job.",
            "The job is [here](https://evil.example.com).",
            "I've closed the job for you.",
            "",
        ):
            with case(answer):
                model.speaks = script(asks_for(("find_jobs", {})), told=answer)
                assert await api.says(NOT_UNDERSTOOD) == plain


async def test_scores_and_reasons_are_reported_in_the_tools_text(api: Api, model: OpenAIServer) -> None:
    job = await api.job("Nurse", required_skills=["Triage"])
    await api.candidate(current_title="Nurse", notes="Triage")
    plain = await api.says(f"match candidates for job {job['id']}")
    model.speaks = script(asks_for(("match_candidates", {"job_id": job["id"]})), told="Jane Doe, for her charm.")
    assert await api.says(NOT_UNDERSTOOD) == plain


@pytest.mark.parametrize(
    "fault",
    [
        Fault.ERROR,
        Fault.UNAUTHORIZED,
        Fault.BAD_REQUEST,
        Fault.DROP,
        Fault.QUOTA,
        Fault.GARBAGE,
        Fault.HTML,
        Fault.DEEP,
        Fault.NO_CHOICES,
        Fault.CUT_OFF,
    ],
)
async def test_the_grammar_answers_when_the_model_fails(api: Api, model: OpenAIServer, fault: Fault) -> None:
    model.fail(fault, times=10)
    replies, calls = await conversation(api, NOT_UNDERSTOOD)
    assert "I'm your recruiting assistant." in replies[0]
    assert calls == []
    assert model.requests


async def test_results_so_far_are_reported_when_the_model_fails_midway(api: Api, model: OpenAIServer) -> None:
    await api.job("Nurse")
    plain = await api.says("list jobs")

    def speak(_: dict[str, Any]) -> dict[str, Any]:
        model.fail(Fault.ERROR, times=10)
        return asks_for(("find_jobs", {}))

    model.speaks = speak
    replies, calls = await conversation(api, NOT_UNDERSTOOD)
    assert replies == [plain]
    assert calls == [("find_jobs", {}, "done")]


async def test_a_model_that_never_stops_is_stopped_after_eight_steps(api: Api, model: OpenAIServer) -> None:
    model.speaks = lambda _: asks_for(("find_jobs", {"limit": len(model.requests)}))
    _, calls = await conversation(api, NOT_UNDERSTOOD)
    assert len(model.requests) == 8
    assert [call[1]["limit"] for call in calls] == [1, 2, 3, 4, 5, 6, 7]


async def test_a_model_makes_at_most_sixteen_calls(api: Api, model: OpenAIServer) -> None:
    model.speaks = lambda _: asks_for(
        *[("find_jobs", {"limit": place + 1, "query": f"job {len(model.requests)}"}) for place in range(16)]
    )
    _, calls = await conversation(api, NOT_UNDERSTOOD)
    assert len(calls) == 16


async def test_a_repeated_call_is_made_once(api: Api, model: OpenAIServer) -> None:
    model.speaks = lambda body: asks_for(("find_jobs", {})) if acting(body) else says("Nothing.")
    _, calls = await conversation(api, NOT_UNDERSTOOD)
    assert calls == [("find_jobs", {}, "done")]


@pytest.mark.parametrize(
    ("name", "arguments", "error"),
    [
        ("drop_table", {}, "There is no tool 'drop_table'."),
        ("get_job", "{", "The arguments should be one JSON object."),
        ("get_job", "[5]", "The arguments should be one JSON object."),
        ("get_job", {"job": 5}, "job is not known; known are job_id. job_id is missing."),
        ("find_jobs", {"limit": 1000}, "limit should be from 1 to 100."),
    ],
)
async def test_an_invalid_call_is_returned_to_the_model_as_an_error(
    api: Api, model: OpenAIServer, name: str, arguments: Any, error: str
) -> None:
    await api.job("Nurse")
    model.speaks = script(asks_for((name, arguments)), asks_for(("find_jobs", {})), told="Nurse is open.")
    replies, calls = await conversation(api, NOT_UNDERSTOOD)
    assert json.loads(model.requests[1].body["messages"][-1]["content"]) == {"outcome": "failed", "error": error}
    assert replies == ["Nurse is open."]
    assert calls == [("find_jobs", {}, "done")]


async def test_a_model_without_tool_results_may_ask_but_not_claim(api: Api, model: OpenAIServer) -> None:
    model.speaks = script(says("Which job do you mean?"))
    assert await api.says(NOT_UNDERSTOOD) == "Which job do you mean?"
    model.speaks = script(says("All is well."))
    assert "I'm your recruiting assistant." in await api.says(NOT_UNDERSTOOD)


async def test_a_write_that_the_user_orders_explicitly_is_done_and_can_be_undone(api: Api, model: OpenAIServer) -> None:
    person = await api.candidate("Jane Doe", notes="Nurse")
    order = f"As to {person['id']}, kindly have it written down somewhere: speaks French"
    model.speaks = script(asks_for(("add_note", {"candidate_id": person["id"], "note": "speaks French"})))
    thanks = "Thanks for that. " * 70  # too long for the intent model, which would propose it
    replies, calls = await conversation(api, f"{order.replace('written', 'noted')}. {thanks}", "undo")
    assert [call[0] for call in calls] == ["add_note", "undo"], replies
    assert [call[2] for call in calls] == ["done", "done"]
    assert (await api.get(f"/candidates/{person['id']}")).json() == person


async def test_a_write_that_the_user_did_not_order_is_proposed_and_done_after_a_yes(
    api: Api, model: OpenAIServer
) -> None:
    job, person = await api.job("Nurse"), await api.candidate("Jane Doe")
    application = await api.application(job, person)
    reject = {"application_id": application["id"]}
    model.speaks = script(asks_for(("reject_application", reject)))
    replies, calls = await conversation(api, NOT_UNDERSTOOD)
    assert replies[0].startswith("I would use 'Reject an application' with application_id 1. Shall I do it? Say 'yes'")
    assert calls == [("reject_application", reject, "proposed")]
    assert (await api.get(f"/applications/{application['id']}")).json() == application
    model.speaks = script(asks_for(("reject_application", reject)))
    replies, calls = await conversation(api, NOT_UNDERSTOOD, "yes")
    assert calls[-1] == ("reject_application", reject, "done")
    assert (await api.get(f"/applications/{application['id']}")).json()["status"] == "rejected"


async def test_rejecting_several_candidates_needs_confirmation_even_if_ordered(api: Api, model: OpenAIServer) -> None:
    job = await api.job("Nurse")
    applications = [await api.application(job, await api.candidate(name)) for name in ("Jane Doe", "John Roe")]
    ids = [one["id"] for one in applications]
    model.speaks = script(asks_for(*(("reject_application", {"application_id": number}) for number in ids)))
    order = f"oh well, so be it, both numbers {ids[0]} plus {ids[1]} are to be turned, well, rejected"
    replies, calls = await conversation(api, order, "yes")
    assert replies[0].startswith(f"I would use 'Reject an application' with application_id {ids[0]}; application_id")
    assert [call[2] for call in calls] == ["proposed", "proposed", "done", "done"]


async def test_a_model_can_not_read_another_organisations_data(api: Api, model: OpenAIServer) -> None:
    others = await registered(api.http)
    job = await others.job("Secret")
    model.speaks = script(asks_for(("get_job", {"job_id": job["id"]})), told="Secret.")
    assert await api.says(NOT_UNDERSTOOD) == f"I couldn't find job #{job['id']} in your organization."

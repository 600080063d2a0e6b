"""The chat: the page, and the stream that its script reads."""

import json
import re
from typing import Any

import pytest

from recruit.domain.agent.calls import Result
from recruit.domain.agent.tools.table import TOOLS
from recruit.entrypoints.web.replies import Piece, blocks_of
from recruit.entrypoints.web.steps import outcomes, step, steps
from web.browsing import Browser
from web.people import engineer_job, send


async def test_a_question_of_the_address_is_in_the_form_and_not_sent(admin: Browser) -> None:
    shown = await admin.get("/chat?message=who%20fits%20%3Cjob%3E%201")
    assert (shown.form("/chat")["message"], shown.find(".messages > li")) == ("who fits <job> 1", [])


async def test_the_stream_of_a_turn_that_changes_something_ends_by_saying_so(admin: Browser) -> None:
    job = await engineer_job(admin)
    reading = await send(admin, "/chat/stream", message="list jobs")
    changing = await send(admin, "/chat/stream", message=f"close job {job.id}")
    names = [
        [line[7:] for line in one.response.text.splitlines() if line.startswith("event: ")]
        for one in (reading, changing)
    ]
    assert names[0][0] == names[1][0] == "tool_call"
    assert (names[0][-2:], names[1][-3:]) == (["reply", "shown"], ["reply", "shown", "changed"])


async def test_what_was_deleted_is_not_offered_to_be_undone_and_is_known_to_be_gone(admin: Browser) -> None:
    job = await engineer_job(admin)
    closed = await send(admin, "/chat/stream", message=f"close job {job.id}")
    assert changed(closed.response.text) == {"undoable": True, "gone": []}
    asked = await send(admin, "/chat/stream", message=f"delete job {job.id}")
    (conversation,) = re.findall(r'"conversation_id":(\d+)', asked.response.text)
    deleted = await send(admin, "/chat/stream", message="yes", conversation=conversation)
    assert changed(deleted.response.text) == {"undoable": False, "gone": [f"job #{job.id}"]}
    shown = await admin.get(f"/chat?conversation={conversation}")
    assert f"job #{job.id}" in shown.texts(".messages .assistant .said")[-1].lower()
    assert shown.find(".messages a") == []
    assert shown.texts(".steps li") == ["Delete a job: asked first", "Deleted the job"]


async def test_a_reply_is_shown_as_lists_and_links(admin: Browser) -> None:
    job = await engineer_job(admin)
    said = await send(admin, "/chat/stream", message="list jobs")
    (conversation,) = re.findall(r'"conversation_id":(\d+)', said.response.text)
    shown = await admin.get(f"/chat?conversation={conversation}")
    (link,) = shown.find(".said ul a")
    assert (link.get("href"), link.text_content()) == (f"/jobs/{job.id}", f"Job #{job.id}")


async def test_the_examples_of_a_new_conversation_work(admin: Browser) -> None:
    await engineer_job(admin)
    examples = (await admin.get("/chat")).find(".examples a")
    assert len(examples) == 3
    for link in examples:
        example = (await admin.get(link.get("href") or "")).form("/chat")["message"]
        assert example == link.get("data-ask")
        events = (await send(admin, "/chat/stream", message=example)).response.text
        assert '"outcome":"done"' in events


def test_a_tool_without_words_for_what_it_has_done_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recruit.entrypoints.web.steps.TOOLS", {"new_tool": TOOLS["get_job"]})
    assert step("new_tool", "done", steps()) == "Show a job"


def test_calls_of_tools_have_words_for_their_outcomes() -> None:
    assert steps().keys() == TOOLS.keys()
    assert step("move_application", "done", steps()) == "Moved the application"
    assert step("move_application", "not_found", steps()) == "Move an application: not found"
    assert {*outcomes(), "done"} == set(Result)


def test_the_structure_of_a_reply() -> None:
    text = "Two **fit job #7**:\n- Candidate #41: <b>Ann</b>\n- job #3 is gone\n\n1. Yes\n2. No\nOr\nnot: 2*3*4, *"
    shown = [(one.kind, [["".join(part.text for part in line)] for line in one.lines]) for one in blocks_of(text)]
    assert shown == [
        ("p", [["Two fit job #7:"]]),
        ("ul", [["Candidate #41: <b>Ann</b>"], ["job #3 is gone"]]),
        ("ol", [["Yes"], ["No"]]),
        ("p", [["Or"], ["not: 2*3*4, *"]]),
    ]
    (scored,) = blocks_of("- Ann (Cook), score=87, strategy=naive. Why: cook.")
    assert scored.lines == [[Piece("Ann (Cook), score 87. Why: cook.")]]
    linked = [part for one in blocks_of(text, ["job #3"]) for line in one.lines for part in line if part.path]
    assert linked == [Piece("job #7", "/jobs/7", is_bold=True), Piece("Candidate #41", "/candidates/41")]


def test_bold_words_begin_at_the_last_mark_before_them() -> None:
    (block,) = blocks_of("**a **b** c")
    assert block.lines == [[Piece("**a "), Piece("b", is_bold=True), Piece(" c")]]


def changed(events: str) -> Any:
    """Return the data of the last event of a turn that has changed something."""
    return json.loads(events.rpartition("event: changed\ndata: ")[2])

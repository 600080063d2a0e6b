"""The chat: the page, and the stream that its script reads."""

import json
import re
from typing import Any

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
    assert (names[0][-1], names[1][-2:]) == ("reply", ["reply", "changed"])


async def test_what_was_deleted_is_not_offered_to_be_undone_and_is_known_to_be_gone(admin: Browser) -> None:
    job = await engineer_job(admin)
    closed = await send(admin, "/chat/stream", message=f"close job {job.id}")
    assert changed(closed.response.text) == {"undoable": True, "gone": []}
    asked = await send(admin, "/chat/stream", message=f"delete job {job.id}")
    (conversation,) = re.findall(r'"conversation_id":(\d+)', asked.response.text)
    deleted = await send(admin, "/chat/stream", message="yes", conversation=conversation)
    assert changed(deleted.response.text) == {"undoable": False, "gone": [f"job #{job.id}"]}
    shown = await admin.get(f"/chat?conversation={conversation}")
    section = shown.find(".chat")[0]
    assert section.get("data-gone") == f"job #{job.id}"
    assert json.loads(section.get("data-steps"))["move_application"] == "Move an application"
    assert shown.texts(".messages li li") == ["Delete a job: proposed", "Delete a job: done"]


def changed(events: str) -> Any:
    """Return the data of the last event of a turn that has changed something."""
    return json.loads(events.rpartition("event: changed\ndata: ")[2])

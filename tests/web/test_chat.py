"""The chat: the page, and the stream that its script reads."""

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

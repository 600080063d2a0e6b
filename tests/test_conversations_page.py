"""docs/agent.md: its conversations are what the agent answers."""

from tools.conversations import PAGE, generate_page


async def test_the_conversations_that_are_shown_are_those_that_are_had() -> None:
    assert PAGE.read_text("utf-8") == await generate_page(), (
        "run `python -m tools.conversations`, and look at the difference"
    )

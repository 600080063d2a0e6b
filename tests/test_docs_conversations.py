"""docs/agent.md: its conversations match the agent's replies."""

from tools.conversations import PAGE, generate_page


async def test_the_page_matches_the_replies_of_the_agent() -> None:
    assert PAGE.read_text("utf-8") == await generate_page(), (
        "run `python -m tools.conversations`, and look at the difference"
    )

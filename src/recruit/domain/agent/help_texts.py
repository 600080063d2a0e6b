"""Help texts: the nearest commands first, and examples of orders."""

from collections.abc import Sequence

from recruit.domain.agent.replies import HELP, THANKED
from recruit.domain.agent.tool import Effect
from recruit.domain.agent.tools.table import TOOLS
from recruit.domain.agent.wording import bullets, paragraphs
from recruit.domain.engines.language.common_words import CORRECTED
from recruit.domain.engines.language.greetings import GREETINGS, MOST_READ, is_greeting, is_thanks
from recruit.domain.engines.language.tokens import tokens
from recruit.domain.engines.language.typos import nearest

MOST_SUGGESTED = 3


def help_for(message: str) -> str:
    """Return help that begins with the commands nearest to the message."""
    if is_thanks(message):
        return THANKED
    if is_greeting(message):
        return HELP
    words = {token.text for token in tokens(message[:MOST_READ])} - GREETINGS
    words_of_commands = {nearest(word) or word for word in words} & CORRECTED
    examples = [tool.example for tool in TOOLS.values() if tool.in_chat]
    scored = [(len(words_of_commands & set(example.split())), example) for example in examples]
    best = sorted((pair for pair in scored if pair[0]), key=lambda pair: -pair[0])[:MOST_SUGGESTED]
    if not best:
        return HELP
    return did_you_mean([example for _, example in best])


def did_you_mean(sentences: Sequence[str]) -> str:
    """Return help that begins with the sentences that may have been meant."""
    suggested = bullets(f"'{sentence}'" for sentence in sentences)
    return paragraphs(
        "I didn't understand that, and I haven't done anything. Did you mean one of these?", suggested, HELP
    )


def did_you_mean_instead(sentences: Sequence[str]) -> str:
    """Return other possible meanings of a message that was answered in doubt."""
    return paragraphs("Did you mean one of these instead?", bullets(f"'{sentence}'" for sentence in sentences))


def example_order(tools: Sequence[str]) -> str:
    """Return an example of the order for a change that the user only asked about."""
    tool = TOOLS[tools[0]]
    asks = tool.asks_first or tool.effect is Effect.DESTROYS
    after = "I would ask you before I do it." if asks else "It can be undone for 15 minutes."
    return f"I haven't done anything. To have it done, say for example: '{tool.example}'. {after}"

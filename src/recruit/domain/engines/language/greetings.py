"""Detection of greetings, thanks and calls for help: messages without a request."""

from recruit.domain.engines.language.tokens import tokens

MOST_READ = 300

GREETINGS = frozenset("help me hi hello there thanks thank you".split())
_QUESTIONS = frozenset(
    {
        *("what can you do", "what can you do for me", "what can i do", "what can i say", "what can i ask"),
        *("what do you do", "who are you", "what are you", "how does this work", "how does it work"),
        *("hilfe", "was kannst du", "was kannst du tun", "wer bist du", "wie funktioniert das"),
        *("aide", "que peux tu faire", "qui es tu", "ayuda", "qué puedes hacer", "quién eres"),
    }
)
"""Whole messages, without marks, that ask about the assistant's abilities."""


def is_greeting(message: str) -> bool:
    """Tell whether a message only greets, thanks, calls for help or asks about the assistant's abilities."""
    words = [token.text for token in tokens(message[:MOST_READ]) if not token.is_mark]
    if set(words) <= GREETINGS:
        return True
    while words[0] in GREETINGS:
        del words[0]
    return " ".join(words) in _QUESTIONS

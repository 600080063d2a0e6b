"""Detection of greetings, thanks and calls for help: messages without a request."""

from recruit.domain.engines.language.phrases import listed
from recruit.domain.engines.language.tokens import tokens

MOST_READ = 300

GREETINGS = frozenset("help me hi hello there thanks thank you".split())
_QUESTIONS = frozenset(
    listed("""
    what can you do | what can you do for me | what can i do | what can i say | what can i ask | what do you do |
    who are you | what are you | how does this work | how does it work |
    hilfe | was kannst du | was kannst du tun | wer bist du | wie funktioniert das |
    aide | que peux tu faire | qui es tu | ayuda | qué puedes hacer | quién eres
""")
)
"""Whole messages, without marks, that ask about the assistant's abilities."""

_THANKS = frozenset(
    listed("""
    thanks | thank you | thank you very much | thanks a lot | many thanks | cheers |
    danke | danke schön | dankeschön | vielen dank | besten dank | merci | merci beaucoup |
    gracias | muchas gracias | mil gracias | obrigado | obrigada | muito obrigado | muito obrigada |
    grazie | grazie mille | mille grazie | bedankt | dank je | dank je wel | dankjewel | dank u | hartelijk dank
""")
)
"""Whole messages, without marks, that thank."""

_COURTESIES = frozenset(
    listed("""
    great | perfect | got it | nice | cool | super | good morning | bye | goodbye |
    alles klar | guten tag | guten morgen | tschüss | d accord | bonjour | parfait | au revoir |
    perfecto | buenos días | hola | adiós | bom dia | olá | oi | perfeito |
    perfetto | buongiorno | ciao | va bene | goedemorgen | hoi | prima
""")
)
"""Whole messages, without marks, that greet or acknowledge in other words."""


def is_greeting(message: str) -> bool:
    """Tell whether a message only greets, thanks, calls for help or asks about the assistant's abilities."""
    words = _words(message)
    if set(words) <= GREETINGS or is_thanks(message) or " ".join(words).replace("'", " ") in _COURTESIES:
        return True
    while words[0] in GREETINGS:
        del words[0]
    return " ".join(words) in _QUESTIONS


def is_thanks(message: str) -> bool:
    """Tell whether a message only thanks."""
    return " ".join(_words(message)) in _THANKS


def _words(message: str) -> list[str]:
    return [token.text for token in tokens(message[:MOST_READ]) if not token.is_mark]

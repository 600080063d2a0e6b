"""Remote-work policies stated in sentences, in seven languages.

policy = home work + a negation        On-site   "No home working", "Homeoffice ist leider nicht möglich"
       | home work + "fully", "100 %"  Remote    "lavoro interamente da remoto"
       | home work + a share or office Hybrid    "télétravail ponctuel", "im Büro oder im Homeoffice"
       | an office + a share           Hybrid    "two days a week in our Leeds office"

A share is a number of days, a weekday, "some", "possible", "by arrangement". Ambiguous words ("remote", "at home")
count as home work only beside another word of a policy.
"""

from recruit.domain.engines.reading.job import remote_policy_words
from recruit.domain.engines.reading.text.lazy_patterns import Lazy

REMOTE, HYBRID, ON_SITE = "Remote", "Hybrid", "On-site"
NEAR = 48
"""Maximum distance between the words of one policy, in characters."""

_SENTENCE_END = Lazy(r"[\n;!?]|\.(?=\s|$)")


def find(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return (start, end, remote option) of each sentence of a text that states a policy, in order."""
    found, start = [], 0
    for end in [*(mark.end() for mark in _SENTENCE_END.finditer(text)), len(text)]:
        if option := _policy(text[start:end]):
            found.append((start, end, option))
        start = end
    return tuple(found)


def implied(text: str) -> str | None:
    """Return the remote option that a text without a plain policy implies: a day at home, or a constant workplace."""
    if remote_policy_words.HOME_DAY.search(text):
        return HYBRID
    return ON_SITE if remote_policy_words.ALWAYS_THERE.search(text) else None


def _policy(sentence: str) -> str | None:
    if remote_policy_words.NEGATED.search(sentence):
        return ON_SITE
    if remote_policy_words.WHOLLY.search(sentence):
        return REMOTE
    if (
        remote_policy_words.HOME_AND_OFFICE.search(sentence)
        or remote_policy_words.OFFICE_SHARE.search(sentence)
        or _shares(sentence)
    ):
        return HYBRID
    return ON_SITE if remote_policy_words.PRESENCE.search(sentence) else None


def _shares(sentence: str) -> bool:
    """Whether a sentence gives a share of the work that is done at home."""
    return any(
        remote_policy_words.SHARE_AFTER.match(sentence[home.end() : home.end() + NEAR])
        or remote_policy_words.SHARE_BEFORE.search(sentence[max(0, home.start() - NEAR) : home.start()])
        for home in remote_policy_words.HOME.finditer(sentence)
    )

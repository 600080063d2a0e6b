"""Texts of messages, in the recipient's language."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from recruit.domain.mail.model import LANGUAGES, MailKind
from recruit.domain.shared.single_line import on_one_line

LONGEST_NAME = 80
_LINKED = re.compile(r"(?<=\S)[./:@\\](?=\S)")
"""What makes mail programs show a part of a text as a link or an address."""


class Text(NamedTuple):
    """The subject and the text of a message, with `{name}` where a value is put in."""

    subject: str
    body: str


FOOTER = {
    "en": "You can switch such notices off under Your account: {settings}",
    "de": "Solche Hinweise lassen sich unter „Ihr Konto“ abschalten: {settings}",
}
"""The end of notices, which are the messages that a user can do without."""

TEXTS: Mapping[str, Mapping[MailKind, Text]] = {
    "en": {
        MailKind.PASSWORD_LINK: Text(
            "Choose a new password",
            "A new password was asked for, for the account {recipient} of {organisation}.\n\n"
            "Choose it here, within an hour:\n{link}\n\n"
            "The link holds once. If you didn't ask for it, you need do nothing: your password stays as it is.",
        ),
        MailKind.INVITATION: Text(
            "Invitation to {organisation}",
            "{author} invites you to work with {organisation} in recruit, with the address {recipient}.\n\n"
            "Choose a password here, within seven days:\n{link}\n\n"
            "The link holds once. If you didn't expect it, you need do nothing.",
        ),
        MailKind.MENTION: Text("{author} mentioned you in a note", "{author} mentioned you in a note:\n{link}"),
        MailKind.TASK: Text("A task was assigned to you", "A task was assigned to you. It is in your inbox:\n{link}"),
        MailKind.WEBHOOK: Text(
            "A webhook was disabled",
            "recruit has disabled a webhook of {organisation}, since its receiver didn't accept messages.\n\n"
            "The reason is in its log, and it can be enabled again there:\n{link}",
        ),
    },
    "de": {
        MailKind.PASSWORD_LINK: Text(
            "Neues Passwort wählen",
            "Für das Konto {recipient} bei {organisation} wurde ein neues Passwort angefordert.\n\n"
            "Wählen Sie es innerhalb einer Stunde hier:\n{link}\n\n"
            "Der Link gilt einmal. Wenn Sie ihn nicht angefordert haben, müssen Sie nichts tun: Ihr Passwort bleibt, "
            "wie es ist.",
        ),
        MailKind.INVITATION: Text(
            "Einladung zu {organisation}",
            "{author} lädt Sie ein, mit {organisation} in recruit zu arbeiten, unter der Adresse {recipient}.\n\n"
            "Wählen Sie innerhalb von sieben Tagen hier ein Passwort:\n{link}\n\n"
            "Der Link gilt einmal. Wenn Sie ihn nicht erwartet haben, müssen Sie nichts tun.",
        ),
        MailKind.MENTION: Text(
            "{author} hat Sie in einer Notiz erwähnt", "{author} hat Sie in einer Notiz erwähnt:\n{link}"
        ),
        MailKind.TASK: Text(
            "Ihnen wurde eine Aufgabe zugewiesen", "Ihnen wurde eine Aufgabe zugewiesen. Sie ist im Eingang:\n{link}"
        ),
        MailKind.WEBHOOK: Text(
            "Ein Webhook wurde deaktiviert",
            "recruit hat einen Webhook von {organisation} deaktiviert, weil sein Empfänger Nachrichten nicht "
            "annahm.\n\n"
            "Der Grund steht in seinem Protokoll, und dort lässt er sich wieder aktivieren:\n{link}",
        ),
    },
}
NOTICES = frozenset({MailKind.MENTION, MailKind.TASK, MailKind.WEBHOOK})


def text_of(kind: MailKind, language: str, **values: str) -> Text:
    """Return the message of a kind. Names of people and organisations can't look like links.

    `values` are `organisation`, `recipient`, `link` and `settings`, and for some kinds `author`.
    """
    language = language if language in TEXTS else LANGUAGES[0]
    subject, body = TEXTS[language][kind]
    if kind in NOTICES:
        body = f"{body}\n\n-- \n{FOOTER[language]}"
    names = {name: plain_name(values[name]) for name in ("organisation", "author") if name in values}
    return Text(subject.format_map(values | names), f"{body}\n".format_map(values | names))


def plain_name(name: str) -> str:
    """Return a name as it stands in a message: on one line, shortened, and without what mail programs make links of.

    Users choose these names when they register or invite, and the message comes from this server's address.
    """
    return on_one_line(_LINKED.sub(" ", name))[:LONGEST_NAME]

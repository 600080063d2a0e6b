"""Mailers: SMTP against a mail server on this machine, and files."""

import os
import socket
import ssl
import stat
import subprocess
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from recruit.adapters.mail import files as file_adapter
from recruit.adapters.mail.files import MOST_SECONDS
from recruit.domain.mail.model import MailMessage
from recruit.domain.shared.errors import ConfigurationError, Invalid
from recruit.entrypoints import kernel
from recruit.ports.mail import Mailer
from recruit.ports.plugins import AdapterConfig
from stand_ins.mail_server import PASSWORD, USER, MailServer, mail_server, silent_server

SENDER = "recruit at Acme <recruit@example.com>"
MESSAGE = MailMessage(
    org_id=3,
    id=7,
    recipient="jane@example.com",
    subject="Neues Passwort wählen",
    text="Grüße: https://hr.example.com/password/rp_3_7_" + "x" * 60 + "\n",
    language="de",
    at=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
)
LOGIN = f"{USER}:{quote(PASSWORD, safe='')}"


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[Any]:
    """A function that opens the mailer of a URL, as the server does."""
    async with AsyncExitStack() as stack:

        async def open_mailer(url: str, sender: str = SENDER) -> Mailer:
            config = AdapterConfig(url, tmp_path, {"RECRUIT_MAIL_FROM": sender})
            return await stack.enter_async_context(kernel.MAILER.open(config))

        yield open_mailer


@pytest.fixture
async def plain() -> AsyncIterator[MailServer]:
    """A mail server without TLS."""
    async with mail_server() as server:
        yield server


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for localhost, and its key."""
    directory = tmp_path_factory.mktemp("tls")
    certificate, key = directory / "certificate.pem", directory / "key.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=recruit"),
            *("-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
    )
    return certificate, key


@pytest.fixture(scope="module")
def context(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    found = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    found.load_cert_chain(*certificate)
    return found


async def test_a_message_arrives_with_its_headers(opened: Any, plain: MailServer) -> None:
    mailer = await opened(f"smtp://127.0.0.1:{plain.port}?tls=off")
    assert mailer.is_delivering
    assert (await mailer.send(MESSAGE)).error is None
    assert (await mailer.send(replace(MESSAGE, id=8))).error is None
    (envelope, _), (message, other) = plain.envelopes, plain.messages
    assert (envelope.mail_from, envelope.rcpt_tos) == ("recruit@example.com", ["jane@example.com"])
    assert (message["From"], message["To"]) == ("recruit at Acme <recruit@example.com>", "jane@example.com")
    assert (message["Subject"], message["Content-Language"]) == ("Neues Passwort wählen", "de")
    assert (message["Date"], message["Auto-Submitted"]) == ("Fri, 02 Jan 2026 03:04:05 +0000", "auto-generated")
    assert message.get_content().replace("\r\n", "\n") == MESSAGE.text
    assert message["Message-ID"] != other["Message-ID"]
    assert await mailer.read(3, 7) is None
    assert (await mailer.send(MESSAGE)).error is None
    assert plain.messages[-1]["Message-ID"] == message["Message-ID"]  # mail programs show a repeated message once


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
async def test_the_password_is_sent_over_verified_tls(
    opened: Any, scheme: str, certificate: tuple[Path, Path], context: ssl.SSLContext
) -> None:
    way = {"tls": context} if scheme == "smtps" else {"starttls": context}
    async with mail_server(**way, needs_login=scheme == "smtp") as server:
        url = f"{scheme}://{LOGIN}@localhost:{server.port}"
        assert (await (await opened(f"{url}?ca={certificate[0]}")).send(MESSAGE)).error is None
        assert server.logins == ([USER] if scheme == "smtp" else server.logins)
        assert len(server.messages) == 1
        logins = len(server.logins)
        for refused in (url, f"{url.replace('localhost', '127.0.0.1')}?ca={certificate[0]}"):  # untrusted, other name
            result = await (await opened(refused)).send(MESSAGE)
            assert not result.is_final
            assert "certificate verify failed" in (result.error or "")
            assert (result.error or "").endswith("needs the name in the certificate, or its authority by ?ca=")
            assert await (await opened(refused)).check() == result
        assert (len(server.logins), len(server.messages)) == (logins, 1)


async def test_a_wrong_password_may_be_mended_and_is_in_no_error(
    opened: Any, certificate: tuple[Path, Path], context: ssl.SSLContext
) -> None:
    async with mail_server(starttls=context, needs_login=True) as server:
        mailer = await opened(f"smtp://{USER}:wrong-sesame@localhost:{server.port}?ca={certificate[0]}")
        result = await mailer.send(MESSAGE)
    assert not result.is_final
    assert (result.error or "").startswith("The mail server refused the user or the password: 535")
    assert "sesame" not in (result.error or "")


async def test_no_message_is_sent_in_the_clear_to_a_server_without_starttls(opened: Any, plain: MailServer) -> None:
    result = await (await opened(f"smtp://{LOGIN}@127.0.0.1:{plain.port}")).send(MESSAGE)
    assert not result.is_final
    assert (result.error or "").endswith(
        "Begin RECRUIT_MAIL with smtps: or, for a server on this machine, add ?tls=off"
    )
    assert (plain.messages, plain.logins) == ([], [])


@pytest.mark.parametrize(
    ("answers", "error", "is_final"),
    [
        ({"recipient_answer": "550 No\r\n such user"}, "The mail server refused the recipient: 550", True),
        ({"recipient_answer": "451 Greylisted"}, "The mail server refused the recipient: 451 Greylisted", False),
        ({"data_answer": "554 Spam"}, "The mail server refused the message: 554 Spam", True),
        ({"data_answer": "452 Full"}, "The mail server refused the message: 452 Full", False),
    ],
)
async def test_refusals_are_final_if_the_server_says_so(
    opened: Any, plain: MailServer, answers: dict[str, str], error: str, is_final: bool
) -> None:
    for name, answer in answers.items():
        setattr(plain, name, answer)
    result = await (await opened(f"smtp://127.0.0.1:{plain.port}?tls=off")).send(MESSAGE)
    assert (result.error or "").startswith(error)
    assert (result.is_final, plain.messages, "\n" in (result.error or "")) == (is_final, [], False)


async def test_a_server_that_is_down_or_hangs_is_tried_again(opened: Any) -> None:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        down = await (await opened(f"smtp://127.0.0.1:{bound.getsockname()[1]}?tls=off")).send(MESSAGE)
    async with silent_server() as port:
        silent = await (await opened(f"smtp://127.0.0.1:{port}?tls=off&timeout=0.2")).send(MESSAGE)
    assert (down.is_final, silent.is_final) == (False, False)
    assert (down.error or "").startswith("The mail server can't be reached or used: ")
    assert silent.error == "The mail server didn't answer within 0.2 seconds"


async def test_addresses_beyond_ascii_are_sent_as_servers_take_them(opened: Any, plain: MailServer) -> None:
    mailer = await opened(f"smtp://127.0.0.1:{plain.port}?tls=off")
    for address in ("jane@bücher.example", "jürgen@bücher.example"):
        assert (await mailer.send(replace(MESSAGE, recipient=address))).error is None
    recipients = [one.rcpt_tos for one in plain.envelopes]
    assert recipients == [["jane@xn--bcher-kva.example"], ["jürgen@xn--bcher-kva.example"]]
    refused = await mailer.send(replace(MESSAGE, recipient=f"jane@{'x' * 64}.example"))
    assert refused.is_final


@pytest.mark.parametrize(
    "url",
    [
        *("smtp:", "smtp://", "smtp://:587", "smtp://host:port", "smtp://host:587/path", "smtp://host?timeout=0"),
        *("smtp://host?timeout=x", "smtp://host?timeout=600", "smtp://host?tls=maybe", "smtps://host?tls=off"),
        *("smtp://host?verify=off", "smtp://u:sesame@host?tls=off", "smtp://host?ca=/nowhere/ca.pem"),
    ],
)
async def test_settings_that_cannot_work_are_refused_without_their_password(opened: Any, url: str) -> None:
    with pytest.raises(ConfigurationError, match=r"^RECRUIT_MAIL ") as refused:
        await opened(url)
    assert "sesame" not in str(refused.value)


@pytest.mark.parametrize(
    "sender", ["", "recruit", "a@", "@b", "a@b\r\nBcc: c@d", "x\n <a@b>", f"a@{'b' * 64}.example", "a b@c d"]
)
async def test_a_sender_that_is_no_address_is_refused(opened: Any, sender: str) -> None:
    with pytest.raises(ConfigurationError, match=r"^RECRUIT_MAIL_FROM "):
        await opened("smtp://localhost", sender)


@pytest.mark.parametrize(
    "changes",
    [
        {"recipient": "jane@example.com\r\nBcc: eve@example.com"},
        {"recipient": "jane@example.com, eve@example.com"},
        {"recipient": "jane@example.com eve@example.com"},
        {"recipient": "jane"},
        {"subject": "Hello\r\nBcc: eve@example.com"},
        {"subject": "Hello\nBcc: eve@example.com"},
        {"subject": "Hello\u2028Bcc: eve@example.com"},
    ],
)
def test_no_header_can_be_added_to_a_message(changes: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        replace(MESSAGE, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("recipient", ["jane<eve@example.com>", '"jane"@eve@example.com', "jane,@example.com"])
async def test_an_address_that_could_be_read_as_several_is_never_sent(
    opened: Any, plain: MailServer, recipient: str
) -> None:
    mailer = await opened(f"smtp://127.0.0.1:{plain.port}?tls=off")
    try:
        result = await mailer.send(replace(MESSAGE, recipient=recipient))
    except Invalid:
        return
    assert (result.is_final, plain.envelopes) == (True, [])


async def test_messages_are_kept_as_files_of_the_server_alone(opened: Any, tmp_path: Path) -> None:
    mailer = await opened("file:", "")
    assert not mailer.is_delivering
    assert [*tmp_path.iterdir()] == []
    assert (await mailer.send(MESSAGE)).error is None
    kept = await mailer.read(3, 7)
    assert (kept.recipient, kept.subject, kept.text) == (MESSAGE.recipient, MESSAGE.subject, MESSAGE.text)
    assert (await mailer.read(4, 7), await mailer.read(3, 8)) == (None, None)
    (file,) = (tmp_path / "mail" / "3").iterdir()
    assert MESSAGE.text.strip().encode() in file.read_bytes()  # an operator finds the link in one piece
    modes = [stat.S_IMODE(one.stat().st_mode) for one in (tmp_path / "mail", file.parent, file)]
    assert modes == [0o700, 0o700, 0o600]


async def test_old_and_many_files_are_removed(opened: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_adapter, "MOST_FILES", 3)
    mailer = await opened("file:", "")
    directory, now = tmp_path / "mail" / "3", datetime.now(UTC).timestamp()
    for number in range(1, 6):
        assert (await mailer.send(replace(MESSAGE, id=number))).error is None
        os.utime(directory / f"{number}.eml", (now, now - 100 + number))
    assert {file.name for file in directory.iterdir()} == {"3.eml", "4.eml", "5.eml"}
    monkeypatch.undo()  # from now on only the age counts
    old = now - MOST_SECONDS - 60
    os.utime(directory / "4.eml", (old, old))
    await mailer.send(replace(MESSAGE, id=6))
    assert {file.name for file in directory.iterdir()} == {"3.eml", "5.eml", "6.eml"}


async def test_a_directory_that_cannot_be_written_to_is_a_failure_that_may_pass(opened: Any, tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("in the way")
    result = await (await opened("file:", "")).send(MESSAGE)
    assert (result.is_final, (result.error or "")[:52]) == (
        False,
        "The message can't be written into the data directory"[:52],
    )

"""What services say, in errors and in warnings, is known to the catalogues: a new message fails here until it is."""

import ast
import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

import recruit
from recruit.adapters.documents.pdf.reader import DAMAGED
from recruit.adapters.postgres.schema import NOT_MIGRATED
from recruit.domain.accounts.service import NEEDS_PROVIDER
from recruit.domain.directory.model import USER_NAME_TAKEN
from recruit.domain.imports.archive import BOMB
from recruit.domain.imports.job_titles import UNKNOWN as UNKNOWN_TITLE
from recruit.domain.imports.service import UNKNOWN
from recruit.domain.imports.table import TOO_MANY
from recruit.domain.shared import errors
from recruit.domain.shared.errors import ConfigurationError, NotFound, RecruitError, Stale
from recruit.domain.webhooks.delivering import EXHAUSTED_REASON
from recruit.entrypoints.web.text import LANGUAGE, said

ROOT = Path(recruit.__file__).parent
ERRORS = {
    name
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, RecruitError) and kind not in {ConfigurationError, NotFound, Stale}
}

UNSEEN = (
    *("adapters/jwt", "adapters/postgres/embedded/postgres_process.py", "adapters/postgres/migrations"),
    "adapters/postgres/engine/connection_errors.py",
    *("entrypoints/cli", "entrypoints/http/", "entrypoints/mcp", "entrypoints/signing_key.py"),
    *("domain/accounts/model/oauth.py", "domain/agent/stage_moves.py", "domain/agent/tools", "domain/directory"),
    "domain/events/sync.py",
)
"""Where errors are raised that the console doesn't show: of starts, commands, the API, and the agent's answers."""

OTHERS = {
    NEEDS_PROVIDER,  # a command
    USER_NAME_TAKEN,  # of a company's directory, over the API
    "No user has the address {email}: create one with `recruit user create`",  # a command
    "A table has been in use for minutes, for instance by a backup: try again when that has ended",  # a command
    NOT_MIGRATED,  # a start, or a command
    (
        "The disk of {self._directory} is full: {free // MIB} MiB are free, and {RECREATE_BYTES // MIB} MiB are needed:"
        " free some, or move the directory to another disk, set RECRUIT_DATA_DIR, and start again"
    ),  # a start, or a command
    "{self._cluster} is gone: put it back",  # a cause, which the log alone has
    "P5 {width} {height} 255\n",  # the head of a picture
    "{name} of import #{earlier.import_id}",  # a part of a message
}
"""Further messages that the console doesn't show."""

IN_PARTS = (
    "Candidate not found: candidate 7 was merged into candidate 8",
    "Candidate #7 has been removed since",
    "Candidate #7 has changed since: full name",
    "The job of application #7 has been removed since",
    "Job #7 has got applications since",
    "Too many wrong passwords; try again in 1 second",
    "Too many wrong passwords; try again in 7 seconds",
    UNKNOWN.format(but=""),
    UNKNOWN.format(but=" but a picture"),
    "The receiver can't be connected to: its certificate is refused (certificate has expired)",
    "The picture on pages 7, 8 was not read, since tesseract is not installed on the server.",
    "The picture on page 7 was not read.",
    "The receiver answered with status 301: redirects are not followed",
    "The receiver answered with status 500",
    "The same as Jane Doe.pdf of import #3, which has been imported.",
    str(Stale("job")),
)
"""Messages that are composed of parts, which the sources don't have as a whole."""

COMPOSED = re.compile(r"kind[.}]|redirect\}|thing\}|\{merged|\{but|'s' if|\{why\}|_reason\(")

SPEAKING = (
    *(f"recruit.domain.imports.{name}" for name in ("archive", "background", "job_titles", "previews")),
    *(f"recruit.domain.imports.{name}" for name in ("repeated_rows", "rows", "service", "table")),
    *(f"recruit.adapters.documents.{name}" for name in ("child", "file_types", "html", "local", "plain")),
    *("recruit.adapters.documents.css.page", "recruit.adapters.documents.pdf.ocr"),
    *("recruit.adapters.documents.pdf.reader", "recruit.adapters.webhooks.exchange"),
    *("recruit.domain.candidates.duplicates", "recruit.domain.webhooks.delivering"),
)
"""Modules whose sentences are warnings, or reasons that are stored: any sentence in them is a message."""

SENTENCE = re.compile(r"[A-Z0-9'\"][^ ]* [^ ]+ .*|.* not found", re.DOTALL)


def texts(node: ast.AST, module: str) -> Iterator[str]:
    """Yield the texts that an expression can have, with `{…}` for values."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts):
            yield "".join(map(_part, parts))
        case ast.IfExp(body=one, orelse=other):
            yield from (*texts(one, module), *texts(other, module))
        case ast.Name(id=name) if isinstance(constant := getattr(import_module(module), name, None), str):
            yield constant
        case ast.Call(func=ast.Attribute(value=template, attr="format")):
            yield from texts(template, module)


@cache
def sources() -> Sequence[tuple[str, ast.Module]]:
    """Return the modules that raise errors, by name."""
    found = []
    for path in sorted(ROOT.rglob("*.py")):
        name, source = path.relative_to(ROOT).as_posix(), path.read_text("utf-8")
        if not name.startswith(UNSEEN) and any(f"{error}(" in source for error in (*ERRORS, "NotFound")):
            found.append((f"recruit.{name.removesuffix('.py').removesuffix('/__init__')}".replace("/", "."), source))
    return [(name, ast.parse(source)) for name, source in found]


def raised() -> Iterator[str]:
    """Yield the messages of errors."""
    for name, tree in sources():
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
        calls = [node for node in calls if isinstance(node.func, ast.Name) and node.func.id in ERRORS]
        for call in calls:
            yield from texts(call.args[0], name)


def warned() -> Iterator[str]:
    """Yield the texts of the modules that speak, but for docstrings."""
    for name in SPEAKING:
        path = Path(import_module(name).__file__ or "")
        inner: set[int] = set()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Expr | ast.JoinedStr):
                inner |= {id(child) for child in ast.walk(node) if child is not node and not isinstance(node, ast.Expr)}
                inner |= {id(node.value)} if isinstance(node, ast.Expr) else set()
            if id(node) not in inner and isinstance(node, ast.Constant | ast.JoinedStr):
                yield from texts(node, name)


def missing() -> Iterator[str]:
    kinds = {node for _, tree in sources() for node in _kinds(tree)}
    known = {text for text in (*raised(), *warned()) if not COMPOSED.search(text)} - OTHERS
    for text in sorted({*known, *IN_PARTS, *(f"{kind.capitalize()} not found" for kind in kinds)}):
        quoted = re.sub(r"\{[^{}]*!r\}", "'7'", text)
        sample = re.sub(r"\{[^{}]*\}", "7", quoted)
        if SENTENCE.match(sample) and _is_english(sample):
            yield text


def test_every_message_has_words_in_every_language() -> None:
    token = LANGUAGE.set("de")
    found = list(missing())
    LANGUAGE.reset(token)
    assert {DAMAGED, BOMB} <= {*raised(), *warned()}
    assert found == [], "add these to en.json and to the other catalogues"


PICTURE = "This looks like a picture, which can't be read here: save it as PDF, DOCX or TXT and upload it again."
GIVEN_UP = EXHAUSTED_REASON.format(
    event_id=7, attempts=9, error="The receiver can't be connected to: connection refused"
)


@pytest.mark.parametrize(
    ("text", "german"),
    [
        (PICTURE, "Das scheint ein Bild zu sein und lässt sich hier nicht lesen: "),
        (GIVEN_UP, "zugestellt. Der letzte: Der Empfänger ist nicht erreichbar: Verbindung abgelehnt"),
        (TOO_MANY, "Diese Tabelle hat mehr als 10.000 Zeilen: "),
        (UNKNOWN_TITLE.format(title="Sr. Engineer"), "Es entsteht keine Bewerbung: keine Stelle heißt „Sr. Engineer“."),
        ("name has no character that shows: give one that people can read", "name hat kein sichtbares Zeichen"),
        ("Skills: SQL and 2 more. 12 years of experience.", "Kenntnisse: SQL und 2 weitere. 12 Jahre Erfahrung."),
        ("The answer is 42. Ask again", "The answer is 42. Ask again"),
    ],
)
def test_values_are_put_into_the_readers_sentence(text: str, german: str) -> None:
    token = LANGUAGE.set("de")
    shown = said(text)
    LANGUAGE.reset(token)
    assert german in shown


def _part(part: ast.expr) -> str:
    if isinstance(part, ast.Constant):
        return str(part.value)
    assert isinstance(part, ast.FormattedValue)
    return f"{{{ast.unparse(part.value)}{'!r' if part.conversion == ord('r') else ''}}}"


def _kinds(tree: ast.Module) -> Iterator[str]:
    """Yield the kinds of records that aren't found."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="NotFound"), args=[ast.Constant(value=str(kind)), *_]):
                yield kind


def _is_english(text: str) -> bool:
    """Whether a sentence of a text stays as it is."""
    shown = said(text)
    return any(sentence in shown for sentence in re.split(r"(?<=\.) (?=[A-Z])", text))

"""Forms of the lists of a profile: positions, education, languages and contacts, with a row for each entry."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from itertools import count, starmap, zip_longest
from typing import Any, TypeAlias

from litestar import Controller, Response, get, post
from litestar.params import FromPath
from msgspec import Struct, structs

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.candidates.model.profile import MOST, Contacts, Education, Language, Position, Profile
from recruit.domain.shared.errors import Invalid
from recruit.entrypoints.http.field_types import Email, Phone
from recruit.entrypoints.http.profiles import EducationEntry, LanguageEntry, PositionEntry
from recruit.entrypoints.web.forms import UNPROCESSABLE, FormErrors, errors_of, read
from recruit.entrypoints.web.page import page, redirect
from recruit.entrypoints.web.pages.candidate_frame import NO_ERRORS
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.stale import SEEN, unless_changed, version
from recruit.entrypoints.web.text import t


class ContactRow(Struct):
    """A row of the contacts. Its e-mail address and its phone number don't belong together."""

    email: Email | None = None
    phone: Phone | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """An entry of the contacts, as in its row."""

    email: str | None
    phone: str | None


Entry: TypeAlias = Position | Education | Language | Contact


@dataclass(frozen=True, slots=True)
class Kind:
    """A list of a profile: the schema of its rows, and the class of its entries."""

    row: type[Struct]
    entry: type[Entry]


KINDS = {
    "positions": Kind(PositionEntry, Position),
    "education": Kind(EducationEntry, Education),
    "languages": Kind(LanguageEntry, Language),
    "contacts": Kind(ContactRow, Contact),
}
PATHS = [f"/{kind}" for kind in KINDS]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the form: its id in the names of its fields, and their texts."""

    id: str
    values: Mapping[str, str]


class ProfileEntryPages(Controller):
    """`/candidates/{id}/profile/positions`, and so on. The page is named as the field of the profile."""

    path = "/candidates/{candidate_id:int}/profile"

    @get(PATHS)
    async def show(self, request: PageRequest, candidate_id: FromPath[int]) -> Response[str]:
        """Show the entries as rows of a form, and an empty row."""
        request.actor.require(Permission.WRITE_CANDIDATES)
        candidate = await request.services.candidates.get(request.actor, candidate_id)
        profile = await request.services.candidate_files.profile(request.actor, candidate_id)
        rows = [
            Row(str(number), {name: _text(value) for name, value in asdict(entry).items()})
            for number, entry in enumerate(_stored(profile, _kind(request)))
        ]
        seen = version(_texts(profile, _kind(request)))
        return _page(request, candidate, rows or [_empty(request, 0)], seen)

    @post(PATHS, status_code=200)
    async def change(self, request: PageRequest, candidate_id: FromPath[int]) -> Response[str]:
        """Replace the entries unless they have changed since the form was opened, or edit the form's rows."""
        request.actor.require(Permission.WRITE_CANDIDATES)
        candidate = await request.services.candidates.get(request.actor, candidate_id)
        files, kind = request.services.candidate_files, _kind(request)
        values, rows = await request.fields(), await _rows(request)
        seen = values.get(SEEN, "")
        if "do" in values:
            return _page(request, candidate, _edited(request, rows, values["do"]), seen)
        entries, errors = _entries(KINDS[kind], rows)
        if errors:
            return _page(request, candidate, rows, seen, UNPROCESSABLE, errors)
        before = await files.profile(request.actor, candidate_id)
        changes: dict[str, Any] = {kind: contacts_of(entries) if kind == "contacts" else tuple(entries)}
        profile = replace(before, **changes)
        unchanged = unless_changed(values, partial(_texts, kind=kind), _texts(profile, kind))

        def is_seen(present: Profile) -> bool:
            return (unchanged is None or unchanged(present)) and present == before

        try:
            await files.replace_profile(request.actor, candidate_id, profile, is_seen)
        except Invalid as error:
            return _page(request, candidate, rows, seen, UNPROCESSABLE, errors_of(error))
        return redirect(request, f"/candidates/{candidate_id}/profile", t("Saved"))


def _kind(request: PageRequest) -> str:
    return str(request.scope["path"]).rstrip("/").rpartition("/")[2]


def _stored(profile: Profile, kind: str) -> Sequence[Entry]:
    """Return the entries of a list. Contacts are two lists side by side."""
    if kind == "contacts":
        return list(starmap(Contact, zip_longest(profile.contacts.emails, profile.contacts.phones)))
    entries: Sequence[Entry] = getattr(profile, kind)
    return entries


def contacts_of(entries: Iterable[Any]) -> Contacts:
    """Return the contacts of rows, each once."""
    emails, phones = (dict.fromkeys(getattr(one, name) for one in entries) for name in ("email", "phone"))
    return Contacts(tuple(filter(None, emails)), tuple(filter(None, phones)))


def _text(value: Any) -> str:
    """Return a value as the text of a field. A checked box has the text "true"."""
    if isinstance(value, bool):
        return "true" if value else ""
    return "" if value is None else str(value)


def _empty(request: PageRequest, number: int) -> Row:
    return Row(f"empty{number}", dict.fromkeys(KINDS[_kind(request)].row.__struct_fields__, ""))


async def _rows(request: PageRequest) -> list[Row]:
    """Return the rows of the form that was sent."""
    values, names = await request.fields(), KINDS[_kind(request)].row.__struct_fields__
    return [Row(one, {name: values.get(f"{name}-{one}", "") for name in names}) for one in await request.values("row")]


def _edited(request: PageRequest, rows: Sequence[Row], button: str) -> list[Row]:
    """Return the rows after the edit of a button, for readers without scripts: it names the edit and the row."""
    edit, _, row_id = button.partition(" ")
    ids = [row.id for row in rows]
    if edit == "add":
        return [*rows, _empty(request, next(number for number in count() if f"empty{number}" not in ids))]
    if row_id not in ids:
        return list(rows)
    others = [row for row in rows if row.id != row_id]
    if edit != "drop":
        at = ids.index(row_id) + (-1 if edit == "up" else 1)
        others[max(0, at) : max(0, at)] = [row for row in rows if row.id == row_id]
    return others


def _entries(kind: Kind, rows: Sequence[Row]) -> tuple[list[Entry], dict[str, str]]:
    """Return the entries of the rows that aren't empty, and the messages of refused fields by their names."""
    entries, errors = list[Entry](), dict[str, str]()
    for row in rows:
        if not any(row.values.values()):
            continue
        try:
            entries.append(kind.entry(**structs.asdict(read(kind.row, row.values))))
        except FormErrors as error:
            errors |= {f"{name}-{row.id}": message for name, message in errors_of(error).items()}
    if len(entries) > MOST:
        errors[""] = t("At most {n} entries", n=MOST)
    return entries, errors


def _texts(profile: Profile, kind: str) -> dict[str, str]:
    """Return the entries of a list as one text, with a line for each. Their order counts, too."""
    labels, yes = _labels(), t("Yes")
    lines = [
        " · ".join(
            f"{labels[name]}: {yes if value is True else value}" for name, value in asdict(entry).items() if value
        )
        for entry in _stored(profile, kind)
    ]
    return {kind: "\n".join(lines)}


def _labels() -> dict[str, str]:
    return {
        "title": t("Title"),
        "company": t("Company"),
        "degree": t("Degree"),
        "school": t("School"),
        "start": t("From"),
        "end": t("To"),
        "goes_on": t("Until today"),
        "name": t("Language"),
        "level": t("Level"),
        "evidence": t("Words that show it"),
        "email": t("E-mail"),
        "phone": t("Phone"),
    }


def _page(
    request: PageRequest,
    candidate: Candidate,
    rows: Sequence[Row],
    seen: str,
    status: int = 200,
    errors: Mapping[str, str] = NO_ERRORS,
) -> Response[str]:
    titles = {
        "positions": t("Experience"),
        "education": t("Education"),
        "languages": t("Languages"),
        "contacts": t("Contact"),
    }
    kind = _kind(request)
    labels = _labels()
    names = [(name, labels[name]) for name in KINDS[kind].row.__struct_fields__]
    context: dict[str, Any] = {
        "heading": titles[kind],
        "names": names,
        "rows": rows,
        "seen": seen,
        "errors": errors,
        "empty": _empty(request, 0).values,
    }
    return page(request, "pages/candidate_entries.html", status=status, candidate=candidate, **context)

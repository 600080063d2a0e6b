"""Forms: texts as browsers send them, read as the API's own schemas, with a message for each field."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from msgspec import Struct, ValidationError, convert, inspect, structs

from recruit.domain.jobs.model import SALARY_RANGE
from recruit.domain.shared.errors import Duplicate, Invalid, RecruitError
from recruit.entrypoints.error_messages import client_message
from recruit.entrypoints.http.validation_errors import faults
from recruit.entrypoints.web.text import said, t

S = TypeVar("S", bound=Struct)


class FormErrors(Exception):
    """Raised for a form that its schema refuses. `by_field` has a message for each field."""

    def __init__(self, by_field: Mapping[str, str]) -> None:
        super().__init__()
        self.by_field = by_field


REFUSED_FORM = (FormErrors, Invalid, Duplicate)
"""Errors after which a form is shown again with what was typed."""

UNPROCESSABLE = 422


def message_of(error: RecruitError) -> str:
    """Return the message of an error in the reader's language."""
    return said(client_message(error))


def errors_of(error: FormErrors | RecruitError) -> dict[str, str]:
    """Return the messages of a refused form by field, under an empty name for one that is of no field."""
    if isinstance(error, FormErrors):
        return {name: said(message) for name, message in error.by_field.items()}
    return {"salary_max" if str(error) == SALARY_RANGE else "": message_of(error)}


def read(schema: type[S], values: Mapping[str, Any], *, lists: Iterable[str] = ()) -> S:
    """Return a form's texts as a schema. Raises FormErrors.

    An empty text is an absent value: None, or the default of a field that can't be None. `lists` are fields whose text
    has an item on each line or between commas. A checkbox is sent only when it is checked. A list among the values,
    such as of checked boxes, is taken as it is.
    """
    sent: dict[str, Any] = {}
    for field in structs.fields(schema):
        text = values.get(field.encode_name, "")
        if isinstance(text, list):
            sent[field.encode_name] = text
        elif field.name in lists:
            sent[field.encode_name] = [
                part for line in text.splitlines() for one in line.split(",") if (part := one.strip())
            ]
        elif field.type is bool:
            sent[field.encode_name] = bool(text)
        elif text or field.required:
            sent[field.encode_name] = text
    try:
        return convert(sent, schema, strict=False)
    except ValidationError as error:
        found: dict[str, str] = {}
        for fault in faults(sent, inspect.type_info(schema), ()):
            found.setdefault(str(fault.loc[0]) if fault.loc else "", fault.msg)
        raise FormErrors(found or {"": str(error)}) from error


def read_changes(schema: type[Struct], values: Mapping[str, Any], *, lists: Iterable[str] = ()) -> dict[str, Any]:
    """Return the fields that a form of a record has, read as `read` does. Those that it doesn't have aren't changed.

    A form has a checkbox if an empty text of its name comes before it, as from the macro `check`. Raises FormErrors.
    """
    found = structs.asdict(read(schema, values, lists=lists))
    return {name: value for name, value in found.items() if name in values}


def label(name: str) -> str:
    """Return the label of a field in the reader's language."""
    own = {
        "archived": t("Archived"),
        "assignee_user_id": t("For"),
        "current_company": t("Company"),
        "current_title": t("Title"),
        "contacts": t("Contact"),
        "due": t("Due"),
        "due_at": t("Due"),
        "due_time": t("Time"),
        "email": t("E-mail"),
        "event_types": t("Events"),
        "experience_years": t("Years of experience"),
        "fit_score": t("Score"),
        "full_name": t("Name"),
        "github_url": "GitHub",
        "is_default": t("Default for new jobs"),
        "is_public": t("Public"),
        "linkedin_url": "LinkedIn",
        "move_note": t("Note"),
        "nice_to_have_skills": t("Nice to have"),
        "passkey_name": t("Name"),
        "position": t("Order"),
        "positions": t("Experience"),
        "reason_id": t("Reason"),
        "remote_option": t("Remote"),
        "requires_reason": t("Needs a reason"),
        "salary_max": t("Salary to"),
        "salary_min": t("Salary from"),
        "text": t("Note"),
        "url": t("Address"),
        "website_url": t("Website"),
    }
    return own.get(name) or t(name.replace("_", " ").capitalize())

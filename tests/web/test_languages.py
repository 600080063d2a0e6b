"""Pages speak the reader's language, in the sentences of services too."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import pytest
from msgspec import Meta, Struct

import recruit
from recruit.domain.accounts.members import EMAIL_TAKEN, LAST_ADMIN
from recruit.domain.agent.actions import ALREADY_UNDONE, ERASED, NOTHING_OF_YOURS, TOO_LATE
from recruit.domain.audit.model import AuditEntry, OriginKind
from recruit.domain.events.model import EVENT_TYPES, Event
from recruit.domain.jobs.model import SALARY_RANGE
from recruit.domain.shared.errors import Refused
from recruit.domain.tags.model import TAG_NAME_TAKEN
from recruit.domain.timeline.names import Names
from recruit.entrypoints.http.field_types import (
    Amount,
    Currency,
    Email,
    Moment,
    Name,
    Password,
    Percent,
    Short,
    Skills,
    Url,
    YearOrMonth,
)
from recruit.entrypoints.http.tags import Colour
from recruit.entrypoints.web.forms import FormErrors, errors_of, read
from recruit.entrypoints.web.refusals import CrossSite, PasswordNeeded, SessionEnded, StaleForm
from recruit.entrypoints.web.sentences import sentence
from recruit.entrypoints.web.text import LANGUAGE, LANGUAGES, PSEUDO, catalogue
from web.browsing import Browser
from web.people import applied, engineer_job, organisation, upload

NAMES = Names({1: "Dana"}, {2: "Jane", 3: "Joan"}, {4: "Cook"}, {(4, "offer"): "Offer"}, {5: "Trial"}, {6: "Star"})
ENGLISH = re.compile(r"\b(a|as|is|not|or|the|this|was)\b", re.IGNORECASE)


ENTRY: AuditEntry = object.__new__(AuditEntry)
"""An entry without values: of an entry, sentences read the end of a task alone."""


def event(kind_and_verb: str, kind: OriginKind, fields: tuple[str, ...]) -> Event:
    entity, _, verb = kind_and_verb.partition(".")
    ids = {"candidate": 3, "job": 4, "stage": 5}
    return Event(
        id=1,
        sequence=1,
        type=kind_and_verb,
        at=datetime.now(UTC),
        kind=kind,
        user_id=None if kind in {OriginKind.SYSTEM, OriginKind.SQL} else 1,
        key_id=None,
        request_id=None,
        entity=entity,
        entity_id=ids.get(entity, 9),
        candidate_id=2,
        job_id=4,
        stage="offer" if entity in {"application", "stage"} else None,
        tag_id=6,
        member_user_id=None,
        fields=fields if verb == "updated" else (),
        cause_id=None,
    )


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
@pytest.mark.parametrize("event_type", EVENT_TYPES)
def test_every_kind_of_event_has_a_sentence_in_each_language(event_type: str, language: str) -> None:
    known = " ".join(str(text) for text in catalogue(language).values())
    for kind in (OriginKind.USER, OriginKind.AGENT, OriginKind.KEY, OriginKind.SYSTEM, OriginKind.SQL):
        for about in ("candidate", "job"):
            token = LANGUAGE.set(language)
            said = sentence(event(event_type, kind, ("title",)), ENTRY, NAMES, about)
            LANGUAGE.reset(token)
            assert "{" not in said
            words = set(re.findall(r"[^\W\d_]{3,}", said)) - {
                "Dana",
                "Jane",
                "Joan",
                "Cook",
                "Offer",
                "Angebot",
                "Trial",
                "Star",
            }
            assert {word for word in words if word not in known} == set(), said
    token = LANGUAGE.set(PSEUDO)
    assert sentence(event(event_type, OriginKind.USER, ()), ENTRY, NAMES, "job").startswith("[Dana ")
    LANGUAGE.reset(token)


def test_a_score_has_one_german_name() -> None:
    texts = {text: german for text, german in catalogue("de").items() if re.search(r"score|match", text.lower())}
    assert {text for text, german in texts.items() if re.search(r"\bWert(ung)?\b", str(german))} == set()


async def test_the_timeline_of_a_german_reader_is_german(admin: Browser) -> None:
    candidate, job = await organisation(admin).candidate("Jane"), await engineer_job(admin)
    application = await applied(admin, job, candidate)
    path = f"/applications/{application.id}/move"
    await admin.submit(path, {"stage": "offer"}, action=path)
    shown = await admin.get(f"/candidates/{candidate.id}/activity", **{"Accept-Language": "de"})
    assert shown.texts(".timeline bdi")[0] == "Founder hat die Bewerbung auf Backend Engineer nach Angebot verschoben"
    review = await admin.get(f"/candidates/{candidate.id}", **{"Accept-Language": "de"})
    assert (review.texts(".stage-bar .status"), review.texts(".primary")) == (["Angebot"], ["Weiter zu Eingestellt"])
    english = await admin.get(f"/candidates/{candidate.id}/activity")
    assert english.texts(".timeline bdi")[0] == "Founder moved the application for Backend Engineer to Offer"


async def test_errors_and_reasons_of_matches_are_german(admin: Browser, viewer: Browser) -> None:
    german = {"Accept-Language": "de"}
    token = (await admin.get("/jobs/new")).form("/jobs/new")["_csrf"]
    wrong = {"_csrf": token, "title": "Cook", "currency": "EUR", "status": "open", "salary_min": "x"}
    refused = await admin.post("/jobs/new", wrong, **german)
    assert refused.texts("#problems li") == ["Gehalt von: Geben Sie eine ganze Zahl ein"]
    swapped = await admin.post("/jobs/new", wrong | {"salary_min": "9", "salary_max": "1"})
    assert swapped.texts("#problems li") == ["Salary to: “Salary from” must not be above “Salary to”"]
    undone = await admin.post("/actions/undo", {"_csrf": token}, **german, Accept="application/json")
    assert undone.response.json()["message"].startswith("Es gibt nichts rückgängig zu machen")
    assert (await admin.get("/jobs/999999999/details", **german)).texts("[role=alert]") == ["Stelle nicht gefunden"]
    denied = (await viewer.get("/jobs/new", **german)).texts("[role=alert]")
    assert denied == [
        (
            "Ihre Rolle, Lesend, schließt das nicht ein: „Stellen anlegen und ändern.“ "
            "Nötig ist die Rolle Recruiting oder Verwaltung."
        )
    ]
    job = await engineer_job(admin)
    await organisation(admin).candidate("Jane", notes="Python and Docker for eight years")
    (reason,) = (await admin.get(f"/jobs/{job.id}/matches?ranking", **german)).texts(".why > p:nth-of-type(2)")
    assert not re.search(r"Keyword|Missing|Skills|Shared|similarity|asked", reason), reason
    assert "Kubernetes" in reason


async def test_refused_logins_files_and_periods_are_told_in_german(admin: Browser, anonymous: Browser) -> None:
    candidate = await organisation(admin).candidate()
    for browser in (admin, anonymous):
        browser.client.headers["Accept-Language"] = "de"
    refused = [
        await anonymous.post("/login", {"email": admin.email, "password": "wrong"}),
        await anonymous.get("/join/unknown"),
        await admin.get("/reports?since=2026-02-01&until=2026-01-01"),
        await upload(admin, f"/candidates/{candidate.id}/documents", "file", ("cv.txt", "")),
        await upload(admin, "/candidates/upload", "resume", ("cv.txt", "")),
        await upload(admin, "/jobs/new/file", "file", ("job.txt", "")),
        await upload(admin, "/settings/import", "file", ("cv.txt", "")),
    ]
    for page in refused:
        assert page.find("[role=alert]"), (page.status, page.response.url)
        (message,) = page.texts("[role=alert]")
        assert not ENGLISH.search(message), message


@pytest.mark.parametrize("language", LANGUAGES)
def test_forms_refuse_in_plain_words_in_each_language(language: str) -> None:
    class Everything(Struct):
        absent: Name
        area: Currency
        blank: Name
        colour: Colour
        due: Moment
        email: Email
        empty: Name
        fewest: Annotated[Skills, Meta(min_length=1)]
        high: Percent
        kind: Literal["a", "b"]
        long: Short
        low: Amount
        month: YearOrMonth
        most: Skills
        nul: Short
        number: Amount
        password: Password
        site: Url

    values = {
        "area": "",
        "blank": " ",
        "colour": "red",
        "due": "x",
        "email": "x",
        "empty": "",
        "fewest": [],
        "high": "101",
        "kind": "c",
        "long": "x" * 201,
        "low": "-1",
        "month": "spring",
        "most": ["x"] * 101,
        "nul": "\0",
        "number": "x",
        "password": "x",
        "site": "x",
    }
    token = LANGUAGE.set(language)
    with pytest.raises(FormErrors) as refused:
        read(Everything, values)
    messages = errors_of(refused.value)
    LANGUAGE.reset(token)
    assert set(messages) == set(Everything.__struct_fields__)
    assert [
        one for one in messages.values() if re.search(r"[Ss]hould|\b(Input|String|List|validation|Field)\b", one)
    ] == []
    assert messages["long"] == {"en": "Enter at most 200 characters", "de": "Höchstens 200 Zeichen"}[language]


def test_the_sentences_that_are_translated_are_those_of_the_services() -> None:
    sources = "".join(path.read_text("utf-8") for path in Path(recruit.__file__).parent.glob("[dae]*/**/*.py"))
    texts = (ALREADY_UNDONE, ERASED, TOO_LATE, NOTHING_OF_YOURS, SALARY_RANGE, LAST_ADMIN, EMAIL_TAKEN, TAG_NAME_TAKEN)
    assert set(texts) <= set(catalogue("de"))
    for refusal in (SessionEnded(), CrossSite(), StaleForm(), PasswordNeeded(), Refused()):
        assert str(refusal) in catalogue("de")
    for text in ("Another rejection reason has that name", "Another pipeline template has that name"):
        assert (text in sources, text in catalogue("de")) == (True, True)

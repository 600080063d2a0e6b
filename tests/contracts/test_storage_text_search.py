"""Storage contract: full-text search, filters by applications and changes, and orders of lists."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest

from cases import every_case
from recruit.domain.audit.service import Auditing
from recruit.domain.candidates.model.candidate import Candidate
from recruit.domain.candidates.model.profile import Contacts, Education, Language, Position, Profile, Skill
from recruit.domain.documents.model import DocumentDetails
from recruit.domain.jobs.model import Job
from recruit.domain.search.model import CandidateSearch, JobSearch, Sort, TextSource
from recruit.domain.search.text_query import TextQuery
from recruit.domain.shared.pages import Page, Window
from recruit.domain.tags.model import TagDetails, TagFilter
from recruit.ports.storage import Storage
from worlds import Organisation

ALL = Window(limit=100)
PROFILE = Profile(
    skills=(Skill("Terraform", "infrastructure as code"),),
    languages=(Language("Finnish", None, "suomi"),),
    education=(Education("MSc", "Aalto"),),
    positions=(Position("Welder", "Kone", "2010", "2012", goes_on=False),),
    contacts=Contacts(("jane@example.com",), ("+358 40 1234567",)),
)


async def index(ours: Organisation) -> None:
    """Bring the index up to date, as services do before a search."""
    await Auditing(ours.storage).catch_up(ours.actor.org_id)


async def found(ours: Organisation, text: str, **wanted: Any) -> list[str]:
    """Return the names of the candidates that a text query finds."""
    await index(ours)
    criteria = CandidateSearch(words=TextQuery.parse(text), **wanted)
    async with ours.storage.autocommit(ours.actor.org_id) as work:
        page = await work.candidates.search(ALL, criteria)
    assert page.total == len(page.items)
    return [candidate.full_name for candidate in page.items]


async def add_document(ours: Organisation, candidate: Candidate, text: str | None) -> int:
    """Store a document with this text, and return its id."""
    details = DocumentDetails(
        candidate_id=candidate.id,
        filename="cv.txt",
        kind="txt",
        pages=None,
        size=4,
        sha256=b"h" * 32,
        created_at=datetime.now(UTC),
    )
    async with ours.storage.transaction(ours.actor.org_id) as work:
        return (await work.documents.add(details, b"life", text=text)).id


CANDIDATE_TEXTS: Sequence[tuple[str, Sequence[str]]] = [
    ("nurse", ["Jane Doe", "Émile Zola"]),
    ("NURSE icu", ["Jane Doe"]),
    ("nurs", []),
    ("nurs*", ["Jane Doe", "Émile Zola"]),
    ("emile", ["Émile Zola"]),
    ("ZOLÄ", ["Émile Zola"]),
    ("icu or poet", ["Jane Doe", "Émile Zola"]),
    ("nurse -poet", ["Jane Doe"]),
    ("-nurse", ["John Roe"]),
    ('"five years"', ["Jane Doe"]),
    ('"years five"', []),
    ('nurse -"five years"', ["Émile Zola"]),
    ('"doe nurse"', []),
    ("c++", ["Émile Zola"]),
    ("c", []),
    ("软件", ["John Roe"]),
    ("件软", []),
    ("github john-roe", ["John Roe"]),
    ("charite berlin", ["Jane Doe"]),
    ("jane ' & | ! ( ) : * \\ \"", ["Jane Doe"]),
    ("!!!", []),
]


async def test_text_is_found_in_all_fields_of_candidates(ours: Organisation, theirs: Organisation) -> None:
    await ours.candidate(
        current_title="Nurse", location="Berlin", current_company="Charité", notes="Five years in icu, Jane's"
    )
    await ours.candidate("Émile Zola", headline="NURSE and poet", notes="C++")
    await ours.candidate("John Roe", notes="软件工程师", github_url="https://github.com/john-roe")
    await theirs.candidate("Émile Doe", current_title="Nurse", location="Berlin", notes="ICU, five years, C++, poet")
    with every_case() as case:
        for text, names in CANDIDATE_TEXTS:
            with case(text):
                assert await found(ours, text) == names


JOB_TEXTS: Sequence[tuple[str, Sequence[str]]] = [
    ("engineer", ["Backend Engineer"]),
    ("kubernetes", ["Backend Engineer"]),
    ("zurich remote", ["Backend Engineer"]),
    ("platform or night*", ["Backend Engineer", "Nurse"]),
    ("part-time", ["Nurse"]),
    ("-engineer", ["Nurse"]),
]


async def test_text_is_found_in_all_fields_of_jobs(ours: Organisation, theirs: Organisation) -> None:
    backend = {"department": "Platform", "location": "Zürich", "remote_option": "Remote"}
    await ours.job("Backend Engineer", required_skills=("Kubernetes",), nice_to_have_skills=("Go",), **backend)
    await ours.job("Nurse", description="Nights in the ICU.\nNightly", employment_type="Part-time")
    await theirs.job("Nurse", description="Nights", required_skills=("Kubernetes",))
    await index(ours)
    with every_case() as case:
        for text, titles in JOB_TEXTS:
            async with ours.storage.autocommit(ours.actor.org_id) as work:
                page = await work.jobs.search(ALL, JobSearch(words=TextQuery.parse(text)))
            with case(text):
                assert ([job.title for job in page.items], page.total) == (titles, len(titles))


async def test_a_changed_record_is_found_by_its_new_text_alone(ours: Organisation) -> None:
    jane, job = await ours.candidate(notes="welder"), await ours.job("Welder", required_skills=("TIG",))
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.candidates.change(jane.id, {"notes": "carpenter"})
        await work.candidates.change(jane.id, {"experience_years": 4})
        await work.jobs.change(job.id, {"required_skills": ("MIG",)})
    assert await found(ours, "carpenter jane") == [jane.full_name]
    assert await found(ours, "welder") == []
    async with ours.storage.transaction(ours.actor.org_id) as work:
        counts = [
            (await work.jobs.search(ALL, JobSearch(words=TextQuery.parse(text)))).total for text in ("tig", "mig")
        ]
    assert counts == [0, 1]


async def test_writes_after_a_search_in_the_same_unit_of_work_see_all_rows(ours: Organisation) -> None:
    jane, john = await ours.candidate("Jane", notes="welder"), await ours.candidate("John", notes="carpenter")
    await index(ours)
    async with ours.storage.transaction(ours.actor.org_id) as work:
        page = await work.candidates.search(ALL, CandidateSearch(words=TextQuery.parse("welder")))
        assert [one.id for one in page.items] == [jane.id]
        await work.candidates.change(john.id, {"notes": "mason"})
        await work.profiles.put(john.id, PROFILE)
    assert await found(ours, "mason terraform") == ["John"]
    assert await found(ours, "carpenter") == []


async def test_profiles_are_searched_without_their_evidence(ours: Organisation) -> None:
    jane = await ours.candidate("Jane")
    await ours.candidate("John")
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.profiles.put(jane.id, PROFILE)
    for text in ("terraform", "finnish", "msc aalto", "welder kone", '"jane example com"', "1234567", "terraform jane"):
        assert await found(ours, text) == ["Jane"]
    for text in ("infrastructure", "suomi"):
        assert await found(ours, text) == []
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.profiles.put(jane.id, Profile())
    assert await found(ours, "terraform") == []


async def test_text_in_documents_is_searched_where_it_counts(ours: Organisation) -> None:
    jane = await ours.candidate("Jane", notes="nurse")
    await ours.candidate("John", notes="nurse")
    await add_document(ours, jane, "Parachutist, and a Nurse")
    await add_document(ours, jane, "Diver")
    assert await found(ours, "parachutist diver jane") == ["Jane"]
    assert await found(ours, "nurse -diver") == ["John"]
    assert await found(ours, '"diver parachutist"') == []
    assert await found(ours, "parachutist", in_documents=False) == []
    assert await found(ours, "nurse -diver", in_documents=False) == ["Jane", "John"]
    assert await found(ours, "parachutist or jane", in_documents=False) == ["Jane"]


async def test_the_text_of_a_document_moves_and_goes_with_it(ours: Organisation) -> None:
    jane, john = await ours.candidate("Jane"), await ours.candidate("John")
    first, second = await add_document(ours, jane, "parachutist"), await add_document(ours, jane, "diver")
    await add_document(ours, john, "skier")
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.documents.remove(jane.id, first)
    assert (await found(ours, "parachutist"), await found(ours, "diver")) == ([], ["Jane"])
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.documents.move(jane.id, john.id)
    assert await found(ours, "diver skier") == ["John"]
    assert await found(ours, "diver jane") == []
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.candidates.remove(john.id)
    assert await found(ours, "diver") == []
    assert second


async def test_a_document_without_a_text_gets_it_later(ours: Organisation, theirs: Organisation) -> None:
    jane = await ours.candidate("Jane")
    first, _, third = [await add_document(ours, jane, text) for text in (None, "diver", None)]
    await add_document(theirs, await theirs.candidate(), None)
    async with ours.storage.transaction(ours.actor.org_id) as work:
        assert [one.id for one in await work.documents.unread(0, 9)] == [first, third]
        assert [one.id for one in await work.documents.unread(0, 1)] == [first]
        assert [one.id for one in await work.documents.unread(first, 9)] == [third]
        await work.documents.set_text(jane.id, first, "parachutist")
        await work.documents.set_text(jane.id, 2**70, "nobody's")
        await work.texts.refresh(TextSource.DOCUMENTS, [jane.id, 2**70])
        assert [one.id for one in await work.documents.unread(0, 9)] == [third]
    assert await found(ours, "parachutist diver") == ["Jane"]


async def test_candidates_are_found_by_stage_and_job(ours: Organisation, theirs: Organisation) -> None:
    cook, baker = await ours.job(), await ours.job()
    jane, john, _ = [await ours.candidate(name) for name in ("Jane", "John", "Nobody")]
    await ours.application(cook, jane, status="interview")
    await ours.application(baker, jane, status="offer")
    await ours.application(cook, john, status="offer")
    await theirs.application(await theirs.job(), await theirs.candidate("Zoë"), status="offer")
    for wanted, names in (
        ({"stage": "offer"}, ["Jane", "John"]),
        ({"job_id": baker.id}, ["Jane"]),
        ({"job_id": cook.id, "stage": "offer"}, ["John"]),
        ({"job_id": cook.id, "stage": "Offer"}, []),
        ({"job_id": 2**70}, []),
    ):
        async with ours.storage.autocommit(ours.actor.org_id) as work:
            page = await work.candidates.search(ALL, CandidateSearch(**wanted))
        assert ([one.full_name for one in page.items], page.total) == (names, len(names))


async def test_candidates_are_found_by_tags(ours: Organisation) -> None:
    jane, john, _ = [await ours.candidate(name) for name in ("Jane", "John", "Nobody")]
    async with ours.storage.transaction(ours.actor.org_id) as work:
        red, blue = [(await work.tags.add(TagDetails(name=name))).id for name in ("red", "blue")]
        for candidate, tag in ((jane, red), (jane, blue), (john, red)):
            await work.tags.attach(candidate.id, tag)
    for tagged, names in (
        (TagFilter(all_of=(red, blue)), ["Jane"]),
        (TagFilter(any_of=(red, blue, red)), ["Jane", "John"]),
        (TagFilter(none_of=(blue,)), ["John", "Nobody"]),
        (TagFilter(all_of=(2**70,)), []),
    ):
        async with ours.storage.transaction(ours.actor.org_id) as work:
            page = await work.candidates.search(ALL, CandidateSearch(tagged=tagged, query="o"), Sort.NAME)
            assert page.total == sum("o" in name.lower() for name in names)
            found = await work.candidates.search(ALL, CandidateSearch(tagged=tagged))
        assert [one.full_name for one in found.items] == names


SKILLS: Sequence[tuple[tuple[str, ...], Sequence[str]]] = [
    (("python",), ["Writes"]),
    (("PYTHÖN",), ["Writes"]),
    (("machine learning", "ml"), ["Writes"]),
    (("learning machine",), []),
    (("node.js",), ["Writes", "Other"]),
    ((".NET",), ["Writes"]),
    (("C", "C language"), []),
    (("C++",), []),
    (("ai/ml", "ai"), []),
    (("!",), []),
]


async def test_a_skill_is_looked_for_in_the_fields_for_skills(ours: Organisation) -> None:
    await ours.candidate("Writes", notes="Python, .NET and machine-learning", headline="Node JS")
    await ours.candidate("Other", location="Python", current_company="Machine learning", notes="Node.js, C++11")
    net = await ours.candidate("Net sales", current_title="Net sales", linkedin_url="https://python.example")
    await add_document(ours, net, "Python, .NET and machine learning")
    await index(ours)
    with every_case() as case:
        for skill, names in SKILLS:
            async with ours.storage.autocommit(ours.actor.org_id) as work:
                page = await work.candidates.search(ALL, CandidateSearch(skills=(skill,)))
            with case(*skill):
                assert ([one.full_name for one in page.items], page.total) == (names, len(names))


async def test_all_filters_narrow_a_list_in_every_order(ours: Organisation) -> None:
    wanted = {"current_title": "Nurse", "location": "Berlin", "notes": "icu and night shifts"}
    for fields in ({}, {"location": "Bonn"}, {"current_title": "Cook"}, {"notes": "shifts of night"}):
        await ours.candidate(**wanted | fields)
    jane = await ours.candidate("Zoë", **wanted)
    await index(ours)
    criteria = CandidateSearch(
        query="O", title="nurse", location="berlin", words=TextQuery.parse('"night shifts"'), skills=(("icu",),)
    )
    for sort in set(Sort) - {Sort.SCORE}:
        async with ours.storage.transaction(ours.actor.org_id) as work:
            page = await work.candidates.search(ALL, criteria, sort)
            rest = await work.candidates.search(Window(limit=1), criteria, sort)
        ids = [one.id for one in page.items]
        assert (len(ids), jane.id in ids, page.total) == (2, True, 2), sort
        assert ([one.id for one in rest.items], rest.more, rest.total) == (ids[:1], True, 2), sort


async def test_skills_are_all_required_and_those_of_a_profile_count(ours: Organisation) -> None:
    jane = await ours.candidate("Jane", notes="Python, C++")
    await ours.candidate("John", headline="Terraform and python")
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.profiles.put(jane.id, PROFILE)
    await index(ours)
    for skills, names in (
        ((("Python",), ("Terraform",)), ["Jane", "John"]),
        ((("terraform", "tf"), ("C++",)), ["Jane"]),
        ((("Python",), ("Rust",)), []),
        ((("+++",),), []),
    ):
        async with ours.storage.autocommit(ours.actor.org_id) as work:
            page = await work.candidates.search(ALL, CandidateSearch(skills=skills))
        assert [one.full_name for one in page.items] == names


async def test_a_candidate_changes_with_the_profile_and_a_job_with_its_fields(ours: Organisation) -> None:
    jane, job = await ours.candidate("Jane"), await ours.job()
    await ours.candidate("John")
    await ours.job("Other")
    before = datetime.now(UTC)
    async with ours.storage.transaction(ours.actor.org_id) as work:
        await work.profiles.put(jane.id, PROFILE)
        await work.jobs.change(job.id, {"status": "closed"})
    async with ours.storage.transaction(ours.actor.org_id) as work:
        changed = await work.candidates.search(ALL, CandidateSearch(changed_since=before))
        assert [one.id for one in changed.items] == [jane.id]
        assert (await work.candidates.search(ALL, CandidateSearch(changed_until=before))).total == 1
        assert [one.id for one in (await work.jobs.search(ALL, JobSearch(changed_since=before))).items] == [job.id]


async def pages(ours: Organisation, kind: str, sort: Sort, limit: int, **criteria: Any) -> list[Page[Any]]:
    """Return all pages of a list."""
    window, every = Window(limit=limit), []
    while True:
        async with ours.storage.autocommit(ours.actor.org_id) as work:
            if kind == "candidates":
                page: Page[Any] = await work.candidates.search(window, CandidateSearch(**criteria), sort)
            else:
                page = await work.jobs.search(window, JobSearch(**criteria), sort)
        every.append(page)
        if not page.more:
            return every
        window = Window(limit=limit, after=page.items[-1].id, after_key=page.end_key)


def _name(record: Candidate | Job) -> str:
    return record.full_name if isinstance(record, Candidate) else record.title


ORDERS: Sequence[tuple[Sort, Sequence[int]]] = [
    (Sort.ID, [0, 1, 2, 3, 4]),
    (Sort.NEWEST, [4, 3, 2, 1, 0]),
    (Sort.NAME, [0, 2, 4, 1, 3]),  # by code points: "ä" comes after "z"
    (Sort.ACTIVITY, [2, 0, 4, 3, 1]),
]
CRITERIA: Sequence[Mapping[str, Any]] = [{}, {"query": "e"}, {"words": TextQuery.parse("-nobody")}]


@pytest.mark.parametrize("kind", ["candidates", "jobs"])
async def test_pages_in_an_order_lead_through_the_whole_list(
    ours: Organisation, theirs: Organisation, kind: str
) -> None:
    made: list[Any] = []
    for name in ("bert", "Zoë", "BERT", "Ärne, ae", "bert e"):
        made.append(await (ours.candidate(name) if kind == "candidates" else ours.job(name)))
        await (theirs.candidate(name) if kind == "candidates" else theirs.job(name))
    await index(ours)
    later = datetime.now(UTC) + timedelta(hours=1)
    async with ours.storage.transaction(ours.actor.org_id) as work:
        times = {made[0].id: later, made[2].id: later + timedelta(seconds=1), made[1].id: later - timedelta(days=1)}
        await (work.candidates if kind == "candidates" else work.jobs).raise_activity({**times, 2**70: later})
    with every_case() as case:
        for (sort, order), criteria, limit in product(ORDERS, CRITERIA, (2, 3, 100)):
            query = criteria.get("query", "")
            wanted = [made[place] for place in order if query in _name(made[place]).lower()]
            found = await pages(ours, kind, sort, limit, **criteria)
            with case(sort, criteria, limit):
                assert [row for page in found for row in page.items] == wanted
                assert {page.total for page in found} == {len(wanted)}


async def test_a_window_beyond_the_end_of_an_ordered_list_is_empty(ours: Organisation) -> None:
    jane = await ours.candidate()
    async with ours.storage.transaction(ours.actor.org_id) as work:
        for window in (Window(skip=5), Window(after=jane.id, after_key=jane.full_name.lower())):
            page = await work.candidates.search(window, CandidateSearch(), Sort.NAME)
            assert (page.items, page.total, page.more) == ([], 1, False)
        page = await work.candidates.search(Window(skip=1), CandidateSearch(), Sort.NEWEST)
        assert (page.items, page.total) == ([], 1)


async def test_activity_is_raised_and_never_lowered(storage: Storage, ours: Organisation) -> None:
    first, second = await ours.candidate("First"), await ours.candidate("Second")
    async with storage.transaction(ours.actor.org_id) as work:
        await work.candidates.raise_activity({second.id: datetime(2000, 1, 1, tzinfo=UTC)})
        await work.candidates.raise_activity({})
        page = await work.candidates.search(ALL, CandidateSearch(), Sort.ACTIVITY)
        assert [one.id for one in page.items] == [second.id, first.id]
        await work.candidates.change(first.id, {"notes": "called"})
    async with storage.transaction(ours.actor.org_id) as work:
        page = await work.candidates.search(ALL, CandidateSearch(), Sort.ACTIVITY)
        assert [one.id for one in page.items] == [first.id, second.id]
        times = await work.candidates.times([second.id, first.id, 0, 10**30])
        assert times.keys() == {first.id, second.id}
        later = times[first.id][1] + timedelta(days=1)
        await work.candidates.raise_activity({second.id: later})
        assert await work.candidates.times([second.id]) == {second.id: (times[second.id][0], later)}

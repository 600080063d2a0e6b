"""The agent's grammar: the requests that it reads from a message."""

import sys
from dataclasses import replace

import pytest

from recruit.domain.engines.language.grammar import parse as read
from recruit.domain.engines.language.requests import Kind, Missing, Named, Pointed, Reading, Request, Undescribed, Wish

HELP = Reading()
DECLINE = Reading(declined=True)


def parse(message: str) -> object:
    """Return the only wish of a message, without its text, or the reading if there are none or several."""
    reading = read(message)
    if len(reading.wishes) != 1:
        return Reading(tuple(plain(wish) for wish in reading.wishes), reading.declined)
    return plain(reading.wishes[0])


def plain(wish: Wish) -> Wish:
    return replace(wish, text="") if isinstance(wish, Request) else wish


def call(tool: str, **arguments: object) -> Request:
    return Request(tool, arguments)


def created(description: str | None) -> Wish:
    return call("create_job", prompt=description) if description else Undescribed()


def listed(status: str | None = None) -> Request:
    return call("find_jobs", status=status) if status else call("find_jobs")


def open_argument(message: str) -> Missing | Pointed:
    """Return the unresolved argument of a message's only wish."""
    (wish,) = read(message).wishes
    assert isinstance(wish, Request)
    (value,) = wish.arguments.values()
    assert isinstance(value, Missing | Pointed)
    return value


# Creating


@pytest.mark.parametrize(
    ("message", "description"),
    [
        (
            "create a new job for a senior backend engineer in NYC...",
            "a senior backend engineer in NYC...",
        ),
        ("Create a new job for a Senior Backend Engineer", "a Senior Backend Engineer"),
        ("open a job for a cook", "a cook"),
        ("post the role: Night Nurse (Berlin)", "Night Nurse (Berlin)"),
        ('add a position titled "Head Chef" in Rome', '"Head Chef" in Rome'),
        ("Can you please create a new opening for a cook", "a cook"),
        ("Could you open a new requisition for 2 welders", "2 welders"),
        ("I want to create a job for a cook", "a cook"),
        ("I'd like to add a job opening for a cook", "a cook"),
        ("create a job for me: a cook", "a cook"),
        ("post a req for .NET developers", ".NET developers"),
        ("create a new position: 3 backend engineers", "3 backend engineers"),
        ("Create a senior backend engineer role in NYC", "senior backend engineer role in NYC"),
        ("create a new job. We need a .NET engineer.", "We need a .NET engineer."),
        ("We're growing. Please create a job for a cook", "a cook"),
        ("Hi Anna, create a job for a cook", "a cook"),
        ("don't list jobs; create a job for a cook", "a cook"),
        ("create a job for a cook\nRome\n\n- Pasta", "a cook\nRome\n\n- Pasta"),
    ],
)
def test_a_create_command_keeps_the_description_as_it_was_written(message: str, description: str) -> None:
    assert parse(message) == created(description)


@pytest.mark.parametrize(
    "description",
    [
        "an engineer who can list candidates",
        "an engineer; list jobs",
        "an engineer. Don't list jobs, never mind",
        "an engineer, and then match candidates for job 5",
        "an engineer! How do I list jobs?",
        "an engineer but create a job for a cook instead",
    ],
)
def test_a_description_is_neither_split_nor_obeyed(description: str) -> None:
    assert parse(f"create a job for {description}") == created(description)


@pytest.mark.parametrize(
    "message",
    [
        "create a job",
        "create a new job, please.",
        "Open a new position for",
        "create a job???",
        "create a job; list jobs",
        "create a job? no!",
        "create a job. Don't ask why",
    ],
)
def test_a_create_command_without_a_description_is_undescribed(message: str) -> None:
    assert parse(message) == created(None)


@pytest.mark.parametrize(
    "message",
    [
        "how do I create a job?",
        "How do I create a job for a cook? Tell me",
        "how do I, for example, create a job for a cook",
        "should I create a job for a cook?",
        "should I just create a job for a cook?",
        "can I create a job for a cook?",
        "what happens if I create a job for a cook",
        "if it rains, create a job for a cook",
        "show me how to create a job for a cook",
        "I created a job for a cook",
        "create a report about job 5",
        "create a job offer for candidate 5",
        "create a job application for candidate 7",
        "add a candidate to job 5",
        "create job 5",
    ],
)
def test_mentioning_a_creation_creates_nothing(message: str) -> None:
    assert parse(message) == HELP


# Listing


@pytest.mark.parametrize(
    ("message", "status"),
    [
        ("list jobs", None),
        ("LIST JOBS!!", None),
        ("list all the jobs, please", None),
        ("show all jobs", None),
        ("show me every job", None),
        ("jobs", None),
        ("what jobs do we have?", None),
        ("which positions are there", None),
        ("'list jobs'", None),
        ("- list jobs", None),
        ("show open jobs", "open"),
        ("Open jobs", "open"),
        ("open jobs?", "open"),
        ("show me all our open roles", "open"),
        ("list jobs that are open", "open"),
        ("how many open jobs do we have?", "open"),
        ("closed jobs", "closed"),
        ("which jobs are closed?", "closed"),
        ("on hold jobs", "on_hold"),
        ("show on-hold jobs", "on_hold"),
        ("jobs on hold", "on_hold"),
        ("list on_hold jobs", "on_hold"),
        ("paused jobs", "on_hold"),
    ],
)
def test_jobs_are_filtered_by_status_only_if_one_is_named(message: str, status: str | None) -> None:
    assert parse(message) == listed(status)


@pytest.mark.parametrize(
    "message",
    [
        "list candidates",
        "show all candidates",
        "who are our candidates",
        "Who are our candidates?",
        "list our candidate pool",
        "which candidates do we have",
        "could you list every candidate in the system?",
    ],
)
def test_candidates_are_listed(message: str) -> None:
    assert parse(message) == call("find_candidates")


@pytest.mark.parametrize(
    "message",
    [
        "list jobs tomorrow",
        "list candidates with 5 years",
        "list all but closed jobs",
        "open candidates",
        "list things",
    ],
)
def test_a_list_request_that_is_not_fully_understood_gets_help(message: str) -> None:
    assert parse(message) == HELP


# One job or candidate


@pytest.mark.parametrize(
    "message",
    [
        "summarize candidate 5",
        "summarise candidate 5",
        "Summarize candidate #5.",
        "tell me about candidate #5",
        "tell me about candidate no. 5",
        "tell me about candidate No 5, please",
        "show candidate number 5",
        "show me candidate id 5",
        "candidate #5?",
        "candidate 5",
        "candidate 005",
        "candidate#5",
        "who is candidate 5?",
        "can I see candidate 5",
        "give me a summary of candidate 5",
        "summarize candidate 5 in two sentences",
    ],
)
def test_a_candidate_is_summarised(message: str) -> None:
    assert parse(message) in [call("get_candidate", candidate_id=5), call("summarize_candidate", candidate_id=5)]


@pytest.mark.parametrize(
    "message",
    [
        "show job 5",
        "job #5?",
        "Job 5",
        "job-5",
        "details of job 5",
        "give me the details of job no. 5",
        "open job 5",
        "tell me about position 5",
        "I'd like to see job #5",
    ],
)
def test_a_job_is_summarised(message: str) -> None:
    assert parse(message) == call("get_job", job_id=5)


@pytest.mark.parametrize(
    "message",
    [
        "job 5 is closed",
        "show application 5",
        "I deleted candidate 5",
    ],
)
def test_messages_without_a_matching_tool_are_not_read_as_summaries(message: str) -> None:
    assert parse(message) == HELP


@pytest.mark.parametrize("digits", ["9" * 30, "9" * 1_000])
def test_ids_may_be_long(digits: str) -> None:
    assert parse(f"show job {digits}") == call("get_job", job_id=int(digits))


def test_numbers_longer_than_any_id_are_not_ids() -> None:
    assert open_argument("show job " + "9" * 50_000).kind is Kind.JOB


def test_numbers_with_separators_are_not_ids() -> None:
    assert open_argument("show job 1,234") == open_argument("show job 5.5")


def test_a_minus_before_an_id_is_not_dropped() -> None:
    assert parse("show job -5") == call("get_job", job_id=-5)


# Matching


@pytest.mark.parametrize(
    "message",
    [
        "match candidates for job 5",
        "Match candidates for job #5, please!",
        "find candidates for job #5",
        "who fits job 5",
        "who fits job 5 best?",
        "who is best for job 5",
        "who would be a good fit for job 5?",
        "best candidates for job 5",
        "rank candidates for job 5",
        "find and rank candidates for job 5",
        "which candidate matches job 5",
        "candidates for job 5",
        "match job 5 with candidates",
        "match job 5",
        "find me the best match for job 5",
        "match candidates for job no. 5",
    ],
)
def test_candidates_are_matched_for_a_job(message: str) -> None:
    assert parse(message) == call("match_candidates", job_id=5)


@pytest.mark.parametrize(
    "message",
    [
        "match jobs for candidate 7",
        "which jobs fit candidate 7",
        "which job matches candidate 7?",
        "what jobs suit candidate #7",
        "what job is best for candidate 7",
        "best jobs for candidate 7",
        "find jobs for candidate 7",
        "match candidate 7",
        "match candidate 7 to a job",
        "show matches for candidate 7",
    ],
)
def test_jobs_are_matched_for_a_candidate(message: str) -> None:
    assert parse(message) == call("match_jobs", candidate_id=7)


# Pipelines


@pytest.mark.parametrize(
    "message",
    [
        "applications for job 5",
        "pipeline for job 5",
        "show applications for job 5",
        "show pipeline for job 5",
        "show me the pipeline of job #5",
        "job 5's pipeline",
        "candidate pipeline for job 5",
        "who applied to job 5?",
        "who is in the pipeline for job 5",
        "what's in the pipeline for job 5?",
    ],
)
def test_the_pipeline_of_a_job_is_shown(message: str) -> None:
    assert parse(message) in [call("list_applications", job_id=5), call("pipeline", job_id=5)]


@pytest.mark.parametrize(
    "message", ["applications for candidate 7", "show applications of candidate #7", "candidate 7's applications"]
)
def test_the_applications_of_a_candidate_are_shown(message: str) -> None:
    assert parse(message) == call("list_applications", candidate_id=7)


# Missing arguments


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("match candidates for a job", Kind.JOB),
        ("match candidates", Kind.JOB),
        ("show top candidates", Kind.JOB),
        ("match jobs for a candidate", Kind.CANDIDATE),
        ("match a candidate", Kind.CANDIDATE),
        ("pipeline for the job", Kind.JOB),
        ("applications for a candidate", Kind.CANDIDATE),
        ("show a job", Kind.JOB),
    ],
)
def test_a_command_without_its_id_asks_which(message: str, kind: Kind) -> None:
    assert open_argument(message).kind is kind


@pytest.mark.parametrize(
    "example",
    [
        "show job 5",
        "summarize candidate 3",
        "match candidates for job 5",
        "match jobs for candidate 7",
        "applications for job 5",
        "applications for candidate 7",
    ],
)
def test_the_suggested_examples_are_understood(example: str) -> None:
    assert isinstance(parse(example), Request)


# Negation


@pytest.mark.parametrize(
    "message",
    [
        "don't list jobs",
        "Don’t list jobs!",
        "do not list jobs or candidates",
        "don't list jobs, candidates, or applications for job 5",
        "please don't create a job for a cook",
        "don't just create a job for a cook",
        "don't ever, under any circumstances, create a job for a cook",
        "I don't want you to create a job for a cook, a waiter or a barkeeper",
        "can you not list jobs",
        "never list jobs",
        "never mind",
        "no thanks",
    ],
)
def test_a_negated_command_is_not_obeyed(message: str) -> None:
    assert parse(message) == DECLINE


@pytest.mark.parametrize(
    ("message", "command"),
    [
        ("please don't create a new job; just list jobs", listed()),
        ("Please don't create a new job just list jobs", listed()),
        ("don't create a job, list candidates instead", call("find_candidates")),
        ("don't create a job but show job 5", call("get_job", job_id=5)),
        ("don't list jobs, just candidates", call("find_candidates")),
        ("don't. List jobs", listed()),
        ("no, list jobs", listed()),
        ("never mind, show open jobs", listed("open")),
        ("instead of creating a job, list jobs", listed()),
        ("list jobs without creating one", listed()),
        ("list jobs rather than candidates", listed()),
        ("I don't want to create a job, I want to match candidates for job 5", call("match_candidates", job_id=5)),
        ("don't forget to list jobs", listed()),
        ("don't worry, list jobs", listed()),
    ],
)
def test_a_command_next_to_a_negated_clause_is_obeyed(message: str, command: Wish) -> None:
    assert parse(message) == command


def test_each_of_several_commands_is_obeyed() -> None:
    both = Reading((listed(), call("find_candidates")))
    assert parse("hello! list jobs and then list candidates") == both
    assert parse("list jobs and list candidates") == both


# Erasing people

JANE = Named(Kind.CANDIDATE, "Jane Doe")


@pytest.mark.parametrize(
    ("message", "candidate"),
    [
        ("erase candidate 12", 12),
        ("forget candidate 12", 12),
        ("Forget about Jane Doe", JANE),
        ("please erase Jane Doe's data", JANE),
        ("erase all data on Jane Doe", JANE),
        ("erase all of the data we have on Jane Doe", JANE),
        ("delete all personal data of candidate 12", 12),
        ("delete everything about Jane Doe", JANE),
        ("remove all information we hold on candidate 12", 12),
        ("Lösche alle Daten von Jane Doe", JANE),
        ("Lösche alle personenbezogenen Daten von Kandidat 12", 12),
        ("Alle Daten von Kandidat 12 löschen", 12),
        ("Vergiss Kandidat 12", 12),
        ("Supprime toutes les données de Jane Doe", JANE),
        ("Efface toutes les données personnelles du candidat 12", 12),
        ("Oublie le candidat 12", 12),
        ("Borra todos los datos de Jane Doe", JANE),
        ("Elimina todos los datos personales del candidato 12", 12),
        ("Olvida al candidato 12", 12),
        ("anonymise candidate 12", 12),
        ("Please anonymize Jane Doe", JANE),
        ("anonymise Jane Doe's data", JANE),
        ("wipe all data of candidate 12", 12),
        ("purge all data of candidate 12", 12),
        ("efface all data of candidate 12", 12),
        ("borra all data of candidate 12", 12),
        ("permanently delete candidate 12", 12),
        ("delete Jane Doe permanently", JANE),
        ("remove candidate 12 for good", 12),
        ("delete all data of candidate 12 irrevocably", 12),
        ("delete candidate 12 under the GDPR", 12),
        ("GDPR erasure of candidate 12", 12),
        ("right to be forgotten for Jane Doe", JANE),
        ("DSGVO-Löschung von Kandidat 12", 12),
        ("Bitte DSGVO-Löschung für Jane Doe durchführen", JANE),
        ("Kandidat 12 endgültig löschen", 12),
        ("lösche Jane Doe endgültig", JANE),
        ("alle Daten von Kandidat 12 unwiderruflich löschen", 12),
        ("Anonymisiere Kandidat 12", 12),
        ("supprimer définitivement le candidat 12", 12),
        ("supprime le candidat 12 définitivement", 12),
        ("Supprimez définitivement Jane Doe", JANE),
        ("suppression RGPD du candidat 12", 12),
        ("anonymiser le candidat 12", 12),
        ("borrar definitivamente al candidato 12", 12),
        ("borra al candidato 12 definitivamente", 12),
        ("Elimina definitivamente a Jane Doe", JANE),
        ("anonimiza al candidato 12", 12),
    ],
)
def test_an_order_to_erase_a_person_is_not_a_deletion(message: str, candidate: object) -> None:
    assert parse(message) == call("erase_candidate", candidate_id=candidate)


@pytest.mark.parametrize(
    ("message", "tools"),
    [
        ("delete candidate 12", ["delete_candidate"]),
        ("Lösche Kandidat 12", ["delete_candidate"]),
        ("Supprime le candidat 12", ["delete_candidate"]),
        ("Borra al candidato 12", ["delete_candidate"]),
        ("erase job 5", ["delete_job"]),
        ("erase application 5", ["delete_application"]),
        ("anonymise job 5", []),
        ("anonymise it", []),
        ("delete job 5 permanently", []),
        ("lösche Job 5 endgültig", []),
        ("never anonymise candidate 12", []),
        ("should I permanently delete candidate 12?", []),
        ("lösche Kandidat 12 nicht endgültig", []),
        ("forget it", []),
        ("forget everything", []),
        ("don't forget candidate 12", []),
        ("never erase candidate 12", []),
        ("Vergiss Kandidat 12 nicht", []),
        ("should I erase candidate 12?", []),
        ("how do I erase candidate 12?", []),
        ("vergiss es", []),
        ("oublie ça", []),
        ("delete all data", []),
    ],
)
def test_other_words_do_not_erase_a_person(message: str, tools: list[str]) -> None:
    assert [one.tool for one in read(message).wishes if isinstance(one, Request)] == tools


# Other messages


@pytest.mark.parametrize(
    "message",
    [
        "",
        "  \n",
        "help",
        "help me",
        "hi",
        "Hello there!",
        "thanks",
        "what can you do?",
        "🦜",
        "???",
        "5",
        "#5",
        "the weather",
    ],
)
def test_greetings_and_unknown_messages_get_help(message: str) -> None:
    assert parse(message) == HELP


@pytest.mark.parametrize(
    "piece",
    [
        "list jobs ",
        ";",
        "just ",
        "don't ",
        "create a job; ",
        "create a job? please. ",
        "please ",
        "1,",
        "-",
        "9",
        "job ",
        "open ",
        "who applied for ",
        "candidates for ",
        "don't list jobs, ",
        "match candidates for ",
        "create a a ",
        "and ",
    ],
)
def test_the_cost_of_parsing_is_linear_in_the_message(piece: str) -> None:
    """A regular expression adds no calls, but one whose cost isn't near linear takes minutes at this length."""
    short, long = (calls_of_parsing(piece * (length // len(piece))) for length in (8_000, 32_000))
    assert long <= 5 * short


def calls_of_parsing(message: str) -> int:
    """Count the function calls of parsing a message, C functions included."""
    count = 0

    def counting(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counting)
    try:
        parse(message)
    finally:
        sys.setprofile(None)
    return count

"""Generate docs/agent.md by running the conversations that it shows; with `--check`, compare it with the result.

The conversations run on the organisation that `recruit demo` creates, in memory and without a language model. Tokens
of proposals, which are random, are replaced by 0f1e2d3c, and dates, which depend on the day, by YYYY-MM-DD.
"""

import asyncio
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from recruit.domain.accounts.model.users import Actor
from recruit.domain.agent.model import Message, Speaker
from recruit.domain.agent.wording import NEXT_STEPS
from recruit.entrypoints.services import Services, assemble
from recruit.entrypoints.settings import Settings

PAGE = Path(__file__).parents[1] / "docs" / "agent.md"
DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
TOKEN = re.compile(r"\(or '[0-9a-f]{8}'\)")
SUGGESTIONS = re.compile(rf"\n\n{NEXT_STEPS}- .*(?:\n- .*)*")

CONVERSATIONS: dict[str, Sequence[str]] = {
    "List jobs": ["show open jobs", "jobs that need Python", "show the first one"],
    "Filter and order lists": [
        "show me nurses",
        "only those with more than 5 years",
        "who has the most experience?",
        "which jobs have no applications?",
        "¿Qué puestos pagan más de 100.000?",
        "Kandidaten in Deutschland, die Klavier spielen",
        "how can I reach Greta Gupta?",
    ],
    "Create, change and undo": [
        "create a new job for a senior data engineer in Berlin, 80-95k EUR, Spark and Airflow required",
        "put it on hold",
        "undo",
    ],
    "Match candidates with a job": [
        "match candidates for job 1",
        "explain the match of candidate 3 for job 1",
        "compare the first two for job 1",
    ],
    "Refer to a candidate by name or pronoun": [
        "summarize Greta Gupta",
        "match jobs for her",
        "add a note to her: call back in May",
    ],
    "Follow a pipeline": [
        "pipeline for job 4",
        "move the fifth candidate to interview",
        "who has waited longest for job 6?",
    ],
    "Move through a job's own stages": [
        "stages of job 4",
        "move Ines Gupta to screening with the note: prefers nights",
        "reject Farid Duval because the notice period is too long",
        "undo",
    ],
    "Write notes, tags and tasks": [
        "add a private note to Ines Gupta: has another offer",
        "tag Ines Gupta and Jonas Hoshino as 'silver medalist'",
        "candidates tagged silver medalist",
        "task for me: call Ines Gupta",
        "my tasks",
        "done with task 8",
    ],
    "See what is going on": [
        "show the funnel for job 4",
        "where do candidates come from?",
        "who is stuck for job 6?",
    ],
    "Confirm or refuse a proposal": ["close job 2", "no", "close job 2", "yes"],
    "Orders with reasons, additions and corrections": [
        "reject candidate 18, she moved to Ghent",
        "no",
        "publish job 1 but hide the pay",
        "close job 1. Or not.",
    ],
    "Measure the effect of requirements": [
        "which requirement of job 4 costs us the most candidates?",
        "what if we drop BLS from job 4?",
    ],
    "Prepare interviews and messages": [
        "interview questions for candidate 17 for job 4",
        "draft an email to them about job 4",
    ],
    "Write in another language": [
        "Zeige alle offenen Stellen",
        "Montre les candidatures pour le poste 3",
        "Muestra el puesto 3",
    ],
    "Say it in other words": [
        "who'd be a decent fit for the data scientist opening? two names will do",
        "Wie steht's eigentlich um die Pflegestelle?",
        "mets Farid Duval à l'étape offre pour le poste d'infirmière, s'il te plaît",
        "no",
    ],
    "Messages that order nothing": ["never mind", "don't reject anyone", "how is the weather?"],
}
HEAD = """\
# Talking to the agent

`POST /api/v1/agent/chat` takes `{"message": "…"}`. The response header `X-Conversation-Id` holds the conversation's id;
send it as `conversation_id` to continue. `POST /api/v1/agent/chat/stream` answers with server-sent events.

`python -m tools.conversations` generates this page by running its conversations, on the organisation that
`recruit demo` creates and without a language model. Below each message are its tool calls and the reply. Replies also
suggest next commands ("You can now say things like: …"), which are left out here. Dates are shown as YYYY-MM-DD.
"""
TAIL = """
## Stages, notes, tags, tasks and reports

- **Moves:** "move Jane to phone screen", "move Jane to offer with the note: start in May", "reject John because salary
  too high". Proposed: "move Jane and John to phone screen", "move everyone in phone screen to onsite for job 5",
  "reject everyone in applied for job 5".
- **Notes:** "note on Jane: called her", "add a private note to Jane: …" (for recruiters only), "notes on Jane", "delete
  my last note on Jane", "delete note 4".
- **Tags:** "tag Jane and John as 'silver medalist'", "untag Jane as …", "candidates tagged VIP or nights",
  "candidates not tagged VIP".
- **Tasks:** "remind me to call Jane on Friday", "task for Bob: check her references by 15 May", "my tasks", "overdue
  tasks", "tasks due this week", "done with task 4", "mark the task 'call Jane' as done", "delete task 4".
- **What happened:** "what happened with Jane this week?", "what happened on the Baker job since Monday?", "who is
  stuck?", "who has been stuck for more than a week?", "what's on my plate?".
- **Reports:** "show the funnel for Baker", "time to hire this year", "time in stage for job 5", "where do candidates
  come from?", "which source brings most hires?".

How they are read:

- A stage is named by its name or its key, case ignored. A standard status such as "offer" means the only stage of its
  type, except for archived ones: a withdrawn candidate isn't rejected. Any other name is refused with the list of the
  job's stages; the agent makes no stages.
- A reason that is a [rejection reason](stages.md) of the organisation is stored as such. Other words are the note of
  the move.
- "@Bob" in a note mentions the one user with that first, last or full name. The reply names those that it mentions.
- A day is the due date of a task at its end (23:59 UTC). A person whom its title names is the task's candidate.
- A task ends with its day and its assignee: "… by Friday, for Bob". A time of day, a past day, or a name that no user
  has, is named, and the task is proposed.
- The next stage is the next of the job's own stages that isn't archived.
- Each change can be undone for 15 minutes. Undoing a move restores the reason and the note of the stage before.
- "Undo" in a new conversation asks about the last change that the user ordered in another one.
- Only the grammar reads these messages: in English, and in German, French, Spanish, Italian, Portuguese and Dutch if
  the whole message is one request of a known wording. The intent model reads moves and notes in other words, too, and
  proposes them.

## How messages are read

A grammar of patterns reads each message first. What it can't read completely goes to a small
[intent model](model-cards/intents.md). The model plans calls of the same tools, with arguments from your own data:
names without their accents or with a typo, titles by their words or by occupation in seven languages, places, skills.

- **Writes that the intent model plans need a yes.** The reply lists each of them.
- **Actions that no tool has change nothing.** "Send Jane the offer", "schedule an interview", "export her data" and
  "invite a colleague" are answered with what the agent can do instead.
- **Questions, conditions, negations and quotations order nothing**, in any of the seven languages.
- **Conditions are named, not checked.** The reply to "close job 3 only if Tom signs" says so, and asks before it acts.
- **A message is run completely or not at all.** If it names more ids, stages or new jobs than its calls do, the agent
  refuses it and names the missing parts.
- **Only plain orders run at once.** An order with a limit, a correction or an addition ("… but hide the pay", "… I mean
  Tom", "… what do you think?") is proposed. An order that the message takes back ("… or not", "wait") is dropped.
- **Unused parts of an order are named.** If no argument uses a day, a place, an address or a clause ("… until June",
  "… and let her know"), the reply names it, and the order is proposed.
- **Unused words of a question for a list are named**, too.
- **In doubt, the agent offers** up to three complete sentences that it would understand.

## With a language model

With `OPENAI_API_KEY`, or with `RECRUIT_LANGUAGE_MODEL` and a server that speaks the same protocol, a language model
handles messages that the grammar doesn't understand. It calls the same tools, in at most eight steps and thirty
seconds, and its arguments are validated as those of the API are. If the model fails, the grammar's answer stands.

- **A model with tools reads no untrusted text.** Names, titles, notes and job texts are withheld from it; it works with
  ids and with the tools' filters. A second call, to a model without tools, words the reply from the results as quoted
  data. Instructions in a résumé have no effect.
- **Figures, scores and reasons come from the tools.** A reply with a number, an id or a name that isn't in the results,
  with a link, or with the claim of an action is replaced by the tools' own text. Matches, explanations, drafts and
  changes always keep that text.
- **Writes need the user's own words.** A write whose verb, targets and texts aren't all in the message is proposed, and
  so is a repeated write.
"""


async def generate_page() -> str:
    """Run all conversations and return the page."""
    with TemporaryDirectory() as folder:
        settings = Settings(storage="memory:", data_dir=Path(folder), compute="direct:")
        async with assemble(settings) as services:
            user = await services.accounts.register("demo@example.com", "correct horse battery", "Demo Organization")
            actor = Actor(user_id=user.id, org_id=user.org_id, role=user.role)
            await services.demo.load(actor)
            sections = [await _section(services, actor, title, messages) for title, messages in CONVERSATIONS.items()]
    return "\n".join([HEAD, *sections]) + TAIL


async def _section(services: Services, actor: Actor, title: str, messages: Sequence[str]) -> str:
    conversation_id = None
    for message in messages:
        conversation_id = (await services.agent.chat(actor, message, conversation_id)).conversation_id
    assert conversation_id is not None  # noqa: S101 - every conversation has messages
    transcript = await services.agent.conversations.transcript(actor, conversation_id)
    return f"## {title}\n\n" + "\n".join(_markdown(message) for message in transcript.messages)


def _markdown(message: Message) -> str:
    if message.role is Speaker.USER:
        return f"**{message.text}**\n"
    calls = [
        f"`{call['name']} {json.dumps(call['arguments'], ensure_ascii=False)}` → {call['outcome']}"
        for call in message.tools
    ]
    text = DATE.sub("YYYY-MM-DD", TOKEN.sub("(or '0f1e2d3c')", SUGGESTIONS.sub("", message.text)))
    return "\n".join([*(f"{', '.join(calls)}\n" for _ in calls[:1]), "```text", text, "```\n"])


def main() -> None:
    """Run the command."""
    page = asyncio.run(generate_page())
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(page, "utf-8")
    elif PAGE.read_text("utf-8") != page:
        sys.exit("The agent talks otherwise than docs/agent.md shows: run `python -m tools.conversations`, and look.")


if __name__ == "__main__":
    main()

"""Generate docs/agent.md by running the conversations that it shows; with `--check`, compare it with the result.

The conversations run on the organisation that `recruit demo` creates, in memory and without a language model. Random
values, the tokens of proposals, are replaced by 0f1e2d3c.
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
from recruit.entrypoints.cli.demo import populate
from recruit.entrypoints.services import Services, assemble
from recruit.entrypoints.settings import Settings

PAGE = Path(__file__).parents[1] / "docs" / "agent.md"
TOKEN = re.compile(r"\(or '[0-9a-f]{8}'\)")

CONVERSATIONS: dict[str, Sequence[str]] = {
    "What is open": ["show open jobs", "jobs that need Python", "show the first one"],
    "Lists by what they have, and what they lack": [
        "show me nurses",
        "only those with more than 5 years",
        "who has the most experience?",
        "which jobs have no applications?",
        "¿Qué puestos pagan más de 100.000?",
        "Kandidaten in Deutschland, die Klavier spielen",
        "how can I reach Greta Gupta?",
    ],
    "From a sentence to a job, and back": [
        "create a new job for a senior data engineer in Berlin, 80-95k EUR, Spark and Airflow required",
        "put it on hold",
        "undo",
    ],
    "Who fits": [
        "match candidates for job 1",
        "explain the match of candidate 3 for job 1",
        "compare the first two for job 1",
    ],
    "A person by name": ["summarize Greta Gupta", "match jobs for her", "add a note to her: call back in May"],
    "The pipeline": [
        "pipeline for job 4",
        "move the second candidate to interview",
        "who has waited longest for job 6?",
    ],
    "What needs a yes": ["close job 2", "no", "close job 2", "yes"],
    "More than a plain order": [
        "reject candidate 17, she moved to Ghent",
        "no",
        "publish job 1 but hide the pay",
        "close job 1. Or not.",
    ],
    "What a requirement costs": [
        "which requirement of job 4 costs us the most candidates?",
        "what if we drop BLS from job 4?",
    ],
    "Before an interview": ["interview questions for candidate 17 for job 4", "draft an email to them about job 4"],
    "Another language": [
        "Zeige alle offenen Stellen",
        "Montre les candidatures pour le poste 3",
        "Muestra el puesto 3",
    ],
    "In other words": [
        "who'd be a decent fit for the data scientist opening? two names will do",
        "Wie steht's eigentlich um die Pflegestelle?",
        "mets Farid Duval à l'étape offre pour le poste d'infirmière, s'il te plaît",
        "no",
    ],
    "What it leaves alone": ["never mind", "don't reject anyone", "how is the weather?"],
}
HEAD = """\
# Talking to the agent

`POST /api/v1/agent/chat` with `{"message": "…"}`; the conversation's id comes in the header `X-Conversation-Id`, to go
on with as `conversation_id`. `POST /api/v1/agent/chat/stream` answers with server-sent events. What follows is real:
`python -m tools.conversations` had these conversations, with the organisation that `recruit demo` makes and without a
language model, and wrote them down. Below each message stand the tools that were called for it.
"""
TAIL = """
## How it reads

A grammar of patterns is first. What it doesn't read, or not whole, goes to a small
[intent model](model-cards/intents.md), whose plan is made of the same tools with arguments out of your own data: names
with accents left out or a letter wrong, titles by their words or by the trade in seven languages, places, skills.

- **Nothing learned writes without a yes.** The reply says what would be done, each order of a message by itself.
- **Questions, conditions and negations order nothing**, in any of the seven languages, and neither does a quotation.
- **A condition is named.** The agent checks none and waits for none: the reply to "close job 3 only if Tom signs" says
  so, and nothing is done without a yes.
- **No order of a message is dropped in silence.** A message that names more ids, stages or new jobs than is done is
  refused with what was left out.
- **Only a plain order is done at once.** One that the message limits, corrects or goes on from ("… but hide the pay",
  "… I mean Tom", "… what do you think?") is proposed; one that it takes back ("… or not", "wait") is dropped.
- **No part of an order is dropped in silence.** A day, a place, an address or a clause ("… until June", "… and let her
  know") that no argument uses is named in the reply, and the order is proposed instead of done.
- **No part of a question for a list is dropped in silence**: the reply says which words it hasn't taken into account.
- **In doubt it offers** up to three sentences, filled in, that it would understand.

## With a language model

With `OPENAI_API_KEY`, or `RECRUIT_LANGUAGE_MODEL` and any server that speaks that protocol, what the grammar doesn't
understand is left to the model: it calls the same tools, in at most eight steps and thirty seconds, with arguments that
are checked as the API checks them. When it fails, the grammar's answer stands.

- **Who chooses tools reads nothing that an outsider wrote.** Names, titles, notes and job texts are withheld from the
  model while it has tools; it goes by ids and by the tools' own filters. A second call, without tools, puts what was
  found into words, with all of it as quoted data. Instructions in a résumé have nobody to obey them.
- **Figures, scores and reasons are the tools'.** A reply that states a number, an id or a name that no tool gave,
  claims to have done something, or has a link in it is replaced by the tools' own text; matches, explanations, drafts
  and changes are always told in theirs.
- **Writes are the user's.** What the user's own words don't order (the verb, each target, each text) isn't done but
  proposed, and needs a yes. So does whatever would be done more than once.
"""


async def generate_page() -> str:
    """Run all conversations and return the page."""
    with TemporaryDirectory() as folder:
        settings = Settings(storage="memory:", data_dir=Path(folder), compute="direct:")
        async with assemble(settings) as services:
            user = await services.accounts.register("demo@example.com", "correct horse battery", "Demo Organization")
            actor = Actor(user_id=user.id, org_id=user.org_id, role=user.role)
            await populate(services, actor)
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
    text = TOKEN.sub("(or '0f1e2d3c')", message.text)
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

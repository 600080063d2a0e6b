"""The recruiter agent: a grammar in front of the tools, and a language model for what it doesn't understand."""

from dataclasses import dataclass

from recruit.domain.accounts.model.users import Actor
from recruit.domain.agent import replies
from recruit.domain.agent.conversations import Conversations
from recruit.domain.agent.dialogue.dialogue import Dialogue
from recruit.domain.agent.registry import Registry
from recruit.domain.agent.tool import Caller, Watch, nobody_watches
from recruit.domain.agent.turn import Turns
from recruit.domain.engines.language.memory import Memory
from recruit.domain.search.service import Searching
from recruit.domain.shared.errors import NotFound
from recruit.ports.clock import Clock


@dataclass(frozen=True, slots=True)
class Reply:
    """What the agent answers, and in which conversation."""

    text: str
    conversation_id: int


class RecruiterAgent:
    """Does what a message asks for, with the rights of the one who sends it, and remembers the conversation."""

    def __init__(
        self,
        registry: Registry,
        searching: Searching,
        conversations: Conversations,
        dialogue: Dialogue,
        clock: Clock,
    ) -> None:
        self.registry = registry
        self.conversations = conversations
        self._turns = Turns(registry, searching, dialogue, clock)

    async def chat(
        self, actor: Actor, message: str, conversation_id: int | None = None, watch: Watch = nobody_watches
    ) -> Reply:
        """Do what `message` asks for and say what came of it. What isn't understood does nothing and gets help.

        Without a conversation one begins. `watch` is told of each call as it begins and ends. Raises NotFound for a
        conversation that isn't the user's. Where the turn erased somebody, the reply may be in another conversation.
        """
        conversation = await self.conversations.open(actor, conversation_id)
        memory = Memory.of(conversation.state)
        caller = Caller(actor, conversation.id, watch)
        turn = await self._turns.take(caller, memory, message, begins=conversation_id is None)
        try:
            await self.conversations.keep(actor, conversation.id, message, turn.text, turn.tools, memory.state())
        except NotFound:
            if not turn.has_erased:
                raise
            # Erasing removes each conversation that names the person. What else this turn did may name them, too.
            conversation = await self.conversations.open(actor, None)
            await self.conversations.keep(actor, conversation.id, message, replies.ERASED, [], {})
        return Reply(turn.text, conversation.id)

"""Conversation endpoints: list, read and delete conversations with the recruiter agent."""

from litestar import Controller
from litestar.params import FromPath
from msgspec import UNSET

from recruit.domain.agent.conversations import Transcript
from recruit.domain.agent.model import Message, Speaker
from recruit.entrypoints.http.conversation_schemas import (
    ConversationOut,
    ConversationPage,
    ConversationTranscript,
    MessageOut,
    ToolCallOut,
)
from recruit.entrypoints.http.encoded_routes import delete, get
from recruit.entrypoints.http.list_parameters import Cursor, Limit, Skip
from recruit.entrypoints.http.openapi.error_responses import LIST, READ, problems
from recruit.entrypoints.http.pagination import listed, window
from recruit.entrypoints.http.request import ApiRequest


class ConversationsController(Controller):
    """Conversations. They belong to their user: nobody else finds them."""

    path = "/agent/conversations"
    tags = ("Agent",)

    @get("/", summary="List Conversations", responses=problems(*LIST))
    async def list_conversations(
        self, request: ApiRequest, skip: Skip = 0, limit: Limit = 50, cursor: Cursor = None
    ) -> ConversationPage:
        """Return the user's conversations in ascending id."""
        wanted = window(request, skip, limit, cursor)
        found = await request.services.agent.conversations.page(request.user, wanted)
        return listed(request, found, ConversationOut, ConversationPage)

    @get("/{conversation_id:str}", summary="Get Conversation by ID", responses=problems(*READ))
    async def get_conversation(self, request: ApiRequest, conversation_id: FromPath[int]) -> ConversationTranscript:
        """Return a conversation with what was said, and the tools that were called."""
        return _transcript(await request.services.agent.conversations.transcript(request.user, conversation_id))

    @delete("/{conversation_id:str}", summary="Delete Conversation", responses=problems(*READ))
    async def delete_conversation(self, request: ApiRequest, conversation_id: FromPath[int]) -> None:
        """Delete a conversation. The record of what was changed in it stays."""
        await request.services.agent.conversations.remove(request.user, conversation_id)


def _transcript(found: Transcript) -> ConversationTranscript:
    conversation = found.conversation
    return ConversationTranscript(
        id=conversation.id,
        created_at=conversation.created_at,
        updated_at=conversation.updated_at,
        messages=tuple(map(_message, found.messages)),
    )


def _message(message: Message) -> MessageOut:
    calls = tuple(ToolCallOut(**call) for call in message.tools)
    tools = calls if message.role is Speaker.ASSISTANT else UNSET
    return MessageOut(role=message.role.value, text=message.text, time=message.created_at, tools=tools)

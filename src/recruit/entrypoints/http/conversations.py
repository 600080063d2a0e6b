"""Conversation endpoints: list, read and delete conversations with the recruiter agent."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from litestar import Controller
from litestar.params import FromPath
from msgspec import UNSET, Struct, UnsetType

from recruit.domain.agent.model import Message, Speaker
from recruit.entrypoints.http.encoded_routes import delete, get
from recruit.entrypoints.http.list_parameters import Cursor, Limit, Skip
from recruit.entrypoints.http.openapi.error_responses import LIST, READ, problems
from recruit.entrypoints.http.pagination import list_response, window
from recruit.entrypoints.http.request import ApiRequest
from recruit.entrypoints.http.schemas import extended_view


class ConversationOut(Struct):
    """A conversation, and when its first and its last message came."""

    id: int
    created_at: datetime
    updated_at: datetime


class ConversationPage(Struct):
    """One page of conversations, and how many there are in all."""

    items: Sequence[ConversationOut]
    total: int


class ToolCallOut(Struct):
    """A tool that was called, what it was told, and how that ended.

    `proposed` waits for a yes; `refused` is against a rule or the caller's role; `failed` had arguments that can't be
    used. Only `done` may have changed anything.
    """

    name: str
    arguments: dict[str, Any]
    outcome: Literal["done", "proposed", "refused", "not_found", "failed"]


class MessageOut(Struct):
    """What was said, and, of the assistant's messages, which tools were called for it, in order."""

    role: Literal["user", "assistant"]
    text: str
    time: datetime
    tools: tuple[ToolCallOut, ...] | UnsetType = UNSET


class ConversationTranscript(Struct):
    """A conversation with its last 400 messages, in order, and the first 20,000 characters of each."""

    id: int
    created_at: datetime
    updated_at: datetime
    messages: tuple[MessageOut, ...]


class ConversationsController(Controller):
    """Conversations of the current user."""

    path = "/agent/conversations"
    tags = ("Agent",)

    @get("/", summary="List Conversations", responses=problems(*LIST))
    async def list_conversations(
        self, request: ApiRequest, skip: Skip = 0, limit: Limit = 50, cursor: Cursor = None
    ) -> ConversationPage:
        """Return the user's conversations in ascending id."""
        wanted = window(request, skip, limit, cursor)
        found = await request.services.agent.conversations.page(request.user, wanted)
        return list_response(request, found, ConversationOut, ConversationPage)

    @get("/{conversation_id:str}", summary="Get Conversation by ID", responses=problems(*READ))
    async def get_conversation(self, request: ApiRequest, conversation_id: FromPath[int]) -> ConversationTranscript:
        """Return a conversation with what was said, and the tools that were called."""
        found = await request.services.agent.conversations.transcript(request.user, conversation_id)
        messages = tuple(map(_message, found.messages))
        return extended_view(found.conversation, ConversationTranscript, messages=messages)

    @delete("/{conversation_id:str}", summary="Delete Conversation", responses=problems(*READ))
    async def delete_conversation(self, request: ApiRequest, conversation_id: FromPath[int]) -> None:
        """Delete a conversation. The record of what was changed in it stays."""
        await request.services.agent.conversations.remove(request.user, conversation_id)


def _message(message: Message) -> MessageOut:
    calls = tuple(ToolCallOut(**call) for call in message.tools)
    tools = calls if message.role is Speaker.ASSISTANT else UNSET
    return MessageOut(role=message.role.value, text=message.text, time=message.created_at, tools=tools)

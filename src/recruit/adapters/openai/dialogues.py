"""Conversion of dialogues to and from OpenAI's chat protocol."""

import json
from collections.abc import Mapping
from typing import Any

import msgspec

from recruit.domain.shared.errors import Unavailable
from recruit.ports.language import ChatMessage, MessageRole, ToolCall, ToolDefinition

MOST_CALLS = 16
"""Limit of tool calls in one utterance; further calls are ignored."""


class Function(msgspec.Struct):
    """A function to call; the arguments are the text of a JSON object, or should be."""

    name: str
    arguments: str = "{}"


class Call(msgspec.Struct):
    """A call that the model asks for. Some servers leave the id out."""

    function: Function
    id: str | None = None


class Message(msgspec.Struct):
    """What the model said."""

    content: str | None = None
    tool_calls: list[Call] | None = None


class Choice(msgspec.Struct):
    """One completion."""

    message: Message
    finish_reason: str | None = None


class Completion(msgspec.Struct):
    """An answer."""

    choices: list[Choice]


def format_tool(tool: ToolDefinition) -> dict[str, Any]:
    """Return a tool in the format of the protocol."""
    function = {"name": tool.name, "description": tool.description, "parameters": dict(tool.schema)}
    return {"type": "function", "function": function}


def format_message(message: ChatMessage) -> dict[str, Any]:
    """Return an utterance as a message of the protocol."""
    formatted: dict[str, Any] = {"role": message.role.value, "content": message.text}
    if message.calls:
        formatted["tool_calls"] = [
            {"id": call.id, "type": "function", "function": {"name": call.name, "arguments": _object(call.arguments)}}
            for call in message.calls
        ]
    if message.call_id is not None:
        formatted["tool_call_id"] = message.call_id
    return formatted


def parse_completion(completion: Completion) -> ChatMessage:
    """Return the model's utterance. Raises Unavailable if it is empty or was cut off."""
    match completion.choices:
        case [Choice(message=Message(tool_calls=[_, *_] as calls) as message)]:
            found = [
                ToolCall(call.id or f"call_{place}", call.function.name, _arguments(call.function.arguments))
                for place, call in enumerate(calls[:MOST_CALLS])
            ]
            return ChatMessage(MessageRole.ASSISTANT, message.content or "", found)
        case [Choice(finish_reason="stop", message=Message(content=str(content)))] if content.strip():
            return ChatMessage(MessageRole.ASSISTANT, content)
        case _:
            raise Unavailable("The language model gave no complete answer")


def _object(arguments: Mapping[str, Any] | None) -> str:
    return json.dumps(dict(arguments or {}), ensure_ascii=False)


def _arguments(text: str) -> Mapping[str, Any] | None:
    try:
        return msgspec.json.decode(text or "{}", type=dict[str, Any])
    except (msgspec.MsgspecError, RecursionError):
        return None

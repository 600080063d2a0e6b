"""Conversion of dialogues to and from OpenAI's chat protocol."""

import json
from collections.abc import Mapping
from typing import Any

import msgspec

from recruit.domain.shared.errors import Unavailable
from recruit.ports.language import ChatMessage, MessageRole, ToolCall, ToolDefinition

MOST_CALLS = 16
"""Limit of tool calls in one message; further calls are ignored."""

INCOMPLETE = "The language model gave no complete answer"


class Function(msgspec.Struct):
    """A function to call. `arguments` should be a JSON object, but may be any text."""

    name: str
    arguments: str = "{}"


class Call(msgspec.Struct):
    """A tool call. Some servers omit the id."""

    function: Function
    id: str | None = None


class Message(msgspec.Struct):
    """A message of the model. `content` is None if the model calls tools or refuses."""

    content: str | None = None
    tool_calls: list[Call] | None = None


class Choice(msgspec.Struct):
    """One completion. `finish_reason` is "stop" if the model finished its text."""

    message: Message
    finish_reason: str | None = None


class Completion(msgspec.Struct):
    """The body of a response."""

    choices: list[Choice]


def format_tool(tool: ToolDefinition) -> dict[str, Any]:
    """Return a tool in the format of the protocol."""
    function = {"name": tool.name, "description": tool.description, "parameters": dict(tool.schema)}
    return {"type": "function", "function": function}


def format_message(message: ChatMessage) -> dict[str, Any]:
    """Return a message in the format of the protocol."""
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
    """Return the model's message. Raises Unavailable if it is empty or was cut off."""
    match completion.choices:
        case [Choice(message=Message(tool_calls=[_, *_] as calls) as message)]:
            tool_calls = [
                ToolCall(call.id or f"call_{number}", call.function.name, _arguments(call.function.arguments))
                for number, call in enumerate(calls[:MOST_CALLS])
            ]
            return ChatMessage(MessageRole.ASSISTANT, message.content or "", tool_calls)
    text = content(completion)
    if not text.strip():
        raise Unavailable(INCOMPLETE)
    return ChatMessage(MessageRole.ASSISTANT, text)


def content(completion: Completion) -> str:
    """Return the text of a completion. Raises Unavailable if there is none or it was cut off."""
    match completion.choices:
        case [Choice(finish_reason="stop", message=Message(content=str(text)))]:
            return text
        case _:
            raise Unavailable(INCOMPLETE)


def _object(arguments: Mapping[str, Any] | None) -> str:
    return json.dumps(dict(arguments or {}), ensure_ascii=False)


def _arguments(text: str) -> Mapping[str, Any] | None:
    try:
        return msgspec.json.decode(text or "{}", type=dict[str, Any])
    except (msgspec.MsgspecError, RecursionError):
        return None

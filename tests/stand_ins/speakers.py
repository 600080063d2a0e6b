"""Language models, well-behaved and misbehaving. Each is a function from a request's body to a message."""

import itertools
import json
from collections.abc import Callable
from typing import Any

Speaker = Callable[[dict[str, Any]], dict[str, Any]]


def asks_for(*calls: tuple[str, Any]) -> dict[str, Any]:
    """Return a message with tool calls. Arguments that are strings are sent unchanged, others as JSON."""
    return {
        "content": None,
        "tool_calls": [
            {
                "id": f"call_{place}",
                "type": "function",
                "function": {
                    "name": name,
                    "arguments": arguments if isinstance(arguments, str) else json.dumps(arguments),
                },
            }
            for place, (name, arguments) in enumerate(calls)
        ],
    }


def says(text: str) -> dict[str, Any]:
    """Return a message that consists of text only."""
    return {"content": text}


def acting(body: dict[str, Any]) -> bool:
    """Return whether the request offers tools."""
    return "tools" in body


def script(*messages: dict[str, Any], told: str = "Here you are.") -> Speaker:
    """Return a model that sends these messages while tools are offered, then "done".

    Without tools, when it has to report the results, it answers `told`.
    """
    coming = itertools.chain(messages, itertools.repeat(says("done")))
    return lambda body: next(coming) if acting(body) else says(told)


def read(body: dict[str, Any]) -> str:
    """Return the text that a model reads in a request, without system messages and tools."""
    return "\n".join(str(one["content"]) for one in body["messages"] if one["role"] != "system")


def obedient(first: tuple[str, Any], orders: Callable[[str], list[tuple[str, Any]]]) -> Speaker:
    """Return a model that makes the call `first` after a user's message, and then follows every order in the text."""

    def speak(body: dict[str, Any]) -> dict[str, Any]:
        if body["messages"][-1]["role"] == "user":
            return asks_for(first)
        given = orders(read(body))
        return asks_for(*given) if given else says("done")

    return speak

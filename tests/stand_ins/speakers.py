"""Language models that behave, or don't: each says a message from the body of a request."""

import itertools
import json
from collections.abc import Callable
from typing import Any

Speaker = Callable[[dict[str, Any]], dict[str, Any]]


def asks_for(*calls: tuple[str, Any]) -> dict[str, Any]:
    """A message that asks for calls; arguments that are text go out as they are."""
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
    """A message of words alone."""
    return {"content": text}


def acting(body: dict[str, Any]) -> bool:
    """Whether tools are offered."""
    return "tools" in body


def script(*messages: dict[str, Any], told: str = "Here you are.") -> Speaker:
    """A model that says these while tools are offered, then "done"; and `told` when it is to tell what was found."""
    coming = itertools.chain(messages, itertools.repeat(says("done")))
    return lambda body: next(coming) if acting(body) else says(told)


def read(body: dict[str, Any]) -> str:
    """All that a model reads in a request, less its instructions and tools."""
    return "\n".join(str(one["content"]) for one in body["messages"] if one["role"] != "system")


def obedient(first: tuple[str, Any], orders: Callable[[str], list[tuple[str, Any]]]) -> Speaker:
    """A model that calls what its user wants, and then obeys every order that it reads, whoever gave it."""

    def speak(body: dict[str, Any]) -> dict[str, Any]:
        if body["messages"][-1]["role"] == "user":
            return asks_for(first)
        given = orders(read(body))
        return asks_for(*given) if given else says("done")

    return speak

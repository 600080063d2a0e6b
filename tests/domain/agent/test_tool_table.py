"""Every tool is declared completely, and the grammar agrees with the declarations."""

import pytest

from recruit.domain.agent.tool import Effect, Tool
from recruit.domain.agent.tools.table import TOOLS
from recruit.domain.engines.language.grammar import parse
from recruit.domain.engines.language.requests import Request
from recruit.domain.engines.language.understanding import WRITES

IN_CHAT = [tool for tool in TOOLS.values() if tool.in_chat]


def test_a_tool_is_listed_by_its_own_name() -> None:
    assert all(name == tool.name for name, tool in TOOLS.items())


def test_the_grammar_knows_which_tools_write() -> None:
    assert {tool.name for tool in IN_CHAT if tool.effect is not Effect.READS} == WRITES


@pytest.mark.parametrize("tool", TOOLS.values(), ids=lambda tool: tool.name)
def test_a_tool_declares_its_title_description_and_result(tool: Tool) -> None:
    assert tool.title
    assert tool.description.endswith(".")
    assert tool.result
    assert bool(tool.example) == tool.in_chat


@pytest.mark.parametrize("tool", IN_CHAT, ids=lambda tool: tool.name)
def test_an_example_calls_its_tool(tool: Tool) -> None:
    wishes = parse(tool.example).wishes
    assert [wish.tool for wish in wishes if isinstance(wish, Request)] == [tool.name]


@pytest.mark.parametrize("tool", IN_CHAT, ids=lambda tool: tool.name)
def test_a_tool_that_writes_without_confirmation_has_verbs(tool: Tool) -> None:
    assert bool(tool.verbs) == (tool.effect is Effect.WRITES)
    assert not (tool.is_rephrasable and tool.effect is not Effect.READS)

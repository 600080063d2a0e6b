"""The corpus of labelled sentences from which `python -m tools.intents` trains the agent's intent model."""

from pathlib import Path

import pytest

from recruit.domain.engines.language.learned.arguments import SLOT_FILLERS
from recruit.domain.engines.language.learned.directory import Directory
from recruit.domain.engines.language.learned.tagging import tagged
from tools.intents.corpus import COMMAND_OFFICE, COMMANDS, CORPUS, OFFICE, commands, sentences


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.txt")), ids=lambda path: path.stem)
def test_every_label_of_the_corpus_is_a_tool_with_a_slot_filler(path: Path) -> None:
    assert {tool for sentence in sentences(path) for tool in sentence.tools} <= SLOT_FILLERS.keys()


@pytest.mark.parametrize(
    ("sentence", "directory"),
    [("move Jane Doe to the nurse job", OFFICE), ("move Jane Doe to the lighthouse keeper job", COMMAND_OFFICE)],
)
def test_the_directories_of_the_corpus_contain_the_people_and_jobs_of_its_sentences(
    sentence: str, directory: Directory
) -> None:
    linked = tagged(sentence, directory)
    assert linked.people
    assert linked.jobs


def test_every_command_of_the_corpus_has_a_text() -> None:
    assert all(one.text for path in COMMANDS.glob("*.txt") for one in commands(path))

"""What keys do, by the place where they work: the help dialog and the documentation show it."""

from collections.abc import Sequence
from typing import TypeAlias

from recruit.entrypoints.web.text import t

Keys: TypeAlias = Sequence[tuple[Sequence[str], str]]
"""Keys, and what they do. Two keys that follow one another are in one text."""


def key_groups() -> Sequence[tuple[str, Keys]]:
    """Return all keys with texts in the reader's language."""
    return [
        (
            t("Everywhere"),
            [
                (["Ctrl K", "⌘ K"], t("Search pages, jobs and people")),
                (["g i", "g j", "g c", "g r", "g s"], t("Go to the inbox, jobs, candidates, reports or settings")),
                (["/"], t("Go to the filter of a list")),
                (["c"], t("Create")),
                (["a"], t("Ask the agent")),
                (["z"], t("Undo what you have changed last")),
                (["?"], t("Show the keys")),
                (["Esc"], t("Close a dialog, a menu or the chat")),
            ],
        ),
        (
            t("Lists"),
            [
                (["j", "k", "↓", "↑"], t("Next and previous row")),
                (["Enter"], t("Open the row")),
                (["x"], t("Select the row")),
                (["f"], t("Add a filter")),
            ],
        ),
        (
            t("Board"),
            [
                (["j", "k", "←", "↓", "↑", "→"], t("Go from card to card")),
                (["Shift ←", "Shift →"], t("Move the card by one stage")),
                (["m"], t("Move the card, with a reason and a note")),
                (["r"], t("Reject")),
                (["x"], t("Select the card, to move or reject several")),
                (["Enter"], t("Review the people of the column, one after another")),
            ],
        ),
        (
            t("Matches"),
            [
                (["w"], t("Go to the what-if ranking")),
                (["e"], t("Explain the score of the row")),
                (["p"], t("Put the person of the row into the pipeline")),
            ],
        ),
        (
            t("Candidate"),
            [
                (["j", "k"], t("Next and previous person of the stage")),
                (["1", "2", "3", "4", "5", "6"], t("Move to the first, second … stage")),
                (["m"], t("Move, with a reason and a note")),
                (["r"], t("Reject")),
                (["e", "Shift e"], t("Next and previous evidence")),
                (["v"], t("Change between the pages of a PDF and its text")),
                (["n"], t("Write a note")),
                (["d"], t("Show possible duplicates")),
                (["p"], t("Add to a job")),
            ],
        ),
        (
            t("Inbox"),
            [
                (["y"], t("Mark the row as done or read")),
                (["h"], t("Put the task off by a day")),
            ],
        ),
    ]

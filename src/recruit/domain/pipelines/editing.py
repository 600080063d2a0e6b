"""Edits of a list of stages: pure functions, which raise Invalid, and Duplicate for several stages with one key."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from recruit.domain.pipelines.inference import inferred_stage
from recruit.domain.pipelines.model import MOST_STAGES, StageDetails, StageType, check_key, check_stages
from recruit.domain.shared.errors import Invalid, NotFound
from recruit.domain.shared.single_line import check_name, to_nfc

LONGEST_KEY = 50
"""Maximum length of a key in characters: that of an application's status."""

_WORDS = re.compile(r"\w+")


def key_of(name: str) -> str:
    """Return the key of a stage that is given only a name: its words in lower case, joined by underscores."""
    return "_".join(_WORDS.findall(name.lower()))[:LONGEST_KEY] or name[:LONGEST_KEY]


@dataclass(frozen=True, slots=True)
class WantedStage:
    """A stage as a request describes it. Without a key it gets the one that its name suggests."""

    name: str
    key: str | None = None
    type: StageType | None = None
    requires_reason: bool | None = None

    def stage(self, before: Sequence[StageDetails] = ()) -> StageDetails:
        """Return the stage. What the request leaves out is that of the stage in `before` with the same key.

        A stage that isn't there has the type that its name suggests, and requires no reason.
        """
        key = key_of(self.name) if self.key is None else self.key
        new = StageDetails(key=key, name=self.name, type=inferred_stage(self.name).type)
        old = next((stage for stage in before if stage.key == key), new)
        requires_reason = old.requires_reason if self.requires_reason is None else self.requires_reason
        return replace(new, type=self.type or old.type, requires_reason=requires_reason)


def checked(stages: Sequence[StageDetails], before: Sequence[StageDetails] = ()) -> Sequence[StageDetails]:
    """Return the stages of a pipeline with names in Unicode form C.

    There may be as many as `before`: statuses of applications can have added more than the maximum.
    """
    for stage in stages:
        check_name(key=stage.key, name=stage.name)
        check_key(stage.key)
    check_stages(stages, max(MOST_STAGES, len(before)))
    return [replace(stage, name=to_nfc(stage.name)) for stage in stages]


def replaced(stages: Sequence[StageDetails], wanted: Sequence[WantedStage]) -> Sequence[StageDetails]:
    """Return the stages that replace others, of which those with the same key keep what `wanted` leaves out."""
    return checked([one.stage(stages) for one in wanted])


def added(stages: Sequence[StageDetails], stage: StageDetails, position: int | None) -> Sequence[StageDetails]:
    """Return the stages with another one at a position, counted from 1, or at the end."""
    place = len(stages) if position is None else position - 1
    return checked([*stages[:place], stage, *stages[place:]])


def changed(stages: Sequence[StageDetails], key: str, changes: Mapping[str, Any]) -> Sequence[StageDetails]:
    """Return the stages with changed fields of one, which moves to the `position` in `changes`. Raise NotFound."""
    fields = dict(changes)
    place = place_of(stages, key)
    position = fields.pop("position", place + 1)
    others = [*stages[:place], *stages[place + 1 :]]
    new = [*others[: position - 1], replace(stages[place], **fields), *others[position - 1 :]]
    return checked(new, before=stages)


def reordered(stages: Sequence[StageDetails], keys: Sequence[str]) -> Sequence[StageDetails]:
    """Return the stages in the order of these keys, which must be all of them."""
    by_key = {stage.key: stage for stage in stages}
    if sorted(by_key) != sorted(keys):
        raise Invalid(f"Name each stage once: the job has {', '.join(by_key)}")
    return [by_key[key] for key in keys]


def place_of(stages: Sequence[StageDetails], key: str) -> int:
    """Return the index of the stage with a key. Raise NotFound."""
    for place, stage in enumerate(stages):
        if stage.key == key:
            return place
    raise NotFound("stage", 0)

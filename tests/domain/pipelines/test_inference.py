"""Stages that are inferred from statuses, and edits of lists of stages."""

import pytest

from recruit.domain.imports.stages import STATUSES
from recruit.domain.pipelines.editing import WantedStage, added, changed, checked, key_of, reordered
from recruit.domain.pipelines.inference import TYPES, inferred_stage
from recruit.domain.pipelines.model import BUILT_IN, MOST_STAGES, JobPipeline, StageDetails, StageType
from recruit.domain.shared.errors import Invalid, NotFound

OPEN_ENDED = JobPipeline(job_id=1, stages=BUILT_IN[:6], inherited=False)


@pytest.mark.parametrize("stage", BUILT_IN, ids=lambda stage: stage.key)
def test_a_built_in_stage_is_inferred_from_its_key(stage: StageDetails) -> None:
    assert inferred_stage(stage.key) == stage


@pytest.mark.parametrize(
    ("status", "name", "type_"),
    [
        ("phone_screen", "Phone screen", StageType.SCREENING),
        ("vorstellungsgespräch", "Vorstellungsgespräch", StageType.INTERVIEW),
        ("Hired (contract)", "Hired (contract)", StageType.HIRED),
        ("Hired elsewhere", "Hired elsewhere", StageType.ARCHIVED),
        ("not interviewed", "Not interviewed", StageType.SCREENING),
        ("selected", "Selected", StageType.OFFER),
        ("phase 7", "Phase 7", StageType.SCREENING),
        ("_", "_", StageType.SCREENING),
    ],
)
def test_the_words_of_a_status_say_what_its_stage_is(status: str, name: str, type_: StageType) -> None:
    assert inferred_stage(status) == StageDetails(key=status, name=name, type=type_)


def test_every_status_of_an_import_has_a_type() -> None:
    assert set(STATUSES.values()) == set(TYPES)


@pytest.mark.parametrize(
    ("name", "key"),
    [("Phone screen", "phone_screen"), ("  2nd – Interview! ", "2nd_interview"), ("★", "★"), ("x" * 60, "x" * 50)],
)
def test_a_key_is_made_of_the_words_of_a_name(name: str, key: str) -> None:
    assert key_of(name) == WantedStage(name).stage().key == key


def test_positions_are_counted_from_one_and_end_at_the_last() -> None:
    stage = WantedStage("Trial day").stage()
    for position, place in ((1, 0), (3, 2), (MOST_STAGES, len(BUILT_IN)), (None, len(BUILT_IN))):
        assert added(BUILT_IN, stage, position)[place] == stage
    moved = changed(BUILT_IN, "offer", {"position": 2})
    assert [one.key for one in moved][:3] == ["sourced", "offer", "applied"]
    with pytest.raises(NotFound):
        changed(BUILT_IN, "nowhere", {})


def test_a_pipeline_has_at_most_a_hundred_stages() -> None:
    full = [WantedStage(f"Stage {number}").stage() for number in range(MOST_STAGES)]
    with pytest.raises(Invalid, match="at most 100 stages"):
        added(full, WantedStage("One more").stage(), None)


def test_an_order_names_each_stage_once() -> None:
    keys = [one.key for one in BUILT_IN]
    assert [one.key for one in reordered(BUILT_IN, keys[::-1])] == keys[::-1]
    with pytest.raises(Invalid, match="Name each stage once"):
        reordered(BUILT_IN, [*keys, "offer"])


def test_a_job_without_an_archived_stage_has_no_stage_for_rejections() -> None:
    with pytest.raises(Invalid, match="no stage of the type archived"):
        OPEN_ENDED.rejection_stage()
    renamed = StageDetails(key="gone", name="Gone", type=StageType.ARCHIVED)
    pipeline = JobPipeline(job_id=1, stages=[renamed, *BUILT_IN], inherited=False)
    assert pipeline.rejection_stage().key == "rejected"
    assert JobPipeline(job_id=1, stages=[renamed], inherited=False).rejection_stage() == renamed


def test_a_pipeline_with_more_stages_than_that_can_be_changed_but_not_grow() -> None:
    many = [StageDetails(key=f"s{number}", name="S", type=StageType.SCREENING) for number in range(MOST_STAGES + 5)]
    renamed = changed(many, "s3", {"name": "Phone screen", "position": 1})
    assert [stage.name for stage in renamed[:2]] == ["Phone screen", "S"]
    assert len(checked(many[1:], before=many)) == MOST_STAGES + 4
    with pytest.raises(Invalid, match="at most 100"):
        added(many, StageDetails(key="more", name="More", type=StageType.OFFER), None)

"""The report of cross-validation: accuracy of fields on sources unseen in training, with thresholds applied."""

from collections import Counter
from collections.abc import Iterator

from recruit.domain.engines.reading.resume.choosing.confidence import LEAST
from recruit.domain.engines.reading.resume.choosing.fields import FIELDS
from tools.resumes.training import YEARS, Outcome, Trained

BINS = 10


def lines(trained: Trained) -> Iterator[str]:
    """Yield a table of accuracy by field, source and language, then the calibration errors of the accepted values."""
    right: Counter[tuple[str, str]] = Counter()
    asked: Counter[tuple[str, str]] = Counter()
    for field in (*FIELDS, YEARS):
        for outcome in trained.outcomes.get(field, ()):
            is_right = outcome.right if _is_kept(trained, field, outcome) else outcome.right_if_empty
            for group in ("all", outcome.example.source, outcome.example.language):
                asked[group, field] += 1
                right[group, field] += is_right
    for group in dict.fromkeys(group for group, _ in asked):
        cells = (
            f"{100 * right[group, field] / asked[group, field]:.0f} ({asked[group, field]})"
            if asked[group, field]
            else "-"
            for field in (*FIELDS, YEARS)
        )
        yield f"{group[:12]:<14}" + "".join(f"{cell:>12}" for cell in cells)
    for field in FIELDS:
        yield f"{field:<16} calibration error {_calibration_error(trained, field):.3f}"


def _is_kept(trained: Trained, field: str, outcome: Outcome) -> bool:
    """Whether the chosen value reaches the confidence threshold. Fields outside FIELDS have no threshold."""
    if field not in FIELDS:
        return True
    return outcome.choice.value is not None and _confidence(trained, field, outcome) >= LEAST[field]


def _confidence(trained: Trained, field: str, outcome: Outcome) -> float:
    return trained.models[field].confidence(outcome.choice.probability, agreed=outcome.choice.agreed)


def _calibration_error(trained: Trained, field: str) -> float:
    """Return the mean distance of confidence from accuracy, over bins of equal width."""
    sums: Counter[int] = Counter()
    counts: Counter[int] = Counter()
    for outcome in trained.outcomes[field]:
        if _is_kept(trained, field, outcome):
            sure = _confidence(trained, field, outcome)
            number = min(int(sure * BINS), BINS - 1)
            sums[number] += sure - outcome.right  # type: ignore[assignment]
            counts[number] += 1
    return sum(abs(sums[number]) for number in counts) / max(1, counts.total())

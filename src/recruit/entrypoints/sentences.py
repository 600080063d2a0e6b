"""Errors for an operator, who may know the reason; callers of the API get the sentence alone."""

from recruit.domain.model.errors import ConfigurationError, RecruitError, Unavailable


def sentence(error: RecruitError) -> str:
    """Return the error's sentence, on one line, with the reason behind it where that lies outside of us."""
    outside = isinstance(error, ConfigurationError | Unavailable)
    reason = " ".join(str(error.__cause__ or "").split()) if outside else ""
    return f"{error} ({reason})" if reason else str(error)

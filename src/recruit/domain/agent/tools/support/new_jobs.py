"""The fields of a new job, as rules read them from the order to create it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from recruit.domain.agent.wording import bracketed, one_line, salary
from recruit.domain.engines.language.new_job_pay import LONGEST, order_pay
from recruit.domain.engines.language.new_job_titles import order_title
from recruit.domain.engines.reading.job import job_fields


def stated_fields(prompt: str) -> Mapping[str, Any]:
    """Return the title and the pay, which orders state in other forms than job texts."""
    return {**order_title(prompt), **order_pay(prompt)}


def summary(prompt: str) -> str:
    """Return the title and the other fields of a short order, in words; an empty string for a pasted advert."""
    if len(prompt) > LONGEST:
        return ""
    job = replace(job_fields.read(prompt), **stated_fields(prompt))
    fields = (job.department, job.location, job.employment_type, job.remote_option, salary(job), *job.required_skills)
    return f"{one_line(job.title)}{bracketed(*fields)}"

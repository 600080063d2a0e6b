"""Explanations of a score, bias audits and what-if rankings."""

from typing import Any

import pytest

from http_api import Api

JOB: dict[str, Any] = {
    "title": "Python Engineer",
    "required_skills": ["Python", "Kafka"],
    "nice_to_have_skills": ["AWS"],
}


async def test_an_explanation_has_the_score_of_the_match_and_its_components(api: Api) -> None:
    job = await api.job(**JOB)
    person = await api.candidate(current_title="Engineer", notes="Ten years of Python")
    (match,) = (await api.made("/matching/candidates_for_job", {"job_id": job["id"]}))["matches"]
    found = await api.made("/matching/explain", {"job_id": job["id"], "candidate_id": person["id"]})
    assert set(found) == {"job_id", "candidate_id", "score", "reason", "strategy", "components", "requirements"}
    assert {name: found[name] for name in ("score", "reason", "strategy")} == {
        name: match[name] for name in ("score", "reason", "strategy")
    }
    names = {part["name"] for part in found["components"]}
    assert names == {"lexical", "concepts", "occupation", "skills", "unknown", "unmet"}
    assert sum(part["weight"] for part in found["components"]) == pytest.approx(1, abs=1e-5)
    assert all(0 <= part["value"] <= 1 for part in found["components"])


async def test_every_requirement_is_explained_with_a_quote_from_the_profile(api: Api) -> None:
    job = await api.job(**JOB)
    person = await api.candidate(notes="Ten years of Python")
    found = await api.made("/matching/explain", {"job_id": job["id"], "candidate_id": person["id"]})
    evidence = {"field": "notes", "quote": "Python", "start": 13, "end": 19}
    assert found["requirements"] == [
        {"name": "Python", "required": True, "status": "met", "evidence": evidence},
        {"name": "Kafka", "required": True, "status": "unknown", "evidence": None},
        {"name": "AWS", "required": False, "status": "unknown", "evidence": None},
    ]


async def test_an_explanation_logs_nothing(api: Api) -> None:
    job, person = await api.job(), await api.candidate()
    await api.made("/matching/explain", {"job_id": job["id"], "candidate_id": person["id"]})
    assert (await api.get("/matching/logs")).json()["total"] == 0


@pytest.mark.parametrize("missing", ["job", "candidate"])
async def test_another_organisations_jobs_and_candidates_are_not_explained(api: Api, others: Api, missing: str) -> None:
    job = await (others if missing == "job" else api).job()
    person = await (others if missing == "candidate" else api).candidate()
    response = await api.post("/matching/explain", {"job_id": job["id"], "candidate_id": person["id"]})
    assert (response.status_code, response.json()) == (404, {"detail": f"{missing.capitalize()} not found"})


async def test_an_audit_swaps_irrelevant_details_and_finds_no_change_of_score(api: Api) -> None:
    job = await api.job("Nurse", description="She works at Harvard University in 78701 since 2019.")
    await api.candidate(notes="Jane Doe: she studied at Harvard University, Austin 78701, 2015 - 2019")
    await api.candidate("Boris", current_title="Nurse")
    found = await api.made("/matching/audit", {"job_id": job["id"]})
    assert found["job_id"] == job["id"]
    assert found["swaps"] == [
        {"swap": "names", "changed": 2, "largest": 0},
        {"swap": "pronouns", "changed": 1, "largest": 0},
        {"swap": "schools", "changed": 1, "largest": 0},
        {"swap": "postcodes", "changed": 1, "largest": 0},
        {"swap": "employment gaps", "changed": 1, "largest": 0},
    ]
    assert (await api.get("/matching/logs")).json()["total"] == 0


async def test_dropping_a_requirement_raises_candidates_who_lack_it_and_logs_nothing(api: Api) -> None:
    job = await api.job("Python Engineer", required_skills=["Python", "Kafka"])
    knows_python = await api.candidate("Ada", current_title="Python Engineer")
    knows_both = await api.candidate("Bo", current_title="Engineer", headline="Python, Kafka")
    body = {"job_id": job["id"], "required_skills": ["Python"], "limit": 1}
    found = await api.made("/matching/what_if", body)
    assert found["matches"] == [
        {
            "candidate_id": knows_python["id"],
            "full_name": "Ada",
            "rank": 2,
            "new_rank": 1,
            "score": found["matches"][0]["score"],
            "new_score": found["matches"][0]["new_score"],
        }
    ]
    assert found["matches"][0]["new_score"] > found["matches"][0]["score"]
    assert found["requirements"] == [
        {"name": "Python", "required": True, "met": 2, "lost": 0},
        {"name": "Kafka", "required": False, "met": 1, "lost": 0},
    ]
    assert (found["fitting"], found["new_fitting"], found["costliest"]) == (2, 2, None)
    assert knows_both["id"] != knows_python["id"]
    assert (await api.get("/matching/logs")).json()["total"] == 0


async def test_the_costliest_requirement_is_the_one_that_excludes_most_candidates(api: Api) -> None:
    job = await api.job("Welder", required_skills=["TIG Welding", "Kubernetes", "Rust", "COBOL", "Fortran"])
    for number in range(3):
        await api.candidate(f"Welder {number}", headline="TIG welding")
    weights = {"skills": 100, "lexical": 0, "concepts": 0, "occupation": 0}
    found = await api.made("/matching/what_if", {"job_id": job["id"], "weights": weights})
    assert found["new_fitting"] == 0
    assert found["requirements"][:2] == [
        {"name": "TIG Welding", "required": True, "met": 3, "lost": 0},
        {"name": "Kubernetes", "required": True, "met": 0, "lost": 3},
    ]
    assert found["costliest"] == "Kubernetes"


async def test_weights_replace_the_default_weights(api: Api) -> None:
    job = await api.job("Welder", required_skills=["TIG Welding"])
    await api.candidate("By title", current_title="Welder")
    by_skill = await api.candidate("By skill", notes="TIG welding")
    found = await api.made("/matching/what_if", {"job_id": job["id"], "weights": {"skills": 100, "lexical": 0}})
    assert found["matches"][0] | {"score": 0, "rank": 0} == {
        "candidate_id": by_skill["id"],
        "full_name": "By skill",
        "rank": 0,
        "new_rank": 1,
        "score": 0,
        "new_score": found["matches"][0]["new_score"],
    }
    assert found["matches"][0]["new_score"] > 90


@pytest.mark.parametrize("weights", [{"skills": -1}, {"skills": "much"}, {"charm": 1}])
async def test_an_invalid_weight_is_refused(api: Api, weights: dict[str, object]) -> None:
    job = await api.job()
    response = await api.post("/matching/what_if", {"job_id": job["id"], "weights": weights})
    assert response.status_code == 422
    (fault,) = response.json()["detail"]
    assert fault["loc"] == ["body", "weights", *weights]

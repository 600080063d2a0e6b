"""Accessibility of every page in both themes, by axe-core with the rules of WCAG 2.2 AA."""

from importlib.resources import files

import pytest

from web.browser.conftest import Tab

AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async (tags) => {
    const { violations } = await axe.run(document, { runOnly: tags });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`);
}"""
PATHS = [
    *("/jobs", "/jobs/new", "/jobs/{job}", "/jobs/{job}/matches", "/jobs/{job}/details", "/jobs/{job}/reports"),
    *(f"/candidates/{{candidate}}{tab}" for tab in ("", "/profile", "/applications?fit", "/notes", "/activity")),
    *("/candidates/{candidate}/duplicates", "/candidates/{candidate}/erase", "/candidates/{candidate}/delete"),
    *("/candidates/new", "/candidates/added?id={candidate}", "/inbox"),
    *("/settings/me", "/settings/members", "/settings/api-keys", "/settings/api-keys/new", "/settings/webhooks"),
    *("/settings/webhooks/new", "/settings/webhooks/{webhook}", "/settings/webhooks/{webhook}/remove"),
    *("/settings/stages", "/settings/stages/new", "/settings/reasons", "/settings/tags", "/settings/audit"),
    *("/settings/privacy", "/settings/import", "/jobs/{job}/stages"),
    *("/candidates", "/reports", "/chat", "/search?q=baker", "/applications/{application}/move", "/nowhere"),
]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
async def test_axe_finds_no_violation(tab: Tab, path: str, theme: str) -> None:
    job = await tab.api.job("Baker", required_skills=["Baking"])
    candidate = await tab.api.candidate("Jane Doe", notes="Baking")
    webhook = await tab.api.made("/webhooks", {"url": "https://receiver.invalid/hooks"})
    application = await tab.api.application(job, candidate, fit_score=80)
    await tab.page.emulate_media(color_scheme="dark" if theme == "dark" else "light", reduced_motion="reduce")
    ids = {"job": job, "application": application, "candidate": candidate, "webhook": webhook}
    await tab.open(path.format(**{name: record["id"] for name, record in ids.items()}))
    if "matches" in path:
        await tab.page.wait_for_selector("tbody")
    await tab.page.evaluate(AXE)
    assert await tab.page.evaluate(RUN, TAGS) == []

"""`python -m bench.vitals [RUNS]`: LCP, CLS and INP of the main pages in Chromium, with a processor slowed four times.

A server in memory is filled through the API. Run it on a machine that does nothing else.
"""

import shutil
import statistics
import sys
from collections.abc import Mapping
from tempfile import TemporaryDirectory
from typing import Any

import httpx
from playwright.sync_api import Browser, Page, expect, sync_playwright

from bench.processes import Server, free_port

SLOWDOWN, RUNS, PEOPLE, CARDS = 4, 5, 300, 150
EMAIL, PASSWORD = "dana@example.com", "correct horse battery"
LIMITS = {"LCP": 1000, "CLS": 0.02, "INP": 200}
"""Of the median. LCP and INP are in milliseconds, CLS is a share of the window."""

OBSERVE = """
window.vitals = { LCP: 0, CLS: 0, INP: 0 };
const watch = (type, each) =>
    new PerformanceObserver((list) => list.getEntries().forEach(each))
        .observe({ type, buffered: true, durationThreshold: 16 });
watch("largest-contentful-paint", (entry) => { vitals.LCP = entry.startTime; });
watch("layout-shift", (entry) => { if (!entry.hadRecentInput) vitals.CLS += entry.value; });
watch("event", (entry) => { if (entry.interactionId) vitals.INP = Math.max(vitals.INP, entry.duration); });
"""
PAGES: Mapping[str, tuple[str, ...]] = {
    "/jobs": ("j", "Control+k", "b", "Escape"),
    "/candidates": ("j", "x", "j", "x", "Control+k", "p", "Escape"),
    "/jobs/{job}": ("Tab", "Control+k", "p", "Escape"),
    "/jobs/{job}/matches": ("j", "j"),
    "/candidates/{candidate}?job={job}": ("e", "Shift+e"),
}
"""Pages, and the keys that are pressed on each."""


def main() -> None:
    """Measure, and print the median and the worst of the runs for each page."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        port = free_port()
        settings = {"RECRUIT_STORAGE": "memory:", "RECRUIT_DATA_DIR": folder, "RECRUIT_PORT": str(port)}
        server = Server([sys.executable, "-m", "recruit", "serve"], port, settings | {"RECRUIT_METRICS": "off"})
        try:
            ids = _filled(server.url)
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
            for path, keys in PAGES.items():
                found = [_measured(browser, server.url, path.format(**ids), keys) for _ in range(runs)]
                print(path, *(_shown(name, [one[name] for one in found]) for name in LIMITS))  # noqa: T201 - the result
            browser.close()
        finally:
            server.stop()


def _shown(name: str, values: list[float]) -> str:
    verdict = "" if statistics.median(values) <= LIMITS[name] else " MISSED"
    return f"{name} {round(statistics.median(values), 3):g} (worst {round(max(values), 3):g}){verdict}"


def _filled(url: str) -> dict[str, int]:
    """Register an organisation with people, a job and its applications, and return the ids of a job and a candidate."""
    with httpx.Client(base_url=f"{url}/api/v1", timeout=60) as http:
        http.post("/auth/register", json={"email": EMAIL, "password": PASSWORD}).raise_for_status()
        login = http.post("/auth/login", data={"username": EMAIL, "password": PASSWORD}).raise_for_status().json()
        http.headers["Authorization"] = f"Bearer {login['access_token']}"

        def made(path: str, **fields: Any) -> int:
            return int(http.post(path, json=fields).raise_for_status().json()["id"])

        job = made("/jobs", title="Backend Engineer", required_skills=["Python", "Kubernetes"])
        people = [
            made("/candidates", full_name=f"Person {number}", current_title="Engineer", notes="Python, Docker")
            for number in range(PEOPLE)
        ]
        for candidate in people[:CARDS]:
            made("/applications", job_id=job, candidate_id=candidate, status="applied")
    return {"job": job, "candidate": people[0]}


def _measured(browser: Browser, url: str, path: str, keys: tuple[str, ...]) -> dict[str, float]:
    """Return the figures of one visit in a new context, signed in before the processor is slowed."""
    context = browser.new_context(base_url=url, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    _sign_in(page)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    page.add_init_script(OBSERVE)
    page.goto(path)
    expect(page.locator("[data-island]:not([data-mounted]), [aria-busy=true]")).to_have_count(0)
    for key in keys:
        page.keyboard.press(key)
        page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    found: dict[str, float] = page.evaluate("vitals")
    context.close()
    return found


def _sign_in(page: Page) -> None:
    page.goto("/login")
    page.fill("#email", EMAIL)
    page.fill("#password", PASSWORD)
    page.click("button.primary")
    page.wait_for_url("**/jobs")


if __name__ == "__main__":
    main()

"""The keys of the console: their list, and the switch that turns single ones off."""

from pathlib import Path

from recruit.entrypoints.web.keys import key_groups
from web.browsing import Browser

DOCS = Path(__file__).parents[2] / "docs/console.md"


async def test_the_page_lists_all_keys(viewer: Browser) -> None:
    shown = await viewer.get("/keys")
    rows = [row for _, keys in key_groups() for row in keys]
    assert shown.texts(".keys dd") == [text for _, text in rows]
    assert shown.texts(".keys dt") == [" ".join(keys) for keys, _ in rows]


def test_the_documentation_lists_all_keys() -> None:
    rows = [
        f"| {where} | {' '.join(f'`{key}`' for key in keys)} | {text} |"
        for where, group in key_groups()
        for keys, text in group
    ]
    assert [line for line in DOCS.read_text("utf-8").splitlines() if line.startswith("| ")][1:] == rows


async def test_single_keys_are_switched_off_for_a_browser(viewer: Browser) -> None:
    path = "/settings/me/display"
    shown = await viewer.get("/settings/me")
    assert (shown.find("body[data-keys=off]"), shown.form(path)["single_keys"]) == ([], "true")
    await viewer.post(path, {**shown.form(path), "single_keys": "", "density": "comfortable"})
    shown = await viewer.get("/settings/me")
    assert len(shown.find("body[data-keys=off]")) == 1
    assert shown.find("[name=single_keys][checked]") == []
    assert (shown.tree.get("data-density"), shown.form(path)["density"]) == ("comfortable", "comfortable")

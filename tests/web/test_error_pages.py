"""Pages of errors: where they leave the reader, and in whose words."""

from web.browsing import Browser


async def test_an_error_keeps_the_navigation_and_speaks_of_roles_as_the_console_names_them(
    viewer: Browser, anonymous: Browser
) -> None:
    denied, gone, lost = [await viewer.get(path) for path in ("/settings/audit", "/jobs/999999", "/nonexistent")]
    assert (denied.status, gone.status, lost.status) == (403, 404, 404)
    assert denied.texts("[role=alert]") == [
        (
            "Your role, Viewer, doesn't include this: “See who wrote and read what, and what was there before.” "
            "It takes the role Administrator."
        )
    ]
    for one in (denied, gone, lost):
        assert len(one.find(".nav a[href='/jobs']")) == 1
    assert [one.texts("[role=alert]") for one in (gone, lost)] == [
        ["Job not found"],
        ["There is no page at this address"],
    ]
    assert (len(gone.find("main a[href='/jobs']")), len(lost.find("main a[href='/search']"))) == (1, 1)
    assert (await anonymous.get("/nonexistent")).find(".nav") == []

"""Tags of the organisation."""

from typing import Any

from litestar import Controller, Response, get, post
from litestar.params import FromPath
from msgspec import structs

from recruit.domain.accounts.model.permissions import Permission
from recruit.domain.shared.pages import Window
from recruit.domain.tags.model import Tag, TagDetails
from recruit.entrypoints.http.tags import TagIn, TagMerge
from recruit.entrypoints.web.forms import REFUSED_FORM, UNPROCESSABLE, errors_of, read
from recruit.entrypoints.web.lists import list_window, listed
from recruit.entrypoints.web.page import page, redirect
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.stale import opened, unless_changed
from recruit.entrypoints.web.text import t

TAGS = "/settings/tags"
MOST_TARGETS = 500
"""Number of tags that a tag can be merged into by a list."""


class TagPages(Controller):
    """Pages under `/settings/tags`."""

    path = TAGS

    @get("/")
    async def show(self, request: PageRequest) -> Response[str]:
        """Show tags with the number of their candidates, and a form for a new one."""
        return await _page(request)

    @post("/", status_code=200)
    async def create(self, request: PageRequest) -> Response[str]:
        """Create a tag."""
        values = await request.fields()
        try:
            made = await request.services.tags.create(request.actor, _details(values))
        except REFUSED_FORM as error:
            return await _page(request, values, errors_of(error))
        return redirect(request, TAGS, t("Created {name}", name=made.name))

    @get("/{tag_id:int}")
    async def show_tag(self, request: PageRequest, tag_id: FromPath[int]) -> Response[str]:
        """Show the form of a tag, and the one that merges it into another."""
        request.actor.require(Permission.WRITE_CANDIDATES)
        tag = await request.services.tags.get(request.actor, tag_id)
        return await _form(request, tag, opened(_texts(tag)), {})

    @post("/{tag_id:int}", status_code=200)
    async def change(self, request: PageRequest, tag_id: FromPath[int]) -> Response[str]:
        """Rename a tag, or give it another colour."""
        values, tag = await request.fields(), await request.services.tags.get(request.actor, tag_id)
        try:
            details = _details(values)
            typed = {"name": details.name, "colour": details.colour}
            changes = {name: value for name, value in typed.items() if name in values}
            is_unchanged = unless_changed(values, _texts, typed)
            await request.services.tags.change(request.actor, tag_id, changes, is_unchanged)
        except REFUSED_FORM as error:
            return await _form(request, tag, values, errors_of(error))
        return redirect(request, TAGS, t("Saved"))

    @post("/{tag_id:int}/merge", status_code=200)
    async def merge(self, request: PageRequest, tag_id: FromPath[int]) -> Response[str]:
        """Give a tag's candidates another tag, and remove the first."""
        request.actor.require(Permission.WRITE_CANDIDATES)
        values, tag = await request.fields(), await request.services.tags.get(request.actor, tag_id)
        try:
            into = await request.services.tags.merge(request.actor, tag_id, read(TagMerge, values).into_id)
        except REFUSED_FORM as error:
            return await _form(request, tag, opened(_texts(tag)), errors_of(error))
        return redirect(request, TAGS, t("Merged {name} into {other}", name=tag.name, other=into.name))

    @get("/{tag_id:int}/remove")
    async def show_removal(self, request: PageRequest, tag_id: FromPath[int]) -> Response[str]:
        """Ask whether a tag is to be removed, which can't be undone."""
        request.actor.require(Permission.WRITE_CANDIDATES)
        tag = await request.services.tags.get(request.actor, tag_id)
        return page(
            request,
            "pages/settings/removal.html",
            heading=t("Delete {name}?", name=tag.name),
            text=t("All candidates lose this tag. This can't be undone."),
            button=t("Delete tag"),
            back=TAGS,
        )

    @post("/{tag_id:int}/remove", status_code=200)
    async def remove(self, request: PageRequest, tag_id: FromPath[int]) -> Response[str]:
        """Remove a tag."""
        await request.services.tags.remove(request.actor, tag_id)
        return redirect(request, TAGS, t("The tag is deleted"))


def _details(values: dict[str, str]) -> TagDetails:
    """Return the fields of the form. A colour counts only if its box is checked: browsers send one in any case."""
    wanted = values if "coloured" in values else {name: text for name, text in values.items() if name != "colour"}
    return TagDetails(**structs.asdict(read(TagIn, wanted)))


def _texts(tag: Tag) -> dict[str, Any]:
    return {"name": tag.name, "colour": tag.colour or ""}


async def _page(
    request: PageRequest, values: dict[str, Any] | None = None, errors: dict[str, str] | None = None
) -> Response[str]:
    found, counts = await request.services.tags.counted(request.actor, list_window(request))
    return page(
        request,
        "pages/settings/tags.html",
        status=UNPROCESSABLE if errors else 200,
        values={"name": "", "colour": ""} | (values or {}),
        errors=errors or {},
        counts={tag.id: counts.get(tag.id, 0) for tag in found.items},
        **listed(request, found, {}),
    )


async def _form(request: PageRequest, tag: Tag, values: dict[str, Any], errors: dict[str, str]) -> Response[str]:
    found = await request.services.tags.page(request.actor, Window(limit=MOST_TARGETS))
    others = sorted((one for one in found.items if one.id != tag.id), key=lambda one: one.name.casefold())
    return page(
        request,
        "pages/settings/tag.html",
        status=UNPROCESSABLE if errors else 200,
        tag=tag,
        values={"name": "", "colour": ""} | values,
        errors=errors,
        others=[(str(one.id), one.name) for one in others],
    )

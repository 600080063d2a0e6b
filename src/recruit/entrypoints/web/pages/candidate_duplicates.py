"""Possible duplicates of a candidate, and merges."""

from dataclasses import asdict, dataclass, fields

from litestar import Controller, Response, get, post
from litestar.params import FromPath

from recruit.domain.candidates.merging import MergePreview
from recruit.domain.candidates.model.candidate import Candidate, CandidateDetails
from recruit.entrypoints.web.differences import Piece, is_long, text_difference
from recruit.entrypoints.web.forms import label
from recruit.entrypoints.web.page import page, redirect
from recruit.entrypoints.web.pages.candidate_frame import candidate_page
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.text import t


@dataclass(frozen=True, slots=True)
class Row:
    """A field of both candidates of a merge, and of the result, as texts."""

    label: str
    kept: str
    other: str
    result: str

    @property
    def differs(self) -> bool:
        """Whether the three texts differ. A merge adds to the notes even where both candidates have equal ones."""
        return not self.kept == self.other == self.result

    @property
    def pieces(self) -> list[Piece]:
        """What the merge does to a text of the kept candidate, none for texts that are shown side by side."""
        is_one_line = "\n" not in self.result and not is_long(self.kept, self.other, self.result)
        return [] if is_one_line else text_difference(self.kept, self.result)


class DuplicatePages(Controller):
    """`/candidates/{id}/duplicates` and `/candidates/{id}/merge/{other}`."""

    path = "/candidates/{candidate_id:int}"

    @get("/duplicates")
    async def show_duplicates(self, request: PageRequest, candidate_id: FromPath[int]) -> Response[str]:
        """Show who may be the same person, and why."""
        candidate = await request.services.candidates.get(request.actor, candidate_id)
        return await candidate_page(request, candidate, "duplicates")

    @get("/merge/{from_id:int}")
    async def show_merge(
        self, request: PageRequest, candidate_id: FromPath[int], from_id: FromPath[int]
    ) -> Response[str]:
        """Show what a merge would leave. The first candidate of the address is kept."""
        preview = await request.services.merging.preview(request.actor, candidate_id, from_id)
        rows = _rows(preview)
        equal = [(row.label, row.result) for row in rows if not row.differs]
        return page(
            request,
            "pages/candidate_merge.html",
            preview=preview,
            rows=[row for row in rows if row.differs],
            equal=equal,
        )

    @post("/merge/{from_id:int}", status_code=200)
    async def merge(self, request: PageRequest, candidate_id: FromPath[int], from_id: FromPath[int]) -> Response[str]:
        """Merge another candidate into this one."""
        merged = await request.services.merging.merge(request.actor, candidate_id, from_id)
        return redirect(request, f"/candidates/{candidate_id}", t("Merged into {name}", name=merged.full_name))


def _rows(preview: MergePreview) -> list[Row]:
    records = [_texts(one) for one in (preview.kept, preview.other, preview.merged)]
    return [Row(label(field.name), *(one[field.name] for one in records)) for field in fields(CandidateDetails)]


def _texts(candidate: Candidate) -> dict[str, str]:
    return {name: "" if value is None else str(value) for name, value in asdict(candidate).items()}

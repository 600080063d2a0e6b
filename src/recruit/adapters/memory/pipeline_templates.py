"""Pipeline templates in memory."""

from recruit.adapters.memory.rows import Rows
from recruit.domain.pipelines.model import PipelineTemplate, PipelineTemplateDetails
from recruit.domain.shared.errors import Duplicate
from recruit.domain.shared.pages import Page, Window
from recruit.domain.shared.records import field_values
from recruit.ports.changes import Changes


class MemoryPipelineTemplates:
    """Repository of pipeline templates."""

    def __init__(self, rows: Rows[PipelineTemplate]) -> None:
        self._rows = rows

    async def add(self, details: PipelineTemplateDetails) -> PipelineTemplate:
        """Store a template."""
        self._check_name(details.name)
        self._clear_default(new=details.is_default)
        return self._rows.put(self._rows.new(PipelineTemplate, field_values(details)))

    async def get(self, template_id: int) -> PipelineTemplate:
        """Return one template."""
        return self._rows.get(template_id)

    async def page(self, window: Window) -> Page[PipelineTemplate]:
        """Return a page of templates."""
        return self._rows.page(window, lambda _: True)

    async def lock(self, template_id: int) -> PipelineTemplate:
        """Return one template. It needs no lock: units of work run one after the other."""
        return self._rows.get(template_id)

    async def change(self, template_id: int, changes: Changes) -> PipelineTemplate:
        """Set fields."""
        self._rows.get(template_id)
        self._check_name(changes.get("name"), template_id)
        self._clear_default(new=changes.get("is_default"))
        return self._rows.change(template_id, changes)

    async def remove(self, template_id: int) -> None:
        """Remove a template."""
        self._rows.remove(template_id)

    def _clear_default(self, *, new: object) -> None:
        for row in self._rows.all():
            if new and row.is_default:
                self._rows.change(row.id, {"is_default": False})

    def _check_name(self, name: object, own_id: int | None = None) -> None:
        if any(row.name == name and row.id != own_id for row in self._rows.current.values()):
            raise Duplicate("Another pipeline template has that name")

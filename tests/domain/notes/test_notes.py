"""Notes on candidates and applications, over the memory adapter."""

import pytest

from recruit.adapters.clock import SystemClock
from recruit.adapters.memory.storage import MemoryStorage
from recruit.domain.notes.service import NoteService
from recruit.domain.shared.errors import Invalid
from recruit.domain.shared.pages import Window
from worlds import new_organisation, no_mail


async def test_a_note_on_an_application_of_another_candidate_is_refused() -> None:
    ours = await new_organisation(MemoryStorage())
    clock = SystemClock()
    notes = NoteService(ours.storage, clock, no_mail(clock))
    jane, john = await ours.candidate("Jane"), await ours.candidate("John")
    application = await ours.application(await ours.job(), john)
    with pytest.raises(Invalid, match="of another candidate"):
        await notes.create(ours.actor, "Met her", candidate_id=jane.id, application_id=application.id)
    for candidate in (jane, john):
        assert (await notes.of_candidate(ours.actor, candidate.id, Window())).total == 0
    note = await notes.create(ours.actor, "Met him", candidate_id=john.id, application_id=application.id)
    assert (note.candidate_id, note.application_id) == (john.id, application.id)

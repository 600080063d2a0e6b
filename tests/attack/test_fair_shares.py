"""One organisation's load does not keep another one from being served."""

import asyncio

import httpx
import pytest

from attack.office import Office, new_office
from http_api import Api, token_of
from recruit.domain.accounts.model.permissions import Role
from recruit.entrypoints.services import Services
from stand_ins.hostile_documents import pdf_of_nested_forms

UPLOAD = "/agent/candidates/from_resume"
UPLOADS = 8


async def recruiter(services: Services, inside: httpx.AsyncClient, office: Office) -> Api:
    """A user of an organisation."""
    return Api(inside, token=await token_of(services, office.actors[Role.RECRUITER]))


@pytest.mark.one_storage
async def test_documents_that_take_all_of_their_time_delay_no_other_organisation(
    services: Services, inside: httpx.AsyncClient
) -> None:
    ours, theirs = await new_office(services), await new_office(services)
    our_client, their_client = await recruiter(services, inside, ours), await recruiter(services, inside, theirs)
    turns, org_id = vars(services.intake)["_reader"].adapter.turns, ours.actors[Role.RECRUITER].org_id
    endless = {"resume": ("cv.pdf", pdf_of_nested_forms())}
    uploads = [asyncio.create_task(our_client.post(UPLOAD, files=endless)) for _ in range(UPLOADS)]
    while turns.held(org_id) + turns.waiting(org_id) < UPLOADS:
        assert not any(upload.done() for upload in uploads)
        await asyncio.sleep(0)
    answer = await their_client.post(UPLOAD, files={"resume": ("cv.txt", b"Jane Doe\nWelder")})
    assert answer.status_code == 200, answer.text
    assert not any(upload.done() for upload in uploads)
    for upload in uploads:
        upload.cancel()
    await asyncio.gather(*uploads, return_exceptions=True)
    assert (turns.held(org_id), turns.waiting(org_id)) == (0, 0)

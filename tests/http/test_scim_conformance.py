"""SCIM: the checks of scim2-tester against a server."""

import asyncio

import httpx2
from litestar.types import ASGIApp
from scim2_client.engines.httpx2 import SyncSCIMClient
from scim2_tester import CheckResult, Status, check_server

from http_api import Api
from lone_server import address, started
from scim_client import directory_of


def checked(url: str, key: str) -> list[CheckResult]:
    with httpx2.Client(base_url=url, headers={"Authorization": f"Bearer {key}"}, timeout=60) as client:
        scim = SyncSCIMClient(client)
        scim.discover()
        return check_server(scim)


async def test_the_server_conforms_to_the_standard(app: ASGIApp, api: Api) -> None:
    key = (await directory_of(api)).key
    server = await started(app)
    host, port = address(server)
    try:
        results = await asyncio.to_thread(checked, f"http://{host}:{port}/scim/v2", key)
    finally:
        await server.shutdown()
    assert {result.status for result in results} == {Status.SUCCESS}, [
        (result.title, result.status, result.reason, result.resource_type)
        for result in results
        if result.status is not Status.SUCCESS
    ]
    assert {result.title for result in results} >= {
        "check_replace_attribute",
        "search_with_attributes",
        "object_deletion",
    }

"""No token, key or password is stored in plain text."""

from pathlib import Path

import asyncpg
import httpx

from asgi import asgi_transport
from assistants.browser import Program
from http_api import PASSWORD, SECRET_KEY, registered
from recruit.adapters.postgres.tables import metadata
from recruit.entrypoints.http.app import create_app
from recruit.entrypoints.mcp.oauth import AuthorizationServer
from recruit.entrypoints.mcp.urls import PublicUrls
from recruit.entrypoints.services import assemble
from recruit.entrypoints.settings import Settings


async def test_no_usable_secret_is_stored(database: str, tmp_path: Path) -> None:
    environment = {
        "RECRUIT_STORAGE": database,
        "RECRUIT_DATA_DIR": str(tmp_path),
        "RECRUIT_SECRET_KEY": SECRET_KEY,
    }
    async with assemble(Settings.from_environment(environment)) as services:
        transport = asgi_transport(create_app(services, AuthorizationServer(services, PublicUrls()).applications()))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
            api = await registered(http)
            form = {"username": api.email, "password": PASSWORD, "scope": "offline_access"}
            keyed = {"Idempotency-Key": "mine"}
            renewal = (await api.post("/auth/login", data=form, headers=keyed)).headers["x-refresh-token"]
            refreshed = await api.post("/auth/refresh", {"refresh_token": renewal}, headers=keyed)
            await api.post("/jobs", {"title": "Baker"}, headers=keyed)
            invited = await api.made("/users/invitations", {"email": "jo@example.com", "role": "viewer"})
            key = (await api.made("/api_keys", {"name": "Careers page", "scopes": ["jobs:read"]}))["key"]
            assert (await api.get("/jobs", token=key)).status_code == 200
            program = Program(http, "http://localhost/mcp")
            await program.register()
            code = await program.code(api.email)
            tokens = (await program.exchange(code)).json()
    renewed = refreshed.json()
    issued = [renewal, renewed["refresh_token"], invited["token"], key, code, tokens["refresh_token"]]
    secrets = [part for one in issued for part in one.split("_", 3)[3].split(".")]
    found = await everything(database, api.org_id)
    for kept in ("Careers page", "jo@example.com", "$argon2id$", '"key": "mine"', "Assistant"):
        assert kept in found
    signatures = [token.rpartition(".")[2] for token in (renewed["access_token"], tokens["access_token"])]
    for secret in (*secrets, *signatures, PASSWORD, api.token):
        assert secret not in found
        assert secret.encode().hex() not in found


async def everything(database: str, org_id: int) -> str:
    """Every row of an organisation as text, with bytes in hexadecimal."""
    connection = await asyncpg.connect(database.replace("+asyncpg", ""))
    try:
        await connection.execute(f"SET app.org_id = '{org_id}'")
        return "".join(
            [
                str(row[0])
                for table in metadata.tables
                for row in await connection.fetch(f"SELECT to_jsonb(one)::text FROM {table} one")
            ]
        )
    finally:
        await connection.close()

"""The interactive API reference: it ships the reviewed script and loads nothing from other hosts."""

import hashlib
import re
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from flit_core.buildapi import build_wheel

from asgi import asgi_transport
from recruit.entrypoints.http.app import create_app
from recruit.entrypoints.http.openapi.interactive_page import NAME, SHA256, bundle
from recruit.entrypoints.services import assemble
from recruit.entrypoints.settings import Settings

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
async def http(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[httpx.AsyncClient]:
    environment = {"RECRUIT_STORAGE": "memory:", "RECRUIT_DATA_DIR": str(tmp_path_factory.mktemp("reference"))}
    async with assemble(Settings.from_environment(environment)) as services:
        transport = asgi_transport(create_app(services), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            yield client


def policy_of(page: httpx.Response) -> dict[str, str]:
    """Return the sources of each directive of the page's own content security policy."""
    policy = page.headers.get_list("content-security-policy")[0]
    return {name: sources for name, _, sources in (part.strip().partition(" ") for part in policy.split(";"))}


def test_the_script_has_the_hash_in_the_notice() -> None:
    assert hashlib.sha256(bundle(compressed=False)).hexdigest() == SHA256
    notice = (ROOT / "NOTICE").read_text("utf-8")
    assert SHA256 in notice
    assert "@scalar/api-reference 1.76.0" in notice


def test_the_wheel_contains_the_script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    with zipfile.ZipFile(tmp_path / build_wheel(str(tmp_path))) as wheel:
        assert wheel.read("recruit/entrypoints/http/scalar.js.gz") == bundle(compressed=True)


async def test_scripts_and_styles_need_the_nonce_of_their_response(http: httpx.AsyncClient) -> None:
    first, second = await http.get("/schema"), await http.get("/schema")
    policy = policy_of(first)
    nonce = policy["script-src"].removeprefix("'nonce-").removesuffix("'")
    assert len(nonce) > 20
    assert policy == {
        "frame-ancestors": "'none'",
        "default-src": "'none'",
        "script-src": f"'nonce-{nonce}'",
        "style-src-elem": f"'nonce-{nonce}'",
        "style-src-attr": "'unsafe-inline'",
        "connect-src": "'self'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    scripts = re.findall(r"<script([^>]*)>", first.text)
    assert len(scripts) == 3
    assert all(f'nonce="{nonce}"' in script for script in scripts)
    assert nonce not in second.text
    assert first.headers["cache-control"] == "no-store"


async def test_the_page_names_no_other_host(http: httpx.AsyncClient) -> None:
    page = await http.get("/schema")
    assert "//" not in page.text
    assert '<a href="/schema/plain">' in page.text


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip", "gzip"),
        ("br, gzip;q=0.5", "gzip"),
        ("*", "gzip"),
        ("", None),
        ("br", None),
        ("gzip;q=0", None),
        ("identity, gzip; q=0.0", None),
    ],
)
async def test_the_script_is_cacheable_and_compressed_for_browsers_that_accept_gzip(
    http: httpx.AsyncClient, accepted: str, encoding: str | None
) -> None:
    response = await http.get(f"/schema/{NAME}", headers={"Accept-Encoding": accepted})
    assert response.headers.get("content-encoding") == encoding
    assert response.headers["content-type"] == "text/javascript; charset=utf-8"
    assert response.headers.get_list("cache-control") == ["public, max-age=31536000, immutable"]
    assert response.headers["vary"] == "Accept-Encoding"
    assert hashlib.sha256(response.content).hexdigest() == SHA256


async def test_a_browser_at_the_root_is_redirected_to_the_docs(http: httpx.AsyncClient) -> None:
    response = await http.get("/", headers={"Accept": "text/html,*/*;q=0.8"})
    assert (response.status_code, response.headers["location"]) == (302, "/docs")


async def test_a_program_at_the_root_gets_the_addresses_of_the_api(http: httpx.AsyncClient) -> None:
    response = await http.get("/")
    assert (response.status_code, response.headers["content-type"]) == (200, "application/json")
    assert (response.json()["name"], response.json()["api"]) == ("recruit", "/api/v1")
    for name in ("docs", "openapi"):
        assert (await http.get(response.json()[name], follow_redirects=True)).status_code == 200
    head = await http.head("/")
    assert (head.status_code, head.content) == (200, b"")
    assert (await http.post("/")).status_code == 404


@pytest.mark.parametrize("path", ["/docs", "/redoc"])
async def test_documentation_paths_of_other_frameworks_redirect_to_the_page(http: httpx.AsyncClient, path: str) -> None:
    response = await http.get(path)
    assert (response.status_code, response.headers["location"]) == (302, "/schema")

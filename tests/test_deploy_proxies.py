"""The examples of reverse proxies in `deploy/`, checked and run by the real programs."""

import asyncio
import os
import re
import shutil
import socket
import ssl
import subprocess
from asyncio.subprocess import DEVNULL
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from http_api import PASSWORD, SECRET_KEY, Api, registered
from processes import ServerProcess, serving
from recruit.domain.imports.service import MOST_BYTES
from recruit.entrypoints.http.uploads import FORM_OVERHEAD

DEPLOY = Path(__file__).parent.parent / "deploy"
HOST = "hr.example.com"
UNTRUSTING = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
UNTRUSTING.check_hostname, UNTRUSTING.verify_mode = False, ssl.CERT_NONE
MOST_SECONDS = 60

pytestmark = pytest.mark.one_python


@dataclass(frozen=True)
class Proxy:
    """A proxy's program, and its ports for HTTP and HTTPS. `check` is the command that only reads its configuration."""

    command: Sequence[str]
    check: Sequence[str]
    environment: Mapping[str, str]
    http: int
    https: int


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def nginx(directory: Path, upstream: int) -> Proxy:
    """nginx with the example, in which only ports and the places of the certificate are others."""
    http, https = free_port(), free_port()
    key, certificate = directory / "privkey.pem", directory / "fullchain.pem"
    options = (
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "1",
        "-subj",
        f"/CN={HOST}",
    )
    subprocess.run(
        [program("openssl"), "req", "-x509", *options, "-keyout", key, "-out", certificate],
        check=True,
        capture_output=True,
    )
    site = (DEPLOY / "nginx.conf").read_text()
    for there, here in {
        "listen 80;": f"listen 127.0.0.1:{http};",
        "listen 443 ssl;": f"listen 127.0.0.1:{https} ssl;",
        "127.0.0.1:8000": f"127.0.0.1:{upstream}",
        f"/etc/letsencrypt/live/{HOST}": str(directory),
    }.items():
        assert there in site
        site = site.replace(there, here)
    site = re.sub(r"listen \[::\].*", "", site)  # not every machine has IPv6
    places = "".join(
        f"{name}_temp_path {directory}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    main = directory / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""  # only root may write where the test's files are
    main.write_text(
        f"{user} daemon off; pid {directory}/pid; error_log stderr; events {{}}\n"
        f"http {{ access_log off; gzip on;\n{places}{site}}}\n"  # as Debian has it
    )
    command = [program("nginx"), "-e", "stderr", "-c", str(main)]
    return Proxy(command, [*command, "-t"], {}, http, https)


def caddy(directory: Path, upstream: int) -> Proxy:
    """Caddy with the example, other ports, and certificates that it makes itself."""
    http, https = free_port(), free_port()
    file = directory / "Caddyfile"
    options = ("admin off", f"http_port {http}", f"https_port {https}", "local_certs", "skip_install_trust")
    lines = "".join(f"\t{line}\n" for line in (*options, f"storage file_system {directory}/storage"))
    file.write_text(f"{{\n{lines}}}\n\n{(DEPLOY / 'Caddyfile').read_text()}")
    arguments = ["--config", str(file), "--adapter", "caddyfile"]
    environment = {
        "HOME": str(directory),
        "RECRUIT_PUBLIC_URL": f"https://{HOST}",
        "RECRUIT_UPSTREAM": f"127.0.0.1:{upstream}",
    }
    return Proxy(
        [program("caddy"), "run", *arguments], [program("caddy"), "validate", *arguments], environment, http, https
    )


KINDS = {"nginx": nginx, "caddy": caddy}


def program(name: str) -> str:
    found = shutil.which(name, path="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin")
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


@asynccontextmanager
async def running(proxy: Proxy) -> AsyncIterator[httpx.AsyncClient]:
    """Run a proxy, and yield a client that connects to it as if it were the site."""
    process = await asyncio.create_subprocess_exec(*proxy.command, env=proxy.environment, stderr=DEVNULL)
    headers = {"Host": HOST, "Origin": f"https://{HOST}", "X-Forwarded-For": "203.0.113.9"}
    try:
        async with httpx.AsyncClient(
            base_url=f"https://127.0.0.1:{proxy.https}", headers=headers, verify=UNTRUSTING, timeout=MOST_SECONDS
        ) as client:
            client.event_hooks["request"].append(as_the_site)
            async with asyncio.timeout(MOST_SECONDS):
                while not await answers(client):
                    assert process.returncode is None
            yield client
    finally:
        process.terminate()
        await process.wait()


async def as_the_site(request: httpx.Request) -> None:
    request.extensions["sni_hostname"] = HOST


async def answers(client: httpx.AsyncClient) -> bool:
    try:
        return (await client.get("/healthz")).status_code == 200
    except httpx.TransportError:
        return False


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[ServerProcess]:
    settings = {
        "RECRUIT_STORAGE": "memory:",
        "RECRUIT_SECRET_KEY": SECRET_KEY,
        "RECRUIT_TRUSTED_PROXIES": "127.0.0.1",
        "RECRUIT_PUBLIC_URL": f"https://{HOST}",
    }
    async with serving(tmp_path / "data", settings=settings) as found:
        yield found


@pytest.mark.parametrize("kind", KINDS)
async def test_a_site_is_served_over_tls(kind: str, server: ServerProcess, tmp_path: Path) -> None:
    proxy = KINDS[kind](tmp_path, server.port)
    checked = subprocess.run(proxy.check, env=dict(proxy.environment), capture_output=True, text=True, check=False)  # noqa: ASYNC221
    assert checked.returncode == 0, checked.stderr
    assert not re.search(r"\[warn\]|\"level\":\"warn\"", checked.stderr), checked.stderr
    async with httpx.AsyncClient(base_url=server.url) as direct:
        owner = await registered(direct)
    async with running(proxy) as client:
        api = Api(client, owner.email, owner.token)
        await check_redirection(proxy)
        await check_console(client, api)
        await check_stream(api)
        await check_uploads(api)
        assert (await api.post("/auth/login", data={"username": api.email, "password": "wrong"})).status_code == 403
        assert '"address":"127.0.0.1"' in await server.logged("login failed")


async def check_redirection(proxy: Proxy) -> None:
    async with httpx.AsyncClient() as client:
        plain = await client.get(f"http://127.0.0.1:{proxy.http}/jobs?page=2", headers={"Host": HOST})
    assert plain.status_code in {301, 308}
    assert plain.headers["Location"] in {f"https://{HOST}/jobs?page=2", f"https://{HOST}:{proxy.https}/jobs?page=2"}


async def check_console(client: httpx.AsyncClient, api: Api) -> None:
    """Logging in sets a cookie that only HTTPS sends, and the cookie opens a page."""
    assert (await client.get("/login")).status_code == 200
    login = await client.post("/login", data={"email": api.email, "password": PASSWORD})
    [cookie] = [found for found in login.headers.get_list("Set-Cookie") if found.startswith("__Host-recruit=")]
    assert "secure" in cookie.lower()
    page = await client.get("/jobs", headers={"Cookie": cookie.partition(";")[0]})
    assert (page.status_code, "<title>" in page.text) == (200, True)
    assert "Content-Encoding" not in page.headers, "a compressed response has no ETag that If-Match accepts"


async def check_stream(api: Api) -> None:
    """An event arrives while the stream is open."""
    headers = {"Authorization": f"Bearer {api.token}"}
    async with (
        asyncio.timeout(MOST_SECONDS),
        api.http.stream("GET", "/api/v1/events/stream?after=latest", headers=headers) as stream,
    ):
        lines = stream.aiter_lines()
        assert (await anext(lines)).startswith(": connected")
        await api.job("Baker")
        while not (await anext(lines)).startswith("event: job.created"):
            pass


async def check_uploads(api: Api) -> None:
    """A file is taken, and one that is larger than some proxies allow reaches the server, which says what is wrong."""
    resume = ("jane.txt", b"Jane Doe\nStaff Engineer\nPython and PostgreSQL\njane@example.com\n")
    assert (await api.post("/agent/candidates/from_resume", files={"resume": resume})).status_code in {200, 201}
    damaged = ("large.pdf", b"%PDF-1.7" + bytes(5 << 20))
    refused = await api.post("/agent/candidates/from_resume", files={"resume": damaged})
    assert (refused.status_code, "detail" in refused.json()) == (400, True), refused.text


def test_the_examples_allow_the_largest_upload() -> None:
    largest = (MOST_BYTES + FORM_OVERHEAD) >> 20
    assert f"client_max_body_size {largest}m;" in (DEPLOY / "nginx.conf").read_text()
    assert f"max_size {largest}MiB" in (DEPLOY / "Caddyfile").read_text()

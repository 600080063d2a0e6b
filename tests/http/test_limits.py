"""Rate limits by token and by address."""

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from asgi import asgi_transport
from http_api import API, PASSWORD, client_of, registered
from processes import serving
from recruit.domain.shared.errors import ConfigurationError
from recruit.entrypoints.http.app import create_app
from recruit.entrypoints.http.middleware.rate_limits import Buckets, RateLimitExceeded
from recruit.entrypoints.http_settings import Limit
from recruit.entrypoints.services import assemble
from recruit.entrypoints.settings import Settings
from recruit.entrypoints.shared_counters import SIZE, SharedCounters, private_counters, shared_counters
from worlds import new_email

NOON = 1_000_000.0


def buckets(counters: SharedCounters | None = None, requests: int = 10, window: str = "minute") -> Buckets:
    return Buckets("token", Limit(requests, window), counters or private_counters(), 1)


def granted(limits: Buckets, key: str, now: float, most: int = 100) -> int:
    """Count the requests that a key may send at one moment."""
    for number in range(most):
        try:
            limits.take(key, now)
        except RateLimitExceeded:
            return number
    return most


async def test_spellings_of_the_authorization_header_share_one_quota(tmp_path: Path) -> None:
    async for http in client(tmp_path, RECRUIT_TOKEN_LIMIT="4/minute"):
        spellings = ["Bearer {}", "bearer {}", "Bearer   {}", "BEARER {} ", "Bearer {}"]
        headers = [{"Authorization": spelling.format("rk_1_1_x")} for spelling in spellings]
        statuses = [(await http.get(f"{API}/jobs", headers=one)).status_code for one in headers]
        assert statuses == [403, 403, 403, 403, 429]


async def client(tmp_path: Path, address: str = "127.0.0.1", **options: str) -> AsyncIterator[httpx.AsyncClient]:
    settings = Settings.from_environment({"RECRUIT_STORAGE": "memory:", "RECRUIT_DATA_DIR": str(tmp_path), **options})
    async with assemble(settings) as services:
        app = create_app(services, http_settings=settings.http)
        transport = asgi_transport(app, raise_app_exceptions=False, client=(address, 50_000))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
            yield http


def test_a_bucket_holds_the_quota_of_one_window_and_refills_evenly() -> None:
    limits = buckets()
    assert granted(limits, "a", NOON) == 10
    assert granted(limits, "a", NOON + 5.9) == 0
    assert granted(limits, "a", NOON + 6.1) == 1
    assert granted(limits, "a", NOON + 30.1) == 4
    assert granted(limits, "a", NOON + 1000) == 10


def test_the_remaining_quota_has_the_format_of_the_ratelimit_draft() -> None:
    limits = buckets()
    assert limits.policy == '"token";q=10;w=60'
    assert [limits.take("a", NOON) for _ in range(3)] == ['"token";r=9;t=6', '"token";r=8;t=12', '"token";r=7;t=18']


def test_a_refusal_says_when_to_retry_and_that_retry_succeeds() -> None:
    limits = buckets()
    granted(limits, "a", NOON)
    with pytest.raises(RateLimitExceeded) as refused:
        limits.take("a", NOON + 1)
    assert refused.value.seconds == 5
    assert refused.value.detail == "Too many requests: one token may send 10 a minute; try again in 5 seconds"
    limits.take("a", NOON + 1 + refused.value.seconds)


def test_keys_do_not_share_a_quota() -> None:
    limits = buckets(SharedCounters(bytearray(SIZE)))
    assert [granted(limits, f"key {number}", NOON) for number in range(500)] == [10] * 500


def test_an_address_and_a_token_of_the_same_name_have_separate_quotas() -> None:
    counters = private_counters()
    addresses = Buckets("address", Limit(10, "minute"), counters, 0)
    assert granted(addresses, "a", NOON) == granted(buckets(counters), "a", NOON) == 10


def test_processes_that_share_a_file_share_the_quota(tmp_path: Path) -> None:
    first, second = (buckets(shared_counters(tmp_path / "limits")) for _ in range(2))
    assert granted(first, "a", NOON, most=6) == 6
    assert granted(second, "a", NOON) == 4
    assert granted(first, "a", NOON) == 0


def test_counts_from_before_a_reboot_are_ignored(tmp_path: Path) -> None:
    assert granted(buckets(shared_counters(tmp_path / "limits")), "a", NOON) == 10
    again = buckets(shared_counters(tmp_path / "limits"))
    assert granted(again, "a", 5.0) == 10
    assert granted(again, "a", 5.0) == 0


def test_an_invalid_counter_file_is_replaced_and_an_unusable_path_is_tolerated(tmp_path: Path) -> None:
    (tmp_path / "limits").write_text("something else")
    assert granted(buckets(shared_counters(tmp_path / "limits")), "a", NOON) == 10
    assert granted(buckets(shared_counters(tmp_path / "no directory" / "limits")), "a", NOON) == 10


async def test_a_token_over_its_limit_gets_429_and_retry_after(tmp_path: Path) -> None:
    async for http in client(tmp_path, RECRUIT_TOKEN_LIMIT="5/hour"):
        api, others = await registered(http), await registered(http)
        responses = [await api.get("/jobs") for _ in range(6)]
        assert [response.status_code for response in responses] == [200] * 5 + [429]
        assert [re.findall(r'"token";r=(\d+)', response.headers["ratelimit"]) for response in responses] == [
            [left] for left in "432100"
        ]
        refused = responses[-1]
        assert 0 < int(refused.headers["retry-after"]) <= 720
        assert '"token";q=5;w=3600' in refused.headers["ratelimit-policy"]
        assert list(refused.json()) == ["detail"]
        assert refused.headers["x-request-id"]
        assert refused.headers["x-content-type-options"] == "nosniff"
        assert (await others.get("/jobs")).status_code == 200
        assert (await api.post("/auth/login", data={"username": api.email, "password": PASSWORD})).status_code == 429


async def test_an_address_over_its_limit_gets_429_everywhere_except_health_checks(tmp_path: Path) -> None:
    async for http in client(tmp_path, RECRUIT_ADDRESS_LIMIT="10/hour"):
        statuses = [(await http.get(f"{API}/jobs")).status_code for _ in range(11)]
        assert statuses == [401] * 10 + [429]
        for method, path in (("POST", f"{API}/auth/login"), ("GET", "/nothing"), ("GET", "/schema")):
            assert (await http.request(method, path)).status_code == 429
        for path in ("/healthz", "/readyz"):
            assert (await http.get(path)).status_code == 200


async def test_limits_can_be_switched_off(tmp_path: Path) -> None:
    async for http in client(tmp_path, address="192.0.2.1", RECRUIT_ADDRESS_LIMIT="off", RECRUIT_TOKEN_LIMIT="off"):
        assert "ratelimit" not in (await http.get(f"{API}/jobs")).headers


async def test_default_limits_are_announced_and_generous(tmp_path: Path) -> None:
    async for http in client(tmp_path, address="192.0.2.1"):
        api = await registered(http)
        left = (await api.get("/jobs")).headers["ratelimit"]
        assert {kind: int(number) > 10_000 for kind, number in re.findall(r'"(\w+)";r=(\d+)', left)} == {
            "address": True,
            "token": True,
        }


@pytest.mark.parametrize(
    "path",
    ["/auth/login", "/auth/refresh", "/auth/accept_invitation", "/auth/password/reset", "/auth/password/forgotten"],
)
async def test_logins_have_a_stricter_limit_by_address(tmp_path: Path, path: str) -> None:
    async for http in client(tmp_path, address="192.0.2.1", RECRUIT_LOGIN_LIMIT="4/hour"):
        spellings = [path, f"{path}/", f"{path}?x=1", path.replace("i", "%69").replace("s", "%73"), path]
        responses = [await http.post(API + spelling) for spelling in spellings]
        assert [response.status_code for response in responses] == [422] * 4 + [429]
        assert re.findall(r'"login";r=(\d)', responses[1].headers["ratelimit"]) == ["2"]
        assert '"login";q=4;w=3600' in responses[1].headers["ratelimit-policy"]
        assert "one address may send 4 an hour to log in; try again in " in responses[4].json()["detail"]
        assert (await http.get(f"{API}/jobs")).status_code == 401


async def test_authorizing_assistants_counts_towards_the_login_limit(tmp_path: Path) -> None:
    async for http in client(tmp_path, address="192.0.2.1", RECRUIT_LOGIN_LIMIT="4/hour"):
        paths = ("/authorize", "/token", "/register", "/revoke", "/authorize/", f"{API}/auth/login")
        responses = [await http.post(path) for path in paths]
        assert [response.status_code == 429 for response in responses] == [False] * 4 + [True] * 2


async def test_registrations_have_the_strictest_limit_by_address(tmp_path: Path) -> None:
    async for http in client(tmp_path, address="192.0.2.1", RECRUIT_REGISTRATION="open"):
        bodies = [{"email": new_email(), "password": PASSWORD} for _ in range(2)]
        statuses = [(await http.post(f"{API}/auth/register", json=body)).status_code for body in bodies * 11]
        assert statuses == [200] * 2 + [400] * 18 + [429] * 2


async def test_by_default_local_clients_have_no_limits(tmp_path: Path) -> None:
    async for http in client(tmp_path):
        body = {"email": new_email(), "password": "x"}
        responses = [await http.post(f"{API}/auth/register", json=body) for _ in range(25)]
        assert {response.status_code for response in responses} == {422}
        assert "ratelimit" not in responses[0].headers
        forwarded = await http.post(f"{API}/auth/register", json=body, headers={"X-Forwarded-For": "127.0.0.1"})
        assert '"registration";r=19' in forwarded.headers["ratelimit"]


async def test_an_explicit_limit_applies_to_local_clients_too(tmp_path: Path) -> None:
    async for http in client(tmp_path, RECRUIT_REGISTRATION_LIMIT="1/hour"):
        body = {"email": new_email(), "password": PASSWORD}
        statuses = [(await http.post(f"{API}/auth/register", json=body)).status_code for _ in range(2)]
        assert statuses == [200, 429]
        assert (await http.post(f"{API}/auth/login", data={"username": "x", "password": "x"})).status_code == 403


async def test_workers_share_their_rate_limit_counters(served_data: Path) -> None:
    limits = {"RECRUIT_TOKEN_LIMIT": "40/hour", "RECRUIT_WORKERS": "2"}
    async with serving(served_data, settings=limits) as server:
        await server.logged("Application startup complete", times=2)
        headers = {"Authorization": "Bearer somebody's"}
        statuses = []
        for _ in range(60):
            async with client_of(server.url) as http:
                statuses.append((await http.get(f"{API}/jobs", headers=headers)).status_code)
    assert statuses == [403] * 40 + [429] * 20


async def test_forwarded_addresses_from_a_trusted_proxy_are_used(tmp_path: Path) -> None:
    options = {"RECRUIT_ADDRESS_LIMIT": "2/hour", "RECRUIT_STORAGE": "memory:"}
    async with (
        serving(tmp_path, RECRUIT_TRUSTED_PROXIES="127.0.0.0/8, 10.0.0.0/8", settings=options) as server,
        client_of(server.url) as http,
    ):

        async def statuses(forwarded: str, times: int = 3) -> list[int]:
            headers = {"X-Forwarded-For": forwarded}
            return [(await http.get("/schema/openapi.json", headers=headers)).status_code for _ in range(times)]

        assert await statuses("192.0.2.1") == [200, 200, 429]
        assert await statuses("192.0.2.2") == [200, 200, 429]
        assert await statuses("198.51.100.7, 192.0.2.2") == [429] * 3  # an address claimed by the client is ignored
        assert await statuses("192.0.2.3, 10.1.2.3", times=2) == [200, 200]
        assert await statuses("192.0.2.3", times=1) == [429]
        assert await statuses("2001:db8::1") == [200, 200, 429]
        assert await statuses("2001:db8::2", times=1) == [429]
        assert await statuses("::ffff:192.0.2.1", times=1) == [429]  # an IPv4 address
        assert await statuses("::ffff:192.0.2.5") == [200, 200, 429]
        assert await statuses("::ffff:192.0.2.6", times=1) == [200]
        assert await statuses("::nonsense:", times=1) == [200]
        headers = {"X-Forwarded-For": "198.51.100.7, 192.0.2.4"}
        form = {"username": "nobody@example.com", "password": "a wrong one"}
        assert (await http.post(f"{API}/auth/login", data=form, headers=headers)).status_code == 403
        assert json.loads(await server.logged("login failed"))["address"] == "192.0.2.4"
        assert '"address": "192.0.2.1"' in (await server.logged('"status": ?429')).replace('":"', '": "')


async def test_forwarded_addresses_are_ignored_without_trusted_proxies(tmp_path: Path) -> None:
    options = {"RECRUIT_ADDRESS_LIMIT": "2/hour", "RECRUIT_STORAGE": "memory:", "FORWARDED_ALLOW_IPS": "*"}
    async with (
        serving(tmp_path, settings=options) as server,
        client_of(server.url) as http,
    ):
        statuses = []
        for number in range(4):
            headers = {"X-Forwarded-For": f"192.0.2.{number}", "Forwarded": f"for=192.0.2.{number}"}
            statuses.append((await http.get("/schema/openapi.json", headers=headers)).status_code)
    assert statuses == [200, 200, 429, 429]


@pytest.mark.parametrize("text", ["600", "0/minute", "-1/minute", "600/day", "lots", "1.5/second", "1/minute/minute"])
@pytest.mark.parametrize("name", [f"RECRUIT_{kind}_LIMIT" for kind in ("TOKEN", "ADDRESS", "LOGIN", "REGISTRATION")])
def test_an_invalid_limit_is_refused_by_the_name_of_its_setting(name: str, text: str) -> None:
    with pytest.raises(ConfigurationError, match=name):
        Settings.from_environment({name: text})

"""Metrics for Prometheus."""

import asyncio
import json
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.parser import text_string_to_metric_families

from attack.wire import wire
from http_api import client_of, registered
from processes import ran, serving
from recruit.adapters.memory.storage import MemoryStorage
from recruit.domain.shared.errors import Invalid, Unavailable
from recruit.entrypoints import kernel
from recruit.entrypoints.http.middleware.request_log import request_log_middleware
from recruit.entrypoints.observability import sampling
from recruit.entrypoints.observability.endpoint import DIRECTORY, remove_gauges, serve_metrics
from recruit.entrypoints.observability.instrumentation import Instrumentation
from recruit.entrypoints.observability.instrumented_ports import (
    MeasuredDocuments,
    MeasuredEmbedder,
    MeasuredLanguageModel,
    MeasuredStorage,
)
from recruit.entrypoints.observability.metrics import Metrics
from recruit.entrypoints.scratch_directories import scratch_directory
from recruit.entrypoints.settings import Settings
from recruit.entrypoints.worker.scheduler import BackgroundJobs, Scheduler
from recruit.ports.documents import DecodedText, Document, Word
from recruit.ports.embeddings import Vectors
from recruit.ports.language import ChatMessage, ToolDefinition
from recruit.ports.plugins import AdapterConfig
from recruit.ports.storage import Storage
from worlds import new_organisation

Samples = dict[tuple[str, tuple[tuple[str, str], ...]], float]


COUNT_AND_DIE = """
import os
from recruit.entrypoints.observability.metrics import Metrics
metrics = Metrics()
metrics.records("imported").inc(5)
metrics.oldest("imported").set(3)
metrics.queue("imported").set(7)
os.kill(os.getpid(), 9)
"""
IMPORT_LABELS = (("work", "imported"),)
REQUEST_COUNT = "recruit_http_request_duration_seconds_count"


def samples(page: str) -> Samples:
    """Parse an exposition page into values by name and labels."""
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(page)
        for sample in family.samples
    }


def page(metrics: Metrics) -> Samples:
    return samples(generate_latest(metrics.registry).decode())


def outcomes(metrics: Metrics, family: str) -> dict[str, float]:
    """Return the count of each outcome."""
    return {labels[0][1]: value for (name, labels), value in page(metrics).items() if name == f"{family}_count"}


def test_counters_of_processes_add_up_and_outlive_them_but_gauges_do_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(DIRECTORY, str(tmp_path))
    registry = CollectorRegistry()
    MultiProcessCollector(registry, tmp_path)  # type: ignore[no-untyped-call]  # the package leaves it untyped
    for _ in range(2):
        with subprocess.Popen([sys.executable, "-c", COUNT_AND_DIE]) as child:
            assert child.wait() == -signal.SIGKILL
            before = samples(generate_latest(registry).decode())
            remove_gauges(child.pid)
    found = samples(generate_latest(registry).decode())
    assert before["recruit_background_oldest_seconds", IMPORT_LABELS] == 3
    assert found["recruit_background_records_total", IMPORT_LABELS] == 10
    assert ("recruit_background_oldest_seconds", IMPORT_LABELS) not in found
    assert ("recruit_background_organisations", IMPORT_LABELS) not in found


class FailingAdapter:
    """An adapter of several ports whose calls fail."""

    strategy = "openai"
    model = "failing"
    batch_size = 1
    similarity_range = (0.0, 1.0)

    async def embed(self, texts: Sequence[str]) -> Vectors:  # noqa: ARG002 - the port names it
        """Fail."""
        raise Unavailable("down")

    async def fill(self, schema: Mapping[str, Any], instructions: str, text: str) -> None:
        """Return nothing."""

    async def chat(self, messages: Sequence[ChatMessage], tools: Sequence[ToolDefinition], seconds: float) -> None:
        """Return no reply."""

    async def read(self, data: bytes) -> Document:  # noqa: ARG002 - the port names it
        """Refuse."""
        raise Invalid("The file is empty")

    async def layout(self, data: bytes) -> Sequence[Word]:  # noqa: ARG002 - the port names it
        """Refuse."""
        raise Invalid("The file is empty")

    async def decode(self, data: bytes) -> DecodedText:  # noqa: ARG002 - the port names it
        """Refuse."""
        raise Invalid("The file is empty")

    @property
    def tools(self) -> Mapping[str, str | None]:
        """Return no tools."""
        return {}


async def test_calls_are_counted_by_outcome() -> None:
    instrumentation = Instrumentation()
    with pytest.raises(Unavailable):
        await MeasuredEmbedder(FailingAdapter(), instrumentation).embed(["a", "b"])
    with pytest.raises(Invalid):
        await MeasuredDocuments(FailingAdapter(), instrumentation).read(b"")
    model = MeasuredLanguageModel(FailingAdapter(), instrumentation)
    await model.fill({}, "", "")
    await model.chat([], [], 1)
    assert outcomes(instrumentation.metrics, "recruit_embedder_call_duration_seconds") == {"unavailable": 1}
    assert outcomes(instrumentation.metrics, "recruit_document_read_duration_seconds") == {"invalid": 1}
    assert outcomes(instrumentation.metrics, "recruit_language_model_call_duration_seconds") == {"ok": 2}
    assert page(instrumentation.metrics)["recruit_embedder_texts_total", ()] == 2


async def test_transactions_are_measured_and_connections_counted(database: str) -> None:
    instrumentation = Instrumentation()
    async with kernel.STORAGE.open(AdapterConfig(database, Path())) as bare:
        storage: Storage = MeasuredStorage(bare, instrumentation)
        organisation = await new_organisation(storage)
        for open_unit_of_work in (storage.autocommit, storage.transaction):
            with pytest.raises(KeyError):
                async with open_unit_of_work(organisation.actor.org_id) as work:
                    assert await work.jobs.all() == []
                    sampling.sample(instrumentation, storage, BackgroundJobs([]))
                    raise KeyError
        async with storage.autocommit(organisation.actor.org_id) as work:
            assert (await work.users.get(organisation.actor.user_id)).id == organisation.actor.user_id
    assert outcomes(instrumentation.metrics, "recruit_unit_of_work_duration_seconds") == {"ok": 2, "keyerror": 2}
    assert page(instrumentation.metrics)["recruit_storage_wait_duration_seconds_count", ()] == 2
    assert page(instrumentation.metrics)["recruit_storage_connections", (("state", "busy"),)] == 1
    assert page(instrumentation.metrics)["recruit_storage_connections", (("state", "idle"),)] == 0


async def test_a_transaction_that_can_not_begin_or_commit_is_measured() -> None:
    instrumentation = Instrumentation()

    class FailingStorage(MemoryStorage):
        """Storage whose transactions can't begin or commit."""

        @asynccontextmanager
        async def transaction(self, org_id: int) -> AsyncIterator[Any]:
            """Refuse."""
            if not org_id:
                raise Unavailable("full")
            yield
            raise Unavailable("gone")

    storage = MeasuredStorage(FailingStorage(), instrumentation)
    for org_id in range(2):
        with pytest.raises(Unavailable):
            async with storage.transaction(org_id):
                pass
    assert outcomes(instrumentation.metrics, "recruit_unit_of_work_duration_seconds") == {"unavailable": 2}


async def test_requests_in_progress_are_counted_until_they_end() -> None:
    instrumentation, counted = Instrumentation(), list[float]()

    def count() -> None:
        sampling.sample(instrumentation, MemoryStorage(), BackgroundJobs([]))
        counted.append(page(instrumentation.metrics)["recruit_http_requests_in_flight", ()])

    async def failing(*_: object) -> None:
        count()
        raise KeyError

    scope: Any = {"type": "http", "method": "GET", "headers": [], "client": None}
    with pytest.raises(KeyError):
        await request_log_middleware(failing, instrumentation)(scope, cast("Any", None), cast("Any", None))
    count()
    assert counted == [1, 0]


async def test_the_background_queue_is_reported_until_it_is_empty() -> None:
    instrumentation, pages = Instrumentation(), asyncio.Queue[Samples]()
    metrics = instrumentation.metrics
    scheduler = Scheduler("reconciled", 60, metrics)

    class SampledJob:
        """A background job that samples the metrics while it runs, and fails for one organisation."""

        async def all_organisations(self) -> int:
            sample()
            return 0

        async def organisation(self, org_id: int) -> int:
            sample()
            if org_id == 2:
                raise Unavailable("down")
            return 3

    background = BackgroundJobs([(scheduler, SampledJob())])

    def sample() -> None:
        sampling.sample(instrumentation, MemoryStorage(), background)
        pages.put_nowait(page(metrics))

    labels = (("work", "reconciled"),)
    async with background.running():
        first = await pages.get()
        scheduler.enqueue(1)
        second = await pages.get()
        for org_id in (2, 1):
            scheduler.enqueue(org_id)
            await pages.get()
    assert [first["recruit_background_organisations", labels], second["recruit_background_organisations", labels]] == [
        0,
        1,
    ]
    assert second["recruit_background_oldest_seconds", labels] > 0
    assert page(metrics)["recruit_background_records_total", labels] >= 3
    assert page(metrics)["recruit_background_failures_total", labels] == 1


async def test_a_server_exposes_metrics_on_a_separate_port(tmp_path: Path) -> None:
    settings = {"RECRUIT_METRICS": "127.0.0.1:0", "RECRUIT_STORAGE": "memory:"}
    async with (
        serving(tmp_path, settings=settings) as server,
        client_of(server.url) as http,
    ):
        url = json.loads(await server.logged('"event":"metrics"'))["url"]
        api = await registered(http)
        await api.get("/jobs/1")
        labels = (("method", "GET"), ("route", "/api/v1/jobs/{job_id}"), ("status", "404"))
        sample = (REQUEST_COUNT, labels)
        async with asyncio.timeout(60):  # a request is counted when it has been answered
            while sample not in samples((response := await http.get(url)).text):  # noqa: ASYNC110 - no event tells
                await asyncio.sleep(0.01)
        assert samples(response.text)[sample] == 1
        assert response.headers["content-type"].startswith("text/plain; version=")
        assert api.email not in response.text
        assert (await http.get("/metrics")).status_code == 404


HOST = b"Host: x\r\n"
LOGIN = b"POST /api/v1/auth/login HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n" + HOST
REFUSED = {
    (408, "other", "none"): b"GET /healthz HTTP/1.1\r\n",
    (408, "POST", "/api/v1/auth/login"): LOGIN + b"Content-Length: 9\r\n\r\n",
    (431, "other", "none"): b"GET /healthz HTTP/1.1\r\n" + HOST + b"X-Many: x\r\n" * 100 + b"\r\n",
    (400, "other", "none"): b"nonsense\r\n\r\n",
    (501, "other", "none"): b"BREW /healthz HTTP/1.1\r\n" + HOST + b"\r\n",
}


@pytest.mark.parametrize("workers", ["1", "2"])
async def test_requests_refused_before_routing_are_counted_once(served_data: Path, workers: str) -> None:
    settings = {"RECRUIT_METRICS": "127.0.0.1:0", "RECRUIT_WORKERS": workers, "RECRUIT_CLIENT_SECONDS": "3"}
    async with serving(served_data, settings=settings) as server, httpx.AsyncClient(timeout=60) as http:

        async def status_of(request: bytes) -> int:
            async with wire(server.port) as connection:
                await connection.send(request)
                return (await connection.answer()).status

        # Concurrently: the requests that time out share one wait, which is long enough for the others.
        statuses = await asyncio.gather(*(status_of(request) for request in REFUSED.values()))
        assert statuses == [status for status, *_ in REFUSED]
        url = json.loads(await server.logged('"event":"metrics"'))["url"]
        counted: dict[tuple[int, str, str], float] = {}
        async with asyncio.timeout(60):  # a request is counted when it has been answered
            while len(counted) < len(REFUSED):
                found = samples((await http.get(url)).text).items()
                labelled = [(dict(labels), value) for (name, labels), value in found if name == REQUEST_COUNT]
                counted = {(int(of["status"]), of["method"], of["route"]): value for of, value in labelled}
                await asyncio.sleep(0.01)
    assert counted == dict.fromkeys(REFUSED, 1)


async def test_a_metrics_address_in_use_is_a_configuration_error(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"127.0.0.1:{listener.getsockname()[1]}"
        code, _, errors = await ran("serve", data_dir=tmp_path, RECRUIT_PORT="0", RECRUIT_METRICS=address)
        assert code == 1
        assert errors.startswith(f"Error: RECRUIT_METRICS: {address} can't be listened on")


def test_metrics_files_of_a_killed_process_are_removed_and_those_of_a_running_one_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    killed, without_lock = tmp_path / "recruit-metrics-killed", tmp_path / "recruit-metrics-older"
    killed.mkdir()
    (killed / "lock").touch()
    (killed / "1-2.names").touch()
    without_lock.mkdir()
    with scratch_directory("recruit-metrics-") as running:
        assert not killed.exists()
        with scratch_directory("recruit-metrics-") as other:
            assert running.exists()
            assert sorted(tmp_path.iterdir()) == sorted([running, other, without_lock])
    assert list(tmp_path.iterdir()) == [without_lock]


def test_the_default_metrics_address_may_be_in_use() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        settings = replace(Settings(), metrics=("127.0.0.1", listener.getsockname()[1]))
        with serve_metrics(settings) as url:
            assert url is None


def test_the_default_metrics_address_is_local() -> None:
    assert Settings.from_environment({}).metrics == ("127.0.0.1", 9464)
    assert Settings.from_environment({"RECRUIT_METRICS": "off"}).metrics is None
    assert Settings.from_environment({"RECRUIT_METRICS": "[::1]:1"}).metrics == ("::1", 1)


@pytest.mark.parametrize("value", ["9464", "localhost", "127.0.0.1:65536", ":1", "a@b:1"])
async def test_an_invalid_metrics_address_is_named(tmp_path: Path, value: str) -> None:
    code, _, errors = await ran("config", data_dir=tmp_path, RECRUIT_METRICS=value)
    assert code == 1
    assert errors.startswith(f"Error: RECRUIT_METRICS is {value!r}: give HOST:PORT")

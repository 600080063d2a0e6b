"""Prometheus text exposition format, version 0.0.4, of the metrics of all processes."""

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from recruit.entrypoints.observability.metrics import BOUNDS, FAMILIES, Family, Kind
from recruit.entrypoints.observability.shared_metrics import SUM, Name

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

Series: TypeAlias = Mapping[str, Mapping[str, float]]
"""Labels → cell → value."""


def text(numbers: Iterable[tuple[int, Name, float]]) -> str:
    """Return the whole page. `numbers` are triples of process id, name and value."""
    found = _merged(numbers)
    return "".join(f"{line}\n" for family in FAMILIES for line in _family(family, found[family.name]))


def _merged(numbers: Iterable[tuple[int, Name, float]]) -> Mapping[str, Series]:
    """Merge the metrics of several processes. Of a dead process, counters and histograms count, gauges don't."""
    kinds = {family.name: family.kind for family in FAMILIES}
    found: dict[str, dict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(float)))
    for pid, name, value in numbers:
        kind = kinds[name.family]
        if kind in {Kind.SUM, Kind.MOST} and not _lives(pid):
            continue
        cells = found[name.family][name.labels]
        cells[name.cell] = max(cells[name.cell], value) if kind is Kind.MOST else cells[name.cell] + value
    return found


def _family(family: Family, series: Series) -> Iterator[str]:
    yield f"# HELP {family.name} {family.help}"
    yield f"# TYPE {family.name} {family.type}"
    for labels, cells in sorted(series.items()):
        if family.kind is Kind.HISTOGRAM:
            yield from _histogram(family.name, labels, cells)
        else:
            yield f"{family.name}{_braced(labels)} {cells['']!r}"


def _histogram(name: str, labels: str, cells: Mapping[str, float]) -> Iterator[str]:
    """Yield the lines of a histogram. Its buckets are cumulative."""
    total = 0.0
    for bound in (*map(str, BOUNDS), "+Inf"):
        total += cells[bound]
        below = f'le="{bound}"'
        yield f"{name}_bucket{_braced(labels, below)} {total!r}"
    yield f"{name}_sum{_braced(labels)} {cells[SUM]!r}"
    yield f"{name}_count{_braced(labels)} {total!r}"


def _braced(*labels: str) -> str:
    inside = ",".join(filter(None, labels))
    return f"{{{inside}}}" if inside else ""


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True

"""Lines of a résumé in reading order.

Columns follow one another, run-on text is split, flattened keys of exports become forms, and dates wrapped in a margin
are joined.
"""

from recruit.domain.engines.reading.resume import columns, flat_exports, margins, run_on


def restored(text: str) -> str:
    """Return a text as lines in reading order; text already in order is returned unchanged."""
    return columns.unwoven(margins.closed(run_on.parted(flat_exports.unfolded(text))))

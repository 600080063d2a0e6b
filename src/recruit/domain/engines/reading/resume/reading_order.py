"""Lines of a résumé in reading order.

Columns follow one another, run-on text is split, flattened keys of exports become forms, and dates wrapped in a margin
are joined.
"""

from recruit.domain.engines.reading.resume import columns, flat_exports, margins, run_on


def restore_reading_order(text: str) -> str:
    """Return a text as lines in reading order; text already in order is returned unchanged."""
    return columns.separate_columns(margins.rejoin_margins(run_on.split_run_on(flat_exports.unfold(text))))

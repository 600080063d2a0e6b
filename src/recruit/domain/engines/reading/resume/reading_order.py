"""The lines of a résumé in the order in which a person reads them.

Columns come one after the other, run-on text is cut, flat keys of exports become forms, and dates that a margin broke
are closed.
"""

from recruit.domain.engines.reading.resume import columns, flat_exports, margins, run_on


def restored(text: str) -> str:
    """Return a text as lines in reading order; a text that is so already as it is."""
    return columns.unwoven(margins.closed(run_on.parted(flat_exports.unfolded(text))))

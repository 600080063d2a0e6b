"""Page layouts of generated résumés: blocks in sequence, in columns, or as in exported profiles."""

import textwrap
from collections.abc import Sequence
from random import Random

from tools.resumes.heads import Head

SIDES = (22, 26, 30, 36)
LONGEST_MAIN = 88


def plain(random: Random, head: Head, side: Sequence[str], main: Sequence[str]) -> str:
    """Return the blocks in sequence, with the side blocks at random places, but not first."""
    blocks = list(main)
    for block in side:
        blocks.insert(random.randint(1, len(blocks)), block)
    return _paged(random, head, ["\n".join(head.above), *blocks, "\n".join(head.below)])


def middle(random: Random, head: Head, side: Sequence[str], main: Sequence[str]) -> str:
    """Return the head between the blocks, at random centred."""
    width = random.choice((0, 64, 84))
    above = [line.center(width).rstrip() for line in head.above]
    blocks = [*main, *side]
    return _paged(random, head, [blocks[0], "\n".join(above), *blocks[1:], "\n".join(head.below)])


def side_first(random: Random, head: Head, side: Sequence[str], main: Sequence[str]) -> str:
    """Return the side blocks before the head, as in exported profiles."""
    return _paged(random, head, [*side, "\n".join(head.above), *main, "\n".join(head.below)])


def two_columns(random: Random, head: Head, side: Sequence[str], main: Sequence[str]) -> str:
    """Return two columns side by side, with the head above both or at the top of one."""
    width = random.choice(SIDES)
    left, right, top = list(side), list(main), "\n".join(head.above)
    place = random.random()
    if place < 0.3:
        left.insert(0, top)
    elif place < 0.5:
        right.insert(0, top)
    one = [line for block in left for line in [*_wrapped(block, width), ""]]
    other = [line for block in right for line in [*_wrapped(block, LONGEST_MAIN), ""]]
    if random.random() < 0.2:
        one, other, width = other, one, LONGEST_MAIN
    bar = random.choice(("   ", "    ", " | ", "      "))
    rows = max(len(one), len(other))
    cells = zip([*one, *[""] * (rows - len(one))], [*other, *[""] * (rows - len(other))], strict=True)
    body = "\n".join(f"{first:<{width}}{bar}{second}".rstrip() for first, second in cells)
    return _paged(random, head, [top if place >= 0.5 else "", body, "\n".join(head.below)])


def _wrapped(block: str, width: int) -> list[str]:
    return [part for line in block.split("\n") for part in textwrap.wrap(line, width, break_long_words=False) or [""]]


def _paged(random: Random, head: Head, blocks: Sequence[str]) -> str:
    """Return the blocks with the margin line at the end and, at random, at a page break among them."""
    kept = [block for block in blocks if block.strip("\n")]
    if head.margin:
        kept.append(head.margin)
        if len(kept) > 2 and random.random() < 0.5:  # a head, a page and its end
            kept.insert(random.randint(2, len(kept) - 1), head.margin)
    return random.choice(("\n\n", "\n\n", "\n\n", "\n")).join(kept)

"""Differences of two texts by words."""

from recruit.entrypoints.web.differences import ADDED, REMOVED, SAME, Piece, text_difference


def test_words_that_differ_are_marked_with_the_words_around_them() -> None:
    same = "".join(f"Line {number} is equal\n" for number in range(20))
    found = text_difference(f"{same}We bake bread daily", f"{same}We bake cakes daily")
    assert [(one.change, one.text) for one in found[1:]] == [(REMOVED, "bread "), (ADDED, "cakes "), (SAME, "daily")]
    assert (found[0].text.startswith(" … "), found[0].text.endswith("Line 19 is equal\nWe bake ")) == (True, True)


def test_words_that_are_repeated_too_often_are_replaced_as_a_whole() -> None:
    passages = [("la " * 190 + str(number), "la lo " * 95 + str(number)) for number in range(10)]
    before, after = ("\n\n".join(texts) for texts in zip(*passages, strict=True))
    changes = [one for one in text_difference(before, after) if one.change != SAME]
    assert changes == [
        Piece(change, text) for one in passages for change, text in zip((REMOVED, ADDED), one, strict=True)
    ]

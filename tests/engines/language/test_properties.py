"""What holds for any message: the grammar never fails, and orders nothing that isn't an order."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from recruit.domain.engines.language.common_words import COMMON, CORRECTED
from recruit.domain.engines.language.grammar import parse
from recruit.domain.engines.language.translation_tables import FRENCH, GERMAN, SPANISH
from recruit.domain.engines.language.typos import distance, nearest
from recruit.domain.engines.language.understanding import writes
from recruit.domain.engines.language.vocabulary import OPENERS

WORDS = [
    *sorted(COMMON | CORRECTED | OPENERS),
    *"5 #5 job 12 candidate Jane Doe Maria's , . ; ! ? : and then but just don't never if once to for in".split(),
    *" ".join(table for tables in (GERMAN, FRENCH, SPANISH) for table in tables.values()).split(),
]
sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=25).map(" ".join)
readable = settings(max_examples=300)


@readable
@given(st.one_of(st.text(max_size=300), sentences))
def test_any_message_is_read_and_twice_the_same(message: str) -> None:
    assert parse(message) == parse(message)


@readable
@example("is it wise to", "vergleiche comparer, note:")
@example("is it wise to", "öffnen job,")
@given(st.sampled_from(["how do I", "should I", "what happens when I", "is it wise to", "if they agree,"]), sentences)
def test_a_sentence_that_only_asks_orders_nothing(opener: str, rest: str) -> None:
    sentence = f"{opener} {rest}".replace(".", "").replace(";", "").replace("!", "").replace("?", "").replace("…", "")
    assert not any(writes(wish) for wish in parse(f"{sentence}?").wishes)


@readable
@given(sentences)
def test_a_note_is_all_that_a_note_orders(rest: str) -> None:
    (wish,) = parse(f"add a note to candidate 5: x {rest}").wishes
    assert getattr(wish, "tool", None) == "add_note"


@readable
@given(sentences)
@example("lista, 1st ?")
@example("again")
def test_a_description_is_all_that_a_new_job_orders(rest: str) -> None:
    tools = [getattr(wish, "tool", None) for wish in parse(f"create a job for a cook {rest}").wishes]
    assert tools == ["create_job"] or ("?" in rest and tools == [])  # a question orders nothing


@given(st.text("abcdef", max_size=8), st.text("abcdef", max_size=8))
def test_the_distance_of_two_words_is_that_of_their_edits(left: str, right: str) -> None:
    assert distance(left, right, 20) == distance(right, left, 20)
    assert (distance(left, right, 20) == 0) == (left == right)
    assert distance(left + "x", left, 1) == 1
    assert distance("ab" + left, "ba" + left, 1) == 1


def test_words_of_ordinary_sentences_are_left_as_they_are() -> None:
    assert [word for word in COMMON if nearest(word)] == []
    assert (nearest("candiates"), nearest("aplications"), nearest("jbo"), nearest("clsoe")) == (
        "candidates",
        "applications",
        "job",
        "close",
    )

"""Properties of the grammar for any message: it never fails, and reads no order where there is none."""

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
many_examples = settings(max_examples=300)


@given(st.one_of(st.text(max_size=300), sentences))
def test_parsing_any_message_is_deterministic(message: str) -> None:
    assert parse(message) == parse(message)


@many_examples
@example("is it wise to", "vergleiche comparer, note:")
@example("is it wise to", "öffnen job,")
@given(st.sampled_from(["how do I", "should I", "what happens when I", "is it wise to", "if they agree,"]), sentences)
def test_a_question_orders_nothing(opener: str, rest: str) -> None:
    sentence = f"{opener} {rest}".replace(".", "").replace(";", "").replace("!", "").replace("?", "").replace("…", "")
    assert not any(writes(wish) for wish in parse(f"{sentence}?").wishes)


@many_examples
@given(sentences)
def test_an_order_for_a_note_orders_nothing_else(rest: str) -> None:
    (wish,) = parse(f"add a note to candidate 5: x {rest}").wishes
    assert getattr(wish, "tool", None) == "add_note"


@many_examples
@given(sentences)
@example("lista, 1st ?")
@example("again")
def test_an_order_for_a_new_job_orders_nothing_else(rest: str) -> None:
    tools = [getattr(wish, "tool", None) for wish in parse(f"create a job for a cook {rest}").wishes]
    assert tools == ["create_job"] or ("?" in rest and tools == [])  # a question orders nothing


@given(st.text("abcdef", max_size=8), st.text("abcdef", max_size=8))
def test_the_distance_of_two_words_counts_their_edits(left: str, right: str) -> None:
    assert distance(left, right, 20) == distance(right, left, 20)
    assert (distance(left, right, 20) == 0) == (left == right)
    assert distance(left + "x", left, 1) == 1
    assert distance("ab" + left, "ba" + left, 1) == 1


def test_common_words_are_not_corrected() -> None:
    assert [word for word in COMMON if nearest(word)] == []
    assert (nearest("candiates"), nearest("aplications"), nearest("jbo"), nearest("clsoe")) == (
        "candidates",
        "applications",
        "job",
        "close",
    )

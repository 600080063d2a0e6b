from recruit.domain.engines.ranking.document_frequencies import UNSEEN, idf
from recruit.domain.engines.ranking.terms import stem


def test_rare_terms_tell_more_than_common_ones() -> None:
    assert idf(stem("plumber")) > idf(stem("sales")) > idf(stem("manager"))


def test_words_that_every_advertisement_has_tell_little() -> None:
    assert max(idf(stem(word)) for word in ("team", "experience", "company")) < idf(stem("accountant"))


def test_a_term_that_was_never_seen_tells_much_but_not_most() -> None:
    assert idf("qwertzuiop") == UNSEEN
    assert idf(stem("accountant")) < UNSEEN < idf(stem("python"))

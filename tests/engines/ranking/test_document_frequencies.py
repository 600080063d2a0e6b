from recruit.domain.engines.ranking.document_frequencies import UNSEEN, idf
from recruit.domain.engines.ranking.terms import stem


def test_rare_terms_weigh_more_than_common_ones() -> None:
    assert idf(stem("plumber")) > idf(stem("sales")) > idf(stem("manager"))


def test_words_of_every_advertisement_weigh_little() -> None:
    assert max(idf(stem(word)) for word in ("team", "experience", "company")) < idf(stem("accountant"))


def test_an_unseen_term_weighs_much_but_not_most() -> None:
    assert idf("qwertzuiop") == UNSEEN
    assert idf(stem("accountant")) < UNSEEN < idf(stem("python"))

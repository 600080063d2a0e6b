"""Names given by labels, sentences and addresses, anywhere in a résumé.

label    = "Name: Jane Doe", "Jane Doe" in the cell after "Applicant", first and last name after a label each
sentence = "My name is Jane Doe", "Jane Doe is a baker"
address  = jane.doe@…
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from recruit.domain.engines.reading.resume import names
from recruit.domain.engines.reading.resume.choosing.page import Line
from recruit.domain.engines.reading.text import lines

MOST_LABELLED = 4
PAIR_REACH = 2
FIRST_LINES, SENTENCE_LINES = 16, 60
LONGEST_LINE, LONGEST_SENTENCE = 160, 240

_END = re.compile(r"\s[|–—-]\s|[|•·\t§/]|\s{3,}|,\s")
_LABEL = re.compile(r"([^\W\d_][^:\n|]{1,40}?)(?:\s?:\s{0,40}|\t+|\s{2,}|\s?\|\s?|\s?[._…]{3,}\s?)(?=\S)(.{2,80})")
_NAME_LABEL = re.compile(
    r"(?:full |candidate(?:'s)? |applicant )?names?(?: of (?:the )?(?:candidate|applicant)| in full)?|nom(?:\(s\))?|"
    r"nome(?: completo)?|nombre(?:s)?(?: completo)?|naam|namn|navn|n[0o]me e cogn[0o]me|cognome e nome|"
    r"nome e sobrenome|nombres? y apellidos?|apellidos y nombres?|imię i nazwisko|vor- und (?:nach|zu)name|"
    r"titel ?/ ?name|vorname,? ?(?:und|/) ?nachname|nom(?:\(s\))? ?(?:/|et) ?prénom(?:\(s\))?|prénom(?:\(s\))? ?(?:/|"
    r"et) ?nom(?:\(s\))?|nome ?/ ?name|name ?/ ?name|surname\(s\) ?/ ?first name\(s\)|apellido\(s\) ?/ ?nombre\(s\)|"
    r"apelido\(s\) ?/ ?nome\(s\)(?: próprio\(s\))?|cognome ?/ ?nome|nachname ?/ ?vorname|vorname ?/ ?nachname|"
    r"naam en voornaam|voor- en achternaam|(?:applicant|candidate|consultant|employee)(?: name)?|candidat(?:e|o|a)?|"
    r"bewerber(?:in)?|kandida(?:at|t|tin)|sollicitant|nominativo|volledige naam|name, ?vorname|nom,? ?prénom|"
    r"prénom,? ?nom|nom et prénoms|display name|cognome\(i/\) ?/ ?nome\(i\)|apellidos?,? nombres?|nombre y apellido",
    re.IGNORECASE,
)
_CAPITAL = r"[A-ZÀ-ÞŁŚŻ](?:\.|[\w'’-]*)"
_PARTICLES = r"(?:(?:de|da|do|dos|das|del|della|di|van|von|der|den|la|le|el|ter|ten|y|e)\s){0,2}"
_NAME = rf"(?P<name>{_CAPITAL}(?:\s{_PARTICLES}{_CAPITAL}){{1,4}})"
_INTRODUCED = re.compile(
    r"\b(?i:my name is|i am|i['’]m|mein name ist|ich hei(?:ß|ss)e|ich bin|je m['’]appelle|je suis|me llamo|"
    r"mi nombre es|soy|mi chiamo|sono|meu nome é|chamo-me|me chamo|sou|mijn naam is|ik heet|ik ben|name is)\s" + _NAME
)
_SUBJECT = re.compile(
    rf"{_NAME}(?:\s\([^()]{{2,60}}\))?,?\s(?:is|ist|est|es|è|é|has|hat|works|arbeitet|travaille|trabaja|lavora|trabalha|"
    r"werkt|heeft|brings|joined|leads|lives|wohnt|vit|vive|mora|woont|grew up|studied|trained|teaches|runs|directs|"
    r"began|started|wuchs|begann|lernte|a grandi|a étudié|creció|estudió|nació|è nat[oa]|ha studiato|cresceu|estudou|"
    r"groeide|studeerde|begon)\s"
)
_MAILED = re.compile(r"([a-z]{3,20})[._-]([a-z]{3,20}(?:[._-][a-z]{2,20})?)\d{0,4}@", re.IGNORECASE)
_OFFICES = frozenset(
    "info contact kontakt contacto jobs job career office mail cv resume hello the sales hr team admin apply "
    "work recruiting post".split()
)
"""Words of e-mail addresses that aren't personal names."""


def find(page: Sequence[Line]) -> Iterator[tuple[Line, str, str]]:
    """Yield (line, form, words) for each possible name in labels and sentences."""
    yield from islice(_labelled(page), MOST_LABELLED)
    yield from _in_pairs(page)
    yield from _in_sentences(page)


def _labelled(page: Sequence[Line]) -> Iterator[tuple[Line, str, str]]:
    """Yield values of name labels on any line, because some résumés end with personal details."""
    for line in page:
        found = _LABEL.match(lines.without_bullet(line.text[:LONGEST_LINE]).lstrip("| "))
        if found and _NAME_LABEL.fullmatch(found[1].strip()):
            for words in dict.fromkeys((found[2], _END.split(found[2], maxsplit=1)[0])):
                yield line, "label", words


def _in_pairs(page: Sequence[Line]) -> Iterator[tuple[Line, str, str]]:
    """Yield names from labels of first and last name on nearby lines."""
    rows = [(line, lines.without_bullet(line.text[:LONGEST_LINE]).lstrip("| ")) for line in page]
    labelled = [(line, found) for line, text in rows if (found := _LABEL.match(text))]
    for (line, one), (other_line, other) in pairwise(labelled):
        labels = [lines.name(one[1]), lines.name(other[1])]
        values = [one[2].strip("| "), other[2].strip("| ")]
        if labels[1] in names.FIRST_LABELS:
            labels.reverse()
            values.reverse()
        near = other_line.number - line.number <= PAIR_REACH
        if near and labels[0] in names.FIRST_LABELS and labels[1] in names.LAST_LABELS and labels[0] != labels[1]:
            yield line, "pair", " ".join(values)


def _in_sentences(page: Sequence[Line]) -> Iterator[tuple[Line, str, str]]:
    """Yield names introduced by sentences: "My name is Jane Doe", "Jane Doe is a baker"."""
    for line in page[:SENTENCE_LINES]:
        found = _INTRODUCED.search(line.text[:LONGEST_SENTENCE])
        form = "introduced"
        if found is None and line.number < FIRST_LINES:
            found, form = _SUBJECT.match(line.text[:LONGEST_SENTENCE]), "subject"
        if found:
            yield line, form, found["name"]


def mailed(page: Sequence[Line]) -> Iterator[str]:
    """Yield names from e-mail addresses with a separator between the parts of the name."""
    for line in page:
        if "@" in line.text and (found := _MAILED.search(line.text)):
            words = [found[1], *re.split(r"[._-]", found[2])]
            if _OFFICES.isdisjoint(map(str.casefold, words)):
                yield " ".join(words).title()

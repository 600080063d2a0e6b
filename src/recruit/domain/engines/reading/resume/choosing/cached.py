"""Caches of predicates on words that several features share.

Each holds up to `SIZE` results, about those of the last few documents, which depend on nothing but the words.
"""

from functools import lru_cache

from recruit.domain.engines.reading.resume import companies, line_parts, name_lines
from recruit.domain.engines.reading.resume.choosing import title_vocabulary
from recruit.domain.engines.reading.text import places, titles

SIZE = 1024

title_points = lru_cache(SIZE)(line_parts.title_points)
is_aside = lru_cache(SIZE)(line_parts.is_aside)
is_company = lru_cache(SIZE)(companies.is_company)
may_be_company = lru_cache(SIZE)(companies.may_be_company)
describes_duties = lru_cache(SIZE)(companies.describes_duties)
is_place = lru_cache(SIZE)(places.is_place)
is_city = lru_cache(SIZE)(places.is_city)
is_area = lru_cache(SIZE)(places.is_area)
written = lru_cache(SIZE)(places.written)
name = lru_cache(SIZE)(name_lines.read)
has_head = lru_cache(SIZE)(titles.has_head)
share = lru_cache(SIZE)(title_vocabulary.share)

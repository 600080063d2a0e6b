"""Judgements about words that several features ask for, each made once for as long as a document is read.

The caches are small: they hold what the last few documents said, and nothing that isn't in them.
"""

from functools import lru_cache

from recruit.domain.services.extraction import firms, name_lines, parts, places, titles
from recruit.domain.services.extraction.choosing import title_vocabulary

SIZE = 1024

title_points = lru_cache(SIZE)(parts.title_points)
is_aside = lru_cache(SIZE)(parts.is_aside)
is_firm = lru_cache(SIZE)(firms.is_firm)
may_be_firm = lru_cache(SIZE)(firms.may_be_firm)
tells_duties = lru_cache(SIZE)(firms.tells_duties)
is_place = lru_cache(SIZE)(places.is_place)
is_city = lru_cache(SIZE)(places.is_city)
is_area = lru_cache(SIZE)(places.is_area)
written = lru_cache(SIZE)(places.written)
name = lru_cache(SIZE)(name_lines.read)
has_head = lru_cache(SIZE)(titles.has_head)
share = lru_cache(SIZE)(title_vocabulary.share)

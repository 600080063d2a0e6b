"""Web addresses in text.

address = (scheme "://")? host ("/" path)?
host    = labels of letters, digits and hyphens with dots between; without a scheme or "www." it ends with a common
          top-level domain, or is that of an e-mail address in the text
handle  = "GitHub: name" or "LinkedIn: /in/name"

E-mail domains, degrees such as "B.Com" and pictures aren't websites. An address that a line break splits after a
hyphen, or after the slash before an account name, is joined with the start of the next line. The scheme is https unless
the text has http.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from recruit.domain.engines.reading.field_limits import LONGEST_FIELD
from recruit.domain.engines.reading.text.gazetteer import folded

_ADDRESS = re.compile(
    r"(?<![\w@.+/-])(?:(?P<scheme>https?)://)?(?P<host>(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,5}[a-z]{2,18})(?![\w@-]|\.[\w.+'’-]{1,64}@)(?::\d{2,5})?(?P<path>/[^\s<>()\[\]\"'|"
    r",;•]{0,300})?",
    re.IGNORECASE,
)
_TOP_LEVEL = frozenset(
    "com net org io dev me co app ai tech info biz eu design blog site online xyz page pro studio cloud codes "
    "software digital media agency works work world life link engineer art graphics photography live today space "
    "website ink name sh gg fyi tools systems solutions consulting academy team uk de fr es it nl se no dk fi ch at "
    "be pl pt ie in ca au us br ro jp kr cz nz za mx sk si hr rs hu gr bg ee lt lv is ua ru tr il ae sa eg ma ng ke "
    "gh sn sg hk tw cn th vn ph my id pk bd lk ar cl pe uy ec".split()
)
_TECHNOLOGY = frozenset(
    {"asp.net", "vb.net", "ado.net", "socket.io", "m.tech", "b.tech", "draw.io", "next.js", "d3.js"}
)
_BROKEN_ADDRESS = re.compile(
    r"((?<![\w@.])(?:(?:https?://|www\.)[^\s<>()]{1,200}-|(?:https?://)?(?:www\.)?(?:linkedin\.com/in/|github\.com/)"
    r"(?:[\w%-]{1,100}-)?))\n[ \t]{0,8}(?=[a-z0-9][\w%-]{0,100}/?[ \t]*(?:\n|$))",
    re.IGNORECASE,
)
_MAILED = re.compile(r"[\w.+-]@((?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,18})", re.IGNORECASE)
_PICTURE = re.compile(r"\.(?:svg|png|jpe?g|gif|webp|ico)$", re.IGNORECASE)
_GITHUB_HANDLE = re.compile(r"\bgithub\s?:\s?@?([a-z0-9](?:[a-z0-9-]{0,37}[a-z0-9])?)(?![\w./@-])", re.IGNORECASE)
_LINKEDIN_HANDLE = re.compile(r"\blinkedin\s?:\s?/?(in/[\w%-]{2,100})", re.IGNORECASE)
_PROFILE = re.compile(r"/(?:in|pub)/[^/]{1,150}", re.IGNORECASE)
_ACCOUNT = re.compile(r"/[a-z0-9-]{1,39}/?", re.IGNORECASE)
_SITE_LABEL = re.compile(
    r"\b(?:website|web ?site|web|portfolio|homepage|home page|blog|personal site|site|url)\b\W{0,4}$", re.IGNORECASE
)
_ANY_LABEL = re.compile(r"(?:^|\n)[ \t]*[^\W\d_][^\n:@]{1,20}:\s{1,3}$")
_NAME_PART = re.compile(r"\w{4,}")
TEXTS_KEPT = 4
"""Texts whose addresses are kept: each link of a person is looked for separately."""

LABEL_REACH = 24
SHORT_LABEL = 3
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})

_PROFILE_HOSTS = (
    "linkedin.com", "github.com", "gitlab.com", "indeed.com", "twitter.com", "x.com", "facebook.com", "instagram.com",
    "youtube.com", "stackoverflow.com", "leetcode.com", "hackerrank.com", "kaggle.com", "behance.net", "dribbble.com",
    "google.com", "scholar.google.com", "orcid.org", "researchgate.net", "t.me", "wa.me", "skype.com", "gmail.com",
    "naukri.com", "monster.com", "coursera.org", "udemy.com", "codepen.io", "medium.com",
)  # fmt: skip
"""Hosts of personal profiles, which aren't personal websites."""


@dataclass(frozen=True, slots=True)
class Link:
    """A web address.

    `has_scheme` is whether it has a scheme or "www.", `labelled` whether a label calls it a personal site, `listed` whether
    it is the whole value of a label of any kind: "Recordings: janesings.example".
    """

    host: str
    path: str
    scheme: str
    has_scheme: bool
    labelled: bool
    listed: bool

    @property
    def url(self) -> str:
        """The full address."""
        return f"{self.scheme}://{self.host}{self.path}"


def find(text: str, name: str = "") -> Iterator[Link]:
    """Yield the addresses of a text in order; a host that contains a part of `name` may have any top-level domain."""
    text, mailed, addresses = _addresses(text)
    name_parts = _name_parts(name)
    for found in addresses:
        host = found["host"].lower()
        has_scheme = found["scheme"] is not None or host.startswith("www.")
        ending = host.rpartition(".")[2]
        contains_name = ending not in name_parts and any(part in host for part in name_parts)  # "jane.doe" isn't a host
        if host in _TECHNOLOGY or not (has_scheme or contains_name or host in mailed or ending in _TOP_LEVEL):
            continue
        if not has_scheme and not found["path"] and len(host.partition(".")[0]) == 1:
            continue  # "B.Com", "M.Tech"
        before = text[max(0, found.start() - LABEL_REACH) : found.start()]
        link = Link(
            host=host,
            path=(found["path"] or "").rstrip("/.:"),
            scheme=(found["scheme"] or "https").lower(),
            has_scheme=has_scheme,
            labelled=bool(_SITE_LABEL.search(before)),
            listed=bool(_ANY_LABEL.search(before)) and not text[found.end() : found.end() + 1].strip(),
        )
        if len(link.url) <= LONGEST_FIELD:
            yield link


@lru_cache(TEXTS_KEPT)
def _addresses(text: str) -> tuple[str, Collection[str], Sequence[re.Match[str]]]:
    """Return a text with broken addresses joined, the hosts of its e-mail addresses, and what may be web addresses."""
    text = _BROKEN_ADDRESS.sub(r"\1", text)
    return text, {host.lower() for host in _MAILED.findall(text)}, list(_ADDRESS.finditer(text))


def linkedin(text: str) -> str | None:
    """Return the first LinkedIn profile, or None."""
    for link in find(text):
        if _is_on(link.host, "linkedin.com") and (profile := _PROFILE.match(link.path)):
            return f"https://{link.host}{profile.group()}"
    handle = _LINKEDIN_HANDLE.search(text)
    return f"https://linkedin.com/{handle[1]}" if handle else None


def github(text: str) -> str | None:
    """Return the first GitHub account, or None; addresses of repositories don't count."""
    for link in find(text):
        if link.host in {"github.com", "www.github.com"} and _ACCOUNT.fullmatch(link.path):
            return f"https://{link.host}{link.path}"
    handle = _GITHUB_HANDLE.search(text)
    return f"https://github.com/{handle[1]}" if handle and handle[1].lower() not in {"http", "https", "www"} else None


def website(head: str, text: str, name: str, employers: Iterable[str] = ()) -> str | None:
    """Return a person's own site, or None: an address in the head, one with a label, or one that contains the name.

    Sites of `employers` don't count unless the employer's name contains the person's. The order of preference is: in
    the head, labelled, containing the name.
    """
    parts = _name_parts(name)
    companies = ["".join(filter(str.isalnum, folded(company))) for company in employers]
    companies = [company for company in companies if not any(part in company for part in parts)]
    sites = [link for link in find(text, name) if _is_own(link) and not _is_company_site(link, companies)]
    named = (link for link in sites if (link.has_scheme or link.listed) and any(part in link.host for part in parts))
    in_head = {(link.host, link.path) for link in find(head, name)}
    shown = (link for link in sites if (link.host, link.path) in in_head)
    labelled = (link for link in sites if link.labelled)
    found = next((link for choice in (shown, labelled, named) for link in choice), None)
    return found.url if found else None


def _name_parts(name: str) -> Sequence[str]:
    """Return the long parts of a name, as hosts spell them."""
    words = _NAME_PART.findall(name.casefold())
    return [form for part in words for form in (folded(part), folded(part.translate(_UMLAUTS)))]


def own(text: str) -> str | None:
    """Return the first address that isn't a profile on another organisation's site, or None."""
    return next((link.url for link in find(text) if _is_own(link)), None)


def _is_own(link: Link) -> bool:
    return not any(_is_on(link.host, host) for host in _PROFILE_HOSTS) and not _PICTURE.search(link.path)


def _is_company_site(link: Link, companies: Iterable[str]) -> bool:
    """Whether a site is a company's: its name before the top-level domain begins the company's name, or the reverse."""
    label = "".join(filter(str.isalnum, link.host.removeprefix("www.").rpartition(".")[0].rpartition(".")[2]))
    label = label or link.host.partition(".")[0]
    return len(label) > SHORT_LABEL and any(
        company.startswith(label) or label.startswith(company) for company in companies if company
    )


def _is_on(host: str, domain: str) -> bool:
    return host == domain or host.endswith(f".{domain}")

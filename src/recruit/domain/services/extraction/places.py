"""Places in a text.

city, ST  = 1 to 4 capitalised words, a comma, a state or province of the USA, Canada or Australia, by code or name
city ST   = the same without the comma, for known cities only
place     = a known city, else a known country or region

A known city of the USA or Canada gets its state or province; others are given as they are usually written. Ambiguous
short forms (LA, SF, US, UK) count only in capitals.
"""

import re

from recruit.domain.services.extraction.phrases import Found, Phrases, key

_STATES = """
AL Alabama, AK Alaska, AZ Arizona, AR Arkansas, CA California, CO Colorado, CT Connecticut, DE Delaware, FL Florida,
GA Georgia, HI Hawaii, ID Idaho, IL Illinois, IN Indiana, IA Iowa, KS Kansas, KY Kentucky, LA Louisiana, ME Maine,
MD Maryland, MA Massachusetts, MI Michigan, MN Minnesota, MS Mississippi, MO Missouri, MT Montana, NE Nebraska,
NV Nevada, NH New Hampshire, NJ New Jersey, NM New Mexico, NY New York, NC North Carolina, ND North Dakota, OH Ohio,
OK Oklahoma, OR Oregon, PA Pennsylvania, RI Rhode Island, SC South Carolina, SD South Dakota, TN Tennessee, TX Texas,
UT Utah, VT Vermont, VA Virginia, WA Washington, WV West Virginia, WI Wisconsin, WY Wyoming, DC District of Columbia,
AB Alberta, BC British Columbia, MB Manitoba, NB New Brunswick, NL Newfoundland, NS Nova Scotia, ON Ontario,
QC Quebec, SK Saskatchewan, NSW New South Wales, VIC Victoria, QLD Queensland, WA Western Australia
"""
_CITIES = """
New York, NY: nyc, new york city, manhattan; Brooklyn, NY; Los Angeles, CA: LA; San Francisco, CA: SF, san fran;
San Diego, CA; San Jose, CA; Palo Alto, CA; Mountain View, CA; Oakland, CA; Sacramento, CA; Irvine, CA;
Chicago, IL; Houston, TX; Dallas, TX; Austin, TX; San Antonio, TX; Fort Worth, TX; Phoenix, AZ; Tucson, AZ;
Philadelphia, PA: philly; Pittsburgh, PA; Boston, MA; Cambridge, MA; Seattle, WA; Bellevue, WA; Redmond, WA;
Portland, OR; Denver, CO; Boulder, CO; Atlanta, GA; Miami, FL; Tampa, FL; Orlando, FL; Jacksonville, FL;
Washington, DC: washington dc, washington d.c; Baltimore, MD; Charlotte, NC; Raleigh, NC; Durham, NC; Nashville, TN;
Memphis, TN; Columbus, OH; Cleveland, OH; Cincinnati, OH; Detroit, MI; Ann Arbor, MI; Minneapolis, MN;
Milwaukee, WI; Madison, WI; Indianapolis, IN; Kansas City, MO; St. Louis, MO: saint louis; Salt Lake City, UT;
Las Vegas, NV; New Orleans, LA; Richmond, VA; Boise, ID; Omaha, NE; Honolulu, HI; Jersey City, NJ; Newark, NJ;
Toronto, ON; Ottawa, ON; Waterloo, ON; Montreal, QC: montréal; Vancouver, BC; Calgary, AB; Edmonton, AB;
London; Manchester; Birmingham; Leeds; Bristol; Edinburgh; Glasgow; Belfast; Cardiff; Liverpool; Dublin; Cork;
Berlin; Munich: münchen; Hamburg; Frankfurt; Cologne: köln; Stuttgart; Düsseldorf; Leipzig; Dresden; Vienna: wien;
Zurich: zürich; Geneva: genève; Basel; Paris; Lyon; Marseille; Toulouse; Nantes; Bordeaux; Lille; Brussels: bruxelles;
Antwerp; Amsterdam; Rotterdam; Utrecht; Eindhoven; The Hague; Madrid; Barcelona; Valencia; Seville: sevilla; Lisbon;
Porto; Rome: roma; Milan: milano; Turin: torino; Copenhagen; Stockholm; Gothenburg: göteborg; Malmö; Oslo; Helsinki;
Warsaw; Kraków: krakow; Prague; Brno; Budapest; Bucharest; Cluj-Napoca; Sofia; Athens; Belgrade; Zagreb; Kyiv: kiev;
Istanbul; Tel Aviv; Jerusalem; Haifa; Dubai; Abu Dhabi; Riyadh; Doha; Cairo; Lagos; Nairobi; Accra; Cape Town;
Johannesburg; Mumbai: bombay; Delhi; New Delhi; Bangalore; Bengaluru; Hyderabad; Chennai; Pune; Kolkata; Gurgaon;
Gurugram; Noida; Ahmedabad; Karachi; Lahore; Dhaka; Colombo; Singapore; Kuala Lumpur; Jakarta; Bangkok; Manila; Cebu;
Ho Chi Minh City; Hanoi; Hong Kong; Taipei; Shanghai; Beijing; Shenzhen; Tokyo; Osaka; Seoul; Sydney; Melbourne;
Brisbane; Perth; Auckland; São Paulo: sao paulo; Rio de Janeiro; Buenos Aires; Santiago; Bogotá: bogota; Lima;
Mexico City: ciudad de méxico, cdmx; Guadalajara; Monterrey
"""
_COUNTRIES = """
United States: us, usa, u.s, u.s.a, the states; Canada; Mexico: méxico; Brazil: brasil; Argentina; Colombia; Chile;
United Kingdom: uk, u.k, great britain; England; Scotland; Wales; Ireland; Germany: deutschland; Austria; Switzerland;
France; Belgium; Netherlands: the netherlands; Spain: españa; Portugal; Italy: italia; Denmark; Sweden; Norway;
Finland; Poland; Romania; Hungary; Greece; Ukraine; Israel; Turkey; India; Pakistan; Bangladesh; Philippines;
Indonesia; Malaysia; Thailand; Vietnam; China; Japan; South Korea; Australia; New Zealand; South Africa; Nigeria;
Kenya; Egypt; United Arab Emirates: uae; Europe; European Union: eu; EMEA; APAC; LATAM: latin america; North America
"""
_CAPITALS_ONLY = frozenset({"la", "sf", "us", "uk", "eu", "uae"})

_CODES = {name: code for code, _, name in (entry.strip().partition(" ") for entry in _STATES.split(","))}
_STATE = "|".join(sorted({*_CODES, *_CODES.values()}, key=len, reverse=True))
_WORD = r"[A-ZÀ-ÖØ-Þ][\w.'’-]{1,24}"
CITY_STATE = re.compile(rf"(?<![\w'’-])({_WORD}(?: {_WORD}){{0,3}}),\s{{0,2}}({_STATE})(?![\w-])")
_STATE_AFTER = re.compile(rf",?\s{{1,2}}({_STATE})(?![\w-])")


def _entries(table: str) -> dict[str, str]:
    spellings: dict[str, str] = {}
    for entry in " ".join(table.split()).split("; "):
        name, _, others = entry.partition(": ")
        for spelling in (name, name.split(", ")[0], *others.split(", ")):
            if spelling:
                spellings.setdefault(key(spelling), name)
    return spellings


_CITY = Phrases(_entries(_CITIES))
_COUNTRY = Phrases(_entries(_COUNTRIES))


def find(text: str) -> str | None:
    """Return the first city of a text, with its state where one is known, else the first country or region."""
    return city(text) or country(text)


def city(text: str) -> str | None:
    """Return the first city."""
    named = CITY_STATE.search(text)
    known = _first(_CITY, text)
    if named and (known is None or named.start() <= known.start):
        return f"{_without_lead(named[1])}, {named[2]}"
    if known is None:
        return None
    after = _STATE_AFTER.match(text, known.end)
    if after:
        return f"{known.name.split(', ')[0]}, {_CODES.get(after[1], after[1])}"
    return known.name


def country(text: str) -> str | None:
    """Return the first country or region."""
    found = _first(_COUNTRY, text)
    return found.name if found else None


def is_place(text: str) -> bool:
    """Whether the whole of `text` is a known place, or one or two words, a comma and a state."""
    named = CITY_STATE.fullmatch(text.strip())
    return bool((named and named[1].count(" ") <= 1) or _CITY.get(text) or _COUNTRY.get(text))


def _first(phrases: Phrases, text: str) -> Found | None:
    for found in phrases.find(text):
        written = text[found.start : found.end]
        if key(written).replace(".", "") in _CAPITALS_ONLY and not written.isupper():
            continue
        return found
    return None


def _without_lead(words: str) -> str:
    """Drop what a sentence or a label put before the city: the known city at the end is enough."""
    parts = words.split(" ")
    for start in range(len(parts)):
        if _CITY.get(" ".join(parts[start:])):
            return " ".join(parts[start:])
    return words

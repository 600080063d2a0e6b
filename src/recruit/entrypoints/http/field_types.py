"""Field types of the API, with their bounds."""

from datetime import datetime
from typing import Annotated, TypeAlias

from msgspec import Meta

from recruit.domain.accounts.passwords import SHORTEST
from recruit.domain.shared.blank_text import BLANKS
from recruit.domain.shared.limits import LARGEST_INTEGER, LONGEST_TEXT, MOST_YEARS
from recruit.domain.shared.mail_addresses import ADDRESS, LONGEST

# Patterns list their characters, because `\s` differs between Python and the readers of the OpenAPI document.
END = r"(?!\n)$"
"""The end of a text. In Python, `$` alone also matches before a trailing newline."""

WITHOUT_NUL = r"^[^\u0000]*$"
NOT_BLANK = rf"^[^\u0000]*[^{BLANKS}][^\u0000]*$"
WEB_ADDRESS = rf"^[Hh][Tt][Tt][Pp][Ss]?://[^{BLANKS}]+{END}"
MAIL_ADDRESS = rf"^{ADDRESS}{END}"
CURSOR = rf"^[A-Za-z0-9_-]{{16}}{END}"
SORTED_CURSOR = rf"^([A-Za-z0-9_-]{{4}}){{4,400}}{END}"
YEAR_OR_MONTH = rf"^[0-9]{{4}}(-(0[1-9]|1[0-2]))?{END}"


# The metadata "refusal" is the error message, which would otherwise quote the regular expression.
NUL = {"refusal": "Input should be text without NUL characters"}
BLANK = {"refusal": "Input should be text that is not blank, without NUL characters"}
NO_URL = {"refusal": "Input should be an http or https URL"}
NO_EMAIL = {"refusal": "Input should be a valid email address"}
NO_DATE = {"refusal": "Input should be a date as YYYY or YYYY-MM"}
REFUSALS = {
    WITHOUT_NUL: NUL["refusal"],
    CURSOR: "Input should be a cursor, as the Link header of the page before has it",
    SORTED_CURSOR: "Input should be a cursor, as the Link header of the page before has it",
}
"""Error messages of query parameters, by pattern. The declarations of query parameters have no room for them."""

Name: TypeAlias = Annotated[str, Meta(min_length=1, max_length=200, pattern=NOT_BLANK, extra=BLANK)]
Short: TypeAlias = Annotated[str, Meta(max_length=200, pattern=WITHOUT_NUL, extra=NUL)]
Label: TypeAlias = Annotated[str, Meta(min_length=1, max_length=50, pattern=NOT_BLANK, extra=BLANK)]
Long: TypeAlias = Annotated[str, Meta(max_length=LONGEST_TEXT, pattern=WITHOUT_NUL, extra=NUL)]
Message: TypeAlias = Annotated[str, Meta(min_length=1, max_length=LONGEST_TEXT, pattern=NOT_BLANK, extra=BLANK)]
Currency: TypeAlias = Annotated[str, Meta(min_length=1, max_length=200, pattern=NOT_BLANK, extra=BLANK)]
Skill: TypeAlias = Annotated[str, Meta(min_length=1, max_length=100, pattern=NOT_BLANK, extra=BLANK)]
Skills: TypeAlias = Annotated[tuple[Skill, ...], Meta(max_length=100)]
Url: TypeAlias = Annotated[str, Meta(max_length=200, pattern=WEB_ADDRESS, extra=NO_URL)]
Email: TypeAlias = Annotated[str, Meta(max_length=LONGEST, pattern=MAIL_ADDRESS, extra=NO_EMAIL)]
Password: TypeAlias = Annotated[str, Meta(min_length=SHORTEST, max_length=1024, pattern=WITHOUT_NUL, extra=NUL)]
Credential: TypeAlias = Annotated[str, Meta(min_length=1, max_length=1024, pattern=WITHOUT_NUL, extra=NUL)]
Phone: TypeAlias = Annotated[str, Meta(min_length=1, max_length=50, pattern=NOT_BLANK, extra=BLANK)]
YearOrMonth: TypeAlias = Annotated[str, Meta(max_length=7, pattern=YEAR_OR_MONTH, extra=NO_DATE)]
Amount: TypeAlias = Annotated[int, Meta(ge=0, le=LARGEST_INTEGER)]
Years: TypeAlias = Annotated[int, Meta(ge=0, le=MOST_YEARS)]
Percent: TypeAlias = Annotated[int, Meta(ge=0, le=100)]
Moment: TypeAlias = Annotated[datetime, Meta(tz=True)]
MatchLimit: TypeAlias = Annotated[int, Meta(ge=1, le=1000)]

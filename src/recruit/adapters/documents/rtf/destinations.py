"""RTF destinations: the words at the beginning of groups that give their purpose."""

from typing import Final

from recruit.adapters.documents.rtf.group_state import HEADERS

SKIPPED: Final = frozenset(
    "stylesheet info pict object listtable listoverridetable generator bkmkstart bkmkend fldtype nonshppict template "
    "filetbl annotation atnid atnauthor atndate atnicn atnparent atnref atntime atrfstart atrfend xe tc rxe txe "
    "ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn background title subject author operator manager company category "
    "keywords comment doccomm hlinkbase creatim revtim printim buptim docvar userprops propname staticval linkval "
    "password passwordhash protusertbl writereservhash rsidtbl revtbl xmlnstbl xmlopen xmlname xmlattrname "
    "xmlattrvalue factoidname datastore themedata colorschememapping latentstyles defchp defpap pgptbl oldcprops "
    "oldpprops oldsprops oldtprops nesttableprops nonesttables htmltag mhtmltag formfield ffname ffdeftext ffformat "
    "ffhelptext ffstattext ffentrymcr ffexitmcr ffl datafield mailmerge objclass objname objdata objalias objsect "
    "picprop blipuid fontemb fontfile falt panose fname file list listname liststylename listoverride lfolevel "
    "leveltext levelnumbers pn pnseclvl pntxta pntxtb wgrffmtfilter windowcaption private keycode gridtbl".split()
)
"""Destinations without visible text, even if no star marks them as skippable (specification 1.9.1, appendix B)."""

READ_IF_STARRED: Final = frozenset("fldinst shpinst shptxt ud".split())

LABELS: Final = frozenset("listtext pntext".split())
"""Numbers and marks of lists for programs without support for lists; others generate them from the list."""

READ: Final = frozenset("fonttbl colortbl field fldinst shp sp sn sv upr ud".split()) | HEADERS | LABELS

_SHOWN_BY: Final = {
    **dict.fromkeys(("headerf", "footerf"), b"\\titlepg"),
    **dict.fromkeys(("headerl", "footerl"), b"\\facingp"),
}
"""Control word without which no page shows such a header or footer."""


def never_shown(data: bytes) -> frozenset[str]:
    """Return the header and footer destinations that no page of a file shows."""
    return frozenset(name for name, word in _SHOWN_BY.items() if word not in data)

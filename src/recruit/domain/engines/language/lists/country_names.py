"""Names of countries in German, French, Spanish, Portuguese, Italian and Dutch, and short ones in English.

The gazetteer has the English names. Each line is a country: its ISO 3166 code, and its names, folded as in the
gazetteer.
"""

from functools import cache

_NAMES = """
DE deutschland, allemagne, alemania, alemanha, germania, duitsland
AT osterreich, autriche, austria, oostenrijk
CH schweiz, suisse, suiza, suica, svizzera, zwitserland
FR frankreich, france, francia, franca, frankrijk
BE belgien, belgique, belgica, belgio, belgie
NL niederlande, holland, pays bas, paises bajos, holanda, paises baixos, paesi bassi, olanda, nederland, netherlands, the netherlands
LU luxemburg, luxembourg, luxemburgo, lussemburgo
ES spanien, espagne, espana, espanha, spagna, spanje
PT portugal, portogallo
IT italien, italie, italia
GB uk, u k, great britain, britain, england, scotland, wales, grossbritannien, vereinigtes konigreich, royaume uni, grande bretagne, angleterre, reino unido, gran bretana, inglaterra, gra bretanha, regno unito, gran bretagna, inghilterra, verenigd koninkrijk, groot brittannie, engeland
IE irland, irlande, irlanda, ierland
US us, u s, usa, u s a, america, the states, the us, the usa, vereinigte staaten, amerika, etats unis, estados unidos, eeuu, eua, stati uniti, verenigde staten
CA kanada, canada
MX mexiko, mexique, mexico, messico
BR brasilien, bresil, brasil, brasile, brazilie
AR argentinien, argentine, argentina, argentinie
CL chile, chili, cile
CO kolumbien, colombie, colombia
PL polen, pologne, polonia, polonia
CZ tschechien, tschechische republik, republique tcheque, tchequie, chequia, republica checa, tchequia, cechia, repubblica ceca, tsjechie, czech republic
SK slowakei, slovaquie, eslovaquia, slovacchia, slowakije
HU ungarn, hongrie, hungria, ungheria, hongarije
RO rumanien, roumanie, rumania, romenia, romania, roemenie
BG bulgarien, bulgarie, bulgaria, bulgarije
GR griechenland, grece, grecia, griekenland
HR kroatien, croatie, croacia, croazia, kroatie
SI slowenien, slovenie, eslovenia, slovenia
RS serbien, serbie, serbia, servie
TR turkei, turquie, turquia, turchia, turkije, turkey
UA ukraine, ucrania, ucraina, oekraine
RU russland, russie, rusia, russia, rusland
SE schweden, suede, suecia, svezia, zweden
NO norwegen, norvege, noruega, norvegia, noorwegen
DK danemark, danemarca, dinamarca, danimarca, denemarken, danemark
FI finnland, finlande, finlandia, finland
IS island, islande, islandia, islanda, ijsland
EE estland, estonie, estonia
LV lettland, lettonie, letonia, lettonia, letland
LT litauen, lituanie, lituania, litouwen
IN indien, inde, india
CN china, chine, cina
JP japan, japon, japao, giappone
AU australien, australie, australia
NZ neuseeland, nouvelle zelande, nueva zelanda, nova zelandia, nuova zelanda, nieuw zeeland
ZA sudafrika, afrique du sud, sudafrica, africa do sul, zuid afrika
MA marokko, maroc, marruecos, marrocos, marocco
EG agypten, egypte, egipto, egito, egitto
PH philippinen, philippines, filipinas, filippine, filipijnen
"""


EUROPE = frozenset(
    "AD AL AT BA BE BG BY CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS SE SI"
    " SK SM UA VA XK".split()
)
CONTINENTS = dict.fromkeys("europe europa".split(), EUROPE)
"""Codes of a continent's countries by its folded names."""


@cache
def names() -> dict[str, str]:
    """Return the codes of countries by their folded names."""
    rows = (line.split(" ", 1) for line in _NAMES.strip().splitlines())
    return {name.strip(): code for code, listed in rows for name in listed.split(",")}

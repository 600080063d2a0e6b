"""English translations of Polish, Swedish, Danish and Norwegian titles, languages that no used classification covers.

The list was written for this project and covers frequent trades. Other titles of these languages have no known
occupation.
"""

import re
from functools import cache

from recruit.domain.engines.occupations.title_words import normalise, transliterate

_TITLES = """
nurse: pielegniarka, pielegniarz, sjukskoeterska, sykepleier, sygeplejerske
nursing assistant: opiekun medyczny, underskoeterska, hjelpepleier, helsefagarbeider, sosu-assistent, sosu-hjaelper
doctor: lekarz, lekarka, laekare, laege, lege
dentist: stomatolog, dentysta, dentystka, tandlaekare, tandlaege, tannlege
dental nurse: asystentka stomatologiczna, higienistka stomatologiczna, tandskoeterska, tannhelsesekretaer
pharmacist: farmaceuta, farmaceutka, apotekare, farmaceut, farmasoeyt
physiotherapist: fizjoterapeuta, fizjoterapeutka, sjukgymnast, fysioterapeut
midwife: polozna, barnmorska, jordemoder, jordmor
veterinarian: weterynarz, lekarz weterynarii, veterinaer, dyrlaege, dyrlege
teacher: nauczyciel, nauczycielka, laerare, laerer
kindergarten teacher: przedszkolanka, foerskollaerare, paedagog, barnehagelaerer
electrician: elektryk, elektromonter
welder: spawacz, svetsare, svejser, sveiser
plumber: hydraulik, roermokare, roerlaeggare, vvs-montoer, roerlegger
bricklayer: murarz, murare, mureren, murer
carpenter: stolarz, ciesla, snickare, toemrer, toemmermand, snekker, snedker
painter: malarz, malare, maler
roofer: dekarz, taklaeggare, taekker, taktekker
mechanic: mechanik, mekaniker
car mechanic: mechanik samochodowy, bilmekaniker
cnc operator: operator cnc, cnc-operatoer, cnc-operatoer
machine operator: operator maszyn, maskinoperatoer
truck driver: kierowca c+e, kierowca ciezarowki, kierowca zawodowy, lastbilschauffoer, lastbilchauffoer, lastebilsjafoer
driver: kierowca, foerare, chauffoer, sjafoer
bus driver: kierowca autobusu, bussfoerare, bussjafoer, buschauffoer
warehouse worker: magazynier, lagerarbetare, lagerarbejder, lagermedarbeider, lagermedarbejder
forklift operator: operator wozka widlowego, truckfoerare, truckfoerer
cook: kucharz, kucharka, kock, kokk
kitchen assistant: pomoc kuchenna, koeksbitraede, koekkenmedhjaelper, kjoekkenassistent
waiter: kelner, kelnerka, servitoer, tjener
baker: piekarz, bagare, bager
butcher: rzeznik, slaktare, slagter
hairdresser: fryzjer, fryzjerka, frisoer
cleaner: sprzatacz, sprzataczka, staedare, lokalvardare, rengoeringsassistent, renholder
sales assistant: sprzedawca, sprzedawczyni, butikssaeljare, ekspedient, butikkmedarbeider
sales representative: przedstawiciel handlowy, saeljare, saelger, selger
sales manager: kierownik sprzedazy, foersaeljningschef, salgschef, salgssjef
accountant: ksiegowy, ksiegowa, redovisningsekonom, revisor, regnskapsfoerer, ekonom
bookkeeper: redovisningsassistent, bogholder, bokholder
office clerk: pracownik biurowy, kontorist, kontormedarbejder, kontormedarbeider
secretary: sekretarka, sekreterare, sekretaer
receptionist: recepcjonista, recepcjonistka, receptionist
lawyer: prawnik, adwokat, jurist, advokat
software developer: programista, programistka, systemutvecklare, programvareutvikler, softwareudvikler
project manager: kierownik projektu, projektledare, projektleder
hr manager: kierownik kadr, personalchef, personalesjef
civil engineer: inzynier budownictwa, byggnadsingenjoer, bygningsingenioer
mechanical engineer: inzynier mechanik, maskiningenjoer, maskiningenioer
construction worker: pracownik budowlany, byggnadsarbetare, bygningsarbejder, bygningsarbeider
security guard: ochroniarz, pracownik ochrony, vaektare, vagt, vekter
gardener: ogrodnik, traedgardsmaestare, gartner
architect: architekt, arkitekt
"""
_WORD = re.compile(r"[\w+-]+")
MOST_WORDS = 3


def in_english(title: str) -> str | None:
    """Return the English translation of the longest listed title with which a title begins, or None."""
    words = _WORD.findall(transliterate(normalise(title)).replace("ł", "l"))[:MOST_WORDS]
    for length in range(len(words), 0, -1):
        if found := _titles().get(" ".join(words[:length])):
            return found
    return None


@cache
def _titles() -> dict[str, str]:
    entries = (line.split(": ") for line in _TITLES.strip().splitlines())
    return {name: english for english, names in entries for name in names.split(", ")}

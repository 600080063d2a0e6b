"""Vocabulary of dates in text.

Month names and abbreviations follow the CLDR in English, German, French, Spanish, Italian, Portuguese, Dutch, Swedish,
Polish and Romanian, with and without accents.
"""

import unicodedata

_MONTHS = (
    "jan january januar jänner jän janvier janv enero ene gennaio genn gen janeiro januari ianuarie ian styczeń "
    "stycznia sty; "
    "feb february februar feber février févr fév febrero febbraio febbr fevereiro fev februari februarie luty lutego "
    "lut; "
    "mar march märz mär mrz mars marzo março marco maart mrt martie marzec marca; "
    "apr april avril avr abril abr aprile aprilie kwiecień kwietnia kwi; "
    "may mai mayo maggio magg mag maio mei maj maja; "
    "jun june juni juin junio giugno giu junho iunie iun czerwiec czerwca cze; "
    "jul july juli juillet juil julio luglio lug julho iulie iul lipiec lipca lip; "
    "aug august août aoû agosto ago augustus augusti sierpień sierpnia sie; "
    "sep sept september septembre septiembre setiembre settembre sett set setembro septembrie wrzesień września wrz; "
    "oct october oktober okt octobre octubre ottobre ott outubro out octombrie październik października paź; "
    "nov november novembre noviembre novembro noiembrie noi listopad listopada lis; "
    "dec december dezember dez décembre déc diciembre dicembre dic dezembro decembrie grudzień grudnia gru"
).split("; ")
_SEASONS = {
    2: "spring frühling frühjahr printemps primavera lente voorjaar vår",
    5: "summer sommer été verano verão estate zomer sommar",
    8: "fall autumn herbst automne otoño outono autunno herfst najaar höst",
    0: "winter hiver invierno inverno",
}


def _plain(word: str) -> str:
    return "".join(mark for mark in unicodedata.normalize("NFKD", word) if not unicodedata.combining(mark))


_NAMED = [*enumerate(_MONTHS), *_SEASONS.items()]
MONTH_OF = {form: month for month, names in _NAMED for name in names.split() for form in (name, _plain(name))}
"""Month numbers from 0 by name; for a season, the month in which it begins."""

PRESENT = (
    "present currently current now today date this.date to.date till.date ongoing continuing still.there still.working "
    "still.working.there still.employed the.present the.present.day heute dato laufend fortlaufend aktuell jetzt "
    "gegenwärtig dem.heutigen.tag aujourd'hui aujourd’hui aujourdhui présent ce.jour maintenant en.cours en.poste "
    "actuel actuellement actualidad actualmente actual presente la.fecha fecha hoy hoy.día el.presente la.actualidad "
    "oggi tutt'oggi tutt’oggi attuale attualmente tuttora in.corso atual atualmente o.momento o.presente "
    "a.presente.data a.data o.dia.de.hoje os.dias.atuais hoje data.atual heden vandaag op.heden nu lopend huidig "
    "nuvarande pågående tills.vidare nå nåværende nuværende prezent obecnie nadal teraz dziś günümüz 至今 现在 現在 "
    "настоящее.время н.в d.d"
).split()
"""Ends of an ongoing span; a dot stands for a space or a dot."""

JOINING = (
    "to until till til through thru up.to upto bis bis.zum bis.zur à au a al ad jusqu'à jusqu’à jusqu'en jusqu’en "
    "jusqu'au jusqu’au hasta hasta.el hasta.la até até.o até.a ate fino.a fino.al fino.ad tot t/m tm tot.en.met "
    "till.the do till.och.med t.o.m до по"
).split()
"""Words between the two ends of a span."""

SINCE = (
    "since since.the seit seit.dem depuis depuis.le depuis.la depuis.l' depuis.l’ desde desde.el desde.la desde.o "
    "desde.a dal dall' dall’ dalla da sinds sinds.de vanaf ab od sedan fr.o.m с"
).split()
"""Words before the start of an ongoing span."""

BETWEEN = "between zwischen entre tra fra tussen".split()
"""Words before a span whose ends are joined by "and"."""

AND = "and und et y e en".split()

HALVES = (
    "early mid late end.of anfang mitte ende début fin mi inicios.de mediados.de finales.de fines.de inizio metà fine "
    "begin medio eind início.de meados.de fim.de final.de"
).split()
"""Words before the end of a span that give the part of its year."""

FROM = (
    "from from.the started start von vom de du da van från period duration dates entre between zwischen tra fra tussen"
).split()
"""Words before the start of any span."""

ENDED = (
    "ended end end.date date.to to until left leaving.date bis ende fin fecha.fin hasta fim término saída data.fim "
    "fine al tot einde eind slut"
).split()
"""Labels of the end of a span, in texts that label each end."""

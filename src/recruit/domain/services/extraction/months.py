"""The words that dates are written with, in English, German, French, Spanish, Italian, Portuguese and Dutch."""

_MONTHS = (
    "jan january januar jänner jän janvier janv enero ene gennaio gen janeiro januari ianuarie",
    "feb february februar février févr fév fevrier febrero febbraio fevereiro fev februari februarie",
    "mar march märz mär mrz mars marzo março marco maart mrt martie",
    "apr april avril avr abril abr aprile aprilie",
    "may mai mayo maggio mag maio mei maj",
    "jun june juni juin junio giugno giu junho iunie",
    "jul july juli juillet juil julio luglio lug julho iulie",
    "aug august août aout agosto ago augustus augusti",
    "sep sept september septembre septiembre settembre set setembro septembrie",
    "oct october oktober okt octobre octubre ottobre ott outubro out octombrie",
    "nov november novembre noviembre novembro noiembrie",
    "dec december dezember dez décembre déc decembre diciembre dic dicembre dezembro decembrie",
)
_SEASONS = {"spring": 3, "summer": 5, "fall": 8, "autumn": 8, "winter": 0}

MONTH_OF = {name: month for month, names in enumerate(_MONTHS) for name in names.split()} | _SEASONS
"""Months from 0, and the month in which a season begins."""

PRESENT = (
    "present currently current now today date ongoing heute aktuell jetzt dato aujourd'hui aujourd’hui présent ce.jour "
    "maintenant en.cours actualidad actualmente actual presente la.fecha hoy oggi attuale attualmente in.corso atual "
    "atualmente o.momento hoje heden nu nuvarande nå nåværende nuværende prezent obecnie günümüz 至今 现在 現在 "
    "настоящее.время н.в d.d"
).split()
"""What goes on; a dot stands for a space or a dot."""

JOINING = (
    "to until till til through thru up.to bis bis.zum à au a al ad jusqu'à jusqu’à hasta hasta.la até até.o fino.a "
    "fino.ad tot t/m tot.en.met till.the до по"
).split()
"""Between the two ends of a span."""

SINCE = "since seit depuis desde dal dalla sinds vanaf ab od с".split()
"""Before the beginning of what goes on."""

FROM = "from von vom de du da van period duration dates entre between".split()
"""Before the beginning of any span."""

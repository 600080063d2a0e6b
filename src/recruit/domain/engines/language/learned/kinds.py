"""Nouns for the kinds of ids, in seven languages, and words around names and numbers."""

from recruit.domain.engines.language.requests import Kind

APPLICATION_NOUNS = (
    "applic bewerbung candidatur solicitud postulac inscripc sollicitatie domanda submission proces kandidatur"
).split()
JOB_NOUNS = (
    "job position role opening vacanc posting requisition mandate assignment engagement advert stelle ausschreib vakanz "
    "poste offre annonce vacant puesto oferta plaza vaga anunci posizion annunci offert vacature functie gig positie "
    "recruitment seat ricerca busqueda emploi jobs slot ruolo impiego lavoro rolle baan"
).split()
PERSON_NOUNS = "candidat kandidat kandidaat person profil bewerber applicant resume perfil talent lebenslauf".split()
EXACT_JOBS = frozenset("req reqs jd ad ads post posts cargo funcao".split())
EXACT_PEOPLE = frozenset("cand cands cv cvs c".split())
EXACT_APPLICATIONS = frozenset("app apps".split())
HONORIFICS = frozenset(
    "mr mrs ms miss mx dr herr herrn frau mme mlle monsieur madame m sr sra srta senor senora senhor senhora sig "
    "signor signora signore dhr mevr meneer mevrouw don dona".split()
)
ID_MARKS = frozenset("# no nr num number numero nummer nº n° id number: : no. =".split())
YEARS = frozenset("year years yr yrs yoe jahr jahre jahren ans annees an ano anos anni anno jaar jaren".split())
UNITS = YEARS | frozenset(
    "k % percent prozent procent € $ £ eur usd gbp chf brl euro euros dollar dollars grand mil mille thousand tausend hour hours hr hrs h u std "
    "stunden stunde heures horas ore uur day days tage tag jours dias giorni dagen week weeks woche wochen semaines "
    "semanas settimane weken month months mo mos monate monat mois meses mesi maanden min mins minutes minuten sentences "
    "lines pd am pm p a euros ft lpa lakh lakhs saetzen saetze zeilen lignes mots lineas linhas righe zinnen"
    " jan feb mar apr may jun jul aug sep sept oct nov dec january february march june july october december januar februar marz april mai juni juli august september "
    "oktober november dezember janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre enero "
    "febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre janeiro fevereiro marco maio "
    "junho julho setembro outubro novembro dezembro gennaio febbraio aprile maggio giugno luglio settembre ottobre "
    "novembre dicembre st nd rd th".split()
)
MYSELF = frozenset("me us mir uns moi nous mi mij ons".split())
AND = frozenset("and & und et y e en".split())
MONEY = frozenset("€ $ £ eur usd gbp chf r$".split())
NUMBERS = {
    **dict.fromkeys("one single eins einen einzigen un uno una um uma een".split(), 1),
    **dict.fromkeys("two both zwei beide beiden deux dos dois duas due twee couple pair".split(), 2),
    **dict.fromkeys("three drei trois tres tre drie".split(), 3),
    **dict.fromkeys("four vier quatre cuatro quatro quattro".split(), 4),
    **dict.fromkeys("five funf fuenf cinq cinco cinque vijf".split(), 5),
    **dict.fromkeys("six sechs seis sei zes".split(), 6),
    **dict.fromkeys("seven sieben sept siete sete sette zeven".split(), 7),
    **dict.fromkeys("eight acht huit ocho oito otto".split(), 8),
    **dict.fromkeys("nine neun neuf nueve nove negen".split(), 9),
    **dict.fromkeys("ten zehn dix diez dez dieci tien".split(), 10),
    **dict.fromkeys("twelve zwolf zwoelf douze doce doze dodici twaalf dozen".split(), 12),
    **dict.fromkeys("fifteen funfzehn quinze quince quindici vijftien".split(), 15),
    **dict.fromkeys("twenty zwanzig vingt veinte vinte venti twintig".split(), 20),
}
ORDINALS = {
    **dict.fromkeys(
        "first 1st erste ersten erster erstes premier premiere primero primera primer primeiro primeira primo prima "
        "eerste bovenste oberste obersten winner leading strongest".split(),
        1,
    ),
    **dict.fromkeys(
        "second 2nd zweite zweiten zweiter zweites deuxieme second seconde segundo segunda secondo seconda tweede "
        "runner runnerup".split(),
        2,
    ),
    **dict.fromkeys(
        "third 3rd dritte dritten dritter troisieme tercero tercera tercer terceiro terceira terzo terza derde".split(),
        3,
    ),
    **dict.fromkeys("fourth 4th vierte vierten quatrieme cuarto cuarta quarto quarta vierde".split(), 4),
    **dict.fromkeys("fifth 5th funfte fuenfte cinquieme quinto quinta vijfde".split(), 5),
    **dict.fromkeys("last latter letzte letzten letzter dernier derniere ultimo ultima laatste".split(), -1),
}


STOP_WORDS = frozenset(
    "the a an our my your their his her its this that these those all any each every some of to in on at for with and or "
    "is are was be been has have had do does did not no so up out we you i he she it they them us me who what which when "
    "where how why der die das den dem des ein eine einen einem einer und oder mit von zu im am bei auf fur ist sind war "
    "wir ihr sie er es uns mir mich le la les un une des du de et ou a au aux en dans pour sur avec est sont nous vous ils "
    "elles il elle el los las una unos unas y o con por para es son nos lo al del que se su sus os um uma uns umas e em no "
    "na nos nas dos das com por para do da ele ela gli i uno di del della dei delle degli che con per sono ci het een "
    "least most once present home night last first same "
    "van met voor op is zijn wij we jullie ze hij er te dat deze dit".split()
)


def kind_of(key: str) -> Kind | None:
    """Return the kind that a noun names; None for any other word."""
    if key in EXACT_APPLICATIONS or (any(map(key.startswith, APPLICATION_NOUNS)) and not key.startswith("applicant")):
        return Kind.APPLICATION
    if key in EXACT_PEOPLE or any(map(key.startswith, PERSON_NOUNS)):
        return Kind.CANDIDATE
    if key in EXACT_JOBS or any(map(key.startswith, JOB_NOUNS)) or key.endswith(("stelle", "vacature", "job")):
        return Kind.JOB
    return None

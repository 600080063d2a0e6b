"""Patterns of titles that assist or lead a trade, in seven languages, in lower case and without accents."""

import re

HELPING_COMPOUND = re.compile(
    r"(\w{3,}?)s?(?:helfer|gehilf|hilfe|hulp|assistent)(?:in|e|en)?"
    r"|(?:hilfs-?|hulp-?|aide-|aiuto-?|bei(?=koch))([\w ]{3,})"
)
HELPING_PHRASE = re.compile(
    r"(?!(?:first|second|third|chief) mate)([\w' -]{3,}?)(?:'s)? "
    r"(?:assistant|helper|aide|mate|helfer(?:in)?|hilfskraft)"
    r"|(?:aide|aiuto|helfer(?:in)?|hilfskraft|hulp|assistent)[ -](?:d[eu']s? ?|di |im |in |fuer |der )?([\w' -]{3,})"
    r"|(?:assistante|(?:assistant|auxiliaire)(?= (?:d[eu]s? |d'|dentaire|juridique|comptable|medical|veterinaire)))"
    r" (?:d[eu]s? |d'|en )?([\w' -]{3,})"
    r"|(?:ayudante|auxiliar|ajudante|as+istente|ausiliari[oa])(?:-a)? "
    r"(?:de la |de |del |d[eoai]s? |d'|em |en |alla )?([\w' -]{3,})"
    r"|(\w*?)(?:dental nurse|(?:zahn|tier)?medizinische fachangestellte\w?"
    r"|(?:rechtsanwalt|notar|steuer)s?fachangestellte\w?)"
)
"""In a match, one group is set: the trade, as named by the title."""

LEADING_COMPOUND = re.compile(
    r"(?!(?:haus|buerger|kapell|bade|wacht|schatz|platz|burge|rechen|quartier|zunft)\w?meister)"
    r"(\w{3,}?)s?-?(?:meister|polier|vorarbeiter)(?:in)?"
)
LEADING_PHRASE = re.compile(
    r"(?:foreman|forewoman|meister|vorarbeiter(?:in)?|obermonteur|polier|voorman|meester|capataz|capo ?squadra|maitre"
    r"|chef d'equipe|jefe de equipo|chefe de equipe|encarregad[oa]|mestre)"
    r"(?: (?:d[eaio]|del|du|der|fuer|van))? (?!hotel|d')([\w -]{3,})"
    r"|([\w -]{3,}) (?:foreman|forewoman|meister(?:in)?|vorarbeiter(?:in)?|obermonteur|polier)"
)

_OWN_TRADES = """
sales shop store retail office admin* executive personal management team projekt* project virtual technical technisch*
social* flight cabin vuelo volo voo bordo customer service services servicios servicos direc* direz* direktion*
geschaeftsfuehrung vorstand* verwaltung* buero* sekretariat* secretari* verkoop* winkel* commerci* venta ventas vente
ventes vendas vendite gerencia presiden* haushalt* huishoud* domestic* domicili* vie maternel* geburt* entwicklungs*
ersthelfer* aushilfe gerais generales limpieza limpeza pulizia pulizie produktions* production produccion producao
lager* warehouse almacen healthcare care home zorg* thuis* umzugs* ernte* rettungs* besoin caja caixa cassa vice deputy
graduate
"""
OWN_TRADES = re.compile(rf"\b(?:{'|'.join(_OWN_TRADES.split())})\b".replace("*", r"\w*"))
"""Titles that are a trade of their own in spite of an assistant's word: a shop assistant is a seller."""

_FIELDS = """
elektro elektriker | elektrotechnik elektriker | electrical electrician | elektrik elektriker | kfz kfz mechatroniker
kuechen koch | kueche koch | kitchen cook | cuisine cuisinier | cocina cocinero | cozinha cozinheiro | cucina cuoco
keuken kok | sanitaer sanitaerinstallateur | heizungsbau heizungsbauer | metallbau metallbauer | plumbing plumber
welding welder | carpentry carpenter | painting painter | masonry mason | maurer maurer | dental dentist | legal lawyer
pharmacy pharmacist | apotheken apotheker | bakery baker | backstuben baecker | tischlerei tischler | zimmerei zimmerer
laboratory laboratory technician | accounts accountant | accounting accountant | buchhaltung buchhalter
electricidad electricista | eletrica eletricista | elettrico elettricista | soldadura soldador | saldatura saldatore
tandart tandarts | dokter dokter
fontaneria fontanero | albanileria albanil | contabilidad contable | contabilidade contabilista
marketing marketing manager
"""
FIELDS = {
    field: trade for field, _, trade in (entry.strip().partition(" ") for entry in re.split(r"[|\n]", _FIELDS.strip()))
}
"""A field of work → the title of its workers."""

SPECIALITIES = {
    "FRONTEND": re.compile(r"\b(?:frontend|fullstack|react|angular|vue|svelte)\b"),
    "BACKEND": re.compile(r"\b(?:backend|fullstack|java|spring|django|laravel|golang|node)\b"),
    "MOBILE": re.compile(r"\b(?:android|ios|mobile|flutter)\b"),
    "DESIGN": re.compile(
        r"\b(?:product|produkt|ux|ui|user (?:experience|interface)|interaction)\b.*\bdesign\w*"
        r"|\bdesigner\b.*\b(?:ux|ui)\b|\bdis[ei][gn]+\w+\b.*\b(?:produ[ck]to?|ux|ui)\b"
    ),
}
"""Name of a kind → the pattern of its titles. A title that matches several has none of these kinds."""

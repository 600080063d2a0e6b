"""Vocabulary of names of companies and schools, of non-companies, and of the beginnings of duties."""

import re

LEGAL_FORMS = (
    r"(?:inc|incorporated|ltd|llc|llp|lllp|pllc|corp|corporation|co|plc|gmbh|mbh|ag|kg|kgaa|ohg|ug|e\.?v|s\.?a|"
    r"s\.?a\.?s|s\.?a\.?r\.?l|s\.?r\.?l|s\.?l|s\.?l\.?u|s\.?p\.?a|s\.?n\.?c|s\.?c|s\.?a\.?u|c\.?v|ltda|eireli|pvt|pty|"
    r"pte|limited|lp|b\.?v|n\.?v|v\.?o\.?f|a\.?b|a/s|aps|as|asa|oy|oyj|s\.?r\.?o|a\.?\s?s|sp\.? z o\.? ?o|z o\.? ?o|"
    r"kft|zrt|d\.?o\.?o|ooo|ооо|зао|оао|sdn|[se]\.(?:[a-z]\.){1,4}|bhd|tbk|k\.?k|oü|jsc|llp|fze|fzco|wll|intl|dba|a\.?ş|"
    r"ltd\.? ?şti)\.?"
)

ORGANISATIONS = frozenset(
    "university college school academy institute institution department ministry hospital hospitals clinic clinics "
    "health healthcare bank banks group holdings holding company technologies technology tech software solutions "
    "systems services consulting consultants consultancy partners associates agency studio studios labs lab "
    "laboratories media digital networks network industries enterprises international global foundation association "
    "council authority society trust center centre foods logistics motors energy electric airlines airways hotel "
    "hotels resort restaurant café cafe diner bistro bakery brewery farm farms retail stores store shop market "
    "supermarket pharmacy pharmaceuticals pharma biosciences therapeutics insurance capital ventures investments "
    "securities advisors realty properties construction contracting contractors builders manufacturing mills works "
    "textiles distribution distributors transport shipping freight army navy force police county municipality "
    "government embassy church charity robotics analytics interactive entertainment pictures publishing press gazette "
    "times books games outsourcing staffing infotech infosystems universität hochschule fachhochschule klinikum "
    "krankenhaus schule kita verein stadtwerke werke werk institut sparkasse bau verlag autohaus praxis kanzlei "
    "université école lycée collège hôpital clinique mairie banque agence groupe société cabinet ministère atelier "
    "laboratoire universidad centro consultorio servicios colegio instituto clínica banco grupo agencia ayuntamiento "
    "ministerio fundación empresa università scuola ospedale comune banca gruppo agenzia universidade escola faculdade "
    "prefeitura transportes universiteit hogeschool ziekenhuis gemeente bouw bouwbedrijf garage club team labs. mill "
    "inn lodge tavern kennels co-operative cooperative coop brewing winery dairy haulage nurseries surgery infirmary "
    "hospice borough genossenschaft pflegedienst seniorenheim pflegeheim spedition maschinenbau anlagenbau stahlbau "
    "bäckerei metzgerei apotheke grundschule gymnasium stiftung landratsamt stadtverwaltung gasthaus gasthof druckerei "
    "brauerei tischlerei schreinerei logistik handelshaus kliniken landeskrankenhaus bezirkskrankenhaus ordination "
    "ingenieurbüro boulangerie bureau transports résidence coopérative établissements ets mutuelle pharmacie ehpad "
    "brasserie imprimerie commune conseil conserveries maison menuiserie restaurante cooperativa talleres "
    "distribuidora constructora panadería farmacia editorial imprenta despacho asociación municipalidad alcaldía "
    "supermercados laboratorios conservas gimnasio academia ferretería supermercado construtora laboratório padaria "
    "farmácia câmara município associação indústria oficina contabilidade officine officina ristorante tenuta tenute "
    "cantina cantine poderi masseria fattoria  panificio trasporti istituto liceo azienda autoscuola carrozzeria "
    "tipografia orchestra zorggroep basisschool groep stichting waterschap bakkerij apotheek ingenieursbureau "
    "accountants advocaten makelaardij kwekerij schoonmaakbedrijf atheneum lyceum loonbedrijf brouwerij groothandel".split()
)
"""Nouns at the start or end of company names."""

DEPARTMENTS = frozenset(
    "marketing sales operations engineering finance accounting product design hr legal support research "
    "development it technology data analytics quality security infrastructure platform compliance communications "
    "procurement purchasing logistics strategy growth partnerships risk treasury admin administration production "
    "maintenance training education recruitment talent learning client customer business digital global regional "
    "corporate internal external human resources relations services success affairs intelligence management "
    "programs programmes projects planning".split()
)
"""Departments after the comma of a title, as in "Director, Client Services"."""

NOT_COMPANIES = frozenset(
    "freelance, freelancer, full-time, full time, part-time, part time, contract, permanent, temporary, temp, "
    "internship, seasonal, remote, hybrid, on-site, onsite, on site, vollzeit, teilzeit, befristet, cdi, cdd, "
    "stage, alternance, temps plein, temps partiel, jornada completa, tiempo completo, tempo integral, tempo "
    "pieno, current, present, location, home office, homeoffice, full-time employee, date, dates, duration, "
    "period, from, to, job, title, company, employer, position, role, fecha, période, zeitraum, periodo, período, "
    "years, n/a, various, wfh".split(", ")
)

CAREER_BREAK = re.compile(
    r"\b(?:career (?:break|gap)|gap year|sabbatical|parental leave|maternity leave|family (?:care|leave)|seeking work|"
    r"unemployed|elternzeit|arbeits?suchend|arbeitslos|congé (?:parental|maternité|sabbatique)|année sabbatique|"
    r"recherche d['’]emploi|excedencia|búsqueda de empleo|año sabático|licença parental|em busca de emprego|"
    r"ano sabático|congedo (?:parentale|di maternità)|disoccupat[oa]|anno sabbatico|ouderschapsverlof|werkzoekend|"
    r"career pause|family time|paternity leave|travell?ing (?:the|around|through)|world (?:trip|tour)|caring for my|"
    r"raising (?:my|our) (?:children|family)|babypause|familien(?:zeit|phase|pause)|mutterschutz|pflegezeit|weltreise|"
    r"sabbatjahr|pause (?:parentale|carrière|professionnelle)|tour du monde|proche aidante?|baja (?:maternal|por)|"
    r"cuidado de (?:mi|mis|familiares|hijos)|vuelta al mundo|pausa (?:laboral|familiar|de carreira|lavorativa)|"
    r"cuidado da família|volta ao mundo|licença[ -]maternidade|aspettativa|giro del mondo|maternità|"
    r"(?:eltern|bildungs)?karenz(?:zeit)?|(?:prestación por |subsidio (?:de|por) )?desempleo|chômage|desemprego|"
    r"werkloosheid|cassa integrazione|zwangerschapsverlof|wereldreis|mantelzorg voor|zorg voor mijn|"
    r"loopbaanonderbreking)\b",
    re.IGNORECASE,
)
"""Periods without a job, such as parental leave, which aren't jobs."""

DUTY_VERBS = frozenset(
    "achieved acted adapted added administered advised analyzed analysed answered applied architected arranged "
    "assembled assessed assisted assured attended audited authored automated boosted brought budgeted built "
    "carried chaired championed coached collaborated collected communicated completed compiled conceived "
    "conducted configured consolidated constructed contributed controlled converted coordinated created "
    "cultivated cut decreased defined delivered demonstrated deployed designed developed devised directed "
    "documented doubled drafted drove earned edited enabled engaged enhanced ensured established evaluated "
    "exceeded executed expanded expedited facilitated filed fixed focused formulated fostered founded gained "
    "generated grew guided handled headed helped hired identified implemented improved increased initiated "
    "inspected installed instructed integrated interviewed introduced invented investigated involved kept "
    "launched led leveraged liaised logged made maintained managed mapped mastered maximized measured mentored "
    "met migrated modeled monitored motivated moved negotiated obtained operated optimized optimised orchestrated "
    "ordered organized organised overhauled oversaw owned packed participated partnered performed pioneered "
    "planned played prepared presented processed produced programmed promoted proposed proved provided published "
    "purchased ran raised rebuilt received recommended recruited redesigned reduced refactored rendered "
    "reorganized replaced reported represented researched resolved responsible restructured reviewed revamped "
    "saved scaled scheduled secured selected served set shipped simplified sold solved sourced spearheaded "
    "standardized started streamlined strengthened supervised supplied supported surpassed taught tested tracked "
    "trained transformed translated troubleshot undertook updated upgraded used utilized verified volunteered won "
    "worked wrote working analyze answer assist build collaborate communicate conduct coordinate create deliver "
    "design develop drive ensure execute handle help identify implement improve keep lead maintain manage mentor "
    "monitor operate oversee own participate perform plan precept prepare process provide report review serve "
    "supervise teach track train using write accountable able ability knowledge experience proficient".split()
)
"""Words that begin a line about duties. Present-tense forms that are also names or heads need more words after them."""

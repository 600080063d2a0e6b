"""Words of résumé headings in English, German, French, Spanish, Italian, Portuguese, Dutch and Romanian."""

OTHER = frozenset(
    "skills skill skillset competencies competences competency expertise proficiency proficiencies technologies tools "
    "languages language projects project certifications certification certificates licenses licences license awards "
    "honors honours achievements accomplishments publications references referees reference interests hobbies "
    "activities activity extracurricular volunteering volunteer volunteerism declaration strengths strength "
    "memberships affiliations patents presentations talks portfolio courses coursework workshops conferences "
    "leadership military research kenntnisse edv-kenntnisse fachkenntnisse sprachkenntnisse it-kenntnisse fähigkeiten "
    "kompetenzen sprachen interessen weiterbildung weiterbildungen zertifikate projekte ehrenamt auszeichnungen "
    "referenzen führerschein hobbys qualifikationen compétences compétence langues langue loisirs intérêt centres "
    "projets certificats bénévolat atouts références habilidades habilidad idiomas idioma competencias certificaciones "
    "cursos proyectos logros aptitudes aficiones conocimientos informática informáticos intereses referencias "
    "voluntariado competenze lingue linguistiche hobby interessi certificazioni progetti corsi informatiche "
    "volontariato capacità competências conhecimentos certificações projetos interesses atividades vaardigheden talen "
    "taalvaardigheden cursussen certificaten projecten hobby’s hobby's nevenactiviteiten referenties färdigheter språk "
    "kompetens umiejętności języki kompetencer færdigheter competențe limbi abilități certificări proiecte technical "
    "technologische certs snapshot reconocimientos reconocimiento premios méritos otros savoir-faire divers outils "
    "distinctions mandats weiteres sonstiges kurse bundeswehr ehrenämter veröffentlichungen publikationen vorträge "
    "führerscheine stärken engagement talente software docenze incarichi premi pubblicazioni patente patenti "
    "conoscenze referenze voluntário ferramentas publicações prêmios prémios condecorações condução línguas cnh "
    "vrijwilligerswerk vrijwillig nevenfuncties prijzen lesgeven publicaties rijbewijs rijbewijzen "
    "computervaardigheden kurser referenser föreningsliv körkort fritid intressen umiejętność zainteresowania "
    "referencje prawo kursy szkolenia membership grants funding screen systems community bénévole comunicaciones "
    "distinciones capacitación nebentätigkeit nebentätigkeiten nebenbeschäftigung fortbildung fortbildungen seminare "
    "ehrungen topvaardigheden top-kenntnisse certificeringen docencia docência lezingen bijscholing tickets logiciels "
    "langages brevets permis sociedades sprachkompetenz conocimiento cursus bénévolats engagements mitgliedschaften "
    "referências referência referenza referentie lidmaatschappen membresías associações associazioni sprachen-und-edv "
    "edv".split()
) - {"engagements", "leadership", "military", "research", "technical", "technologische", "centres", "intérêt"}

CONTACT = frozenset(
    "contact contacts kontakt kontaktdaten persönliche coordonnées contacto personales contatti contato pessoais "
    "contactgegevens personalia persoonlijke personal angaben daten "
    "contactar contatar kontaktinformationen kontaktinfo gegevens contactinformatie dati-personali "
    "particulars coordonnees informations osobowe dane kontaktuppgifter persoonsgegevens anagrafici "
    "generales anagrafica personalgegevens".split()
)

SUMMARY = frozenset(
    "summary profile objective objectives about overview highlights statement bio introduction profil kurzprofil "
    "zusammenfassung über résumé sommaire objectif profilo sommario obiettivo perfil resumen objetivo resumo profiel "
    "samenvatting extracto riepilogo kurzvorstellung persönliches sobre quem who-am-i présentation accroche "
    "presentación biografia biografía apresentação profile- podsumowanie sammanfattning".split()
)

EDUCATION = frozenset(
    "education educational academics qualifications qualification training schooling studies degrees ausbildung "
    "bildung bildungsweg schulbildung studium hochschulbildung schule berufsausbildung formation formations études "
    "diplômes diplôme parcours educación formación estudios istruzione formazione studi titoli formação educação "
    "escolaridade opleiding opleidingen scholing studie educație studii utbildning uddannelse utdanning wykształcenie "
    "koulutus school schools certificates' diplomas diploma licensure institutions attended éducation etudes diplomes "
    "titulación escolaridad académicas estudos habilitações scuole scholen werdegang-schulisch edukacja utbildningar "
    "vorming onderwijs learning learned learnt apprenticeship apprenticeships apprentissage apprentissages aprendizaje "
    "aprendizagem gelernt erlernt lehre lehrzeit schulzeit geleerd appris aprendido imparato studiato estudiado "
    "estudado gestudeerd grados títulos promotion".split()
) - {"parcours"}

EXPERIENCE = frozenset(
    "experience experiences employment appointments positions position work working career internships internship "
    "berufserfahrung erfahrung erfahrungen berufspraxis werdegang berufstätigkeit praktika arbeitserfahrung berufliche "
    "praktische expérience expériences parcours emplois stages experiencia experiencias laboral trayectoria prácticas "
    "arbetslivserfarenhet erfarenhet anställningar erhvervserfaring arbeidserfaring doświadczenie zawodowe työkokemus "
    "esperienza esperienze lavorative lavorativa carriera tirocini experiência experiências carreira estágios "
    "werkervaring loopbaan ervaring experiență experiența profesională posts jobs job engagements projekthistorie "
    "festanstellungen festanstellung anstellungen anstellung praxiserfahrung laufbahn berufslaufbahn berufsweg "
    "berufserfahrungen arbeitserfahrungen beschäftigungen beschäftigungsverhältnisse arbeitsverhältnisse employments "
    "roles assignments credits consultancies historial empleos empleo laborales percorso impieghi occupazione lavoro "
    "attività impiego trajetória percurso emprego empregos werkervaringen arbeidsverleden carrière dienstverbanden "
    "werk yrkeserfarenhet arbetslivserfarenheter tjänstgöring zatrudnienie kariera pracy journey arbeit beruf "
    "occupazioni atividade occupations worked trabajado gearbeitet travaillé lavorato trabalhei gewerkt levensloop "
    "loopbaanoverzicht tätigkeit tätigkeiten stationen berufsstationen fonctions trabajo trabajos ocupación trabalho "
    "trabalhos atuação lavori esperienze-lavorative banen functies arbeidservaring jobhistorie positionen funktionen "
    "arbeitsleben karriere dienstverhältnisse ocupaciones cargos postes missions-professionnelles emploi métier "
    "trayectorias antecedentes activités activité servizi servizio itinéraire recorrido tappe étapes etapas lesgegeven "
    "taught unterrichtet enseigné fatto gemacht hecho feito".split()
)

OF_STUDIES = frozenset("academic académica académico acadêmica académique universitaire universitaria".split())
"""Words that mean education if no other word of a heading decides: "Academic appointments" are jobs."""

REFEREES = frozenset(
    "references referees reference referee referenzen referenz références référence referencias referencia "
    "referenze referenza referências referência referenties referentie referenser referencje".split()
)
"""Words of headings above other people, such as referees."""

MODIFIERS = frozenset(
    "history histórico professional relevant research teaching industry additional other previous prior past key "
    "selected core major main clinical military leadership technical technologies computer it soft hard personal "
    "executive career functional field fields areas area of and & in the my me to with / + held record background "
    "chronology progression details detail information info data list set sets level community technical-skills "
    "programming software notable recent current general special specialized domain business management academic "
    "service online links profiles intro beruflicher berufliche beruflichen persönliche akademische besondere sonstige "
    "weitere und mich kenntnisse zu professionnelle professionnelles professionnel personnelles personnel et de "
    "d’expérience d'expérience du le la les des à travail linguistiques informatiques techniques académique "
    "académiques scolaire d’intérêt d'intérêt centres intérêt divers universitaire profesional profesionales laborales "
    "académica académicos personales datos y e o en complementaria professionale professionali personale personali "
    "dati di ed delle informazioni tecniche profissional profissionais pessoais dados acadêmica complementares "
    "qualificações persoonlijke relevante overige gegevens professionele profesională organizational organisational "
    "corporate total vocational date practical employment-history post appointments present order earliest latest "
    "first dates reverse chronological what i did where have been i've sold i’ve since until so far breve resumida "
    "laboral ii iii iv v vi vii viii beruflich tabellarischer mein weg meine bisherige bisherigen aktuelle actuelle "
    "antérieures précédentes missions mon svolta svolte prestati prestato mio formativo paid regular work mis "
    "principales últimas ultimi precedenti attuali anteriores zawodowa przebieg attended obtained qualifications' "
    "bodies formación' continuing wo ich habe où j'ai dónde donde he ho dove onde waar ik heb korte kurzer kurze "
    "berufliches mes mie ma mi previa previas previo vida relevantes gedaan opdrachtgevers stage top path exercées "
    "exercés exercidas exercidos occupés occupées ocupados ocupadas desempeñados ricoperti tot toe nu mijn "
    "professionais principais principali principaux wichtigste überblick overzicht selbstständige freiberufliche "
    "angaben-zur zur person zum auszug gli los las os as het die der das un una declarada jusqu'ici bisher finora "
    "ärztliche pflegerische".split()
)
"""Words that don't decide the section; the other words of the heading do."""

PHRASES = {
    "curriculum vitae": "document", "curriculum": "document", "vitae": "document", "currículum vítae": "document",
    "curriculum vitæ": "document", "currículum": "document", "cv": "document", "resume": "document",
    "lebenslauf": "document", "hoja de vida": "document", "confidential resume": "document", "confidential": "document",
    "résumé": "document", "histórico": "experience", "vida laboral": "experience",
    "get in touch": "contact", "reach me": "contact", "find me": "contact", "me joindre": "contact",
    "me contacter": "contact", "trained at": "education", "right now": "experience", "earlier": "experience",
    "before that": "experience", "davor": "experience", "daarvoor": "experience", "zuvor": "experience",
    "prima": "experience", "opdrachten": "other", "sobre mí": "summary", "acerca de mí": "summary", "sobre mim": "summary",
    "chi sono": "summary", "über mich": "summary", "à propos": "summary", "à propos de moi": "summary",
    "over mij": "summary", "summary of qualifications": "summary",
    "employment summary": "experience", "qualifications summary": "summary",
    "personal projects": "other", "personal statement": "summary", "personal profile": "summary",
    "personal skills": "other", "links": "other", "website": "other", "websites": "other", "social": "other",
    "social media": "other", "profiles": "other", "online profiles": "other",
    "areas of interest": "other", "areas of expertise": "other", "military service": "other",
    "professional development": "other", "additional information": "other", "intro": "other", "experience summary": "other",
    "programming languages": "other", "general information": "contact", "research interests": "other",
    "工作经历": "experience", "工作经验": "experience", "職務経歴": "experience", "职业经历": "experience",
    "教育背景": "education", "教育经历": "education", "学歴": "education", "技能": "other", "项目经历": "other",
    "опыт работы": "experience", "образование": "education", "навыки": "other", "обо мне": "summary",
    "الخبرة": "experience", "الخبرات": "experience", "التعليم": "education", "المهارات": "other",
}  # fmt: skip
"""Headings whose meaning isn't that of their words, and headings of one word in other scripts."""

WITHIN = frozenset(
    "achievements, key achievements, accomplishments, key accomplishments, technologies, tools, technologies "
    "used, highlights, projects, key projects, project details, details, activities, main activities, skills, "
    "strengths, leadership, project, overview, summary, description, skills used, tools used, training, position, "
    "work, experience, internship, stage".split(", ")
)
"""Headings that, with a colon, divide the description of a single job."""

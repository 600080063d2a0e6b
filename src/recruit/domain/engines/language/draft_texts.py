"""The texts of drafts in seven languages: an approach, an invitation to an interview, and a rejection.

They state only stored facts: `{title}`, `{place}`, `{skills}` and `{work}` come from the job and the profile.
"""

from collections.abc import Mapping
from dataclasses import dataclass

NAMES = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "pt": "Portuguese",
    "it": "Italian",
    "nl": "Dutch",
}
"""Languages of drafts and their English names."""


@dataclass(frozen=True, slots=True)
class Letters:
    """The sentences of one language. Each pair has a sentence about a job, and one without a job."""

    greeting: str
    closing: str
    approach_subject: str
    approach: tuple[str, str]
    skills: str
    work: str
    call: str
    interview_subject: tuple[str, str]
    interview: tuple[str, str]
    dates: str
    rejection_subject: tuple[str, str]
    thanks: tuple[str, str]
    decision: str
    wishes: str


LETTERS: Mapping[str, Letters] = {
    "en": Letters(
        greeting="Hello {name},",
        closing="Kind regards",
        approach_subject="Getting to know each other",
        approach=(
            "We are hiring for the position of {title}{place}, and your profile made us think of you.",
            "Your profile made us curious, and we would like to get to know you.",
        ),
        skills="What caught our eye in particular: your experience with {skills}.",
        work="We also read about your current work ({work}) with interest.",
        call="Would you be open to a short call? Just let us know when it suits you best.",
        interview_subject=("Invitation to an interview: {title}", "Invitation to an interview"),
        interview=(
            "We would like to meet you and are glad to invite you to an interview for the position of {title}{place}.",
            "We would like to meet you and are glad to invite you to an interview.",
        ),
        dates="Which days and times would suit you? If you have any questions beforehand, please get in touch.",
        rejection_subject=("Your application: {title}", "Your application"),
        thanks=(
            "Thank you for applying for the position of {title} and for the time you gave us.",
            "Thank you for applying to us and for the time you gave us.",
        ),
        decision="We are sorry to tell you that we won't be taking your application further.",
        wishes="We wish you all the best for your search and for the road ahead.",
    ),
    "de": Letters(
        greeting="Guten Tag {full_name},",
        closing="Herzliche Grüße",
        approach_subject="Lernen wir uns kennen?",
        approach=(
            "wir besetzen die Stelle „{title}“{place} und haben beim Lesen Ihres Profils an Sie gedacht.",
            "Ihr Profil hat uns neugierig gemacht, und wir würden Sie gern kennenlernen.",
        ),
        skills="Besonders aufgefallen ist uns Ihre Erfahrung mit {skills}.",
        work="Auch Ihre derzeitige Tätigkeit ({work}) hat unser Interesse geweckt.",
        call="Hätten Sie Zeit für ein kurzes Telefonat? Sagen Sie uns einfach, wann es Ihnen am besten passt.",
        interview_subject=("Einladung zum Vorstellungsgespräch: {title}", "Einladung zum Vorstellungsgespräch"),
        interview=(
            (
                "wir möchten Sie gern kennenlernen und laden Sie herzlich zu einem Vorstellungsgespräch für die Stelle "
                "„{title}“{place} ein."
            ),
            "wir möchten Sie gern kennenlernen und laden Sie herzlich zu einem Vorstellungsgespräch ein.",
        ),
        dates="Welche Tage und Uhrzeiten passen Ihnen? Wenn Sie vorab Fragen haben, melden Sie sich gern.",
        rejection_subject=("Ihre Bewerbung: {title}", "Ihre Bewerbung"),
        thanks=(
            "vielen Dank für Ihre Bewerbung auf die Stelle „{title}“ und für die Zeit, die Sie sich genommen haben.",
            "vielen Dank für Ihre Bewerbung und für die Zeit, die Sie sich genommen haben.",
        ),
        decision="Leider müssen wir Ihnen mitteilen, dass wir Ihre Bewerbung nicht weiter berücksichtigen können.",
        wishes="Für Ihre Suche und Ihren weiteren Weg wünschen wir Ihnen alles Gute.",
    ),
    "fr": Letters(
        greeting="Bonjour {name},",
        closing="Bien cordialement",
        approach_subject="Faisons connaissance",
        approach=(
            "Nous recrutons actuellement pour le poste « {title} »{place}, et votre profil nous a fait penser à vous.",
            "Votre profil a retenu notre attention et nous aimerions faire votre connaissance.",
        ),
        skills="Nous avons particulièrement remarqué votre expérience dans les domaines suivants : {skills}.",
        work="Votre activité actuelle ({work}) a également éveillé notre intérêt.",
        call="Seriez-vous disponible pour un bref échange téléphonique ? Dites-nous simplement ce qui vous convient.",
        interview_subject=("Invitation à un entretien : {title}", "Invitation à un entretien"),
        interview=(
            (
                "Nous aimerions vous rencontrer et avons le plaisir de vous inviter à un entretien pour le poste "
                "« {title} »{place}."
            ),
            "Nous aimerions vous rencontrer et avons le plaisir de vous inviter à un entretien.",
        ),
        dates="Quels jours et horaires vous conviendraient ? Si vous avez des questions, n'hésitez pas à nous écrire.",
        rejection_subject=("Votre candidature : {title}", "Votre candidature"),
        thanks=(
            "Nous vous remercions de votre candidature au poste « {title} » et du temps que vous nous avez accordé.",
            "Nous vous remercions de votre candidature et du temps que vous nous avez accordé.",
        ),
        decision="Nous sommes au regret de vous informer que nous ne pouvons pas y donner une suite favorable.",
        wishes="Nous vous souhaitons une pleine réussite dans vos recherches et dans la suite de votre parcours.",
    ),
    "es": Letters(
        greeting="Hola, {name}:",
        closing="Un cordial saludo",
        approach_subject="Nos gustaría conocerle",
        approach=(
            "Estamos buscando a alguien para el puesto «{title}»{place}, y su perfil nos ha hecho pensar en usted.",
            "Su perfil ha despertado nuestro interés y nos gustaría conocerle.",
        ),
        skills="Nos ha llamado especialmente la atención su experiencia con {skills}.",
        work="También nos ha interesado su trabajo actual ({work}).",
        call="¿Tendría tiempo para una breve llamada? Díganos simplemente cuándo le viene mejor.",
        interview_subject=("Invitación a una entrevista: {title}", "Invitación a una entrevista"),
        interview=(
            "Nos gustaría conocerle y tenemos el placer de invitarle a una entrevista para el puesto «{title}»{place}.",
            "Nos gustaría conocerle y tenemos el placer de invitarle a una entrevista.",
        ),
        dates="¿Qué días y horas le convienen? Si tiene alguna pregunta antes, no dude en escribirnos.",
        rejection_subject=("Su candidatura: {title}", "Su candidatura"),
        thanks=(
            "Le agradecemos su candidatura al puesto «{title}» y el tiempo que nos ha dedicado.",
            "Le agradecemos su candidatura y el tiempo que nos ha dedicado.",
        ),
        decision="Lamentamos comunicarle que no seguiremos adelante con su candidatura.",
        wishes="Le deseamos mucha suerte en su búsqueda y en su trayectoria profesional.",
    ),
    "pt": Letters(
        greeting="Olá, {name},",
        closing="Atenciosamente",
        approach_subject="Gostaríamos de conversar",
        approach=(
            "Temos em aberto a vaga «{title}»{place}, e o seu perfil despertou o nosso interesse.",
            "O seu perfil despertou o nosso interesse e teríamos muito gosto em conversar.",
        ),
        skills="Chamou especialmente a nossa atenção a sua experiência com {skills}.",
        work="Também lemos com interesse sobre o seu trabalho atual ({work}).",
        call="Teria disponibilidade para uma breve conversa por telefone? É só dizer quando seria melhor.",
        interview_subject=("Convite para uma entrevista: {title}", "Convite para uma entrevista"),
        interview=(
            "Temos o prazer de fazer um convite para uma entrevista para a vaga «{title}»{place}.",
            "Temos o prazer de fazer um convite para uma entrevista.",
        ),
        dates="Que dias e horários seriam melhores? Se tiver alguma pergunta antes, é só escrever.",
        rejection_subject=("A sua candidatura: {title}", "A sua candidatura"),
        thanks=(
            "Agradecemos a sua candidatura à vaga «{title}» e o tempo que nos dedicou.",
            "Agradecemos a sua candidatura e o tempo que nos dedicou.",
        ),
        decision="Lamentamos informar que não daremos seguimento à sua candidatura.",
        wishes="Desejamos muito sucesso nos seus próximos passos profissionais.",
    ),
    "it": Letters(
        greeting="Buongiorno {name},",
        closing="Un cordiale saluto",
        approach_subject="Ci piacerebbe conoscerLa",
        approach=(
            (
                "stiamo cercando una persona per la posizione «{title}»{place} e, leggendo il Suo profilo, abbiamo "
                "pensato a Lei."
            ),
            "il Suo profilo ha suscitato il nostro interesse e ci piacerebbe conoscerLa.",
        ),
        skills="Ci ha colpito in particolare la Sua esperienza con {skills}.",
        work="Abbiamo letto con interesse anche del Suo lavoro attuale ({work}).",
        call="Avrebbe tempo per una breve telefonata? Ci faccia sapere quando Le è più comodo.",
        interview_subject=("Invito a un colloquio: {title}", "Invito a un colloquio"),
        interview=(
            "ci piacerebbe conoscerLa e siamo lieti di invitarLa a un colloquio per la posizione «{title}»{place}.",
            "ci piacerebbe conoscerLa e siamo lieti di invitarLa a un colloquio.",
        ),
        dates="Quali giorni e orari Le sono più comodi? Per qualsiasi domanda, ci scriva pure.",
        rejection_subject=("La Sua candidatura: {title}", "La Sua candidatura"),
        thanks=(
            "La ringraziamo per la Sua candidatura alla posizione «{title}» e per il tempo che ci ha dedicato.",
            "La ringraziamo per la Sua candidatura e per il tempo che ci ha dedicato.",
        ),
        decision="Siamo spiacenti di comunicarLe che non daremo seguito alla Sua candidatura.",
        wishes="Le auguriamo ogni successo nella Sua ricerca e nel Suo percorso professionale.",
    ),
    "nl": Letters(
        greeting="Beste {name},",
        closing="Met vriendelijke groet",
        approach_subject="Even kennismaken?",
        approach=(
            "Wij zoeken iemand voor de functie „{title}”{place} en moesten bij het lezen van uw profiel aan u denken.",
            "Uw profiel heeft onze belangstelling gewekt en wij maken graag kennis met u.",
        ),
        skills="Vooral uw ervaring met {skills} viel ons op.",
        work="Ook over uw huidige werk ({work}) hebben we met belangstelling gelezen.",
        call="Hebt u tijd voor een kort telefoongesprek? Laat ons gerust weten wanneer het u het beste uitkomt.",
        interview_subject=("Uitnodiging voor een gesprek: {title}", "Uitnodiging voor een gesprek"),
        interview=(
            "Wij willen u graag ontmoeten en nodigen u uit voor een gesprek over de functie „{title}”{place}.",
            "Wij maken graag kennis met u en nodigen u van harte uit voor een gesprek.",
        ),
        dates="Welke dagen en tijden komen u goed uit? Hebt u vooraf vragen, laat het ons dan gerust weten.",
        rejection_subject=("Uw sollicitatie: {title}", "Uw sollicitatie"),
        thanks=(
            "Hartelijk dank voor uw sollicitatie naar de functie „{title}” en voor de tijd die u hebt genomen.",
            "Hartelijk dank voor uw sollicitatie en voor de tijd die u hebt genomen.",
        ),
        decision="Tot onze spijt moeten wij u laten weten dat wij niet met uw sollicitatie verdergaan.",
        wishes="Wij wensen u veel succes met uw zoektocht en in uw verdere loopbaan.",
    ),
}

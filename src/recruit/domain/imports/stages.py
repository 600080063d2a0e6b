"""Mapping of other systems' pipeline stages to statuses of applications, in the languages of `headers.py`."""

import re
from collections.abc import Iterable

from recruit.domain.candidates.model.identifiers import fold_accents
from recruit.domain.imports import stage_endings

APPLIED, SCREENING, INTERVIEW, OFFER = "applied", "screening", "interview", "offer"
SOURCED, HIRED, REJECTED, WITHDRAWN = "sourced", "hired", "rejected", "withdrawn"

WORDS = {
    REJECTED: """
        rejected | reject | archived | disqualified | declined by employer | declined by company | declined by us |
        declined by team | declined by recruiter | declined by hiring manager | not hired | not a fit | not selected |
        unsuccessful | turned down | no hire | not qualified | over qualified | overqualified | no show | did not show |
        did not show up | nicht erschienen | nicht eingestellt | absent | absente | non embauché | non embauchée |
        non recruté | non recrutée | no contratado | no contratada | no se presentó | não contratado | não contratada |
        não compareceu | non assunto | non assunta | non presentato | non presentata | niet aangenomen |
        niet verschenen | niet komen opdagen | abgelehnt | absage | abgesagt | refusé | refusée | rejeté | rejetée |
        non retenu | non retenue | écarté | rechazado | rechazada | descartado | descartada | rejeitado | rejeitada |
        reprovado | eliminado | rifiutato | rifiutata | scartato | scartata | respinto | afgewezen | afgekeurd |
        ungeeignet | nicht geeignet | aussortiert | ausgeschieden | refus | non qualifié | non qualifiée | no apto |
        no apta | no seleccionado | no seleccionada | reprovada | desclassificado | desclassificada | não selecionado |
        não selecionada | não aprovado | não aprovada | non idoneo | non idonea | niet geschikt | not suitable |
        unsuitable | unqualified | regret | regretted | failed | not progressing | not approved | nicht passend |
        nicht ausgewählt | durchgefallen | rejet | éliminé | éliminée | sans suite | classé sans suite |
        classée sans suite | non sélectionné | non sélectionnée | négatif | négative | reprobado | reprobada |
        desestimado | desestimada | excluido | excluida | no aprobado | no aprobada | no aceptado | no aceptada |
        recusado | recusada | eliminada | inapto | inapta | dispensado | dispensada | não aceito | não aceita |
        escluso | esclusa | respinta | negativo | negativa | bocciato | bocciata | non ammesso | non ammessa |
        non selezionato | non selezionata | archiviato | archiviata | afwijzing | afgevallen | ongeschikt""",
    WITHDRAWN: """
        withdrawn | withdrew | withdraw | withdrawn by candidate | candidate withdrew | opted out | dropped out |
        offer declined | offer rejected | declined offer | rejected offer | rejected our offer | declined our offer |
        declined by candidate | declined | hired elsewhere | accepted another offer | accepted other offer |
        took another job | no longer interested | candidate not interested | angebot abgelehnt | offre refusée |
        offre déclinée | oferta rechazada | proposta recusada | offerta rifiutata | aanbod afgewezen |
        rejected by candidate | absage durch bewerber | absage durch bewerberin | absage durch kandidat |
        absage durch kandidatin | absage durch den bewerber | absage durch die bewerberin |
        absage durch den kandidaten | absage des bewerbers | absage des kandidaten | absage bewerber |
        bewerber hat abgesagt | bewerberin hat abgesagt | kandidat hat abgesagt | kandidatin hat abgesagt |
        kandidat hat abgelehnt | bewerber hat abgelehnt | refus candidat | refus du candidat | refus de la candidate |
        rechazado por el candidato | rechazada por el candidato | recusado pelo candidato | recusada pelo candidato |
        desistência | rifiutato dal candidato | rifiutata dal candidato | rinuncia | ingetrokken | zurückgezogen |
        abgesprungen | kein interesse mehr | rückzug | retiré | retirée | désisté | désistée | désistement | retirado |
        retirada | desistió | desistiu | desistente | ritirato | ritirata | teruggetrokken | candidate declined |
        kandidat abgesagt | kandidatin abgesagt | bewerber abgesagt | absage kandidat | abandon | abandonné |
        abandonnée | désistement du candidat | renuncia | renunció | baja voluntaria | declinado por el candidato |
        declinou | renunciou | ha rinunciato | rinunciato | rinunciata | ritiro | afgehaakt |
        kandidaat trekt zich terug""",
    HIRED: """
        hired | hire | accepted | offer accepted | joined | onboarding | onboarded | placed | started | eingestellt |
        embauché | embauchée | recruté | recrutée | contratado | contratada | admitido | assunto | assunta |
        aangenomen | embauché(e) | recruté(e) | contratado/a | admitido(a) | assunto/a | offer signed |
        angebot angenommen | vertrag unterschrieben | offre acceptée | contrat signé | oferta aceptada |
        contrato firmado | proposta aceita | proposta aceite | contrato assinado | offerta accettata |
        contratto firmato | aanbod geaccepteerd | contract getekend | contract signed | signed | angenommen |
        angestellt | einstellung | zusage angenommen | vertrag unterzeichnet | accepté | acceptée | engagé | engagée |
        aceptado | aceptada | incorporado | incorporada | admitida | aceito | aceita | aceite | admissão | accettato |
        accettata | assunzione | geaccepteerd | geplaatst | in dienst""",
    OFFER: """
        offer | offers | offered | offer extended | offer sent | job offer | contract | negotiation | background check |
        reference check | references | angebot | vertragsangebot | vertrag | offre | proposition | promesse d'embauche |
        reference checks | background checks | vertragsverhandlung | arbeidsvoorwaardengesprek | oferta | propuesta |
        proposta | offerta | aanbod | voorstel | arbeidsvoorwaarden | contract voorstel | vertragsunterzeichnung |
        verhandlung | négociation | contrat | negociación | contrato | negociação | trattativa | contratto |
        onderhandeling | contract aangeboden""",
    INTERVIEW: """
        interview | interviews | interviewing | interviewed | onsite | on-site | face to face | final round |
        in person | assessment | technical test | take home | case study | panel | trial day | superday | final stage |
        skills test | vorstellungsgespräche | bewerbungsgespräch | erstgespräch | zweitgespräch | fachgespräch |
        fachinterview | kennenlerngespräch | eingeladen | finalista | prueba | pruebas | teste prático | test pratico |
        kennismaking | kennismakingsgesprek | vorstellungsgespräch | gespräch | interviewphase | probearbeiten |
        probetag | kennenlernen | entretien | entretiens | entrevue | test technique | entrevista | entrevistas |
        prueba técnica | teste técnico | dinâmica | colloquio | colloqui | prova tecnica | gesprek |
        sollicitatiegesprek | eerste gesprek | proefdag | first round | second round | third round | einladung |
        zweite runde | probearbeit | test | mise en situation | convoqué | convoquée | invité | invitée | entrevistado |
        entrevistada | convocado | convocada | teste | convocato | convocata | uitgenodigd""",
    SCREENING: """
        screening | screen | reviewed | phone screen | phone screened | phone interview | phone call |
        recruiter screen | recruiter call | resume screen | resume review | cv review | cv screening | pre-screen |
        prescreening | shortlist | shortlisted | in review | under review | review | in process | qualification |
        intro call | video screen | client submission | submitted to client | presented to client | sent to client |
        cv sent | telefoninterview | telefonat | vorauswahl | sichtung | in prüfung | prüfung | présélection |
        préqualification | entretien téléphonique | en cours d'examen | preselección | entrevista telefónica | llamada |
        en revisión | triagem | pré-seleção | em análise | preselezione | valutazione | colloquio telefonico |
        in valutazione | selectie | telefonisch gesprek | voorselectie | in behandeling | telefonisch interview |
        preseleccionado | preseleccionada | en proceso | em processo | under consideration | longlist | longlisted |
        engere wahl | in auswahl | unterlagen angefordert | vorgeprüft | présélectionné | présélectionnée |
        en cours d'étude | à étudier | à traiter | en evaluación | en estudio | em avaliação | em seleção |
        in selezione | da valutare | preselezionato | preselezionata | in selectie""",
    APPLIED: """
        applied | application | applicant | applicants | new applicants | inbox | new | application review |
        new applicant | application received | received | inbound | incoming | beworben | bewerbung | neue bewerbung |
        eingegangen | eingang | neu | posteingang | candidature | candidature reçue | postulé | nouveau | nouvelle |
        nouvelles candidatures | reçu | inscrito | inscrita | solicitud | candidatura | recibido | nuevo | nueva |
        postulado | novo | nova | recebido | inscrição | candidatado | candidato | nuova | ricevuta | gesolliciteerd |
        sollicitatie | nieuw | ontvangen | submitted | neue bewerbungen | unbearbeitet | unsortiert | nuevos | nuevas |
        inscritos | novos | nuove candidature | nieuwe sollicitaties | bewerber | bewerberin | ingresado | ingresada |
        nuovo | nuovi | ricevuto | inserito | inserita | kandidaat""",
    SOURCED: """
        sourced | sourcing | lead | leads | new lead | prospect | prospects | reached out | contacted | identified |
        talent pool | added | imported | uploaded | kontaktiert | angesprochen | vorgemerkt | identifié | contacté |
        talentpool | kandidatenpool | vivier | banco de talentos | à contacter | nurture | contactado | identificado |
        contattato | benaderd | gevonden | pool | erstkontakt | contactée | contactada | por contactar | contatado |
        contatada | a contatar | contattata | da contattare | gecontacteerd""",
}
GUESSED = {
    OFFER: """
        approved | selected | passed | success | successful | zusage | zugesagt | zusage erteilt | zusage erhalten |
        genehmigt | ausgewählt | bestanden | approuvé | approuvée | validé | validée | sélectionné | sélectionnée |
        retenu | retenue | positif | aprobado | aprobada | seleccionado | seleccionada | positivo | aprovado |
        aprovada | selecionado | selecionada | approvato | approvata | selezionato | selezionata | ammesso | ammessa |
        goedgekeurd | geselecteerd""",
    SCREENING: """
        in progress | ongoing | pending | on hold | waiting | paused | standby | stand by | waitlist | qualified |
        suitable | in bearbeitung | in bearb. | laufend | wartend | warteliste | zurückgestellt | ausstehend |
        geeignet | interessant | favorit | en cours | en cours de traitement | en traitement | en attente | qualifié |
        qualifiée | en curso | en trámite | en espera | pendiente | apto | apta | em andamento | em curso | em espera |
        pendente | in corso | in lavorazione | in attesa | idoneo | idonea | lopend | in procedure | in afwachting |
        wachtlijst | geschikt | voorgesteld""",
    APPLIED: """
        active | open | current | yes | true | live | aktiv | offen | actif | ouvert | activo | activa | abierto |
        ativo | ativa | em aberto | aberto | attivo | attiva | aperto | actief""",
}
"""Ambiguous stages, by the status that they default to if no other column gives one.

Only whole names match: "selected" can be before or after an offer, and "in progress" anything in between.
"""

_NOT_REJECTED = """
    no | n | false | f | 0 | not rejected | not disqualified | nein | falsch | nicht abgelehnt | nicht disqualifiziert |
    non | faux | não | nee | onwaar | falso | n/a | none | null"""
_YES = "yes | true"

FINAL = (REJECTED, WITHDRAWN, HIRED)
"""Statuses that end an application."""

LONGEST = 1_000
"""Characters of a cell that are read. Names of stages are shorter."""

_PARTS = re.compile(r"[:/|(),]|\s[-–—]+\s")
"""Separators between a stage and an addition: "Hired (contract)", "Archived - hired"."""

_NEUTRAL_ENDINGS = frozenset(["archived", "archiviato", "archiviata", "closed"])
"""Words for any ending. Alone they mean a rejection."""

_WORD = re.compile(r"[^\W_]+")
_WORD_BOUNDARY = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Where a word begins in a name such as "OfferDeclined"."""


def _phrase(text: str) -> str:
    return " ".join(_WORD.findall(fold_accents(_WORD_BOUNDARY.sub(" ", text[:LONGEST]))))


def _phrases(words: str) -> frozenset[str]:
    return frozenset(map(_phrase, words.split("|")))


STATUSES = {phrase: status for status, words in WORDS.items() for phrase in _phrases(words)}
HIRES = {frozenset(phrase.split()) for phrase, status in STATUSES.items() if status == HIRED}
"""Words of the phrases for a hire, in any order."""

_UNAMBIGUOUS_HIRES = _phrases("""
    hired | eingestellt | embauché | embauchée | recruté | recrutée | contratado | contratada | assunto | assunta |
    aangenomen""")
"""Words that mean a hire only. "Accepted" may refer to an application or an interview."""

GUESSES = {phrase: status for status, words in GUESSED.items() for phrase in _phrases(words)}
NOT_REJECTED = _phrases(_NOT_REJECTED) | (GUESSES.keys() - _phrases(_YES))


def status_of(stage: str) -> str | None:
    """Return the status of a stage, by its whole name or by the longest known phrase in it, or None.

    Phrases that end an application without a hire take precedence: "Rejected after interview" isn't an interview.
    "hired" matches whole names, or parts between marks as in "Hired (contract)": "Hired elsewhere" and "To be hired"
    are no hires. None is returned for a negated stage, for an ending in other words ("Offer rescinded"), and for a word
    for a hire among others ("Eingestellt Vertrag"): see `guess`.
    """
    phrase = _phrase(stage)
    if phrase in STATUSES:
        return STATUSES[phrase]
    if stage_endings.is_ended_by_employer(phrase):
        return REJECTED
    if stage_endings.is_refused_by_applicant(phrase):
        return WITHDRAWN
    if stage_endings.is_offer_withdrawn(phrase):
        return None
    return HIRED if _is_hire_with_addition(stage) else _status_of_part(phrase)


def _is_hire_with_addition(stage: str) -> bool:
    """Return whether one part of a stage is the name of a hire, and no other part is another ending or a negation."""
    parts = [part for part in map(_phrase, _PARTS.split(stage[:LONGEST])) if part not in _NEUTRAL_ENDINGS]
    if any(stage_endings.contains_ending(part) or stage_endings.after_negations(part) for part in parts):
        return False
    statuses = {STATUSES.get(part) or _status_of_part(part) for part in parts}
    return HIRED in statuses and statuses.isdisjoint({REJECTED, WITHDRAWN})


def _status_of_part(phrase: str) -> str | None:
    if frozenset(stage_endings.content_words(phrase)) in HIRES:
        return HIRED
    found = [known for known in STATUSES if STATUSES[known] != HIRED and _contains_affirmed(known, phrase)]
    final = [known for known in found if STATUSES[known] in FINAL]
    has_hire = not _UNAMBIGUOUS_HIRES.isdisjoint(phrase.split())
    if not final and (has_hire or stage_endings.contains_ending(phrase) or _is_negated(phrase, found)):
        return None
    return STATUSES[max(final or found, key=len)] if found else None


def _contains_affirmed(known: str, phrase: str) -> bool:
    """Return whether a known phrase is in another, and not negated there."""
    before, found, _ = f" {phrase} ".partition(f" {known} ")
    return bool(found) and not stage_endings.is_negated(before)


def _is_negated(phrase: str, found: Iterable[str]) -> bool:
    """Return whether a phrase negates the stages found in it. A negation of another stage doesn't affect them.

    "Interview not scheduled" negates an interview; "New (not reviewed)" doesn't negate an application. A negated hire
    negates every stage except an offer: "Contract not signed" is an offer, "Screening not started" isn't a screening.
    """
    statuses = {STATUSES[known] for known in found}
    for negated in stage_endings.after_negations(phrase):
        others = {STATUSES[known] for known in STATUSES if f"{negated} ".startswith(f"{known} ")}
        if not others or others & statuses or (others == {HIRED} and OFFER not in statuses):
            return True
    return False


def is_stage(value: str) -> bool:
    """Return whether a whole text is the name of a stage, unambiguous or ambiguous."""
    phrase = _phrase(value)
    return phrase in STATUSES or phrase in GUESSES


def guess(stage: str) -> str | None:
    """Return the default status of an ambiguous stage, and a rejection for an unknown ending, or None."""
    phrase = _phrase(stage)
    if phrase in GUESSES:
        return GUESSES[phrase]
    return REJECTED if status_of(stage) is None and stage_endings.contains_ending(phrase) else None


def ended_by(reason: str) -> str | None:
    """Return the final status by a cell of a rejection column, or None for "no", a blank cell and ambiguous stages."""
    phrase = _phrase(reason)
    if not phrase or phrase in NOT_REJECTED:
        return None
    status = status_of(reason)
    return status if status in FINAL else REJECTED

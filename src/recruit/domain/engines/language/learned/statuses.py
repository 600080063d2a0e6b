"""Statuses of jobs and stages of applications in seven languages."""

from collections.abc import Iterator, Sequence

from recruit.domain.engines.language.learned.kinds import kind_of
from recruit.domain.engines.language.learned.words import Word
from recruit.domain.engines.language.requests import Kind

_JOB_STATUSES = {
    "draft": "draft entwurf entwurfe brouillon borrador rascunho bozz concept",
    "on_hold": "hold paus pauz park frozen freez froz suspend gele gel eis congelad congel sospes wacht abeyance "
    "standby stand-by ruh angehalten halt asleep dormant sleeping attesa espera bevroren gepauz opgeschort",
    "closed": "closed shut geschloss abgeschloss clotur ferme fermes fermee fermees cerrad fechad encerrad chius "
    "gesloten filled besetzt pourvu cubiert preenchid finished wrapped afgesloten terminad cloture conclus dead",
    "open": "open offen ouvert abiert abert apert live active activ aktiv attiv actief running laufen lauf aktuell "
    "vigent alive hiring unfilled openstaand ongoing posted",
}
_STAGES = {
    "sourced": "sourced sourcing gesourc sourct",
    "applied": "applied beworben aplicad aplicado postulad gesolliciteerd",
    "screening": "screen vorauswahl preselec preselez triag vorab prescreen preseleccion",
    "interview": "interv vorstellungsgespr gesprach entretien entrevist colloqui gesprek onsite intvw",
    "offer": "offer angebot oferta offre propost proposition aanbod offert propuest",
    "hired": "hired hire eingestellt einstell embauch contrat assunt assum aangenomen joined signed signe unterschrieb "
    "firmad firmat firmo assinou getekend recrut contratt",
    "rejected": "reject declined abgelehnt abgesagt refus rechazad rejeitad reprovad scartat respint rifiut afgewezen turned "
    "ecarte descartad",
    "withdrawn": "withdr zuruckgezog zuruckgetret retire retirad ritirat teruggetrokken",
}
_TOWARDS = frozenset(
    "to into -> → > = as ins in auf nach zu zur zum en a al a la en au aux em para pra pro naar door als on onto stage "
    "etape fase phase status the the: der die das in-".split()
)


def _prefixes(table: dict[str, str]) -> list[tuple[str, str]]:
    """Return the prefixes with their statuses, the longest first."""
    found = ((form, name) for name, forms in table.items() for form in forms.split())
    return sorted(found, key=lambda one: -len(one[0]))


_JOB_FORMS, _STAGE_FORMS = _prefixes(_JOB_STATUSES), _prefixes(_STAGES)
_WHOLE = frozenset("gel eis halt hire dead live open active posted ruh hold alive hiring offre".split())
"""Words that must match as a whole."""


def _first_match(key: str, forms: Sequence[tuple[str, str]]) -> str | None:
    return next((name for form, name in forms if (key == form if form in _WHOLE else key.startswith(form))), None)


def job_statuses(found: Sequence[Word]) -> Iterator[tuple[int, str]]:
    """Yield job statuses with their positions."""
    for index, word in enumerate(found):
        if name := _first_match(word.key, _JOB_FORMS):
            yield index, name


def job_status(found: Sequence[Word]) -> str | None:
    """Return the status that a search for jobs names: "on hold" before "closed" before "open"."""
    named = [name for _, name in job_statuses(found)]
    return next((name for name in ("draft", "on_hold", "closed", "open") if name in named), None)


def stages(found: Sequence[Word]) -> list[tuple[int, str]]:
    """Return the named stages with their positions. "Offre" and "oferta" next to an id or a title mean jobs."""
    listed = []
    for index, word in enumerate(found):
        name = _first_match(word.key, _STAGE_FORMS)
        after = found[index + 1].key if index + 1 < len(found) else ""
        numbered = after[:1].isdigit() or after in {"#", "no", "de", "d'"}
        is_job = name == "offer" and kind_of(word.key) is Kind.JOB and numbered
        if name and not is_job:
            listed.append((index, name))
    return listed


def target_stage(found: Sequence[Word]) -> str | None:
    """Return the target stage of a move: the last one after a word of direction, else the last."""
    listed = stages(found)
    led = [name for index, name in listed if index and found[index - 1].key in _TOWARDS]
    return led[-1] if led else listed[-1][1] if listed else None

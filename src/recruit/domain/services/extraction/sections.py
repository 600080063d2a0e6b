"""The sections of a résumé.

section = heading, then lines until the next heading
heading = one of the usual words alone on its line, with any decoration and in any case

What comes before the first heading is the head: name, headline, contact.
"""

from collections.abc import Iterator, Sequence
from enum import Enum

from recruit.domain.services.extraction import lines


class Section(Enum):
    """What a section is about, as far as it matters here."""

    HEAD = "head"
    SUMMARY = "summary"
    EXPERIENCE = "experience"
    EDUCATION = "education"
    OTHER = "other"


_HEADINGS = {
    Section.SUMMARY: "summary, professional summary, executive summary, career summary, profile, professional "
    "profile, about, about me, objective, career objective, personal statement, personal profile, summary of "
    "qualifications, profil, perfil, perfil profesional, über mich, résumé professionnel",
    Section.EXPERIENCE: "experience, work experience, working experience, professional experience, employment, "
    "employment history, work history, career history, relevant experience, experiences, career, appointments, "
    "positions, professional background, employment record, work, berufserfahrung, beruflicher werdegang, "
    "expérience, expérience professionnelle, expériences professionnelles, expériences, experiencia, experiencia "
    "profesional, experiencia laboral, experiență profesională, experiență",
    Section.EDUCATION: "education, academic background, education and training, education & training, academic "
    "qualifications, qualifications, educational qualifications, educational qualification, academics, training, "
    "ausbildung, bildung, studium, formation, formations, educación, formación, formación académica, educație, "
    "significant coursework, coursework, relevant coursework",
    Section.OTHER: "skills, technical skills, core skills, key skills, computer skills, skill set, it skills, soft "
    "skills, core competencies, competencies, areas of expertise, areas of interest, expertise, "
    "technologies, tools, languages, projects, personal projects, academic projects, project details, key projects, "
    "certifications, certificates, licenses, licences, awards, honors, honours, achievements, accomplishments, "
    "publications, selected publications, references, interests, hobbies, activities, extracurricular activities, "
    "volunteering, volunteer experience, volunteer work, additional information, personal details, personal "
    "information, declaration, contact, contact information, contact details, profiles, links, strengths, military "
    "service, patents, presentations, experience summary, technical proficiencies, technical expertise, kenntnisse, "
    "fähigkeiten, sprachen, compétences, langues, habilidades, idiomas, competencias, competențe, programming "
    "languages, online profiles, affiliations, skills & tools, skills and tools, intro, curriculum "
    "vitae, cv, resume, résumé, lebenslauf",
}
_SECTION_OF = {name.strip(): section for section, names in _HEADINGS.items() for name in names.split(",")}


def heading(line: str) -> Section | None:
    """Return what a line is the heading of, or None when it isn't one. Letters set apart by spaces count as words."""
    name = lines.name(line)
    return _SECTION_OF.get(name) or _SECTION_OF.get(_closed_up(name)) if name else None


def divide(split: Sequence[str]) -> Iterator[tuple[Section, Sequence[str]]]:
    """Yield the sections of a text that is already split into lines, without their headings."""
    section, start = Section.HEAD, 0
    for number, line in enumerate(split):
        if (found := heading(line)) is not None:
            yield section, split[start:number]
            section, start = found, number + 1
    yield section, split[start:]


def _closed_up(name: str) -> str:
    words = name.split()
    return "".join(words) if len(words) > 1 and all(len(word) == 1 for word in words) else name

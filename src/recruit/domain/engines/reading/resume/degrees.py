"""Names of degrees and other qualifications in seven languages."""

import re

DEGREE = re.compile(
    r"\b(?:ph\.?\s?d|d\.?phil|doctor(?:ate)?(?: of)?|dr\. rer|bachelor(?:['’]?s)?|master(?:['’]?s)?(?= (?:degree|of|"
    r"in|thesis|program)|['’]s)|mba|emba|b\.?\s?sc|m\.?\s?sc|b\.?\s?a\.(?!\w)|m\.?\s?a\.(?!\w)|b\.?\s?eng|m\.?\s?eng|"
    r"b\.?\s?tech|m\.?\s?tech|b\.?\s?e\.(?!\w)|m\.?\s?e\.(?!\w)|b\.?\s?com|m\.?\s?com|b\.?\s?ed|m\.?\s?ed|"
    r"b\.?\s?s\.(?!\w)|m\.?\s?s\.(?!\w)|b\.?f\.?a|m\.?f\.?a|ll\.?[bm]|mca|bca|pgdm|associate(?:['’]?s)?(?= degree| of|"
    r" in)|diploma|degree|ged|high school|a-levels?|gcses?|abitur|diplom|magister|staatsexamen|promotion|"
    r"ausbildung zu[mr]|licence|licenciatura|licenciad[oa]|grado en|máster|doctorado|bachillerato|técnico superior|"
    r"baccalauréat|doctorat|bts|dut|laurea|maturità|dottorato|bacharel(?:ado)?|mestrado|doutorado|graduação|tecnólogo|"
    r"(?:berufs)?matura|maturité|maturität|lehrabschluss|vwo|havo|vmbo|mbo|hbo|bep|deug|bac pro|"
    r"titre professionnel|ciclo formativo|grado (?:medio|superior)|"
    r"graduado escolar|ensino (?:médio|fundamental|superior)|segundo grau|fachabitur|mittlere reife|realschulabschluss|"
    r"hauptschulabschluss|gesellenprüfung|meisterprüfung|lehre (?:als|zu[mr])|ausbildung als|apprenticeship|"
    r"propedeuse|coursework|certificate|certification)\b",
    re.IGNORECASE,
)
"""A degree or other qualification in a line."""

"""Names of spoken languages in seven languages, and words for levels of proficiency."""

_LANGUAGES = """
English: englisch, anglais, inglés, inglese, inglês, engels; German: deutsch, allemand, alemán, tedesco, alemão,
duits; French: französisch, français, francés, francese, francês, frans; Spanish: spanisch, espagnol, español,
castellano, spagnolo, espanhol, spaans; Italian: italienisch, italien, italiano, italiaans; Portuguese: portugiesisch,
portugais, portugués, portoghese, português, portugees; Dutch: niederländisch, néerlandais, neerlandés, olandese,
holandês, nederlands; Russian: russisch, russe, ruso, russo; Polish: polnisch, polonais, polaco, polacco, pools;
Czech: tschechisch; Slovak; Slovenian; Croatian: kroatisch; Serbian: serbisch; Bosnian; Bulgarian; Romanian:
rumänisch, roumain, rumano, română; Hungarian: ungarisch; Greek: griechisch, grec, griego; Turkish: türkisch, turc,
turco; Ukrainian: ukrainisch; Arabic: arabisch, arabe, árabe, arabo; Hebrew: hebräisch, hébreu; Persian: farsi;
Kurdish; Hindi; Urdu; Bengali: bangla; Punjabi; Gujarati; Marathi; Tamil; Telugu; Kannada; Malayalam; Odia; Assamese;
Nepali; Sinhala; Chinese: mandarin, cantonese, chinesisch, chinois, chino, cinese, chinês; Japanese: japanisch,
japonais, japonés, giapponese; Korean: koreanisch, coréen, coreano; Vietnamese; Thai; Indonesian: bahasa indonesia;
Malay; Tagalog: filipino; Swahili: kiswahili; Amharic; Yoruba; Igbo; Hausa; Twi; Wolof; Zulu: isizulu; Xhosa:
isixhosa; Afrikaans; Swedish: schwedisch, suédois, svenska; Danish: dänisch, dansk; Norwegian: norwegisch, norsk;
Finnish: finnisch, suomi; Icelandic; Estonian; Latvian; Lithuanian; Catalan: català, catalán; Basque: euskera;
Galician: gallego; Irish: gaeilge; Welsh: cymraeg; Albanian; Armenian; Georgian; Azerbaijani; Kazakh; Uzbek; Latin:
latein; American Sign Language: asl
"""

LANGUAGES = {
    spelling: name
    for entry in " ".join(_LANGUAGES.split()).split("; ")
    for name, _, others in [entry.partition(": ")]
    for spelling in (name.casefold(), *filter(None, others.split(", ")))
}

LEVEL = (
    r"native(?: or bilingual)?|bilingual|mother tongue|first language|fluent|full professional|professional working|"
    r"limited working|professional|proficient|advanced|upper[- ]intermediate|intermediate|conversational|elementary|"
    r"basic|beginner|working knowledge|[ABC][12]\+?|muttersprach\w{0,4}|verhandlungssicher|fließend|fliessend|"
    r"gute? kenntnisse|grundkenntnisse|langue maternelle|bilingue|courant|intermédiaire|notions|débutant|nativo|"
    r"nativa|lengua materna|avanzado|intermedio|básico|fluido|madrelingua|fluente|buono|ottimo|scolastico|"
    r"língua materna|avançado|intermediário|moedertaal|vloeiend|goed|uitstekend"
)
"""Levels of proficiency in a language, in the words of résumés."""

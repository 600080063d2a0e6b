"""Number words in seven languages, as used for years of experience."""

from itertools import chain

_TEENS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty; "
    "ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn "
    "achtzehn neunzehn zwanzig; "
    "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf vingt; "
    "un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho "
    "diecinueve veinte; "
    "un due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette "
    "diciotto diciannove venti; "
    "um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis dezessete dezoito "
    "dezenove vinte; "
    "één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien "
    "negentien twintig"
).split("; ")
_TENS = {
    25: "twenty-five fünfundzwanzig vingt-cinq veinticinco venticinque vijfentwintig",
    30: "thirty dreißig dreissig trente treinta trenta trinta dertig",
    35: "thirty-five fünfunddreißig trente-cinq trentacinque vijfendertig",
    40: "forty vierzig quarante cuarenta quaranta quarenta veertig",
}
_OTHERS = {14: "quatorze", 16: "dezasseis", 17: "dezassete", 19: "dezanove", 22: "twenty-two", 12: "dozen"}

_SMALLEST = 3
"""Smallest number with number words; words for smaller ones are as often articles and pronouns."""

VALUE_OF = {
    word: value
    for value, words in chain(
        (pair for teens in _TEENS for pair in enumerate(teens.split(), 1)), _TENS.items(), _OTHERS.items()
    )
    for word in words.split()
    if value >= _SMALLEST or word in {"one", "two", "zwei", "deux", "dos", "due", "dois", "twee"}
}
"""The value of each number word."""

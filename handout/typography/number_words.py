"""Words that say how many, and words that say that something is not so, in a text to be compared.

Those of all languages are looked for together: one too many costs a line another place on a sheet.
"""

import re
from collections.abc import Mapping

_COUNTS: Mapping[str, str] = {
    "de": "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig"
    " fünfzig sechzig hundert tausend halb halbe halben halbes einmal zweimal dreimal viermal"
    " doppelt",
    "en": "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
    " hundred thousand half halves quarter quarters third thirds once twice thrice double dozen",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce quince veinte treinta"
    " cuarenta cincuenta sesenta cien mil medio media mitad doble",
    "fr": "deux trois quatre cinq sept huit neuf dix onze douze quinze vingt trente quarante"
    " cinquante soixante cent mille demi demie moitié quart double",
    "it": "due tre quattro cinque sei sette otto nove dieci undici dodici quindici venti trenta"
    " quaranta cinquanta sessanta cento mezzo mezza metà doppio",
    "nl": "twee drie vier vijf zes zeven acht negen tien elf twaalf twintig dertig veertig vijftig"
    " zestig honderd duizend half halve eenmaal tweemaal driemaal dubbel",
    "pt": "dois duas três quatro cinco sete oito nove dez onze doze quinze vinte trinta quarenta"
    " cinquenta sessenta cem meio meia metade dobro",
}
"""From two on: what is one is as often no number."""
_NEGATIONS: Mapping[str, str] = {
    "de": "nicht nie niemals kein keine keinen keinem keiner keines nichts ohne außer",
    "en": "not no never none nor neither nothing without unless except cannot",
    "es": "no nunca jamás sin ningún ninguna ninguno nada salvo",
    "fr": "ne pas jamais sans aucun aucune rien sauf",
    "it": "non mai senza nessun nessuna nessuno niente tranne",
    "nl": "niet nooit geen zonder niets behalve",
    "pt": "não nunca jamais sem nenhum nenhuma nada exceto",
}


def _any_of(words: Mapping[str, str]) -> str:
    return "|".join(sorted({word for row in words.values() for word in row.split()}))


COUNT = re.compile(rf"\b(?:{_any_of(_COUNTS)})\b", re.IGNORECASE)
"""A number in letters, such as `two` or `half`."""
NEGATION = re.compile(rf"\b(?:{_any_of(_NEGATIONS)})\b|['’]t\b", re.IGNORECASE)
"""A word without which a text says the contrary, such as `not`, or the end of `don't`."""

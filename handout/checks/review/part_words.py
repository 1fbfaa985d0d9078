"""By what words a heading is known to say what readers need to find, in each language."""

import re
from collections.abc import Mapping
from functools import lru_cache

from handout.checks.review.listed_words import IMPERATIVES

PART_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "what": r"""^about\b|^what (?:does|happens|causes)\b|^what\b.*\b(?:is|are)\b|^why\b|overview
            |introduction|background|^how\b.*\b(?:works?|done|made|occurs?|happens?)\b|\btypes? of\b
            |\bcauses?\b|symptoms|used for\b|\bis for$|key facts""",
        "benefits": r"""(?<!health )(?<!care )\bbenefits?\b|\badvantages?\b|\bpros\b|\bsuccess
            |\bhow well\b|^what it can do\b|^how\b(?!.*\b(?:you|your|i|we|us|others|doctors?|nurses?
            |family|friends|pharmacists?)\b).*\bhelps?\b""",
        "reasons": r"""^why\b|used for\b|\bis for$|^reasons?\b|\bpurpose\b|^how\b.*\bworks?\b""",
        "harms": r"""\brisks\b|(?<!at )(?<!the )(?<!your )\brisk\b(?! (?:factors?|groups?))
            |\bharms?\b|side[ -]effects?|\bcomplications?\b|disadvantages?|\bdownsides?\b
            |\bdrawbacks?\b|\bcons\b|\blimit(?:s|ations?)\b|\bgo(?:es)? wrong\b|\bsafe(?:ty)?\b
            |\bunwanted\b|\bproblems (?:after|that)\b|\bpossible problems\b""",
        "alternatives": r"""\balternatives?\b|\bother (?:options|treatments?|choices|ways)\b
            |\boptions\b|\bchoices\b|\binstead\b""",
        "nothing": r"""\bnothing\b|\bno treatment\b|\bwithout (?:treatment|surgery|it|an? |the )
            |\b(?:not|don[’']t|doesn[’']t) (?:have|having|treat|want|take|go ahead)|watchful
            |wait and see""",
        "do": r"""\bwhat (?:you|i|to|can|should|must)\b
            |^how (?:to|do i|should i|you can|can (?:i|you))\b|look(?:ing)? after|self[ -]?care
            |\bcar(?:e|ing) (?:for|of)\b|^(?:before|after)\b|prepar|^dos?\b|^things (?:you|to)\b
            |\badvice\b|\btips\b|next steps|recover|^using\b|^taking\b|\bat home\b|yourself\b
            |exercises?\b|prevent""",
        "help": r"""\b(?:get|getting|need|seek|for|more)\b.{0,20}\bhelp\b|\bhelp (?:and|from)\b
            |helpline|red flags|\bgo to\b|\bwhen to\b|^contacts?\b|emergenc|urgent|\bwho to\b
            |in touch|warning signs|\b(?:see|call|ring|contact|talk to|speak to|ask)
             (?:us|an? |your |the |if|when|999|111|112|911)|questions\b""",
        "sources": r"""^(?:references?|sources?|bibliography|further reading)\b|\bevidence\b
            |\bcomes? from$|^how we know""",
    },
    "de": {
        "what": r"""^über\b|^was (?:ist|sind|bedeutet|passiert|geschieht)\b|überblick|einführung
            |ursachen|beschwerden|symptome|^(?:warum|wozu|wofür)\b
            |^wie (?:entsteht|funktioniert|wirkt|läuft)\b""",
        "benefits": r"""\bnutzen\b|\bvorteile?\b|\berfolg|\bwie gut\b
            |^was \w+ (?:kann|bringt|nützt)\b|^wie (?!sie\b|wir\b|ich\b).*\bhilft\b""",
        "reasons": r"""^(?:warum|wozu|wofür)\b""",
        "harms": r"""\brisik(?:o|en)\b|nebenwirkung|komplikation|\bnachteile?\b|\bschäden\b
            |\bgrenzen\b|schief ?gehen|\bgefahren\b|unerwünscht""",
        "alternatives": r"""alternativ|\bandere (?:behandlung|möglichkeit|wege|mittel)|\boptionen\b
            |möglichkeiten\b|stattdessen""",
        "nothing": r"""\bnichts\b|\bohne (?:behandlung|operation|eingriff)|keine behandlung|abwarten
            |unbehandelt""",
        "do": r"""\bwas (?:sie|ich|kann|können|muss|müssen|soll)|^wie (?:sie|ich|pflege|nehme|mache)
            |\bzu hause\b|pflege\b|^vor\b|^nach\b|vorbereit|\btipps\b|selbst|einnahme|einnehmen
            |anwendung|nächste schritte|vorbeug|\bübungen\b""",
        "help": r"""\bhilfe\b|^wann\b|notfall|dringend|ansprechpartner|kontakt|\brufen sie\b
            |zum arzt|\bfragen\b|wenden sie sich|warnzeichen""",
        "sources": r"""^(?:quellen?|literatur|nachweise|weiterführend\w*)\b|^woher\b""",
    },
    "es": {
        "what": r"""^(?:sobre|acerca)\b|^¿?qué (?:es|son|ocurre|sucede|pasa|causa)\b|introducción
            |resumen|síntomas|causas|^¿?por qué\b|^¿?cómo (?:funciona|se hace|actúa)\b|para qué""",
        "benefits": r"""\bbeneficios?\b|(?<!des)ventajas?\b|\béxito\b
            |^¿?cómo (?!.*\b(?:usted|yo|podemos)\b).*\bayudar?\b""",
        "reasons": r"""^¿?por qué\b|para qué""",
        "harms": r"""(?<!factores de )\briesgos?\b|efectos (?:secundarios|adversos)|complicaciones
            |desventajas?|inconvenientes|límites|limitaciones|\bdaños?\b|salir mal|peligros""",
        "alternatives": r"""\balternativas?\b|\botr[oa]s (?:tratamientos|formas)
            |\bopciones\b""",
        "nothing": r"""\bnada\b|\bsin (?:tratamiento|operar|cirugía)|\bno (?:tratar|hacer|operar)
            |esperar""",
        "do": r"""\bqué (?:debe|debo|puede|puedo|hacer|tiene)
            |^¿?cómo (?:tomar|usar|cuidar|debo|puedo|prepararse)|\ben casa\b|cuidados?\b|^antes\b
            |^después\b|prepar|consejos|ejercicios|recuperación|próximos pasos|prevenir""",
        "help": r"""\b(?:pedir|buscar|obtener|necesita|más)\b.{0,20}\bayuda\b|^¿?cuándo\b|contact
            |urgen|emergencia|\bllame\b|a quién|preguntas|señales de""",
        "sources": r"""^(?:fuentes?|referencias|bibliografía|para saber más)\b|de dónde""",
    },
}
"""Patterns, in any case of the letters; line ends count nothing, with the space behind them."""

SAYS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "help": r"""\b(?:call|ring|phone|see|contact|tell|speak to|talk to|go to|ask)\b.{0,100}\b
            (?:if|when|straight away|right away|immediately|at once|urgently|without delay|999|111
            |112|911|emergency)\b
            |\bif\b.{0,120}\b(?:call|ring|contact|speak to|talk to|(?:see|tell) (?:a|your|us))\b
            |\b(?:seek|get) (?:\w+ )?(?:medical|emergency) (?:help|attention|advice|care)\b""",
        "alternatives": r"""\balternatives?\b|\bother (?:options|treatments?|choices)\b""",
        "nothing": r"""\bdo(?:ing)? nothing\b|\bno treatment\b|\bwithout (?:any )?treatment\b
            |\bleft untreated\b|\bif you (?:choose|decide|prefer) not to\b
            |\bif you (?:do not|don[’']t) (?:have|want) (?:it|(?:the|an?|this) (?:test|operation
            |surgery|procedure|treatment))\b""",
        "do": rf"^(?:don[’']t|always|please|{'|'.join(sorted(IMPERATIVES))})\b",
        "sources": r"""^sources?:""",
    },
    "de": {
        "help": r"""\b(?:rufen|wenden|wählen|melden|sprechen|gehen|suchen|sagen) sie\b.{0,120}\b
            (?:wenn|falls|sofort|umgehend|gleich|dringend|112|144)\b
            |\b(?:wenn|falls)\b.{0,150}\b(?:rufen|wenden|wählen|melden|sprechen|gehen) sie\b""",
        "alternatives": r"""alternativ|\bandere (?:behandlung|möglichkeit)""",
        "nothing": r"""\bnichts (?:zu )?tun\b|\bohne behandlung\b|unbehandelt|keine behandlung""",
        "do": r"""^\w+e?n sie\b(?!.*\?$)""",
        "sources": r"""^quellen?:""",
    },
    "es": {
        "help": r"""\b(?:llame|llámenos|acuda|consulte|avise|hable|vaya|marque)\b.{0,120}\b
            (?:si|cuando|inmediatamente|enseguida|de inmediato|urgente\w*|112|911)\b
            |\bsi\b.{0,150}\b(?:llame|llámenos|acuda|consulte|avise|hable|vaya|díganos)\b""",
        "alternatives": r"""\balternativas?\b|\botr[oa]s (?:opciones|tratamientos)""",
        "nothing": r"""\bno hacer nada\b|\bsin tratamiento\b|\bsin tratar\b
            |\bsi (?:usted )?(?:decide|prefiere) no\b|\bsi no se (?:hace|opera|trata|somete)\b""",
        "do": r"""^(?:no )?(?:tome|lave|lávese|mantenga|evite|use|beba|coma|descanse|llame|pregunte
            |diga|traiga|lleve|deje|pruebe|aplique|ponga|cambie|recuerde|nunca|siempre|camine|retire
            |haga|vaya|espere|cubra|levante)\b""",
        "sources": r"""^fuentes?:""",
    },
}
"""By what sentences a text is known to say so without a heading of its own."""

SOURCES: Mapping[str, str] = {
    "en": "references?|sources?|bibliography|further reading",
    "de": "quellen?|quellenangaben|literatur(?:verzeichnis)?|nachweise",
    "es": "fuentes?|referencias|bibliografía",
    "fr": "sources?|références|bibliographie",
    "it": "fonti|riferimenti|bibliografia",
    "nl": "bron(?:nen)?|referenties|literatuur",
    "pt": "fontes?|referências|bibliografia",
}
"""Headings of a list of sources, as a whole."""

NAMES: Mapping[str, str] = {
    "what": "what it is",
    "benefits": "what good it may do",
    "harms": "what harm it may do",
    "alternatives": "what else there is",
    "nothing": "what happens if nothing is done",
    "do": "what readers should do",
    "help": "when to get help",
    "sources": "where it is from",
}
"""What is told of a part that is not there."""

NEEDED: Mapping[str, tuple[str, ...]] = {
    "": ("do", "help", "sources"),
    "general": ("do", "help", "sources"),
    "aftercare": ("do", "help", "sources"),
    "condition": ("what", "do", "help", "sources"),
    "medicine": ("what", "benefits", "harms", "do", "help", "sources"),
    "procedure": (*NAMES,),
}
"""What readers need to find, by what the article says it is about."""


def _compiled(words: Mapping[str, str]) -> Mapping[str, re.Pattern[str]]:
    """Patterns by their names, of lines."""
    return {name: re.compile(re.sub(r"\n\s{12}", "", one), re.I) for name, one in words.items()}


@lru_cache
def patterns(language: str) -> Mapping[str, re.Pattern[str]]:
    """What finds the parts in headings, by their names; empty where nobody tried the language."""
    return _compiled(PART_WORDS.get(language, {}))


@lru_cache
def sayings(language: str) -> Mapping[str, re.Pattern[str]]:
    """What finds them in sentences."""
    return _compiled(SAYS.get(language, {}))


def lists_sources(title: str, language: str) -> bool:
    """Whether only a list of what the text is founded on stands below a heading."""
    known = SOURCES.get(language)
    return bool(known and re.fullmatch(rf"(?:{known}):?", title.strip(), re.IGNORECASE))

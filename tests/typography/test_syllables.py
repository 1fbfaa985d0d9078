"""Syllables of words of health: of English as the CMU Pronouncing Dictionary has them."""

import pytest

from handout.typography.syllables import syllables

WORDS = {
    "en": "appointment:3 medicine:3 medicines:3 asthma:2 table:2 take:1 takes:1 needed:2 asked:1 "
    "being:2 science:2 patient:2 patients:2 special:2 infection:3 injection:3 surgery:3 swelling:2 "
    "bleeding:2 diabetes:4 diarrhea:4 allergies:3 vegetables:3 area:3 recipe:3 muscle:2 muscles:2 "
    "little:2 temperature:4 antibiotic:5 anesthetic:4 radiation:4 chemotherapy:5 inflammation:4 "
    "collagen:3 mesenchymal:4 elasticity:5 procedures:3 careful:2 carefully:3 sometimes:2 "
    "basically:3 hospital:3 ibuprofen:4 cholesterol:4 period:3 easier:3 through:1 rhythm:2 react:2 "
    "idea:3 nausea:3 society:4 quiet:2 diet:2 bottled:2 bruises:2 bandages:3 aches:1 eyes:1",
    "de": "Arzt:1 Haut:1 heute:2 Säure:2 Tee:1 Patient:3 Therapie:3 Operation:5 Quelle:2 "
    "Allergien:4 geeignet:3 Untersuchung:4 Entzündung:3 Diät:2 beeinflussen:4 Nebenwirkungen:5",
    "es": "piel:1 agua:2 día:2 aire:2 cuidado:3 muy:1 guía:2 quemar:2 siguiente:3 historia:3 "
    "alergia:3 oído:3 leer:2 y:1 construido:3 ayuda:3 antibiótico:5 cirugía:4 vergüenza:3",
    "fr": "peau:1 vie:1 durée:2 idées:2 après:2 médecin:3 réaction:3 lieu:1 oui:1 voyage:2 "
    "question:2 maladie:3 opération:4 les:1 aide:1 créer:2 semaine:2 hôpital:3 œil:1 sœur:1",
    "nl": "huid:1 pijn:1 medicijnen:4 operatie:4 patiënt:3 ziekenhuis:3 nieuw:1 mooi:1 "
    "beoordelen:4 ideeën:3 moeilijk:2 eeuw:1 geïnformeerd:4 maag:1 huisarts:2",
    "pt": "pele:2 água:2 médico:3 história:3 alergia:4 cirurgia:4 operação:4 mãe:1 coração:3 "
    "quente:2 dia:2 saúde:3 cuidado:3 não:1 guia:2 informações:4 ouvido:3 rua:2 língua:2",
}


@pytest.mark.parametrize("lang", WORDS)
def test_a_word_has_as_many_syllables_as_it_is_spoken_with(lang):
    told = {word: int(n) for word, n in (one.split(":") for one in WORDS[lang].split())}
    assert {word: syllables(word, lang) for word in told} == told


def test_of_words_with_hyphens_the_parts_are_counted_and_of_abbreviations_the_letters():
    assert syllables("follow-up", "en") == 3
    assert syllables("MRI", "en") == 3
    assert syllables("patient’s", "en") == 2
    assert syllables("doesn’t", "en") == 2


def test_of_other_languages_none_are_counted():
    assert syllables("meddyg", "cy") == 0

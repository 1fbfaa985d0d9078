"""Words in capitals that need no spelling out, in the languages in which this was tried."""

from collections.abc import Mapping


def _words(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


COMMON = _words(
    "GP NHS HIV AIDS DNA COVID MRSA CPR ER FDA CDC PPE SPF AB MD DDS DMD RN MBBS FRCS MRCP",
    "UK US USA EU UN UAE DC NY NW NE SW SE PO GMT BST EST UTC USD EUR GBP VAT AM PM AD BCE CE",
    "TV CD DVD PC ID OK PIN SMS PDF FAQ QR URL USB UV UVA UVB LED LCD PVC DIY SOS ABC IQ VIP",
    "XL XXL BBC TTY WC GPS LGBT LGBTQ DVLA ISBN ISSN DOI PMID KG MG ML CM MM KM IU NB PS RSVP ASAP",
)
"""What the public knows better so than spelt out; the NHS and US federal sites write it so."""

COMMON_IN: Mapping[str, frozenset[str]] = {
    "en": frozenset(),
    "de": _words("DNS EKG CT MRT HNO PLZ PKW LKW AOK WHO"),
    "es": _words("VIH SIDA ADN OMS EE UU UE TAC PCR DNI ONG IVA"),
    "fr": _words("VIH SIDA ADN OMS UE IRM ORL AVC SAMU CHU RDV TVA PCR"),
    "it": _words("TAC ASL UE OMS IVA PCR SSN ONU CAP"),
    "nl": _words("CT MRI KNO EHBO BSN BTW PCR GGD"),
    "pt": _words("VIH SIDA ADN SUS SNS CPF OMS UE EUA IVA AVC PCR ONU"),
}
"""By the languages that the rule is for."""

STRESSED = _words(
    "NOT NO DO STOP NEVER ALWAYS MUST ONLY AND OR BUT IF ALL ANY BOTH EACH ONE TWO THREE YES ON",
    "OFF IN OUT UP DOWN AT TO OF THE IS ARE BE CAN WILL MAY NOW NEXT FIRST LAST AFTER DAY DAYS",
    "HOUR HOURS WEEK WEEKS NOTE TIP TIPS CALL RING PHONE DIAL TAKE GIVE KEEP WAIT AVOID LIMIT HIGH",
    "LOW FULL HALF MUCH OFTEN MORE LESS MOST LEAST FREE NEW OLD GOOD BAD FAST SLOW HELP SAFE RED",
    "AMBER GREEN BLUE VERY SAME WHEN WHERE WHAT WHY HOW WHO YOU YOUR WE OUR IT THIS THAT WITH FROM",
    "FOR BY NON MAI SOLO NICHT NIE NUR KEIN NIET NOOIT GEEN NE PAS NUNCA DEBE NEM SEM",
)
"""Words that people write in capitals to stress them."""

LEFT_OUT = _words(
    "a an and the of in for to or de del la las los el y da do di e et du des le les und der die",
    "das von van en het il",
)
"""Words whose letters an abbreviation leaves out."""

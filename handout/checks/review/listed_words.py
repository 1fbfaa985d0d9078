"""Words that rules of the review know."""

from collections.abc import Mapping


def _words(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


COMMON = _words(
    "GP NHS HIV AIDS DNA COVID MRSA CPR ER FDA CDC PPE SPF AB MD DDS DMD RN MBBS FRCS MRCP UK",
    "US USA EU UN UAE DC NY NW NE SW SE PO GMT BST EST UTC USD EUR GBP VAT AM PM AD BCE CE TV",
    "CD DVD PC ID OK PIN SMS PDF FAQ QR URL USB UV UVA UVB LED LCD PVC DIY SOS ABC IQ VIP XL",
    "XXL BBC TTY WC GPS LGBT LGBTQ DVLA ISBN ISSN DOI PMID KG MG ML CM MM KM IU NB PS RSVP ASAP",
)
"""Abbreviations that the public knows better so; the NHS and US federal sites write them so."""

COMMON_IN: Mapping[str, frozenset[str]] = {
    "en": frozenset(),
    "de": _words("DNS EKG CT MRT HNO PLZ PKW LKW AOK WHO"),
    "es": _words("VIH SIDA ADN OMS EE UU UE TAC PCR DNI ONG IVA"),
    "fr": _words("VIH SIDA ADN OMS UE IRM ORL AVC SAMU CHU RDV TVA PCR"),
    "it": _words("TAC ASL UE OMS IVA PCR SSN ONU CAP"),
    "nl": _words("CT MRI KNO EHBO BSN BTW PCR GGD"),
    "pt": _words("VIH SIDA ADN SUS SNS CPF OMS UE EUA IVA AVC PCR ONU"),
}
"""More of these, by the languages in which abbreviations were tried."""

STRESSED = _words(
    "NOT NO DO STOP NEVER ALWAYS MUST ONLY AND OR BUT IF ALL ANY BOTH EACH ONE TWO THREE YES ON",
    "OFF IN OUT UP DOWN AT TO OF THE IS ARE BE CAN WILL MAY NOW NEXT FIRST LAST AFTER DAY DAYS",
    "HOUR HOURS WEEK WEEKS NOTE TIP TIPS CALL RING PHONE DIAL TAKE GIVE KEEP WAIT AVOID LIMIT",
    "HIGH LOW FULL HALF MUCH OFTEN MORE LESS MOST LEAST FREE NEW OLD GOOD BAD FAST SLOW HELP",
    "SAFE RED AMBER GREEN BLUE VERY SAME WHEN WHERE WHAT WHY HOW WHO YOU YOUR WE OUR IT THIS",
    "THAT WITH FROM FOR BY NON MAI SOLO NICHT NIE NUR KEIN NIET NOOIT GEEN NE PAS NUNCA DEBE",
    "NEM SEM BOX",
)
"""Words that people write in capitals to stress them."""

LEFT_OUT = _words(
    "a an and the of in for to or de del la las los el y da do di e et du des le les und der",
    "die das von van en het il",
)
"""Words whose letters an abbreviation leaves out."""

IMPERATIVES = _words(
    "add aim allow apply ask avoid be bite bring brush call change check choose clean come contact",
    "cool cover cut dial do don drink drive eat expect fill find finish follow get give go have",
    "help hold inform join keep lean learn leave let lie lift limit look make measure move never",
    "open phone place plan pour press put raise read remember remove repeat report rest ring",
    "rinse roll see seek sit sleep soak speak spend spit squeeze stand start stay stop swallow",
    "take talk tell think touch try turn use visit wait walk warm wash watch wear wipe work",
    "write",
)
"""With which sentences begin that tell the reader what to do."""

OTHER_PATIENTS = _words(
    "other our their your his her these those new nhs private hospital previous former past",
    "fellow healthy treat treats treating two three four five six seven eight nine ten",
)
"""What stands before “patients” where they are not the readers."""

ACTIONS = _words(
    "administered admitted advised applied arranged asked assessed avoided booked brought",
    "cancelled canceled checked chewed cleaned cleansed collected combined completed conducted",
    "contacted covered cut decided discharged discontinued discussed done drained drawn dressed",
    "employed encouraged examined explained filled followed given glued handed informed",
    "injected inserted instructed invited kept measured mixed monitored moved numbed obtained",
    "offered operated performed placed postponed prepared prescribed put recommended recorded",
    "referred removed repaired repeated replaced reported requested reviewed rinsed scanned",
    "screened seen sent shown started stitched stopped stored supervised supplied swallowed",
    "taken taped tested told undertaken utilised utilized vaccinated warned washed weighed",
    "wiped withdrawn worn",
)
"""Participles of what somebody does, staff or reader: one may ask who."""

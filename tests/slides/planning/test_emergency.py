"""What warns by itself, in every language that we ship."""

from pathlib import Path

import pytest

from handout.model.article import Directive, Paragraph, article_blocks
from handout.slides.planning.emergency import alarms, pattern, spaced
from handout.source.reading import read_article
from handout.templating.interface_strings import interface_strings

ROOT = Path(__file__).parents[3]
ARTICLES = sorted((ROOT / "tests" / "languages").glob("*.md"))


def warns(text: str, lang: str, title: str = "") -> bool:
    """Whether a text warns, by the words of a language."""
    known = alarms(interface_strings(ROOT / "templates", lang)["emergency"], title)
    assert known
    return known.found(text)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_of_an_article_in_any_language_only_what_tells_of_an_emergency_warns(path):
    article = read_article(path, path.parent).article
    boxes = [block for block in article_blocks(article) if isinstance(block, Directive)]
    alarming = {block.text.plain for box in boxes for block in box.blocks}
    paragraphs = (b.text.plain for b in article_blocks(article) if isinstance(b, Paragraph))
    assert {text for text in paragraphs if warns(text, path.stem)} == alarming


ALARMS = {
    "ar": (
        "لا تتوقف عن تناول الدواء.",
        "لا توقف العلاج من تلقاء نفسك.",
        "قد يكون ذلك قاتلًا.",
        "اتصل بالإسعاف.",
    ),
    "bg": ("Не спирайте приема на лекарството.", "Обадете се на Бърза помощ."),
    "bn": ("হঠাৎ ওষুধ খাওয়া বন্ধ করবেন না।", "অ্যাম্বুলেন্স ডাকুন।", "৯৯৯ নম্বরে ফোন করুন।"),
    "cs": ("Léky nevysazujte.", "Zavolejte záchranku.", "Může to ohrozit život."),
    "cy": ("Peidiwch â stopio cymryd y tabledi.", "Ffoniwch am ambiwlans.", "Ffoniwch GIG 111."),
    "da": ("Stop ikke med at tage medicinen.", "Ring efter en ambulance.", "Tag på skadestuen."),
    "de": (
        "Setzen Sie das Mittel nicht selbst ab.",
        "Setzen Sie die Tabletten nie plötzlich ab.",
        "Sie dürfen das Mittel nicht ohne Rat absetzen.",
        "Brechen Sie die Behandlung nicht selbst ab.",
        "Rufen Sie einen Krankenwagen.",
        "Rufen Sie unverzüglich an.",
        "Gehen Sie umgehend in ein Krankenhaus.",
        "Es besteht Lebensgefahr.",
        "Das kann tödlich sein.",
        "Rufen Sie den Giftnotruf an.",
        "Wenn Sie sich das Leben nehmen wollen, rufen Sie an.",
    ),
    "el": ("Μη σταματήσετε να παίρνετε το φάρμακο.", "Καλέστε ασθενοφόρο."),
    "en": ("Do not stop taking your tablets.", "Call an ambulance."),
    "es": (
        "No deje de tomar las pastillas.",
        "Nunca suspenda el tratamiento por su cuenta.",
        "Vaya a urgencias.",
        "Vaya al hospital más cercano.",
        "Puede ser mortal.",
        "Puede causar la muerte.",
        "Su vida corre peligro.",
        "Si no mejora, llame de inmediato.",
        "Si piensa en el suicidio, llame al 024.",
    ),
    "fa": ("مصرف دارو را ناگهان قطع نکنید.", "به اورژانس بروید.", "با ۱۱۵ تماس بگیرید."),
    "fi": ("Älä lopeta lääkkeen käyttöä.", "Soita ambulanssi.", "Mene päivystykseen."),
    "fr": (
        "N’arrêtez pas de prendre vos comprimés.",
        "Ne cessez jamais votre traitement.",
        "Allez aux urgences.",
        "Allez à l’hôpital le plus proche.",
        "Composez le 15.",
        "Appelez le centre antipoison.",
        "Si vous avez des idées suicidaires, appelez le 3114.",
    ),
    "gu": ("દવા અચાનક બંધ ન કરો.", "એમ્બ્યુલન્સ બોલાવો.", "આ જીવલેણ હોઈ શકે."),
    "he": ("אל תפסיקו לקחת את הכדורים.", "הזמינו אמבולנס.", "גשו לחדר מיון.", "חייגו 101."),
    "hi": ("दवा अचानक बंद न करें।", "एम्बुलेंस बुलाएँ।", "यह जानलेवा हो सकता है।"),
    "ht": ("Pa sispann pran grenn yo.", "Rele anbilans.", "Ale nan sal ijans."),
    "hu": ("Ne hagyja abba a gyógyszer szedését.", "Hívjon mentőt.", "Ez életveszélyes."),
    "it": (
        "Non smetta di prendere le compresse.",
        "Vada al pronto soccorso.",
        "Può essere fatale.",
        "Se pensa al suicidio, ci chiami.",
        "Se non passa, chiami immediatamente.",
    ),
    "ja": (
        "自己判断で薬の服用を中止しないでください。",
        "救急車を呼んでください。",
        "１１９番へ。",
    ),
    "ko": ("임의로 복용을 중단하지 마세요.", "119에 전화하세요.", "응급실로 가세요."),
    "nb": ("Ikke slutt å ta medisinen.", "Ring etter ambulanse.", "Dra til legevakten."),
    "nl": ("Stop niet met de tabletten.", "Bel een ambulance.", "Dit is levensgevaarlijk."),
    "pa": ("ਦਵਾਈ ਅਚਾਨਕ ਬੰਦ ਨਾ ਕਰੋ।", "ਐਂਬੂਲੈਂਸ ਬੁਲਾਓ।", "ਇਹ ਜਾਨਲੇਵਾ ਹੋ ਸਕਦਾ ਹੈ।"),
    "pl": ("Nie przerywaj przyjmowania leku.", "Wezwij karetkę.", "To zagraża życiu."),
    "pt": ("Não pare de tomar os comprimidos.", "Chame uma ambulância.", "Ligue para o INEM."),
    "ro": ("Nu întrerupeți tratamentul.", "Chemați ambulanța."),
    "ru": (
        "Не прекращайте принимать таблетки.",
        "Не отменяйте препарат самостоятельно.",
        "Вызовите скорую помощь.",
        "Звоните 103.",
    ),
    "sk": ("Neprestávajte užívať lieky.", "Zavolajte záchranku.", "Choďte na pohotovosť."),
    "so": ("Ha joojin qaadashada kaniiniga.", "Wac ambalaas.", "Waa xaalad degdeg ah."),
    "sv": ("Sluta inte ta medicinen.", "Ring efter ambulans.", "Det är livshotande."),
    "ta": ("மருந்தை திடீரென நிறுத்தாதீர்கள்.", "ஆம்புலன்ஸை அழையுங்கள்."),
    "th": ("อย่าหยุดกินยาเอง", "เรียกรถพยาบาล", "ไปห้องฉุกเฉิน", "โทร1669"),
    "ti": ("መድሃኒትኩም ብሃንደበት ኣይተቋርጹ።", "ኣምቡላንስ ጸውዑ።"),
    "tl": ("Huwag ihinto ang pag-inom ng gamot.", "Tumawag ng ambulansya."),
    "tr": ("İlacı almayı bırakmayın.", "Ambulans çağırın.", "Acil servise gidin."),
    "uk": ("Не припиняйте приймати таблетки.", "Викличте швидку.", "Телефонуйте 103."),
    "ur": ("دوا اچانک بند نہ کریں۔", "ایمبولینس بلائیں۔", "1122 پر کال کریں۔"),
    "vi": ("Đừng tự ý ngưng thuốc.", "Gọi xe cứu thương.", "Hãy đi khám ngay."),
    "zh-Hans": ("切勿自行停药。", "请叫救护车。", "拨打120。", "请立即就医。"),
    "zh-Hant": ("切勿自行停藥。", "請召救護車。", "打119。", "請立即求醫。"),
}


@pytest.mark.parametrize("lang", [path.stem for path in ARTICLES])
def test_what_tells_of_an_emergency_warns_in_its_language(lang):
    assert [text for text in ALARMS[lang] if not warns(text, lang)] == []


SUICIDE = {
    "da": "Har du selvmordstanker, så ring.",
    "de": "Bei Suizidgedanken rufen Sie an.",
    "en": "If you feel suicidal, phone the Samaritans.",
    "es": "Si piensa en el suicidio, llame.",
    "fr": "En cas d’idées suicidaires, appelez.",
    "hi": "आत्महत्या के विचार आएँ तो फ़ोन करें।",
    "ja": "死にたいと思ったら、相談してください。",
    "ko": "자살 생각이 들면 전화하세요.",
    "nb": "Har du selvmordstanker, så ring.",
    "nl": "Denkt u aan zelfmoord? Bel ons.",
    "pl": "W razie myśli samobójczych zadzwoń.",
    "sv": "Har du självmordstankar, ring.",
    "zh-Hans": "如有自杀念头，请致电热线。",
    "zh-Hant": "如有自殺念頭，請致電熱線。",
}


@pytest.mark.parametrize("lang", SUICIDE)
def test_thoughts_of_suicide_warn(lang):
    assert warns(SUICIDE[lang], lang)


HARMLESS = {
    "bn": ("জ্বর 102°F।",),
    "fr": ("Nous verrons la plaie le 15 octobre.", "C’est une contraception d’urgence."),
    "he": ("המינון הוא 100 מ״ג.", "החום הוא 101."),
    "hi": ("बुखार 102°F है।", "घर जाने के बाद आराम करें।"),
    "ja": ("たいていはすぐによくなります。", "110 mgを飲みます。"),
    "ko": ("1190원입니다.",),
    "ru": ("Температура 103 °F."),
    "uk": ("Температура 103 °F.",),
    "th": ("กินยาวันละ 2 ครั้ง",),
    "zh-Hans": ("血压为120/80。", "打针后休息119分钟。", "电话 01632 960999。"),
    "zh-Hant": ("血壓為120/80。", "電話 01632 960999。"),
}


@pytest.mark.parametrize("lang", HARMLESS)
def test_what_only_looks_like_an_emergency_warns_of_nothing(lang):
    assert [text for text in HARMLESS[lang] if warns(text, lang)] == []


def test_a_word_with_a_vowel_sign_behind_it_is_another():
    assert not pattern(["रोग"]).search(spaced("रोगी"))
    assert pattern(["रोग"]).search(spaced("यह रोग है"))


def test_a_letter_is_found_in_one_piece_or_in_two():
    assert pattern(["ख\N{DEVANAGARI SIGN NUKTA}तरा"]).search(
        spaced("\N{DEVANAGARI LETTER KHHA}तरा")
    )
    assert pattern(["urgență"]).search(spaced("urgent\N{COMBINING COMMA BELOW}") + "x") is None


def test_what_the_title_says_is_no_alarm_in_a_script_without_spaces():
    assert not warns("可拨打999。", "zh-Hans", title="何时拨打999")

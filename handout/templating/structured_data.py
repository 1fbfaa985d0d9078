"""What a web page says of itself to programs, in the terms of schema.org."""

import json

from markupsafe import Markup

from handout.model.article import Article
from handout.model.clinic import Clinic

_ESCAPES = {ord(one): f"\\u{ord(one):04x}" for one in "<>&"}


def structured_data(article: Article, clinic: Clinic, address: str) -> Markup:
    """JSON-LD for a `script` element; nothing in it can end that."""
    front, publisher = article.front, {"@type": "MedicalOrganization", "name": str(clinic.name)}
    values: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "name": front.title,
        "inLanguage": front.lang,
        "version": front.version,
        "lastReviewed": "" if front.unreviewed else front.reviewed.isoformat(),
        "audience": {"@type": "Patient"},
        "author": [{"@type": "Person", "name": name} for name in front.authors],
        "publisher": {**publisher, "url": clinic.web} if clinic.web else publisher,
        "url": address,
    }
    known = {key: value for key, value in values.items() if value}
    text = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_ESCAPES))

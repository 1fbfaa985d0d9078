"""What a web page says of itself to programs, in the terms of schema.org."""

import json
from collections.abc import Mapping

from markupsafe import Markup

from handout.model.article import Article
from handout.model.clinic import Clinic

_ESCAPES = {ord(one): f"\\u{ord(one):04x}" for one in "<>&"}


def _values(article: Article, clinic: Clinic, address: str) -> Mapping[str, object]:
    """The values by their keys; empty where nothing is known."""
    front = article.front
    return {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "name": front.title,
        "inLanguage": front.lang,
        "version": front.version,
        "lastReviewed": "" if front.unreviewed else front.reviewed.isoformat(),
        "audience": {"@type": "Patient"},
        "author": [{"@type": "Person", "name": name} for name in front.authors],
        "publisher": {"@type": "MedicalOrganization", "name": str(clinic.name), "url": clinic.web},
        "url": address,
    }


def structured_data(article: Article, clinic: Clinic, address: str) -> Markup:
    """JSON-LD for a `script` element; nothing in it can end that."""
    known = {key: value for key, value in _values(article, clinic, address).items() if value}
    if not clinic.web:
        known["publisher"] = {"@type": "MedicalOrganization", "name": str(clinic.name)}
    text = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_ESCAPES))

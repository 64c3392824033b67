"""Everyday sentences of each language, about nothing in particular.

They stand in for a language's mean while the cluster has few passages in it: a mean of three documents says more
about their subject than about their language.
"""

from __future__ import annotations

from knowledge.models import Tongue

_NORWEGIAN = (
    "Møtet begynner klokka ni og varer til lunsj.",
    "Ta kontakt med oss hvis du har spørsmål om fakturaen.",
    "Bussen går hvert tiende minutt fra stasjonen.",
    "Hvem har ansvaret for å bestille rom?",
    "Rapporten beskriver hva vi gjorde i fjor og hva det kostet.",
    "Barna leker ute selv om det regner.",
    "Hvordan melder jeg meg på kurset?",
    "Selskapet har kontor i to byer og tjue ansatte.",
    "Husk å låse døra når du går hjem.",
    "Prisen er lavere utenfor sesongen.",
    "Når er fristen for å søke?",
    "Legen anbefalte mer søvn og mindre kaffe.",
)
_ENGLISH = (
    "The meeting starts at nine and lasts until lunch.",
    "Please contact us if you have questions about the invoice.",
    "The bus leaves the station every ten minutes.",
    "Who is responsible for booking rooms?",
    "The report describes what we did last year and what it cost.",
    "The children play outside even though it is raining.",
    "How do I sign up for the course?",
    "The company has offices in two towns and twenty employees.",
    "Remember to lock the door when you go home.",
    "The price is lower outside the season.",
    "When is the deadline for applications?",
    "The doctor recommended more sleep and less coffee.",
)
COMMONPLACES: dict[Tongue, tuple[str, ...]] = {
    "no": _NORWEGIAN,
    "en": _ENGLISH,
}

"""The terms of a document, as the options of a command say them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from knowledge.errors import ConfigurationError

if TYPE_CHECKING:
    from bot.wiring import Parts
    from knowledge.holdings.terms import Terms


@dataclass(frozen=True, slots=True)
class SaidTerms:
    """None is what they do not name."""

    audience: str | None
    owner: str | None
    review: str | None
    expires: str | None

    def over(self, had: Terms, parts: Parts) -> Terms:
        """Raises ConfigurationError where one of them cannot be meant."""
        terms = replace(
            had,
            audience=had.audience if self.audience is None else self.audience,
            owner=had.owner if self.owner is None else self.owner,
            review_on=had.review_on if self.review is None else day_of(self.review, "--review"),
            expires_on=had.expires_on if self.expires is None else day_of(self.expires, "--expires"),
        )
        names = parts.audiences.names
        wrong = {
            "audience": f"there is no audience '{terms.audience}'; use one of: {', '.join(sorted(names))}.",
            "owner": f"'{terms.owner}' is not an e-mail address; write --owner name@example.org.",
            "review_on": f"--review {terms.review_on} is past; name a day to come.",
            "expires_on": f"--expires {terms.expires_on} is past; name a day to come, or remove the document.",
        }
        for field in terms.faults(names, parts.today()):
            raise ConfigurationError(wrong[field])
        return terms


def day_of(written: str, option: str) -> date | None:
    """None where nothing is written."""
    if not written:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise ConfigurationError(
            f"{option} '{written}' is not a date; write one such as 2027-03-31."
        ) from None

"""The people of the register, one at a time."""

from __future__ import annotations

from datetime import date

from knowledge.audiences import AudienceRule
from knowledge.directory.directory import Directory, Person
from knowledge.records.view import View


class PeopleOfRegister:
    """Each is read as they may read themselves."""

    def __init__(self, view: View, rule: AudienceRule) -> None:
        self._view = view
        self._rule = rule

    def person(self, email: str, day: date) -> Person | None:
        if "@" not in email:
            return None
        rows = self._view.rows(self._rule.asker_with_email(email).audiences)
        there = rows.directory.people_on(day).all
        return next((one for one in there if one.row.email.lower() == email), None)

    def listed(self, email: str, day: date) -> Person | None:
        rows = self._view.rows(self._rule.asker_with_email(email).audiences)
        theirs = [told for told in rows.people if told.row.email.lower() == email]
        there = Directory(rows.members, theirs).people_on(day).all if theirs else ()
        return next(iter(there), None)

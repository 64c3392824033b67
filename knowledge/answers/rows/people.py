"""People: by name, by organisation and role, by language, or by what they know. Contact data only where it is meant."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.answers.rows.task import ENGINE, Task, cited
from knowledge.answers.rows.topics import Topical, Topics
from knowledge.directory.directory import Person
from knowledge.outcomes import Aim, PersonCard, RowsAnswered
from knowledge.reading.known import language_codes
from knowledge.reading.wording import speaks_of

Chosen = Sequence[tuple[Person, str]]


def one_person(task: Task) -> RowsAnswered | None:
    person = task.reading.person
    return _answered(task, [(person, "")], "about") if person and person in _there(task) else None


def people_of_member(task: Task) -> RowsAnswered | None:
    """Everybody of an organisation, or those whose role the question names."""
    role, employer = task.reading.beyond, task.reading.employer or None
    here = [
        person
        for person in _there(task)
        if (
            person.row.organisation == employer
            if employer
            else person.organisation == task.reading.organisation
        )
    ]
    contact = task.reading.organisation.row.contact_email if task.reading.organisation else ""
    if task.reading.has("contact") and not role:
        here = [person for person in here if person.row.email == contact] or here
    chosen = [person for person in here if not role or speaks_of(person.row.role, role)]
    return (
        _answered(task, [(person, person.row.role if role else "") for person in chosen], task.aim)
        if chosen
        else None
    )


def people_by_language(task: Task) -> RowsAnswered:
    codes, wanted = language_codes(), set(task.reading.languages)
    speakers = [
        (person, "")
        for person in _there(task)
        if wanted <= {codes.get(language.casefold()) for language in person.row.languages}
    ]
    return _answered(task, speakers, task.aim)


def people_of_a_place(task: Task) -> RowsAnswered | None:
    here = [(person, "") for person in _there(task)]
    return _answered(task, here, task.aim) if here else None


def people_by_role(task: Task) -> RowsAnswered | None:
    """Those whose role is called so, word for word."""
    called = [(one, one.row.role) for one in _there(task) if speaks_of(one.row.role, task.reading.topic)]
    return _answered(task, called, task.aim) if called else None


def people_by_topic(task: Task, topics: Topics) -> RowsAnswered | None:
    """None where nobody fits: then a document may know."""
    there = _there(task)
    fit = topics.fitting(task.reading.topic, map(_topical, there), "people", task.audiences)
    if not fit.reasons:
        return None
    return _answered(task, [(there[place], reason) for place, reason in fit.reasons.items()], task.aim)


def _there(task: Task) -> list[Person]:
    """Active people, of the places that the question names."""
    places = task.reading.places
    return [one for one in task.directory.people_on(task.today) if not places or one.row.place in places]


def _topical(person: Person) -> Topical:
    values = (*person.row.offers, *person.row.topics, person.row.role)
    return Topical(tuple(source.source for source in person.sources), tuple(filter(None, values)))


def _answered(task: Task, chosen: Chosen, aim: Aim) -> RowsAnswered:
    return RowsAnswered(
        language=task.language,
        engine=ENGINE,
        asked=task.asked("people", aim, task.reading.topic),
        citations=cited([(person.sources[0], reason or person.name) for person, reason in chosen]),
        persons=tuple(_card(person, reason) for person, reason in chosen),
    )


def _card(person: Person, reason: str) -> PersonCard:
    return PersonCard(
        name=person.name,
        source=person.sources[0].source,
        organisation=person.organisation_name,
        role=person.row.role,
        place=person.row.place,
        # The register holds addresses for introductions: who has not agreed to those is not given away.
        email=person.row.email if person.row.consents else "",
        offers=person.row.offers,
        languages=person.row.languages,
        reason=reason,
    )

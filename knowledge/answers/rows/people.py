"""People: by name, by organisation and role, by language, or by what they know. Contact data only where it is meant."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from knowledge.answers.rows.task import ENGINE, Task, cited
from knowledge.answers.rows.topics import Fitting, Topical, Topics
from knowledge.directory.directory import Person
from knowledge.outcomes import Aim, PersonCard, RowsAnswered
from knowledge.reading.known import language_codes
from knowledge.reading.wording import speaks_of

_MOST_NEAR = 3
Chosen = Sequence[tuple[Person, str]]


def one_person(task: Task) -> RowsAnswered | None:
    person = task.reading.person
    return _answered(task, [(person, "")], "about") if person and person in _there(task) else None


def these_people(task: Task, sources: Collection[str]) -> RowsAnswered | None:
    """The active people whom rows of these sources are about."""
    chosen = [(one, "") for one in task.people.all if any(s.source in sources for s in one.sources)]
    return _answered(task, chosen, "about" if len(chosen) == 1 else "list", topic="") if chosen else None


def people_of_member(task: Task) -> RowsAnswered | None:
    """Everybody of an organisation, or those whose role the question names."""
    role = task.reading.beyond
    here = _employed(task)
    contact = task.reading.organisation.row.contact_email if task.reading.organisation else ""
    if task.reading.has("contact") and not role:
        here = [person for person in here if person.row.email == contact] or here
    chosen = [person for person in here if not role or speaks_of(person.row.role, role)]
    if not chosen:
        return _nobody_with(role, here, task)
    return _answered(task, [(person, person.row.role if role else "") for person in chosen], task.aim)


def _nobody_with(role: str, here: Sequence[Person], task: Task) -> RowsAnswered | None:
    """Where somebody elsewhere has such a role, nobody here has; else it may be no role at all."""
    known = any(speaks_of(one.row.role, role) for one in task.people.all if role)
    near = [(person, "") for person in here[:_MOST_NEAR]]
    return _answered(task, near, task.aim, missing=True, topic=role) if known and here else None


def _employed(task: Task) -> list[Person]:
    employer, home = task.reading.employer, task.reading.organisation
    return [
        one
        for one in _there(task)
        if (one.row.organisation == employer if employer else one.organisation == home)
    ]


def people_by_language(task: Task) -> RowsAnswered:
    there, codes = _places_there(task), language_codes()
    for wanted in task.reading.languages:
        names = {name for name, code in codes.items() if code == wanted}
        there.append(task.people.holding(_languages, names.__contains__))
    speakers = [(person, "") for person in task.people.at(*there)]
    return _answered(task, speakers, task.aim)


def people_of_a_place(task: Task) -> RowsAnswered | None:
    here = [(person, "") for person in _there(task)]
    return _answered(task, here, task.aim) if here else None


def people_by_role(task: Task) -> RowsAnswered | None:
    """Those whose role is called so, word for word."""
    topic = task.reading.topic
    # "CTOs": no stemmer takes the plural of an abbreviation.
    names = (topic, topic.removesuffix("s"))
    called = [
        (one, one.row.role) for one in _there(task) if any(speaks_of(one.row.role, name) for name in names)
    ]
    return _answered(task, called, task.aim) if called else None


def people_on(task: Task, topics: Topics) -> tuple[Fitting, Sequence[Person]]:
    """How the people there fit the topic."""
    there, said = _there(task), task.people.made(_topical)
    rows = (said[id(one)] for one in there)
    return topics.fitting(task.reading.topic, rows, "people", task.audiences), there


def those_people(task: Task, fit: Fitting, there: Sequence[Person]) -> RowsAnswered:
    return _answered(task, [(there[place], reason) for place, reason in fit.reasons.items()], task.aim)


def _there(task: Task) -> tuple[Person, ...]:
    """Active people, of the places that the question names."""
    return task.people.at(*_places_there(task))


def _places_there(task: Task) -> list[set[int]]:
    places = task.reading.places
    return [task.people.holding(_place, places.__contains__)] if places else []


def _place(person: Person) -> tuple[str]:
    return (person.row.place,)


def _languages(person: Person) -> tuple[str, ...]:
    return tuple(language.casefold() for language in person.row.languages)


def _topical(person: Person) -> Topical:
    values = (*person.row.offers, *person.row.topics, person.row.role)
    return Topical(tuple(source.source for source in person.sources), tuple(filter(None, values)))


def _answered(
    task: Task, chosen: Chosen, aim: Aim, missing: bool = False, topic: str | None = None
) -> RowsAnswered:
    return RowsAnswered(
        language=task.language,
        engine=ENGINE,
        asked=task.asked("people", aim, task.reading.topic if topic is None else topic, missing),
        citations=cited(
            ((person.sources[0], reason or person.name) for person, reason in chosen), task.today
        ),
        persons=_cards(task, chosen),
    )


def _cards(task: Task, chosen: Chosen) -> tuple[PersonCard, ...]:
    made = task.people.made(_card)
    return tuple(
        replace(made[id(person)], reason=reason) if reason else made[id(person)] for person, reason in chosen
    )


def _card(person: Person) -> PersonCard:
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
    )

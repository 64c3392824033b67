"""Nodes of linked data -> members and people. Nobody agrees to introductions by a web page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ingest.loaders.linked_nodes import Node
from ingest.loaders.linked_types import is_organisation, is_person, kind_of_organisation
from ingest.loaders.said import Refused, Said, said_member, said_person
from ingest.loaders.values import language_name, read_day
from knowledge.rows import MemberRow, PersonRow

_OF_BOTH = frozenset(
    [
        *(
            "name",
            "url",
            "address",
            "location",
            "keywords",
            "knowsAbout",
            "makesOffer",
            "hasOfferCatalog",
            "seeks",
        ),
        *("email", "telephone", "contactPoint", "dateModified"),
    ]
)
_OF_MEMBERS = _OF_BOTH | {
    *(
        "legalName",
        "alternateName",
        "description",
        "taxID",
        "vatID",
        "member",
        "members",
        "employee",
        "employees",
    ),
    *("event", "events"),
}
_OF_PEOPLE = _OF_BOTH | {
    *("givenName", "familyName", "worksFor", "affiliation", "memberOf", "jobTitle", "hasOccupation"),
    *("knowsLanguage", "workLocation"),
}
# Pictures, and addresses of the same thing elsewhere.
UNTOLD = frozenset(
    [
        *(
            "image",
            "logo",
            "photo",
            "sameAs",
            "mainEntityOfPage",
            "subjectOf",
            "potentialAction",
            "identifier",
        ),
        *("geo", "hasMap", "inLanguage", "publisher", "isPartOf"),
    ]
)


def members_of(nodes: Sequence[Node]) -> Iterator[Said | Refused]:
    """Organisations, without those that only list or publish the others."""
    organisations = [node for node in nodes if is_organisation(node.types)]
    publishers = {name for node in nodes if not is_organisation(node.types) for name in _publishers(node)}
    for node in organisations:
        if any(is_organisation(held.types) for held in _held(node)):
            yield Refused(f"{node.label} lists members and is not read as one of them")
        elif len(organisations) > 1 and not publishers.isdisjoint(
            {node.text("@id"), node.text("name")} - {""}
        ):
            yield Refused(
                f"{node.label} publishes the page and is not read as a member; list it by itself if it is"
            )
        else:
            yield _member(node)


def people_of(nodes: Sequence[Node]) -> Iterator[Said | Refused]:
    yield from (_person(node) for node in nodes if is_person(node.types))


def not_read(nodes: Sequence[Node]) -> Iterator[str]:
    """What the people of a file say that a register has no use for; of organisations it is kept."""
    yield from left_out([node for node in nodes if is_person(node.types)], _OF_PEOPLE)


def kept(nodes: Sequence[Node]) -> Iterator[str]:
    organisations = [node for node in nodes if is_organisation(node.types)]
    names = sorted({name for node in organisations for name, _ in _extra(node)})
    if names:
        yield f"properties that nothing is made for; they are kept and can be searched: {', '.join(names)}"


def left_out(nodes: Sequence[Node], known: frozenset[str]) -> Iterator[str]:
    names = {name for node in nodes for name in node.values if not name.startswith("@")}
    unknown = sorted(names - known - UNTOLD)
    if unknown:
        yield f"properties that are not read: {', '.join(unknown)}"


def modified(node: Node) -> date | None:
    return read_day(node.text("dateModified"))


def _publishers(node: Node) -> Iterator[str]:
    for publisher in node.nodes("publisher"):
        yield from (publisher.text("@id"), publisher.text("name"))


def _held(node: Node) -> Iterator[Node]:
    for held in node.nodes("member", "members"):
        yield from (held, *held.nodes("member"))


def _member(node: Node) -> Said | Refused:
    names = node.texts("name", "legalName", "alternateName")
    if not names:
        return Refused(f"{node.label} has no name and is not read")
    contact = (*node.nodes("contactPoint"), node)
    warnings = _not_dates(node)
    row = MemberRow(
        name=names[0],
        type=kind_of_organisation(node.types),
        place=_place(node, "location"),
        website=node.text("url"),
        description=node.text("description"),
        tags=_topics(node),
        offers=_offers(node),
        needs=_needs(node),
        joined=read_day(node.listed.since),
        left=read_day(node.listed.until),
        contact_name=contact[0].text("name") if len(contact) > 1 else "",
        contact_email=_email(node) or _email(contact[0]),
        phone=node.text("telephone") or contact[0].text("telephone"),
        number=node.text("taxID", "vatID"),
        aliases=names[1:],
        extra=tuple(_extra(node)),
    )
    return said_member(row, modified(node), warnings)


def _person(node: Node) -> Said | Refused:
    row = PersonRow(
        name=node.text("name") or " ".join((*node.texts("givenName"), *node.texts("familyName"))),
        email=_email(node),
        organisation=node.text("worksFor", "affiliation", "memberOf") or node.listed.within,
        role=node.text("jobTitle") or _role(node) or node.text("hasOccupation"),
        place=_place(node, "workLocation"),
        languages=tuple(map(language_name, node.texts("knowsLanguage"))),
        topics=_topics(node),
        offers=_offers(node),
        needs=_needs(node),
        left=read_day(node.listed.until),
        phone=node.text("telephone"),
        website=node.text("url"),
    )
    if not row.name and not row.email:
        return Refused(f"{node.label} has no name and is not read")
    return said_person(row, modified(node), _not_dates(node))


def _place(node: Node, elsewhere: str) -> str:
    """The town of the address, or of that of another place."""
    addresses = (
        *node.nodes("address"),
        *(found for at in node.nodes(elsewhere) for found in at.nodes("address")),
    )
    return next((town for address in addresses if (town := address.text("addressLocality"))), "")


def _topics(node: Node) -> tuple[str, ...]:
    """Keywords are often one text with commas between them."""
    words = (" ".join(word.split()) for text in node.texts("keywords") for word in text.split(","))
    return tuple(dict.fromkeys(filter(None, (*words, *node.texts("knowsAbout")))))


def _offers(node: Node) -> tuple[str, ...]:
    catalogues = (catalogue.texts("itemListElement") for catalogue in node.nodes("hasOfferCatalog"))
    return tuple(
        dict.fromkeys((*node.texts("makesOffer"), *(text for texts in catalogues for text in texts)))
    )


def _needs(node: Node) -> tuple[str, ...]:
    described = (one.text("name", "itemOffered", "description") for one in node.nodes("seeks"))
    return tuple(dict.fromkeys(filter(None, (*node.texts("seeks"), *described))))


def _email(node: Node) -> str:
    return node.text("email").lower().removeprefix("mailto:").strip()


def _role(node: Node) -> str:
    roles = (role.text("roleName") for role in node.nodes("worksFor", "affiliation", "memberOf"))
    return next(filter(None, roles), "")


def _extra(node: Node) -> Iterator[tuple[str, str]]:
    for name in node.values:
        texts = () if name in _OF_MEMBERS | UNTOLD or name.startswith("@") else node.texts(name)
        if texts:
            yield name, "; ".join(texts)


def _not_dates(node: Node) -> tuple[str, ...]:
    return tuple(
        f"{node.label}: “{written}” is not understood as a date"
        for written in (node.listed.since, node.listed.until)
        if written and read_day(written) is None
    )

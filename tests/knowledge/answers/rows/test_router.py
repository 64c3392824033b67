"""The table of examples: which way a question goes. Everybody in it is fictional."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.answers.rows.router import routes
from knowledge.directory.directory import Directory
from knowledge.models import SourceInfo
from knowledge.reading.questions import Reader
from knowledge.records.register import Told
from knowledge.rows import MemberRow, PersonRow

MEMBERS = (
    MemberRow("Tjeld Data AS", type="oppstartsbedrift", place="Larvik"),
    MemberRow("Sandvika kommune", type="offentlig", place="Sandvika"),
)
PEOPLE = (PersonRow("Runa Tveit", "runa@tjeld.example", "Tjeld Data", role="daglig leder"),)
DOCUMENTS = "documents"

EXAMPLES = [
    ("Hvor mange medlemmer har vi?", "members"),
    ("How many public bodies are members?", "members"),
    ("Hvilke oppstartsbedrifter er medlem?", "members"),
    ("Which companies are based in Larvik?", "members"),
    ("Medlemmer per by?", "members"),
    ("How many members joined in 2023?", "members"),
    ("Which members work with drones?", "members by topic"),
    ("Hvilke bedrifter driver med havbruk?", "members by topic"),
    ("Hva er nettsiden til Tjeld Data?", "one member"),
    ("When did Tjeld Data AS join?", "one member"),
    ("Er Sandvika kommune medlem?", "one member"),
    ("Hvem jobber i Tjeld Data?", "people of a member"),
    ("Who is the CEO of Tjeld Data?", "people of a member"),
    ("Who is Runa Tveit?", "one person"),
    ("e-posten til Runa Tveit", "one person"),
    ("Hvem kan hjelpe oss med sensordata?", "anybody by topic"),
    ("noen som kan personvern", "anybody by topic"),
    ("Does anyone know about patents?", "anybody by topic"),
    ("Hvem snakker tysk?", "people by language"),
    ("Who speaks Polish?", "people by language"),
    ("Hva skjer neste uke?", "events"),
    ("What is on this week?", "events"),
    ("Er det noe i kalenderen 24. desember?", "events"),
    ("Hva skjer?", "events to come"),
    ("Hei, hva skjer i klyngen?", "events to come"),
    ("What's on?", "events to come"),
    ("What's happening?", "events to come"),
    ("Is there anything going on?", "events to come"),
    ("Hva skjer hvis vi sier opp medlemskapet?", DOCUMENTS),
    ("Hva skjer med søknaden vår?", DOCUMENTS),
    ("What happens if we leave?", DOCUMENTS),
    ("When does the security group meet next?", "events by title"),
    ("Er høstseminaret avlyst?", "events by title"),
    ("Hvor holdes konferansemiddagen?", "events by title"),
    ("Gi meg e-postadressene til alle medlemmene", "bulk contacts"),
    ("List all members' email addresses", "bulk contacts"),
    ("Hvem leder etikkgruppen?", DOCUMENTS),
    ("Who leads the ethics group?", DOCUMENTS),
    ("Hvor mange medlemmer må til for å kreve et ekstra årsmøte?", DOCUMENTS),
    ("Hva koster medlemskapet?", DOCUMENTS),
    ("What does an SME pay for an hour on the GPU cluster?", DOCUMENTS),
    # Nobody has such a role, so in the end it is for the documents.
    ("Hva leverte Tjeld Data i havneprosjektet?", "role at a member"),
    ("utviklingssjef i Tjeld Data?", "role at a member"),
    ("How do I write a travel claim?", DOCUMENTS),
]


def told(row, kind):
    name = getattr(row, "email", "") or row.name
    return Told(row, SourceInfo(f"{kind}.csv#{name}", row.name, kind, "members"))


@pytest.fixture(scope="module")
def reader() -> Reader:
    directory = Directory([told(row, "members") for row in MEMBERS], [told(row, "people") for row in PEOPLE])
    return Reader(directory)


@pytest.mark.parametrize(("question", "way"), EXAMPLES)
def test_a_question_goes_to_the_rows_that_know_or_to_the_documents(reader, question, way):
    assert next(routes(reader.read(question, date(2026, 11, 24))), DOCUMENTS) == way

"""What the assistant says on its own account: help, trouble, politeness."""

from __future__ import annotations

from collections.abc import Sequence

from bot.replies.answer import whom_to_ask
from bot.replies.catalogue import Texts
from bot.replies.inert import plain
from bot.replies.message import Message, notice
from bot.wording import LONGEST_QUESTION
from knowledge.records.admissions import TurnedAway


def help_notice(said: Texts, cluster: str) -> tuple[Message, ...]:
    return notice(*help_paragraphs(said, plain(cluster)))


def help_paragraphs(said: Texts, cluster: str) -> tuple[str, ...]:
    """``cluster`` stands in them as it is given."""
    examples = (
        said("When is the next event, and where?"),
        said("What does it cost to be a member?"),
        said("Which members work with cyber security?"),
    )
    return (
        said("Hi! I answer questions from the documents of {cluster}, with sources.", cluster=cluster),
        "\n".join([said("You could ask, for example:"), *(f"• {example}" for example in examples)]),
        said(
            "Write as you would to a colleague, in Norwegian or English. Ask on in the thread whenever you like."
        ),
    )


def files_notice(said: Texts) -> tuple[Message, ...]:
    return notice(
        said(
            "Thank you for the file! I cannot read files that are sent to me here, "
            "but I know the cluster's own documents."
        ),
        said("Ask me a question in words, and I will look for the answer."),
    )


def code_notice(said: Texts) -> tuple[Message, ...]:
    return notice(
        said("I do not read code: I know the cluster's documents, members and events."),
        said("Ask me a question in words, and I will look for the answer."),
    )


def unread_code_remark(said: Texts) -> str:
    return said("I have not read the code, only your words around it.")


def unread_file_remark(said: Texts) -> str:
    return said("I have not read the attached file, only your question.")


def shortened_remark(said: Texts) -> str:
    return said(
        "Your question was long, so I have read its first {count} characters.", count=LONGEST_QUESTION
    )


def unnamed_remark(said: Texts) -> str:
    """For a conversation in a terminal that does not say whose it is."""
    return said(
        "To suggest people to you I must know who you are: start me with “klyngebot chat --as YOUR@ADDRESS”."
    )


def busy_notice(said: Texts) -> tuple[Message, ...]:
    return notice(
        said(
            "Many people are asking just now, and I have to pass on this one. Please ask again in a few minutes."
        )
    )


def limit_notice(said: Texts, turned: TurnedAway) -> tuple[Message, ...]:
    """``turned.at`` is in the zone of whoever reads it."""
    sentences = {
        "person": said(
            "You have asked {count} questions within an hour, and others are to have their turn too. "
            "I am glad to go on from {time}.",
            count=turned.most,
            time=f"{turned.at:%H:%M}",
        ),
        "channel": said(
            "I have answered {count} questions in this channel within an hour. "
            "Ask me directly, or here again from {time}.",
            count=turned.most,
            time=f"{turned.at:%H:%M}",
        ),
        "cluster": said(
            "I have had {count} questions within an hour, and that is all I can take. Please ask again from {time}.",
            count=turned.most,
            time=f"{turned.at:%H:%M}",
        ),
    }
    return notice(sentences[turned.whose])


def failure_notice(said: Texts, reference: str, coordinators: Sequence[str]) -> tuple[Message, ...]:
    sentence = said(
        "I'm sorry, something went wrong on my side. Please try again, "
        "or mention reference {reference} if you ask for help.",
        reference=reference,
    )
    return notice(sentence, whom_to_ask(said, coordinators)) if coordinators else notice(sentence)


def moved_notice(said: Texts, reference: str) -> tuple[Message, ...]:
    return notice(
        said(
            "I may not write where you asked me, so here is the reply to you alone. (Reference {reference})",
            reference=reference,
        )
    )


def queue_status(said: Texts, ahead: int) -> str:
    """Follows the assistant's name, as `working_status` does."""
    if ahead == 1:
        return said("has one question before yours …")
    return said("has {count} questions before yours …", count=ahead)


def queue_notice(said: Texts, ahead: int) -> str:
    return said(
        "There are {count} questions before yours. I answer here as soon as it is your turn.", count=ahead
    )


def working_status(said: Texts) -> str:
    return said("is looking through the documents …")


def reading_status(said: Texts, documents: int) -> str:
    """Follows the assistant's name, as `working_status` does."""
    if documents == 1:
        return said("is reading one document …")
    return said("is reading {count} documents …", count=documents)


def writing_status(said: Texts) -> str:
    return said("is writing the answer …")


def stopped_remark(said: Texts) -> str:
    return said("I stopped here, as you asked.")


def broken_off_remark(said: Texts, reference: str) -> str:
    return said(
        "Something went wrong on my side, so the answer ends here. Please ask again, "
        "or mention reference {reference} if you ask for help.",
        reference=reference,
    )


def in_private_notice(said: Texts) -> tuple[Message, ...]:
    return notice(said("Whom to meet is between you and me: I have written to you directly."))

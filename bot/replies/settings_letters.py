"""To coordinators, of the file that describes their cluster."""

from __future__ import annotations

from bot.replies.catalogue import Texts
from bot.replies.inert import shown
from bot.replies.message import Message, message_of

_LONGEST = 600


def broken_letter(trouble: str, said: Texts) -> Message:
    """``trouble`` is the sentence for whoever mends the file."""
    return message_of(
        [
            said(
                "The file that describes the cluster cannot be used as it is now, so I go by what it said before."
            ),
            shown(trouble, _LONGEST),
            said("Whoever looks after the installation can mend it; I tell you when it can be used again."),
        ]
    )


def mended_letter(said: Texts) -> Message:
    return message_of([said("The file that describes the cluster can be used again, and I go by it.")])

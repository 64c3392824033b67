"""Content as an e-mail message; the earlier messages of the thread are quoted in its body."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from zoneinfo import ZoneInfo

from examples.build_demo.content import Content

ZONE = ZoneInfo("Europe/Oslo")


def render(content: Content) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["Subject"] = content.title
    message["From"] = Address(content.author, addr_spec=content.fields["from"])
    message["To"] = content.fields["to"]
    message["Date"] = format_datetime(content.written.replace(tzinfo=ZONE))
    message["Message-ID"] = f"<{content.target.stem}@fjordklyngen.example>"
    message["Content-Language"] = content.language
    message.set_content(f"{content.body.rstrip()}\n\n-- \n{content.fictional_line}\n", cte="quoted-printable")
    return message.as_bytes()

"""Content as a page of the cluster's website: menu, cookie banner and footer around the article."""

from html import escape
from pathlib import Path
from string import Template

from markdown_it import MarkdownIt

from examples.build_demo.content import Content

PAGE = Template((Path(__file__).parent / "page.html").read_text("utf-8"))
WORDS = {
    "nb": {
        "menu": ("Hjem", "Om oss", "Medlemmer", "Arrangementer", "Aktuelt", "Kontakt"),
        "cookies": "Vi bruker informasjonskapsler for å gi deg en bedre opplevelse på nettsiden vår.",
        "accept": "Godta alle",
        "decline": "Bare nødvendige",
        "related": "Les også",
        "links": ("Bli medlem", "Fjordkonferansen 2026", "Meld deg på nyhetsbrevet"),
        "rights": "Alle rettigheter reservert.",
    },
    "en": {
        "menu": ("Home", "About", "Members", "Events", "News", "Contact"),
        "cookies": "We use cookies to give you a better experience on our website.",
        "accept": "Accept all",
        "decline": "Only necessary",
        "related": "Read more",
        "links": ("Become a member", "The Fjord Conference 2026", "Subscribe to our newsletter"),
        "rights": "All rights reserved.",
    },
}


def render(content: Content) -> bytes:
    words = WORDS[content.language]
    page = PAGE.substitute(
        language=content.language,
        title=escape(content.title),
        author=escape(content.author),
        date=content.fields["date"],
        article=MarkdownIt("commonmark").enable("table").render(content.body),
        fictional=content.fictional_line,
        menu=_links(words["menu"]),
        links=_links(words["links"]),
        **{name: words[name] for name in ("cookies", "accept", "decline", "related", "rights")},
    )
    return page.encode("utf-8")


def _links(texts: tuple[str, ...] | str) -> str:
    return "\n".join(f'        <li><a href="#">{escape(text)}</a></li>' for text in texts)

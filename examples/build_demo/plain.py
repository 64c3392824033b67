"""Content as Markdown, plain text or CSV, in the encoding its front matter names (default UTF-8)."""

from examples.build_demo.content import Content


def render_markdown(content: Content) -> bytes:
    return f"# {content.title}\n\n{content.body.rstrip()}\n\n*{content.fictional_line}*\n".encode()


def render_text(content: Content) -> bytes:
    underline = "=" * len(content.title)
    return _encode(
        content, f"{content.title}\n{underline}\n\n{content.body.rstrip()}\n\n{content.fictional_line}\n"
    )


def render_csv(content: Content) -> bytes:
    return _encode(content, content.body)


def _encode(content: Content, text: str) -> bytes:
    return text.replace("\n", "\r\n").encode(content.fields.get("encoding", "utf-8"))

"""``python -m bot`` is the same as ``klyngebot``."""

from bot.cli import main

main()

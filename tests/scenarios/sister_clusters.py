"""An installation of two clusters that share a part of what they know, made for a test. All of it is fictional."""

from __future__ import annotations

from pathlib import Path

from tests.scenarios.command_line import Cluster

KI = """
[cluster]
name = "KI-klyngen"
coordinators = ["koordinator@ki.example"]

[audiences.board]
members = ["leder@ki.example"]

[[sources]]
path = "documents"
[[sources]]
path = "documents/joint"
shared_with = ["energi"]
[[sources]]
path = "documents/joint/board"
audience = "board"
[[sources]]
kind = "members"
path = "members.csv"
shared_with = ["energi"]
[[sources]]
kind = "people"
path = "people.csv"
shared_with = ["energi"]

[[sisters]]
name = "energi"
"""

ENERGI = """
[cluster]
name = "Energiklyngen"
coordinators = ["koordinator@energi.example"]

[audiences.board]
members = ["leder@energi.example"]

[[sources]]
path = "documents"
[[sources]]
path = "documents/board"
audience = "board"
[[sources]]
path = "members.csv"
kind = "members"
shared_with = ["ki"]

[[sisters]]
name = "ki"
"""

FILES = {
    "ki/documents/kontingent.md": "# Kontingent\n\nÅrskontingenten i KI-klyngen er 7 700 kroner.\n",
    "ki/documents/joint/lab.md": "# Felles lab\n\nDronelaben i Hangar 4 kan leies av begge klyngene.\n",
    "ki/documents/joint/board/avtale.md": "# Styresak 9\n\nLeieavtalen for dronelaben koster 412 000 kroner.\n",
    "ki/members.csv": "navn,type,sted\nHavblikk AS,SMB,Halden\nKystdata,SMB,Moss\n",
    "ki/people.csv": "navn,epost,organisasjon,rolle,tilbyr\n"
    "Tuva Lien,tuva@havblikk.example,Havblikk AS,Labsjef,undervannsrobotikk\n"
    "Odd Berg,odd@kystdata.example,Kystdata,Analytiker,bølgevarsling\n",
    "energi/documents/kontingent.md": "# Kontingent\n\nÅrskontingenten i Energiklyngen er 3 300 kroner.\n",
    "energi/documents/board/styre.md": "# Styresak 2\n\nDaglig leders lønn økes til 1 437 000 kroner.\n",
    "energi/members.csv": "navn,type,sted\nVindkraft Sør,SMB,Arendal\n",
}


def new_installation(folder: Path) -> Cluster:
    """Where commands are run: ``clusters/ki`` and ``clusters/energi`` lie below."""
    made = Cluster(folder, {"KLYNGEBOT_CLUSTERS": "clusters"})
    for path, text in {"ki/cluster.toml": KI, "energi/cluster.toml": ENERGI, **FILES}.items():
        made.write(f"clusters/{path}", text)
    return made

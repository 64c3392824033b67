"""A retrieval task made for a test: twenty documents of one subject each, half Norwegian and half English."""

from __future__ import annotations

import json
from pathlib import Path

DOCUMENTS = {
    "bake:1": ("Surdeig", "Surdeigen skal hvile i kjøleskapet over natten før den bakes."),
    "bake:2": ("", "Kanelboller stekes på 225 grader i tolv minutter midt i ovnen."),
    "hage-1": ("Epletrær", "Epletrær beskjæres best sent på vinteren, før knoppene svulmer."),
    "hage-2": ("", "Potetene settes i april under duk når jorden er seks grader."),
    "fjord": ("Fergen", "Fergen til Ytre Holmen går hver time mellom klokken seks og midnatt."),
    "ski": ("", "Langrennsski prepareres med glider foran og bak, og festesmøring i midten."),
    "bok": ("Biblioteket", "Lånte bøker kan fornyes to ganger hvis ingen andre venter på dem."),
    "katt": ("", "Katten må vaksineres mot kattesyke hvert tredje år hos veterinæren."),
    "strøm": ("Strømregningen", "Nettleien avhenger av de tre timene i måneden med høyest forbruk."),
    "tog": ("", "Sovevogn på nattoget til Bodø bestilles senest dagen før avreise."),
    "bees": ("Beekeeping", "A hive is inspected every ten days during the swarming season."),
    "tea": ("", "Green tea turns bitter when the water is hotter than eighty degrees."),
    "chess": ("Chess openings", "The Sicilian Defence answers the king's pawn with the c-pawn."),
    "roof": ("", "Slate roofs last a century, but the copper nails need a look after storms."),
    "violin": ("Violins", "A violin bow is rehaired once a year by a luthier using horsehair."),
    "tide": ("", "Spring tides come with the full moon and reach four metres at the old pier."),
    "coffee": ("Espresso", "An espresso takes twenty-five seconds at nine bars of pressure."),
    "bike": ("", "Bicycle chains stretch, and worn links damage the cassette within weeks."),
    "wool": ("Washing wool", "Wool jumpers are washed by hand in lukewarm water without wringing."),
    "star": ("", "Betelgeuse is a red giant in Orion that will end as a supernova."),
}
QUERIES = {
    "q1": ("Hvor lenge skal kanelboller stå i ovnen?", "bake:2"),
    "q2": ("Når går fergen til Ytre Holmen?", "fjord"),
    "q3": ("How often should a beehive be inspected?", "bees"),
    "q4": ("Which star will become a supernova?", "star"),
    "q5": ("When should apple trees be pruned?", "hage-1"),
    "q6": ("Hvordan vasker man en ullgenser?", "wool"),
}


def write_task(folder: Path) -> Path:
    folder.mkdir(parents=True)
    documents = [{"_id": key, "title": title, "text": text} for key, (title, text) in DOCUMENTS.items()]
    queries = [{"_id": key, "text": text} for key, (text, _) in QUERIES.items()]
    write_rows(folder / "corpus.jsonl", documents)
    write_rows(folder / "queries.jsonl", queries)
    judged = "".join(f"{key}\t{document}\t1\n" for key, (_, document) in QUERIES.items())
    (folder / "qrels.tsv").write_text(f"query-id\tcorpus-id\tscore\n{judged}", "utf-8")
    return folder


def write_rows(file: Path, rows: list[dict[str, str]]) -> None:
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")

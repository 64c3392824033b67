"""The model is out for a while: its questions are answered by quotations that say so, and nothing of it stays."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from tests.faults.soundness import assert_sound
from tests.scenarios.command_line import OPEN_TO_MODELS, Cluster
from tests.scenarios.test_model_answers import NAME, QUESTION, QUOTED, with_model
from tests.standins.model import Breaks, ModelStandIn, Refuses, Says, Stalls

OUTAGE = (Stalls("Små bedrifter "), Refuses(500), Refuses(429, {"Retry-After": "30"}), Breaks("Små be"))
BACK = Says("Små bedrifter betaler 11 250 kroner i året [1].")


def test_an_outage_of_the_model_costs_no_answer_and_leaves_the_doctor_content(
    indexed: Cluster, tmp_path: Path
):
    shutil.copytree(indexed.folder, tmp_path, dirs_exist_ok=True)
    copied = Cluster(tmp_path)
    copied.write("cluster.toml", OPEN_TO_MODELS)
    lines = "\n".join(json.dumps({"id": number, "question": QUESTION}) for number in range(len(OUTAGE) + 1))
    with ModelStandIn(*OUTAGE, BACK) as model:
        cluster = with_model(copied, model)
        asked = cluster.run("ask", "--file", "-", stdin=lines)
        assert_sound(cluster)
    *during, after = asked.lines
    assert asked.code == 0
    assert len(during) == len(OUTAGE)
    for answer in during:
        assert answer["engine"] == "extractive"
        assert answer["answer"].startswith(f"{QUOTED} [1]")
        assert "språkmodellen" in answer["answer"]
    assert (after["engine"], len(model.requests)) == (NAME, len(OUTAGE) + 1)

"""The vector index, written by a process that has read of nobody: Chroma fills its files up with whatever lies in the
memory of the process that writes them. ``python -m knowledge.fresh_writer FOLDER`` is that process."""

from __future__ import annotations

import os
import subprocess  # nosec B404
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np

from knowledge.chroma_places import embedded
from knowledge.errors import DataFolderError
from knowledge.index import UNITS, Collections, VectorIndex

_IDS, _VECTORS = "ids", "vectors"


class FreshWriter:
    """``chroma`` is the folder of the vector index."""

    def __init__(self, chroma: Path) -> None:
        self._chroma = chroma

    def put_anew(self, held: Collections) -> None:
        """Raises DataFolderError. The process is told keys and vectors alone, and neither arguments nor words of this
        one."""
        done = subprocess.run(  # noqa: S603  # nosec B603 - this program, and a folder that the operator named
            [sys.executable, "-m", __name__, str(self._chroma)],
            input=_packed(held),
            capture_output=True,
            # It finds its modules where this process does.
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            check=False,
        )
        if done.returncode != 0:
            told = done.stderr.decode(errors="replace").strip().splitlines()
            raise DataFolderError(
                f"the vector index could not be written anew ({told[-1] if told else 'its writer was ended'}); "
                "see that there is room, then run the same again."
            )


def _packed(held: Collections) -> bytes:
    arrays: dict[str, Any] = {
        f"{name}/{_IDS}": np.array(ids, dtype=np.str_) for name, (ids, _) in held.items()
    }
    arrays |= {f"{name}/{_VECTORS}": vectors for name, (_, vectors) in held.items()}
    packed = BytesIO()
    np.savez(packed, **arrays)
    return packed.getvalue()


def _unpacked(packed: bytes) -> Collections:
    with np.load(BytesIO(packed), allow_pickle=False) as arrays:
        names = [key.removesuffix(f"/{_IDS}") for key in arrays.files if key.endswith(f"/{_IDS}")]
        return {name: (arrays[f"{name}/{_IDS}"].tolist(), arrays[f"{name}/{_VECTORS}"]) for name in names}


def main() -> None:
    index = VectorIndex(embedded(Path(sys.argv[1]), UNITS))
    try:
        index.put_anew(_unpacked(sys.stdin.buffer.read()))
        index.close()
    except DataFolderError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()

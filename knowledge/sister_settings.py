"""``[[sisters]]`` of cluster.toml: the clusters of the same installation whose shared sources are known here too."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator

from knowledge.models import MEMBERS
from knowledge.section import Section

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


def cluster_name(written: str) -> str:
    """The name of a cluster's folder. Raises ValueError."""
    if not _NAME.fullmatch(written):
        raise ValueError(
            f"'{written}' is not the name of a cluster's folder; such names have up to 40 small letters a-z, digits, "
            "'-' and '_', such as 'energy'"
        )
    return written


ClusterName = Annotated[str, AfterValidator(cluster_name)]


class SisterSection(Section):
    """``audience`` is who may read here what the sister shares."""

    name: ClusterName
    audience: str = MEMBERS

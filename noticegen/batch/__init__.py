"""One letter per recipient: plan, run, resume, manifest, audit.

The names below are imported when first used: who writes a batch does not wait for what audits one.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from noticegen.batch.audit import check_batch as check_batch
    from noticegen.batch.run import BatchReport as BatchReport
    from noticegen.batch.run import write_batch as write_batch

_HOMES = {
    "BatchReport": "noticegen.batch.run",
    "check_batch": "noticegen.batch.audit",
    "write_batch": "noticegen.batch.run",
}

__all__ = list(_HOMES)


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """Import a name when it is first used (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)

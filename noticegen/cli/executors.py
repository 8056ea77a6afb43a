"""Letters on several machines: the executor of a Dask scheduler, where one is named."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from noticegen.findings import Finding, OutputError, Where

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor


@contextmanager
def dask_executor(address: str | None) -> Iterator[Executor | None]:
    """Give the executor of the scheduler at an address, None without an address.

    Raises:
        OutputError: Dask is not installed, or nobody answers there.
    """
    if address is None:
        yield None
        return
    try:
        from distributed import Client
    except ImportError:
        hint = "pip install 'noticegen[dask]' で入れてください。"
        where = Where(path="--executor")
        raise OutputError(Finding("error", "O131", "Dask が入っていません。", hint, where=where)) from None
    try:
        client = Client(address, timeout=10)
    except (OSError, ValueError):
        message = f"Dask のスケジューラー({address})につながりません。"
        hint = "場所(例: tcp://192.0.2.1:8786)と、動いているかを確かめてください。"
        raise OutputError(Finding("error", "O132", message, hint, where=Where(path="--executor"))) from None
    try:
        yield client.get_executor()
    finally:
        client.close()

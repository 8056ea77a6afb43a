"""Letters made by other processes and on other machines, which die, do not answer, or are not like this one."""

from __future__ import annotations

import sys
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

from noticegen.batch import executors, folder
from tests.cli.told import world
from tests.cli.worlds.batch import given

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

DASK: Final = "--executor tcp://192.0.2.1:8786"


class _Executor(ThreadPoolExecutor):
    """What stands for the executor of a Dask client."""

    __module__ = "distributed"
    _client: Any = None


def _dask(patch: pytest.MonkeyPatch, answers: Callable[..., dict[str, object]]) -> str:
    """Let Dask be installed, with a scheduler whose workers answer so; return the command that asks it."""

    class Client:
        def __init__(self, *_: object, **__: object) -> None:
            pass

        def nthreads(self) -> dict[str, int]:
            return {"worker": 1}

        def run(self, function: Callable[..., object], *given: object) -> dict[str, object]:
            return answers(function, *given)

        def get_executor(self) -> _Executor:
            executor = _Executor(1)
            executor._client = self
            return executor

        def close(self) -> None:
            pass

    module = ModuleType("distributed")
    module.Client = Client  # type: ignore[attr-defined]
    module.KilledWorker = OSError  # type: ignore[attr-defined]
    module.comm = ModuleType("comm")  # type: ignore[attr-defined]
    module.comm.CommClosedError = OSError
    patch.setitem(sys.modules, "distributed", module)
    return given(how=DASK)


@world("O112")
def _a_process_that_dies(patch: pytest.MonkeyPatch) -> str:
    class Dying(ThreadPoolExecutor):
        def submit(self, *_: object, **__: object) -> Future[Any]:
            raise BrokenProcessPool

    patch.setattr(executors, "ProcessPoolExecutor", lambda *_, **__: Dying(1))
    return given(how="--workers 2")


@world("O113")
def _a_machine_that_does_not_see_the_folder(patch: pytest.MonkeyPatch) -> str:
    patch.setattr(folder.BatchFolder, "holds", lambda *_: False)
    return _dask(patch, lambda function, *given: {"worker": function(*given)})


@world("O114")
def _a_machine_with_another_version(patch: pytest.MonkeyPatch) -> str:
    patch.setattr(folder, "__version__", "99.0")
    return _dask(patch, lambda function, *given: {"worker": function(*given)})


@world("O131")
def _dask_is_not_installed(patch: pytest.MonkeyPatch) -> str:
    patch.setitem(sys.modules, "distributed", None)
    return given(how=DASK)


@world("O132")
def _nobody_answers(patch: pytest.MonkeyPatch) -> str:
    command = _dask(patch, dict)

    def silent(*_: object, **__: object) -> None:
        raise OSError

    patch.setattr(sys.modules["distributed"], "Client", silent)
    return command


@world("O133")
def _a_scheduler_without_workers(patch: pytest.MonkeyPatch) -> str:
    return _dask(patch, lambda *_: {})

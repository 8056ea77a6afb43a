"""What a draft with gaps prints in place of a fact that is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Gap:
    """A missing fact: prints 〓未記入…〓 wherever the template uses it, whatever it asks of it.

    It is true, has every attribute, and is an array of one, so that the place of the gap is always seen.
    """

    def __init__(self, title: str, path: str) -> None:
        self._title = title
        self._path = path

    def __str__(self) -> str:
        return f"〓未記入：{self._title}（{self._path}）〓"

    def __getattr__(self, name: str) -> Gap:
        if name.startswith("_"):
            raise AttributeError(name)
        return Gap(self._title, f"{self._path}.{name}")

    def __iter__(self) -> Iterator[Gap]:
        return iter((self,))

    def __len__(self) -> int:
        return 1

    def __bool__(self) -> bool:
        return True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Gap) and str(self) == str(other)

    def __hash__(self) -> int:
        return hash(str(self))

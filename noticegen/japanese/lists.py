"""How are several things enumerated in one sentence?"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def list_text(items: Iterable[str], conjunction: str = "") -> str | None:
    """Return 「A、B、C」, or 「A、B及びC」 with a conjunction; None when there is nothing to enumerate.

    None and not an empty text: a sentence 「漏えいした情報は、です」 must not come about.

    >>> list_text(["氏名", "住所", "生年月日"], "及び")
    '氏名、住所及び生年月日'
    """
    things = tuple(items)
    if not things:
        return None
    if not conjunction or len(things) == 1:
        return "、".join(things)
    return "、".join(things[:-1]) + conjunction + things[-1]

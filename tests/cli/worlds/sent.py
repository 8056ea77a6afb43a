"""After posting: what ``sent`` says of the lists of results."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.cli.told import world
from tests.cli.worlds.batch import finished

if TYPE_CHECKING:
    from collections.abc import Callable

SENT: Final = "sent out results.csv --on 2026-12-28"

# What stands in the list of results.
RESULTS: Final = {
    "B400": "氏名,備考\n見本,到達\n",
    "B400-tracking": "お問い合わせ番号,氏名,配達状況\n1234-5678-9012,見本,到達\n",
    "B401": "番号,結果,日付\n2,到達,2026-12-20\n99,到達,2026-12-20\n",
    "B402": "番号,結果,日付\n2,到達,2026-12-20\n2,返戻,2026-12-20\n",
    "B403": "番号,結果,日付\n2,おおむね良好,2026-12-20\n",
    "B404": "番号,結果,日付\n2,到達,師走\n3,到達,2027-01-20\n",
    "B406": "番号,結果,日付\n2,到達,2026-12-20\n2,受取拒否,2026-12-22\n",
    "B407": "番号,結果,日付\n2,発送,2026-12-18\n2,返戻,2026-12-22\n",
    "B409": "番号,結果,日付\n2,到達,2026-12-20\n3,転送,2026-12-20\n4,ご不在のため持ち戻り,2026-12-20\n5,,\n",
}


def _told(results: str) -> Callable[[], str]:
    def make() -> str:
        finished()
        Path("results.csv").write_text(results, "utf-8")
        return SENT

    return make


for _code, _results in RESULTS.items():
    world(_code)(_told(_results))


@world("B301-sent")
def _a_batch_that_was_interrupted() -> str:
    state = finished() / "batch.json"
    state.write_text(state.read_text("utf-8").replace('"complete": true', '"complete": false'), "utf-8")
    return "sent out --on 2026-12-28"


@world("B405")
def _two_letters_of_one_id() -> str:
    manifest = finished() / "manifest.csv"
    manifest.write_text(manifest.read_text("utf-8-sig").replace("M0003", "M0002"), "utf-8-sig", newline="")
    Path("results.csv").write_text("管理番号,結果,日付\nM0002,到達,2026-12-20\n", "utf-8")
    return SENT


@world("B408")
def _sent_in_the_future() -> str:
    finished()
    return "sent out --sent-on 2027-01-15 --on 2026-12-28"


@world("O109-sent")
def _a_record_that_somebody_spoilt() -> str:
    (finished() / "sent.csv").write_text("番号,出来事\n1,謎\n", "utf-8-sig")
    return "sent out --on 2026-12-28"


@world("O111")
def _a_folder_that_no_batch_wrote() -> str:
    Path("letters").mkdir()
    return "sent letters --on 2026-12-28"

"""Lists of recipients that are not quite right."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.cli.told import world

EXAMPLE = Path(__file__).parents[3] / "examples" / "lost_pc"


@world("R205")
def _no_postal_codes() -> str:
    Path("people.csv").write_text("氏名,電話番号,住所\n見本 花子,0300000000,東京都架空区\n", "utf-8")
    shutil.copy(EXAMPLE / "incident.toml", ".")
    return "recipients people.csv incident.toml"

"""``noticegen new`` and ``noticegen schema``: files to be filled in, and what an editor needs to help."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from noticegen.cli.completion import scenario_names

Folder = Annotated[
    Path, typer.Argument(metavar="DIR", help="書き始めるフォルダー(新しい名前)", show_default=False)
]
Scenario = Annotated[
    str, typer.Option("--scenario", metavar="NAME", help="どの種類の事案か", autocompletion=scenario_names)
]


def new(folder: Folder, scenario: Scenario = "lost_pc") -> None:
    """書き込むだけの incident.toml と名簿を作る。

    NAME は lost_pc(機器の紛失・盗難)、web_intrusion(不正アクセス・改ざん)、misdirected_mail(誤送付・誤交付)、
    dispatched_worker(派遣労働者による持ち出し)のどれかです。近いものを選び、合わない項目は消してください。
    """
    from noticegen.cli.output import say, say_indented, typed
    from noticegen.documents.new import HOST_WRITES
    from noticegen.documents.new import new as write_new

    facts, recipients, schema = write_new(folder, scenario)
    for file, what in (
        (facts, "事実。〓 … 〓 と 1900-01-01 を書き換えてください。"),
        (recipients, "名簿の見本。手元の名簿(.csv、.xlsx)をそのまま使うこともできます。"),
        (schema, "エディターで補完するための定義。書き換えません。"),
    ):
        say(str(file), to_copy=True)
        say_indented(what, indent=2)
    say("次に行うこと:")
    say(
        f"  noticegen check {typed(facts)}",
        f"  noticegen draft {typed(facts)} -o {typed(folder / 'documents')}",
        to_copy=True,
    )
    if scenario in HOST_WRITES:
        say("本人への書面は、通常、派遣先が送ります。派遣先に代わって送るとき:")
    say(
        f"  noticegen recipients {typed(recipients)} {typed(facts)}",
        f"  noticegen batch {typed(facts)} {typed(recipients)} -o {typed(folder / 'letters')}",
        to_copy=True,
    )


def schema() -> None:
    """incident.toml の JSON Schema を出力する。

    エディター(Tombi、Taplo、Even Better TOML)で incident.toml の補完と検査ができるようになります。
    ファイルに保存し、incident.toml の1行目に「#:schema ファイル名」と書いてください。
    """
    from noticegen.cli.output import print_json
    from noticegen.facts.schema import incident_schema

    print_json(incident_schema())

"""Is every code explained in the README, tried in a test, and said in a sentence that tells what to do?

The transcripts below are of codes that no other test shows as a person reads them.
"""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path

import pytest

import noticegen
from noticegen.batch.folder import BatchFolder
from noticegen.cli.executors import dask_executor
from noticegen.documents.check import check
from noticegen.facts.problems import describe
from noticegen.findings import NoticegenError, OutputError
from noticegen.law.conditions import Case
from noticegen.law.plausibility import plausibility_findings
from noticegen.office.pages import to_png
from noticegen.office.texts import page_texts
from tests.codes import PACKAGE, codes
from tests.documents.letters import GROUP, incident_with

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples"
ON = date(2026, 11, 2)

# What is said beside the facts of a small incident, at a day, as a person reads it.
BESIDE: dict[str, tuple[dict[str, str], date, str]] = {
    "C101": ({}, date(2026, 10, 30), """incident.known_on
  知った日が、基準日より後です。
  → 日付を確かめてください。"""),
    "C102": ({"incident": "occurred = 2026-11-01"}, ON, """incident.occurred
  発生日が、知った日より後です。
  → 日付を確かめてください。"""),
    "C103": ({"incident": "discovered_on = 2026-10-20"}, ON, """incident.known_on
  発覚日より後の日が、知った日とされています。
  → 法人では、いずれかの部署が知った時点が起算点です。担当部署や法務が知った日ではないか、確かめてください。
  根拠: 通則編ガイドライン3-5-3-3"""),
    "C104": ({}, date(2026, 11, 6), """report.stage
  知った日を1日目として7日目です。速報の目安(概ね3〜5日以内)を過ぎています。
  → 直ちに報告し、遅れた理由を記録してください。
  根拠: 規則8条1項、通則編ガイドライン3-5-3-3"""),
    "C105": ({"more": "[affected]\ncount = 1000"}, ON, """affected.count
  本人の数(1000)が、グループの合計(1200)と異なります。
  → 重複などの理由を overlap に書くか、数を直してください。"""),
    "C106": ({"groups": GROUP + GROUP.replace("members", "posted").replace("1200", '1300\nwithin = "members"')}, ON, """group[1].count
  グループ「posted」の数が、含まれる先のグループの数を超えています。
  → 内数か、数を確かめてください。"""),
    "C107": ({"groups": GROUP + GROUP.replace("members", "homes").replace("1200", '{ value = 3, unit = "世帯" }')}, ON, """affected.count
  単位の異なる数(世帯、人)は足せません。本人の数が定まりません。
  → [affected] に count(人)を書いてください。
  根拠: 規則8条1項3号"""),
    "C108": ({"groups": GROUP.replace('"電話番号"', '"個人番号"')}, ON, """group[0].my_number
  グループ「members」に個人番号が含まれるか、その可能性があります。
  → 特定個人情報の漏えい等として、別の報告フォームで報告する必要があるか確かめてください(不明なときは「含む」)。
  根拠: 番号法29条の4"""),
    "C110": ({"more": '[assessment]\nrule7 = []\nby = "見本"\non = 2026-11-01\nreason = "理由"'}, ON, """assessment.rule7
  弁護士の判断では4号に該当しませんが、事実からは該当と見込まれます。
  → 判断の理由が記録されているか確かめてください。
  根拠: 規則7条"""),
    "C111": ({}, ON, """assessment.rule7
  規則7条3号に該当するか、この事実だけでは判断できません。該当するものとして扱います。
  → 原因・不正の目的が記録されていないか、判明していない。不正の目的を示す事実もない。確かめて事実を書くか、[assessment] に弁護士の判断(rule7、by、on、reason)を書いてください。
  根拠: 規則7条"""),
}  # fmt: skip


@pytest.mark.parametrize("code", BESIDE)
def test_what_does_not_go_together_is_said_so(code: str) -> None:
    parts, on, said = BESIDE[code]
    found = [each for each in plausibility_findings(Case(incident_with(**parts), on)) if each.code == code]
    assert [str(each) for each in found] == [said]


def test_a_public_body_is_told_of_its_own_form() -> None:
    text = (EXAMPLES / "lost_pc" / "incident.toml").read_text("utf-8")
    incident = noticegen.loads_incident(text.replace("[business]", '[business]\nkind = "行政機関等"', 1))
    (found,) = [each for each in check(incident, "ppc_report", on=ON) if each.code == "C109"]
    assert (
        str(found)
        == """business.kind
  行政機関等には、法68条と別の報告様式が適用されます(本人の数は100人を超える場合)。
  → この文書は個人情報取扱事業者用です。行政機関等用の様式を使ってください。
  根拠: 法68条"""
    )


def test_what_is_contested_is_not_said_as_a_fact() -> None:
    incident = noticegen.load_incident(EXAMPLES / "lost_pc" / "incident.toml")
    assert incident.discipline is not None
    contested = next(each for each in incident.discipline.finding if each.contested)
    entry = incident.timeline[0].model_copy(update={"when": contested.when})
    found = check(incident.model_copy(update={"timeline": (entry,)}), on=ON)
    assert [str(each) for each in found if each.code == "C116"] == [
        """timeline[0].what
  懲戒で争いのある事実と同じ日時の出来事が、事実経過に争いのないものとして書かれています。
  → 争いのない範囲に書き改めるか、certainty の分かる書き方にしてください。"""
    ]


def test_a_cause_without_a_measure_is_asked_about() -> None:
    measure = '[[measure]]\nstatus = "実施予定"\nwhat = "端末のディスクを暗号化します。"\n'
    incident = incident_with(cause='category = ["誤送付"]', more=measure)
    (found,) = [str(each) for each in plausibility_findings(Case(incident, ON)) if each.code == "C131"]
    assert found.startswith("measure\n  原因「誤送付」に対応する再発防止のための措置が見当たりません。自問: ")
    assert '対応する措置に answers = ["誤送付"] を加えてください。' in found


BAD_ID = GROUP.replace('"members"', '"会員"')


def test_an_id_of_japanese_letters_is_told_what_to_write() -> None:
    with pytest.raises(noticegen.FactsError) as caught:
        incident_with(groups=BAD_ID)
    (found,) = caught.value.findings
    assert found.code == "F107"
    assert str(found).split("\n")[1:] == [
        "  「グループの id」は半角の英数字、- と _ で書きます。",
        '  → 例: id = "client-1"',
    ]


def test_an_error_of_a_new_kind_is_still_told_in_japanese() -> None:
    error = {"type": "never_seen", "loc": ("incident", "title"), "msg": "English", "input": 3.5}
    assert describe(error, noticegen.Incident) == ("F100", "「件名」の書き方が違います(今は小数)。", "")  # type: ignore[arg-type]


def raised(error: NoticegenError) -> list[str]:
    return [f"{each.code} {each.message}{each.hint}" for each in error.findings]


def test_dask_that_is_missing_or_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "distributed", None)
        with pytest.raises(OutputError) as caught, dask_executor("tcp://192.0.2.1:8786"):
            raise AssertionError
    assert raised(caught.value) == [
        "O131 Dask が入っていません。pip install 'noticegen[dask]' で入れてください。"
    ]

    class Silent:
        def __init__(self, *_: object, **__: object) -> None:
            raise OSError("nobody there")

    monkeypatch.setitem(sys.modules, "distributed", type(sys)("distributed"))
    monkeypatch.setattr(sys.modules["distributed"], "Client", Silent, raising=False)
    with pytest.raises(OutputError) as caught, dask_executor("tcp://192.0.2.1:8786"):
        raise AssertionError
    assert raised(caught.value) == [
        "O132 Dask のスケジューラーにつながりません。場所(例: tcp://192.0.2.1:8786)と、動いているかを確かめてください。"
    ]


def test_a_document_for_one_reader_is_no_letter_for_many(tmp_path: Path) -> None:
    with pytest.raises(NoticegenError) as caught:
        noticegen.write_batch(
            incident_with(),
            EXAMPLES / "lost_pc" / "recipients.csv",
            tmp_path / "out",
            kind="public_notice",
            on=ON,
        )
    assert raised(caught.value) == [
        "B101 「公表文」は、本人ごとに作る文書ではありません。batch では victim_apology などを指定してください。"
    ]


def test_a_list_that_changes_while_it_is_read_is_noticed(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("氏名,住所\n見本 花子,東京都架空区\n", "utf-8")
    opened = noticegen.read_recipients(file)
    file.write_text("氏名,住所\n見本 花子,東京都架空区\n見本 太郎,東京都架空区\n", "utf-8")
    with pytest.raises(noticegen.RecipientsError) as caught:
        list(opened)
    assert [each.code for each in caught.value.findings] == ["R007"]
    assert "読み始めた後に名簿が書き換えられました。" in str(caught.value)


def test_a_list_without_postal_codes_is_told_of(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    for header, told in (("郵便番号,", []), ("電話番号,", ["R205 郵便番号の列がありません。"])):
        file.write_text(f"氏名,{header}住所\n見本 花子,1000000,東京都架空区\n", "utf-8")
        found = noticegen.survey_recipients(incident_with(), file).findings
        assert [f"{each.code} {each.message}" for each in found if each.code == "R205"] == told


def test_a_place_for_pages_that_is_a_file_is_told(tmp_path: Path) -> None:
    there = tmp_path / "pages"
    there.write_text("a file", "utf-8")
    with pytest.raises(OutputError) as caught:
        to_png(tmp_path / "any.pdf", there)
    assert raised(caught.value) == ["O144 フォルダーを作れません。別の出力先を指定してください。"]


def test_an_address_that_the_window_does_not_show_whole_is_told_of(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(f"氏名,郵便番号,住所\n見本 花子,100-0000,東京都架空区{'見本町字例示' * 40}\n", "utf-8")
    report = noticegen.write_batch(incident_with(), file, tmp_path / "out", on=ON)
    assert [str(each) for each in report.findings if each.code == "B111"] == [
        """  住所が長く、封筒の窓に収まらない書面が 1通あります(番号 0001)。
  → その書面の宛名を目で確かめ、収まらなければ宛名を封筒に書いてください。"""
    ]


def test_a_template_that_changes_under_a_batch_stops_it(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("氏名,郵便番号,住所\n見本 花子,100-0000,東京都架空区\n", "utf-8")
    noticegen.write_batch(incident_with(), file, tmp_path / "out", on=ON)
    with pytest.raises(OutputError) as caught:
        BatchFolder(tmp_path / "out").require_template(b"another template")
    assert raised(caught.value) == [
        "O116 書面を作っている間に、テンプレートが書き換えられました。元に戻してもう一度実行するか、新しい出力先に作り直してください。"
    ]


@pytest.mark.external("pdftotext")
def test_a_pdf_that_is_none_is_told_of(tmp_path: Path) -> None:
    file = tmp_path / "letters.pdf"
    file.write_bytes(b"no PDF")
    with pytest.raises(OutputError) as caught:
        page_texts(file)
    assert raised(caught.value) == [
        "O147 PDF を読めません。ファイルが壊れています。このファイルを消して、もう一度作ってください。"
    ]


def test_every_code_is_explained_and_every_code_is_tried() -> None:
    tried = "".join(
        file.read_text("utf-8")
        for pattern in ("**/*.py", "**/*.txt")
        for file in HERE.glob(pattern)
        if file.name != "codes.py"
    )
    assert len(codes()) > 250
    assert [code for code, text in codes().items() if not text] == []
    names: dict[str, set[str]] = {}
    for file in PACKAGE.rglob("*.py"):
        for name, code in re.findall(
            r'^(\w+): Final = "([A-Z]\d{3})"', file.read_text("utf-8"), re.MULTILINE
        ):
            names.setdefault(code, set()).add(name)
    words = set(re.findall(r"\w+", tried))
    untried = [
        code
        for code, text in codes().items()
        if not words & {code, *names.get(code, ())}
        # A test may quote the message instead.
        and max(re.split("…| ／ ", text), key=len) not in tried
    ]
    assert untried == []


def test_no_code_is_explained_by_what_is_no_sentence() -> None:
    assert [code for code, text in codes().items() if "。" not in text] == []

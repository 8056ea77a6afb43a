"""Is what somebody changes in LibreOffice itself found, and is nothing told of what may be changed?

LibreOffice opens real drafts, edits them by a macro and saves them, all in one start.
Comments are not tried here: LibreOffice without its windows (the -nogui packages of Debian) crashes on inserting one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from noticegen.documents.check import check_document
from noticegen.documents.draft import drafts
from noticegen.facts.load import load_incident
from tests.documents.cases import EXAMPLES
from tests.documents.libreoffice_edits import call, edit_all

if TYPE_CHECKING:
    from noticegen.findings import Finding

pytestmark = pytest.mark.external("soffice")

REPORT, LETTER, MEMO, CLIENT = "ppc_report", "victim_apology", "disciplinary_memo", "client_letter"
LOST = load_incident(EXAMPLES / "lost_pc" / "incident.toml")
FACTS = {
    REPORT: LOST,
    LETTER: LOST,
    MEMO: LOST,
    CLIENT: load_incident(EXAMPLES / "misdirected_mail" / "incident.toml"),
}
CAUSE = ("社員が、社内の規程に反して", "業務用のパソコンとその持出しについての")
DAMAGES = {
    # 検索と置換
    "人数（報告書の表）": (REPORT, [call("ReplaceAll", "848人", "884人")],
                    [("error", "D220", "item3_count", ("848人", "884人"))]),
    "人数（手紙）": (LETTER, [call("ReplaceAll", "1,012人", "1,021人")],
                [("warning", "D220", "course", ("1,012人", "1,021人"))]),
    "人数（取引先への手紙）": (CLIENT, [call("ReplaceAll", "36人", "63人")],
                     [("error", "D220", name, ("事実では「36人」", "文書では「63人」"))
                      for name in ("item1_summary", "item3_count", "item6_principal")]),
    "会社の名称": (REPORT, [call("ReplaceAll", "株式会社架空商事", "株式会社仮空商事")],
              [("warning", "D224", "reporter", ("株式会社架空商事", "株式会社仮空商事"))]),
    "宛先の名称": (CLIENT, [call("ReplaceAll", "架空健診協会", "仮空健診協会")],
              [("error", "D224", "addressee", ("架空健診協会", "仮空健診協会"))]),
    "懲戒の対象者の氏名": (MEMO, [call("ReplaceAll", "仮名 次郎", "仮名 三郎")],
                  [("warning", "D224", "subject_person", ("discipline.subject.name",))]),
    # 選んで打ち直す
    "減給の額": (MEMO, [call("Overwrite", "6,000円を減給", "60,000円を減給")],
            [("error", "D220", "sanction", ("6,000円", "60,000円"))]),
    # 区画を見出しごと消す、見出しを残して消す、文だけを選んで消す
    "手紙の原因を見出しごと": (LETTER, [call("DeleteFrom", "原因", "二次被害又はそのおそれの有無")],
                    [("error", "D201", "cause", ())]),
    "手紙の原因": (LETTER, [call("DeleteBehind", "原因", "二次被害又はそのおそれの有無")],
              [("error", "D202", "cause", ())]),
    "手紙の原因の文": (LETTER, [call("DeleteSelected", *CAUSE)], [("error", "D202", "cause", ())]),
    "お詫びの文": (LETTER, [call("DeleteSelected", "謹啓", "深くお詫び申し上げます。")],
              [("error", "D202", "apology", ())]),
    "報告書の原因の表を見出しごと": (REPORT, [call("DeleteFrom", "(4) 原因", "(5) 二次被害又はそのおそれの有無及びその内容")],
                       [("error", "D201", "item4_cause", ("「原因」",))]),
    "報告書の原因の表": (REPORT, [call("DeleteBehind", "(4) 原因", "(5) 二次被害又はそのおそれの有無及びその内容")],
                 [("error", "D202", "item4_cause", ("「原因」",))]),
    "取引先への手紙の原因を見出しごと": (CLIENT, [call("DeleteFrom", "原因", "二次被害又はそのおそれの有無及びその内容")],
                         [("error", "D201", "item4_cause", ())]),
    "弁明の機会を見出しごと": (MEMO, [call("DeleteFrom", "弁明の機会", "手続")],
                    [("error", "D201", "explanation_chance", ())]),
    "弁明の機会": (MEMO, [call("DeleteBehind", "弁明の機会", "手続")],
              [("error", "D202", "explanation_chance", ())]),
    # 変更履歴を残す。表の中の段落は、保存の後は区画の外に立つ
    "履歴を残して書き足した": (REPORT, [call("TrackChanges"), call("TypeAfter", "検知する仕組みがありませんでした。", "今は改めました。")],
                    [("error", "D207", "", ("変更履歴",))]),
    "履歴を残して消した": (LETTER, [call("TrackChanges"), call("DeleteSelected", *CAUSE)],
                  [("error", "D202", "cause", ()), ("error", "D207", "cause", ("変更履歴",))]),
    # 隠し文字
    "隠し文字を書き足した": (LETTER, [call("TypeAfter", "不十分な点がありました。", "社内限りの文です。"), call("Hide", "社内限りの文です。")],
                   [("error", "D208", "cause", ("隠し文字",))]),
    "表の中の文を隠した": (REPORT, [call("Hide", "顧客管理システムは、抽出する件数を制限していませんでした。")],
                  [("error", "D208", "", ("隠し文字",))]),
}  # fmt: skip
"""What is done → kind of document, edits, and what is told: severity, code, section, words of the message."""
HARMLESS = {
    **{f"{kind} をそのまま保存した": (kind, []) for kind in FACTS},
    "手紙に文を足した": (LETTER, [call("TypeAfter", "不十分な点がありました。", "弊社は、これを重く受け止めております。")]),
    "報告書の表に段落を足した": (REPORT, [call("NewParagraph", "顧客管理システムは、抽出する件数を制限していませんでした。", "点検の体制も十分ではありませんでした。")]),
    "記録に文を足した": (MEMO, [call("TypeAfter", "本人が特定されない形で取り入れる。", "講師は社内で選ぶ。")]),
    "取引先への手紙に段落を足した": (CLIENT, [call("NewParagraph", "封入の記録、検査の記録及び封入機の操作記録を保全しています。", "記録は施錠した書庫に保管しています。")]),
}  # fmt: skip


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return what LibreOffice saved, by what was done."""
    made = {
        kind: drafts(facts, kind, on=facts.letter.date, incomplete=True)[0].docx
        for kind, facts in FACTS.items()
    }
    jobs = {title: (made[kind], edits) for title, (kind, edits, *_) in [*DAMAGES.items(), *HARMLESS.items()]}
    return edit_all(tmp_path_factory.mktemp("edited"), jobs)


def shown(found: list[Finding]) -> list[tuple[str, str, str, str]]:
    return [(each.severity, each.code, each.section, each.message) for each in found]


@pytest.mark.parametrize("title", DAMAGES)
def test_what_is_damaged_in_libreoffice_is_found_where_it_is(saved: dict[str, bytes], title: str) -> None:
    kind, _, expected = DAMAGES[title]
    found = shown(list(check_document(saved[title], FACTS[kind])))
    for *told, words in expected:
        assert any([*head] == told and all(word in message for word in words) for *head, message in found), (
            found
        )
    # Every place is told of once, the header included, and nothing else.
    assert {code for _, code, _, _ in found} == {code for _, code, _, _ in expected}


@pytest.mark.parametrize("title", HARMLESS)
def test_what_may_be_changed_in_libreoffice_is_no_damage(saved: dict[str, bytes], title: str) -> None:
    assert shown(list(check_document(saved[title], FACTS[HARMLESS[title][0]]))) == []

"""What happens to a document in Word, each as a change of a real draft: what is done, and what must be told of it."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from tests.documents import word_edits
from tests.documents.word_edits import W, controls, edited, says_instead

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Change = "Callable[[bytes], bytes]"
REPORT: Final = "ppc_report"
LETTER: Final = "victim_apology"
MEMO: Final = "disciplinary_memo"
ASSESSMENT: Final = "assessment_memo"


@dataclass(frozen=True)
class Damage:
    """A change to a draft of a kind, and the finding that tells of it: code, severity (empty: either), section, words of it."""

    kind: str
    change: Callable[[bytes], bytes]
    code: str
    severity: str
    section: str
    says: tuple[str, ...] = ()


def written(old: str, new: str, section: str = "") -> Callable[[bytes], bytes]:
    """Write something else in the first paragraph (of a section) that says it."""

    def change(tree: Any) -> None:
        (root,) = controls(tree, [section]) if section else (tree,)
        assert any(says_instead(paragraph, old, new) for paragraph in root.iter(f"{W}p")), old

    return lambda docx: edited(docx, change)


def without_paragraph(words: str) -> Callable[[bytes], bytes]:
    """Delete the first paragraph that says these words."""

    def change(tree: Any) -> None:
        paragraph = next(each for each in tree.iter(f"{W}p") if words in "".join(each.itertext()))
        paragraph.getparent().remove(paragraph)

    return lambda docx: edited(docx, change)


def of_section(edit: Callable[[bytes, list[str]], bytes], section: str) -> Callable[[bytes], bytes]:
    """Do to one section what :mod:`tests.documents.word_edits` does."""
    return lambda docx: edit(docx, [section])


def look(section: str, xml: str, *, last: bool = False) -> Callable[[bytes], bytes]:
    """Give all text of a section a look, or its last paragraph alone."""

    def change(tree: Any) -> None:
        for control in controls(tree, [section]):
            *_, final = control.iter(f"{W}p")
            for run in (final if last else control).iter(f"{W}r"):
                properties = run.find(f"{W}rPr")
                if properties is None:
                    properties = etree.Element(f"{W}rPr")
                    run.insert(0, properties)
                for name in ("color", "sz"):
                    for old in properties.findall(f"{W}{name}"):
                        properties.remove(old)
                properties.append(etree.fromstring(f'<w:x xmlns:w="{W[1:-1]}">{xml}</w:x>')[0])

    return lambda docx: edited(docx, change)


def twice(section: str) -> Callable[[bytes], bytes]:
    """Paste a section once more behind itself."""

    def change(tree: Any) -> None:
        for control in controls(tree, [section]):
            control.addnext(deepcopy(control))

    return lambda docx: edited(docx, change)


def nested(inner: str, outer: str) -> Callable[[bytes], bytes]:
    """Move a section into another one."""

    def change(tree: Any) -> None:
        (one,), (other,) = controls(tree, [inner]), controls(tree, [outer])
        other.find(f"{W}sdtContent").append(one)

    return lambda docx: edited(docx, change)


def moved(section: str) -> Callable[[bytes], bytes]:
    """Move a section to the head of the document."""

    def change(tree: Any) -> None:
        for control in controls(tree, [section]):
            tree.find(f"{W}body").insert(0, control)

    return lambda docx: edited(docx, change)


def tracked(words: str, mark: str) -> Callable[[bytes], bytes]:
    """Put the first paragraph that says these words into a tracked change."""

    def change(tree: Any) -> None:
        paragraph = next(each for each in tree.iter(f"{W}p") if words in "".join(each.itertext()))
        for run in list(paragraph.iter(f"{W}r")):
            wrapped = etree.Element(f"{W}{mark}", {f"{W}id": "9", f"{W}author": "a"})
            run.getparent().replace(run, wrapped)
            wrapped.append(run)
            for text in run.iter(f"{W}t"):
                text.tag = f"{W}delText" if mark == "del" else text.tag

    return lambda docx: edited(docx, change)


def pasted(docx: bytes) -> bytes:
    """Copy all text into a document that knows no sections: every control is gone."""

    def change(tree: Any) -> None:
        for control in list(tree.iter(f"{W}sdt")):
            parent, content = control.getparent(), list(control.find(f"{W}sdtContent"))
            for position, block in enumerate(content, parent.index(control)):
                parent.insert(position, block)
            parent.remove(control)

    return edited(docx, change)


def field(docx: bytes) -> bytes:
    """Leave a merge field behind."""

    def change(tree: Any) -> None:
        paragraph = next(tree.iter(f"{W}p"))
        found = etree.SubElement(paragraph, f"{W}fldSimple", {f"{W}instr": " MERGEFIELD 氏名 "})
        etree.SubElement(etree.SubElement(found, f"{W}r"), f"{W}t").text = "見本"

    return edited(docx, change)


def both(*changes: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    """Do one after the other."""

    def change(docx: bytes) -> bytes:
        for each in changes:
            docx = each(docx)
        return docx

    return change


DAMAGES: Mapping[str, Damage] = {
    # 事実と違う値
    "人数を打ち間違えた": Damage(REPORT, written("848人", "884人", "item3_count"), "D220", "error", "item3_count", ("848人", "884人")),
    "人数を別の人数と取り違えた": Damage(REPORT, written("848人", "312人", "item3_count"), "D220", "error", "item3_count", ("848人", "312人")),
    "人数を「調査中」に戻した": Damage(REPORT, written("1,012人", "調査中", "item3_count"), "D220", "error", "item3_count", ("1,012人", "調査中")),
    "「不明」を断定に変えた": Damage(REPORT, written("不明（理由", "あり（理由"), "D220", "warning", "item4_cause", ("不明",)),
    "日付を変えた": Damage(REPORT, written("2026年10月30日午後11時30分頃", "2026年10月31日午後11時30分頃", "occurred_on"), "D220", "warning", "occurred_on", ("2026年10月30日", "2026年10月31日")),
    "日付を元号で書き間違えた": Damage(REPORT, written("2026年10月30日午後11時30分頃", "令和7年10月30日午後11時30分頃", "occurred_on"), "D220", "warning", "occurred_on", ("2026年10月30日", "令和7年10月30日")),
    "時刻を変えた": Damage(REPORT, written("午後11時30分頃", "午後10時30分頃", "occurred_on"), "D220", "warning", "occurred_on", ("午後11時30分頃", "午後10時30分頃")),
    "「頃」を落とした": Damage(REPORT, written("午後11時30分頃", "午後11時30分", "occurred_on"), "D220", "warning", "occurred_on", ("午後11時30分頃",)),
    "曜日が日付に合わない": Damage(ASSESSMENT, written("2027年1月4日（月）", "2027年1月4日（火）"), "D229", "warning", "deadlines", ("月曜日",)),
    "金額の桁を誤った": Damage(MEMO, written("6,000円を減給", "60,000円を減給"), "D220", "error", "sanction", ("6,000円", "60,000円")),
    "条項の番号を変えた": Damage(MEMO, written("第68条第5号", "第68条第6号", "rule_clause"), "D220", "error", "rule_clause", ("第5号", "第6号")),
    "選択の■を動かした": Damage(REPORT, written("□有　■無", "■有　□無", "entrustor"), "D220", "warning", "entrustor", ("■無", "■有")),
    "実施済みを予定に変えた": Damage(LETTER, written("2026年11月13日実施済み", "2026年11月13日実施予定"), "D220", "warning", "prevention", ("実施予定",)),
    "「確認されていない」を「確認された」にした": Damage(LETTER, written("確認されていません", "確認されました", "secondary_damage"), "D220", "", "secondary_damage", ("確認されました",)),
    # 連絡先・名称・氏名
    "電話番号を打ち間違えた": Damage(LETTER, written("0120-000-000", "0120-000-001", "inquiry_desk"), "D220", "error", "inquiry_desk", ("0120-000-000", "0120-000-001")),
    "メールアドレスを打ち間違えた": Damage(REPORT, written("houmu@example.jp", "houmo@example.jp"), "D220", "error", "office_contact", ("houmu@example.jp", "houmo@example.jp")),
    "郵便番号を打ち間違えた": Damage(REPORT, written("100-0000", "100-0001", "reporter"), "D220", "error", "reporter", ("100-0000", "100-0001")),
    "会社の名称を打ち間違えた": Damage(REPORT, written("株式会社架空商事", "株式会社仮空商事", "reporter"), "D224", "warning", "reporter", ("株式会社架空商事", "株式会社仮空商事")),
    "代表者の氏名を打ち間違えた": Damage(REPORT, written("見本 太郎", "見本 次郎", "reporter"), "D224", "warning", "reporter", ("見本 太郎", "見本 次郎")),
    "担当者を別の人にした": Damage(REPORT, written("例示 良子", "架空 五郎", "office_contact"), "D224", "warning", "office_contact", ("例示 良子", "架空 五郎")),
    "住所の番地を変えた": Damage(REPORT, written("1丁目2番3号", "1丁目2番8号", "reporter"), "D224", "warning", "reporter", ("2番3号", "2番8号")),
    "懲戒の対象者の氏名を打ち間違えた": Damage(MEMO, written("仮名 次郎", "仮名 三郎", "subject_person"), "D224", "warning", "subject_person", ("discipline.subject.name",)),
    # 確からしさの語
    "「可能性が高い」を弱めた": Damage(LETTER, written("可能性が高いこと", "可能性があること", "apology"), "D223", "error", "apology", ("可能性が高い", "可能性がある")),
    "「可能性」を断定にした": Damage(LETTER, written("漏えいした可能性が高いこと", "漏えいしたこと", "apology"), "D223", "error", "apology", ("漏えいした可能性が高い",)),
    "件名の「おそれ」を落とした": Damage(LETTER, written("漏えいのおそれに", "漏えいに", "subject"), "D223", "error", "subject", ("漏えいのおそれ",)),
    # 事実にない値、なくなった値
    "事実にない人数を書き足した": Damage(LETTER, written("申し上げます。", "申し上げます。対象は2,000人です。", "apology"), "D221", "warning", "apology", ("2,000人",)),
    "事実にない会社の名称を書いた": Damage("public_notice", written("当社", "株式会社見本物流", "apology"), "D221", "warning", "apology", ("株式会社見本物流",)),
    "日付のある段落を消した": Damage(LETTER, without_paragraph("2026年11月13日"), "D222", "warning", "prevention", ("2026年11月13日",)),
    # 区画
    "区画を文ごと消した": Damage(REPORT, of_section(word_edits.removed, "item4_cause"), "D201", "error", "item4_cause"),
    "区画を空にした": Damage(REPORT, of_section(word_edits.emptied, "item4_cause"), "D202", "error", "item4_cause"),
    "区画の文を変更履歴で消した": Damage(REPORT, of_section(word_edits.deleted, "item4_cause"), "D202", "error", "item4_cause"),
    "区画を隠し文字にした": Damage(REPORT, of_section(word_edits.hidden, "item4_cause"), "D202", "error", "item4_cause"),
    "区画の文を白い字にした": Damage(REPORT, look("item4_cause", '<w:color w:val="FFFFFF"/>'), "D202", "error", "item4_cause"),
    "区画の文を1ポイントにした": Damage(LETTER, look("cause", '<w:sz w:val="2"/>'), "D202", "error", "cause"),
    "区画を黒く塗った": Damage(LETTER, look("closing", '<w:highlight w:val="black"/>'), "D202", "", "closing"),
    "最後の段落だけを白い字にした": Damage(REPORT, look("item4_cause", '<w:color w:val="FFFFFF"/>', last=True), "D208", "error", "item4_cause"),
    "区画の印を外した": Damage(REPORT, of_section(word_edits.unwrapped, "item4_cause"), "D225", "warning", "item4_cause"),
    "区画の印を外し、見出しだけを残した": Damage(REPORT, both(of_section(word_edits.emptied, "prevention_done"), of_section(word_edits.unwrapped, "prevention_done")), "D202", "error", "prevention_done"),
    "見出しのない区画の印を外した": Damage(REPORT, of_section(word_edits.unwrapped, "legal_basis_line"), "D225", "warning", "legal_basis_line"),
    "全文をほかの文書に貼り付けた": Damage(REPORT, pasted, "D225", "warning", "item9_other"),
    "区画を二つにした": Damage(REPORT, twice("item4_cause"), "D226", "warning", "item4_cause"),
    "印を外した区画の人数を変えた": Damage(REPORT, both(written("848人", "884人", "item3_count"), of_section(word_edits.unwrapped, "item3_count")), "D220", "error", "item3_count", ("848人", "884人")),
    "入れ子にした区画の人数を変えた": Damage(REPORT, both(written("848人", "884人", "item3_count"), nested("item3_count", "item4_cause")), "D220", "error", "item3_count", ("848人", "884人")),
    # 残ったもの
    "変更履歴が残っている": Damage(REPORT, tracked("持出許可は申請書", "ins"), "D207", "error", "item4_cause"),
    "〓が残っている": Damage(REPORT, of_section(lambda docx, ids: word_edits.with_text(docx, ids, "〓"), "item4_cause"), "D205", "error", "item4_cause"),
    "差込みフィールドが残っている": Damage(REPORT, field, "D205", "error", ""),
    "更新できない参照が残っている": Damage(REPORT, written("持出許可は申請書", "エラー! 参照元が見つかりません。持出許可は申請書"), "D205", "error", "item4_cause"),
    # 漏れてはならないもの
    "懲戒の対象者の氏名を手紙に書いた": Damage(LETTER, written("社員が、", "社員（仮名 次郎）が、", "cause"), "D212", "error", "cause"),
}  # fmt: skip
"""Title → damage. Every draft is of the lost computer."""
HARMLESS: Mapping[str, Damage] = {
    "文を書き直した": Damage(LETTER, written("社員が、業務用ノートパソコンを許可を得ずに社外へ持ち出し、帰宅途中の電車の網棚に置き忘れて紛失しました。", "弊社の従業員が、定めに反して業務用の端末を持ち帰る途中、電車の中で失いました。"), "", "", ""),
    "元号と全角で書いた": Damage(REPORT, written("2026年10月30日午後11時30分頃", "令和８年１０月３０日２３時３０分頃", "occurred_on"), "", "", ""),
    "人数を漢数字で書いた": Damage(REPORT, written("1,012人", "千十二名", "item3_count"), "", "", ""),
    "金額を万で書いた": Damage(MEMO, written("12,400円", "1万2400円", "pay_cut_limit"), "", "", ""),
    "区画を動かした": Damage(REPORT, moved("item9_other"), "", "", ""),
    "区画を入れ子にした": Damage(REPORT, nested("item9_other", "item4_cause"), "", "", ""),
    "名称を「当社」に書き直した": Damage(REPORT, written("株式会社架空商事", "当社", "reporter"), "", "", ""),
    "条文を引いた": Damage(REPORT, written("申請のない持出しを検知する仕組みがありませんでした。", "個人情報保護法23条の定める措置として、申請のない持出しを検知する仕組みがありませんでした（最判平成15年10月10日参照）。"), "", "", ""),
    "言い回しを足した": Damage(LETTER, written("深くお詫び申し上げます。", "一日も早い解決に向け、二度とこのようなことのないよう、お一人お一人に深くお詫び申し上げます。第三者への提供を防ぐ十分な措置を、1点ずつ確かめます。"), "", "", ""),
}  # fmt: skip
"""Title → what a lawyer may do without hearing anything."""

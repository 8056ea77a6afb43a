"""What is done about it: for the persons, in public, against recurrence, and in which documents."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from noticegen.facts.recipients_types import Insert
from noticegen.facts.tables import ClientTable, Id, Named, Table
from noticegen.facts.values import Count, Day, Fact, Many, Moment, Value, many, said


class Assessment(Table):
    """[assessment]: the lawyer's own decision on 規則7条, kept beside the tool's proposal."""

    rule7: Many[int] = Field(title="該当する号", description="1〜4。空([])なら報告対象事態に該当しない")
    by: str = Field(min_length=1, title="判断した者")
    on: Day = Field(title="判断した日")
    reason: str = Field(min_length=1, title="理由")


class Wave(ClientTable):
    """[[person_response.wave]]: one way in which persons were told, and how far it came."""

    group: Id | None = said("対象のグループ")
    method: str = Field(min_length=1, title="方法", description="書面・電子メール・電話・訪問など")
    status: Literal["実施済み", "実施中", "実施予定"] = Field(default="実施済み", title="状況")
    on: Fact[Moment] | None = said("日")
    sent: Fact[Count] | None = said("発送数")
    arrived: Fact[Count] | None = said("到達数")
    returned: Fact[Count] | None = said("返戻数")
    detail: str | None = said("補足")


class Substitute(Value):
    """The measure taken in place of notice where notice is difficult (法26条2項ただし書)."""

    expected = '{ method = ["公表"], on = 2026-11-20, url = "…" }'

    method: Many[Literal["公表", "問合せ窓口"]] = Field(min_length=1, title="方法")
    status: Literal["実施済み", "実施予定"] = Field(default="実施予定", title="状況")
    on: Fact[Moment] | None = said("日")
    url: str | None = said("掲載先")
    until: Fact[Moment] | None = said("掲載を終える日")
    detail: str | None = said("補足")


class PersonResponse(Table):
    """[person_response]: notice to the persons and everything else done for them."""

    status: Fact[Literal["実施済み", "実施中", "実施予定", "予定なし"]] | None = said("状況")
    on: Fact[Moment] | None = said("日")
    method: Fact[str] | None = said("方法")
    detail: Fact[str] | None = said("内容")
    no_notice_reason: Fact[str] | None = said("通知しない理由")
    wave: Many[Wave] = many("通知の実施状況")
    substitute: Substitute | None = said("代替措置")


class Publication(Table):
    """[publication]: whether and how the incident is made public."""

    status: Fact[Literal["実施済み", "実施予定", "検討中", "予定なし"]] | None = said("状況")
    on: Fact[Moment] | None = said("公表日")
    method: (
        Fact[Many[Literal["ホームページに掲載", "記者会見", "報道機関等への資料配布", "その他"]]] | None
    ) = said("方法")
    url: str | None = said("掲載先")
    text: Fact[str] | None = said("公表文")
    reason: Fact[str] | None = said("公表しない・検討中の理由")


class Measure(ClientTable):
    """[[measure]]: a measure to prevent recurrence."""

    what: str = Field(min_length=1, title="措置")
    status: Literal["実施済み", "実施予定"] = Field(title="状況")
    on: Fact[Moment] | None = said("実施日・完了予定時期")
    category: str | None = said("区分", "組織的・人的・物理的・技術的など")
    answers: Many[str] = many("対応する原因の区分")


class Other(Table):
    """[other]: その他参考となる事項 (規則8条1項9号)."""

    detail: Fact[str] | None = said("その他参考となる事項", "なければ「特になし」と書く")
    for_persons: Fact[str] | None = said("本人にとって参考となる事項")


class Advice(ClientTable):
    """[[advice]]: what a person can do, beyond what follows from the leaked items."""

    text: str = Field(min_length=1, title="お願いする内容")
    items: Many[str] = many("対象の項目", "書けば、その項目が含まれる本人だけに出る")
    groups: Many[Id] = many("対象のグループ")


class Compensation(Table):
    """[compensation]: off unless written. Never a waiver."""

    nature: Literal["お詫びの品", "見舞金", "内払い", "実費負担"] = Field(title="性質")
    detail: str = Field(min_length=1, title="内容")
    approved_by: str = Field(min_length=1, title="承認者")


class Changed(ClientTable):
    """[[report.change]]: since when and why something is not as the report before it said."""

    item: str = Field(
        min_length=1, title="変わった事項", description="「前回からの変更点」の表の事項。例: 本人の数（総数）"
    )
    since: Day | None = said("いつから")
    reason: str | None = said("変わった理由")


class Report(Table):
    """[report]: which report is being made."""

    stage: Literal["速報", "確報"] = Field(title="速報・確報の別")
    combined: bool = Field(default=False, title="速報と確報を兼ねるか")
    followup: bool = Field(default=False, title="続報か")
    voluntary: bool = Field(default=False, title="報告対象事態に該当しない任意の報告か")
    previous_on: Day | None = said("前回報告日")
    previous_number: str | None = said("前回報告の受付番号")
    joint_with: Many[Id] = many("連名の報告者", "[[party]] の id")
    supplement_on: Fact[Moment] | None = said("追完の予定")
    effort: str | None = said("判明させるために尽くした合理的努力")
    change: Many[Changed] = many("前回の報告から変わった事項", "--since の表に添える時期と理由")


class Window(Value):
    """Where the window of the envelope (長形3号) is, in millimetres from the envelope's upper left corner."""

    expected = "{ left = 20, top = 12, width = 90, height = 45 }"

    left: float = Field(ge=0, le=150, title="封筒の左端から窓までの長さ（ミリメートル）")
    top: float = Field(ge=0, le=75, title="封筒の上端から窓までの長さ（ミリメートル）")
    width: float = Field(ge=60, le=160, title="窓の幅（ミリメートル）")
    height: float = Field(ge=35, le=90, title="窓の高さ（ミリメートル）")


class Letter(Table):
    """[letter]: what the letters share: date, number, who signs, how they are written."""

    date: Day = Field(title="発信日")
    number: str | None = said(
        "文書番号", "本人への書面（同文なので同じ番号）と、letter_number のない取引先への書面に使う"
    )
    signatory: Named | None = said("差出人", "書かなければ事業者の代表者")
    department: str | None = said("差出部署")
    seal: str | None = said("印", "差出人の名の右に書く語。例: 印、公印省略")
    style: Literal["company", "legal"] = Field(
        default="company", title="表記", description="company: 西暦・1. (1)、legal: 元号・第1 1 (1)"
    )
    next_report: Fact[str] | None = said("続報の予定")
    genuine: str | None = said("この書面が真正であることの確かめ方")
    no_calls: bool = Field(default=False, title="当社から電話で個人情報を尋ねることはないか")
    return_address: str | None = said("返送先", "誤って届いた書類の返送先など")
    window: Window | None = said(
        "封筒の窓の位置（長形3号）", "書かなければ左から20、上から12、幅90、高さ45ミリメートル"
    )
    inserts: Many[Insert] = many("外国人住民のための紙", "本人への書面の終わりに、1枚ずつ加える")


class WorkerNotice(ClientTable):
    """[worker_notice]: what the client of a dispatched worker may learn of the worker, written for it."""

    label: str = Field(min_length=1, title="当該派遣労働者の呼び方", description="必要最小限に")
    period: Fact[Moment] | None = said("派遣期間")
    duty: Fact[str] | None = said("従事した業務")
    measures: Fact[Many[str]] | None = said("派遣元で講じた措置")
    interview: Fact[str] | None = said("聴取の結果")
    pledge: Fact[str] | None = said("誓約書・教育の状況")
    recovery: Fact[str] | None = said("回収・消去の状況")
    detail: Fact[str] | None = said("補足")


class Cooperation(ClientTable):
    """[[cooperation]]: what the business offers its client for the client's own duties."""

    what: str = Field(min_length=1, title="協力の内容")
    status: Literal["実施済み", "実施予定"] | None = said("状況")


class Liability(ClientTable):
    """[[liability]]: how responsibility towards a client is to be discussed. No lump admission, no sum."""

    detail: str = Field(min_length=1, title="責任・費用についての申入れ")


class Attachment(Table):
    """[[attachment]]: what goes with a document."""

    title: str = Field(min_length=1, title="名称")
    documents: Many[str] = many("添える文書", "文書の種類。書かなければすべて")
    note: str | None = said("補足", "例: パスワードを付して別便で送付")


class Accepted(Table):
    """[[accepted]]: a warning about a wording that somebody has looked at and lets stand, with the reason."""

    name: str = Field(min_length=1, title="受け入れる指摘の名", description="例: wording.regret")
    phrase: str | None = said("受け入れる表現", "書かなければ、その名の指摘すべて")
    reason: str = Field(min_length=1, title="理由")
    by: str | None = said("判断した者")

"""What happened, to whose data: the event, its course, the affected groups, protection, exposure, cause."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from noticegen.facts.tables import ClientTable, Id, Table
from noticegen.facts.values import Count, Day, Fact, Many, Moment, Unknown, Value, many, said

IncidentKind = Literal["漏えい", "漏えいのおそれ", "滅失", "滅失のおそれ", "毀損", "毀損のおそれ"]
Discoverer = Literal[
    "自社",
    "委託先",
    "取引先",
    "顧客",
    "会員",
    "本人",
    "カード会社",
    "決済代行会社",
    "警察",
    "報道機関",
    "その他",
]
DataCategory = Literal[
    "個人データ",
    "個人データとして取り扱う予定の個人情報",
    "個人情報（散在情報）",
    "仮名加工情報",
    "匿名加工情報",
    "個人情報に該当しない",
]
Certainty = Literal[
    "漏えい確認",
    "持ち出し確認",
    "漏えいの可能性が高い",
    "漏えいのおそれ",
    "漏えいの可能性を否定できない",
    "閲覧可能な状態",
    "紛失・誤廃棄（外部流出の可能性は低い）",
    "滅失",
    "毀損",
    "回収済み（閲覧なし）",
    "争いあり",
]
Coverage = Literal["全部", "一部", "任意入力"]


class Event(Table):
    """[incident]: the incident itself."""

    title: str = Field(min_length=1, title="件名")
    kinds: Many[IncidentKind] = Field(min_length=1, title="発生事案")
    data_category: Fact[DataCategory] = Field(default="個人データ", title="情報の区分")
    occurred: Fact[Moment] | None = said("発生日", "分からなければ「調査中」など")
    discovered_on: Fact[Moment] | None = said("発覚日", "知った日(known_on)とは別の事実")
    known_on: Day = Field(title="知った日", description="いずれかの部署が事態を知った日。期限の1日目")
    known_text: str | None = said(
        "知った日の書き方",
        "日を特定できないとき、known_on の代わりに印刷する。例: 2015年9月（日は特定できていない）",
    )
    known_by: str | None = said("知った部署")
    discoverer: Fact[Discoverer] | None = said("発見者")
    discoverer_detail: str | None = said("発見者(その他の内容)")
    place: Fact[str] | None = said("発生場所")
    summary: Fact[str] | None = said("概要")
    retained_reason: Fact[str] | None = said("保有していた理由")
    reference: str | None = said("管理番号")


class TimelineEntry(ClientTable):
    """[[timeline]]: one entry of the course of events."""

    when: Fact[Moment] = Field(title="日時")
    what: str = Field(min_length=1, title="事実")
    by: str | None = said("誰が")
    kind: str | None = said("種別", "発生・発覚・初動・報告など")
    withdrawn: str | None = said("撤回・訂正の内容", "後に覆った事実は消さず、ここに書く")


class Knowledge(ClientTable):
    """[[knowledge]]: a duty that was known at another time than ``known_on``, or one client's part of the event.

    With ``client``, it is the business's own knowledge of that client's part, and stands in the letter to it.
    """

    rule7: int | None = said("規則7条の号", ge=1, le=4)
    party: Id | None = said("知った者", "[[party]] の id。書かなければ自社")
    on: Day = Field(title="知った日")
    by: str | None = said("知った部署・者")
    reason: str | None = said("その日とする理由")
    discovered_on: Fact[Moment] | None = said("発覚日", "client を書いたとき、その取引先の分の発覚日")
    discoverer: Fact[Discoverer] | None = said("発見者", "client を書いたとき、その取引先の分の発見者")
    discoverer_detail: str | None = said("発見の経緯", "client を書いたとき、その取引先の分の経緯")


class Affected(Table):
    """[affected]: the persons affected as a whole, where the groups do not simply add up."""

    count: Fact[Count] | None = said("本人の数", "書かなければ group から計算する")
    also_counted: Many[Count] = many("ほかの単位で数えた数", '例: { value = 6287, unit = "枚" }')
    overlap: str | None = said("重複の扱い")
    unreachable: Fact[Count] | None = said("通知が困難な本人の数")
    unreachable_reason: Fact[str] | None = said("通知が困難な理由")
    note: str | None = said("本人の数の説明")


class Item(Value):
    """A kind of data of a group, such as 氏名."""

    expected = '"氏名"、または { name = "生年月日", coverage = "一部" }'

    name: str = Field(min_length=1, title="項目")
    coverage: Coverage = Field(
        default="全部", title="範囲", description="一部なら、本人ごとの項目を名簿に書く"
    )
    count: Fact[Count] | None = said("その項目の本人の数")
    certainty: Fact[Certainty] | None = said("その項目の確度")
    masked: bool = Field(default=False, title="一部を伏せた値か")
    detail: str | None = said("補足")

    @model_validator(mode="before")
    @classmethod
    def _from_name(cls, value: object) -> object:
        return {"name": value} if isinstance(value, str) else value


class Group(ClientTable):
    """[[group]]: affected persons about whom the same is known. Groups may nest or overlap."""

    id: Id = Field(title="グループの id")
    label: str = Field(min_length=1, title="呼び方")
    definition: str | None = said("範囲", "例: 11月16日午後0時20分以降に購入した方")
    within: Id | None = said("含まれる先のグループ", "内数のとき、外側の group の id")
    overlaps: Many[Id] = many("重なり得るグループ")
    count: Fact[Count] | None = said("本人の数")
    also_counted: Many[Count] = many("ほかの単位で数えた数", "本人の数とは別に公表する枚数・団体数など")
    certainty: Fact[Certainty] = Field(title="確度")
    items: Fact[Many[Item]] | None = said("個人データの項目")
    not_included: Many[str] = many("含まれない項目")
    subject: Literal["顧客情報", "従業員情報", "その他"] = Field(default="顧客情報", title="種類")
    media: Fact[Many[Literal["紙", "電子媒体", "その他"]]] | None = said("媒体")
    sensitive: Fact[bool] | None = said("要配慮個人情報を含むか", "書かなければ項目から判断する")
    property_risk: Fact[bool] | None = said("財産的被害のおそれ", "書かなければ項目から判断する")
    my_number: Fact[bool] | None = said("個人番号を含むか", "書かなければ項目から判断する")
    former: bool = Field(default=False, title="退会・退職した者を含むか")
    minors: bool = Field(default=False, title="未成年者を含むか")
    retained_reason: Fact[str] | None = said("保有していた理由")
    copy_held: Fact[bool] | None = said("同じデータが他に保管されているか", "滅失・毀損のとき")
    role: Literal["本人", "誤受領者"] = Field(default="本人", title="立場")
    detail: str | None = said("補足")

    @property
    def range_open(self) -> bool:
        """Whether it is not yet known who is affected, or with which items: 調査中, or a maximum alone."""
        count = self.count
        is_maximum = isinstance(count, Count) and count.value is None
        return is_maximum or any(isinstance(fact, Unknown) for fact in (count, self.certainty, self.items))


class Protection(ClientTable):
    """[[protection]]: what protected the data: encryption, password, remote wipe, state of the device."""

    kind: Literal[
        "暗号化",
        "パスワード",
        "遠隔消去",
        "遠隔ロック",
        "電源",
        "ログイン状態",
        "鍵管理",
        "アクセス制御",
        "その他",
    ] = Field(title="保護の種類")
    status: Fact[Literal["実施済み", "一部実施", "未実施", "失敗", "対象外"]] = Field(title="状態")
    groups: Many[Id] = many("対象のグループ", "書かなければすべて")
    standard: Fact[str] | None = said(
        "方式", "例: AES-256(XTS)。電子政府推奨暗号リスト等にあるものか分かるように"
    )
    recognised: Fact[bool] | None = said("電子政府推奨暗号リスト・ISO/IEC 18033 等の方式か")
    key_management: Fact[Literal["鍵を分離", "遠隔消去", "第三者は復号不能", "不十分"]] | None = said(
        "鍵の管理"
    )
    on: Fact[Moment] | None = said("実施した日時")
    detail: str | None = said("詳細")


class Exposure(ClientTable):
    """[[exposure]]: where the data was seen or could be seen. The address itself never leaves the file."""

    place: str = Field(min_length=1, title="場所の種類", description="例: インターネット上の掲示板")
    window: Fact[Moment] | None = said("閲覧可能だった期間")
    found: Fact[Moment] | None = said("確認した日時")
    found_by: str | None = said("確認した者")
    groups: Many[Id] = many("対象のグループ")
    viewed: Fact[Literal["閲覧あり", "閲覧の痕跡なし", "閲覧の可能性は低い"]] | None = said("閲覧の有無")
    takedown_asked: Fact[Moment] | None = said("削除を求めた日時")
    takedown_done: Fact[Moment] | None = said("削除された日時")
    address: str | None = said("所在(URLなど)", "どの文書にも出ない")
    detail: str | None = said("詳細")


class Cause(Table):
    """[cause]: why it happened."""

    actor: Fact[Literal["報告者", "委託先"]] | None = said("事態が発生した主体")
    category: (
        Fact[
            Many[
                Literal[
                    "不正アクセス",
                    "誤交付",
                    "誤送付",
                    "誤廃棄",
                    "紛失",
                    "盗難",
                    "従業者不正",
                    "設定の誤り",
                    "その他",
                ]
            ]
        ]
        | None
    ) = said("原因の区分")
    improper_purpose: Fact[Literal["あり", "おそれあり", "なし"]] | None = said(
        "不正の目的", "規則7条3号の判断に使う"
    )
    improper_act_against: Fact[Literal["自社", "委託先", "利用サービス提供者", "第三者"]] | None = said(
        "不正行為の相手方"
    )
    summary: Fact[str] | None = said("原因(本人・公表向け)")
    detail: Fact[str] | None = said("原因の詳細", "委員会・取引先・社内に限る")
    attack: Fact[str] | None = said("攻撃の箇所・手法", "委員会に限る")
    background: Fact[str] | None = said("背景・管理上の問題")


class SecondaryDamage(Table):
    """[secondary_damage]: harm that followed, or may follow, as of a date."""

    status: Fact[Literal["あり", "おそれあり", "確認されていない", "なし"]] | None = said("二次被害の有無")
    as_of: Fact[Moment] | None = said("いつ現在か")
    detail: Fact[str] | None = said("内容")
    count: Fact[Count] | None = said("確認された件数")

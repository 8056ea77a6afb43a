"""Who takes part: the business whose documents these are, everyone else, whom to call, who was told."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from noticegen.facts.tables import ClientTable, Id, Named, Table
from noticegen.facts.values import Day, Fact, Many, Moment, Value, many, said

Role = Literal[
    "委託元",
    "委託先",
    "再委託先",
    "再々委託先",
    "派遣元",
    "派遣先",
    "クラウド事業者",
    "システム事業者",
    "共同利用者",
    "親会社",
    "子会社",
    "学校",
    "取引先",
    "決済代行会社",
    "カード会社",
    "保険会社",
    "警察",
    "監督官庁",
    "代理人",
    "相手方",
    "相手方代理人",
    "報道機関",
    "その他",
]

CLIENT_ROLES: frozenset[str] = frozenset({"委託元", "派遣先"})
"""Those to whom a client letter goes."""


class Clerk(Value):
    """The person in charge of the report (事務連絡者)."""

    expected = '{ name = "…", department = "…", phone = "…", email = "…" }'

    name: str = Field(min_length=1, title="氏名")
    department: str | None = said("所属部署")
    phone: str | None = said("電話番号")
    email: str | None = said("メールアドレス")


class Business(Table):
    """[business]: the business handling personal information whose documents these are."""

    name: str = Field(min_length=1, title="名称")
    kana: str | None = said("ふりがな")
    self_name: str | None = said("自称", "書簡での呼び方。例: 弊社、当院。書かなければ名称から決める")
    kind: Literal["個人情報取扱事業者", "行政機関等"] = Field(
        default="個人情報取扱事業者", title="事業者の区分"
    )
    corporate_number: str | None = said("法人番号", "13桁")
    industry: str | None = said("業種")
    postal_code: str | None = said("郵便番号")
    address: str | None = said("住所")
    representative: Named | None = said("代表者")
    phone: str | None = said("電話番号")
    email: str | None = said("メールアドレス")
    url: str | None = said("ウェブサイト")
    clerk: Clerk | None = said("事務連絡者", "報告者欄には書かれない")
    delegated_to: str | None = said("権限の委任先", "事業所管大臣など。書かなければ個人情報保護委員会")
    sector_laws: Many[str] = many("併せて根拠とする業法")
    privacy_mark: Fact[bool] | None = said("プライバシーマーク付与事業者か")
    serves_eu: Fact[bool] | None = said("EU域内の本人を含むか")
    listed: Fact[bool] | None = said("上場会社か")


class Contract(Value):
    """The contract with a party."""

    expected = '{ name = "業務委託契約", date = 2024-04-01, kind = "委託" }'

    name: str = Field(min_length=1, title="契約名")
    date: Day | None = said("締結日")
    kind: Literal["委託", "準委任", "請負", "派遣", "利用契約", "その他"] | None = said("契約の種類")
    period: Fact[Moment] | None = said("契約期間", "例: 2015年度から2019年度まで")
    work: str | None = said("業務名")
    clause: str | None = said("漏えい時の報告を定める条項")
    report_within: str | None = said("契約上の報告期限", "契約に書かれたとおり")


class Informed(Value):
    """When and how a party was told. It starts that party's own clock."""

    expected = '{ at = 2026-11-01T10:00:00, by_means = "電話", person = "…" }'

    at: Fact[Moment] = Field(title="日時")
    by_means: str | None = said("方法")
    person: str | None = said("相手の担当者")


class Party(Table):
    """[[party]]: anyone else who takes part, related to the business or to another party."""

    id: Id = Field(title="id")
    role: Role = Field(title="立場", description="of から見た立場")
    role_detail: str | None = said("立場の補足")
    of: Id | None = said("誰から見た立場か", "[[party]] の id。書かなければ自社")
    name: str = Field(min_length=1, title="名称")
    postal_code: str | None = said("郵便番号")
    address: str | None = said("住所")
    phone: str | None = said("電話番号")
    department: str | None = said("部署")
    person: Named | None = said("宛先の担当者・責任者")
    contract: Contract | None = said("契約")
    informed: Informed | None = said("この者に知らせた日時")
    told_us: Fact[Moment] | None = said("この者から知らされた日時", "相手が先に知っていたとき")
    owes_report: Fact[bool] | None = said("報告義務を負うか", "書かなければ、その取引先分の事実から判断する")
    handles_data: Fact[bool] | None = said("個人データを取り扱っているか", "クラウド事業者のとき")
    administrative: bool = Field(default=False, title="行政機関等か")
    decides: Many[str] = many("判断を求める事項")
    letter_number: str | None = said("この者への書面の文書番号", "書かなければ [letter] の number")
    detail: str | None = said("補足")


class Contact(ClientTable):
    """[[contact]]: where a person, client or authority may ask."""

    label: str = Field(min_length=1, title="窓口の名称")
    phone: str | None = said("電話番号")
    toll_free: bool = Field(default=False, title="通話料無料か")
    hours: str | None = said("受付時間")
    days: str | None = said("受付日")
    email: str | None = said("メールアドレス")
    fax: str | None = said("FAX")
    url: str | None = said("URL")
    languages: Many[str] = many("対応言語")
    valid: Fact[Moment] | None = said("開設期間")
    owner: str | None = said("運営者")
    person: str | None = said("担当者")
    note: str | None = said("補足")


class Authority(ClientTable):
    """[[authority]]: an authority or body that was told, or that acted."""

    name: str = Field(min_length=1, title="名称")
    kind: Literal[
        "速報",
        "続報",
        "確報",
        "任意の報告",
        "相談",
        "届出",
        "被害届",
        "告訴",
        "報告徴求",
        "行政指導",
        "勧告",
        "その他",
    ] = Field(title="種別")
    on: Fact[Moment] | None = said("日")
    status: Literal["実施済み", "実施予定"] = Field(default="実施済み", title="状況")
    number: str | None = said("受付番号")
    detail: str | None = said("内容")
    reply: Fact[str] | None = said("回答・結果")

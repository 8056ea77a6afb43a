"""What concerns the employee. These facts reach the internal disciplinary memo and nothing else."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from noticegen.facts.tables import Table
from noticegen.facts.values import Day, Fact, Many, Moment, Value, many, said

Relation = Literal[
    "自社雇用",
    "自社雇用（派遣労働者）",
    "派遣受入れ",
    "委託先の従業者",
    "役員",
    "退職済み",
    "対象者なし",
]
Sanction = Literal["処分なし", "注意", "戒告", "けん責", "減給", "出勤停止", "降格", "諭旨解雇", "懲戒解雇"]


class Subject(Value):
    """The person concerned."""

    expected = '{ name = "…", department = "…", position = "…", employment = "正社員" }'

    name: str = Field(min_length=1, title="氏名")
    department: str | None = said("所属")
    position: str | None = said("役職")
    employment: str | None = said("雇用形態")
    joined_on: Day | None = said("入社日")
    contract_until: Day | None = said("契約期間の末日", "有期雇用のとき")


class FoundFact(Value):
    """A fact that the employer found, or that is contested."""

    when: Fact[Moment] = Field(title="日時")
    where: str | None = said("場所")
    act: str = Field(min_length=1, title="行為")
    result: str | None = said("結果")
    contested: bool = Field(default=False, title="争いがあるか")
    contention: str | None = said("本人の主張")
    judgement: str | None = said("会社の判断", "争いがあるとき。認定したかどうかと、その理由")
    evidence: Many[str] = many("証拠の番号")


class Evidence(Value):
    """A piece of evidence."""

    number: str = Field(min_length=1, title="番号")
    title: str = Field(min_length=1, title="標目")
    shows: str | None = said("証すべき事実")


class RuleClause(Value):
    """A clause of the work rules on which the measure rests."""

    clause: str = Field(min_length=1, title="条項号")
    text: str | None = said("文言")
    kind: Literal["懲戒事由", "懲戒の種別", "手続", "その他"] = Field(title="区分")
    effective_on: Day = Field(title="施行日")
    publicity: Fact[str] | None = said("周知の方法")
    applies: str | None = said("あてはめ")


class Hearing(Value):
    """The chance to explain (弁明の機会)."""

    expected = '{ on = 2026-11-10, method = "面談", statement = "…", evaluation = "…" }'

    on: Fact[Day] = Field(title="日")
    held: bool = Field(title="実施したか")
    method: str | None = said("方法")
    notice: str | None = said("付与の通知")
    statement: Fact[str] | None = said("本人の弁明")
    evaluation: Fact[str] | None = said("会社の評価")


class Factor(Value):
    """A circumstance weighed for or against the measure."""

    label: str = Field(min_length=1, title="事情")
    detail: str = Field(min_length=1, title="内容")
    weighs: Literal["重くする", "軽くする", "中立"] | None = said("方向")


class PayCut(Value):
    """The figures for the two limits of 労働基準法91条, in yen."""

    expected = "{ average_daily = 12000, period_total = 300000, per_act = 6000, total = 6000 }"

    average_daily: int = Field(gt=0, title="平均賃金の1日分(円)")
    period_total: int = Field(gt=0, title="一賃金支払期の賃金総額(円)")
    per_act: int = Field(gt=0, title="1回の減給額(円)")
    total: int = Field(gt=0, title="同一支払期の減給総額(円)")


class Dismissal(Value):
    """How the employment ends, where it does."""

    expected = '{ notice = "除外認定", detail = "…" }'

    notice: Fact[
        Literal["30日前の予告", "予告手当", "予告と予告手当の併用", "除外認定", "適用除外（労基法21条）"]
    ] = Field(title="予告・予告手当・除外認定")
    on: Fact[Day] | None = said("予告・申請の日")
    detail: str | None = said("補足")
    reasons: Fact[str] | None = said("客観的合理性・相当性(有期ではやむを得ない事由)")
    restriction: Fact[str] | None = said("解雇制限(労基法19条)の確認")


class Discipline(Table):
    """[discipline]: what disciplinary_memo needs, and no other document sees."""

    stage: Literal["調査", "決定"] = Field(title="段階")
    relation: Relation = Field(title="雇用関係")
    employer: str | None = said("雇用主", "自社でないとき")
    outcome: str | None = said("対象者なしのときの結論")
    subject: Subject | None = said("対象者")
    whistleblower: Fact[str] | None = said("公益通報との関係", "調査に入る前の確認結果")
    whistleblower_at_decision: Fact[str] | None = said(
        "処分を決定する時の公益通報との関係", "処分を決める前に改めて確認した結果"
    )
    preservation: Fact[str] | None = said("証拠保全・自宅待機などの初動")
    standby: Fact[str] | None = said("自宅待機と賃金")
    investigation: Fact[str] | None = said("調査の経緯・方法")
    finding: Many[FoundFact] = many("認定事実")
    evidence: Many[Evidence] = many("証拠")
    rule: Many[RuleClause] = many("就業規則の根拠条項")
    reasoning: Fact[str] | None = said("懲戒事由該当性のあてはめ")
    hearing: Hearing | None = said("弁明の機会")
    procedure_required: Fact[bool] | None = said("懲戒委員会等の手続が定められているか")
    procedure: Fact[str] | None = said("懲戒委員会・労働組合との協議・承認者")
    factor: Many[Factor] = many("相当性の事情")
    precedents: Fact[str] | None = said("過去の事例との均衡")
    prior_discipline: Fact[str] | None = said("二重処分でないこと・不遡及の確認")
    sanction: Fact[Sanction] | None = said("処分")
    sanction_detail: Fact[str] | None = said("処分の内容・理由")
    decided_on: Fact[Day] | None = said("決定日")
    delivered_on: Fact[Day] | None = said("処分の通知が到達する日", "見込みでもよい")
    effective_on: Fact[Day] | None = said("効力発生日", "到達する日より前にはならない")
    decided_by: str | None = said("決定者")
    pay_cut: PayCut | None = said("減給の計算")
    dismissal: Dismissal | None = said("解雇の手続")
    severance: Fact[str] | None = said("退職金の取扱い")
    damages: Fact[str] | None = said("損害賠償・求償の方針", "額を定めない")
    criminal: Fact[str] | None = said("刑事告訴・被害届の検討")
    notification: Fact[str] | None = said("処分通知・解雇理由証明の予定")
    publication: Fact[str] | None = said("社内公表の範囲", "氏名を出さない")
    recurrence: Fact[str] | None = said("再発防止・教育への反映")
    confidentiality: Fact[str] | None = said("機密区分・配布先・保存期間")

"""The whole incident file as one frozen, typed value."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from noticegen.facts import event, parties, response
from noticegen.facts.discipline import Discipline
from noticegen.facts.values import Many, Value, many, said


class Incident(Value):
    """An incident: everything that its documents are made from."""

    format: Literal[1] = Field(title="書式の版", description="常に 1")
    incident: event.Event = Field(title="事態")
    business: parties.Business = Field(title="自社(個人情報取扱事業者)")
    letter: response.Letter = Field(title="発信")
    report: response.Report = Field(title="報告")
    group: Many[event.Group] = Field(min_length=1, title="影響を受けた本人のグループ")
    affected: event.Affected | None = said("本人の数の全体")
    timeline: Many[event.TimelineEntry] = many("事実経過")
    knowledge: Many[event.Knowledge] = many("義務ごとに知った日")
    assessment: response.Assessment | None = said("規則7条該当性についての弁護士の判断")
    party: Many[parties.Party] = many("関係者")
    protection: Many[event.Protection] = many("データの保護")
    exposure: Many[event.Exposure] = many("閲覧され得た場所")
    cause: event.Cause | None = said("原因")
    secondary_damage: event.SecondaryDamage | None = said("二次被害")
    person_response: response.PersonResponse | None = said("本人への対応")
    publication: response.Publication | None = said("公表")
    measure: Many[response.Measure] = many("再発防止のための措置")
    authority: Many[parties.Authority] = many("関係機関への報告等")
    other: response.Other | None = said("その他参考となる事項")
    advice: Many[response.Advice] = many("本人へのお願い")
    contact: Many[parties.Contact] = many("問合せ窓口")
    compensation: response.Compensation | None = said("補償・お詫びの品")
    worker_notice: response.WorkerNotice | None = said("派遣先へ伝える派遣労働者の情報")
    cooperation: Many[response.Cooperation] = many("取引先への協力")
    liability: Many[response.Liability] = many("責任・費用についての申入れ")
    attachment: Many[response.Attachment] = many("添付")
    accepted: Many[response.Accepted] = many("受け入れる言い回しの指摘")
    discipline: Discipline | None = said("懲戒")
    document: Annotated[dict[str, dict[str, Any]], Field(title="文書の種類ごとの事実")] = Field(
        default_factory=dict
    )

    @property
    def clients(self) -> tuple[parties.Party, ...]:
        """The parties to whom a client letter goes."""
        return tuple(party for party in self.party if party.role in parties.CLIENT_ROLES and party.of is None)

    def party_named(self, party_id: str) -> parties.Party:
        """Return the party with this id. Raises KeyError."""
        for party in self.party:
            if party.id == party_id:
                return party
        raise KeyError(party_id)

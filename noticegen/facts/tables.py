"""What every table of the incident file has in common: whom it may reach, and whose slice it is."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from noticegen.facts.values import Many, Value, many, said

Audience = Literal["委員会", "取引先", "本人", "公表", "相手方", "社内", "代理人限り"]

Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")]
"""A short name that other parts of the file refer to."""


class Table(Value):
    """A table, or one entry of an array of tables."""

    audience: Many[Audience] | None = said(
        "見せてよい相手", "書かなければ表ごとの既定に従う。「代理人限り」はどの文書にも出ない"
    )


class ClientTable(Table):
    """A table that may belong to one client's slice of the incident."""

    client: Id | None = said("どの取引先の分か", "[[party]] の id。書けばその取引先宛の文書だけに出る")


class Named(Value):
    """A person who signs or is written to, by office and name."""

    expected = '{ title = "代表取締役", name = "見本 太郎" }'

    title: str | None = said("役職")
    name: str = Field(min_length=1, title="氏名")


__all__ = ["Audience", "ClientTable", "Id", "Many", "Named", "Table", "many"]

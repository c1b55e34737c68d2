"""The project's data management (第2章(3), item (4)): a maDMP 1.2 document, unchanged, and its 管理対象データ."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, WithJsonSchema

from tejun.model.facts.envelope import Absent, Item, Name, Shape, Text

MaDmp = Annotated[dict[str, Any], WithJsonSchema({"type": "object"})]
"""A whole maDMP 1.2 document; `tejun.model.schema` puts the RDA schema in its place."""


class DatasetId(Shape):
    """A dataset's identifier, as it stands in the DMP."""

    identifier: Name
    type: Name


class ManagedDataset(Item):
    """One dataset that is 管理対象データ: in these words, or by its identifier in the maDMP."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={
            "if": {"not": {"required": ["dataset_id"]}},
            "then": {"required": ["name"]},
        },
    )

    name: Name | Absent = None
    dataset_id: DatasetId | Absent = None
    place: Name | Absent = Field(default=None, description="where it is kept")
    access: Literal["open", "shared", "restricted", "closed", "embargoed"] | Absent = Field(
        default=None, description="公開, 共有, 非共有, 非公開, 公開期間猶予"
    )
    note: Text | Absent = None


class Plan(Item):
    """The project's data management plan, one for all: any document; its maDMP where there is one."""

    title: Name
    version: Name | Absent = None
    on: date | Absent = None
    kept_at: Name | Absent = None
    madmp: MaDmp | Absent = None
    madmp_version: Name | Absent = None

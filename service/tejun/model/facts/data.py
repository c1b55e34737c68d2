"""The project's data management (第2章(3), item (4)): a maDMP 1.2 document, unchanged, and its 管理対象データ."""

from typing import Annotated, Any

from pydantic import Field, WithJsonSchema

from tejun.model.facts.envelope import Absent, Fact, Name, Shape, Text

MaDmp = Annotated[dict[str, Any], WithJsonSchema({"type": "object"})]
"""A whole maDMP 1.2 document; `tejun.model.schema` puts the RDA schema in its place."""


class DatasetId(Shape):
    """A dataset's identifier, as it stands in the DMP."""

    identifier: Name
    type: Name


class ManagedDataset(Shape):
    """One dataset of the DMP that is 管理対象データ."""

    dataset_id: DatasetId
    note: Text | Absent = None


class DataManagement(Shape):
    """The DMP and the managed data in it; an empty list is `none` with a reason."""

    dmp: MaDmp | Absent = None
    dmp_version: Name | Absent = None
    managed: Fact[ManagedDataset] | Absent = Field(default=None)

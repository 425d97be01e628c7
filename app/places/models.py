"""A Ward is the tenant, a Neighbourhood (tổ dân phố) its smallest part, a PostOffice where parcels go.

Positions are centroids: good for ordering visits, not for deciding in which ward a house stands.
"""

from typing import ClassVar
from uuid import UUID

from sqlalchemy import JSON, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.commands import entity_kind
from app.core.db import Entity, Snapshot
from app.core.scope import post_key, staff_key, ward_key
from app.places.ways import Ways, ways_of


@entity_kind
class WardSnapshot(Snapshot):
    """A ward as every phone of its staff stores it."""

    kind: ClassVar[str] = "ward"
    id: UUID
    code: str
    name: str
    province_code: str
    province: str
    hotline: str
    centre_name: str
    centre_address: str
    lat: float
    lon: float
    ways: Ways


class Ward(Entity):
    """A commune-level unit by its statistics code; the code alone is ambiguous before July 2025."""

    __tablename__ = "ward"
    __table_args__ = (UniqueConstraint("ward"),)
    kind = "ward"

    name: Mapped[str] = mapped_column(String(120))
    province_code: Mapped[str] = mapped_column(String(2))
    province: Mapped[str] = mapped_column(String(120))
    hotline: Mapped[str] = mapped_column(String(30))
    centre_name: Mapped[str] = mapped_column(String(200))
    centre_address: Mapped[str] = mapped_column(String(300))
    lat: Mapped[float]
    lon: Mapped[float]
    letterhead: Mapped[dict[str, str] | None] = mapped_column(JSON)
    """How the agency writes itself on the law's forms; None until somebody has said so."""

    @property
    def code(self) -> str:
        """The five digits of the General Statistics Office."""
        return self.ward

    def snapshot(self) -> WardSnapshot:
        """Return the ward as phones store it."""
        return WardSnapshot(
            id=self.id,
            code=self.ward,
            name=self.name,
            province_code=self.province_code,
            province=self.province,
            hotline=self.hotline,
            centre_name=self.centre_name,
            centre_address=self.centre_address,
            lat=self.lat,
            lon=self.lon,
            ways=ways_of(self.ward),
        )

    def scope(self) -> set[str]:
        """Every member of staff needs the hotline."""
        return {ward_key(self.ward), staff_key(self.ward)}


@entity_kind
class NeighbourhoodSnapshot(Snapshot):
    """A neighbourhood as every phone of the ward's staff stores it."""

    kind: ClassVar[str] = "neighbourhood"
    id: UUID
    name: str
    old_ward_code: str
    old_ward_name: str
    lat: float
    lon: float
    radius_m: int


class Neighbourhood(Entity):
    """A tổ dân phố. Its number is unique only together with the old ward: people still say both."""

    __tablename__ = "neighbourhood"
    __table_args__ = (UniqueConstraint("ward", "old_ward_code", "name"),)
    kind = "neighbourhood"

    name: Mapped[str] = mapped_column(String(60))
    old_ward_code: Mapped[str] = mapped_column(String(5))
    old_ward_name: Mapped[str] = mapped_column(String(120))
    lat: Mapped[float]
    lon: Mapped[float]
    radius_m: Mapped[int]

    @property
    def label(self) -> str:
        """The name with the old ward, as people tell neighbourhoods apart."""
        return f"{self.name} ({self.old_ward_name} cũ)"

    def snapshot(self) -> NeighbourhoodSnapshot:
        """Return the neighbourhood as phones store it."""
        return NeighbourhoodSnapshot(
            id=self.id,
            name=self.name,
            old_ward_code=self.old_ward_code,
            old_ward_name=self.old_ward_name,
            lat=self.lat,
            lon=self.lon,
            radius_m=self.radius_m,
        )

    def scope(self) -> set[str]:
        """Every phone of the ward shows neighbourhood names."""
        return {ward_key(self.ward), staff_key(self.ward)}


@entity_kind
class PostOfficeSnapshot(Snapshot):
    """A post office as phones store it."""

    kind: ClassVar[str] = "post_office"
    id: UUID
    name: str
    address: str
    phone: str


class PostOffice(Entity):
    """The post office that carries a ward's dossiers and results."""

    __tablename__ = "post_office"
    __table_args__ = (UniqueConstraint("ward", "name"),)
    kind = "post_office"

    name: Mapped[str] = mapped_column(String(120))
    address: Mapped[str] = mapped_column(String(300))
    phone: Mapped[str] = mapped_column(String(30))

    def snapshot(self) -> PostOfficeSnapshot:
        """Return the post office as phones store it."""
        return PostOfficeSnapshot(id=self.id, name=self.name, address=self.address, phone=self.phone)

    def scope(self) -> set[str]:
        """Staff of the ward, and the people who work there."""
        return {ward_key(self.ward), staff_key(self.ward), post_key(self.id)}

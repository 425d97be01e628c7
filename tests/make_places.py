"""Builders for wards, neighbourhoods and post offices."""

from app.core.commands import system_actor
from app.core.execute import execute
from app.core.ids import new_id
from app.places.commands import AddNeighbourhood, AddPostOffice, AddWard
from app.places.queries import find_ward, get_neighbourhood, get_post_office
from tests.make import WARD, done


def make_ward(code=WARD, **values):
    """Return the ward, added if it is not there yet."""
    if find_ward(code) is None:
        command = AddWard(ward_id=new_id(), code=code, **(WARD_FACTS | values))
        done(execute(command, actor=system_actor(code)))
    return find_ward(code)


def make_neighbourhood(name=None, *, ward=WARD, old_ward_code="04804", old_ward_name="Đồng Tiến", **values):
    """Return a new neighbourhood of the ward."""
    make_ward(ward)
    neighbourhood_id = new_id()
    command = AddNeighbourhood(
        neighbourhood_id=neighbourhood_id,
        name=name or f"Tổ {neighbourhood_id.hex[-6:]}",
        old_ward_code=old_ward_code,
        old_ward_name=old_ward_name,
        **(MIDDLE | values),
    )
    done(execute(command, actor=system_actor(ward)))
    return get_neighbourhood(neighbourhood_id)


def make_post_office(name="Bưu điện Hòa Bình", *, ward=WARD, **values):
    """Return a new post office of the ward."""
    make_ward(ward)
    post_office_id = new_id()
    command = AddPostOffice(post_office_id=post_office_id, name=name, **values)
    done(execute(command, actor=system_actor(ward)))
    return get_post_office(post_office_id)


WARD_FACTS = {
    "name": "Phường Hòa Bình",
    "province_code": "25",
    "province": "Tỉnh Phú Thọ",
    "hotline": "0218 3800 000",
    "centre_name": "Trung tâm Phục vụ hành chính công phường Hòa Bình",
    "lat": 20.837,
    "lon": 105.352,
}
MIDDLE = {"lat": 20.83014, "lon": 105.35703, "radius_m": 220}

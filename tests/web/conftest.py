"""A site of nothing but the shared parts, with a few pages to try them on."""

import pytest
from flask import Flask, abort, render_template_string, request
from flask.testing import FlaskClient
from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField, StringField, TelField, TextAreaField
from wtforms.validators import InputRequired

from app import web
from app.core.errors import Conflict, Unknown

FORM_PAGE = """{% extends "web/base.html" %}
{% block title %}Số điện thoại{% endblock %}
{% block before %}{{ ui.back_link("/") }}{% endblock %}
{% block main %}
{{ ui.error_summary(form) }}
<h1>Số điện thoại</h1>
{{ ui.form_start() }}
{% for field in form if field.type not in ("CSRFTokenField",) %}{{ ui.field(field, hint="Gợi ý") }}{% endfor %}
{{ ui.button("Tiếp tục") }}
</form>
{% endblock %}"""

OFFICE_PAGE = """{% extends "web/office.html" %}
{% block title %}Bàn điều phối{% endblock %}
{% block main %}<h1>Bàn điều phối</h1>{{ ui.capacity(5, 5) }}{{ ui.pagination(2, 3, page_url) }}{% endblock %}"""


class TrialForm(FlaskForm):
    phone = TelField("Số điện thoại", validators=[InputRequired("Hãy nhập số điện thoại")])
    name = StringField("Họ và tên")
    way = TextAreaField("Chỉ đường")
    who = RadioField("Ai", choices={"me": "Tôi", "parent": "Cha mẹ"}, validators=[InputRequired("Hãy chọn ai")])
    why = SelectMultipleField("Lý do", choices={"old": "Cao tuổi", "ill": "Ốm đau"})
    place = SelectField("Tổ dân phố", choices={"1": "Tổ 1", "2": "Tổ 2"})
    agreed = BooleanField("Tôi đồng ý")


@pytest.fixture
def site() -> Flask:
    site = Flask("app")
    site.config.update(SECRET_KEY="only for tests", TESTING=True, HOTLINE="0218 3800 000", SHOW_STYLE_PAGE=True)
    site.static_folder = None
    web.init_app(site)
    site.add_url_rule("/form", "form", trial_form, methods=["GET", "POST"])
    site.add_url_rule("/desk", "desk", trial_desk)
    site.add_url_rule("/refused/<status>", "refused", refused)
    site.add_url_rule("/api/refused/<status>", "api_refused", refused)
    site.add_url_rule("/api/things", "things", lambda: {"done": True}, methods=["POST"])
    return site


@pytest.fixture
def visitor(site: Flask) -> FlaskClient:
    return site.test_client()


def trial_form() -> str:
    form = TrialForm(meta={"csrf": False})
    form.validate_on_submit()
    return render_template_string(FORM_PAGE, form=form)


def trial_desk() -> str:
    items = [{"label": "Bàn điều phối", "url": request.path, "current": True}, {"label": "Đội", "url": "/teams"}]
    return render_template_string(OFFICE_PAGE, nav_items=items, page_url=lambda number: f"/desk?page={number}")


def refused(status: str) -> str:
    if status == "unknown":
        raise Unknown("visit", "0193")
    if status == "conflict":
        raise Conflict("half-day-full")
    abort(int(status))

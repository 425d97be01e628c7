"""The form in which a reviewer edits a body: controls made from its parts, read back into args, blamed by pydantic."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from pydantic import ValidationError
from wtforms import BooleanField, Field, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.form import BaseForm

from app.core.commands import Command
from app.core.naming import value_text
from app.sync.parts import BRANCHES, Grower, Part
from app.sync.telling import field_words
from app.sync.typed import read, shown
from app.web.i18n import page_language

REMOVE = "remove"
PREFIX = "args."
"""A body may have a field called `reason` or `command_id`, as the page itself has."""
MOST_RADIOS = 5
ONE_OF_THESE = _l("Hãy chọn một mục có trong danh sách.")
SENTENCES = {
    "missing": _l("Hãy điền chỗ này."),
    "string_type": _l("Hãy điền chỗ này."),
    "string_too_short": _l("Hãy điền chỗ này."),
    "too_short": _l("Hãy điền ít nhất một mục."),
    "literal_error": ONE_OF_THESE,
    "enum": ONE_OF_THESE,
    "bool_type": ONE_OF_THESE,
}
BOUNDS = {
    "string_too_long": ("max_length", _l("Hãy gõ không quá %(limit)s ký tự.")),
    "too_long": ("max_length", _l("Không quá %(limit)s mục.")),
    "greater_than_equal": ("ge", _l("Hãy gõ số từ %(limit)s trở lên.")),
    "less_than_equal": ("le", _l("Hãy gõ số không quá %(limit)s.")),
}
FAMILIES = {
    "int": _l("Hãy gõ bằng chữ số."),
    "float": _l("Hãy gõ bằng chữ số."),
    "date_": _l("Hãy chọn ngày, tháng, năm."),
    "datetime": _l("Hãy chọn ngày và giờ."),
    "string_pattern": _l("Chỗ này chưa đúng dạng. Hãy xem lại từng chữ, từng số."),
}
OTHERWISE = _l("Chỗ này chưa đúng, hãy xem lại.")


class EditForm(BaseForm):
    """One control for each part that a person may change."""

    def __init__(self, command: type[Command], args: dict[str, Any], posted: Mapping[str, Any] | None = None) -> None:
        self.command = command
        self.tree = Grower(command.model_json_schema()).grow(args)
        self.kept: dict[str, list[Part]] = {}
        super().__init__(dict(_controls(self.tree)), prefix=PREFIX)
        self.process(formdata=posted, data={part.path: shown(part) for part in self.tree.walk()})

    def read(self) -> dict[str, Any] | None:
        """Return the edited args; None when something is wrong, and then each field says what."""
        args = self._read(self.tree)
        try:
            self.command.model_validate(args)
        except ValidationError as error:
            found = error.errors(include_url=False)
            for one in found:
                if not any(_is_within(one["loc"], other["loc"]) for other in found):
                    self._blame(one)
            return None
        return dict(args)

    def _read(self, part: Part) -> Any:
        if part.kind == "fixed":
            return part.value
        if part.kind == "group":
            return self._read_group(part)
        if part.kind == "list":
            return self._read_list(part)
        return read(self[part.path].data, part)

    def _read_group(self, part: Part) -> dict[str, Any] | None:
        found = {one.key: self._read(one) for one in part.parts}
        if part.is_nullable and all(map(_is_blank, found.values())):
            return None
        may_lack = {one.key for one in part.parts if one.is_optional and not one.is_nullable}
        return {key: value for key, value in found.items() if value is not None or key not in may_lack}

    def _read_list(self, part: Part) -> list[Any]:
        kept = [(one, self._read(one)) for one in part.parts if not self._is_removed(one)]
        kept = [(one, value) for one, value in kept if not (one.is_extra and _is_empty(one, value))]
        self.kept[part.path] = [one for one, _value in kept]
        return [value for _one, value in kept]

    def _is_removed(self, part: Part) -> bool:
        name = f"{part.path}.{REMOVE}"
        return name in self and bool(self[name].data)

    def _blame(self, error: Any) -> None:
        """Say what is wrong at the control that it is about, else at the nearest place that has a name."""
        part = self.tree
        for step in error["loc"]:
            known = self.kept.get(part.path, []) if part.kind == "list" else []
            part = known[step] if known and isinstance(step, int) else _below(part, str(step))
        place = part
        while place.path not in self and place.parts:
            place = place.parts[0]
        words = sentence(error)
        name = place.path if place.path in self else next(iter(self._fields))
        self[name].errors = [*self[name].errors, words if place is part else f"{field_words(part.name)}: {words}"]


def named_there(tree: Part, state: Mapping[str, Any]) -> dict[str, Any]:
    """Return, by path, what the server has now under the same name, where it is another value."""
    return {
        one.path: state[one.name]
        for one in tree.walk()
        if one.name in state and one.kind not in BRANCHES | {"fixed"} and state[one.name] not in (one.value, None, "")
    }


def _controls(tree: Part) -> Iterator[tuple[str, Any]]:
    for part in tree.walk():
        if part.kind == "list":
            for one in part.parts:
                if not one.is_extra:
                    yield f"{one.path}.{REMOVE}", BooleanField(_("Bỏ mục này"))
        elif part.kind not in BRANCHES | {"fixed"}:
            yield part.path, control(part)


def control(part: Part) -> Field:
    """Return the unbound control of one part."""
    label, kind = field_words(part.name), part.kind
    if kind in {"long", "lines"}:
        return TextAreaField(label)
    if kind not in {"choice", "checks", "yes-no"}:
        return StringField(label)
    words = [SelectChoice(str(one), value_text(part.of, str(one), page_language())) for one in part.choices]
    if kind == "checks":
        return SelectMultipleField(label, choices=words, validate_choice=False)
    if kind == "yes-no":
        words = [SelectChoice("true", _("Có")), SelectChoice("false", _("Không"))]
    if part.is_optional and (part.is_nullable or part.value is None):
        words = [SelectChoice("", _("Không ghi")), *words]
    make = SelectField if len(words) > MOST_RADIOS else RadioField
    return make(label, choices=words, validate_choice=False)


def sentence(error: Any) -> str:
    """Return what a person should do about one of pydantic's errors."""
    kind, limits = str(error["type"]), error.get("ctx", {})
    if kind in BOUNDS:
        name, words = BOUNDS[kind]
        return str(words) % {"limit": f"{limits[name]:g}"}
    family = next((words for prefix, words in FAMILIES.items() if kind.startswith(prefix)), OTHERWISE)
    return str(SENTENCES.get(kind, family))


def _is_within(outer: tuple[int | str, ...], inner: tuple[int | str, ...]) -> bool:
    """A list whose line is wrong is called too short as well; the line says it better."""
    return len(outer) < len(inner) and inner[: len(outer)] == outer


def _below(part: Part, step: str) -> Part:
    """A step that is none of ours names a variant: the part stays the same."""
    return next((one for one in part.parts if one.key == step), part)


def _is_blank(value: Any) -> bool:
    return value in (None, "", False) or value in ([], {})


def _is_empty(part: Part, value: dict[str, Any]) -> bool:
    """An extra place that nobody has touched; a default is no touch."""
    return all(value.get(one.key) == one.value or _is_blank(value.get(one.key)) for one in part.parts)

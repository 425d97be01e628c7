"""Promises about the whole code. Each failure says what to do."""

import ast
import re
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

from app import FEATURES
from app.core.commands import all_commands, all_kinds
from app.core.db import Base
from app.core.effects import all_effects
from app.core.errors import command_names, has_change, has_reason
from app.core.roles import Role
from app.office.words import kind_words

ROOT = Path(__file__).parents[1]
APP = ROOT / "app"
CLIENT = ROOT / "static" / "client"

PUBLIC_ROUTES = ROOT / "tests" / "public_routes.txt"
"""Endpoints that anybody may open, one a line: a new one is a decision, not an accident."""

CHANGE_WORDS = re.compile(r"context\.(?:record|void)\(\s*\"([a-z-]+)\"")
REFUSALS = {"Rejected", "Conflict"}

FOUND_BY_THE_SERVER = {"enrolment", "unsent", "last_seq"}
"""Fields of questions that the server asks by itself."""


def sources():
    """Return every Python file of the application."""
    return sorted(APP.rglob("*.py"))


@pytest.fixture(scope="module")
def codes():
    """Every code that the source can refuse or flag with, with the file that does."""
    found = {}
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            code = code_of(node)
            if code:
                found.setdefault(code, path.relative_to(ROOT))
    return found


def code_of(node):
    """Return the literal code of `Rejected("…")`, `Conflict("…")` or `context.flag("…")`."""
    if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
        return None
    is_refusal = isinstance(node.func, ast.Name) and node.func.id in REFUSALS
    is_flag = isinstance(node.func, ast.Attribute) and node.func.attr == "flag"
    return node.args[0].value if is_refusal or is_flag else None


def test_every_code_has_words_in_both_languages(app, codes):
    silent = {code: str(path) for code, path in codes.items() if not has_reason(code)}
    assert not silent, f"declare these in the feature's reasons.py: {silent}"
    assert len(codes) > 50, "the search for codes found too few: is it broken?"


def test_codes_are_kebab_case(codes):
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code) for code in codes), sorted(codes)


def test_every_unknown_entity_kind_has_words(app):
    silent = [kind for kind in all_kinds() if not has_reason(f"unknown-{kind.replace('_', '-')}")]
    silent = [kind for kind in silent if kind not in {"file", "calendar_day", "number_lease"}]
    assert not silent, f"declare unknown-<kind> in reasons.py for {silent}"


def test_every_entity_kind_has_a_name_on_the_audit_page(app):
    with app.test_request_context():
        nameless = [kind for kind in all_kinds() if kind_words(kind) == kind]
    assert not nameless, f"name these in app/office/words.py: {nameless}"


def test_every_change_has_words_for_the_audit_page(app):
    silent = []
    for feature in FEATURES:
        changes = {
            c for p in (APP / feature).rglob("*.py") for c in CHANGE_WORDS.findall(p.read_text(encoding="utf-8"))
        }
        kinds = all_kinds()
        silent += [f"{feature}: {c}" for c in changes if not any(has_change(f"{kind}.{c}") for kind in kinds)]
    assert not silent, f"declare CHANGES in reasons.py: {silent}"


def test_every_command_has_a_name_in_both_languages(app):
    nameless = sorted(c.type for c in all_commands() if c.type not in command_names())
    assert not nameless, f"declare COMMANDS in the feature's reasons.py, Vietnamese and English: {nameless}"
    said = [words for vi_en in command_names().values() for words in vi_en]
    assert all(said)
    assert sorted(command_names()) == [c.type for c in all_commands()], "names of commands that are not there"


def names_and_choices(schema, defs, field=""):
    """Every field of a JSON schema, and every value that a field may be one of."""
    if "$ref" in schema:
        yield from names_and_choices(defs[schema["$ref"].rpartition("/")[2]], defs, field)
    for one in [*schema.get("anyOf", []), *schema.get("oneOf", []), *schema.get("prefixItems", [])]:
        yield from names_and_choices(one, defs, field)
    for part in ("items", "additionalProperties"):
        if isinstance(schema.get(part), dict):
            yield from names_and_choices(schema[part], defs, field)
    yield from ((field, str(value)) for value in schema.get("enum", []))
    yield from ((name, None) for name in schema.get("propertyNames", {}).get("enum", []))
    for name, inner in schema.get("properties", {}).items():
        yield name, None
        yield from names_and_choices(inner, defs, name)


def bodies():
    """Every command and snapshot: its feature and what its body is made of."""
    for shape in [*all_commands(), *all_kinds().values()]:
        schema = shape.model_json_schema()
        yield shape.__module__.split(".")[1], set(names_and_choices(schema, schema.get("$defs", {})))


DETAILS = re.compile(r"(?:Rejected|Conflict|flag)\(\s*\"[a-z-]+\"((?:, *[a-z_]+=[^,()]*(?:\([^()]*\))?[^,()]*)+)\)")
OF_THE_COMMAND_LINE = {"backup", "here", "revision"}
"""Said by the command line alone."""


def details_by_feature():
    """What each feature adds to its refusals and flags."""
    for path in sources():
        told = "".join(DETAILS.findall(path.read_text(encoding="utf-8")))
        names = set(re.findall(r"\b([a-z_]+)=", told)) - OF_THE_COMMAND_LINE
        if names:
            yield path.relative_to(APP).parts[0], {(name, None) for name in names}


def declared_by(feature):
    """The names and choices that this feature and those below it have words for."""
    found = set()
    for lower in FEATURES[: FEATURES.index(feature) + 1]:
        module = find_spec(f"app.{lower}.fields") and import_module(f"app.{lower}.fields")
        choices = getattr(module, "VALUES", {})
        found |= {(name, None) for name in [*getattr(module, "FIELDS", {}), *getattr(module, "UNREAD", ())]}
        found |= {(field, value) for field, values in choices.items() for value in values}
    return found


def test_every_field_and_choice_has_words_in_its_own_feature_or_below(app):
    nameless = {}
    for feature, names in [*bodies(), *details_by_feature()]:
        nameless.setdefault(feature, set()).update(names - declared_by(feature))
    nameless = {feature: sorted(names, key=str) for feature, names in nameless.items() if names}
    assert not nameless, f"declare these in the feature's fields.py, Vietnamese and English: {nameless}"


def test_words_of_fields_are_in_both_languages_and_of_fields_that_exist(app):
    used = {name for _, names in [*bodies(), *details_by_feature()] for name, _ in names} | FOUND_BY_THE_SERVER
    for feature in FEATURES:
        module = find_spec(f"app.{feature}.fields") and import_module(f"app.{feature}.fields")
        choices = [words for values in getattr(module, "VALUES", {}).values() for words in values.values()]
        words = [*getattr(module, "FIELDS", {}).values(), *choices]
        assert all(vi.strip() and en.strip() for vi, en in words), feature
        lost = {*getattr(module, "FIELDS", {}), *getattr(module, "UNREAD", ())} - used
        assert not lost, f"app/{feature}/fields.py names what nothing is called: {sorted(lost)}"


def test_what_a_phone_makes_is_named_by_the_feature_that_makes_it(app):
    text = "\n".join(path.read_text(encoding="utf-8") for path in CLIENT.rglob("*.js"))
    named = set(re.findall(r"app\.command\(\"([a-z_.]+)\"", text))
    missing = {c.type for c in all_commands() if c.offline} - named
    assert not missing, f"give these a label with app.command(…): {missing}"


def test_a_command_s_type_starts_with_its_feature(app):
    wrong = [c.type for c in all_commands() if c.__module__.split(".")[1] != c.type.split(".")[0]]
    assert not wrong, f"move the command or rename its type: {wrong}"


def test_every_command_says_who_may_send_it_and_what_it_is(app):
    for command in all_commands():
        assert command.allowed, f"{command.type}: nobody may send it"
        assert all(isinstance(role, Role) for role in command.allowed)
        assert command.__doc__, f"{command.type}: say in one sentence what its user would say"


def test_what_a_phone_makes_offline_and_saw_happen_is_a_fact(app):
    wishes = {"requests.cancel", "citizens.correct", "visits.choose_half_day", "visits.reorder"}
    offline_wishes = {c.type for c in all_commands() if c.offline and not c.fact}
    assert offline_wishes == wishes, "an offline wish may be refused later: add it here knowingly, the rest are facts"


def test_every_page_asks_who_it_is(app):
    allowed = {line.split("#")[0].strip() for line in PUBLIC_ROUTES.read_text(encoding="utf-8").splitlines()}
    open_pages = set()
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        if not hasattr(view, "staff_roles"):
            open_pages.add(rule.endpoint)
    assert open_pages - allowed == set(), "guard these with @staff(...), or name them in tests/public_routes.txt"
    assert allowed - open_pages - {""} == set(), "these are not open any more: strike them from tests/public_routes.txt"


def test_every_table_belongs_to_a_ward_or_is_marked_bookkeeping(app):
    entities = {m.class_ for m in Base.registry.mappers if hasattr(m.class_, "snapshot")}
    assert entities
    assert all("ward" in e.__table__.columns for e in entities)


def test_effects_follow_changes_that_exist(app):
    lost = [e.name for e in all_effects() if not has_change(e.follows)]
    assert not lost, f"no change is called so: {lost}"


def test_client_folders_mirror_features():
    folders = {path.name for path in CLIENT.iterdir() if path.is_dir()}
    strangers = folders - set(FEATURES)
    assert not strangers, f"rename these as the server's features are called: {strangers}"


def test_every_offline_command_has_a_client_function(app):
    text = "\n".join(path.read_text(encoding="utf-8") for path in CLIENT.rglob("*.js"))
    offline = {c.type for c in all_commands() if c.offline}
    missing = sorted(t for t in offline if f'"{t}"' not in text)
    assert not missing, f"the phone cannot send {missing}"


def test_the_readme_names_every_folder_and_no_other():
    named = set(re.findall(r"`([\w./]+)`", (ROOT / "README.md").read_text(encoding="utf-8").partition("## Folders")[2]))
    made = set(re.findall(r"^/?([^*\n]+)/$", (ROOT / ".gitignore").read_text(encoding="utf-8"), re.MULTILINE))
    top = {path.name for path in ROOT.iterdir() if path.is_dir() and path.name.lstrip(".") in {path.name, "ci"}} - made
    inside = {f"{top}/{path.name}" for top in ("app", "static") for path in (ROOT / top).iterdir() if path.is_dir()}
    inside -= {"app/__pycache__"}

    assert {"app", ".ci", "static", "tests"} <= top, "the search for folders found too few: is it broken?"
    assert top - {"app", "static"} | inside <= named, "say in one line what these are for"
    assert not [name for name in named if "/" in name and not (ROOT / name).exists() and name not in made]


def test_nothing_in_the_tree_is_too_long_to_read():
    paths = [*sources(), *CLIENT.rglob("*.js")]
    long = {str(p.relative_to(ROOT)): n for p in paths if (n := len(p.read_text(encoding="utf-8").splitlines())) > 250}
    assert not long, f"one thing a file; these are two: {long}"


def test_no_drawer_for_leftovers():
    names = {"utils", "helpers", "services", "manager", "misc"}
    found = [str(p.relative_to(ROOT)) for p in [*sources(), *CLIENT.rglob("*.js")] if p.stem in names]
    assert not found, f"name these after what they are for: {found}"


def test_settings_are_read_in_one_place():
    readers = [str(p.relative_to(ROOT)) for p in sources() if "os.environ" in p.read_text(encoding="utf-8")]
    assert readers == [], f"settings live in config.py: {readers}"


def test_every_test_is_run_by_make():
    """A test that no recipe chooses rots unseen: they choose by mark, never by folder, and leave none out."""
    makefile = re.sub(r"\$\(if .*\)", "", (ROOT / "Makefile").read_text(encoding="utf-8"))  # what a person adds by hand
    recipes = re.findall(r"^\t\$\(BIN\)/pytest (.*)$", makefile, re.MULTILINE)
    chosen = {re.search(r'-m ("[^"]+"|\w+)', recipe).group(1).strip('"') for recipe in recipes}

    assert chosen == {"not browser and not long", "long", "browser"}
    by_default = [re.sub(r"\$\(if \$\(\w+\),.*\)", "", recipe) for recipe in recipes]
    assert not [recipe for recipe in by_default if "tests/" in recipe], "a folder leaves out what stands beside it"

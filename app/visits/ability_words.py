"""What officers can do, in words."""

from collections.abc import Iterable

from app.core.naming import value_text
from app.visits.abilities import TWO_OFFICERS
from app.visits.models import Skill
from app.web.i18n import page_language

ORDER = [*(skill.value for skill in Skill), TWO_OFFICERS]


def skill_words(skill: str) -> str:
    """“tiếng Mường”"""
    return value_text("skills", skill, page_language())


def skills_words(skills: Iterable[str]) -> str:
    """“tiếng Mường, hai cán bộ cùng đi”"""
    return ", ".join(skill_words(skill) for skill in sorted(skills, key=ORDER.index))

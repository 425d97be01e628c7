"""Officers have skills; procedures and households ask for some, or for two officers.

Way back: `flask db downgrade 0037`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

SKILL = sa.Enum(
    "sign-language", "muong", "dao", "certify", "civil-status", "care", name="skill", native_enum=False, length=20
)


def upgrade() -> None:
    op.create_table(
        "officer_skill",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("skill", SKILL, nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_officer_skill_user_id_user")),
        sa.PrimaryKeyConstraint("user_id", "skill", name=op.f("pk_officer_skill")),
    )
    op.create_table(
        "visit_needs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ward", sa.String(length=5), nullable=False),
        sa.Column("procedure_code", sa.String(length=20), nullable=True),
        sa.Column("citizen_id", sa.Uuid(), nullable=True),
        sa.Column("skills", sa.JSON(), nullable=False),
        sa.Column("two_officers", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_needs")),
        sa.UniqueConstraint("ward", "citizen_id", name=op.f("uq_visit_needs_ward_citizen_id")),
        sa.UniqueConstraint("ward", "procedure_code", name=op.f("uq_visit_needs_ward_procedure_code")),
    )
    op.create_index(op.f("ix_visit_needs_ward"), "visit_needs", ["ward"], unique=False)


def downgrade() -> None:
    op.drop_table("visit_needs")
    op.drop_table("officer_skill")

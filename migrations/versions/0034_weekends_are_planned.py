"""Plans of a weekend with their lines; visits say how many of their minutes are travel, and whether they are pinned.

Way back: `flask db downgrade 0033`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

HALF = sa.Enum("morning", "afternoon", name="half", native_enum=False, length=20)
EFFORT = sa.Enum("preview", "full", name="effort", native_enum=False, length=20)
STATE = sa.Enum(
    "queued", "done", "cancelled", "broken", "applied", "undone", name="planstate", native_enum=False, length=20
)
CHANGE = sa.Enum(
    "new", "moved", "retimed", "stays", "pinned", "dropped", "left-out", "reserved",
    name="change", native_enum=False, length=20,
)  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "weekend_plan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ward", sa.String(length=5), nullable=False),
        sa.Column("weekend", sa.Date(), nullable=False),
        sa.Column("effort", EFFORT, nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("state", STATE, nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_with", sa.JSON(), nullable=False),
        sa.Column("built_on", sa.JSON(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("problem", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_weekend_plan")),
    )
    op.create_index(op.f("ix_weekend_plan_ward"), "weekend_plan", ["ward"], unique=False)
    op.create_index("ix_weekend_plan_ward_weekend", "weekend_plan", ["ward", "weekend"], unique=False)
    op.create_table(
        "plan_line",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("change", CHANGE, nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=True),
        sa.Column("visit_id", sa.Uuid(), nullable=True),
        sa.Column("spare_id", sa.Uuid(), nullable=True),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("half", HALF, nullable=True),
        sa.Column("order", sa.Integer(), nullable=False),
        sa.Column("begins", sa.String(length=5), nullable=False),
        sa.Column("ends", sa.String(length=5), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("travel_minutes", sa.Integer(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("why", sa.JSON(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["weekend_plan.id"], name=op.f("fk_plan_line_plan_id_weekend_plan")),
        sa.PrimaryKeyConstraint("plan_id", "position", name=op.f("pk_plan_line")),
    )
    op.create_table(
        "plan_progress",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("plan_id", name=op.f("pk_plan_progress")),
    )
    with op.batch_alter_table("visit") as table:
        table.add_column(sa.Column("travel_minutes", sa.Integer(), nullable=True))
        table.add_column(sa.Column("pin", sa.Boolean(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("visit") as table:
        table.drop_column("pin")
        table.drop_column("travel_minutes")
    for table_name in ("plan_progress", "plan_line", "weekend_plan"):
        op.drop_table(table_name)

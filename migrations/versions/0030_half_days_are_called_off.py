"""Households whose half-day was called off stand in a list until they are told.

Way back: `flask db downgrade 0029`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

COLUMNS = ("ward", "request_id", "was_on")


def upgrade() -> None:
    op.create_table(
        "called_off",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ward", sa.String(length=5), nullable=False),
        sa.Column("citizen_id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=True),
        sa.Column("visit_id", sa.Uuid(), nullable=True),
        sa.Column("was_on", sa.Date(), nullable=False),
        sa.Column(
            "was_half", sa.Enum("morning", "afternoon", name="half", native_enum=False, length=20), nullable=False
        ),
        sa.Column("window_from", sa.String(length=5), nullable=False),
        sa.Column("window_to", sa.String(length=5), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_called_off")),
    )
    for column in COLUMNS:
        op.create_index(op.f(f"ix_called_off_{column}"), "called_off", [column], unique=False)


def downgrade() -> None:
    for column in COLUMNS:
        op.drop_index(op.f(f"ix_called_off_{column}"), table_name="called_off")
    op.drop_table("called_off")

"""A ward sets its own weights, each change a version.

Way back: `flask db downgrade 0038`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "visit_weights",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ward", sa.String(length=5), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("points", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_weights")),
        sa.UniqueConstraint("ward", "number", name=op.f("uq_visit_weights_ward_number")),
    )
    op.create_index(op.f("ix_visit_weights_ward"), "visit_weights", ["ward"], unique=False)


def downgrade() -> None:
    op.drop_table("visit_weights")

"""A paper whose holder's phone has died knows which officer is to fetch it.

Way back: `flask db downgrade 0017`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "custody_wait",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("paper_id", sa.Uuid(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("officer_name", sa.String(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("transfer_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["paper_id"], ["custody_paper.id"], name=op.f("fk_custody_wait_paper_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_wait")),
    )
    op.create_index(op.f("ix_custody_wait_paper_id"), "custody_wait", ["paper_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_custody_wait_paper_id"), table_name="custody_wait")
    op.drop_table("custody_wait")

"""There is a table for corrections of what the post reported.

Way back: `flask db downgrade 0012`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "postal_correction",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("of_command_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("was", sa.Text(), nullable=False),
        sa.Column("now", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("standing", sa.String(length=10), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("by_name", sa.String(length=200), nullable=False),
        sa.Column("command_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["postal_item.id"], name=op.f("fk_postal_correction_item_id")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_postal_correction")),
    )
    op.create_index(op.f("ix_postal_correction_item_id"), "postal_correction", ["item_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_postal_correction_item_id"), table_name="postal_correction")
    op.drop_table("postal_correction")

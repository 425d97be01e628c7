"""A visit says when the officers on their way reckon to begin it.

Way back: `flask db downgrade 0032`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("visit") as table:
        table.add_column(sa.Column("expected_at", sa.String(length=5), nullable=True))
        table.add_column(sa.Column("expected_since", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("visit") as table:
        table.drop_column("expected_since")
        table.drop_column("expected_at")

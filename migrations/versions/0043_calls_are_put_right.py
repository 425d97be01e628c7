"""A call that was tapped wrongly is put right beside what stood there before.

Way back: `flask db downgrade 0042`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("call", sa.Column("corrections", sa.JSON(), server_default="[]", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("call") as table:
        table.drop_column("corrections")

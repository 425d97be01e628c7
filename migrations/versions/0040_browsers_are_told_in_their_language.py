"""A browser that may be woken is told in the language in which it asked.

Way back: `flask db downgrade 0039`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("push_subscription", sa.Column("language", sa.String(length=2), server_default="vi", nullable=False))
    op.add_column("queued_notice", sa.Column("language", sa.String(length=2), server_default="vi", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("queued_notice") as table:
        table.drop_column("language")
    with op.batch_alter_table("push_subscription") as table:
        table.drop_column("language")

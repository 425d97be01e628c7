"""A registration that was written down wrong is put right beside what stood there before.

Way back: `flask db downgrade 0041`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("service_request", sa.Column("corrections", sa.JSON(), server_default="[]", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("service_request") as table:
        table.drop_column("corrections")

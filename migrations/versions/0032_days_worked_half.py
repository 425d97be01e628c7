"""A declared day may be worked by half.

Way back: `flask db downgrade 0031`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("calendar_day", sa.Column("worked_half", sa.String(length=10), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("calendar_day") as table:
        table.drop_column("worked_half")

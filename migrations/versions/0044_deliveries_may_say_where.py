"""A delivery may carry the place where it was made.

Way back: `flask db downgrade 0043`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("postal_delivery", sa.Column("position", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("postal_delivery") as table:
        table.drop_column("position")

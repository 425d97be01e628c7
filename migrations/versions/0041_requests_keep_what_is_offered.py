"""A household whose half-day cannot be kept is offered others on the phone of whoever looks after it.

Way back: `flask db downgrade 0040`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("service_request", sa.Column("let_down", sa.JSON(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("service_request") as table:
        table.drop_column("let_down")

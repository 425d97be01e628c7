"""Who gives a result signs beside who takes it, at a home, by post and at the counter.

Way back: `flask db downgrade 0036`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("hand_over") as table:
        table.add_column(sa.Column("giver_file", sa.String(), nullable=True))
        table.add_column(sa.Column("at_counter", sa.Boolean(), server_default=sa.false(), nullable=False))
    with op.batch_alter_table("postal_delivery") as table:
        table.add_column(sa.Column("giver_file", sa.String(length=64), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("postal_delivery") as table:
        table.drop_column("giver_file")
    with op.batch_alter_table("hand_over") as table:
        table.drop_column("at_counter")
        table.drop_column("giver_file")

"""A payment says which request of the office it answers; none: it is the procedure's own fee.

Way back: `flask db downgrade 0025`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("fee_payment", sa.Column("duty_command", sa.Uuid(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("fee_payment") as table:
        table.drop_column("duty_command")

"""A visit remembers the half-day that its household was promised before it was planned.

Way back: `flask db downgrade 0034`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

HALF = sa.Enum("morning", "afternoon", name="half", native_enum=False, length=20)


def upgrade() -> None:
    with op.batch_alter_table("visit") as table:
        table.add_column(sa.Column("promised_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("promised_half", HALF, nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("visit") as table:
        table.drop_column("promised_half")
        table.drop_column("promised_on")

"""A wished half-day has a place or waits for one, and may be held only until some minute.

Way back: `flask db downgrade 0028`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # What was wished for until now was counted as taken: it keeps its place.
    with op.batch_alter_table("wished_half_day") as table:
        table.add_column(sa.Column("has_place", sa.Boolean(), nullable=False, server_default=sa.true()))
        table.add_column(sa.Column("held_until", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("wished_half_day") as table:
        table.alter_column("has_place", server_default=None, existing_type=sa.Boolean(), existing_nullable=False)


def downgrade() -> None:
    op.execute("DELETE FROM wished_half_day WHERE held_until IS NOT NULL")
    with op.batch_alter_table("wished_half_day") as table:
        table.drop_column("held_until")
        table.drop_column("has_place")

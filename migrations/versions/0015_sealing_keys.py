"""There is a table for the keys that phones seal their work to.

Way back: `flask db downgrade 0014`. Keys are lost with it, and with them whatever is still sealed on phones.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sealing_key",
        sa.Column("kid", sa.String(length=40), nullable=False),
        sa.Column("private_key", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("kid", name=op.f("pk_sealing_key")),
    )
    op.create_index(op.f("ix_sealing_key_made_at"), "sealing_key", ["made_at"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_sealing_key_made_at"), table_name="sealing_key")
    op.drop_table("sealing_key")

"""A signature knows the text that was shown where it is no receipt's, and whether it was read back.

Way back: `flask db downgrade 0024`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("dossier_signature", sa.Column("shown", sa.String(), nullable=True))
    op.add_column("dossier_signature", sa.Column("read_back", sa.Boolean(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("dossier_signature") as table:
        table.drop_column("read_back")
        table.drop_column("shown")

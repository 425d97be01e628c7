"""A result knows the place where it was made, when that was the citizen's own door.

Way back: `flask db downgrade 0026`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("dossier_result", sa.Column("done_in", sa.String(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("dossier_result") as table:
        table.drop_column("done_in")

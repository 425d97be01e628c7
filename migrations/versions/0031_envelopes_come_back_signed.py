"""An envelope that comes back says who gave it, who took it, in which condition, and both signatures.

Way back: `flask db downgrade 0030`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("postal_item") as table:
        table.add_column(sa.Column("returned_by", sa.String(length=200), nullable=True))
        table.add_column(sa.Column("returned_to", sa.String(length=200), nullable=True))
        table.add_column(sa.Column("return_condition", sa.Text(), nullable=True))
        table.add_column(sa.Column("return_seal", sa.String(length=60), nullable=True))
        table.add_column(sa.Column("return_signatures", sa.JSON(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("postal_item") as table:
        for column in ("return_signatures", "return_seal", "return_condition", "returned_to", "returned_by"):
            table.drop_column(column)

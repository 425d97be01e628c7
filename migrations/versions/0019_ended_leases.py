"""Leases end, series know their life, review items know whose work they are about and when they were escalated.

Way back: `flask db downgrade 0018`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

AUTHORS = """
UPDATE review_item SET author_id = (
    SELECT actor_id FROM command_record WHERE command_record.review_id = review_item.id
    ORDER BY command_record.number LIMIT 1
)
"""


def upgrade() -> None:
    op.add_column("installation", sa.Column("life", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("number_series", sa.Column("generation", sa.Uuid(), nullable=True))
    op.add_column("number_lease", sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("number_lease", sa.Column("ended_because", sa.String(200), nullable=True))
    op.add_column("review_item", sa.Column("author_id", sa.Uuid(), nullable=True))
    op.add_column("review_item", sa.Column("escalated_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(AUTHORS)
    op.execute("UPDATE review_item SET reason = 'gap' WHERE reason = 'unsent'")


def downgrade() -> None:
    op.drop_column("review_item", "escalated_at")
    op.drop_column("review_item", "author_id")
    op.drop_column("number_lease", "ended_because")
    op.drop_column("number_lease", "ended_at")
    op.drop_column("number_series", "generation")
    op.drop_column("installation", "life")

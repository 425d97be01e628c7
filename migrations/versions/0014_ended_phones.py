"""An enrolment knows since when it has ended.

Way back: `flask db downgrade 0013`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

enrolment = sa.table(
    "enrolment", sa.column("status", sa.String), sa.column("ended_at", sa.DateTime), sa.column("last_contact_at")
)


def upgrade() -> None:
    op.add_column("enrolment", sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True))
    # Nobody wrote down when; the last contact is the last moment at which the phone surely worked.
    op.execute(enrolment.update().where(enrolment.c.status != "active").values(ended_at=enrolment.c.last_contact_at))


def downgrade() -> None:
    op.drop_column("enrolment", "ended_at")

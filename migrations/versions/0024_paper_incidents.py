"""There is a table for originals that were lost or damaged, and for how that was made good.

Way back: `flask db downgrade 0023`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "paper_incident",
        sa.Column("incident_id", sa.Uuid(), nullable=False),
        sa.Column("paper_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.String(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("responsible", sa.String(), nullable=True),
        sa.Column("cost", sa.Integer(), nullable=True),
        sa.Column("apology", sa.String(), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("command_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("by_name", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_paper_incident_dossier_id")),
        sa.ForeignKeyConstraint(["paper_id"], ["custody_paper.id"], name=op.f("fk_paper_incident_paper_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_incident")),
        sa.UniqueConstraint("incident_id", name=op.f("uq_paper_incident_incident_id")),
    )
    for column in ("command_id", "dossier_id", "paper_id"):
        op.create_index(op.f(f"ix_paper_incident_{column}"), "paper_incident", [column], unique=False)


def downgrade() -> None:
    op.drop_table("paper_incident")

"""There are tables for how phones are locked: the ward's choice, and halves of keys kept here.

Way back: `flask db downgrade 0019`. Vaults in mode S lose their half with it: their people sign in anew.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "vault_modes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ward", sa.String(length=5), nullable=False),
        sa.Column("modes", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vault_modes")),
    )
    op.create_index(op.f("ix_vault_modes_ward"), "vault_modes", ["ward"], unique=False)
    op.create_table(
        "vault_share",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_id", sa.Uuid(), nullable=False),
        sa.Column("share", sa.String(length=64), nullable=False),
        sa.Column("proof_hash", sa.String(length=64), nullable=False),
        sa.Column("wrong", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"], name=op.f("fk_vault_share_enrolment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vault_share")),
    )
    op.create_index(op.f("ix_vault_share_enrolment_id"), "vault_share", ["enrolment_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_vault_share_enrolment_id"), table_name="vault_share")
    op.drop_table("vault_share")
    op.drop_index(op.f("ix_vault_modes_ward"), table_name="vault_modes")
    op.drop_table("vault_modes")

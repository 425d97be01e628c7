"""There are tables for the account of fees and for cash handed in; a payment knows its postage and who saw it come.

Way back: `flask db downgrade 0020`. Confirmations and hand-ins stay readable in the log of changes.
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("fee_payment", sa.Column("postage", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("fee_payment", sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("fee_payment", sa.Column("confirmed_by", sa.String(), nullable=True))
    op.create_table(
        "fee_account",
        sa.Column("bank_bin", sa.String(), nullable=False),
        sa.Column("bank_name", sa.String(), nullable=False),
        sa.Column("account_number", sa.String(), nullable=False),
        sa.Column("account_name", sa.String(), nullable=False),
        sa.Column("is_used", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ward", sa.String(length=5), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fee_account")),
        sa.UniqueConstraint("ward", name=op.f("uq_fee_account_ward")),
    )
    op.create_index(op.f("ix_fee_account_ward"), "fee_account", ["ward"], unique=False)
    op.create_table(
        "cash_hand_in",
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("officer_name", sa.String(), nullable=False),
        sa.Column("weekend", sa.Date(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("handed_by", sa.String(), nullable=False),
        sa.Column("counted_by", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ward", sa.String(length=5), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cash_hand_in")),
    )
    op.create_index(op.f("ix_cash_hand_in_officer_id"), "cash_hand_in", ["officer_id"], unique=False)
    op.create_index(op.f("ix_cash_hand_in_ward"), "cash_hand_in", ["ward"], unique=False)
    op.create_index(op.f("ix_cash_hand_in_weekend"), "cash_hand_in", ["weekend"], unique=False)


def downgrade() -> None:
    op.drop_table("cash_hand_in")
    op.drop_table("fee_account")
    op.drop_column("fee_payment", "confirmed_by")
    op.drop_column("fee_payment", "confirmed_at")
    op.drop_column("fee_payment", "postage")

"""Phones have a name, tell about their room and lock, and what is done about them is written down.

Way back: `flask db downgrade 0015`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("enrolment") as table:
        table.add_column(sa.Column("name", sa.String(length=60), nullable=False, server_default=sa.text("''")))
        table.add_column(sa.Column("free_bytes", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True))
        table.add_column(sa.Column("lock", sa.String(length=1), nullable=False, server_default=sa.text("''")))
    op.create_table(
        "device_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("by_name", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"], name=op.f("fk_device_step_enrolment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device_step")),
    )
    op.create_index(op.f("ix_device_step_enrolment_id"), "device_step", ["enrolment_id"], unique=False)
    op.create_table(
        "lost_phone",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ward", sa.String(length=5), nullable=False),
        sa.Column("enrolment_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("discovered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("circumstances", sa.Text(), nullable=False),
        sa.Column("reported_by", sa.String(length=120), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_contact_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("unsent", sa.Integer(), nullable=False),
        sa.Column("lock", sa.String(length=1), nullable=False),
        sa.Column("numbers_voided", sa.Integer(), nullable=False),
        sa.Column("inventory", sa.JSON(), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=True),
        sa.Column("outcome_reason", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_to", sa.Text(), nullable=False),
        sa.Column("settled_by", sa.String(length=120), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"], name=op.f("fk_lost_phone_enrolment_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_lost_phone_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lost_phone")),
        sa.UniqueConstraint("enrolment_id", name=op.f("uq_lost_phone_enrolment_id")),
    )
    op.create_index(op.f("ix_lost_phone_ward"), "lost_phone", ["ward"], unique=False)


def downgrade() -> None:
    op.drop_table("lost_phone")
    op.drop_table("device_step")
    with op.batch_alter_table("enrolment") as table:
        table.drop_column("lock")
        table.drop_column("free_bytes")
        table.drop_column("name")

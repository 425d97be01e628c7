"""Copies of the register are kept with their number, and so is who compared the layouts of forms.

Way back: `flask db downgrade 0027`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "register_print",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("content_sha256", sa.String(), nullable=False),
        sa.Column("by_name", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ward", sa.String(length=5), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_print")),
        sa.UniqueConstraint("ward", "year", "month", "number", name=op.f("uq_register_print_ward_year_month_number")),
    )
    op.create_index(op.f("ix_register_print_ward"), "register_print", ["ward"], unique=False)
    op.create_table(
        "form_layout",
        sa.Column("law_form", sa.String(), nullable=False),
        sa.Column("layout", sa.String(), nullable=False),
        sa.Column("is_confirmed", sa.Boolean(), nullable=False),
        sa.Column("confirmed_by", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ward", sa.String(length=5), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_layout")),
        sa.UniqueConstraint("ward", "law_form", name=op.f("uq_form_layout_ward_law_form")),
    )
    op.create_index(op.f("ix_form_layout_ward"), "form_layout", ["ward"], unique=False)


def downgrade() -> None:
    op.drop_table("form_layout")
    op.drop_table("register_print")

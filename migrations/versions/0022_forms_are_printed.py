"""Each dossier has a line in the year's register, each printed form its copies, each ward its letterhead.

Way back: `flask db downgrade 0021`; which copies were printed is forgotten then.
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

LINES = """
UPDATE dossier SET register_year = {year}, register_no = (
    SELECT count(*) FROM dossier AS before
    WHERE before.ward = dossier.ward AND {year_before} = {year}
    AND (before.recorded_at < dossier.recorded_at
         OR (before.recorded_at = dossier.recorded_at AND before.id <= dossier.id)))
"""
"""Nobody wrote down in which order the older dossiers arrived: they are entered by when they were taken."""


def upgrade() -> None:
    op.add_column("ward", sa.Column("letterhead", sa.JSON(), nullable=True))
    op.add_column("dossier", sa.Column("register_year", sa.Integer(), nullable=True))
    op.add_column("dossier", sa.Column("register_no", sa.Integer(), nullable=True))
    op.execute(LINES.format(year=_year("dossier.recorded_at"), year_before=_year("before.recorded_at")))
    op.create_index("ix_dossier_register", "dossier", ["ward", "register_year", "register_no"], unique=True)
    op.create_table(
        "form_copy",
        sa.Column("copy_id", sa.Uuid(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("paper", sa.String(), nullable=False),
        sa.Column("of_command_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("content_sha256", sa.String(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("command_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("by_name", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_form_copy_dossier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_copy")),
        sa.UniqueConstraint("copy_id", name=op.f("uq_form_copy_copy_id")),
        sa.UniqueConstraint(
            "dossier_id",
            "form",
            "of_command_id",
            "number",
            name=op.f("uq_form_copy_dossier_id_form_of_command_id_number"),
        ),
    )
    op.create_index(op.f("ix_form_copy_command_id"), "form_copy", ["command_id"], unique=False)
    op.create_index(op.f("ix_form_copy_dossier_id"), "form_copy", ["dossier_id"], unique=False)


def _year(column: str) -> str:
    """The year in Vietnam of a moment kept in UTC, as this database says it."""
    if op.get_bind().dialect.name == "sqlite":
        return f"CAST(strftime('%Y', datetime({column}, '+7 hours')) AS INTEGER)"
    return f"CAST(EXTRACT(YEAR FROM {column} AT TIME ZONE 'Asia/Ho_Chi_Minh') AS INTEGER)"


def downgrade() -> None:
    op.drop_index(op.f("ix_form_copy_dossier_id"), table_name="form_copy")
    op.drop_index(op.f("ix_form_copy_command_id"), table_name="form_copy")
    op.drop_table("form_copy")
    op.drop_index("ix_dossier_register", table_name="dossier")
    with op.batch_alter_table("dossier") as table:
        table.drop_column("register_no")
        table.drop_column("register_year")
    with op.batch_alter_table("ward") as table:
        table.drop_column("letterhead")

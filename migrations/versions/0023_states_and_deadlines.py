"""A dossier keeps the rules it was counted by, its supplements, grounds and duties; a ward its legal values.

Way back: `flask db downgrade 0022`. What was received, confirmed and asked for since then is lost with it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "legal_choice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ward", sa.String(length=5), nullable=False),
        sa.Column("key", sa.String(length=30), nullable=False),
        sa.Column("value", sa.String(length=60), nullable=False),
        sa.Column("is_confirmed", sa.Boolean(), nullable=False),
        sa.Column("confirmed_by", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(length=400), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_choice")),
        sa.UniqueConstraint("ward", "key", name=op.f("uq_legal_choice_ward_key")),
    )
    op.create_index(op.f("ix_legal_choice_ward"), "legal_choice", ["ward"], unique=False)
    op.add_column("dossier", sa.Column("deadline_rules", sa.JSON(), nullable=True))
    _steps_and_supplements()
    _line_of_a_dossier(
        "dossier_supplement_received",
        sa.Column("asked_by_command", sa.Uuid(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("counted_from", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("rule_version", sa.String(), nullable=False),
        sa.Column("checked", sa.JSON(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("standing", sa.String(), nullable=False),
    )
    _line_of_a_dossier(
        "dossier_payment_duty",
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("what_for", sa.String(), nullable=False),
    )


def _steps_and_supplements() -> None:
    with op.batch_alter_table("dossier_status_change") as table:
        table.add_column(sa.Column("ground", sa.String(), nullable=False, server_default=sa.text("''")))
        table.add_column(sa.Column("asked_by", sa.String(), nullable=True))
        table.add_column(sa.Column("standing", sa.String(), nullable=False, server_default=sa.text("'in-force'")))
    with op.batch_alter_table("dossier_supplement") as table:
        table.add_column(sa.Column("whys", sa.JSON(), nullable=True))
        table.add_column(sa.Column("keys", sa.JSON(), nullable=True))
        table.add_column(sa.Column("second_reason", sa.String(), nullable=False, server_default=sa.text("''")))
        table.add_column(sa.Column("is_late", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("standing", sa.String(), nullable=False, server_default=sa.text("'in-force'")))


def _line_of_a_dossier(name: str, *columns: sa.Column[object]) -> None:
    op.create_table(
        name,
        *columns,
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("command_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("by_name", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f(f"fk_{name}_dossier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    for column in ("command_id", "dossier_id"):
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column], unique=False)


def downgrade() -> None:
    for name in ("dossier_payment_duty", "dossier_supplement_received"):
        for column in ("dossier_id", "command_id"):
            op.drop_index(op.f(f"ix_{name}_{column}"), table_name=name)
        op.drop_table(name)
    with op.batch_alter_table("dossier_supplement") as table:
        for column in ("standing", "is_late", "second_reason", "keys", "whys"):
            table.drop_column(column)
    with op.batch_alter_table("dossier_status_change") as table:
        for column in ("standing", "asked_by", "ground"):
            table.drop_column(column)
    with op.batch_alter_table("dossier") as table:
        table.drop_column("deadline_rules")
    op.drop_index(op.f("ix_legal_choice_ward"), table_name="legal_choice")
    op.drop_table("legal_choice")

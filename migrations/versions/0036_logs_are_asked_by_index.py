"""The commands of a review item, and an entity by its id alone, are found by an index: the logs grow every year.

Way back: `flask db downgrade 0035`.
"""

from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_command_record_review_id", "command_record", ["review_id"])
    op.create_index("ix_entity_state_entity_id", "entity_state", ["entity_id"])


def downgrade() -> None:
    op.drop_index("ix_entity_state_entity_id", "entity_state")
    op.drop_index("ix_command_record_review_id", "command_record")

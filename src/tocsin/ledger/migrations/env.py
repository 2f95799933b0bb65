"""Run by Alembic: takes the steps on the connection that it is given, within the transaction there."""

from alembic import context

from tocsin.ledger.preparing import FORMAT_TABLE
from tocsin.ledger.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=FORMAT_TABLE,
    render_as_batch=True,
)
context.run_migrations()

"""Run migrations on the connection that sayso.ledger.upgrade hands over."""

from alembic import context

from sayso.ledger.schema import metadata

# The caller has begun the transaction and commits it, so that an upgrade happens whole or not.
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=False,
    render_as_batch=True,
)
context.run_migrations()

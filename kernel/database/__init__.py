"""The database: its engine, schema, transactions, the write queue, migrations."""

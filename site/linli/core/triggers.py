"""SQL of triggers that more than one room needs; used by migrations."""

FUNCTION = """
CREATE OR REPLACE FUNCTION linli_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$
"""


def append_only(table: str) -> str:
    """A trigger that refuses every UPDATE and DELETE on `table`, whoever asks."""
    return (
        f"{FUNCTION}; CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION linli_append_only()"
    )


def drop_append_only(table: str) -> str:
    return f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}"

"""What holds for raw SQL as well: places are counted by the database, times stand, nobody is in two places."""

from django.db import migrations

from linli.core.triggers import append_only, drop_append_only

# A place is held unless given back (withdrawn) or freed (released). The slot encodes who and when in one number
# line, volunteer × 2^32 + minute since 1970, so core GiST can exclude overlaps without an extension.
SLOT = """
CREATE FUNCTION volunteers_assignment_slot() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  shift volunteers_shift;
  base bigint := NEW.user_id * 4294967296;
BEGIN
  IF NEW.state IN ('withdrawn', 'released') THEN
    NEW.slot := NULL;
    RETURN NEW;
  END IF;
  SELECT * INTO shift FROM volunteers_shift WHERE id = NEW.shift_id FOR NO KEY UPDATE;
  IF shift.state = 'cancelled' THEN
    RAISE EXCEPTION 'shift % is cancelled', NEW.shift_id USING ERRCODE = 'restrict_violation';
  END IF;
  NEW.slot := int8range(base + floor(extract(epoch FROM shift.starts_at) / 60)::bigint,
                        base + ceil(extract(epoch FROM shift.ends_at) / 60)::bigint);
  RETURN NEW;
END $$;
CREATE TRIGGER volunteers_assignment_slot BEFORE INSERT OR UPDATE OF state, user_id, shift_id, slot
  ON volunteers_assignment FOR EACH ROW EXECUTE FUNCTION volunteers_assignment_slot()
"""

COUNT = """
CREATE FUNCTION volunteers_assignment_count() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  gone integer := NULL;
  come integer := NULL;
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.state NOT IN ('withdrawn', 'released') THEN gone := OLD.shift_id; END IF;
  IF TG_OP <> 'DELETE' AND NEW.state NOT IN ('withdrawn', 'released') THEN come := NEW.shift_id; END IF;
  IF gone IS DISTINCT FROM come THEN
    UPDATE volunteers_shift SET taken = taken - 1 WHERE id = gone;
    UPDATE volunteers_shift SET taken = taken + 1 WHERE id = come;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER volunteers_assignment_count AFTER INSERT OR DELETE OR UPDATE OF state, shift_id
  ON volunteers_assignment FOR EACH ROW EXECUTE FUNCTION volunteers_assignment_count()
"""

# Called at depth 0 by a statement of somebody's own, deeper by the counting trigger.
STANDING = """
CREATE FUNCTION volunteers_shift_standing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'shift %: % is not to be written', NEW.id, TG_ARGV[0] USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER volunteers_shift_counter_insert BEFORE INSERT ON volunteers_shift FOR EACH ROW
  WHEN (NEW.taken <> 0) EXECUTE FUNCTION volunteers_shift_standing('taken');
CREATE TRIGGER volunteers_shift_counter BEFORE UPDATE ON volunteers_shift FOR EACH ROW
  WHEN (NEW.taken <> OLD.taken AND pg_trigger_depth() = 0) EXECUTE FUNCTION volunteers_shift_standing('taken');
CREATE TRIGGER volunteers_shift_times BEFORE UPDATE ON volunteers_shift FOR EACH ROW
  WHEN ((NEW.starts_at, NEW.ends_at) IS DISTINCT FROM (OLD.starts_at, OLD.ends_at) AND OLD.taken > 0)
  EXECUTE FUNCTION volunteers_shift_standing('the time of a shift that people signed up for')
"""

# `confirmed_by <> volunteer` is only worth something if the volunteer is the one who came.
SAME_PERSON = """
ALTER TABLE volunteers_assignment ADD CONSTRAINT volunteers_assignment_person UNIQUE (id, user_id);
ALTER TABLE volunteers_hoursrecord ADD CONSTRAINT volunteers_hours_person
  FOREIGN KEY (assignment_id, volunteer_id) REFERENCES volunteers_assignment (id, user_id)
  DEFERRABLE INITIALLY DEFERRED
"""


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0001_initial")]
    operations = [
        migrations.RunSQL(SLOT, "DROP FUNCTION volunteers_assignment_slot CASCADE"),
        migrations.RunSQL(COUNT, "DROP FUNCTION volunteers_assignment_count CASCADE"),
        migrations.RunSQL(STANDING, "DROP FUNCTION volunteers_shift_standing CASCADE"),
        migrations.RunSQL(
            SAME_PERSON,
            "ALTER TABLE volunteers_hoursrecord DROP CONSTRAINT volunteers_hours_person;"
            "ALTER TABLE volunteers_assignment DROP CONSTRAINT volunteers_assignment_person",
        ),
        migrations.RunSQL(append_only("volunteers_hoursrecord"), drop_append_only("volunteers_hoursrecord")),
        migrations.RunSQL(append_only("volunteers_hourscertificate"), drop_append_only("volunteers_hourscertificate")),
    ]

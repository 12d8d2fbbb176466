"""SQL of the guard of minutes that are sent back. Used by 0010."""

from elections.migrations._election_guards import REFUSE

MINUTES = f"""
CREATE OR REPLACE FUNCTION elections_minutes_sent_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.is_returned AND NOT OLD.is_returned AND (OLD.text, OLD.chaired_by, OLD.written_by, OLD.entered_by_id, OLD.entered_at)
     IS DISTINCT FROM (NEW.text, NEW.chaired_by, NEW.written_by, NEW.entered_by_id, NEW.entered_at) THEN
    RAISE EXCEPTION 'minutes are sent back as they were written' {REFUSE};
  END IF;
  IF OLD.is_returned AND NOT NEW.is_returned AND NEW.entered_at <= OLD.returned_at THEN
    RAISE EXCEPTION 'minutes that were sent back are written again' {REFUSE};
  END IF;
  IF NOT (NEW.is_returned AND NOT OLD.is_returned) AND (OLD.return_comment, OLD.returned_by_id, OLD.returned_at)
     IS DISTINCT FROM (NEW.return_comment, NEW.returned_by_id, NEW.returned_at) THEN
    RAISE EXCEPTION 'what was said about minutes stays said' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_minutes_sent_back BEFORE UPDATE ON elections_minutes
  FOR EACH ROW EXECUTE FUNCTION elections_minutes_sent_back();
"""

FUNCTIONS = {MINUTES: "elections_minutes_sent_back"}

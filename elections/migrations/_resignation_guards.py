"""SQL of the guards of resignations: filed by the person in office, and afterwards only withdrawn or decided. Used by 0020."""

from elections.migrations._election_guards import REFUSE

# The officeholder's row is held: a filing, a withdrawal and an ending of the same office wait for each other.
FILED = f"""
CREATE OR REPLACE FUNCTION elections_resignation_filed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  holder elections_officeholder%ROWTYPE;
  term elections_term%ROWTYPE;
BEGIN
  SELECT * INTO holder FROM elections_officeholder WHERE id = NEW.officeholder_id FOR UPDATE;
  SELECT * INTO term FROM elections_term WHERE id = holder.term_id;
  IF NEW.state <> 'filed' OR NEW.filed_by_id IS DISTINCT FROM holder.user_id THEN
    RAISE EXCEPTION 'a resignation is filed by the person in office' {REFUSE};
  END IF;
  IF holder.ended_on IS NOT NULL OR elections_day(NEW.filed_at) < holder.starts_on
     OR elections_day(NEW.filed_at) >= term.ends_on THEN
    RAISE EXCEPTION 'whoever is not in office does not resign' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_resignation_filed BEFORE INSERT ON elections_resignation
  FOR EACH ROW EXECUTE FUNCTION elections_resignation_filed();
"""

# An approval is undone with its ending alone: what was entered by mistake is taken back, and the letter waits again.
STAYS = f"""
CREATE OR REPLACE FUNCTION elections_resignation_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a resignation stays in the record: withdraw it' {REFUSE};
  END IF;
  IF (OLD.officeholder_id, OLD.key, OLD.reason, OLD.filed_by_id, OLD.filed_at)
     IS DISTINCT FROM (NEW.officeholder_id, NEW.key, NEW.reason, NEW.filed_by_id, NEW.filed_at) THEN
    RAISE EXCEPTION 'what was written stays as it is' {REFUSE};
  END IF;
  IF NOT (OLD.state = 'filed' OR OLD.state = 'approved' AND NEW.state = 'filed' AND EXISTS (
      SELECT 1 FROM elections_officeending e WHERE e.id = OLD.ending_id AND e.taken_back_at IS NOT NULL)) THEN
    RAISE EXCEPTION 'a resignation that was withdrawn or decided stays so' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_resignation_stays BEFORE UPDATE OR DELETE ON elections_resignation
  FOR EACH ROW EXECUTE FUNCTION elections_resignation_stays();
"""

# Whoever resigned may take it back; a meeting's word is entered by somebody else.
DECIDED = f"""
CREATE OR REPLACE FUNCTION elections_resignation_decided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state = 'withdrawn' AND NEW.closed_by_id IS DISTINCT FROM NEW.filed_by_id THEN
    RAISE EXCEPTION 'whoever filed a resignation withdraws it' {REFUSE};
  END IF;
  IF NEW.state = 'refused' AND (NEW.closed_by_id IS NOT DISTINCT FROM NEW.filed_by_id
      OR NEW.refused_on < elections_day(NEW.filed_at) OR NEW.refused_on > elections_day(NEW.closed_at)) THEN
    RAISE EXCEPTION 'a colleague enters that the meeting refused, between the filing and that day' {REFUSE};
  END IF;
  IF NEW.state = 'approved' AND NOT EXISTS (SELECT 1 FROM elections_officeending e WHERE e.id = NEW.ending_id
      AND e.officeholder_id = NEW.officeholder_id AND e.ground = 'resigned' AND e.taken_back_at IS NULL
      AND e.applied_on = elections_day(NEW.filed_at)) THEN
    RAISE EXCEPTION 'an approved resignation has ended this office, from the day of its filing on' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_resignation_decided BEFORE UPDATE ON elections_resignation
  FOR EACH ROW EXECUTE FUNCTION elections_resignation_decided();
"""

FUNCTIONS = {
    FILED: "elections_resignation_filed",
    STAYS: "elections_resignation_stays",
    DECIDED: "elections_resignation_decided",
}

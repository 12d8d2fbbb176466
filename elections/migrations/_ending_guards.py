"""SQL of the guards of offices that end before their term: once, in their days, and never without a record. Used by 0017."""

from elections.migrations._election_guards import REFUSE

# The officeholder's row is held: two who enter the same ending wait for each other.
LAWFUL = f"""
CREATE OR REPLACE FUNCTION elections_officeending_lawful() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  holder elections_officeholder%ROWTYPE;
  term elections_term%ROWTYPE;
BEGIN
  SELECT * INTO holder FROM elections_officeholder WHERE id = NEW.officeholder_id FOR UPDATE;
  SELECT * INTO term FROM elections_term WHERE id = holder.term_id;
  IF NEW.taken_back_at IS NOT NULL OR holder.ended_on IS NOT NULL THEN
    RAISE EXCEPTION 'an office ends once' {REFUSE};
  END IF;
  IF NEW.ended_on < holder.starts_on OR NEW.ended_on >= term.ends_on
     OR NEW.ended_on > elections_day(NEW.entered_at) THEN
    RAISE EXCEPTION 'an office ends between its beginning and its term, and not before that day has come' {REFUSE};
  END IF;
  IF NEW.entered_by_id = holder.user_id THEN
    RAISE EXCEPTION 'nobody enters the ending of their own office' {REFUSE};
  END IF;
  IF NEW.item_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM elections_agendaitem i JOIN elections_meeting m ON m.id = i.meeting_id
      JOIN elections_itemoutcome o ON o.item_id = i.id
      JOIN elections_committee c ON c.id = term.committee_id AND c.community_id = m.community_id
      WHERE i.id = NEW.item_id AND o.is_carried AND elections_day(o.declared_at) = NEW.ended_on) THEN
    RAISE EXCEPTION 'the meeting of this community carried the item on the day that the office ended' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_officeending_lawful BEFORE INSERT ON elections_officeending
  FOR EACH ROW EXECUTE FUNCTION elections_officeending_lawful();
"""

STAYS = f"""
CREATE OR REPLACE FUNCTION elections_officeending_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'an ending stays in the record: take it back with a reason' {REFUSE};
  END IF;
  IF OLD.taken_back_at IS NOT NULL OR NEW.taken_back_at IS NULL
     OR (OLD.officeholder_id, OLD.key, OLD.ground, OLD.ended_on, OLD.applied_on, OLD.appraised_on, OLD.item_id,
         OLD.reference, OLD.note, OLD.portal_key, OLD.entered_by_id, OLD.entered_at)
     IS DISTINCT FROM (NEW.officeholder_id, NEW.key, NEW.ground, NEW.ended_on, NEW.applied_on, NEW.appraised_on,
         NEW.item_id, NEW.reference, NEW.note, NEW.portal_key, NEW.entered_by_id, NEW.entered_at) THEN
    RAISE EXCEPTION 'an ending is taken back once, and otherwise stays as it is' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_officeending_stays BEFORE UPDATE OR DELETE ON elections_officeending
  FOR EACH ROW EXECUTE FUNCTION elections_officeending_stays();
"""

OFFICE = f"""
CREATE OR REPLACE FUNCTION elections_officeholder_ends() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  vouched boolean;
BEGIN
  IF (OLD.ended_on, OLD.ending) IS NOT DISTINCT FROM (NEW.ended_on, NEW.ending) THEN
    RETURN NEW;
  END IF;
  IF OLD.ended_on IS NOT NULL AND NEW.ended_on IS NOT NULL THEN
    RAISE EXCEPTION 'an office ends once' {REFUSE};
  END IF;
  vouched := EXISTS (SELECT 1 FROM elections_officeending e WHERE e.officeholder_id = OLD.id AND e.taken_back_at IS NULL
      AND (NEW.ended_on IS NULL OR (e.ended_on, e.ground) = (NEW.ended_on, NEW.ending)));
  IF NEW.ended_on IS NOT NULL AND NOT vouched AND NOT (NEW.ending = 'recalled' AND EXISTS (
      SELECT 1 FROM elections_recall r WHERE r.officeholder_id = OLD.id AND r.state = 'carried')) THEN
    RAISE EXCEPTION 'an office ends by a record of why, or by a recall that was carried' {REFUSE};
  END IF;
  IF NEW.ended_on IS NULL AND (vouched OR OLD.ending = 'recalled') THEN
    RAISE EXCEPTION 'an office goes on once its ending is taken back, and never after a recall' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_officeholder_ends BEFORE UPDATE ON elections_officeholder
  FOR EACH ROW EXECUTE FUNCTION elections_officeholder_ends();
"""

FUNCTIONS = {
    LAWFUL: "elections_officeending_lawful",
    STAYS: "elections_officeending_stays",
    OFFICE: "elections_officeholder_ends",
}

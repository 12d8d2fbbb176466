"""SQL of the guards of a meeting that continues an adjourned one. Used by 0009."""

from elections.migrations._election_guards import REFUSE

# Nothing is decided of an adjourned meeting any more: what is undecided now stays so.
MEETING = f"""
CREATE OR REPLACE FUNCTION elections_meeting_continues() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.continues_id IS DISTINCT FROM OLD.continues_id THEN
    RAISE EXCEPTION 'which meeting another continues is fixed' {REFUSE};
  END IF;
  IF NEW.continues_id IS NULL THEN
    RETURN NEW;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM elections_meeting m WHERE m.id = NEW.continues_id AND m.community_id = NEW.community_id
      AND m.adjourn_reason <> '' AND m.ended_at < NEW.starts_at) THEN
    RAISE EXCEPTION 'only an adjourned meeting goes on, on a later day' {REFUSE};
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.state = 'called' AND OLD.state <> 'called' AND EXISTS (
      SELECT 1 FROM elections_agendaitem i WHERE i.meeting_id = NEW.continues_id
      AND NOT EXISTS (SELECT 1 FROM elections_itemoutcome o WHERE o.item_id = i.id)
      AND NOT EXISTS (SELECT 1 FROM elections_agendaitem c WHERE c.continues_id = i.id AND c.meeting_id = NEW.id)) THEN
    RAISE EXCEPTION 'whatever was left undecided is on the agenda again' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_meeting_continues BEFORE INSERT OR UPDATE ON elections_meeting
  FOR EACH ROW EXECUTE FUNCTION elections_meeting_continues();
"""

ITEM = f"""
CREATE OR REPLACE FUNCTION elections_agendaitem_continues() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.continues_id IS NOT NULL THEN
      RAISE EXCEPTION 'what was left undecided stays on the agenda' {REFUSE};
    END IF;
    RETURN OLD;
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.continues_id IS DISTINCT FROM OLD.continues_id THEN
    RAISE EXCEPTION 'which item another continues is fixed' {REFUSE};
  END IF;
  IF NEW.continues_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM elections_agendaitem i JOIN elections_meeting m ON m.continues_id = i.meeting_id
      WHERE i.id = NEW.continues_id AND m.id = NEW.meeting_id
      AND (i.title, i.explanation) = (NEW.title, NEW.explanation)
      AND NOT EXISTS (SELECT 1 FROM elections_itemoutcome o WHERE o.item_id = i.id)) THEN
    RAISE EXCEPTION 'an item goes on as it stood, and only where it was left undecided' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_agendaitem_continues BEFORE INSERT OR UPDATE OR DELETE ON elections_agendaitem
  FOR EACH ROW EXECUTE FUNCTION elections_agendaitem_continues();
"""

FUNCTIONS = {MEETING: "elections_meeting_continues", ITEM: "elections_agendaitem_continues"}

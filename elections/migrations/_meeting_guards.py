"""SQL of the guards of a representatives' meeting: its way, agenda, presence, hands and minutes. Used by 0007.

What knows of the committee's members was run again by 0015, which makes their columns and functions; what knows of women by
0019.
"""

from elections.migrations import _representative_guards as representatives
from elections.migrations._election_guards import REFUSE

WAY = f"""
CREATE OR REPLACE FUNCTION elections_meeting_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a meeting is never deleted: cancel it' {REFUSE};
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'draft' OR NEW.called_at IS NOT NULL OR NEW.members <> 0 THEN
      RAISE EXCEPTION 'a meeting begins as a draft' {REFUSE};
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.state <> OLD.state AND (OLD.state || '>' || NEW.state) NOT IN (
    'draft>called', 'called>sitting', 'sitting>closed', 'sitting>adjourned', 'closed>recorded', 'adjourned>recorded',
    'draft>cancelled', 'called>cancelled') THEN
    RAISE EXCEPTION 'a meeting does not go from % to %', OLD.state, NEW.state {REFUSE};
  END IF;
  IF OLD.called_at IS NOT NULL AND (
    OLD.community_id, OLD.key, OLD.title, OLD.place, OLD.starts_at, OLD.explanation, OLD.request_id, OLD.profile_code,
    OLD.profile, OLD.profile_digest, OLD.called_at
  ) IS DISTINCT FROM (
    NEW.community_id, NEW.key, NEW.title, NEW.place, NEW.starts_at, NEW.explanation, NEW.request_id, NEW.profile_code,
    NEW.profile, NEW.profile_digest, NEW.called_at) THEN
    RAISE EXCEPTION 'what a meeting was called for is fixed' {REFUSE};
  END IF;
  IF OLD.opened_at IS NOT NULL AND (OLD.members, OLD.committee_members, OLD.opened_at)
        IS DISTINCT FROM (NEW.members, NEW.committee_members, NEW.opened_at)
     OR OLD.ended_at IS NOT NULL AND (OLD.ended_at, OLD.adjourn_reason) IS DISTINCT FROM (NEW.ended_at, NEW.adjourn_reason)
  THEN
    RAISE EXCEPTION 'when it sat, and how many were in office, is fixed' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER elections_meeting_moves BEFORE INSERT OR UPDATE OR DELETE ON elections_meeting
  FOR EACH ROW EXECUTE FUNCTION elections_meeting_moves();
"""

LAWFUL = f"""
CREATE OR REPLACE FUNCTION elections_meeting_lawful() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  share text := nullif(NEW.profile #>> '{{meeting,representatives_share,value}}', 'none');
  of_women text := nullif(NEW.profile #>> '{{meeting,women_share,value}}', 'none');
  chosen bigint;
BEGIN
  IF NEW.state = 'called' AND (NEW.called_at >= NEW.starts_at OR NEW.profile #> '{{meeting,quorum,value}}' IS NULL
      OR NOT EXISTS (SELECT 1 FROM elections_agendaitem WHERE meeting_id = NEW.id)) THEN
    RAISE EXCEPTION 'a meeting is called beforehand, with its agenda and its rules' {REFUSE};
  END IF;
  IF NEW.state = 'sitting' THEN
    chosen := elections_representatives(NEW.community_id, elections_day(NEW.opened_at));
    IF NEW.opened_at < NEW.starts_at OR NEW.members < 1 OR NEW.members <> chosen + NEW.committee_members
       OR NEW.committee_members <> (CASE WHEN share IS NULL THEN 0
          ELSE elections_committee_seats(NEW.community_id, elections_day(NEW.opened_at)) END) THEN
      RAISE EXCEPTION 'a meeting sits from its time on, of all who are in office' {REFUSE};
    END IF;
    IF NEW.committee_members > 0 AND NOT elections_share_met(share, chosen, NEW.members) THEN
      RAISE EXCEPTION 'too few of the meeting are representatives' {REFUSE};
    END IF;
    IF of_women IS NOT NULL AND NOT elections_share_met(
        of_women, elections_women(NEW.community_id, elections_day(NEW.opened_at)), NEW.members) THEN
      RAISE EXCEPTION 'too few of the meeting are women who are representatives' {REFUSE};
    END IF;
  END IF;
  IF NEW.state = 'closed' AND EXISTS (SELECT 1 FROM elections_agendaitem i WHERE i.meeting_id = NEW.id
      AND NOT EXISTS (SELECT 1 FROM elections_itemoutcome o WHERE o.item_id = i.id)) THEN
    RAISE EXCEPTION 'every item is decided first' {REFUSE};
  END IF;
  IF NEW.state = 'recorded' AND NOT EXISTS (SELECT 1 FROM elections_minutes
      WHERE meeting_id = NEW.id AND confirmed_at IS NOT NULL) THEN
    RAISE EXCEPTION 'a second person confirms the minutes first' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER elections_meeting_lawful BEFORE UPDATE ON elections_meeting
  FOR EACH ROW WHEN (NEW.state <> OLD.state) EXECUTE FUNCTION elections_meeting_lawful();
"""

ITEM = f"""
CREATE OR REPLACE FUNCTION elections_agendaitem_drafted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT state FROM elections_meeting WHERE id = coalesce(NEW.meeting_id, OLD.meeting_id) FOR SHARE) <> 'draft'
     OR (TG_OP = 'UPDATE' AND OLD.meeting_id <> NEW.meeting_id) THEN
    RAISE EXCEPTION 'the agenda of a meeting that is called is fixed' {REFUSE};
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER elections_agendaitem_drafted BEFORE INSERT OR UPDATE OR DELETE ON elections_agendaitem
  FOR EACH ROW EXECUTE FUNCTION elections_agendaitem_drafted();
"""

# Coming and going waits for a decision that is being taken, and the decision for it.
PRESENCE = f"""
CREATE OR REPLACE FUNCTION elections_presence_sitting() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  m elections_meeting%ROWTYPE;
BEGIN
  SELECT * INTO m FROM elections_meeting WHERE id = coalesce(NEW.meeting_id, OLD.meeting_id) FOR SHARE;
  IF m.state <> 'sitting' THEN
    RAISE EXCEPTION 'who came is marked while the meeting sits' {REFUSE};
  END IF;
  IF TG_OP = 'INSERT' AND NEW.representative_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM elections_representative r WHERE r.id = NEW.representative_id
      AND r.community_id = m.community_id AND elections_in_office(r, elections_day(m.opened_at))) THEN
    RAISE EXCEPTION 'only a representative in office is present, nobody in their place' {REFUSE};
  END IF;
  IF TG_OP = 'INSERT' AND NEW.member_id IS NOT NULL AND (m.committee_members = 0 OR NOT EXISTS (
      SELECT 1 FROM elections_committee_beside(m.community_id, elections_day(m.opened_at)) seat
      WHERE seat = NEW.member_id)) THEN
    RAISE EXCEPTION 'only a member of the committee who is no representative is present as one' {REFUSE};
  END IF;
  IF TG_OP = 'UPDATE' AND (OLD.meeting_id, OLD.representative_id, OLD.member_id, OLD.marked_by_id, OLD.came_at)
     IS DISTINCT FROM (NEW.meeting_id, NEW.representative_id, NEW.member_id, NEW.marked_by_id, NEW.came_at) THEN
    RAISE EXCEPTION 'whoever came has come' {REFUSE};
  END IF;
  IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM elections_itemoutcome o JOIN elections_agendaitem i ON i.id = o.item_id
      WHERE i.meeting_id = OLD.meeting_id) THEN
    RAISE EXCEPTION 'whoever was there when something was decided was there' {REFUSE};
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE OR REPLACE TRIGGER elections_presence_sitting BEFORE INSERT OR UPDATE OR DELETE ON elections_presence
  FOR EACH ROW EXECUTE FUNCTION elections_presence_sitting();
"""

# The database counts who is present, and decides once more by the rules that were frozen.
OUTCOME = f"""
CREATE OR REPLACE FUNCTION elections_itemoutcome_counted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  m elections_meeting%ROWTYPE;
BEGIN
  SELECT x.* INTO m FROM elections_meeting x JOIN elections_agendaitem i ON i.meeting_id = x.id
    WHERE i.id = NEW.item_id FOR NO KEY UPDATE OF x;
  IF m.state <> 'sitting' OR NEW.members <> m.members OR NEW.profile_version <> m.profile ->> 'version'
     OR NEW.present <> (SELECT count(*) FROM elections_presence WHERE meeting_id = m.id AND left_at IS NULL) THEN
    RAISE EXCEPTION 'an item is decided by those who are present' {REFUSE};
  END IF;
  IF NOT elections_share_met(m.profile #>> '{{meeting,quorum,value}}', NEW.present, NEW.members) THEN
    RAISE EXCEPTION 'without a quorum nothing is decided' {REFUSE};
  END IF;
  IF NEW.is_carried <> elections_share_met(m.profile #>> '{{meeting,decision,value}}', NEW.votes_for, NEW.present) THEN
    RAISE EXCEPTION 'the outcome is not what the hands say' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_itemoutcome_counted BEFORE INSERT ON elections_itemoutcome
  FOR EACH ROW EXECUTE FUNCTION elections_itemoutcome_counted();
"""

MINUTES = f"""
CREATE OR REPLACE FUNCTION elections_minutes_stand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND OLD.confirmed_at IS NOT NULL)
     OR (TG_OP = 'INSERT' AND NEW.confirmed_at IS NOT NULL) THEN
    RAISE EXCEPTION 'minutes are kept, and confirmed minutes stay' {REFUSE};
  END IF;
  IF (SELECT state FROM elections_meeting WHERE id = NEW.meeting_id FOR SHARE) NOT IN ('closed', 'adjourned') THEN
    RAISE EXCEPTION 'minutes are written when the meeting is over' {REFUSE};
  END IF;
  IF TG_OP = 'UPDATE' AND (OLD.meeting_id <> NEW.meeting_id OR (NEW.confirmed_at IS NOT NULL
     AND (OLD.text, OLD.chaired_by, OLD.written_by, OLD.entered_by_id)
         IS DISTINCT FROM (NEW.text, NEW.chaired_by, NEW.written_by, NEW.entered_by_id))) THEN
    RAISE EXCEPTION 'minutes are confirmed as they were written' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_minutes_stand BEFORE INSERT OR UPDATE OR DELETE ON elections_minutes
  FOR EACH ROW EXECUTE FUNCTION elections_minutes_stand();
"""

FUNCTIONS = representatives.FUNCTIONS | {
    WAY: "elections_meeting_moves",
    LAWFUL: "elections_meeting_lawful",
    ITEM: "elections_agendaitem_drafted",
    PRESENCE: "elections_presence_sitting",
    OUTCOME: "elections_itemoutcome_counted",
    MINUTES: "elections_minutes_stand",
}
APPEND_ONLY = ["elections_meetingsignature", "elections_itemoutcome"]

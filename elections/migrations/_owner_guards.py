"""SQL of the guards of an owners' vote: its way, its questions, the frozen register, ballots, checks, results. Used by 0006."""

from elections.migrations._election_guards import REFUSE

WAY = f"""
CREATE OR REPLACE FUNCTION elections_ownersvote_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'an owners'' vote is never deleted: cancel it' {REFUSE};
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'draft' OR NEW.announced_at IS NOT NULL OR NEW.register_hash <> '' THEN
      RAISE EXCEPTION 'an owners'' vote begins as a draft' {REFUSE};
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.state <> OLD.state AND (OLD.state || '>' || NEW.state) NOT IN (
    'draft>announced', 'announced>open', 'open>closed', 'closed>declared',
    'draft>cancelled', 'announced>cancelled', 'open>cancelled', 'closed>cancelled') THEN
    RAISE EXCEPTION 'an owners'' vote does not go from % to %', OLD.state, NEW.state {REFUSE};
  END IF;
  IF OLD.announced_at IS NOT NULL AND (
    OLD.community_id, OLD.key, OLD.title, OLD.explanation, OLD.opens_at, OLD.closes_at, OLD.profile_code, OLD.profile,
    OLD.profile_digest, OLD.notice_days, OLD.announced_at
  ) IS DISTINCT FROM (
    NEW.community_id, NEW.key, NEW.title, NEW.explanation, NEW.opens_at, NEW.closes_at, NEW.profile_code, NEW.profile,
    NEW.profile_digest, NEW.notice_days, NEW.announced_at) THEN
    RAISE EXCEPTION 'the terms of an announced vote are fixed' {REFUSE};
  END IF;
  IF OLD.register_hash <> '' AND (OLD.register_hash, OLD.register_area, OLD.register_heads, OLD.unit_count)
     IS DISTINCT FROM (NEW.register_hash, NEW.register_area, NEW.register_heads, NEW.unit_count) THEN
    RAISE EXCEPTION 'the register is frozen' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_ownersvote_moves BEFORE INSERT OR UPDATE OR DELETE ON elections_ownersvote
  FOR EACH ROW EXECUTE FUNCTION elections_ownersvote_moves();
"""

LAWFUL = f"""
CREATE OR REPLACE FUNCTION elections_ownersvote_lawful() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state = 'open' AND (
    NEW.notice_days IS DISTINCT FROM elections_days_of(NEW.profile, 'announced_before')
    OR elections_day(NEW.opens_at) - elections_day(NEW.announced_at) < NEW.notice_days
    OR NEW.opened_at < NEW.opens_at) THEN
    RAISE EXCEPTION 'the notice period is not over' {REFUSE};
  END IF;
  IF NEW.state = 'open' AND (NEW.register_hash = ''
    OR NOT EXISTS (SELECT 1 FROM elections_ownerhead WHERE vote_id = NEW.id
       HAVING sum(area) = NEW.register_area AND count(*) = NEW.register_heads)
    OR NOT EXISTS (SELECT 1 FROM elections_ownerunit WHERE vote_id = NEW.id
       HAVING sum(area) = NEW.register_area AND count(*) = NEW.unit_count AND count(head_id) = NEW.unit_count)
    OR EXISTS (SELECT 1 FROM elections_ownerhead h WHERE h.vote_id = NEW.id
       AND h.area <> (SELECT coalesce(sum(u.area), 0) FROM elections_ownerunit u WHERE u.head_id = h.id))) THEN
    RAISE EXCEPTION 'heads and areas must be those of the register' {REFUSE};
  END IF;
  IF NEW.state = 'closed' AND NEW.closed_at < NEW.closes_at THEN
    RAISE EXCEPTION 'nobody closes a vote early' {REFUSE};
  END IF;
  IF NEW.state = 'declared' AND (
    EXISTS (SELECT 1 FROM elections_ownerballot b JOIN elections_ownerhead h ON h.id = b.head_id
      WHERE h.vote_id = NEW.id AND b.manner = 'paper'
        AND NOT EXISTS (SELECT 1 FROM elections_ownerballotcheck c WHERE c.ballot_id = b.id))
    OR EXISTS (SELECT 1 FROM elections_ownersquestion q WHERE q.vote_id = NEW.id
        AND NOT EXISTS (SELECT 1 FROM elections_ownersresult r WHERE r.question_id = q.id))) THEN
    RAISE EXCEPTION 'every ballot is checked and every question decided first' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_ownersvote_lawful BEFORE UPDATE ON elections_ownersvote
  FOR EACH ROW WHEN (NEW.state <> OLD.state) EXECUTE FUNCTION elections_ownersvote_lawful();
"""

# Each waits for a step of the vote that is under way, and the step for it.
REGISTER = f"""
CREATE OR REPLACE FUNCTION elections_owners_register_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT state FROM elections_ownersvote WHERE id = coalesce(NEW.vote_id, OLD.vote_id) FOR SHARE)
     NOT IN ('draft', 'announced') OR (TG_OP = 'UPDATE' AND OLD.vote_id <> NEW.vote_id) THEN
    RAISE EXCEPTION 'the register is frozen when the vote opens' {REFUSE};
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER elections_ownerunit_frozen BEFORE INSERT OR UPDATE OR DELETE ON elections_ownerunit
  FOR EACH ROW EXECUTE FUNCTION elections_owners_register_open();
CREATE TRIGGER elections_ownerhead_frozen BEFORE INSERT OR UPDATE OR DELETE ON elections_ownerhead
  FOR EACH ROW EXECUTE FUNCTION elections_owners_register_open();
"""

QUESTION = f"""
CREATE OR REPLACE FUNCTION elections_ownersquestion_drafted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT state FROM elections_ownersvote WHERE id = coalesce(NEW.vote_id, OLD.vote_id) FOR SHARE) <> 'draft'
     OR (TG_OP = 'UPDATE' AND OLD.vote_id <> NEW.vote_id) THEN
    RAISE EXCEPTION 'the questions of an announced vote are fixed' {REFUSE};
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER elections_ownersquestion_drafted BEFORE INSERT OR UPDATE OR DELETE ON elections_ownersquestion
  FOR EACH ROW EXECUTE FUNCTION elections_ownersquestion_drafted();
"""

LINK = f"""
CREATE OR REPLACE FUNCTION elections_ownerlink_before_close() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT v.state FROM elections_ownersvote v JOIN elections_ownerunit u ON u.vote_id = v.id
      WHERE u.id = coalesce(NEW.unit_id, OLD.unit_id) FOR SHARE OF v) NOT IN ('draft', 'announced', 'open')
     OR TG_OP = 'UPDATE' THEN
    RAISE EXCEPTION 'accounts are linked until the vote closes' {REFUSE};
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER elections_ownerlink_before_close BEFORE INSERT OR UPDATE OR DELETE ON elections_ownerlink
  FOR EACH ROW EXECUTE FUNCTION elections_ownerlink_before_close();
"""

BALLOT = f"""
CREATE OR REPLACE FUNCTION elections_ownerballot_given() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v elections_ownersvote%ROWTYPE;
BEGIN
  SELECT x.* INTO v FROM elections_ownersvote x JOIN elections_ownerhead h ON h.vote_id = x.id
    WHERE h.id = NEW.head_id FOR SHARE OF x;
  -- The head's row is locked: two ballots of one head wait for each other.
  PERFORM 1 FROM elections_ownerhead WHERE id = NEW.head_id FOR NO KEY UPDATE;
  IF NEW.given_at < v.opens_at OR NEW.given_at >= v.closes_at OR NOT (
      v.state = 'open' OR (v.state = 'closed' AND NEW.manner = 'paper')) THEN
    RAISE EXCEPTION 'ballots are given while the vote is open' {REFUSE};
  END IF;
  IF NEW.manner = 'online' AND NOT EXISTS (
      SELECT 1 FROM elections_ownerlink l JOIN elections_ownerunit u ON u.id = l.unit_id
      WHERE u.head_id = NEW.head_id AND l.user_id = NEW.entered_by_id) THEN
    RAISE EXCEPTION 'only an owner of the unit signs for it' {REFUSE};
  END IF;
  IF (SELECT count(*) FROM jsonb_object_keys(NEW.choices)) <>
       (SELECT count(*) FROM elections_ownersquestion WHERE vote_id = v.id)
     OR EXISTS (SELECT 1 FROM jsonb_each_text(NEW.choices) c WHERE c.value NOT IN ('for', 'against', 'abstain', 'none')
       OR NOT EXISTS (SELECT 1 FROM elections_ownersquestion q WHERE q.vote_id = v.id AND q.key = c.key)) THEN
    RAISE EXCEPTION 'a ballot answers each question of its vote' {REFUSE};
  END IF;
  IF NEW.revision <> (SELECT count(*) + 1 FROM elections_ownerballot WHERE head_id = NEW.head_id) THEN
    RAISE EXCEPTION 'revisions follow each other' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_ownerballot_given BEFORE INSERT ON elections_ownerballot
  FOR EACH ROW EXECUTE FUNCTION elections_ownerballot_given();
"""

CHECK = f"""
CREATE OR REPLACE FUNCTION elections_ownerballot_checked() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  b elections_ownerballot%ROWTYPE;
BEGIN
  SELECT * INTO b FROM elections_ownerballot WHERE id = NEW.ballot_id;
  IF b.manner <> 'paper' OR b.entered_by_id IS NOT DISTINCT FROM NEW.checked_by_id THEN
    RAISE EXCEPTION 'a second person checks a ballot from paper' {REFUSE};
  END IF;
  IF (SELECT v.state FROM elections_ownersvote v JOIN elections_ownerhead h ON h.vote_id = v.id
      WHERE h.id = b.head_id FOR SHARE OF v) NOT IN ('open', 'closed') THEN
    RAISE EXCEPTION 'ballots are checked before the result' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_ownerballotcheck_second BEFORE INSERT ON elections_ownerballotcheck
  FOR EACH ROW EXECUTE FUNCTION elections_ownerballot_checked();
"""

# The numbers of a result are counted once more by the database, from the ballots themselves.
RESULT = f"""
CREATE OR REPLACE FUNCTION elections_ownersresult_counted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  q elections_ownersquestion%ROWTYPE;
BEGIN
  SELECT * INTO q FROM elections_ownersquestion WHERE id = NEW.question_id;
  IF (SELECT state FROM elections_ownersvote WHERE id = q.vote_id FOR SHARE) <> 'closed' THEN
    RAISE EXCEPTION 'results are declared after the vote has closed' {REFUSE};
  END IF;
  IF NOT EXISTS (SELECT 1 FROM (SELECT DISTINCT ON (h.id) h.area, b.choices ->> q.key AS said
      FROM elections_ownerhead h JOIN elections_ownerballot b ON b.head_id = h.id
      LEFT JOIN elections_ownerballotcheck c ON c.ballot_id = b.id
      WHERE h.vote_id = q.vote_id AND (b.manner = 'online' OR c.is_valid)
      ORDER BY h.id, b.given_at DESC, b.revision DESC) counted
    HAVING coalesce(sum(area) FILTER (WHERE said = 'for'), 0) = NEW.area_for
      AND coalesce(sum(area) FILTER (WHERE said = 'against'), 0) = NEW.area_against
      AND coalesce(sum(area) FILTER (WHERE said = 'abstain'), 0) = NEW.area_abstained
      AND count(*) FILTER (WHERE said = 'for') = NEW.heads_for
      AND count(*) FILTER (WHERE said = 'against') = NEW.heads_against
      AND count(*) FILTER (WHERE said = 'abstain') = NEW.heads_abstained) THEN
    RAISE EXCEPTION 'the result is not what the ballots say' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_ownersresult_counted BEFORE INSERT ON elections_ownersresult
  FOR EACH ROW EXECUTE FUNCTION elections_ownersresult_counted();
"""

FUNCTIONS = {
    WAY: "elections_ownersvote_moves",
    LAWFUL: "elections_ownersvote_lawful",
    REGISTER: "elections_owners_register_open",
    QUESTION: "elections_ownersquestion_drafted",
    LINK: "elections_ownerlink_before_close",
    BALLOT: "elections_ownerballot_given",
    CHECK: "elections_ownerballot_checked",
    RESULT: "elections_ownersresult_counted",
}
APPEND_ONLY = [
    "elections_ownerballot",
    "elections_ownerballotcheck",
    "elections_ownersresult",
]

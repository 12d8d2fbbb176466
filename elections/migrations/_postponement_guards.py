"""SQL of the guards of postponing: a day moves with its record alone, lawfully, and before the polls open. Used by 0012."""

from elections.migrations._election_guards import REFUSE, WAY

# The way as 0003 has it, with one door: the day of an announced election may move where a postponement says so.
MOVES = f"""
CREATE OR REPLACE FUNCTION elections_is_postponed(e elections_election, moved elections_election) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT e.polls_opened_at IS NULL AND e.state = moved.state AND EXISTS (
    SELECT 1 FROM elections_postponement p WHERE p.election_id = e.id
      AND (p.old_day, p.old_opens_at, p.old_closes_at) = (e.election_day, e.polls_open_at, e.polls_close_at)
      AND (p.new_day, p.new_opens_at, p.new_closes_at)
        = (moved.election_day, moved.polls_open_at, moved.polls_close_at))
$$;
CREATE OR REPLACE FUNCTION elections_election_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'an election is never deleted: cancel it' {REFUSE};
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'draft' OR NEW.announced_at IS NOT NULL OR NEW.roll_frozen_at IS NOT NULL THEN
      RAISE EXCEPTION 'an election begins as a draft' {REFUSE};
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.state <> OLD.state AND NOT elections_way_allows(OLD.kind, OLD.state, NEW.state) THEN
    RAISE EXCEPTION 'an election does not go from % to %', OLD.state, NEW.state {REFUSE};
  END IF;
  IF OLD.announced_at IS NOT NULL AND (
    OLD.community_id, OLD.key, OLD.title, OLD.kind, OLD.predecessor_id, OLD.electorate_mode, OLD.ballot_mode,
    OLD.assurance, OLD.term_years, OLD.profile_code, OLD.profile_version, OLD.profile, OLD.profile_digest,
    OLD.announced_before, OLD.roll_published_before, OLD.objections_within, OLD.rulings_within, OLD.nomination_least,
    OLD.candidates_published_before, OLD.proxies_asked_before, OLD.proxies_published_before, OLD.most_per_holder,
    OLD.candidate_may_hold, OLD.supporters_least, OLD.announced_at
  ) IS DISTINCT FROM (
    NEW.community_id, NEW.key, NEW.title, NEW.kind, NEW.predecessor_id, NEW.electorate_mode, NEW.ballot_mode,
    NEW.assurance, NEW.term_years, NEW.profile_code, NEW.profile_version, NEW.profile, NEW.profile_digest,
    NEW.announced_before, NEW.roll_published_before, NEW.objections_within, NEW.rulings_within, NEW.nomination_least,
    NEW.candidates_published_before, NEW.proxies_asked_before, NEW.proxies_published_before, NEW.most_per_holder,
    NEW.candidate_may_hold, NEW.supporters_least, NEW.announced_at
  ) THEN
    RAISE EXCEPTION 'the terms of an announced election are fixed' {REFUSE};
  END IF;
  IF OLD.announced_at IS NOT NULL
     AND (OLD.election_day, OLD.polls_open_at, OLD.polls_close_at)
         IS DISTINCT FROM (NEW.election_day, NEW.polls_open_at, NEW.polls_close_at)
     AND NOT elections_is_postponed(OLD, NEW) THEN
    RAISE EXCEPTION 'the day of an announced election moves by a postponement alone' {REFUSE};
  END IF;
  IF OLD.roll_frozen_at IS NOT NULL AND (OLD.roll_frozen_at, OLD.roll_size, OLD.roll_hash)
     IS DISTINCT FROM (NEW.roll_frozen_at, NEW.roll_size, NEW.roll_hash) THEN
    RAISE EXCEPTION 'the roll is frozen' {REFUSE};
  END IF;
  IF (OLD.roll_published_at IS NOT NULL AND (OLD.roll_published_at, OLD.objections_end_on)
      IS DISTINCT FROM (NEW.roll_published_at, NEW.objections_end_on))
     OR (OLD.nominating_at IS NOT NULL AND OLD.nominating_at IS DISTINCT FROM NEW.nominating_at)
     OR (OLD.candidates_published_at IS NOT NULL
         AND OLD.candidates_published_at IS DISTINCT FROM NEW.candidates_published_at)
     OR (OLD.proxies_published_at IS NOT NULL AND OLD.proxies_published_at IS DISTINCT FROM NEW.proxies_published_at)
     OR (OLD.polls_opened_at IS NOT NULL AND OLD.polls_opened_at IS DISTINCT FROM NEW.polls_opened_at)
     OR (OLD.closed_at IS NOT NULL AND OLD.closed_at IS DISTINCT FROM NEW.closed_at) THEN
    RAISE EXCEPTION 'when a step was taken is fixed' {REFUSE};
  END IF;
  IF NEW.roll_frozen_at IS NOT NULL AND OLD.roll_frozen_at IS NULL THEN
    PERFORM elections_check_freeze(NEW);
  END IF;
  IF NEW.state <> OLD.state THEN
    PERFORM elections_check_step(NEW);
  END IF;
  RETURN NEW;
END $$;
"""
MOVES_AS_BEFORE = WAY.split("CREATE TRIGGER", maxsplit=1)[0] + "; DROP FUNCTION elections_is_postponed"

LAWFUL = f"""
CREATE OR REPLACE FUNCTION elections_postponement_lawful() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  e elections_election%ROWTYPE;
BEGIN
  SELECT * INTO e FROM elections_election WHERE id = NEW.election_id FOR UPDATE;
  IF e.state NOT IN ('announced', 'roll_published', 'nominating', 'candidates_published') THEN
    RAISE EXCEPTION 'an election is postponed once announced, and before its polls open' {REFUSE};
  END IF;
  IF (NEW.old_day, NEW.old_opens_at, NEW.old_closes_at)
     IS DISTINCT FROM (e.election_day, e.polls_open_at, e.polls_close_at) THEN
    RAISE EXCEPTION 'a postponement names the day as it stands' {REFUSE};
  END IF;
  IF elections_day(NEW.new_opens_at) <> NEW.new_day THEN
    RAISE EXCEPTION 'the polls open on the election day' {REFUSE};
  END IF;
  IF elections_day(NEW.decided_at) > NEW.new_day - e.announced_before OR NEW.decided_at >= NEW.new_opens_at THEN
    RAISE EXCEPTION 'the new day is announced too late' {REFUSE};
  END IF;
  IF EXISTS (SELECT 1 FROM elections_board
             WHERE election_id = e.id AND opens_at IS NOT NULL AND state <> 'broken') THEN
    RAISE EXCEPTION 'the board of the online ballots holds the hours already' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_postponement_lawful BEFORE INSERT ON elections_postponement
  FOR EACH ROW EXECUTE FUNCTION elections_postponement_lawful();
"""
DROP_LAWFUL = "DROP FUNCTION elections_postponement_lawful CASCADE"

"""SQL of the guards of an election itself: its way, its frozen terms, its lawful periods. Used by 0003."""

# Every function raises with this code, so that one test can tell a guard from any other failure.
REFUSE = "USING ERRCODE = 'restrict_violation'"

# Calendar days are China's; a period is counted from the day after the one that begins it.
DAY = """
CREATE OR REPLACE FUNCTION elections_day(moment timestamptz) RETURNS date LANGUAGE sql IMMUTABLE AS $$
  SELECT (moment AT TIME ZONE 'Asia/Shanghai')::date
$$;
"""

# What the profile's text says must stand in the numbers beside it; a run-off follows at once and waits for nothing.
TERMS = f"""
CREATE OR REPLACE FUNCTION elections_days_of(profile jsonb, name text) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(nullif(profile #>> ARRAY['deadlines', name, 'value'], 'none')::integer, 0)
$$;
CREATE OR REPLACE FUNCTION elections_terms_match(e elections_election) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT e.kind = 'run_off' OR (
    e.announced_before, e.roll_published_before, e.objections_within, e.rulings_within, e.nomination_least,
    e.candidates_published_before, e.proxies_asked_before, e.proxies_published_before, e.most_per_holder,
    e.candidate_may_hold
  ) IS NOT DISTINCT FROM (
    elections_days_of(e.profile, 'announced_before'), elections_days_of(e.profile, 'roll_published_before'),
    elections_days_of(e.profile, 'objections_within'), elections_days_of(e.profile, 'rulings_within'),
    elections_days_of(e.profile, 'nomination_least'),
    elections_days_of(e.profile, 'candidates_published_before'),
    elections_days_of(e.profile, 'proxies_asked_before'),
    elections_days_of(e.profile, 'proxies_published_before'),
    CASE WHEN e.profile #> '{{proxies,modes,value}}' ? e.electorate_mode::text
      THEN (e.profile #>> '{{proxies,most_per_holder,value}}')::integer ELSE 0 END,
    (e.profile #>> '{{proxies,candidate_may_hold,value}}')::boolean
  )
$$;
"""

WAY = f"""
CREATE OR REPLACE FUNCTION elections_way_allows(kind text, old text, new text) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT (old || '>' || new) = ANY (ARRAY[
    'draft>announced', 'announced>roll_published', 'candidates_published>polling', 'polling>closed',
    'closed>declared', 'declared>handed_over',
    'draft>cancelled', 'announced>cancelled', 'roll_published>cancelled', 'nominating>cancelled',
    'candidates_published>cancelled', 'polling>cancelled', 'closed>cancelled'
  ]) OR (kind IN ('general', 'by_election')
         AND (old || '>' || new) IN ('roll_published>nominating', 'nominating>candidates_published'))
     OR (kind = 'run_off' AND old || '>' || new = 'roll_published>candidates_published')
     OR (kind = 'recall' AND old || '>' || new = 'roll_published>polling')
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
    OLD.assurance, OLD.election_day, OLD.polls_open_at, OLD.polls_close_at, OLD.term_years, OLD.profile_code,
    OLD.profile_version, OLD.profile, OLD.profile_digest, OLD.announced_before, OLD.roll_published_before,
    OLD.objections_within, OLD.rulings_within, OLD.nomination_least, OLD.candidates_published_before,
    OLD.proxies_asked_before, OLD.proxies_published_before, OLD.most_per_holder, OLD.candidate_may_hold,
    OLD.supporters_least, OLD.announced_at
  ) IS DISTINCT FROM (
    NEW.community_id, NEW.key, NEW.title, NEW.kind, NEW.predecessor_id, NEW.electorate_mode, NEW.ballot_mode,
    NEW.assurance, NEW.election_day, NEW.polls_open_at, NEW.polls_close_at, NEW.term_years, NEW.profile_code,
    NEW.profile_version, NEW.profile, NEW.profile_digest, NEW.announced_before, NEW.roll_published_before,
    NEW.objections_within, NEW.rulings_within, NEW.nomination_least, NEW.candidates_published_before,
    NEW.proxies_asked_before, NEW.proxies_published_before, NEW.most_per_holder, NEW.candidate_may_hold,
    NEW.supporters_least, NEW.announced_at
  ) THEN
    RAISE EXCEPTION 'the terms of an announced election are fixed' {REFUSE};
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
CREATE TRIGGER elections_election_moves BEFORE INSERT OR UPDATE OR DELETE ON elections_election
  FOR EACH ROW EXECUTE FUNCTION elections_election_moves();
"""

FREEZE = f"""
CREATE OR REPLACE FUNCTION elections_check_freeze(e elections_election) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF e.state <> 'roll_published' THEN
    RAISE EXCEPTION 'a roll is frozen after it was published and before anything builds on it' {REFUSE};
  END IF;
  IF e.objections_within > 0 AND elections_day(e.roll_frozen_at) <= e.objections_end_on THEN
    RAISE EXCEPTION 'objections to the roll may still come in' {REFUSE};
  END IF;
  IF EXISTS (SELECT 1 FROM elections_objection WHERE election_id = e.id AND ruling = '') THEN
    RAISE EXCEPTION 'an objection waits for its ruling' {REFUSE};
  END IF;
  IF EXISTS (SELECT 1 FROM elections_registration WHERE election_id = e.id AND state = 'proposed')
     OR EXISTS (SELECT 1 FROM elections_registration
                WHERE election_id = e.id AND state = 'confirmed' AND number IS NULL) THEN
    RAISE EXCEPTION 'an entry has not been decided on or has no number' {REFUSE};
  END IF;
  IF e.roll_size = 0 OR e.roll_hash !~ '^[0-9a-f]{{64}}$' OR e.roll_size <> (
    SELECT count(*) FROM elections_registration WHERE election_id = e.id AND state = 'confirmed') THEN
    RAISE EXCEPTION 'a roll is frozen whole, with its hash' {REFUSE};
  END IF;
END $$;
"""

STEPS = f"""
CREATE OR REPLACE FUNCTION elections_check_step(e elections_election) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  CASE e.state
  WHEN 'announced' THEN
    IF e.announced_at IS NULL OR NOT elections_terms_match(e) THEN
      RAISE EXCEPTION 'an election is announced with the terms of its profile' {REFUSE};
    END IF;
    IF e.kind <> 'recall' AND NOT EXISTS (SELECT 1 FROM elections_post WHERE election_id = e.id) THEN
      RAISE EXCEPTION 'an election fills at least one post' {REFUSE};
    END IF;
    IF elections_day(e.announced_at) > e.election_day - e.announced_before THEN
      RAISE EXCEPTION 'announced too late before the election day' {REFUSE};
    END IF;
    IF elections_day(e.polls_open_at) <> e.election_day THEN
      RAISE EXCEPTION 'the polls open on the election day' {REFUSE};
    END IF;
  WHEN 'roll_published' THEN
    IF e.roll_published_at IS NULL
       OR elections_day(e.roll_published_at) > e.election_day - e.roll_published_before THEN
      RAISE EXCEPTION 'the roll is published too late before the election day' {REFUSE};
    END IF;
    IF coalesce(e.objections_end_on, '-infinity') < elections_day(e.roll_published_at) + e.objections_within THEN
      RAISE EXCEPTION 'objections have their whole period' {REFUSE};
    END IF;
    IF NOT EXISTS (SELECT 1 FROM elections_registration WHERE election_id = e.id AND state = 'confirmed')
       OR EXISTS (SELECT 1 FROM elections_registration
                  WHERE election_id = e.id AND state = 'confirmed' AND number IS NULL) THEN
      RAISE EXCEPTION 'a roll is published with its numbers' {REFUSE};
    END IF;
  WHEN 'nominating' THEN
    IF e.nominating_at IS NULL OR e.roll_frozen_at IS NULL OR e.nominating_at < e.roll_frozen_at THEN
      RAISE EXCEPTION 'nominations begin on a frozen roll' {REFUSE};
    END IF;
  WHEN 'candidates_published' THEN
    PERFORM elections_check_candidates(e);
  WHEN 'polling' THEN
    IF e.roll_frozen_at IS NULL OR e.polls_opened_at IS NULL OR e.polls_opened_at < e.polls_open_at
       OR e.polls_opened_at >= e.polls_close_at THEN
      RAISE EXCEPTION 'polls open inside their window, on a frozen roll' {REFUSE};
    END IF;
  WHEN 'closed' THEN
    IF e.closed_at IS NULL OR e.closed_at < e.polls_close_at THEN
      RAISE EXCEPTION 'polls close when their window is over' {REFUSE};
    END IF;
  WHEN 'declared' THEN
    IF e.declared_at IS NULL
       OR NOT EXISTS (SELECT 1 FROM elections_electionresult WHERE election_id = e.id) THEN
      RAISE EXCEPTION 'an election is declared with its result' {REFUSE};
    END IF;
  WHEN 'handed_over' THEN
    IF e.handed_over_at IS NULL OR e.handed_over_at < e.declared_at THEN
      RAISE EXCEPTION 'offices are handed over after the result' {REFUSE};
    END IF;
  ELSE NULL;
  END CASE;
END $$;
"""

CANDIDATES = f"""
CREATE OR REPLACE FUNCTION elections_check_candidates(e elections_election) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF e.roll_frozen_at IS NULL OR e.candidates_published_at IS NULL
     OR elections_day(e.candidates_published_at) > e.election_day - e.candidates_published_before THEN
    RAISE EXCEPTION 'the candidates are published too late before the election day' {REFUSE};
  END IF;
  IF e.kind <> 'run_off'
     AND elections_day(e.candidates_published_at) < elections_day(e.nominating_at) + e.nomination_least THEN
    RAISE EXCEPTION 'nominations have not been open long enough' {REFUSE};
  END IF;
  IF EXISTS (SELECT 1 FROM elections_nomination n JOIN elections_post p ON p.id = n.post_id
             WHERE p.election_id = e.id AND n.state IN ('gathering', 'accepted')) THEN
    RAISE EXCEPTION 'a nomination has not been decided on' {REFUSE};
  END IF;
  IF EXISTS (
    SELECT 1 FROM elections_post p WHERE p.election_id = e.id AND p.seats + p.surplus > (
      SELECT count(*) FROM elections_candidate c WHERE c.post_id = p.id AND c.withdrawn_at IS NULL)
  ) THEN
    RAISE EXCEPTION 'a post has too few candidates' {REFUSE};
  END IF;
END $$;
"""

FUNCTIONS = {
    DAY: ("elections_day",),
    TERMS: ("elections_days_of", "elections_terms_match"),
    FREEZE: ("elections_check_freeze",),
    CANDIDATES: ("elections_check_candidates",),
    STEPS: ("elections_check_step",),
    WAY: ("elections_election_moves", "elections_way_allows"),
}

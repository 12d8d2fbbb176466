"""SQL of the guards of an election's people: posts, roll, objections, nominations, candidates, proxies. Used by 0003.

FOR SHARE on the election: a step (freezing, publishing, opening) waits for the entries on their way, and they for it.
"""

from elections.migrations._election_guards import REFUSE

POST = f"""
CREATE OR REPLACE FUNCTION elections_post_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT state FROM elections_election WHERE id = coalesce(NEW.election_id, OLD.election_id) FOR SHARE) <> 'draft'
  THEN
    RAISE EXCEPTION 'the posts of an announced election are fixed' {REFUSE};
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER elections_post_fixed BEFORE INSERT OR UPDATE OR DELETE ON elections_post
  FOR EACH ROW EXECUTE FUNCTION elections_post_fixed();
"""

REGISTRATION = f"""
CREATE OR REPLACE FUNCTION elections_registration_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  e elections_election%ROWTYPE;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'an entry is never deleted: strike it' {REFUSE};
  END IF;
  SELECT * INTO e FROM elections_election WHERE id = NEW.election_id FOR SHARE;
  IF e.roll_frozen_at IS NOT NULL OR e.state NOT IN ('announced', 'roll_published') THEN
    RAISE EXCEPTION 'the roll of an election that is % is closed', e.state {REFUSE};
  END IF;
  IF NEW.stands_for IS DISTINCT FROM (
    CASE WHEN e.electorate_mode = 'households' AND NEW.state <> 'struck' THEN NEW.household END
  ) OR NEW.stands_for = '' THEN
    RAISE EXCEPTION 'where households elect, an entry stands for its household' {REFUSE};
  END IF;
  IF TG_OP = 'UPDATE' AND (
    OLD.election_id <> NEW.election_id OR OLD.key <> NEW.key OR OLD.number IS DISTINCT FROM NEW.number
    AND OLD.number IS NOT NULL
  ) THEN
    RAISE EXCEPTION 'election, key and number of an entry are fixed' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_registration_frozen BEFORE INSERT OR UPDATE OR DELETE ON elections_registration
  FOR EACH ROW EXECUTE FUNCTION elections_registration_frozen();
"""

OBJECTION = f"""
CREATE OR REPLACE FUNCTION elections_objection_in_time() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  e elections_election%ROWTYPE;
BEGIN
  IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND OLD.ruling <> '') THEN
    RAISE EXCEPTION 'an objection and its ruling stay' {REFUSE};
  END IF;
  SELECT * INTO e FROM elections_election WHERE id = NEW.election_id FOR SHARE;
  IF e.state <> 'roll_published' OR e.roll_frozen_at IS NOT NULL THEN
    RAISE EXCEPTION 'objections are raised and ruled on while the roll is published and not frozen' {REFUSE};
  END IF;
  IF TG_OP = 'INSERT' AND (
    NEW.ruling <> '' OR NEW.raised_at < e.roll_published_at
    OR elections_day(NEW.raised_at) > e.objections_end_on
  ) THEN
    RAISE EXCEPTION 'objections are raised within their period' {REFUSE};
  END IF;
  IF NEW.registration_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM elections_registration WHERE id = NEW.registration_id AND election_id = NEW.election_id) THEN
    RAISE EXCEPTION 'the entry belongs to another election' {REFUSE};
  END IF;
  IF TG_OP = 'UPDATE' AND (OLD.election_id, OLD.registration_id, OLD.ground, OLD.text, OLD.raised_by_id,
       OLD.raised_at, OLD.rule_by) IS DISTINCT FROM (NEW.election_id, NEW.registration_id, NEW.ground, NEW.text,
       NEW.raised_by_id, NEW.raised_at, NEW.rule_by) THEN
    RAISE EXCEPTION 'what was objected is fixed' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_objection_in_time BEFORE INSERT OR UPDATE OR DELETE ON elections_objection
  FOR EACH ROW EXECUTE FUNCTION elections_objection_in_time();
"""

NOMINATION = f"""
CREATE OR REPLACE FUNCTION elections_nomination_in_time() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  e elections_election%ROWTYPE;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a nomination is never deleted' {REFUSE};
  END IF;
  SELECT x.* INTO e FROM elections_election x JOIN elections_post p ON p.election_id = x.id
    WHERE p.id = NEW.post_id FOR SHARE OF x;
  IF e.state <> 'nominating' THEN
    RAISE EXCEPTION 'nominations are closed' {REFUSE};
  END IF;
  IF NOT EXISTS (SELECT 1 FROM elections_registration r WHERE r.id = NEW.nominee_id AND r.election_id = e.id
                 AND r.state = 'confirmed') THEN
    RAISE EXCEPTION 'only an elector on the roll is nominated' {REFUSE};
  END IF;
  IF TG_OP = 'UPDATE' AND (OLD.post_id, OLD.nominee_id, OLD.manner, OLD.nominated_by_id, OLD.nominated_at)
     IS DISTINCT FROM (NEW.post_id, NEW.nominee_id, NEW.manner, NEW.nominated_by_id, NEW.nominated_at) THEN
    RAISE EXCEPTION 'who was nominated, for what and by whom is fixed' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_nomination_in_time BEFORE INSERT OR UPDATE OR DELETE ON elections_nomination
  FOR EACH ROW EXECUTE FUNCTION elections_nomination_in_time();
CREATE OR REPLACE FUNCTION elections_support_in_time() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  e elections_election%ROWTYPE;
BEGIN
  SELECT x.* INTO e FROM elections_election x JOIN elections_post p ON p.election_id = x.id
    JOIN elections_nomination n ON n.post_id = p.id
    WHERE n.id = coalesce(NEW.nomination_id, OLD.nomination_id) FOR SHARE OF x;
  IF TG_OP = 'UPDATE' OR e.state <> 'nominating' THEN
    RAISE EXCEPTION 'nominations are closed' {REFUSE};
  END IF;
  IF TG_OP = 'INSERT' AND NOT EXISTS (SELECT 1 FROM elections_registration r
      WHERE r.id = NEW.elector_id AND r.election_id = e.id AND r.state = 'confirmed') THEN
    RAISE EXCEPTION 'only electors on the roll nominate' {REFUSE};
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER elections_support_in_time BEFORE INSERT OR UPDATE OR DELETE ON elections_support
  FOR EACH ROW EXECUTE FUNCTION elections_support_in_time();
"""

CANDIDATE = f"""
CREATE OR REPLACE FUNCTION elections_candidate_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  e elections_election%ROWTYPE;
BEGIN
  SELECT * INTO e FROM elections_election WHERE id = coalesce(NEW.election_id, OLD.election_id) FOR SHARE;
  IF TG_OP = 'DELETE' OR e.polls_opened_at IS NOT NULL OR (
    e.state <> 'nominating' AND NOT (e.kind = 'run_off' AND e.state = 'roll_published')
    AND NOT (TG_OP = 'UPDATE' AND e.state = 'candidates_published')
  ) THEN
    RAISE EXCEPTION 'candidates cannot be changed now' {REFUSE};
  END IF;
  IF TG_OP = 'UPDATE' AND e.state = 'candidates_published' AND (
    to_jsonb(OLD) - 'withdrawn_at' - 'withdrawal' IS DISTINCT FROM to_jsonb(NEW) - 'withdrawn_at' - 'withdrawal'
    OR OLD.withdrawn_at IS NOT NULL
  ) THEN
    RAISE EXCEPTION 'a published candidate can only withdraw' {REFUSE};
  END IF;
  IF NOT EXISTS (SELECT 1 FROM elections_post WHERE id = NEW.post_id AND election_id = e.id)
     OR NOT EXISTS (SELECT 1 FROM elections_registration r WHERE r.id = NEW.registration_id
                    AND r.election_id = e.id AND r.state = 'confirmed') THEN
    RAISE EXCEPTION 'a candidate is an elector of the same election' {REFUSE};
  END IF;
  IF TG_OP = 'INSERT' AND NOT e.candidate_may_hold THEN
    PERFORM 1 FROM elections_registration WHERE id = NEW.registration_id FOR NO KEY UPDATE;
    IF EXISTS (SELECT 1 FROM elections_proxy WHERE holder_id = NEW.registration_id AND state = 'accepted') THEN
      RAISE EXCEPTION 'whoever holds proxies is no candidate' {REFUSE};
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_candidate_fixed BEFORE INSERT OR UPDATE OR DELETE ON elections_candidate
  FOR EACH ROW EXECUTE FUNCTION elections_candidate_fixed();
"""

# Both electors are held in the order of their ids, so chains cannot be forged from two sides at once.
PROXY = f"""
CREATE OR REPLACE FUNCTION elections_proxy_lawful() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  e elections_election%ROWTYPE;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a proxy is never deleted: revoke it' {REFUSE};
  END IF;
  SELECT * INTO e FROM elections_election WHERE id = NEW.election_id FOR SHARE;
  IF e.roll_frozen_at IS NULL OR e.polls_opened_at IS NOT NULL
     OR e.state NOT IN ('roll_published', 'nominating', 'candidates_published') THEN
    RAISE EXCEPTION 'proxies are given on a frozen roll, before the polls open' {REFUSE};
  END IF;
  IF TG_OP = 'UPDATE' AND ((OLD.election_id, OLD.principal_id, OLD.holder_id, OLD.form, OLD.paper_number, OLD.asked_at)
       IS DISTINCT FROM (NEW.election_id, NEW.principal_id, NEW.holder_id, NEW.form, NEW.paper_number, NEW.asked_at)
     OR OLD.state IN ('declined', 'revoked')
     OR (OLD.published_at IS NOT NULL AND OLD.published_at IS DISTINCT FROM NEW.published_at)) THEN
    RAISE EXCEPTION 'who entrusted whom is fixed' {REFUSE};
  END IF;
  IF (SELECT count(*) FROM elections_registration r WHERE r.id IN (NEW.principal_id, NEW.holder_id)
      AND r.election_id = e.id AND r.state = 'confirmed') <> 2 THEN
    RAISE EXCEPTION 'principal and holder stand on the same roll' {REFUSE};
  END IF;
  IF TG_OP = 'INSERT' AND elections_day(NEW.asked_at) > e.election_day - e.proxies_asked_before THEN
    RAISE EXCEPTION 'too late to entrust a vote' {REFUSE};
  END IF;
  IF NEW.state = 'accepted' AND (TG_OP = 'INSERT' OR OLD.state <> 'accepted') THEN
    PERFORM elections_check_proxy(NEW, e);
  END IF;
  IF NEW.published_at IS NOT NULL AND (TG_OP = 'INSERT' OR OLD.published_at IS NULL) AND (
    NEW.state <> 'accepted' OR elections_day(NEW.published_at) > e.election_day - e.proxies_published_before
  ) THEN
    RAISE EXCEPTION 'too late to publish a proxy' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_proxy_lawful BEFORE INSERT OR UPDATE OR DELETE ON elections_proxy
  FOR EACH ROW EXECUTE FUNCTION elections_proxy_lawful();
CREATE OR REPLACE FUNCTION elections_check_proxy(p elections_proxy, e elections_election)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF p.slot > e.most_per_holder OR e.proxies_published_at IS NOT NULL THEN
    RAISE EXCEPTION 'a holder has no slot left, or the list is published' {REFUSE};
  END IF;
  PERFORM 1 FROM elections_registration WHERE id IN (p.principal_id, p.holder_id) ORDER BY id FOR NO KEY UPDATE;
  IF EXISTS (SELECT 1 FROM elections_proxy WHERE principal_id = p.holder_id AND state = 'accepted')
     OR EXISTS (SELECT 1 FROM elections_proxy WHERE holder_id = p.principal_id AND state = 'accepted') THEN
    RAISE EXCEPTION 'an entrusted vote is not entrusted on' {REFUSE};
  END IF;
  IF NOT e.candidate_may_hold AND EXISTS (
    SELECT 1 FROM elections_candidate WHERE registration_id = p.holder_id AND withdrawn_at IS NULL) THEN
    RAISE EXCEPTION 'a candidate holds no proxy' {REFUSE};
  END IF;
END $$;
"""

OUTCOME = f"""
CREATE OR REPLACE FUNCTION elections_outcome_after_close() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT state FROM elections_election WHERE id = NEW.election_id FOR SHARE) <> 'closed' THEN
    RAISE EXCEPTION 'no result before the polls are closed' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_electionresult_after_close BEFORE INSERT ON elections_electionresult
  FOR EACH ROW EXECUTE FUNCTION elections_outcome_after_close();
CREATE TRIGGER elections_standing_after_close BEFORE INSERT ON elections_standing
  FOR EACH ROW EXECUTE FUNCTION elections_outcome_after_close();
"""

FUNCTIONS = {
    POST: ("elections_post_fixed",),
    REGISTRATION: ("elections_registration_frozen",),
    OBJECTION: ("elections_objection_in_time",),
    NOMINATION: ("elections_nomination_in_time", "elections_support_in_time"),
    CANDIDATE: ("elections_candidate_fixed",),
    PROXY: ("elections_proxy_lawful", "elections_check_proxy"),
    OUTCOME: ("elections_outcome_after_close",),
}

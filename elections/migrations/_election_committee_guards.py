"""SQL of the guards of election committees: who was chosen stays in the record, and nobody stands and runs. Used by 0018."""

from elections.migrations._election_guards import REFUSE

# The rule is the election's own, as it was frozen; a draft has none yet, and no nominations.
APART = """
CREATE OR REPLACE FUNCTION elections_keeps_apart(election bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce((profile #>> '{election_committee,leaves_if_nominated,value}')::boolean, false)
    FROM elections_election WHERE id = election
$$;
"""

# A nomination holds the election FOR SHARE: it waits for whoever joins the committee, who waits for it.
MEMBER = f"""
CREATE OR REPLACE FUNCTION elections_committeemember_stands_not() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM elections_election WHERE id = NEW.election_id FOR NO KEY UPDATE;
  IF NEW.registration_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM elections_registration r
      WHERE r.id = NEW.registration_id AND r.election_id = NEW.election_id) THEN
    RAISE EXCEPTION 'the entry belongs to another election' {REFUSE};
  END IF;
  IF NEW.left_at IS NULL AND elections_keeps_apart(NEW.election_id) AND EXISTS (
      SELECT 1 FROM elections_nomination n JOIN elections_registration r ON r.id = n.nominee_id
      WHERE r.election_id = NEW.election_id AND n.state IN ('accepted', 'approved')
        AND (r.id = NEW.registration_id OR r.user_id = NEW.user_id)) THEN
    RAISE EXCEPTION 'whoever stands does not run the election' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_electioncommitteemember_stands_not
  BEFORE INSERT OR UPDATE OF user_id, registration_id ON elections_electioncommitteemember
  FOR EACH ROW EXECUTE FUNCTION elections_committeemember_stands_not();
"""

NOMINEE = f"""
CREATE OR REPLACE FUNCTION elections_nominee_runs_not() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM elections_registration r JOIN elections_electioncommitteemember m
      ON m.election_id = r.election_id AND m.left_at IS NULL AND (m.registration_id = r.id OR m.user_id = r.user_id)
      WHERE r.id = NEW.nominee_id AND elections_keeps_apart(r.election_id)) THEN
    RAISE EXCEPTION 'whoever runs the election leaves its committee first' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_nomination_runs_not BEFORE INSERT OR UPDATE ON elections_nomination
  FOR EACH ROW WHEN (NEW.state IN ('accepted', 'approved')) EXECUTE FUNCTION elections_nominee_runs_not();
"""

STAYS = f"""
CREATE OR REPLACE FUNCTION elections_committeemember_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'whoever was chosen stays in the record' {REFUSE};
  END IF;
  IF OLD.left_at IS NOT NULL
     OR (OLD.election_id, OLD.key, OLD.position, OLD.name, OLD.added_by_id, OLD.added_at)
     IS DISTINCT FROM (NEW.election_id, NEW.key, NEW.position, NEW.name, NEW.added_by_id, NEW.added_at)
     OR (OLD.user_id IS NOT NULL AND NEW.user_id IS DISTINCT FROM OLD.user_id)
     OR (OLD.registration_id IS NOT NULL AND NEW.registration_id IS DISTINCT FROM OLD.registration_id)
     OR (OLD.seated_at IS NOT NULL AND NEW.seated_at IS DISTINCT FROM OLD.seated_at) THEN
    RAISE EXCEPTION 'who was chosen is fixed; whoever has left has left' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_electioncommitteemember_stays BEFORE UPDATE OR DELETE ON elections_electioncommitteemember
  FOR EACH ROW EXECUTE FUNCTION elections_committeemember_stays();
"""

FUNCTIONS = {
    APART: "elections_keeps_apart",
    MEMBER: "elections_committeemember_stands_not",
    NOMINEE: "elections_nominee_runs_not",
    STAYS: "elections_committeemember_stays",
}

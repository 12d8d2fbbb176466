"""SQL of the guards of representatives: shares, who is in office, requests and their signatures. Used by 0007.

What knows of women and men was run again by 0019, which makes their column.
"""

from elections.migrations._election_guards import REFUSE

SHARE = """
CREATE OR REPLACE FUNCTION elections_share_met(rule text, part bigint, whole bigint) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT part >= 1 AND CASE split_part(rule, ' ', 1)
    WHEN '>' THEN part * split_part(rule, '/', 2)::bigint > whole * split_part(split_part(rule, ' ', 2), '/', 1)::bigint
    ELSE part * split_part(rule, '/', 2)::bigint >= whole * split_part(split_part(rule, ' ', 2), '/', 1)::bigint END
$$;
"""

IN_OFFICE = """
CREATE OR REPLACE FUNCTION elections_in_office(r elections_representative, day date) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT r.starts_on <= day AND (r.ends_on IS NULL OR r.ends_on > day)
$$;
"""
ALL_IN_OFFICE = """
CREATE OR REPLACE FUNCTION elections_representatives(community bigint, day date) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT count(*) FROM elections_representative r WHERE r.community_id = community AND elections_in_office(r, day)
$$;
"""

REPRESENTATIVE = f"""
CREATE OR REPLACE FUNCTION elections_representative_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a representative is never deleted: end the office' {REFUSE};
  END IF;
  IF (OLD.community_id, OLD.key, OLD.name, OLD."group", OLD.starts_on, OLD.added_by_id, OLD.added_at) IS DISTINCT FROM
     (NEW.community_id, NEW.key, NEW.name, NEW."group", NEW.starts_on, NEW.added_by_id, NEW.added_at)
     OR (OLD.user_id IS NOT NULL AND NEW.user_id IS DISTINCT FROM OLD.user_id) OR (OLD.sex <> '' AND NEW.sex <> OLD.sex)
     OR (OLD.ends_on IS NOT NULL AND (NEW.ends_on IS NULL OR NEW.ends_on > OLD.ends_on)) THEN
    RAISE EXCEPTION 'whoever holds an office stays who they are, and an office that ends is not made longer' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER elections_representative_stays BEFORE UPDATE OR DELETE ON elections_representative
  FOR EACH ROW EXECUTE FUNCTION elections_representative_stays();
"""

# The community's row is held: two who add the same person wait for each other.
ONCE = f"""
CREATE OR REPLACE FUNCTION elections_representative_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM communities_community WHERE id = NEW.community_id FOR NO KEY UPDATE;
  IF EXISTS (SELECT 1 FROM elections_representative r WHERE r.community_id = NEW.community_id AND r.id <> NEW.id
      AND (r.user_id = NEW.user_id OR (r.name = NEW.name AND r."group" = NEW."group"))
      AND daterange(r.starts_on, r.ends_on) && daterange(NEW.starts_on, NEW.ends_on)) THEN
    RAISE EXCEPTION 'nobody is a representative twice at the same time' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_representative_once BEFORE INSERT OR UPDATE ON elections_representative
  FOR EACH ROW EXECUTE FUNCTION elections_representative_once();
"""

REQUEST = f"""
CREATE OR REPLACE FUNCTION elections_meetingrequest_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (TG_OP = 'INSERT' AND (NEW.state <> 'signing' OR NEW.reached_at IS NOT NULL)) THEN
    RAISE EXCEPTION 'a request begins with its signatures, and is withdrawn rather than deleted' {REFUSE};
  END IF;
  IF TG_OP = 'INSERT' THEN
    RETURN NEW;
  END IF;
  IF NEW.state <> OLD.state AND (OLD.state || '>' || NEW.state) NOT IN (
    'signing>reached', 'signing>withdrawn', 'reached>called', 'called>reached') THEN
    RAISE EXCEPTION 'a request does not go from % to %', OLD.state, NEW.state {REFUSE};
  END IF;
  IF (OLD.community_id, OLD.key, OLD.subject, OLD.reasons, OLD.profile_code, OLD.profile_version, OLD.call_rule,
      OLD.asked_by_id, OLD.asked_at) IS DISTINCT FROM
     (NEW.community_id, NEW.key, NEW.subject, NEW.reasons, NEW.profile_code, NEW.profile_version, NEW.call_rule,
      NEW.asked_by_id, NEW.asked_at) THEN
    RAISE EXCEPTION 'what was signed stays as it was signed' {REFUSE};
  END IF;
  IF OLD.state = 'signing' AND NEW.state = 'reached' AND (
      NEW.representatives IS DISTINCT FROM elections_representatives(NEW.community_id, elections_day(NEW.reached_at))
      OR NOT elections_share_met(NEW.call_rule, (SELECT count(*) FROM elections_meetingsignature s
         JOIN elections_representative r ON r.id = s.representative_id
         WHERE s.request_id = NEW.id AND elections_in_office(r, elections_day(NEW.reached_at))), NEW.representatives)) THEN
    RAISE EXCEPTION 'too few representatives have signed' {REFUSE};
  END IF;
  IF OLD.state <> NEW.state AND NEW.state IN ('called', 'reached') AND OLD.state <> 'signing'
     AND (NEW.state = 'called') <> EXISTS (SELECT 1 FROM elections_meeting m WHERE m.request_id = NEW.id
          AND m.state NOT IN ('draft', 'cancelled')) THEN
    RAISE EXCEPTION 'a request is met by a meeting that is called' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_meetingrequest_moves BEFORE INSERT OR UPDATE OR DELETE ON elections_meetingrequest
  FOR EACH ROW EXECUTE FUNCTION elections_meetingrequest_moves();
"""

SIGNATURE = f"""
CREATE OR REPLACE FUNCTION elections_meetingsignature_in_office() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  q elections_meetingrequest%ROWTYPE;
  r elections_representative%ROWTYPE;
BEGIN
  SELECT * INTO q FROM elections_meetingrequest WHERE id = NEW.request_id FOR SHARE;
  SELECT * INTO r FROM elections_representative WHERE id = NEW.representative_id;
  IF q.state NOT IN ('signing', 'reached') OR r.community_id <> q.community_id
     OR NOT elections_in_office(r, elections_day(NEW.signed_at))
     OR NOT (NEW.is_on_paper OR coalesce(r.user_id = NEW.entered_by_id, false)) THEN
    RAISE EXCEPTION 'representatives in office sign, each with their own hand' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_meetingsignature_in_office BEFORE INSERT ON elections_meetingsignature
  FOR EACH ROW EXECUTE FUNCTION elections_meetingsignature_in_office();
"""

FUNCTIONS = {
    SHARE: "elections_share_met",
    IN_OFFICE: "elections_in_office",
    ALL_IN_OFFICE: "elections_representatives",
    REPRESENTATIVE: "elections_representative_stays",
    ONCE: "elections_representative_once",
    REQUEST: "elections_meetingrequest_moves",
    SIGNATURE: "elections_meetingsignature_in_office",
}

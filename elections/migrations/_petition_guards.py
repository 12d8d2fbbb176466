"""SQL of the guards of a petition's signatures on paper and online: one elector once, and nothing rewritten. Used by 0013.

0016 runs ELECTOR and STAYS again, which know of representatives since then.
"""

from elections.migrations._election_guards import REFUSE

# A signature of before knew the account alone: it gets the entry of the roll, as every one has from now on.
ENTRIES = """
SET CONSTRAINTS ALL IMMEDIATE;
UPDATE elections_recallsignature s SET registration_id = g.id
  FROM elections_recall r JOIN elections_officeholder o ON o.id = r.officeholder_id
  JOIN elections_registration g ON g.election_id = o.election_id AND g.state = 'confirmed'
  WHERE r.id = s.recall_id AND g.user_id = s.user_id;
SET CONSTRAINTS ALL DEFERRED;
"""

ELECTOR = f"""
CREATE OR REPLACE FUNCTION elections_recallsignature_elector() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  roll bigint;
  entry elections_registration%ROWTYPE;
  chosen elections_representative%ROWTYPE;
BEGIN
  SELECT o.election_id INTO roll FROM elections_recall r JOIN elections_officeholder o ON o.id = r.officeholder_id
    WHERE r.id = NEW.recall_id;
  IF NEW.ended_at IS NOT NULL THEN
    RAISE EXCEPTION 'a signature begins as one that counts' {REFUSE};
  END IF;
  IF NEW.registration_id IS NULL THEN
    IF EXISTS (SELECT 1 FROM elections_registration
               WHERE election_id = roll AND state = 'confirmed' AND user_id = NEW.user_id) THEN
      RAISE EXCEPTION 'whoever is on the roll signs as its entry' {REFUSE};
    END IF;
  ELSE
    SELECT * INTO entry FROM elections_registration WHERE id = NEW.registration_id;
    IF entry.election_id IS DISTINCT FROM roll OR entry.state <> 'confirmed' OR entry.number IS NULL
       OR entry.user_id IS DISTINCT FROM NEW.user_id THEN
      RAISE EXCEPTION 'an entry of the roll that elected the person signs, with its own account' {REFUSE};
    END IF;
  END IF;
  IF NEW.representative_id IS NOT NULL THEN
    SELECT * INTO chosen FROM elections_representative WHERE id = NEW.representative_id;
    IF NEW.sheet_id IS NULL OR chosen.user_id IS DISTINCT FROM NEW.user_id
       OR chosen.community_id <> (SELECT community_id FROM elections_recall WHERE id = NEW.recall_id)
       OR NOT elections_in_office(chosen, elections_day(NEW.signed_at)) THEN
      RAISE EXCEPTION 'a representative in office here signs a sheet, with the own account' {REFUSE};
    END IF;
  END IF;
  IF NEW.sheet_id IS NOT NULL
     AND (SELECT recall_id FROM elections_recallsheet WHERE id = NEW.sheet_id) <> NEW.recall_id THEN
    RAISE EXCEPTION 'the sheet belongs to another petition' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER elections_recallsignature_elector BEFORE INSERT ON elections_recallsignature
  FOR EACH ROW EXECUTE FUNCTION elections_recallsignature_elector();
"""

STAYS = f"""
CREATE OR REPLACE FUNCTION elections_recallsignature_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a signature stays in the record: end it with a reason' {REFUSE};
  END IF;
  IF OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL
     OR (OLD.recall_id, OLD.user_id, OLD.registration_id, OLD.representative_id, OLD.sheet_id, OLD.entered_by_id,
         OLD.signed_at)
     IS DISTINCT FROM (NEW.recall_id, NEW.user_id, NEW.registration_id, NEW.representative_id, NEW.sheet_id,
         NEW.entered_by_id, NEW.signed_at) THEN
    RAISE EXCEPTION 'a signature is ended once, and otherwise stays as it is' {REFUSE};
  END IF;
  IF (SELECT state FROM elections_recall WHERE id = NEW.recall_id FOR SHARE) <> 'signing' THEN
    RAISE EXCEPTION 'the signatures of this petition are settled' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER elections_recallsignature_stays BEFORE UPDATE OR DELETE ON elections_recallsignature
  FOR EACH ROW EXECUTE FUNCTION elections_recallsignature_stays();
"""

SHEET = """
CREATE TRIGGER elections_recallsheet_open BEFORE INSERT ON elections_recallsheet
  FOR EACH ROW EXECUTE FUNCTION elections_recall_signed();
"""
DROP_SHEET = "DROP TRIGGER IF EXISTS elections_recallsheet_open ON elections_recallsheet"


def drop(name: str) -> str:
    return f"DROP FUNCTION {name} CASCADE"

"""SQL of the guard of owners' accounts: nobody signs for what counts for the developer. Used by 0011.

最高人民法院关于审理建筑物区分所有权纠纷案件适用法律若干问题的解释 (2020-12-29) arts. 8 and 9: what the developer has not sold or not
handed over is one head, the developer's. Its buyer's account would vote with all of that stock.
"""

from elections.migrations._election_guards import REFUSE

# A link waits for a change of its unit that is under way, and the change for it.
SOLD = f"""
CREATE OR REPLACE FUNCTION elections_ownerlink_sold() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT holding FROM elections_ownerunit WHERE id = NEW.unit_id FOR SHARE) <> 'sold' THEN
    RAISE EXCEPTION 'nobody signs for what counts for the developer' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_ownerlink_sold BEFORE INSERT ON elections_ownerlink
  FOR EACH ROW EXECUTE FUNCTION elections_ownerlink_sold();
"""

LINKED = f"""
CREATE OR REPLACE FUNCTION elections_ownerunit_linked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM elections_ownerlink WHERE unit_id = NEW.id) THEN
    RAISE EXCEPTION 'the accounts of a unit go before it counts for the developer' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_ownerunit_linked BEFORE UPDATE ON elections_ownerunit
  FOR EACH ROW WHEN (NEW.holding <> OLD.holding AND NEW.holding <> 'sold') EXECUTE FUNCTION elections_ownerunit_linked();
"""

FUNCTIONS = {SOLD: "elections_ownerlink_sold", LINKED: "elections_ownerunit_linked"}

"""SQL of the guards of paper: stations, books, who took a ballot, the two entries of a sheet, the count; and of recalls. Used
by 0004."""

from elections.migrations._election_guards import REFUSE

STATION = f"""
CREATE OR REPLACE FUNCTION elections_station_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  e elections_election%ROWTYPE;
BEGIN
  SELECT * INTO e FROM elections_election WHERE id = coalesce(NEW.election_id, OLD.election_id) FOR SHARE;
  IF e.ballot_mode = 'online' OR e.state IN ('polling', 'closed', 'declared', 'handed_over', 'cancelled') THEN
    RAISE EXCEPTION 'stations are set up before the polls open' {REFUSE};
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.election_id <> NEW.election_id THEN
    RAISE EXCEPTION 'a station stays with its election' {REFUSE};
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER elections_station_fixed BEFORE INSERT OR UPDATE OR DELETE ON elections_station
  FOR EACH ROW EXECUTE FUNCTION elections_station_fixed();
"""

# One range that holds election and serial: two books of one election never share a serial, whichever station has them.
BOOK = f"""
CREATE OR REPLACE FUNCTION elections_book_given() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM elections_station WHERE id = NEW.station_id AND election_id = NEW.election_id) THEN
    RAISE EXCEPTION 'the station belongs to another election' {REFUSE};
  END IF;
  IF (SELECT state FROM elections_election WHERE id = NEW.election_id FOR SHARE)
     IN ('draft', 'closed', 'declared', 'handed_over', 'cancelled') THEN
    RAISE EXCEPTION 'books are given out until the polls close' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_book_given BEFORE INSERT ON elections_ballotbook
  FOR EACH ROW EXECUTE FUNCTION elections_book_given();
ALTER TABLE elections_ballotbook ADD CONSTRAINT elections_ballotbook_serial_once EXCLUDE USING gist (
  int8range(election_id::bigint * 4294967296 + first, election_id::bigint * 4294967296 + last, '[]') WITH &&
);
"""

ATTENDANCE = f"""
CREATE OR REPLACE FUNCTION elections_takes_paper() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  e elections_election%ROWTYPE;
BEGIN
  SELECT x.* INTO e FROM elections_election x JOIN elections_registration r ON r.election_id = x.id
    WHERE r.id = NEW.registration_id AND r.state = 'confirmed' AND r.number IS NOT NULL FOR SHARE OF x;
  IF e.id IS NULL THEN
    RAISE EXCEPTION 'only electors on the roll take a ballot' {REFUSE};
  END IF;
  IF e.state <> 'polling' OR e.ballot_mode = 'online' THEN
    RAISE EXCEPTION 'ballots are given out while the polls are open' {REFUSE};
  END IF;
  IF NOT EXISTS (SELECT 1 FROM elections_station WHERE id = NEW.station_id AND election_id = e.id) THEN
    RAISE EXCEPTION 'the station belongs to another election' {REFUSE};
  END IF;
  IF NEW.proxy_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM elections_proxy WHERE id = NEW.proxy_id AND principal_id = NEW.registration_id
      AND state = 'accepted' AND published_at IS NOT NULL) THEN
    RAISE EXCEPTION 'only a published proxy for this elector counts' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_attendance_polling BEFORE INSERT ON elections_attendance
  FOR EACH ROW EXECUTE FUNCTION elections_takes_paper();
"""

ENTRY = f"""
CREATE OR REPLACE FUNCTION elections_entry_typed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- The station's row is locked: two entries of one station wait for each other.
  PERFORM 1 FROM elections_station WHERE id = NEW.station_id FOR NO KEY UPDATE;
  IF (SELECT e.state FROM elections_election e JOIN elections_station s ON s.election_id = e.id
      WHERE s.id = NEW.station_id FOR SHARE OF e) <> 'closed' THEN
    RAISE EXCEPTION 'sheets are typed after the polls have closed and before the result' {REFUSE};
  END IF;
  IF EXISTS (SELECT 1 FROM elections_stationcount WHERE station_id = NEW.station_id) THEN
    RAISE EXCEPTION 'this station has its count' {REFUSE};
  END IF;
  IF EXISTS (SELECT 1 FROM elections_countentry WHERE station_id = NEW.station_id
      AND (hand = NEW.hand) <> (entered_by_id = NEW.entered_by_id)) THEN
    RAISE EXCEPTION 'each of two people types the whole sheet' {REFUSE};
  END IF;
  IF NEW.revision <> (SELECT count(*) + 1 FROM elections_countentry
      WHERE station_id = NEW.station_id AND hand = NEW.hand) THEN
    RAISE EXCEPTION 'revisions follow each other' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_countentry_typed BEFORE INSERT ON elections_countentry
  FOR EACH ROW EXECUTE FUNCTION elections_entry_typed();
"""

COUNT = f"""
CREATE OR REPLACE FUNCTION elections_count_agreed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  one elections_countentry%ROWTYPE;
  two elections_countentry%ROWTYPE;
BEGIN
  SELECT * INTO one FROM elections_countentry WHERE id = NEW.first_entry_id;
  SELECT * INTO two FROM elections_countentry WHERE id = NEW.second_entry_id;
  IF one.hand <> 1 OR two.hand <> 2 OR one.station_id <> NEW.station_id OR two.station_id <> NEW.station_id
     OR one.figures <> NEW.figures OR two.figures <> NEW.figures OR EXISTS (
       SELECT 1 FROM elections_countentry c WHERE c.station_id = NEW.station_id
         AND c.revision > CASE c.hand WHEN 1 THEN one.revision ELSE two.revision END) THEN
    RAISE EXCEPTION 'a count is what two people typed alike' {REFUSE};
  END IF;
  IF (SELECT e.state FROM elections_election e JOIN elections_station s ON s.election_id = e.id
      WHERE s.id = NEW.station_id FOR SHARE OF e) <> 'closed' THEN
    RAISE EXCEPTION 'stations are counted after the polls have closed and before the result' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_stationcount_agreed BEFORE INSERT ON elections_stationcount
  FOR EACH ROW EXECUTE FUNCTION elections_count_agreed();
"""

ALL_COUNTED = f"""
CREATE OR REPLACE FUNCTION elections_all_counted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM elections_station s WHERE s.election_id = NEW.id
      AND NOT EXISTS (SELECT 1 FROM elections_stationcount c WHERE c.station_id = s.id)) THEN
    RAISE EXCEPTION 'a station has no count yet' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_election_all_counted BEFORE UPDATE ON elections_election
  FOR EACH ROW WHEN (NEW.state = 'declared' AND OLD.state <> 'declared')
  EXECUTE FUNCTION elections_all_counted();
"""

RECALL = f"""
CREATE OR REPLACE FUNCTION elections_recall_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a recall is never deleted' {REFUSE};
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'signing' THEN
      RAISE EXCEPTION 'a recall begins with signatures' {REFUSE};
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.state <> OLD.state AND (OLD.state || '>' || NEW.state) NOT IN (
    'signing>admitted', 'signing>withdrawn', 'admitted>carried', 'admitted>failed', 'admitted>withdrawn') THEN
    RAISE EXCEPTION 'a recall does not go from % to %', OLD.state, NEW.state {REFUSE};
  END IF;
  IF (OLD.community_id, OLD.key, OLD.officeholder_id, OLD.reasons, OLD.electors, OLD.asked_by_id, OLD.asked_at)
     IS DISTINCT FROM (NEW.community_id, NEW.key, NEW.officeholder_id, NEW.reasons, NEW.electors, NEW.asked_by_id,
     NEW.asked_at) OR (OLD.answer <> '' AND OLD.answer <> NEW.answer) THEN
    RAISE EXCEPTION 'what was asked and answered is fixed' {REFUSE};
  END IF;
  IF NEW.state IN ('carried', 'failed') AND NEW.state <> OLD.state AND NOT EXISTS (
    SELECT 1 FROM elections_election WHERE id = NEW.election_id AND kind = 'recall' AND state IN ('closed', 'declared'))
  THEN
    RAISE EXCEPTION 'a recall is decided by a vote' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_recall_moves BEFORE INSERT OR UPDATE OR DELETE ON elections_recall
  FOR EACH ROW EXECUTE FUNCTION elections_recall_moves();
CREATE OR REPLACE FUNCTION elections_recall_signed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT state FROM elections_recall WHERE id = NEW.recall_id FOR SHARE) <> 'signing' THEN
    RAISE EXCEPTION 'this petition takes no signatures any more' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_recallsignature_open BEFORE INSERT ON elections_recallsignature
  FOR EACH ROW EXECUTE FUNCTION elections_recall_signed();
"""

FUNCTIONS = {
    STATION: ("elections_station_fixed",),
    BOOK: ("elections_book_given",),
    ATTENDANCE: ("elections_takes_paper",),
    ENTRY: ("elections_entry_typed",),
    COUNT: ("elections_count_agreed",),
    ALL_COUNTED: ("elections_all_counted",),
    RECALL: ("elections_recall_moves", "elections_recall_signed"),
}
APPEND_ONLY = [
    "elections_ballotbook",
    "elections_attendance",
    "elections_countentry",
    "elections_stationcount",
    "elections_recallsignature",
]

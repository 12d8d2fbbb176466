"""SQL of migration 0005: what a board never does, whoever asks."""

REFUSE = "USING ERRCODE = 'restrict_violation'"

RANK = """
CREATE OR REPLACE FUNCTION elections_board_rank(kind text) RETURNS int LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE kind
    WHEN 'manifest' THEN 0 WHEN 'trustee.commit' THEN 1 WHEN 'trustee.reveal' THEN 2 WHEN 'trustee.deal' THEN 3
    WHEN 'trustee.confirm' THEN 4 WHEN 'trustee.complain' THEN 4 WHEN 'key' THEN 5 WHEN 'rehearsal' THEN 6
    WHEN 'trustee.rehearsal' THEN 7 WHEN 'rehearsed' THEN 8 WHEN 'credentials' THEN 9 WHEN 'open' THEN 10
    WHEN 'ballot' THEN 11 WHEN 'challenge' THEN 11 WHEN 'cancel' THEN 11 WHEN 'close' THEN 12 WHEN 'paper' THEN 13
    WHEN 'tally' THEN 14 WHEN 'share' THEN 15 WHEN 'result' THEN 16 END
$$;
"""

ORDER = f"""
CREATE OR REPLACE FUNCTION elections_board_order(board elections_board, last_kind text, kind text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  rank int := elections_board_rank(kind);
  before int := coalesce(elections_board_rank(last_kind), -1);
  stage text;
BEGIN
  IF rank IS NULL OR last_kind IN ('result', 'trustee.complain') OR rank < before
     OR (rank = before AND kind IN ('manifest', 'key', 'rehearsal', 'rehearsed', 'credentials', 'open', 'close', 'tally')) THEN
    RAISE EXCEPTION '% does not follow %', kind, last_kind {REFUSE};
  END IF;
  FOR step IN before + 1 .. rank - 1 LOOP
    IF step NOT IN (11, 13) THEN
      RAISE EXCEPTION '% does not follow %', kind, last_kind {REFUSE};
    END IF;
  END LOOP;
  IF rank > before THEN
    FOREACH stage IN ARRAY ARRAY['trustee.commit', 'trustee.reveal', 'trustee.deal', 'trustee.confirm', 'trustee.rehearsal'] LOOP
      IF before = elections_board_rank(stage) AND board.number <> (
        SELECT count(*) FROM elections_boardentry e WHERE e.board_id = board.id AND e.kind = stage
      ) THEN
        RAISE EXCEPTION '% before every % is there', kind, stage {REFUSE};
      END IF;
    END LOOP;
  END IF;
  IF kind = 'result' AND board.threshold > (
    SELECT count(*) FROM elections_boardentry e WHERE e.board_id = board.id AND e.kind = 'share'
  ) THEN
    RAISE EXCEPTION 'a result needs % shares', board.threshold {REFUSE};
  END IF;
END $$;
"""

VOTER = f"""
CREATE OR REPLACE FUNCTION elections_board_voter(board elections_board, e elections_boardentry, body jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  ballot jsonb := CASE WHEN e.kind = 'challenge' THEN body -> 'ballot' ELSE body END;
  known elections_boardcredential%ROWTYPE;
BEGIN
  IF e.credential IS DISTINCT FROM ballot ->> 'credential' THEN
    RAISE EXCEPTION 'the row names another credential' {REFUSE};
  END IF;
  SELECT * INTO known FROM elections_boardcredential c WHERE c.board_id = board.id AND c.key = e.credential;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'a credential that is not on the list' {REFUSE};
  END IF;
  IF EXISTS (SELECT 1 FROM elections_boardentry c
             WHERE c.board_id = board.id AND c.credential = e.credential AND c.kind = 'cancel') THEN
    RAISE EXCEPTION 'the credential is cancelled' {REFUSE};
  END IF;
  IF e.kind = 'cancel' THEN
    IF known.cancel <> encode(sha256(decode(body ->> 'code', 'hex')), 'hex') THEN
      RAISE EXCEPTION 'not the cancel code of this credential' {REFUSE};
    END IF;
    RETURN;
  END IF;
  IF e.at < date_trunc('hour', board.opens_at) OR e.at >= board.closes_at THEN
    RAISE EXCEPTION 'no ballot outside the window' {REFUSE};
  END IF;
  IF e.revision IS NULL OR e.revision::text <> ballot ->> 'revision' OR e.revision <> 1 + (
    SELECT count(*) FROM elections_boardentry b
    WHERE b.board_id = board.id AND b.credential = e.credential AND b.kind = 'ballot'
  ) THEN
    RAISE EXCEPTION 'not the next revision' {REFUSE};
  END IF;
  IF e.ballot_hash !~ '^[0-9a-f]{{64}}$' THEN
    RAISE EXCEPTION 'a ballot has a hash' {REFUSE};
  END IF;
  INSERT INTO elections_boardmark (board_id, mark)
    SELECT board.id, decode(o ->> component, 'hex')
      FROM jsonb_array_elements(ballot -> 'contests') c, jsonb_array_elements(c -> 'options') o,
           unnest(ARRAY['a', 'b']) component
    UNION ALL
    SELECT board.id, sha256(convert_to((o -> 'proof')::text, 'UTF8'))
      FROM jsonb_array_elements(ballot -> 'contests') c, jsonb_array_elements(c -> 'options') o
    UNION ALL
    SELECT board.id, sha256(convert_to((c -> 'sum')::text, 'UTF8')) FROM jsonb_array_elements(ballot -> 'contests') c;
END $$;
"""

COUNTS = f"""
CREATE OR REPLACE FUNCTION elections_board_counts(board elections_board, e elections_boardentry, body jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  counted bigint;
  found bigint;
BEGIN
  IF e.kind = 'close' THEN
    IF e.at < board.closes_at THEN
      RAISE EXCEPTION 'a board closes when its window is over' {REFUSE};
    END IF;
    IF (body ->> 'ballots', body ->> 'cancelled', body ->> 'challenges') IS DISTINCT FROM (
      SELECT (count(*) FILTER (WHERE kind = 'ballot')::text, count(*) FILTER (WHERE kind = 'cancel')::text,
              count(*) FILTER (WHERE kind = 'challenge')::text)
      FROM elections_boardentry WHERE board_id = board.id
    ) THEN
      RAISE EXCEPTION 'the numbers at closing are not those of the board' {REFUSE};
    END IF;
  ELSIF e.kind = 'tally' THEN
    SELECT count(DISTINCT b.credential) INTO counted FROM elections_boardentry b
      WHERE b.board_id = board.id AND b.kind = 'ballot' AND NOT EXISTS (
        SELECT 1 FROM elections_boardentry c
        WHERE c.board_id = board.id AND c.kind = 'cancel' AND c.credential = b.credential);
    IF counted < board.least OR counted::text <> body ->> 'counted' THEN
      RAISE EXCEPTION '% ballots count, nothing below % is opened', counted, board.least {REFUSE};
    END IF;
  ELSIF e.kind = 'credentials' THEN
    INSERT INTO elections_boardcredential (board_id, key, cancel)
      SELECT board.id, c ->> 'key', c ->> 'cancel' FROM jsonb_array_elements(body -> 'credentials') c;
    SELECT count(*) INTO found FROM elections_boardcredential mine
      JOIN elections_boardcredential other USING (key) JOIN elections_board b ON b.id = other.board_id
      WHERE mine.board_id = board.id AND b.election_id = board.election_id AND b.id <> board.id
        AND b.state IN ('open', 'closed', 'tallied', 'declared');
    IF found > 0 THEN
      RAISE EXCEPTION '% cards were used on an earlier board', found {REFUSE};
    END IF;
  END IF;
END $$;
"""

GROWS = f"""
CREATE OR REPLACE FUNCTION elections_board_grows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  board elections_board%ROWTYPE;
  last record;
  entry jsonb := NEW.content::jsonb;
BEGIN
  -- One writer at a time: a chain has one end.
  SELECT * INTO board FROM elections_board WHERE id = NEW.board_id FOR NO KEY UPDATE;
  board.roll := '';  -- handed on with the row below: a long text would be unpacked for each ballot
  board.booth := '';
  SELECT e.n, e.kind, e.hash, e.at INTO last FROM elections_boardentry e
    WHERE e.board_id = NEW.board_id ORDER BY e.n DESC LIMIT 1;
  IF NEW.n <> coalesce(last.n + 1, 0) OR NEW.parent <> coalesce(last.hash, repeat('0', 64)) OR NEW.at < last.at THEN
    RAISE EXCEPTION 'entry % is not the next of its chain', NEW.n {REFUSE};
  END IF;
  IF NEW.hash <> encode(sha256(convert_to(NEW.content, 'UTF8')), 'hex') OR right(NEW.content, 1) <> '}}' THEN
    RAISE EXCEPTION 'entry % has another hash', NEW.n {REFUSE};
  END IF;
  IF (entry ->> 'n', entry ->> 'kind', entry ->> 'parent', (entry ->> 'at')::timestamptz)
     IS DISTINCT FROM (NEW.n::text, NEW.kind::text, NEW.parent::text, NEW.at)
     OR (NEW.index IS NOT NULL AND NEW.index::text IS DISTINCT FROM entry -> 'body' ->> 'index')
     OR (NEW.index IS NULL AND (NEW.kind LIKE 'trustee.%' OR NEW.kind = 'share')) THEN
    RAISE EXCEPTION 'the row says something else than its content' {REFUSE};
  END IF;
  PERFORM elections_board_order(board, last.kind, NEW.kind);
  IF NEW.kind IN ('ballot', 'challenge', 'cancel') THEN
    PERFORM elections_board_voter(board, NEW, entry -> 'body');
  ELSIF NEW.kind IN ('close', 'tally', 'credentials') THEN
    PERFORM elections_board_counts(board, NEW, entry -> 'body');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_boardentry_grows BEFORE INSERT ON elections_boardentry
  FOR EACH ROW EXECUTE FUNCTION elections_board_grows();
"""

STATE = f"""
CREATE OR REPLACE FUNCTION elections_board_state(kind text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE kind WHEN 'manifest' THEN 'setting_up' WHEN 'trustee.complain' THEN 'broken' WHEN 'credentials' THEN 'ready'
    WHEN 'open' THEN 'open' WHEN 'close' THEN 'closed' WHEN 'tally' THEN 'tallied' WHEN 'result' THEN 'declared' END
$$;
CREATE OR REPLACE FUNCTION elections_board_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF elections_board_state(NEW.kind) IS NOT NULL THEN
    UPDATE elections_board SET state = elections_board_state(NEW.kind) WHERE id = NEW.board_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER elections_boardentry_follows AFTER INSERT ON elections_boardentry
  FOR EACH ROW EXECUTE FUNCTION elections_board_follows();

CREATE OR REPLACE FUNCTION elections_board_keeps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'preparing' THEN
      RAISE EXCEPTION 'a board begins without entries' {REFUSE};
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' OR (OLD.state <> 'preparing' AND (to_jsonb(OLD) - 'state') <> (to_jsonb(NEW) - 'state')) THEN
    RAISE EXCEPTION 'what the manifest fixed stays' {REFUSE};
  END IF;
  IF NEW.state <> OLD.state AND NEW.state IS DISTINCT FROM (
    SELECT elections_board_state(kind) FROM elections_boardentry WHERE board_id = NEW.id ORDER BY n DESC LIMIT 1
  ) THEN
    RAISE EXCEPTION 'a board is what its last entry says' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_board_keeps BEFORE INSERT OR UPDATE OR DELETE ON elections_board
  FOR EACH ROW EXECUTE FUNCTION elections_board_keeps();

CREATE OR REPLACE FUNCTION elections_trustee_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF 'preparing' <> (
    SELECT state FROM elections_board WHERE id = (CASE WHEN TG_OP = 'DELETE' THEN OLD.board_id ELSE NEW.board_id END) FOR SHARE
  ) THEN
    RAISE EXCEPTION 'seats are fixed with the manifest' {REFUSE};
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_trustee_stays BEFORE INSERT OR UPDATE OR DELETE ON elections_trustee
  FOR EACH ROW EXECUTE FUNCTION elections_trustee_stays();
"""

DROP = """
DROP FUNCTION IF EXISTS elections_board_grows, elections_board_follows, elections_board_keeps, elections_trustee_stays CASCADE;
DROP FUNCTION IF EXISTS elections_board_counts, elections_board_voter, elections_board_order, elections_board_rank,
  elections_board_state CASCADE
"""

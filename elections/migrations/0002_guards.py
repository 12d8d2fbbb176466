"""What a vote may become, and what nobody may do to a roll or a ballot: refused by the database, whoever asks."""

from django.db import migrations

from linli.core.triggers import append_only, drop_append_only

# Every function raises with this code, so that one test can tell a guard from any other failure.
REFUSE = "USING ERRCODE = 'restrict_violation'"

VOTE = f"""
CREATE OR REPLACE FUNCTION elections_vote_moves() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  took_part bigint;
  choices bigint;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a vote is never deleted: cancel it' {REFUSE};
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'draft' THEN
      RAISE EXCEPTION 'a vote begins as a draft' {REFUSE};
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.state <> OLD.state AND (OLD.state || '>' || NEW.state) NOT IN (
    'draft>announced', 'draft>open', 'announced>open', 'open>closed', 'closed>declared',
    'draft>cancelled', 'announced>cancelled', 'open>cancelled', 'closed>cancelled'
  ) THEN
    RAISE EXCEPTION 'a vote does not go from % to %', OLD.state, NEW.state {REFUSE};
  END IF;
  IF OLD.state <> 'draft' AND (
    OLD.community_id, OLD.key, OLD.question, OLD.explanation, OLD.kind, OLD.secrecy, OLD.audience, OLD.opens_at,
    OLD.closes_at, OLD.quorum_numerator, OLD.quorum_denominator, OLD.quorum_is_strict, OLD.passing_numerator,
    OLD.passing_denominator, OLD.passing_is_strict, OLD.passing_base
  ) IS DISTINCT FROM (
    NEW.community_id, NEW.key, NEW.question, NEW.explanation, NEW.kind, NEW.secrecy, NEW.audience, NEW.opens_at,
    NEW.closes_at, NEW.quorum_numerator, NEW.quorum_denominator, NEW.quorum_is_strict, NEW.passing_numerator,
    NEW.passing_denominator, NEW.passing_is_strict, NEW.passing_base
  ) THEN
    RAISE EXCEPTION 'question, window and rule are fixed once a vote is announced' {REFUSE};
  END IF;
  IF OLD.opened_at IS NOT NULL AND (OLD.roll_size, OLD.roll_hash, OLD.opened_at)
     IS DISTINCT FROM (NEW.roll_size, NEW.roll_hash, NEW.opened_at) THEN
    RAISE EXCEPTION 'the roll is frozen' {REFUSE};
  END IF;
  IF NEW.state = 'open' AND OLD.state <> 'open' THEN
    IF NEW.opened_at IS NULL OR NEW.opened_at < NEW.opens_at OR NEW.opened_at >= NEW.closes_at THEN
      RAISE EXCEPTION 'a vote opens inside its window' {REFUSE};
    END IF;
    IF NEW.roll_size = 0 OR length(NEW.roll_hash) <> 64
       OR NEW.roll_size <> (SELECT count(*) FROM elections_elector WHERE vote_id = NEW.id) THEN
      RAISE EXCEPTION 'a vote opens with its whole roll' {REFUSE};
    END IF;
    IF (SELECT count(*) FROM elections_option WHERE vote_id = NEW.id AND stance <> 'abstain') < 2 THEN
      RAISE EXCEPTION 'a vote has at least two options' {REFUSE};
    END IF;
    IF (NEW.secrecy = 'secret') <> EXISTS (SELECT 1 FROM elections_ballotbox WHERE vote_id = NEW.id) THEN
      RAISE EXCEPTION 'a secret vote has a box, a named one has none' {REFUSE};
    END IF;
  END IF;
  IF NEW.state = 'closed' AND OLD.state <> 'closed' THEN
    IF NEW.closed_at IS NULL OR NEW.closed_at < NEW.closes_at THEN
      RAISE EXCEPTION 'a vote closes when its window is over' {REFUSE};
    END IF;
    SELECT count(*) INTO took_part
      FROM elections_participation p JOIN elections_elector e ON e.id = p.elector_id WHERE e.vote_id = NEW.id;
    IF NEW.secrecy = 'secret' THEN
      SELECT count(*) INTO choices
        FROM elections_ballotbox b, jsonb_object_keys(b.choices) WHERE b.vote_id = NEW.id;
    ELSE
      SELECT count(DISTINCT b.elector_id) INTO choices
        FROM elections_ballot b JOIN elections_elector e ON e.id = b.elector_id WHERE e.vote_id = NEW.id;
    END IF;
    IF took_part <> choices THEN
      RAISE EXCEPTION '% took part, % ballots: a vote closes when both agree', took_part, choices {REFUSE};
    END IF;
  END IF;
  IF NEW.state = 'declared' AND NOT EXISTS (SELECT 1 FROM elections_result WHERE vote_id = NEW.id) THEN
    RAISE EXCEPTION 'a vote is declared with its result' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_vote_moves BEFORE INSERT OR UPDATE OR DELETE ON elections_vote
  FOR EACH ROW EXECUTE FUNCTION elections_vote_moves();
"""

# FOR SHARE: a vote that is being opened or closed waits for the ballots on their way, and they for it.
ENTRIES = f"""
CREATE OR REPLACE FUNCTION elections_before_opening() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  vote_state text;
BEGIN
  IF TG_OP <> 'INSERT' AND TG_ARGV[0] = 'only insert' THEN
    RAISE EXCEPTION '% refused on %', TG_OP, TG_TABLE_NAME {REFUSE};
  END IF;
  SELECT state INTO vote_state FROM elections_vote
    WHERE id = (CASE WHEN TG_OP = 'DELETE' THEN OLD.vote_id ELSE NEW.vote_id END) FOR SHARE;
  IF vote_state <> 'draft' AND NOT (vote_state = 'announced' AND TG_ARGV[0] = 'only insert') THEN
    RAISE EXCEPTION '% of a vote that is % is fixed', TG_TABLE_NAME, vote_state {REFUSE};
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_elector_frozen BEFORE INSERT OR UPDATE OR DELETE ON elections_elector
  FOR EACH ROW EXECUTE FUNCTION elections_before_opening('only insert');
CREATE TRIGGER elections_option_fixed BEFORE INSERT OR UPDATE OR DELETE ON elections_option
  FOR EACH ROW EXECUTE FUNCTION elections_before_opening('draft');
"""

PARTICIPATION = f"""
CREATE OR REPLACE FUNCTION elections_takes_part() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  vote elections_vote%ROWTYPE;
BEGIN
  SELECT v.* INTO vote FROM elections_vote v JOIN elections_elector e ON e.vote_id = v.id
    WHERE e.id = NEW.elector_id FOR SHARE OF v;
  IF vote.state <> 'open' OR NEW.at IS NULL OR NEW.at < vote.opens_at OR NEW.at >= vote.closes_at THEN
    RAISE EXCEPTION 'nobody takes part in a vote outside its window' {REFUSE};
  END IF;
  NEW.at := NULL;  -- checked, and forgotten
  RETURN NEW;
END $$;
CREATE TRIGGER elections_participation_window BEFORE INSERT ON elections_participation
  FOR EACH ROW EXECUTE FUNCTION elections_takes_part();
"""

BALLOT = f"""
CREATE OR REPLACE FUNCTION elections_named_ballot() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  vote elections_vote%ROWTYPE;
BEGIN
  SELECT v.* INTO vote FROM elections_vote v JOIN elections_elector e ON e.vote_id = v.id
    WHERE e.id = NEW.elector_id FOR SHARE OF v;
  IF vote.secrecy <> 'named' THEN
    RAISE EXCEPTION 'a secret vote has no ballots with names' {REFUSE};
  END IF;
  IF vote.state <> 'open' OR NEW.cast_at < vote.opens_at OR NEW.cast_at >= vote.closes_at THEN
    RAISE EXCEPTION 'no ballot outside the window' {REFUSE};
  END IF;
  IF NOT EXISTS (SELECT 1 FROM elections_option WHERE id = NEW.option_id AND vote_id = vote.id) THEN
    RAISE EXCEPTION 'the option belongs to another vote' {REFUSE};
  END IF;
  IF NOT EXISTS (SELECT 1 FROM elections_participation WHERE elector_id = NEW.elector_id) THEN
    RAISE EXCEPTION 'a ballot without participation' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_ballot_window BEFORE INSERT ON elections_ballot
  FOR EACH ROW EXECUTE FUNCTION elections_named_ballot();
"""

BOX = f"""
CREATE OR REPLACE FUNCTION elections_box_fills() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  vote elections_vote%ROWTYPE;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a ballot box is never taken away' {REFUSE};
  END IF;
  SELECT * INTO vote FROM elections_vote WHERE id = NEW.vote_id FOR SHARE;
  IF TG_OP = 'INSERT' THEN
    IF NEW.choices <> '{{}}'::jsonb OR vote.secrecy <> 'secret' OR vote.state NOT IN ('draft', 'announced') THEN
      RAISE EXCEPTION 'a ballot box is set up empty, for a secret vote, before it opens' {REFUSE};
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.vote_id <> OLD.vote_id OR vote.state <> 'open' OR NOT NEW.choices @> OLD.choices THEN
    RAISE EXCEPTION 'choices are only ever added, and only while the vote is open' {REFUSE};
  END IF;
  IF EXISTS (
    SELECT 1 FROM jsonb_each(NEW.choices) c WHERE c.key !~ '^[2-9a-z]{{12}}$' OR NOT EXISTS (
      SELECT 1 FROM elections_option o WHERE o.vote_id = NEW.vote_id AND to_jsonb(o.position) = c.value)
  ) THEN
    RAISE EXCEPTION 'a choice that is not on the ballot' {REFUSE};
  END IF;
  IF (SELECT count(*) FROM jsonb_object_keys(NEW.choices)) <> (
    SELECT count(*) FROM elections_participation p JOIN elections_elector e ON e.id = p.elector_id
      WHERE e.vote_id = NEW.vote_id
  ) THEN
    RAISE EXCEPTION 'the box holds one choice for each who took part' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_ballotbox_fills BEFORE INSERT OR UPDATE OR DELETE ON elections_ballotbox
  FOR EACH ROW EXECUTE FUNCTION elections_box_fills();
-- Earlier versions of a box would show what one ballot added: they are swept out at once, not at a fifth of the table.
ALTER TABLE elections_ballotbox SET (
  autovacuum_vacuum_threshold = 5, autovacuum_vacuum_scale_factor = 0,
  toast.autovacuum_vacuum_threshold = 5, toast.autovacuum_vacuum_scale_factor = 0
);
"""

RESULT = f"""
CREATE OR REPLACE FUNCTION elections_result_after_close() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT state FROM elections_vote WHERE id = NEW.vote_id FOR SHARE) <> 'closed' THEN
    RAISE EXCEPTION 'no result before a vote is closed' {REFUSE};
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER elections_result_after_close BEFORE INSERT ON elections_result
  FOR EACH ROW EXECUTE FUNCTION elections_result_after_close();
"""

FUNCTIONS = {
    VOTE: "elections_vote_moves",
    ENTRIES: "elections_before_opening",
    PARTICIPATION: "elections_takes_part",
    BALLOT: "elections_named_ballot",
    BOX: "elections_box_fills",
    RESULT: "elections_result_after_close",
}
APPEND_ONLY = ["elections_participation", "elections_ballot", "elections_result"]


class Migration(migrations.Migration):
    dependencies = [("elections", "0001_initial")]
    operations = [
        *(migrations.RunSQL(make, f"DROP FUNCTION {name} CASCADE") for make, name in FUNCTIONS.items()),
        *(migrations.RunSQL(append_only(table), drop_append_only(table)) for table in APPEND_ONLY),
    ]

"""What no constraint can say: where a comment stands in its thread, and that topics stay within their community."""

from django.db import migrations

from linli.core.triggers import append_only, drop_append_only

REFUSE = "USING ERRCODE = 'check_violation'"

# A comment's path is the object it is about, then the ids of the comments above it, then its own. Nobody else's path
# ever has to change for it, so writers do not wait for each other. An answer to the third level stands beside it.
PATH = f"""
CREATE FUNCTION forum_comment_path() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  root text;
  above text;
  place bigint;
BEGIN
  SELECT t.app_label || '.' || t.model || '.' || c.object_pk INTO root
    FROM django_comments c JOIN django_content_type t ON t.id = c.content_type_id
    WHERE c.id = NEW.xtdcomment_ptr_id;
  above := root;
  IF NEW.reply_to_id IS NOT NULL THEN
    SELECT path, community_id INTO above, place FROM forum_comment WHERE xtdcomment_ptr_id = NEW.reply_to_id;
    IF place IS DISTINCT FROM NEW.community_id OR split_part(above, '/', 1) <> root THEN
      RAISE EXCEPTION 'an answer stands in the thread of what it answers' {REFUSE};
    END IF;
    above := array_to_string((string_to_array(above, '/'))[1:3], '/');
  END IF;
  IF split_part(root, '.', 1) = 'forum' AND NOT EXISTS (
    SELECT 1 FROM forum_topic WHERE id = split_part(root, '.', 3)::bigint AND community_id = NEW.community_id
  ) THEN
    RAISE EXCEPTION 'a comment belongs to the community of its topic' {REFUSE};
  END IF;
  NEW.path := above || '/' || lpad(to_hex(NEW.xtdcomment_ptr_id), 8, '0');
  RETURN NEW;
END $$;
CREATE TRIGGER forum_comment_path BEFORE INSERT ON forum_comment
  FOR EACH ROW EXECUTE FUNCTION forum_comment_path();
"""
STAYS = f"""
CREATE FUNCTION forum_comment_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a comment stays where it was written' {REFUSE};
END $$;
CREATE TRIGGER forum_comment_stays BEFORE UPDATE ON forum_comment FOR EACH ROW
  WHEN ((OLD.path, OLD.community_id, OLD.reply_to_id) IS DISTINCT FROM (NEW.path, NEW.community_id, NEW.reply_to_id))
  EXECUTE FUNCTION forum_comment_stays();
"""
UNDO = """
DROP TRIGGER forum_comment_path ON forum_comment; DROP FUNCTION forum_comment_path();
DROP TRIGGER forum_comment_stays ON forum_comment; DROP FUNCTION forum_comment_stays();
"""
# A board of another community would show its topics there.
BOARD = """
ALTER TABLE forum_board ADD CONSTRAINT forum_board_place UNIQUE (id, community_id);
ALTER TABLE forum_topic ADD CONSTRAINT forum_topic_on_own_board
  FOREIGN KEY (board_id, community_id) REFERENCES forum_board (id, community_id) DEFERRABLE INITIALLY IMMEDIATE;
"""
BOARD_UNDO = """
ALTER TABLE forum_topic DROP CONSTRAINT forum_topic_on_own_board;
ALTER TABLE forum_board DROP CONSTRAINT forum_board_place;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("forum", "0001_initial"),
        ("django_comments", "0003_add_submit_date_index"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [
        migrations.RunSQL(PATH + STAYS, UNDO),
        migrations.RunSQL(BOARD, BOARD_UNDO),
        migrations.RunSQL(append_only("forum_moderationentry"), drop_append_only("forum_moderationentry")),
    ]

"""What no code can go around: a notice is read by nobody before its review has been approved."""

from django.db import migrations

PUBLISHED_ONLY_AS_APPROVED = """
CREATE FUNCTION cms_only_approved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.live
    AND EXISTS (SELECT 1 FROM cms_noticepage WHERE page_ptr_id = NEW.id)
    AND NOT EXISTS (
      SELECT 1 FROM cms_review
      WHERE notice_id = NEW.id AND revision_id = NEW.live_revision_id AND outcome = 'approved')
  THEN
    RAISE EXCEPTION 'notice % has no approved review of what would be published', NEW.id
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'cms_only_approved';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER cms_only_approved BEFORE UPDATE OF live, live_revision_id ON wagtailcore_page
  FOR EACH ROW WHEN (NEW.live) EXECUTE FUNCTION cms_only_approved();

CREATE FUNCTION cms_born_as_draft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM wagtailcore_page WHERE id = NEW.page_ptr_id AND live) THEN
    RAISE EXCEPTION 'notice % must begin as a draft', NEW.page_ptr_id
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'cms_born_as_draft';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER cms_born_as_draft BEFORE INSERT ON cms_noticepage
  FOR EACH ROW EXECUTE FUNCTION cms_born_as_draft();
"""

WHAT_WAS_REVIEWED_STAYS = """
CREATE FUNCTION cms_review_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'review % is decided: it is never changed', OLD.id
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'cms_review_final';
END $$;
CREATE TRIGGER cms_review_final BEFORE UPDATE OR DELETE ON cms_review
  FOR EACH ROW WHEN (OLD.outcome <> '') EXECUTE FUNCTION cms_review_final();

CREATE FUNCTION cms_revision_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM cms_review WHERE revision_id = OLD.id) THEN
    RAISE EXCEPTION 'revision % was handed in for review: its content stays', OLD.id
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'cms_revision_final';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER cms_revision_final BEFORE UPDATE OF content ON wagtailcore_revision
  FOR EACH ROW WHEN (OLD.content IS DISTINCT FROM NEW.content) EXECUTE FUNCTION cms_revision_final();
"""

DROP = """
DROP TRIGGER cms_revision_final ON wagtailcore_revision; DROP FUNCTION cms_revision_final();
DROP TRIGGER cms_review_final ON cms_review; DROP FUNCTION cms_review_final();
DROP TRIGGER cms_born_as_draft ON cms_noticepage; DROP FUNCTION cms_born_as_draft();
DROP TRIGGER cms_only_approved ON wagtailcore_page; DROP FUNCTION cms_only_approved();
"""


class Migration(migrations.Migration):
    dependencies = [("cms", "0001_initial")]
    operations = [migrations.RunSQL(PUBLISHED_ONLY_AS_APPROVED + WHAT_WAS_REVIEWED_STAYS, DROP)]

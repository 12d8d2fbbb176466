"""What no constraint can say: which steps a booking may take, what of it is frozen, who may be reviewed."""

from collections.abc import Mapping

from django.db import migrations

from linli.core.triggers import append_only, drop_append_only
from marketplace.rules.bookings import PROVIDER_TRANSITIONS, TRANSITIONS


def steps(table: Mapping[str, frozenset[str]]) -> str:
    pairs = sorted(f"'{state}>{to}'" for state, following in table.items() for to in following)
    return ", ".join(pairs)


def trigger(name: str, table: str, when: str, body: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$; "
        f"CREATE TRIGGER {name} {when} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
        f"DROP TRIGGER {name} ON {table}; DROP FUNCTION {name}()",
    )


def refuse(condition: str, reason: str) -> str:
    return f"IF {condition} THEN RAISE EXCEPTION '{reason}' USING ERRCODE = 'check_violation'; END IF; "


BOOKING_BEGINS = (
    refuse("NEW.state <> 'requested'", "a booking begins as requested")
    + refuse(
        "NOT EXISTS (SELECT 1 FROM marketplace_listing l JOIN marketplace_provider p ON p.id = l.provider_id "
        "WHERE l.id = NEW.listing_id AND p.id = NEW.provider_id AND p.user_id = NEW.worker_id)",
        "listing, provider and worker do not belong together",
    )
    + "RETURN NEW;"
)
BOOKING_MOVES = (
    refuse(
        "(OLD.listing_id, OLD.provider_id, OLD.worker_id, OLD.resident_id, OLD.starts_at, OLD.ends_at, OLD.price) "
        "IS DISTINCT FROM "
        "(NEW.listing_id, NEW.provider_id, NEW.worker_id, NEW.resident_id, NEW.starts_at, NEW.ends_at, NEW.price)",
        "what was agreed is frozen",
    )
    + refuse(
        f"OLD.state <> NEW.state AND (OLD.state || '>' || NEW.state) NOT IN ({steps(TRANSITIONS)})",
        "no such step of a booking",
    )
    + "RETURN NEW;"
)
PROVIDER_MOVES = (
    refuse("(OLD.user_id, OLD.community_id) <> (NEW.user_id, NEW.community_id)", "a provider stays who it is")
    + refuse(
        f"OLD.state <> NEW.state AND (OLD.state || '>' || NEW.state) NOT IN ({steps(PROVIDER_TRANSITIONS)})",
        "no such step of a provider",
    )
    + "RETURN NEW;"
)
REVIEW_BEGINS = (
    refuse(
        "NOT EXISTS (SELECT 1 FROM marketplace_booking WHERE id = NEW.booking_id AND state = 'confirmed')",
        "only completed bookings are reviewed",
    )
    + "RETURN NEW;"
)
REVIEW_STAYS = (
    refuse(
        "(OLD.booking_id, OLD.grade, OLD.text, OLD.written_at) IS DISTINCT FROM "
        "(NEW.booking_id, NEW.grade, NEW.text, NEW.written_at) OR OLD.reply <> ''",
        "a review is written once, and answered once",
    )
    + "RETURN NEW;"
)


class Migration(migrations.Migration):
    dependencies = [("marketplace", "0001_initial")]
    operations = [
        trigger("marketplace_booking_begins", "marketplace_booking", "BEFORE INSERT", BOOKING_BEGINS),
        trigger("marketplace_booking_moves", "marketplace_booking", "BEFORE UPDATE", BOOKING_MOVES),
        trigger("marketplace_provider_moves", "marketplace_provider", "BEFORE UPDATE", PROVIDER_MOVES),
        trigger("marketplace_review_begins", "marketplace_review", "BEFORE INSERT", REVIEW_BEGINS),
        trigger("marketplace_review_stays", "marketplace_review", "BEFORE UPDATE", REVIEW_STAYS),
        migrations.RunSQL(append_only("marketplace_bookingevent"), drop_append_only("marketplace_bookingevent")),
    ]

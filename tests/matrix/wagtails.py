"""Wagtail's admin: which kind of person may read and write at which address, for things of their own community.

Kinds follow from permissions (roles/wagtail_policies/grants.py), so a new role needs no new row.
"""

from django.utils import timezone

from linli.accounts.models import User
from linli.communities.models import Community
from linli.roles.rights import appointments_of, forget, permissions_in
from linli.roles.wagtail_policies.grants import OPENS_ADMIN, PAGES, actions_of
from tests.matrix.tables import Row, row

STRANGER, OUTSIDER, NEIGHBOUR = (
    "stranger",
    "outsider",
    "neighbour",
)  # a neighbour opens the admin, for his own
WRITER, REVIEWER, BOTH, OPERATOR, ROOT = "writer", "reviewer", "both", "operator", "root"

ALL = {STRANGER, OUTSIDER, NEIGHBOUR, WRITER, REVIEWER, BOTH, OPERATOR, ROOT}
ADMIN = ALL - {STRANGER, OUTSIDER}  # may open the admin
EDIT = ADMIN - {NEIGHBOUR}
ADD = EDIT - {REVIEWER}
PUBLISH = EDIT - {WRITER}
MOVE = ADD & PUBLISH
UPLOAD = ADMIN - {REVIEWER}  # into whichever collection is theirs
RUN = {OPERATOR, ROOT}
SITE = {ROOT}


def kind(user: User | None, community: Community) -> str:
    if user is None:
        return STRANGER
    if user.is_superuser:
        return ROOT
    forget(user)
    actions = actions_of(permissions_in(user, community, timezone.now()), PAGES)
    if not actions:
        held = {p for a in appointments_of(user, timezone.now()) for p in a.role.permissions}
        return NEIGHBOUR if held & OPENS_ADMIN else OUTSIDER
    if "bulk_delete" in actions:
        return OPERATOR
    return {(True, False): WRITER, (False, True): REVIEWER}.get(
        ("add" in actions, "publish" in actions), BOTH
    )


ROWS: list[Row] = [
    # the door
    row("wagtailadmin_home", ADMIN),
    row("wagtailadmin_sprite", ALL, ALL),
    row("wagtailadmin_javascript_catalog", ALL),
    row("wagtailadmin_login"),  # sends to allauth's; who is signed in and was sent here may not enter
    row("wagtailadmin_password_reset"),  # sends to allauth's
    row("admin/password_reset/<path:rest>"),
    row("wagtailadmin_logout", (), ADMIN),
    row("wagtailadmin_account", ADMIN, ADMIN),
    row("wagtailadmin_dismissibles", ADMIN),
    row("wagtailadmin_block_preview"),  # no block of ours has a preview
    row("admin/^.*/$"),
    # lists, each narrowed to one's own
    row("wagtailadmin_api:*:listing", ADMIN),
    row("wagtailadmin_api:*:find"),
    row("wagtailadmin_explore_root", ADMIN),
    row("wagtailadmin_pages:search*", ADMIN),
    row("wagtailadmin_pages:type_use*", ADMIN),
    row("wagtailadmin_choose_page", ADMIN),
    row("wagtailadmin_choose_page_search", ADMIN),
    row("wagtailadmin_choose_page_*_link", ADMIN, ADMIN),
    row("wagtailadmin_tag_autocomplete", ADMIN, ADMIN),
    row("wagtailadmin_tag_model_autocomplete", ADMIN, ADMIN),
    row("wagtailadmin_reports:locked_pages*", ADMIN - {WRITER}),
    row("wagtailadmin_reports:workflow*", ADMIN),
    row("wagtailadmin_reports:site_history*", ADMIN),
    row("wagtailadmin_reports:aging_pages*", ADMIN),
    row("wagtailadmin_reports:page_types_usage*", RUN),
    row("wagtailadmin_pages:choose_parent", ADMIN, ADMIN),
    # one page
    row("wagtailadmin_api:pages:detail", EDIT),
    row("wagtailadmin_api:pages:action", (), PUBLISH),
    row("wagtailadmin_explore", EDIT),
    row("wagtailadmin_explore_results", EDIT),
    row("wagtailadmin_choose_page_child", EDIT),
    row("wagtailadmin_choose_page_chosen_multiple", EDIT),
    row("wagtail_bulk_action", ADMIN, PUBLISH),  # says of which pages the answer is no, without naming them
    row("wagtailadmin_pages:add", ADD, ADD),
    row("wagtailadmin_pages:add_subpage", ADD, ADD),
    row("wagtailadmin_pages:preview_on_add", ADD, ADD),
    row("wagtailadmin_pages:edit", EDIT, EDIT),
    row("wagtailadmin_pages:preview_on_edit", EDIT, EDIT),
    row("wagtailadmin_pages:view_draft", EDIT, EDIT),
    row("wagtailadmin_pages:usage", EDIT),
    row("wagtailadmin_pages:delete", PUBLISH, PUBLISH),  # it is live
    row("wagtailadmin_pages:unpublish", PUBLISH, PUBLISH),
    row("wagtailadmin_pages:convert_alias"),  # there is no alias
    row("wagtailadmin_pages:move", PUBLISH, PUBLISH),
    row("wagtailadmin_pages:move_confirm", MOVE, MOVE),
    row("wagtailadmin_pages:set_page_position", (), MOVE),
    row("wagtailadmin_pages:copy", EDIT, EDIT),  # where to is asked when it is sent
    row("wagtailadmin_pages:workflow_action", SITE, SITE),  # notices are reviewed at the portal's desk
    row("wagtailadmin_pages:collect_workflow_action_data", SITE, SITE),
    row("wagtailadmin_pages:confirm_workflow_cancellation", PUBLISH, PUBLISH),
    row("wagtailadmin_pages:workflow_preview", SITE),
    row("wagtailadmin_pages:workflow_history*", EDIT),
    row("wagtailadmin_pages:set_privacy", PUBLISH, PUBLISH),
    row("wagtailadmin_pages:lock", (), PUBLISH),
    row("wagtailadmin_pages:unlock", (), PUBLISH),
    row("wagtailadmin_pages:history*", EDIT),
    row("wagtailadmin_pages:revisions_index", ADMIN, ADMIN),  # sends on to the history, which asks
    row("wagtailadmin_pages:revisions_view", EDIT),
    row("wagtailadmin_pages:revisions_compare", EDIT),
    row("wagtailadmin_pages:revisions_revert", EDIT, EDIT),
    row("wagtailadmin_pages:revisions_unschedule", PUBLISH, PUBLISH),
    row("wagtailadmin_editing_sessions:ping", (), EDIT),
    row("wagtailadmin_editing_sessions:release", (), ADMIN),  # says the same whoever asks for whichever
    # images and documents
    row("wagtailadmin_api:images:detail", EDIT),
    row("wagtailadmin_api:documents:detail", EDIT),
    *[
        entry
        for app in ("wagtailimages", "wagtaildocs")
        for entry in (
            row(f"{app}:index*", ADMIN),
            row(f"{app}:add", UPLOAD, UPLOAD),
            row(f"{app}:add_multiple", UPLOAD, UPLOAD),
            row(f"{app}:create_multiple_from_uploaded_*"),  # only for what one has just uploaded oneself
            row(f"{app}:delete_upload_multiple"),
            row(f"{app}:edit", EDIT, EDIT),
            row(f"{app}:edit_multiple", (), EDIT),
            row(f"{app}:delete", EDIT, EDIT),
            row(f"{app}:delete_multiple", (), EDIT),
            row(f"{app}:*_usage", EDIT),
            row(f"{app}_chooser:choose*", ADMIN),
            row(f"{app}_chooser:chosen", EDIT),
            row(f"{app}_chooser:chosen_multiple", ADMIN),  # leaves out what is another's
            row(f"{app}_chooser:create", UPLOAD, UPLOAD),
        )
    ],
    row("wagtailimages:url_generator*"),  # not switched on
    row("wagtailimages:preview", EDIT, EDIT),
    row("wagtailimages_chooser:select_format", EDIT, EDIT),
    row("wagtailembeds:chooser*", ADMIN, ADMIN),
    # collections
    row("wagtailadmin_collections:index", RUN),
    row("wagtailadmin_collections:add", RUN, RUN),
    row("wagtailadmin_collections:edit", RUN, RUN),
    row("wagtailadmin_collections:set_privacy", RUN, RUN),
    row("wagtailadmin_collections:delete", SITE),  # there are things in it
    # the installation
    row("wagtailadmin_workflows:task_chooser", ADMIN),
    row("wagtailadmin_workflows:task_chooser_results", ADMIN),
    row("wagtailadmin_workflows:task_chooser_create", ADMIN, SITE),
    row("wagtailadmin_workflows:task_chosen", ADMIN, ADMIN),
    row("wagtailadmin_workflows:index*", SITE),
    row("wagtailadmin_workflows:usage*", SITE),
    row("wagtailadmin_workflows:task_index*", SITE),
    *[
        row(f"wagtailadmin_workflows:{what}", SITE, SITE)
        for what in ("add", "edit", "disable", "add_task", "select_task_type", "edit_task", "disable_task")
    ],
    *[row(f"wagtailadmin_workflows:{what}", (), SITE) for what in ("enable", "enable_task", "remove")],
    row("wagtailredirects:index*", SITE),
    *[row(f"wagtailredirects:{what}", SITE, SITE) for what in ("add", "edit", "delete", "start_import")],
    row("wagtailredirects:process_import", (), SITE),
    row("wagtailsnippets:index"),  # there is no snippet
    *[
        entry
        for space in ("wagtailsites", "wagtailusers_users", "wagtailusers_groups")
        for entry in (
            row(f"{space}:index*", SITE),
            row(f"{space}:history*", SITE),
            row(f"{space}:usage", SITE),
            row(f"{space}:add", SITE, SITE),
            row(f"{space}:edit", SITE, SITE),
            row(f"{space}:delete", SITE, SITE),
        )
    ],
    row("wagtailsites:copy", SITE, SITE),
    row("wagtailusers_users:copy", SITE, SITE),
]

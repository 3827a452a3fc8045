"""What the accounts give to the house: signing in and out, the closed screen, their list."""

from kernel.web.rooms import Demo, Heading, Link, Room, Says
from kernel.words.i18n import lazy as _l
from people.accounts import commands, demo, operations, replay, views, words
from people.register.events import PersonDismissed
from people.roles.rules import Permission, Role

ROOM = Room(
    name="people.accounts",
    blueprint=views.bp,
    permissions=frozenset({Permission.FRAME, Permission.KEEP_ACCOUNTS}),
    links=(Link(Heading.CONTROL, 40, Permission.KEEP_ACCOUNTS, "accounts.accounts", _l("Accounts")),),
    pages={"start": "accounts.start", "me": "accounts.me", "lock": "accounts.lock", "sign_out": "accounts.sign_out"},
    first_pages={Role.ADMINISTRATOR: "accounts.accounts"},
    commands=(commands.account,),
    listeners={PersonDismissed: (operations.end_sessions_of_dismissed,)},
    acts=words.OPS,
    guards=words.GUARDS,
    says=Says(words.sentence, words.FIELDS),
    replays=(replay.untrue,),
    baselines=(replay.baseline,),
    demo=Demo(demo.build, demo.tells),
)

"""What the posts give to the house."""

from kernel.web.rooms import Demo, Heading, Link, Room
from kernel.words.i18n import lazy as _l
from people.posts import demo, views, words
from people.roles.rules import Permission

ROOM = Room(
    name="people.posts",
    blueprint=views.bp,
    permissions=frozenset({Permission.KEEP_POSTS}),
    links=(Link(Heading.BOOKS, 45, Permission.KEEP_POSTS, "posts.posts", _l("Posts")),),
    acts=words.OPS,
    guards=words.GUARDS,
    demo=Demo(demo.build),
)

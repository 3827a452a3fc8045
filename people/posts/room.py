"""What the posts give to the house."""

from kernel.web.rooms import Demo, Heading, Link, Panel, Room, Says, Subject
from kernel.words.i18n import lazy as _l
from people.posts import demo, replay, views, words
from people.roles.rules import Permission

ROOM = Room(
    name="people.posts",
    blueprint=views.bp,
    permissions=frozenset({Permission.KEEP_POSTS}),
    links=(Link(Heading.BOOKS, 45, Permission.KEEP_POSTS, "posts.posts", _l("Posts")),),
    panels=(Panel(Subject.PERSON, Permission.SEE_PERSONS, "people/posts/of_person.html", views.of_person),),
    acts=words.OPS,
    guards=words.GUARDS,
    says=Says(words.sentence, words.FIELDS),
    replays=(replay.untrue,),
    demo=Demo(demo.build),
)

"""The frame as a room: health, the language, what the kernel itself writes and forgets."""

from kernel.journal import words
from kernel.web import act_keys, frame, typed
from kernel.web.rooms import Room, Step

ROOM = Room(
    name="kernel.web",
    blueprint=frame.bp,
    daily=(Step("forget_acted_requests", act_keys.forget), Step("forget_typed_work", typed.forget)),
    acts=words.OPS,
)

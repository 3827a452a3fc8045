"""The invented places of the demo."""

from carriers.storage import operations
from carriers.storage.models import Place
from carriers.storage.rules import PlaceKind
from kernel.account import CONSOLE
from kernel.console.stage import DAYS_AGO, Stage
from kernel.grades import Grade

PLACES = (
    ("101", "", "Құпия бөлім · Секретная часть", Grade.SPECIAL_IMPORTANCE),
    ("101-1", "101", "Сейф 1", Grade.SPECIAL_IMPORTANCE),
    ("101-2", "101", "Сейф 2", Grade.TOP_SECRET),
    ("101-3", "101", "Шкаф 3", Grade.SECRET),
)


def build(stage: Stage) -> None:
    """A room of the registry with its safes."""
    places: dict[str, Place] = {}
    with stage.act(days_ago=DAYS_AGO) as session:
        for number, parent, name, rank in PLACES:
            kind = PlaceKind.SAFE if parent else PlaceKind.PREMISE
            places[number] = operations.arrange(
                session, number, kind=kind, name=name, max_rank=rank, parent=places.get(parent), by=CONSOLE
            )

"""Demo."""

from kernel.console.stage import Stage


def build(stage: Stage) -> None:
    stage.names.get("")

"""What a content stream calls by name, looked up in its resources once."""

from collections.abc import Callable
from typing import Any, TypeVar

from printshop.preflight.colour import ColourSpace, colour_space
from printshop.preflight.content.typeface import Face, read_face

Thing = TypeVar("Thing")


class Named:
    """The resources of one content stream."""

    def __init__(self, resources: Any) -> None:
        """Take a resource dictionary, or None."""
        self.resources = resources
        self._found: dict[tuple[str, str], Any] = {}

    def face(self, name: str) -> Face:
        """Find a font; ValueError when there is none."""
        return self._once("/Font", name, read_face)

    def space(self, named: Any) -> ColourSpace:
        """Find a colour space, by its name or as it stands in the stream."""
        if isinstance(named, str):
            key = ("space", named)
            if key not in self._found:
                self._found[key] = colour_space(named, self.resources)
            space: ColourSpace = self._found[key]
            return space
        return colour_space(named, self.resources)

    def object(self, name: str) -> Any:
        """Find a form or a picture; ValueError when there is none."""
        return self._once("/XObject", name, lambda found: found)

    def state(self, name: str) -> Any:
        """Find an ExtGState; ValueError when there is none."""
        return self._once("/ExtGState", name, lambda found: found)

    def pattern(self, name: str) -> Any:
        """Find a pattern; ValueError when there is none."""
        return self._once("/Pattern", name, lambda found: found)

    def shading(self, name: str) -> Any:
        """Find a shading; ValueError when there is none."""
        return self._once("/Shading", name, lambda found: found)

    def _once(self, kind: str, name: str, read: Callable[[Any], Thing]) -> Thing:
        key = (kind, name)
        if key not in self._found:
            kinds = self.resources.get(kind) if self.resources is not None else None
            found = kinds.get(name) if kinds is not None else None
            if found is None:
                raise ValueError(f"nothing is called {name} in {kind}")
            self._found[key] = read(found)
        thing: Thing = self._found[key]
        return thing

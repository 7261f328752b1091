"""Clean a vector drawing, and find its size.

A drawing may reach for the network, for files, for scripts, or unfold into
millions of copies of itself. None of that is printed:

* no entities (XML 1.0, 4.2), no scripts, no foreign content, no animation
* references only to parts of the same drawing, or to pictures inside it
* ``use`` elements unfold into no more than a bearable number of elements
"""

import re
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from printshop.pictures.errors import PictureError

SVG = "{http://www.w3.org/2000/svg}"
LARGEST_DRAWING = 20_000_000
"""Bytes."""
DEEPEST_NESTING = 60
MOST_ELEMENTS = 50_000
"""Counted as they are drawn, with every copy."""

_ACTIVE = frozenset(
    {"script", "foreignObject", "handler", "listener", "iframe", "audio", "video"}
    | {"set", "animate", "animateMotion", "animateTransform", "animateColor"}
)
_UNITS_PX = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0}
_UNITS_PX |= {"mm": 96 / 25.4, "cm": 96 / 2.54}
_LENGTH = re.compile(r"\s*\+?([0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]{1,2})?)\s*([a-z]*)\s*")
_INSIDE = re.compile(r"#|data:image/(?:png|jpeg|gif|webp);base64,", re.IGNORECASE)
_URL = re.compile(r"url\(\s*['\"]?(?!\s*['\"]?#)[^)]*\)?", re.IGNORECASE)
_COPY = re.compile(r"\s*#(\S+)\s*$")
_PAINT = re.compile(r"(?:.*[:\s])?url\(\s*['\"]?#([^)'\"\s]+)", re.DOTALL)
_DRAWN = frozenset({"pattern", "mask", "clipPath", "marker"})
"""What is drawn once for every element that refers to it; gradients are cheap."""

_IMPORT = re.compile(r"@import[^;]*;?|@font-face\s*\{[^}]*\}?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A clean drawing and its size, in hundredths of a point."""

    data: bytes
    width: int
    height: int


def clean_drawing(data: bytes) -> Drawing:
    """Clean an SVG file's bytes; PictureError when it is none, or a dangerous one."""
    root = _parsed(data)
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or _local(element.tag) in _ACTIVE:
            _remove(element)
        else:
            _clean_attributes(element)
            if _local(element.tag) == "style":
                _clean_style(element)
    _refuse_bombs(root)
    width, height = _size(root)
    return Drawing(etree.tostring(root, encoding="utf-8"), width, height)


def _parsed(data: bytes) -> Element:
    if len(data) > LARGEST_DRAWING:
        raise PictureError(
            f"the drawing is larger than {LARGEST_DRAWING // 1_000_000} MB",
            hint="simplify it, or save it as PNG",
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise PictureError(
            "the drawing is no SVG that can be read",
            hint="open it in a drawing program and save it as plain SVG",
        ) from error
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise PictureError(
            "the drawing uses entities", hint="save it again as plain SVG"
        )
    if root.tag != f"{SVG}svg":
        raise PictureError(
            "the drawing's outermost element is not an SVG one",
            hint="save it again as plain SVG",
        )
    return root


def _local(name: str) -> str:
    """Take the namespace off an element's or attribute's name."""
    return name.rpartition("}")[2]


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        element.tail = None
        parent.remove(element)


def _clean_attributes(element: Element) -> None:
    """Drop what acts, and what points out of the drawing."""
    for name, value in element.attrib.items():
        local = _local(str(name)).lower()
        points_out = local in {"href", "src", "base"} and not _INSIDE.match(
            str(value).strip()
        )
        if local.startswith("on") or points_out or _URL.search(str(value)):
            del element.attrib[name]


def _clean_style(element: Element) -> None:
    """Drop imports, fonts and addresses from a drawing's own stylesheet."""
    # Escapes can spell any of these words, and no drawing program writes them.
    style = "".join(map(str, element.itertext())).replace("\\", "")
    style = _IMPORT.sub("", re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL))
    for child in list(element):
        element.remove(child)
    element.text = _URL.sub("none", style)


def _refuse_bombs(root: Element) -> None:
    """Count the elements that are drawn, with what every ``use`` brings in."""
    named = {str(each.get("id")): each for each in root.iter() if each.get("id")}
    extents: dict[Element, tuple[int, int]] = {}

    def extent(element: Element, depth: int) -> tuple[int, int]:
        """Count elements and levels below; nothing is counted twice."""
        if element not in extents:
            if depth > DEEPEST_NESTING:
                raise _too_much("is nested too deeply, or within itself")
            parts = [extent(each, depth + 1) for each in _drawn_by(element, named)]
            count = 1 + sum(part[0] for part in parts)
            extents[element] = count, 1 + max((part[1] for part in parts), default=0)
        count, levels = extents[element]
        if count > MOST_ELEMENTS:
            raise _too_much(f"has more than {MOST_ELEMENTS:,} elements")
        if depth + levels > DEEPEST_NESTING:
            raise _too_much("is nested too deeply")
        return count, levels

    extent(root, 0)


def _drawn_by(element: Element, named: dict[str, Element]) -> list[Element]:
    """List an element's children, and whatever else it has drawn for it."""
    is_use = _local(str(element.tag)) == "use"
    drawn = list(element)
    for name, value in element.attrib.items():
        is_copy = is_use and _local(str(name)) == "href"
        reference = (_COPY if is_copy else _PAINT).match(str(value))
        target = named.get(reference[1]) if reference else None
        if target is not None and (is_copy or _local(str(target.tag)) in _DRAWN):
            drawn.append(target)
    return drawn


def _too_much(what: str) -> PictureError:
    return PictureError(f"the drawing {what}", hint="simplify it, or save it as PNG")


def _size(root: Element) -> tuple[int, int]:
    """Read width and height, or the view box where they are missing."""
    width, height = _length(root.get("width")), _length(root.get("height"))
    box = [
        _length(part) for part in re.split(r"[\s,]+", root.get("viewBox", "").strip())
    ]
    box_width, box_height = (box[2], box[3]) if len(box) == 4 else (None, None)
    if box_width and box_height:
        width = width or (height or box_height) * box_width / box_height
        height = height or width * box_height / box_width
    if not width or not height:
        raise PictureError(
            "the drawing has no size", hint="give it a width and height, or a viewBox"
        )
    return _whole(width, height)


def _length(text: str | None) -> float | None:
    """Read a length in pixels; None for shares of an unknown width."""
    length = _LENGTH.fullmatch(text or "")
    if length is None or length[2] not in _UNITS_PX:
        return None
    return float(length[1]) * _UNITS_PX[length[2]]


def _whole(width: float, height: float) -> tuple[int, int]:
    """Count both sides in hundredths of a point: the size the artist meant it for."""
    shorter, longer = min(width, height), max(width, height)
    if shorter < 0.01 or longer > 1_000_000 or longer / shorter > 1_000:
        raise PictureError(
            f"the drawing measures {width:g} by {height:g}, which cannot be printed",
            hint="look at its width, height and viewBox",
        )
    return max(1, round(width * 75)), max(1, round(height * 75))

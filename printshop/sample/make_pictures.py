"""Make every picture of the sample newspaper, and the list of where each comes from.

Run it from the checkout::

    python -m printshop.sample.make_pictures

Photographs come out of the data that scikit-image carries in its package, and only
those that its documentation gives as CC0, as public domain or as free of known
restrictions. They are brought to sRGB, or left grey, and saved as JPEG without
their metadata. Drawings are made here, by ``printshop.sample.drawings``. Nothing is
fetched, and a second run writes the same bytes.
"""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from PIL import Image, ImageCms

from printshop.sample.drawings.chandlery import draw_chandlery
from printshop.sample.drawings.charts import draw_crab_landings, draw_ferry_losses
from printshop.sample.drawings.harbour_map import draw_harbour_map
from printshop.sample.drawings.launch import draw_launch
from printshop.sample.drawings.moon import draw_moon
from printshop.sample.drawings.motorcycle import draw_motorcycle
from printshop.sample.drawings.portrait import draw_carrick
from printshop.sample.drawings.sea_wall import draw_sea_wall
from printshop.sample.drawings.sheet import Sheet
from printshop.sample.drawings.stores import draw_stores
from printshop.sample.drawings.tides import draw_storm_tides, draw_tides

HERE = Path(__file__).parent
JPEG_QUALITY = 90

CC0 = "CC0"
PUBLIC_DOMAIN = "Public domain"


@dataclass(frozen=True, slots=True)
class Photograph:
    """One photograph: its file here, its file in scikit-image, and whose it is."""

    file: str
    taken_from: str
    issues: tuple[str, ...]
    shows: str
    author: str
    licence: str
    source: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """One drawing: its file, and the function that draws it."""

    file: str
    issue: str
    shows: str
    draw: Callable[[], Sheet]


PHOTOGRAPHS = (
    Photograph(
        "rocket.jpg",
        "rocket.jpg",
        ("2566",),
        "A SpaceX Falcon 9 with the DSCOVR satellite on its stand at Cape Canaveral",
        "SpaceX",
        f"{PUBLIC_DOMAIN}, released by SpaceX in 2015 (Flickr has since marked the page"
        " otherwise: <https://github.com/scikit-image/scikit-image/issues/5095>)",
        "<https://www.flickr.com/photos/spacexphotos/16511594820/>",
    ),
    Photograph(
        "cat.jpg",
        "chelsea.png",
        ("2566",),
        "Chelsea, a tabby cat",
        "Stefan van der Walt",
        CC0,
        "scikit-image",
    ),
    Photograph(
        "coffee.jpg",
        "coffee.png",
        ("2566", "2213"),
        "An espresso in a red cup on a red saucer, at Pikolo Espresso Bar",
        "Rachel Michetti",
        CC0,
        "scikit-image",
    ),
    Photograph(
        "astronaut.jpg",
        "astronaut.png",
        ("2566",),
        "Eileen Collins, astronaut. A real person: never to be given another name",
        "NASA",
        f"{PUBLIC_DOMAIN}, no known copyright restrictions",
        "NASA Great Images, <https://flic.kr/p/r9qvLn>",
    ),
    Photograph(
        "deep-field.jpg",
        "hubble_deep_field.jpg",
        ("2566",),
        "The Hubble eXtreme Deep Field",
        "NASA (with ESA)",
        PUBLIC_DOMAIN,
        "<http://hubblesite.org/newscenter/archive/releases/2012/37/image/a/>",
    ),
    Photograph(
        "coins.jpg",
        "coins.png",
        ("2566",),
        "Greek coins from Pompeii",
        "Brooklyn Museum; the photographer is not named",
        "No known copyright restrictions",
        "<https://www.brooklynmuseum.org/opencollection/archives/image/51611>",
    ),
    Photograph(
        "clock.jpg",
        "clock_motion.png",
        ("2566",),
        "A wall clock, the camera being moved from side to side",
        "Stefan van der Walt",
        f"{PUBLIC_DOMAIN}, released by the photographer",
        "scikit-image",
    ),
    Photograph(
        "bricks.jpg",
        "brick.png",
        ("2566",),
        "A brick wall",
        "CC0Textures (Bricks25), perspective changed for scikit-image",
        CC0,
        "<https://cc0textures.com/view.php?tex=Bricks25>",
    ),
    Photograph(
        "grass.jpg",
        "grass.png",
        ("2566",),
        "Grass from above",
        "Linolafett",
        CC0,
        "<https://www.deviantart.com/linolafett/art/Grass-01-434853879>",
    ),
    Photograph(
        "camera.jpg",
        "camera.png",
        ("2213",),
        "A man, not named, at a camera on a tripod",
        "Lav Varshney",
        CC0,
        "scikit-image, <https://github.com/scikit-image/scikit-image/issues/3927>",
    ),
)

DRAWINGS = (
    Drawing("launch.svg", "2566", "The rocket over the breakwater", draw_launch),
    Drawing("harbour-map.svg", "2566", "Map of the closed water", draw_harbour_map),
    Drawing("ferry-losses.svg", "2566", "The night ferry’s losses", draw_ferry_losses),
    Drawing("sea-wall-section.svg", "2566", "The sea wall cut through", draw_sea_wall),
    Drawing("crab-landings.svg", "2566", "Two years of crab", draw_crab_landings),
    Drawing("tides.svg", "2566", "The week’s tides", draw_tides),
    Drawing("carrick.svg", "2566", "Hugh Carrick, who is invented", draw_carrick),
    Drawing("motorcycle.svg", "2566", "A motorcycle in the rain", draw_motorcycle),
    Drawing("moon.svg", "2566", "The half moon over a pier", draw_moon),
    Drawing("lorne-chandlery.svg", "2566", "An advertisement", draw_chandlery),
    Drawing("harbour-road-stores.pdf", "2566", "An advertisement", draw_stores),
    Drawing("storm-tides.svg", "2213", "High waters of a storm", draw_storm_tides),
)

LEFT_OUT = (
    ("moon.png", "no author and no licence are given"),
    ("motorcycle_left.png", "Middlebury Stereo Datasets 2014: no licence is given"),
)


def main() -> None:
    """Write all pictures and PICTURES.md beside this script."""
    for photograph in PHOTOGRAPHS:
        data = developed(photograph.taken_from)
        for issue in photograph.issues:
            _write(issue, photograph.file, data)
    for drawing in DRAWINGS:
        _write(drawing.issue, drawing.file, drawing.draw().write())
    text = "\n".join(_credits()) + "\n"
    (HERE / "PICTURES.md").write_text(text, encoding="utf-8", newline="\n")


def _write(issue: str, file: str, data: bytes) -> None:
    """Write one picture into its issue's folder."""
    folder = HERE / "issues" / issue / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / file).write_bytes(data)


def developed(taken_from: str) -> bytes:
    """Turn one of scikit-image's photographs into a plain sRGB or grey JPEG."""
    given = resources.files("skimage.data").joinpath(taken_from).read_bytes()
    with Image.open(io.BytesIO(given)) as opened:
        profile = opened.info.get("icc_profile")
        picture = opened.convert("L" if opened.mode == "L" else "RGB")
    if profile and picture.mode == "RGB":
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(
            picture, source, ImageCms.createProfile("sRGB")
        )
        picture = converted or picture
    picture.info.clear()
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=JPEG_QUALITY, subsampling=0, optimize=True)
    return out.getvalue()


def _credits() -> Iterator[str]:
    """Write the list of pictures, line by line."""
    yield "# The pictures of the sample newspaper"
    yield ""
    yield "Written by `make_pictures.py`; change it there. *The Skerrow Packet*, its"
    yield "towns and its people are invented. The photographs are not of them."
    yield ""
    yield "## Photographs"
    yield ""
    yield "All are taken from the data that scikit-image carries in its package, and"
    yield "author and licence are what its documentation says of them; what stands in"
    yield "brackets is ours."
    yield ""
    yield "| File | In issue | What it shows | Author | Licence | Source |"
    yield "|---|---|---|---|---|---|"
    for one in PHOTOGRAPHS:
        issues = ", ".join(one.issues)
        source = f"`{one.taken_from}`: {one.source}"
        yield (
            f"| `{one.file}` | {issues} | {one.shows} | {one.author} | {one.licence} |"
            f" {source} |"
        )
    yield ""
    yield "Left out:"
    yield ""
    for file, why in LEFT_OUT:
        yield f"* `{file}`: {why}."
    yield ""
    yield "## Drawings"
    yield ""
    yield "Drawn for this project by `drawings/`, under the project’s own licence."
    yield ""
    yield "| File | In issue | What it shows |"
    yield "|---|---|---|"
    for drawing in DRAWINGS:
        yield f"| `{drawing.file}` | {drawing.issue} | {drawing.shows} |"


if __name__ == "__main__":
    main()

"""What stands on a page is measured as it comes out on paper."""

from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Stream

from printshop.errors import SourceError
from printshop.preflight.colour import CMYK, Colour, colour_space
from printshop.preflight.content import read_content, walker
from printshop.preflight.geometry import Box, Matrix
from printshop.preflight.painted import Mark, Path, Picture, Shading, Text
from printshop.preflight.sheets import Content

MEDIA = Box(0, 0, 200, 200)
FULL_BLACK = Colour(CMYK, (0, 0, 0, 1))


def _page(pdf: pikepdf.Pdf, content: str, resources: Dictionary) -> pikepdf.Page:
    pdf.add_blank_page(page_size=(200, 200))
    page = pdf.pages[0]
    page.obj.Contents = Stream(pdf, content.encode())
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    font.FirstChar, font.Widths = 65, Array([600, 500])
    page.obj.Resources = resources
    if "/Font" not in resources:
        resources.Font = Dictionary(F=font)
    return page


def _read(content: str, *, unit: float = 1, **resources: Any) -> Content:
    with pikepdf.new() as pdf:
        made = Dictionary()
        for kind, things in resources.items():
            made[f"/{kind}"] = Dictionary(
                {f"/{k}": v(pdf) if callable(v) else v for k, v in things.items()}
            )
        return read_content(_page(pdf, content, made), MEDIA, unit)


def _marks(content: str, **resources: Any) -> tuple[Mark, ...]:
    return _read(content, **resources).marks


def _only(content: str, **resources: Any) -> Mark:
    (mark,) = _marks(content, **resources)
    return mark


def _form(content: str, **entries: object):
    def made(pdf: pikepdf.Pdf) -> pikepdf.Object:
        stream = Stream(pdf, content.encode(), Type=Name.XObject, Subtype=Name.Form)
        stream.BBox = Array([0, 0, 200, 200])
        for name, value in entries.items():
            stream[f"/{name}"] = value(pdf) if callable(value) else value
        return pdf.make_indirect(stream)

    return made


def _image(width: int, height: int, **entries: object):
    def made(pdf: pikepdf.Pdf) -> pikepdf.Object:
        stream = Stream(pdf, b"", Type=Name.XObject, Subtype=Name.Image)
        stream.Width, stream.Height, stream.BitsPerComponent = width, height, 8
        for name, value in {"ColorSpace": Name.DeviceCMYK, **entries}.items():
            stream[f"/{name}"] = value
        return pdf.make_indirect(stream)

    return made


def _near(box: Box) -> object:
    return pytest.approx(tuple(box), abs=0.01)


# ------------------------------------------------------------ text


@pytest.mark.parametrize(
    ("operators", "size"),
    [
        ("BT /F 10 Tf (A) Tj ET", 10),
        ("BT /F 1 Tf 10 0 0 10 5 5 Tm (A) Tj ET", 10),
        ("BT /F 10 Tf 1 0 0.3 1 5 5 Tm (A) Tj ET", 10),
        ("BT /F 10 Tf 0 1 -1 0 90 5 Tm (A) Tj ET", 10),
        ("BT /F 10 Tf 50 Tz (A) Tj ET", 10),
        ("2 0 0 0.5 0 0 cm BT /F 10 Tf (A) Tj ET", 5),
        ("0.75 0 0 -0.75 0 99 cm BT 1 0 0 -1 9 9 Tm /F 10 Tf (A) Tj ET", 7.5),
    ],
)
def test_the_size_of_text_is_what_comes_out_on_paper(operators, size):
    mark = _only(operators)

    assert isinstance(mark, Text)
    assert mark.size_pt == pytest.approx(size)


def test_a_line_of_text_reaches_as_far_as_its_letters_and_the_spaces_between():
    moved = "BT /F 10 Tf 2 Tc 5 20 Td [(AB) -1000 (A)] TJ ET"

    mark = _only(moved)

    # 6 + 2, 5 + 2, 10 of the number, 6 + 2
    assert mark.box == _near(Box(5, 20 - 2.2, 5 + 33, 20 + 7.5))


def test_the_next_string_stands_where_the_last_one_ended():
    first, second = _marks("BT /F 10 Tf 5 20 Td (A) Tj (A) Tj ET")

    assert second.box.left == pytest.approx(first.box.right)


def test_lines_of_text_are_moved_by_each_operator_that_moves_lines():
    shown = "BT /F 10 Tf 12 TL 5 100 Td (A) Tj T* (A) Tj (A) ' 0 -12 TD (A) Tj ET"

    lows = [mark.box.low for mark in _marks(shown)]

    assert lows == pytest.approx([97.8, 85.8, 73.8, 61.8])


def test_spaces_alone_and_text_outside_the_sheet_are_no_marks():
    assert _marks("BT /F 10 Tf 5 20 Td (  ) Tj ET") == ()
    assert _marks("BT /F 10 Tf 500 20 Td (A) Tj ET") == ()


def test_hidden_text_is_noted_as_such():
    mark = _only("BT /F 10 Tf 3 Tr 5 20 Td (A) Tj ET")

    assert isinstance(mark, Text)
    assert not mark.is_visible
    assert mark.colours == ()


def test_a_composite_font_has_two_bytes_a_letter():
    under = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, W=Array([1, Array([400]), 2, 9, 700])
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name("/ABCDEF+Serif"),
        DescendantFonts=Array([under]),
    )
    shown = "BT /G 10 Tf 0 20 Td <000100050063> Tj ET"

    mark = _only(shown, Font={"G": font})

    assert isinstance(mark, Text)
    assert mark.box.right == pytest.approx(4 + 7 + 10)
    assert (mark.font.name, mark.font.is_embedded) == ("Serif", False)


def test_the_letters_of_a_drawn_font_are_looked_into():
    def font(pdf: pikepdf.Pdf) -> pikepdf.Object:
        coloured = Stream(pdf, b"500 0 d0 1 0 0 rg 0 0 400 400 re f")
        plain = Stream(pdf, b"500 0 0 0 500 500 d1 1 0 0 rg 0 0 400 400 re f")
        return pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type3,
                FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
                FirstChar=65,
                Widths=Array([500, 500]),
                CharProcs=Dictionary(a=coloured, b=plain),
            )
        )

    shown = "0 0 0 1 k BT /T 20 Tf 5 20 Td (AB) Tj (A) Tj ET"
    marks = _marks(shown, Font={"T": font})

    assert [type(mark) for mark in marks] == [Text, Path, Path, Text]
    assert [space.name for mark in marks for space in mark.spaces] == [
        "DeviceCMYK",
        "DeviceRGB",
        "DeviceCMYK",
        "DeviceCMYK",
    ]
    assert marks[0].box.right == pytest.approx(25)
    assert marks[1].box == marks[0].box


# ------------------------------------------------------------ lines and areas


@pytest.mark.parametrize(
    ("operators", "width"),
    [
        ("2 w 10 10 m 90 10 l S", 2),
        ("0.5 0 0 0.5 0 0 cm 2 w 10 10 m 90 10 l S", 1),
        ("1 0 0 0.1 0 0 cm 2 w 10 10 m 90 10 l S", 0.2),
        ("0 w 10 10 m 90 10 l S", 0),
        ("/Wide gs 10 10 m 90 10 l S", 4),
    ],
)
def test_a_stroke_is_as_thick_as_it_comes_out_where_it_is_thinnest(operators, width):
    mark = _only(operators, ExtGState={"Wide": Dictionary(LW=4)})

    assert isinstance(mark, Path)
    assert mark.stroke_pt == pytest.approx(width)
    assert mark.fill is None


@pytest.mark.parametrize(
    ("operators", "thickness"),
    [
        ("10 10 80 0.3 re f", 0.3),
        ("10 10 m 90 10 l 90 10.3 l 10 10.3 l h f", 0.3),
        ("0.7071 0.7071 -0.7071 0.7071 50 50 cm 0 0 80 0.3 re f", 0.3),
        ("10 10 80 0 re f", 0),
        ("10 10 80 0.3 re W n 0 0 200 200 re f", 0.3),
        ("10 10 80 0.3 re W n 10 9 80 2 re f", 0.3),
    ],
)
def test_a_thin_filled_rectangle_is_a_line(operators, thickness):
    mark = _only(operators)

    assert isinstance(mark, Path)
    (bar,) = mark.bars
    assert bar.thickness_pt == pytest.approx(thickness, abs=0.001)


@pytest.mark.parametrize(
    "operators",
    [
        "10 10 40 40 re f",
        "10 10 80 21 re f",
        "10 10 m 90 10 l 50 10.3 l h f",
        "10 10 m 30 10 60 10 90 10.3 c 10 10.3 l h f",
    ],
)
def test_an_area_is_no_line(operators):
    mark = _only(operators)

    assert isinstance(mark, Path)
    assert mark.bars == ()


@pytest.mark.parametrize(
    "operators",
    [
        "10 10 20 20 re W n 50 50 20 20 re f",
        "10 10 20 20 re W n 30 10 20 20 re f",
        "10 10 20 20 re W* n BT /F 10 Tf 90 90 Td (A) Tj ET",
        "W n 50 50 20 20 re f",
        "/Clear gs 50 50 20 20 re f",
        "500 50 20 20 re f",
        "50 50 20 20 re n",
        "f",
    ],
)
def test_what_cannot_be_seen_is_not_noted(operators):
    clear = Dictionary(ca=0)

    assert _marks(operators, ExtGState={"Clear": clear}) == ()


def test_a_mark_is_as_large_as_the_clipping_path_shows_of_it():
    mark = _only("10 10 20 20 re W n 0 0 15 200 re f")

    assert mark.box == _near(Box(10, 10, 15, 30))


def test_the_graphics_state_comes_back_as_it_was():
    operators = "q 0 0 0 1 k /Over gs 10 10 m 20 20 30 30 re W n Q 50 50 20 20 re f"

    mark = _only(operators, ExtGState={"Over": Dictionary(OP=True, OPM=1)})

    assert mark.spaces[0].name == "DeviceGray"
    assert not mark.overprint.fill


def test_overprinting_of_both_stands_for_strokes_and_fills():
    states = {"Both": Dictionary(OP=True), "Stroke": Dictionary(OP=True, op=False)}

    both = _only("/Both gs 0 0 20 20 re f", ExtGState=states)
    stroke = _only("/Stroke gs 0 0 20 20 re f", ExtGState=states)

    assert (both.overprint.fill, both.overprint.stroke) == (True, True)
    assert (stroke.overprint.fill, stroke.overprint.stroke) == (False, True)


# ------------------------------------------------------------ pictures, shadings


def test_a_pictures_resolution_is_that_of_the_side_with_fewer_pixels():
    mark = _only("72 0 0 36 0 0 cm /P Do", XObject={"P": _image(100, 60)})

    assert isinstance(mark, Picture)
    assert mark.ppi == pytest.approx(100)
    assert not mark.is_bitmap


def test_a_turned_picture_is_measured_along_its_own_sides():
    turned = "0 72 -36 0 100 0 cm /P Do"

    mark = _only(turned, XObject={"P": _image(100, 60)})

    assert isinstance(mark, Picture)
    assert mark.ppi == pytest.approx(100)
    assert mark.box == _near(Box(64, 0, 100, 72))


def test_a_unit_of_two_points_halves_the_pixels_and_doubles_the_type():
    shown = "72 0 0 36 0 0 cm /P Do"

    picture, text = _read(
        f"q {shown} Q BT /F 5 Tf (A) Tj ET", unit=2, XObject={"P": _image(100, 60)}
    ).marks

    assert isinstance(picture, Picture)
    assert picture.ppi == pytest.approx(50)
    assert isinstance(text, Text)
    assert text.size_pt == pytest.approx(10)


def test_a_stencil_is_a_bitmap_in_the_colour_of_the_moment():
    stencil = _image(100, 100, ImageMask=True, BitsPerComponent=1)

    mark = _only("0 0 0 1 k 72 0 0 72 0 0 cm /P Do", XObject={"P": stencil})

    assert isinstance(mark, Picture)
    assert mark.is_bitmap
    assert mark.fill == FULL_BLACK


def test_a_picture_in_the_stream_is_a_picture():
    inline = "72 0 0 72 0 0 cm BI /W 4 /H 2 /BPC 8 /CS /RGB /F /AHx ID 00> EI"

    mark = _only(inline)

    assert isinstance(mark, Picture)
    assert (mark.width_px, mark.height_px) == (4, 2)
    assert mark.spaces[0].name == "DeviceRGB"


def test_a_picture_without_a_colour_space_has_an_unknown_one():
    def picture(pdf: pikepdf.Pdf) -> pikepdf.Object:
        made = _image(100, 100)(pdf)
        del made["/ColorSpace"]
        return made

    mark = _only("72 0 0 72 0 0 cm /P Do", XObject={"P": picture})

    assert mark.spaces[0].name == "unknown"
    assert mark.spaces[0].is_unconverted


def test_a_shading_covers_what_the_clipping_path_shows():
    run = Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB)

    mark = _only("10 10 20 20 re W n /S sh", Shading={"S": run})

    assert isinstance(mark, Shading)
    assert mark.spaces[0].name == "DeviceRGB"
    assert mark.box == _near(Box(10, 10, 30, 30))


# ------------------------------------------------------------ what stands within


def test_a_form_is_walked_through_where_it_is_placed():
    inner = _form("0 0 10 10 re f", Matrix=Array([2, 0, 0, 2, 5, 5]))

    mark = _only("1 0 0 1 100 0 cm 0 1 0 0 k /X Do", XObject={"X": inner})

    assert mark.box == _near(Box(105, 5, 125, 25))
    assert mark.fill == Colour(CMYK, (0, 1, 0, 0))


def test_a_form_without_resources_takes_those_of_the_page():
    inner = _form("BT /F 10 Tf 5 20 Td (A) Tj ET")

    assert isinstance(_only("/X Do", XObject={"X": inner}), Text)


def test_what_fills_with_a_pattern_is_looked_into_once():
    def tile(pdf: pikepdf.Pdf) -> pikepdf.Object:
        stream = Stream(pdf, b"1 0 0 rg 0 0 4 4 re f", PatternType=1, PaintType=1)
        stream.BBox, stream.XStep, stream.YStep = Array([0, 0, 8, 8]), 8, 8
        stream.Matrix = Array([1, 0, 0, 1, 900, 900])
        return pdf.make_indirect(stream)

    fills = "/Pattern cs /T scn 10 10 20 20 re f 50 50 20 20 re f"
    marks = _marks(fills, Pattern={"T": tile})

    assert [mark.spaces[0].name for mark in marks] == [
        *("Pattern", "DeviceRGB", "Pattern"),
    ]
    assert marks[1].box == _near(Box(10, 10, 30, 30))


def test_a_pattern_that_shades_has_the_colour_space_of_its_shading():
    shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB)
    pattern = Dictionary(PatternType=2, Shading=shading)

    mark = _only("/Pattern cs /T scn 10 10 20 20 re f", Pattern={"T": pattern})

    assert mark.spaces[0].name == "DeviceRGB"
    assert mark.fill is not None
    assert mark.fill.inks is None


def test_what_a_soft_mask_is_made_from_is_noted_as_part_of_a_mask():
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    mask = _form("1 0 0 rg 0 0 20 20 re f", Group=group)

    def state(pdf: pikepdf.Pdf) -> pikepdf.Object:
        return Dictionary(SMask=Dictionary(S=Name.Luminosity, G=mask(pdf)))

    content = _read("/M gs 0 0 0 1 k 5 5 9 9 re f", ExtGState={"M": state})

    assert [mark.is_in_mask for mark in content.marks] == [True, False]
    (noted,) = content.groups
    assert noted.is_luminosity
    assert noted.space is not None
    assert noted.space.name == "DeviceRGB"


def test_forms_that_stand_in_each_other_without_end_are_refused():
    with pikepdf.new() as pdf:
        loop = _form("/X Do")(pdf)
        loop.Resources = Dictionary(XObject=Dictionary(X=loop))
        page = _page(pdf, "/X Do", Dictionary(XObject=Dictionary(X=loop)))

        with pytest.raises(ValueError, match="stand in each other"):
            read_content(page, MEDIA, 1)


@pytest.mark.parametrize("limit", ["MOST_MARKS", "MOST_OPERATORS", "MOST_BYTES"])
def test_forms_that_multiply_without_end_are_refused(monkeypatch, limit):
    """Ten forms, each of which paints the next one ten times: ten billion marks."""
    monkeypatch.setattr(walker, limit, 1_000)
    with pikepdf.new() as pdf:
        inner = _form("0 0 1 1 re f " * 100)(pdf)
        for _ in range(10):
            resources = Dictionary(XObject=Dictionary(X=inner))
            inner = _form("/X Do " * 10, Resources=resources)(pdf)
        page = _page(pdf, "/X Do", Dictionary(XObject=Dictionary(X=inner)))

        with pytest.raises(SourceError, match="more on it"):
            read_content(page, MEDIA, 1)


def test_what_a_stream_names_and_nobody_has_is_damage():
    with pytest.raises(ValueError, match="nothing is called"):
        _read("/Nobody Do")


def test_a_stream_that_breaks_off_is_damage():
    with pytest.raises(ValueError, match="breaks off"):
        _read("/X Do", XObject={"X": _form("0 0 0 [0 k")})


def test_a_page_without_content_has_no_marks():
    with pikepdf.new() as pdf:
        page = _page(pdf, "", Dictionary())
        del page.obj["/Contents"]

        assert read_content(page, MEDIA, 1).marks == ()


# ------------------------------------------------------------ colour


def _space(*parts: Any, **resources: Any):
    with pikepdf.new():
        return colour_space(Array(list(parts)), Dictionary(**resources))


@pytest.mark.parametrize(
    ("parts", "values", "inks"),
    [
        ((Name.Separation, Name.Black, Name.DeviceGray, 0), (1,), {"Black": 1}),
        ((Name.Separation, Name.All, Name.DeviceGray, 0), (0.5,), {"All": 0.5}),
        ((Name.Separation, Name("/None"), Name.DeviceGray, 0), (1,), {}),
        (
            (Name.DeviceN, Array([Name.Cyan, Name("/Red 1")]), Name.DeviceCMYK, 0),
            (0.2, 0.001),
            {"Cyan": 0.2},
        ),
        (
            (Name.Indexed, Name.DeviceCMYK, 1, pikepdf.String(b"\0\0\0\0\0\xff\0\xff")),
            (1,),
            {"Magenta": 1, "Black": 1},
        ),
        ((Name.CalRGB, Dictionary()), (1, 1, 1), {}),
        ((Name.CalRGB, Dictionary()), (0, 0, 0), None),
        ((Name.Lab, Dictionary()), (100, 0, 0), {}),
        ((Name.Lab, Dictionary()), (50, 0, 0), None),
        ((Name.DeviceRGB,), (0, 0, 0), None),
        ((Name.DeviceGray,), (0.25,), {"Black": 0.75}),
    ],
)
def test_a_colour_is_known_by_the_plates_that_it_prints_on(parts, values, inks):
    assert Colour(_space(*parts), values).inks == inks


def test_a_default_space_stands_for_the_devices_own():
    calibrated = Array([Name.CalGray, Dictionary()])
    resources = Dictionary(ColorSpace=Dictionary(DefaultGray=calibrated))

    assert colour_space(Name.DeviceGray, resources).name == "CalGray"
    assert colour_space(Name.DeviceCMYK, resources) == CMYK


def test_an_indexed_space_is_called_by_what_its_colours_are_in():
    space = _space(Name.Indexed, Name.DeviceRGB, 0, pikepdf.String(b"\0\0\0"))

    assert space.name == "DeviceRGB"
    assert space.is_unconverted


def test_colour_spaces_that_stand_in_each_other_are_refused():
    with pikepdf.new():
        resources = Dictionary(ColorSpace=Dictionary(A=Name("/A")))

        with pytest.raises(ValueError, match="stand in each other"):
            colour_space(Name("/A"), resources)


# ------------------------------------------------------------ transformations

numbers = st.floats(-9, 9).map(lambda n: round(n, 3))
matrices = st.builds(Matrix, *[numbers] * 6)


@given(matrices, matrices, numbers, numbers)
def test_one_transformation_after_the_other_is_both_at_once(first, second, x, y):
    once = first.then(second).point(x, y)
    twice = second.point(*first.point(x, y))

    assert once == pytest.approx(twice, abs=1e-6)


@given(matrices)
def test_no_line_comes_out_thinner_than_thinnest(matrix):
    assert matrix.thinnest <= min(matrix.width, matrix.height) + 1e-6

"""Gradients keep their look in ink, and functions are worked out by the standard."""

import io

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printshop.errors import SourceError
from printshop.finish.calculator_function import CalculatorError, calculator
from printshop.finish.pdf_functions import numbers, read_function
from printshop.finish.shadings import convert_shading
from tests.plates import INKS, MONO

NAME, ARRAY, DICTIONARY = pikepdf.Name, pikepdf.Array, pikepdf.Dictionary

PDF = pikepdf.new()
bytes_ = st.integers(0, 255)
colours = st.tuples(bytes_, bytes_, bytes_).map(lambda rgb: [v / 255 for v in rgb])
shares = st.floats(0, 1)


def between(start, end, exponent=1):
    return DICTIONARY(FunctionType=2, Domain=[0, 1], C0=start, C1=end, N=exponent)


def stitched(*functions, bounds):
    return DICTIONARY(
        FunctionType=3,
        Domain=[0, 1],
        Functions=ARRAY(list(functions)),
        Bounds=bounds,
        Encode=[0, 1] * len(functions),
    )


def shading(function, space=NAME.DeviceRGB, **entries):
    return DICTIONARY(
        ShadingType=2,
        ColorSpace=space,
        Coords=[0, 0, 1, 0],
        Function=function,
        **entries,
    )


def inks_of(function, target=INKS, **entries):
    """Convert a gradient; give what it is at any place."""
    made = shading(function, **entries)
    convert_shading(PDF, made, DICTIONARY(), target)
    assert made.ColorSpace == NAME.DeviceCMYK
    return read_function(made.Function)


@settings(max_examples=40)
@given(colours, colours, shares)
def test_a_gradient_has_the_ink_of_its_colour_at_every_place(start, end, share):
    function = between(start, end)
    found = inks_of(function)([share])

    rgb = [a + share * (b - a) for a, b in zip(start, end, strict=True)]
    # with a colour beside it, so that greys are mixed as in any other gradient
    wanted = INKS.gradient([tuple(rgb), tuple(start), tuple(end)])[0]
    assert found == pytest.approx(wanted, abs=0.05)


@given(bytes_, bytes_, shares)
def test_a_gradient_of_greys_is_black_alone_and_as_long_as_two_ends(one, other, share):
    made = shading(between([one / 255] * 3, [other / 255] * 3))
    convert_shading(PDF, made, DICTIONARY(), INKS)

    assert int(made.Function.FunctionType) == 2
    grey = (one + share * (other - one)) / 255
    found = read_function(made.Function)([share])
    assert found == pytest.approx([0, 0, 0, 1 - grey], abs=2e-4)


@given(colours, colours, shares)
def test_with_one_ink_a_gradient_is_straight(start, end, share):
    found = inks_of(between(start, end), MONO)([share])

    rgb = tuple(a + share * (b - a) for a, b in zip(start, end, strict=True))
    assert found == pytest.approx(MONO.paint(rgb), abs=0.01)


def test_hard_edges_of_stitched_gradients_stay_hard():
    red, blue = [1, 0, 0], [0, 0, 1]
    inks = inks_of(stitched(between(red, red), between(blue, blue), bounds=[0.5]))

    assert inks([0.499]) == pytest.approx(INKS.paint((1, 0, 0)), abs=0.01)
    assert inks([0.501]) == pytest.approx(INKS.paint((0, 0, 1)), abs=0.01)


def test_a_function_for_each_channel_is_worked_out_together():
    ramp, none = between([0], [1]), between([0], [0])
    inks = inks_of(ARRAY([ramp, none, none]))

    assert inks([1]) == pytest.approx(INKS.paint((1, 0, 0)), abs=0.01)
    assert inks([0.5])[1] > 0.3


def test_samples_that_are_spread_over_an_area_are_converted():
    field = PDF.make_stream(
        bytes([255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255]),
        FunctionType=0,
        Domain=[0, 1, 0, 1],
        Range=[0, 1, 0, 1, 0, 1],
        Size=[2, 2],
        BitsPerSample=8,
    )
    inks = inks_of(field)

    assert inks([1, 0]) == pytest.approx(INKS.paint((0, 1, 0)), abs=0.01)
    assert inks([0, 1]) == pytest.approx(INKS.paint((0, 0, 1)), abs=0.01)
    assert inks([1, 1]) == pytest.approx([0, 0, 0, 0], abs=0.01)


def test_the_colour_round_a_gradient_is_converted():
    made = shading(between([1, 0, 0], [0, 0, 1]), Background=[1, 1, 0])
    convert_shading(PDF, made, DICTIONARY(), INKS)

    assert numbers(made.Background) == list(INKS.paint((1, 1, 0)))


def test_a_gradient_in_ink_is_not_touched():
    made = shading(between([0, 0, 0, 1], [1, 0, 0, 0]), NAME.DeviceCMYK)
    before = made.unparse()
    convert_shading(PDF, made, DICTIONARY(), INKS)

    assert made.unparse() == before


def test_a_mesh_that_cannot_be_converted_is_told():
    mesh = DICTIONARY(ShadingType=7, ColorSpace=NAME.DeviceRGB)

    with pytest.raises(SourceError, match="mesh"):
        convert_shading(PDF, mesh, DICTIONARY(), INKS)


# ------------------------------------------------------------------- functions


def test_samples_of_any_width_are_read():
    def sampled(bits: int, data: bytes):
        return PDF.make_stream(
            data,
            FunctionType=0,
            Domain=[0, 1],
            Range=[0, 1],
            Size=[3],
            BitsPerSample=bits,
        )

    four, twelve, sixteen = (
        read_function(sampled(bits, data))
        for bits, data in [
            (4, b"\x0f\x00"),
            (12, b"\x00\x0f\xff\x00\x00"),
            (16, b"\0\0\xff\xff\0\0"),
        ]
    )
    for function in (four, twelve, sixteen):
        assert [round(function([x])[0], 3) for x in (0, 0.25, 0.5, 1)] == [0, 0.5, 1, 0]


def test_values_outside_are_cut_at_the_ends():
    function = read_function(between([0], [1], exponent=2))

    assert [function([x])[0] for x in (-1, 0.5, 2)] == [0, 0.25, 1]


@pytest.mark.parametrize(
    "function",
    [
        DICTIONARY(FunctionType=9, Domain=[0, 1]),
        DICTIONARY(FunctionType=2, Domain=[0, 1]),
        DICTIONARY(FunctionType=2, C0=[0], C1=[1], N=1),
        stitched(between([0], [1]), bounds=ARRAY([0.5])),
    ],
)
def test_a_damaged_function_is_told(function):
    with pytest.raises(SourceError, match="function"):
        read_function(function)([0.7])


@pytest.mark.parametrize(
    ("program", "given", "wanted"),
    [
        ("{ add 2 mul }", [1, 2], [6]),
        ("{ exch sub abs neg }", [1, 3], [-2]),
        ("{ 3 1 roll }", [1, 2, 3], [3, 1, 2]),
        ("{ 3 -1 roll }", [1, 2, 3], [2, 3, 1]),
        ("{ 2 copy }", [1, 2], [1, 2, 1, 2]),
        ("{ 1 index }", [1, 2], [1, 2, 1]),
        ("{ dup 0.5 gt { pop 1 } if }", [0.7], [1]),
        ("{ 0.5 le { 1 } { 2 } ifelse }", [0.7], [2]),
        ("{ -3.7 truncate cvi 5 3 idiv -5 3 mod }", [], [-3, 1, -2]),
        ("{ 90 sin 0 cos 1 1 atan }", [], [1, 1, 45]),
        ("{ 4 sqrt 2 3 exp 100 log 1 ln }", [], [2, 8, 2, 0]),
        ("{ 6 3 and 6 3 or 6 3 xor 1 3 bitshift 0 not }", [], [2, 7, 5, 8, -1]),
        ("{ true false or not } % a word", [], [0]),
        ("{ 2.5 round 2.1 ceiling 2.9 floor }", [], [3, 3, 2]),
    ],
)
def test_calculator_functions_calculate(program, given, wanted):
    assert calculator(program.encode())(given) == pytest.approx(wanted)


@pytest.mark.parametrize(
    "program",
    ["", "1 2", "{ 1", "{ fire }", "{ } 1", "{ pop }", "{ 1 0 div }", "{ 5 1 roll }"],
)
def test_a_damaged_program_is_told(program):
    with pytest.raises(CalculatorError):
        calculator(program.encode())([])


def test_a_gradient_is_the_same_when_it_is_written_and_read():
    made = shading(between([1, 0, 0], [0, 0, 1]))
    pdf = pikepdf.new()
    convert_shading(pdf, made, DICTIONARY(), INKS)
    pdf.Root.Kept = pdf.make_indirect(made)
    file = io.BytesIO()
    pdf.save(file)

    with pikepdf.open(file) as again:
        assert read_function(again.Root.Kept.Function)([0]) == pytest.approx(
            INKS.paint((1, 0, 0)), abs=0.01
        )

"""Bring colours that were measured against a white to sRGB.

CalGray, CalRGB and Lab are defined in ISO 32000-1, 8.6.5.2 to 8.6.5.4; sRGB and its
curve in IEC 61966-2-1. White becomes white: cones are adapted with Bradford's matrix.
"""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

_BRADFORD = np.array(
    [[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]]
)
_RGB_TO_XYZ = np.array(
    [
        [0.4123908, 0.3575843, 0.1804808],
        [0.2126390, 0.7151687, 0.0721923],
        [0.0193308, 0.1191948, 0.9505322],
    ]
)
_XYZ_TO_RGB = np.linalg.inv(_RGB_TO_XYZ)
_SRGB_WHITE = _RGB_TO_XYZ.sum(axis=1)


def cal_grey(values: Floats, gamma: float) -> Floats:
    """Turn greys with a gamma into those of sRGB."""
    return _curved(np.clip(values, 0, 1) ** gamma)


def cal_rgb(values: Floats, gamma: Floats, matrix: Floats, white: Floats) -> Floats:
    """Turn calibrated RGB into sRGB."""
    return _srgb(np.clip(values, 0, 1) ** gamma @ matrix, white)


def lab(values: Floats, white: Floats) -> Floats:
    """Turn lightness from 0 to 100, a and b into sRGB."""
    middle = (values[:, 0] + 16) / 116
    steps = np.stack(
        [middle + values[:, 1] / 500, middle, middle - values[:, 2] / 200], axis=1
    )
    linear = np.where(steps >= 6 / 29, steps**3, 108 / 841 * (steps - 4 / 29))
    return _srgb(linear * white, white)


def _srgb(xyz: Floats, white: Floats) -> Floats:
    cones = np.diag((_BRADFORD @ _SRGB_WHITE) / (_BRADFORD @ white))
    adapted = np.linalg.inv(_BRADFORD) @ cones @ _BRADFORD
    return _curved(np.clip(xyz @ (_XYZ_TO_RGB @ adapted).T, 0, 1))


def _curved(linear: Floats) -> Floats:
    low = 12.92 * linear
    return np.asarray(
        np.where(linear <= 0.0031308, low, 1.055 * linear ** (1 / 2.4) - 0.055)
    )

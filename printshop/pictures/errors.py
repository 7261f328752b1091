"""What can be wrong with a picture file.

* SourceError
  - PictureError           damaged, or in no format that we read
    - TooManyPixelsError   sound perhaps, but too large to be decoded safely
"""

from printshop.errors import SourceError


class PictureError(SourceError):
    """A picture file is damaged, or in no format that we read."""


class TooManyPixelsError(PictureError):
    """A picture has more pixels than can be decoded safely."""

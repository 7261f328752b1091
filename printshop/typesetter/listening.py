"""What the engine says while it works: listened to, never passed over.

An error (a picture or stylesheet that it could not use) raises TypesetError; a
warning is kept. A missing glyph is not: ``missing_characters`` looks for those
before setting, because the engine's own warning cannot name the story.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from printshop.errors import TypesetError

_LOGGER = logging.getLogger("weasyprint")
_FONT_FAULT = "cannot be loaded"


@contextmanager
def heard(where: str) -> Iterator[list[str]]:
    """Collect the engine's warnings; raise TypesetError, with ``where``, on errors.

    A font that cannot be loaded is an error: another would be taken in silence.
    """
    from weasyprint.css.tokens import InvalidValues
    from weasyprint.urls import URLFetchingError

    warnings: list[str] = []
    errors: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            text = record.getMessage()
            if record.levelno >= logging.ERROR or _FONT_FAULT in text:
                errors.append(text)
            elif record.levelno >= logging.WARNING and ".notdef" not in text:
                warnings.append(text)

    listener = Listener()
    kept = _LOGGER.handlers[:], _LOGGER.propagate
    _LOGGER.handlers, _LOGGER.propagate = [listener], False
    try:
        yield warnings
    except RecursionError as error:
        raise TypesetError(
            "the text is nested too deeply to be set",
            where=where,
            hint="take lists and quotations out of one another",
        ) from error
    except (InvalidValues, URLFetchingError) as error:
        errors.append(str(error))  # two addresses that the engine does not log
    finally:
        _LOGGER.handlers, _LOGGER.propagate = kept
    if errors:
        raise TypesetError(
            f"the engine could not set everything: {errors[0]}",
            where=where,
            hint="look at the picture, link or stylesheet that it names",
        )

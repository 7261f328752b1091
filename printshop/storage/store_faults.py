"""What an object store answers when it does not do what it is asked, in one sentence.

Every store has a library of its own, and every library its own exceptions: they are
told apart by their names, so that none has to be there.
"""

from printshop.errors import SourceError

LIBRARIES = {
    "s3": "s3fs",
    "s3a": "s3fs",
    "gs": "gcsfs",
    "gcs": "gcsfs",
    "az": "adlfs",
    "abfs": "adlfs",
    "abfss": "adlfs",
}
"""Schemes of stores that take an object whole, and what reads them."""

_WANTED = {"gcsfs": "gcsfs", "adlfs": "adlfs>=2026.8"}
"""What to install where it does not come with printshop."""
_KEYS = "give its keys as its library wants them: AWS_ACCESS_KEY_ID and so on for S3"
_PLACE = "look at the address, the network and, for S3, AWS_ENDPOINT_URL"
_NO_KEYS = ("credential", "token")
_UNREACHED = ("connect", "timeout", "endpoint", "dns", "ssl")


def is_absence(error: Exception) -> bool:
    """Tell whether a store says that it has no such thing, or no such bucket."""
    name = type(error).__name__  # of Azure's library
    return isinstance(error, FileNotFoundError) or name == "ResourceNotFoundError"


def told(error: Exception, what: str, where: str) -> SourceError:
    """Tell why a store has not done what it was asked for."""
    name = type(error).__name__.lower()
    if isinstance(error, PermissionError):
        return SourceError(
            f"it cannot be {what}: access is denied",
            where=where,
            hint="let these keys read, write and list there, or give other ones",
        )
    if any(part in name for part in _NO_KEYS):
        return SourceError(
            f"it cannot be {what}: there are no keys for it", where=where, hint=_KEYS
        )
    if any(part in name for part in _UNREACHED):
        return SourceError(
            f"it cannot be {what}: the store does not answer", where=where, hint=_PLACE
        )
    why = str(error).strip().partition("\n")[0] or type(error).__name__
    return SourceError(f"it cannot be {what}: {why}", where=where, hint=_PLACE)


def without_library(url: str) -> SourceError:
    """Tell which library is missing."""
    library = LIBRARIES.get(url.partition("://")[0], "fsspec")
    more = _WANTED.get(library, "printshop[cluster]")
    return SourceError(
        f"{library}, which reads and writes such addresses, is not installed",
        where=url,
        hint=f"pip install '{more}'",
    )

"""Which way a language is read."""

_RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


def direction(language: str) -> str:
    """Tell which way a language is read, as HTML and CSS say it: ``ltr``, ``rtl``."""
    primary = language.lower().replace("_", "-").partition("-")[0]
    return "rtl" if primary in _RIGHT_TO_LEFT else "ltr"

"""Where the newsroom's copy comes from, made into ``Issue`` and ``Article``.

Sources: ``markdown_folder``. Whatever the source, the text is cleaned by ``body``
and set in house style by ``typography`` before anybody else sees it. Codes of the
findings:

* source-001  markup that is not printed was taken out of a story's text
* source-002  the end of a field was taken for a comment
* source-003  a link leads nowhere that a reader could follow
* source-004  a related story has no headline that can be read
* picture-001 to picture-005, ad-002, ad-004: see ``picture_files``
"""

from printshop.sources.markdown_folder import (
    Check,
    IssueFolder,
    Workspace,
    check_workspace,
    find_workspace,
    read_issue,
    read_sound_stories,
    read_workspace,
)

__all__ = [
    "Check",
    "IssueFolder",
    "Workspace",
    "check_workspace",
    "find_workspace",
    "read_issue",
    "read_sound_stories",
    "read_workspace",
]

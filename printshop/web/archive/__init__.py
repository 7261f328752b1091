"""The paper's archive as readers of the web see it: issues, stories, search, pictures.

* ``nouns``            what pages, searches and feeds show
* ``archive``          the face to the service
* ``index``            the data base: what was read last
* ``json_form``        nouns as JSON and back
* ``shelf``            issues and stories looked up
* ``search``           stories that have the words somebody has typed
* ``search_words``     what was typed, made into a query
* ``read_more``        what is listed under a story
* ``reading``          from the newsroom's copy to what the index holds
* ``showing``          from an article to what is shown of it
* ``copy_state``       whether the copy has been edited
* ``looked_at``        in which state it was read
* ``copyreader``       reads what has changed, in a process of its own
* ``copydesk``         keeps that process, one for all who serve a workspace
* ``darkroom``         cuts pictures, in a process of its own
* ``picture_cutting``  how one is cut
* ``picture_store``    where they are kept
"""

from printshop.web.archive.archive import Archive
from printshop.web.archive.copyreader import Copyreader

__all__ = ["Archive", "Copyreader"]

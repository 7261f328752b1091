"""Files for readers, made on demand, once, by processes that can be killed.

* ``nouns``      what the press is given, and what it tells of itself
* ``freshness``  what a file is made from at this moment, told from files alone
* ``store``      the finished files, named after their content keys
* ``program``    which printshop has made them
* ``ledger``     what stands, and what was learnt; shared by all processes
* ``owners``     which process is alive
* ``orders``     the queue, shared by all processes
* ``desk``       all of these as one thread has them
* ``desk_thread``  that thread
* ``asking``     questions to it, put together
* ``watching``   who waits for which order
* ``at_hand``    the issue that a render process has read
* ``planning``   which process makes up which issue
* ``covers``     pictures of front pages
* ``trial``      a render of a few words
* ``worker``     what a render process does
* ``line``       on which it tells how far it has come
* ``crew``       the render processes
* ``fate``       what is done when one of them dies
* ``renders``    what they are doing
* ``pulse``      whether they really print
* ``press``      the face of it all
"""

from printshop.web.press.nouns import Figures, Health, Order, PressOptions, Rendered
from printshop.web.press.press import WebPress

__all__ = ["Figures", "Health", "Order", "PressOptions", "Rendered", "WebPress"]

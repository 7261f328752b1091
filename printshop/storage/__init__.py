"""Where files go, and where a newsroom's folder may come from: a folder, or an address.

* ``whole_file``    a file of this machine appears whole or not at all
* ``standing``      a file as it stands in a storage, without reading it
* ``folder``        a folder of this machine, or one that several machines share
* ``object_store``  an address such as ``s3://bucket/paper``
* ``media_types``   what kind of file an object is
* ``addresses``     which of the two an address names
* ``mirror``        the newsroom's folder at an address, copied to where it can be read

Only this package knows fsspec, and loads it when an address is used. A place is a name
below the storage's own address, such as ``2566/skerrow-packet-2566.pdf``.
"""

from printshop.storage.addresses import Storage, folder_at, is_url, storage_at
from printshop.storage.folder import FolderStorage
from printshop.storage.mirror import mirror
from printshop.storage.standing import Glance, Standing
from printshop.storage.whole_file import write_whole

__all__ = [
    "FolderStorage",
    "Glance",
    "Standing",
    "Storage",
    "folder_at",
    "is_url",
    "mirror",
    "storage_at",
    "write_whole",
]

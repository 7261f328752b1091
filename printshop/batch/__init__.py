"""Export an archive: every PDF that is missing or out of date, and only those.

* ``wanted``     the nouns: one PDF that is wanted, why, and all PDFs of an issue
* ``manifest``   what has been printed: one SQLite file, written by the parent alone
* ``parts``      the nouns of an issue's state
* ``stamps``     digests of files that are read again only when size or time changed
* ``state``      all that an issue's PDFs are made from, as names and digests
* ``work_list``  what is to be done, and why
* ``slips``      the receipt beside each file, from which the manifest is rebuilt
* ``limits``     wall clock, processor time and memory for one PDF
* ``setting``    what all jobs of a run have in common
* ``worker``     what a warm process does with an issue
* ``bookkeeping``  what the parent enters into the manifest
* ``export``     the run: failures, and what goes on after them
* ``crew``       who does the jobs, as the run sees it
* ``local_crew``  processes of this machine
* ``cluster``    the workers of a Dask cluster
* ``storeroom``  files that are not as they were printed, or have no source any more
* ``downloads``  the site beside the PDFs, brought up to date with them
* ``report``, ``report_page``  what came of a run, for programs and to look at

Whether an issue must be looked at is decided by its state; whether a PDF is printed, by
its content key, in the worker. So a state may change without any PDF being printed, but
no PDF is ever left standing that has another key.
"""

from printshop.batch.bookkeeping import Books
from printshop.batch.export import Outcome, run_export
from printshop.batch.limits import Limits
from printshop.batch.local_crew import local_crew
from printshop.batch.manifest import Manifest, open_manifest
from printshop.batch.setting import Setting
from printshop.batch.stamps import FileStamps
from printshop.batch.state import Surveyor
from printshop.batch.storeroom import damaged_files, orphans, remove_orphans
from printshop.batch.wanted import ExportOrder, Job, Wanted
from printshop.batch.work_list import all_wanted, work_list

__all__ = [
    "Books",
    "ExportOrder",
    "FileStamps",
    "Job",
    "Limits",
    "Manifest",
    "Outcome",
    "Setting",
    "Surveyor",
    "Wanted",
    "all_wanted",
    "damaged_files",
    "local_crew",
    "open_manifest",
    "orphans",
    "remove_orphans",
    "run_export",
    "work_list",
]

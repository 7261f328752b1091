"""The same jobs on many machines, through Dask.

On the machine that gives the order:

* ``cluster_crew``  the crew, as the run sees it
* ``scheduler``     how the cluster is reached, and whether its workers are fit

On each machine that works:

* ``hired``         what a Dask worker does with a job
* ``child``         a process beside it, which can be killed
* ``child_program``  what that process runs

And on both:

* ``fitness``       what all of them must have in common

Only this package knows Dask; it is imported when a cluster is named. Dask's worker has
the limits of its own machine, and a PDF those of its process, as it has everywhere.
"""

"""Who prints an export, and from which newsroom's folder."""

from contextlib import AbstractContextManager
from pathlib import Path
from uuid import uuid4

from printshop.batch import Setting, local_crew
from printshop.batch.crew import Crew
from printshop.errors import SourceError
from printshop.press import Shop, open_shop
from printshop.storage import mirror


def opened(given: Path | str) -> tuple[str, str, Shop]:
    """Open a newsroom's folder; name the run, and the folder or its address."""
    run = uuid4().hex
    if isinstance(given, str):
        url = given.rstrip("/")
        return run, url, open_shop(mirror(url, run))
    shop = open_shop(given)
    return run, str(shop.workspace.root), shop


def crew_for(
    setting: Setting, cluster: str, workers: int
) -> AbstractContextManager[Crew]:
    """Find who is to do the jobs."""
    if not cluster:
        return local_crew(setting, workers)
    try:
        from printshop.batch.cluster.cluster_crew import cluster_crew
    except ImportError as error:
        raise SourceError(
            "Dask, which runs an export on many machines, is not installed",
            where=cluster,
            hint="pip install 'printshop[cluster]'",
        ) from error
    return cluster_crew(setting, cluster)

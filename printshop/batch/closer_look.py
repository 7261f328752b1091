"""Which of the PDFs that may be out of date are: told without printing anything.

A story's key needs the page on which it ran. When that is not known without making up
pages, the story stays on the list.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from printshop.batch.wanted import ExportOrder, Job, Task
from printshop.errors import PrintshopError
from printshop.press import Edition, IssuePress, Shop
from printshop.sources import read_issue


def look_closer(shop: Shop, order: ExportOrder, jobs: Iterable[Job]) -> Iterator[Job]:
    """Leave out the PDFs that have their key already."""
    for job in jobs:
        if not any(task.known_key for task in job.tasks):
            yield job
            continue
        try:
            issue = read_issue(shop.workspace, job.number)
        except PrintshopError:
            yield job  # what is wrong is told when it is printed
            continue
        press = IssuePress(shop, issue, order.as_of, order.output)
        tasks = tuple(task for task in job.tasks if _is_stale(press, task))
        if tasks:
            yield replace(job, tasks=tasks)


def _is_stale(press: IssuePress, task: Task) -> bool:
    wanted = task.wanted
    if not task.known_key:
        return True
    is_story = wanted.edition == Edition.ARTICLE
    if is_story and not press.register.remembers(press.issue):
        return True
    try:
        return press.key(wanted.edition, wanted.slug) != task.known_key
    except PrintshopError:
        return True

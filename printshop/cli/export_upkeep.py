"""What an export does with files that stand there: check them, and clear them away."""

import json

import click

from printshop.batch import (
    ExportOrder,
    FileStamps,
    Manifest,
    Surveyor,
    damaged_files,
    orphans,
    remove_orphans,
)
from printshop.batch.downloads import update_downloads
from printshop.cli.export_talk import as_row
from printshop.cli.talk import counted, result, say
from printshop.download_site.places import INDEX
from printshop.errors import ExitCode
from printshop.press import Shop


def verify_files(manifest: Manifest, order: ExportOrder, *, as_json: bool) -> ExitCode:
    """Check files against their checksums."""
    damaged = count = 0
    for row, is_sound in damaged_files(manifest, order.output, order.numbers):
        count += 1
        damaged += not is_sound
        if as_json:
            told = as_row(row.wanted, "sound" if is_sound else "damaged")
            result(json.dumps(told, ensure_ascii=False))
        elif not is_sound:
            result(order.output.name(row.place))
    say(f"{counted(count, 'file', 'files')} checked, {damaged} damaged or missing")
    return ExitCode.BATCH if damaged else ExitCode.OK


def prune_files(manifest: Manifest, shop: Shop, order: ExportOrder) -> ExitCode:
    """Remove what has no source any more, after asking."""
    surveyor = Surveyor(shop, order, FileStamps(manifest.stamps()))
    rows = orphans(manifest, surveyor)
    for row in rows:
        result(order.output.name(row.place))
    if not rows:
        say("every file has its source")
        return ExitCode.OK
    what = "this file" if len(rows) == 1 else f"these {len(rows)} files"
    if click.confirm(f"Remove {what}?", err=True):
        remove_orphans(manifest, order.output, rows)
        if order.output.stat(INDEX):
            update_downloads(shop, manifest, surveyor, order.output, 1)
        say(f"{counted(len(rows), 'file', 'files')} removed")
    return ExitCode.OK

#!/bin/sh
# Install what pip cannot: sh .ci/system-requirements.sh venv|engine|tests [PYTHON]
#
#   venv    what makes a virtual environment for PYTHON
#   engine  the libraries that WeasyPrint, installed for PYTHON, loads
#   tests   the programs that the tests read PDFs with, and a browser
#
# Each is looked for first. apt-get installs it only when it is missing; where that
# cannot be done, the packages are named instead, and make ends here.
set -eu
kind=$1
python=${2:-python3}

is_there() {
    case $kind in
    venv) "$python" -c 'import ensurepip, venv' ;;
    # Without the subsetter WeasyPrint only warns, and embeds fonts another way.
    engine) "$python" -W error:HarfBuzz-Subset -c 'import weasyprint' ;;
    tests) command -v qpdf && command -v pdftotext && command -v gs && command -v chromium ;;
    esac >/dev/null 2>&1
}

debian_packages() {
    case $kind in
    venv) "$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])' ;;
    engine) echo libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 ;;
    tests) echo qpdf poppler-utils ghostscript chromium ;;
    esac
}

elsewhere() {
    case $kind in
    venv) echo "  elsewhere: the parts of Python named venv and ensurepip" ;;
    engine)
        echo "  Fedora:    dnf install pango harfbuzz"
        echo "  Arch:      pacman -S pango harfbuzz"
        echo "  macOS:     brew install pango harfbuzz"
        echo "  elsewhere: Pango 1.44 or newer, and HarfBuzz with its subsetter"
        ;;
    tests)
        echo "  Fedora:    dnf install qpdf poppler-utils ghostscript chromium"
        echo "  Arch:      pacman -S qpdf poppler ghostscript chromium"
        echo "  macOS:     brew install qpdf poppler ghostscript chromium"
        ;;
    esac
}

# Root needs no sudo, and a fresh machine may have none.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

may_install() {
    command -v apt-get >/dev/null && { [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null; }
}

is_there && exit 0
packages=$(debian_packages)
if may_install; then
    echo "Installing $packages"
    # shellcheck disable=SC2086
    as_root apt-get update -qq &&
        as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -qq --no-install-recommends $packages >/dev/null &&
        is_there && exit 0
fi
{
    echo "printshop needs what could not be installed here. Install it and run make again:"
    echo "  Debian, Ubuntu: apt install $packages"
    elsewhere
} >&2
exit 1

#!/bin/sh
# Double-click this: it sets up what is missing, then opens the page that follows every edit.
# To end it, close the window. Linux: run it in a terminal.
cd "$(dirname "$0")/.." || exit
if ! command -v python3 >/dev/null; then
    echo "Python is missing. Install it from python.org, then double-click this file again."
    exit 1
fi
exec python3 build.py --set-up serve --open

#!/bin/sh
# Double-click this: it opens the page that follows every edit. To end it, close the window.
cd "$(dirname "$0")" || exit
exec {command}

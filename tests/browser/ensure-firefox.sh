#!/bin/sh
# Makes sure that Firefox is there: installs Debian's package where it may, else says what to install.

. "$(dirname "$0")/../install.sh"

ready() { found firefox-esr || found firefox; }

ready || install Firefox firefox-esr
ready && exit 0
cat >&2 <<'END'
One of the browser tests needs Firefox on the PATH. Install it with:
  Debian:        sudo apt-get install firefox-esr
  Fedora:        sudo dnf install firefox
  macOS:         brew install --cask firefox
Then run `make test` again. `make check` runs everything that needs no browser.
END
exit 1

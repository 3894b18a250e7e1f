#!/bin/sh
# Makes sure that Chromium and its driver are there: installs Debian's packages where it may, else says what to install.

. "$(dirname "$0")/../install.sh"

ready() { found chromedriver && { found chromium || found chromium-browser || found google-chrome; }; }

ready || install "Chromium and its driver" chromium chromium-driver
ready && exit 0
cat >&2 <<'END'
The browser tests need Chromium (or Chrome) and chromedriver of the same version on the PATH. Install them with:
  Debian:        sudo apt-get install chromium chromium-driver
  Fedora:        sudo dnf install chromium chromedriver
  macOS:         brew install --cask google-chrome chromedriver
Then run `make test` again. `make check` runs everything that needs no browser.
END
exit 1

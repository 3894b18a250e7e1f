#!/bin/sh
# Makes sure that Chromium and its driver are there: installs Debian's packages where it may, else says what to install.

found() { command -v "$1" >/dev/null 2>&1; }
ready() { found chromedriver && { found chromium || found chromium-browser || found google-chrome; }; }

ready && exit 0
if found apt-get; then
    if [ "$(id -u)" = 0 ]; then as_root=
    elif found sudo && sudo -n true 2>/dev/null; then as_root="sudo -n"
    else as_root=no; fi
    if [ "$as_root" != no ]; then
        echo "Installing Chromium and its driver"
        log=$(mktemp)
        if $as_root apt-get -qq update >"$log" 2>&1 \
            && $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y chromium chromium-driver >"$log" 2>&1
        then rm -f "$log"; else cat "$log"; rm -f "$log"; fi
    fi
fi
ready && exit 0
cat >&2 <<'END'
The browser tests need Chromium (or Chrome) and chromedriver of the same version on the PATH. Install them with:
  Debian:        sudo apt-get install chromium chromium-driver
  Fedora:        sudo dnf install chromium chromedriver
  macOS:         brew install --cask google-chrome chromedriver
Then run `make test` again. `make check` runs everything that needs no browser.
END
exit 1

#!/bin/sh
# Makes sure that Firefox is there: installs Debian's package where it may, else says what to install.

found() { command -v "$1" >/dev/null 2>&1; }
ready() { found firefox-esr || found firefox; }

ready && exit 0
if found apt-get; then
    if [ "$(id -u)" = 0 ]; then as_root=
    elif found sudo && sudo -n true 2>/dev/null; then as_root="sudo -n"
    else as_root=no; fi
    if [ "$as_root" != no ]; then
        echo "Installing Firefox"
        log=$(mktemp)
        if $as_root apt-get -qq update >"$log" 2>&1 \
            && $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y firefox-esr >"$log" 2>&1
        then rm -f "$log"; else cat "$log"; rm -f "$log"; fi
    fi
fi
ready && exit 0
cat >&2 <<'END'
One of the browser tests needs Firefox on the PATH. Install it with:
  Debian:        sudo apt-get install firefox-esr
  Fedora:        sudo dnf install firefox
  macOS:         brew install --cask firefox
Then run `make test` again. `make check` runs everything that needs no browser.
END
exit 1

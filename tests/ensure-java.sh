#!/bin/sh
# Makes sure that Java is there, on which Spark runs: installs Debian's package where it may, else says what to install.
# Without it the tests of Spark are left out, but not in CI.

ready() { command -v java >/dev/null 2>&1 || [ -x "$JAVA_HOME/bin/java" ]; }

ready && exit 0
if command -v apt-get >/dev/null 2>&1; then
    if [ "$(id -u)" = 0 ]; then as_root=
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then as_root="sudo -n"
    else as_root=no; fi
    if [ "$as_root" != no ]; then
        echo "Installing Java"
        log=$(mktemp)
        if $as_root apt-get -qq update >"$log" 2>&1 \
            && $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y openjdk-17-jre-headless >"$log" 2>&1
        then rm -f "$log"; else cat "$log"; rm -f "$log"; fi
    fi
fi
ready && exit 0
cat >&2 <<'END'
The tests of publishing on Spark need Java 17 or newer on the PATH or in JAVA_HOME. Install it with:
  Debian:        sudo apt-get install openjdk-17-jre-headless
  Fedora:        sudo dnf install java-17-openjdk-headless
  macOS:         brew install openjdk@17
END
[ -z "$CI" ] || exit 1
echo "They are left out." >&2

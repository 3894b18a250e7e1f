#!/bin/sh
# Makes sure that Java is there, on which Spark runs: installs Debian's package where it may, else says what to install.
# Without it the tests of Spark are left out, but not in CI.

. "$(dirname "$0")/install.sh"

ready() { found java || [ -x "$JAVA_HOME/bin/java" ]; }

ready || install Java openjdk-17-jre-headless
ready && exit 0
cat >&2 <<'END'
The tests of publishing on Spark need Java 17 or newer on the PATH or in JAVA_HOME. Install it with:
  Debian:        sudo apt-get install openjdk-17-jre-headless
  Fedora:        sudo dnf install java-17-openjdk-headless
  macOS:         brew install openjdk@17
END
[ -z "$CI" ] || exit 1
echo "They are left out." >&2

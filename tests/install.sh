# What scripts that make sure of a program share; they read this file: `found PROGRAM`, `install WHAT PACKAGE...`.

found() { command -v "$1" >/dev/null 2>&1; }

# Installs Debian's packages where it may, and shows what went wrong.
install() {
    what=$1
    shift
    found apt-get || return 0
    if [ "$(id -u)" = 0 ]; then as_root=
    elif found sudo && sudo -n true 2>/dev/null; then as_root="sudo -n"
    else return 0; fi
    echo "Installing $what"
    log=$(mktemp)
    if ! { $as_root apt-get -qq update >"$log" 2>&1 \
        && $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y "$@" >"$log" 2>&1; }
    then cat "$log"; fi
    rm -f "$log"
}

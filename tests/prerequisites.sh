# What a fresh Debian machine must have; each missing thing is one clear line.

missing() {
  echo "$1" >&2
  exit 1
}

need_dotnet() {
  command -v dotnet >/dev/null || missing "The .NET 10 SDK is missing: install it and put dotnet on the PATH."
  dotnet --list-sdks | grep -q '^10\.' || missing "The .NET 10 SDK is missing: dotnet --list-sdks shows no 10.x."
}

need_node() {
  command -v npm >/dev/null && command -v node >/dev/null || missing "Node.js 20 is missing: install nodejs and npm, version 20 or newer."
  [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] || missing "Node.js 20 or newer is needed; this is $(node --version)."
}

# Two of the fault tests read what the server asks of the kernel.
need_strace() {
  command -v strace >/dev/null && return
  local as_root=""
  [ "$(id -u)" -eq 0 ] || as_root="sudo -n"
  { $as_root apt-get update -qq && $as_root apt-get install -y -qq strace >/dev/null; } ||
    missing "strace is missing and could not be installed: run apt-get install strace as root."
}

# Browser tests and PDF use Debian's Chromium; fonts for Bengali and Devanagari come with the app.
need_chromium() {
  if [ -z "${CHROMIUM:-}" ]; then CHROMIUM=$(command -v chromium || command -v chromium-browser || true); fi
  if [ -z "$CHROMIUM" ]; then
    local as_root=""
    [ "$(id -u)" -eq 0 ] || as_root="sudo -n"
    { $as_root apt-get update -qq && $as_root apt-get install -y -qq chromium >/dev/null; } ||
      missing "Chromium is missing and could not be installed: run apt-get install chromium as root."
    CHROMIUM=$(command -v chromium)
  fi
  export CHROMIUM
}

# What PDF files say to readers' programs is asked of poppler's.
need_poppler() {
  command -v pdftotext >/dev/null && return
  local as_root=""
  [ "$(id -u)" -eq 0 ] || as_root="sudo -n"
  { $as_root apt-get update -qq && $as_root apt-get install -y -qq poppler-utils >/dev/null; } ||
    missing "pdftotext is missing and could not be installed: run apt-get install poppler-utils as root."
}

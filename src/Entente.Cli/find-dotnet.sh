# To be sourced: sets $dotnet to a .NET SDK 10, or says in one sentence how to get one and ends the script.
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

find_dotnet() {
  local candidate
  for candidate in "$(command -v dotnet || true)" "${DOTNET_ROOT:+$DOTNET_ROOT/dotnet}" "${HOME:-/root}/.dotnet/dotnet"; do
    if [[ -n $candidate && -x $candidate ]] && "$candidate" --list-sdks 2>/dev/null | grep -q '^10\.'; then
      dotnet=$candidate
      return 0
    fi
  done
  return 1
}

if ! find_dotnet; then
  echo "The .NET SDK 10 is missing: install the package dotnet-sdk-10.0 from Microsoft's Debian packages (https://learn.microsoft.com/dotnet/core/install/linux-debian), or run https://dot.net/v1/dotnet-install.sh with --channel 10.0, then call this again." >&2
  exit 1
fi

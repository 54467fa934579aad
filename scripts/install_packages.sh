#!/usr/bin/env bash
# Installs the Debian packages that leadc needs, and nothing where they are there already.
#
#   scripts/install_packages.sh build      to build and run leadc (what `make demo` needs)
#   scripts/install_packages.sh test       the same, and what the tests and the format check need (`make test`)
#   scripts/install_packages.sh nightly    the same, and the clang 19 tools (`make nightly`)
#
# Works as root and, where sudo is there, as anyone else. With everything installed it asks dpkg once and ends: no
# network, no package lists. Exit 0: all is there. Exit 1: something could not be installed. Exit 2: wrong use.
set -euo pipefail

build_packages=(
  g++ cmake ninja-build ccache make pkg-config
  antlr4 libantlr4-runtime-dev                 # grammar; antlr4 brings a Java runtime along
  libfmt-dev libcli11-dev                      # messages, command line
  libabsl-dev tzdata                           # time zones, hash maps
  libsimdjson-dev zlib1g-dev libcsv-dev        # events and leads in: NDJSON, gzip, CSV
  libflatbuffers-dev flatbuffers-compiler      # compiled policies
  libre2-dev                                   # `matches`: regular expressions with a bounded cost
  libsodium-dev                                # hashes
)
test_packages=(git libgtest-dev libgmock-dev clang-format-19)
nightly_packages=(clang-19 libclang-rt-19-dev clang-tidy-19 python3)

case "${1:-}" in
  build)   wanted=("${build_packages[@]}") ;;
  test)    wanted=("${build_packages[@]}" "${test_packages[@]}") ;;
  nightly) wanted=("${build_packages[@]}" "${test_packages[@]}" "${nightly_packages[@]}") ;;
  *) echo "usage: scripts/install_packages.sh build|test|nightly" >&2; exit 2 ;;
esac

not_debian() {
  local name="an unknown system"
  if [[ -r /etc/os-release ]]; then name="$(. /etc/os-release && echo "${PRETTY_NAME:-$name}")"; fi
  {
    echo "packages: this is $name; the script knows Debian 12 (bookworm) and systems made from it."
    echo "packages: please install by hand what these Debian packages hold, then run make again with PACKAGES=skip:"
    printf '  %s\n' "${wanted[@]}"
  } >&2
  exit 1
}

command -v dpkg-query >/dev/null && command -v apt-get >/dev/null || not_debian

# One question for all packages. A package that dpkg has never heard of is simply not in the answer.
installed="$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "${wanted[@]}" 2>/dev/null || true)"
missing=()
for package in "${wanted[@]}"; do
  grep -qxF "installed $package" <<<"$installed" || missing+=("$package")
done
if ((${#missing[@]} == 0)); then
  echo "packages: all ${#wanted[@]} for '$1' are installed"
  exit 0
fi

as_root=()
if ((EUID != 0)); then
  if ! command -v sudo >/dev/null; then
    echo "packages: missing: ${missing[*]}" >&2
    echo "packages: installing them takes root; run 'scripts/install_packages.sh $1' as root, or install sudo" >&2
    exit 1
  fi
  as_root=(sudo)
fi

echo "packages: installing ${#missing[@]} of ${#wanted[@]} for '$1': ${missing[*]}"
"${as_root[@]}" apt-get update -qq
unknown=()
for package in "${missing[@]}"; do
  apt-cache show "$package" >/dev/null 2>&1 || unknown+=("$package")
done
if ((${#unknown[@]} > 0)); then
  echo "packages: this system's package lists do not have: ${unknown[*]}" >&2
  not_debian
fi
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
echo "packages: installed"

# shellcheck shell=sh
# Defines find_jdk, for a shell to source. It takes no arguments and starts no JVM.
#
# find_jdk sets java_home to a JDK or runtime of version 25 or newer, java_major to the version, and java_build to a name
# for its build that is usable in a file name. It fails if there is none.

find_jdk() {
  if [ -n "${JAVA_HOME:-}" ] && accept_jdk "$JAVA_HOME"; then
    return 0
  fi
  if on_path=$(command -v java) && [ -x "$on_path" ]; then
    accept_jdk "${on_path%/bin/java}" && return 0
    on_path=$(readlink -f -- "$on_path" 2>/dev/null) && accept_jdk "${on_path%/bin/java}" && return 0
  fi
  # One folder per way to install a JDK: packages, /opt, macOS, Homebrew, SDKMAN, IDEs, mise, asdf.
  for candidate in \
    /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/java/* /opt/*jdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    accept_jdk "$candidate" && return 0
  done
  for candidate in \
    "${SDKMAN_DIR:-${HOME:-}/.sdkman}"/candidates/java/* \
    "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-}"/.jdks/* \
    "${HOME:-}"/.local/share/mise/installs/java/* \
    "${HOME:-}"/.asdf/installs/java/*; do
    accept_jdk "$candidate" && return 0
  done
  return 1
}

# Sets java_home and java_build if $1 is new enough, according to the JDK's file "release", without starting the JVM; and
# java_major in any case.
accept_jdk() {
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 1
  version='' build='' vendor=''
  while IFS='=' read -r key value || [ -n "$key" ]; do
    value=${value#\"}
    value=${value%%\"*}
    case $key in
      IMPLEMENTOR) vendor=$value ;;
      JAVA_RUNTIME_VERSION) build=$value ;;
      JAVA_VERSION) version=$value ;;
    esac
    # The rest of the file is longer, and a shell reads it byte by byte.
    [ -n "$version" ] && [ -n "$build" ] && [ -n "$vendor" ] && break
  done <"$1/release"
  java_major=${version%%[!0-9]*}
  [ -n "$java_major" ] && [ "$java_major" -ge 25 ] || return 1
  # shellcheck disable=SC2034 # The answer.
  case $1 in
    /*) java_home=$1 ;;
    *) java_home=$PWD/$1 ;;
  esac

  # Characters that a file name may not have become hyphens.
  rest=${build:-$version}-$vendor
  java_build=
  while
    clean=${rest%%[!A-Za-z0-9.+-]*}
    java_build=$java_build$clean
    [ "$clean" != "$rest" ]
  do
    java_build=$java_build-
    rest=${rest#"$clean"?}
  done
}

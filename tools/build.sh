# shellcheck shell=sh disable=SC2154 # checkout comes from the reader.
# Defines build_checkout, with which ./prose and benchmarks/run build. They set checkout to the repository's folder.

# build_checkout PROGRAM MODULES: builds the modules and what they depend on.
#
# Two builds of one checkout at once would read each other's incomplete files. So this one waits for other builds, by
# ./prose, by benchmarks/run or by a person, and says so in PROGRAM's name.
#
# Succeeds when everything is built. Fails with 1 if the build failed, and with 2 after waiting a second for another
# build, which may have built the modules.
build_checkout() {
  program=$1
  modules=$2
  lock=$checkout/cli/target/building
  if other=$(find_maven); then
    await_other
    return 2
  fi
  mkdir -p "$checkout/cli/target" 2>/dev/null
  if (set -C && echo $$ >"$lock") 2>/dev/null; then
    trap 'rm -f "$lock"' EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 143' TERM
    run_maven
    built=$?
    # A build that began meanwhile may have mixed its files with this one's.
    while other=$(find_maven); do
      while other=$(find_maven); do
        await_other
      done
      run_maven
      built=$?
    done
    rm -f "$lock"
    trap - EXIT HUP INT TERM
    return $built
  elif read -r other 2>/dev/null <"$lock" && kill -0 "$other" 2>/dev/null; then
    await_other
    return 2
  fi
  tries=${tries:-}.
  [ "$tries" != ... ] || {
    echo "$program: $checkout/cli/target cannot be written" >&2
    return 1
  }
  # A lock whose process was killed is stale. But one that has no number yet has only just been taken.
  [ -s "$lock" ] || sleep 1
  number=
  read -r number 2>/dev/null <"$lock"
  [ "$number" != "$other" ] || rm -f "$lock"
  return 2
}

await_other() {
  [ "${awaited:-}" = "$other" ] || echo "$program: waiting for another build of this checkout, process $other" >&2
  awaited=$other
  tries=
  sleep 1
}

# Prints the process number of a Maven that builds this checkout. Fails if there is none, or none is visible.
find_maven() {
  ps -A -o pid= -o args= 2>/dev/null | {
    while read -r pid command; do
      case $command in
        *" -Dmaven.multiModuleProjectDirectory=$checkout org.codehaus.plexus.classworlds.launcher.Launcher"*)
          echo "$pid"
          exit 0
          ;;
      esac
    done
    exit 1
  }
}

run_maven() {
  # shellcheck source=cli/src/main/dist/lib/find-jdk.sh
  . "$checkout/cli/src/main/dist/lib/find-jdk.sh"
  find_jdk || {
    echo "$program: no JDK 25 or newer was found. Install one, from https://adoptium.net for instance, or set JAVA_HOME to it." >&2
    return 1
  }
  command -v mvn >/dev/null || {
    echo "$program: Maven is needed to build, version 3.8.7 or newer, and there is no mvn on the PATH." >&2
    return 1
  }
  echo "$program: building, which the first time takes a minute or two" >&2
  : >"$checkout/cli/target/build-start" || return 1
  (
    cd "$checkout" || exit
    # Runs Maven on this JDK too, if it can compile. The options suppress warnings about what Maven's libraries do.
    if [ -x "$java_home/bin/javac" ]; then
      # shellcheck disable=SC2030 # Of this subshell only, indeed.
      export JAVA_HOME="$java_home"
      export MAVEN_OPTS="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow ${MAVEN_OPTS:-}"
    fi
    # .mvn/jvm.config keeps Maven from resetting colours when it ends, which it would do even without colours.
    exec mvn -B -q -Dstyle.color=never package -Dmaven.test.skip=true -pl "$modules" -am
  ) </dev/null >&2 || {
    echo "$program: the build failed" >&2
    return 1
  }
  # Dates the archive from the start of the build, so that a source saved during the build is newer.
  for archive in "$checkout"/cli/target/prose-*.tar.gz; do
    touch -r "$checkout/cli/target/build-start" "$archive"
  done
}

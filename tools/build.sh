# shellcheck shell=sh disable=SC2154 # checkout comes from the reader.
# Defines build_checkout, by which ./prose and benchmarks/run build, with checkout set to the repository's folder.

# build_checkout PROGRAM MODULES: builds the modules and what they need.
#
# Two builds at once in one checkout would read what the other has half written. So this one waits for others, those
# of ./prose and benchmarks/run and a person's own, and says so in PROGRAM's name.
#
# Succeeds when all is built; fails with 1 if the build did, and with 2 after a second's waiting for another one, which
# may have built what is wanted.
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
    # One that began meanwhile may have mixed with this one.
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
  # A lock of one that was killed is of nobody. But one that has no number yet was only just taken.
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

# Prints the number of a Maven that is at work in this checkout, and fails if there is none or none can be seen.
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
    # Maven's own JVM, if this one can compile. The options keep it from warning about what Maven's libraries do.
    if [ -x "$java_home/bin/javac" ]; then
      # shellcheck disable=SC2030 # Of this subshell only, indeed.
      export JAVA_HOME="$java_home"
      export MAVEN_OPTS="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow ${MAVEN_OPTS:-}"
    fi
    # Even without colours Maven resets them at its end, but for what .mvn/jvm.config says.
    exec mvn -B -q -Dstyle.color=never package -Dmaven.test.skip=true -pl "$modules" -am
  ) </dev/null >&2 || {
    echo "$program: the build failed" >&2
    return 1
  }
  # As old as the sources that it saw: one that was saved meanwhile is newer.
  for archive in "$checkout"/cli/target/prose-*.tar.gz; do
    touch -r "$checkout/cli/target/build-start" "$archive"
  done
}

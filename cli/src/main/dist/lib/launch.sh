# shellcheck shell=sh disable=SC2154 # prose_home comes from the reader.
# Starts Prose. bin/prose and a checkout's ./prose source this, with prose_home set to the distribution's folder and the
# command's arguments in "$@".
#
# The first start with a JDK prepares a cache, a folder with
#
#   *.jar      copies of jars whose class files are too old for the JVM's cache, renewed
#   prose.aot  the JVM's cache: classes loaded and linked, hot methods known
#   failed     instead, if preparing failed: the log. It is retried only when the installation or the JDK changes.
#
# and later starts only test that it exists. If anything is wrong with it, the command still runs, only slower.

# shellcheck source=cli/src/main/dist/lib/find-jdk.sh
. "$prose_home/lib/find-jdk.sh"

# Sets caches to the folder for this installation's caches, or to nothing if no folder can be written. The user's cache
# folder may have caches of several installations, each under the installation's path.
find_caches() {
  caches=$prose_home/lib/cache
  [ -d "$caches/$cache_name" ] || can_write "$caches" && return 0
  case ${XDG_CACHE_HOME:-} in
    /*) caches=$XDG_CACHE_HOME/prose/start$prose_home ;;
    *)
      case ${HOME:-} in
        /*) caches=$HOME/.cache/prose/start$prose_home ;;
        *) caches= && return 1 ;;
      esac
      ;;
  esac
  [ -d "$caches/$cache_name" ] || can_write "$caches" || caches=
}

# Whether a folder can be written to, or created.
can_write() {
  folder=$1
  while [ ! -e "$folder" ] && [ -n "$folder" ]; do
    folder=${folder%/*}
  done
  [ -d "$folder/" ] && [ -w "$folder/" ]
}

# Sets class_path to the jars of the cache, if there are any, and Prose's own jar, whose manifest names the others.
set_class_path() {
  class_path=$jar
  for renewed in "$cache"/*.jar; do
    [ -f "$renewed" ] && class_path=$renewed:$class_path
  done
}

# Prepares the folder $cache, which is neither ready nor marked as failed. Several starts may do this at once: everything
# is made elsewhere and moved into place when complete, and copies of jars always have the same bytes and the same time.
prepare_cache() {
  mkdir -p "$cache" 2>/dev/null || return 0
  # If another start is preparing the cache, this one runs without. The number of a process that was killed is ignored.
  if read -r other 2>/dev/null <"$cache/preparing" && kill -0 "$other" 2>/dev/null; then
    return 0
  fi
  (echo $$ >"$cache/preparing") 2>/dev/null
  work=$cache/work.$$
  trap 'abandon_cache; exit 129' HUP
  trap 'abandon_cache; exit 130' INT
  trap 'abandon_cache; exit 143' TERM
  [ -t 2 ] && echo "prose: preparing a faster start, once" >&2
  # In the background, so that a signal stops it at once.
  train_cache 2>/dev/null &
  training=$!
  if wait "$training" && mv -f "$work/prose.aot" "$cache/prose.aot" 2>/dev/null; then
    # Removes the caches of earlier builds.
    for old in "$caches"/*; do
      case $old in
        "$caches/$content-"*) ;;
        *) rm -rf "$old" ;;
      esac
    done
  else
    rm -f "$cache"/*.jar
    # Moving needs no disk space.
    mv -f "$work/log" "$cache/failed" 2>/dev/null || (: >"$cache/failed") 2>/dev/null
  fi
  training=
  abandon_cache
  trap - HUP INT TERM
}

train_cache() {
  unset CLASSPATH JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS JDK_AOT_VM_OPTIONS _JAVA_OPTIONS
  mkdir -p "$work/run" || return 1
  exec </dev/null >"$work/log" 2>&1
  # shellcheck disable=SC2086
  "$java_home/bin/java" $flags "@$prose_home/lib/jvm.options" -cp "$jar" dev.prose.cli.RenewedJar "$cache" "$prose_home/lib" || return 1
  set_class_path
  # From inside the folder, because the JVM passes the cache's path on without quoting it.
  # shellcheck disable=SC2086
  cd "$work" &&
    exec "$java_home/bin/java" $flags "@$prose_home/lib/jvm.options" -XX:AOTCacheOutput=prose.aot -cp "$class_path" \
      dev.prose.cli.StartupTraining run
}

abandon_cache() {
  [ -n "${training:-}" ] && kill "$training" 2>/dev/null
  rm -rf "$work" "$cache/preparing"
}

find_jdk || {
  echo "prose: no JDK 25 or newer was found. Install one, from https://adoptium.net for instance, or set JAVA_HOME to it." >&2
  exit 1
}

# On Linux the JVM reads arguments and file names in the locale's encoding, and as ASCII if the locale is not installed,
# which is usual in containers. So UTF-8 is set, if the system has it.
if [ -d /usr/lib/locale/C.utf8 ]; then
  export LC_ALL=C.UTF-8
elif [ -d /proc/self ]; then
  case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
    *[Uu][Tt][Ff]8 | *[Uu][Tt][Ff]-8) ;;
    *) export LC_ALL=C.UTF-8 ;;
  esac
fi

for jar in "$prose_home"/lib/prose-cli-*.jar; do :; done

# For little work and a small heap, the serial collector. Where Linux can, it has pages of 2 MB: fewer have to be asked
# for, and fewer look-ups in large tables miss the processor's cache of page addresses.
flags=
case "${PROSE_OPTS:-} ${JDK_JAVA_OPTIONS:-} ${JAVA_TOOL_OPTIONS:-}" in
  *-XX:+Use*GC*) ;;
  *HugePages* | *LargePages*) flags=-XX:+UseSerialGC ;;
  *)
    flags=-XX:+UseSerialGC
    [ -d /sys/kernel/mm/transparent_hugepage ] && flags="$flags -XX:+UseTransparentHugePages"
    ;;
esac
# The options in jvm.options are those of JDK 25; a newer one may have dropped some, and should start nevertheless. The
# price is that there mistakes in PROSE_OPTS go unnoticed.
[ "$java_major" -gt 25 ] && flags="$flags -XX:+IgnoreUnrecognizedVMOptions"

content=
read -r content 2>/dev/null <"$prose_home/lib/content"
cache_name=$content-$java_build
cache=
find_caches
if [ -n "$content" ] && [ -n "$caches" ]; then
  cache=$caches/$cache_name
  if [ ! -f "$cache/prose.aot" ] && [ ! -f "$cache/failed" ]; then
    prepare_cache
  fi
fi

terminals=
[ -t 1 ] && terminals=out
[ -t 2 ] && terminals=$terminals,err

aot=
class_path=$jar
if [ -n "$cache" ] && [ -f "$cache/prose.aot" ]; then
  aot=$cache/prose.aot
  set_class_path
fi

# What only this command needs is no part of the cache, nor of the class path of others.
[ "${1:-}" = serve ] && class_path="$class_path:$prose_home/lib/server/*"

# The JVM's log is off, because its complaints about a cache would go to standard output, among the results. PROSE_OPTS,
# which can turn it on again, is split at spaces, and stars in it are not expanded.
set -f
# shellcheck disable=SC2086
exec "$java_home/bin/java" $flags "@$prose_home/lib/jvm.options" -Xlog:disable ${aot:+"-XX:AOTCache=$aot"} -Dprose.terminals="$terminals" \
  ${PROSE_OPTS:-} -cp "$class_path" dev.prose.cli.Main "$@"

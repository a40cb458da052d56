# shellcheck shell=sh disable=SC2154 # prose_home comes from the reader.
# Starts Prose. bin/prose and the ./prose of a checkout read this, with prose_home set to the distribution's folder
# and the command's arguments in "$@".
#
# The first start with a JDK prepares a cache, a folder with
#
#   *.jar      copies of jars whose class files are too old for the JVM's cache, renewed
#   prose.aot  the JVM's cache: classes loaded and linked, hot methods known
#   failed     instead, if that did not work: the log. It is not tried again until the installation or the JDK changes.
#
# and later starts do nothing but test that it is there. Whatever is wrong with it, the command runs, only slower.

# shellcheck source=cli/src/main/dist/lib/find-jdk.sh
. "$prose_home/lib/find-jdk.sh"

# Sets caches to the folder for the caches of this installation, to none if no folder can be written. The user's
# cache folder holds those of several installations: each has its own path there.
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

# Whether a folder can be written or made.
can_write() {
  folder=$1
  while [ ! -e "$folder" ] && [ -n "$folder" ]; do
    folder=${folder%/*}
  done
  [ -d "$folder/" ] && [ -w "$folder/" ]
}

# Sets class_path to the jars of the cache, if there are any, then Prose's, whose manifest names the rest.
set_class_path() {
  class_path=$jar
  for renewed in "$cache"/*.jar; do
    [ -f "$renewed" ] && class_path=$renewed:$class_path
  done
}

# Prepares the folder $cache, which is neither ready nor marked as failed. Several starts may be at it at once:
# everything is made beside its place and moved there whole, and the copies of jars are the same bytes with the same
# time each time.
prepare_cache() {
  mkdir -p "$cache" 2>/dev/null || return 0
  # Is another start at it? Then this one does without. A number left behind by one that was killed is of nobody.
  if read -r other 2>/dev/null <"$cache/preparing" && kill -0 "$other" 2>/dev/null; then
    return 0
  fi
  (echo $$ >"$cache/preparing") 2>/dev/null
  work=$cache/work.$$
  trap 'abandon_cache; exit 129' HUP
  trap 'abandon_cache; exit 130' INT
  trap 'abandon_cache; exit 143' TERM
  [ -t 2 ] && echo "prose: preparing a faster start, once" >&2
  # In the background, so that a signal ends it at once and not only when it is done.
  train_cache 2>/dev/null &
  training=$!
  if wait "$training" && mv -f "$work/prose.aot" "$cache/prose.aot" 2>/dev/null; then
    # Those of what stood here before.
    for old in "$caches"/*; do
      case $old in
        "$caches/$content-"*) ;;
        *) rm -rf "$old" ;;
      esac
    done
  else
    rm -f "$cache"/*.jar
    # The move needs no room on the disk.
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
  "$java_home/bin/java" $collector "@$prose_home/lib/jvm.options" -cp "$jar" dev.prose.cli.RenewedJar "$cache" "$prose_home/lib" || return 1
  set_class_path
  # From inside, because the JVM hands the cache's name on without quoting it.
  # shellcheck disable=SC2086
  cd "$work" &&
    exec "$java_home/bin/java" $collector "@$prose_home/lib/jvm.options" -XX:AOTCacheOutput=prose.aot -cp "$class_path" \
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

# On Linux the JVM reads arguments and file names in the locale's encoding, and in ASCII where the locale is not
# installed, as is usual in containers. UTF-8 it is, if the system has it.
if [ -d /usr/lib/locale/C.utf8 ]; then
  export LC_ALL=C.UTF-8
elif [ -d /proc/self ]; then
  case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
    *[Uu][Tt][Ff]8 | *[Uu][Tt][Ff]-8) ;;
    *) export LC_ALL=C.UTF-8 ;;
  esac
fi

for jar in "$prose_home"/lib/prose-cli-*.jar; do :; done

# Little work and a small heap: one thread collects.
collector=
case "${PROSE_OPTS:-} ${JDK_JAVA_OPTIONS:-} ${JAVA_TOOL_OPTIONS:-}" in
  *-XX:+Use*GC*) ;;
  *) collector=-XX:+UseSerialGC ;;
esac

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

# What the JVM has to say against a cache is kept out of the results: it logs to standard output. In PROSE_OPTS, which
# can turn it on again, options are separated by spaces and stars mean themselves.
set -f
# shellcheck disable=SC2086
exec "$java_home/bin/java" $collector "@$prose_home/lib/jvm.options" -Xlog:disable ${aot:+"-XX:AOTCache=$aot"} -Dprose.terminals="$terminals" \
  ${PROSE_OPTS:-} -cp "$class_path" dev.prose.cli.Main "$@"

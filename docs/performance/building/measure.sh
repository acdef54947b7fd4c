#!/bin/bash
# Measures the building of networks and prints the table of docs/performance.md:
#   docs/performance/building/measure.sh --python ~/bmtk/bin/python --bmtool ~/bmtool/bin/python [--repeat 3]
# --python has BMTK 1.2.0, --bmtool has bmtool; without one of them its line is left out. Programs take turns.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
python= bmtool= repeat=3 cells=2000 scratch=
while [ $# -gt 0 ]; do
  case "$1" in
    --python) python=$2 ;;
    --bmtool) bmtool=$2 ;;
    --repeat) repeat=$2 ;;
    --cells) cells=$2 ;;
    --scratch) scratch=$2 ;;
    *) echo "unknown option $1" >&2; exit 2 ;;
  esac
  shift 2
done
own=
[ -n "$scratch" ] || { scratch=$(mktemp -d); own=1; }
trap '[ -z "$own" ] || rm -rf "$scratch"' EXIT
mkdir -p "$scratch"
fast=
nice -n -20 true 2>/dev/null && fast="nice -n -20"
java=
for home in "${NEUROWRIGHT_JAVA_HOME:-}" "${JAVA_HOME:-}" /usr/lib/jvm/*25*; do
  if [ -z "$java" ] && [ -x "$home/bin/java" ] && "$home/bin/java" -version 2>&1 | grep -q '"25'; then
    java=$home/bin/java
  fi
done
[ -n "$java" ] || { echo "no JDK 25; name it in NEUROWRIGHT_JAVA_HOME" >&2; exit 1; }
"$root/neurowright" version > "$scratch/version.txt"
${python:-python3} "$here/models.py" "$scratch" 2>/dev/null || python3 "$here/models.py" "$scratch"
results="$scratch/results.txt"
: > "$results"

ours() { # model, options of Java
  rm -rf "$scratch/out"
  NEUROWRIGHT_JAVA_OPTS=$2 $fast /usr/bin/time -f "%e %U %S %M" -o "$scratch/time.txt" \
    "$root/neurowright" build "$scratch/$1" --out "$scratch/out" > "$scratch/said.txt" 2>&1
  echo "ours $1 $(tail -1 "$scratch/time.txt") $(grep -Eo '[0-9,]+$' "$scratch/said.txt" | tr -d , | sort -n | tail -1) $(du -sm "$scratch/out" | cut -f1)" >> "$results"
}

for ((k = 0; k < repeat; k++)); do
  ours pairs ""
  if [ -n "$python" ]; then
    echo "bmtk $cells $($fast "$python" "$here/bmtk_pairs.py" "$cells" "$scratch/bmtk" 2>/dev/null | tail -1)" >> "$results"
  fi
  if [ -n "$bmtool" ]; then
    echo "bmtool $($fast "$bmtool" "$here/bmtool_reciprocal.py" 2>/dev/null | tail -1)" >> "$results"
  fi
  echo "reciprocal $($fast "$java" -cp "$root/app/target/lib/*" "$here/Reciprocal.java" | tail -1)" >> "$results"
  ours in-degree "-Xmx400m"
  ours distance ""
done
python3 "$here/summarize.py" "$results"
echo
echo "$(uptime); largest to smallest of each in $results"
[ -z "$own" ] || cp "$results" "${TMPDIR:-/tmp}/neurowright-building.txt"

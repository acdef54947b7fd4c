#!/usr/bin/env bash
# Times rings of branching cells in Neurowright, NEURON, CoreNEURON and Arbor, one thread each, and prints a table
# in Markdown. The model is described in README.md beside this script.
#
#   compare_ring.sh --neuron PYTHON [--arbor PYTHON] [--repeat N] [--keep DIR] [-- OPTIONS OF THE MODEL]
#
# --neuron   a Python that has neuron 9 (nrnivmodl beside it; CoreNEURON is built with it, which takes some minutes
#            once when --keep names a folder)
# --arbor    a Python that has arbor (pip install arbor); left out, Arbor is not timed
# --repeat   runs of each program, 3 by default; the programs take turns
# --keep     folder for results instead of a temporary one that is removed
# --java     the java to run, the one in JAVA_HOME or on the path by default
#
# Options of the model: --cells 256 --per-ring 16 --depth 4 --compartments 6 --dendrites hh|pas --tstop 100
# Build Neurowright first (mvn -pl engine test-compile); its libraries are taken from the local Maven repository.
#
# The ratios are of processor time, which a busy machine disturbs less than elapsed time. Neurowright's first run
# includes its just-in-time compilation.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
neuron='' arbor='' repeat=3 keep='' java=${JAVA_HOME:+$JAVA_HOME/bin/}java
model=()

while [ $# -gt 0 ]; do
  case $1 in
    --help | -h) sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "$0"; exit 0 ;;
    --) shift; model=("$@"); break ;;
    --neuron) neuron=$2 ;;
    --arbor) arbor=$2 ;;
    --repeat) repeat=$2 ;;
    --keep) mkdir -p "$2"; keep=$(cd "$2" && pwd) ;;
    --java) java=$2 ;;
    *) echo "unknown option $1" >&2; exit 2 ;;
  esac
  shift 2
done
[ -n "$neuron" ] || { echo "--neuron is missing" >&2; exit 2; }
[ -d "$root/engine/target/test-classes" ] || { echo "build first: mvn -pl engine test-compile" >&2; exit 2; }

if [ -n "$keep" ]; then
  work=$keep
else
  work=$(mktemp -d "${TMPDIR:-/tmp}/compare-ring.XXXXXX")
  trap 'rm -rf "$work"' EXIT
fi
cd "$work"
rm -f ./*.json

if [ ! -d x86_64 ]; then
  # CoreNEURON needs a library of its own, for which nrnivmodl wants at least one mechanism.
  mkdir -p mod
  cat >mod/unused.mod <<'MOD'
NEURON { SUFFIX unused RANGE x }
ASSIGNED { x }
MOD
  PATH="$(dirname "$neuron"):$PATH" nrnivmodl -coreneuron mod >nrnivmodl.log 2>&1 ||
    { tail nrnivmodl.log >&2; exit 1; }
fi

repository=${MAVEN_REPOSITORY:-$HOME/.m2/repository}
libraries=$(find "$repository/it/unimi/dsi/fastutil-core" "$repository/org/slf4j/slf4j-api" -name '*.jar' | tr '\n' ':')
# A copy, so that a build in the meantime disturbs nothing.
rm -rf classes
mkdir classes
cp -r "$root/engine/target/classes/." "$root/engine/target/test-classes/." classes
neurowright=("$java" -XX:+UseParallelGC --add-modules jdk.incubator.vector -cp "classes:$libraries"
  org.neurowright.engine.ring.RingOfCells)

run() {
  "$@" >last.log 2>&1 || { echo "failed: $*" >&2; tail last.log >&2; exit 1; }
}

for i in $(seq "$repeat"); do
  run "$neuron" "$here/ring_neuron.py" "${model[@]}" "neuron.$i.json"
  run "${neurowright[@]}" "${model[@]}" --repeat 2 "neurowright.$i.json"
  run "$neuron" "$here/ring_neuron.py" "${model[@]}" --coreneuron --permute 0 "coreneuron.$i.json"
  run "$neuron" "$here/ring_neuron.py" "${model[@]}" --coreneuron --permute 1 "coreneuron-permuted.$i.json"
  if [ -n "$arbor" ]; then
    run "$arbor" "$here/ring_arbor.py" "${model[@]}" "arbor.$i.json"
  fi
done
python3 "$here/summarize_ring.py" "$work" "${model[@]}"

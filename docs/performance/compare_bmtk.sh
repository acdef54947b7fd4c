#!/usr/bin/env bash
# Times Neurowright against BMTK + NEURON on the model bio_14cells and prints tables in Markdown.
#
#   compare_bmtk.sh --shared DIR --python PYTHON [--python PYTHON]... [--neurowright COMMAND]
#                   [--threads N] [--repeat N] [--model FOLDER] [--configs "A.json B.json"] [--keep DIR]
#
# --shared       folder with data/bmtk/bio_14cells, data/bmtk/bio_components
# --python       a Python that has bmtk and neuron (nrnivmodl beside it); give one for each NEURON to compare
# --neurowright  the launcher; left out, only BMTK is timed
# --threads      worker threads of Neurowright (its default when left out); BMTK runs in one process
# --repeat       runs of each program and configuration, 5 by default; the programs take turns
# --keep         folder for the copies and results instead of a temporary one that is removed
#
# Works on copies. Each program has one run before those that count ("first run"), in which Neurowright
# compiles the mechanisms; what nrnivmodl takes for BMTK is measured apart. Loop seconds leave out start-up, reading
# and building.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
shared='' neurowright='' threads='' repeat=5 model=bio_14cells keep=''
configs='config.simulation.json config.nosyn.json'
pythons=()

usage() {
  sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "$0"
}

while [ $# -gt 0 ]; do
  case $1 in
    --help | -h) usage; exit 0 ;;
    --shared | --python | --neurowright | --threads | --repeat | --model | --configs | --keep)
      [ $# -ge 2 ] || { echo "$1 needs a value" >&2; exit 2; } ;;
    *) echo "unknown option $1" >&2; usage >&2; exit 2 ;;
  esac
  case $1 in
    --shared) shared=$(cd "$2" && pwd) ;;
    --python) pythons+=("$(cd "$(dirname "$2")" && pwd)/$(basename "$2")") ;;
    --neurowright) neurowright=$(cd "$(dirname "$2")" && pwd)/$(basename "$2") ;;
    --threads) threads=$2 ;;
    --repeat) repeat=$2 ;;
    --model) model=$2 ;;
    --configs) configs=$2 ;;
    --keep) mkdir -p "$2"; keep=$(cd "$2" && pwd) ;;
  esac
  shift 2
done

[ -n "$shared" ] || { echo "--shared is missing" >&2; exit 2; }
[ ${#pythons[@]} -gt 0 ] || { echo "--python is missing" >&2; exit 2; }
[ -d "$shared/data/bmtk/$model" ] || { echo "there is no $shared/data/bmtk/$model" >&2; exit 2; }

if [ -n "$keep" ]; then
  work=$keep
else
  work=$(mktemp -d "${TMPDIR:-/tmp}/compare-bmtk.XXXXXX")
  trap 'rm -rf "$work"' EXIT
fi
times=$work/times.tsv
: >"$times"

seconds_since() { # start as given by EPOCHREALTIME
  awk -v a="$1" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.3f", b - a }'
}

# A copy of the model for one program: mechanisms of the installed bmtk, compiled when it is for BMTK.
prepare() { # folder python compile?
  local home=$1 python=$2 compile=$3 package began
  mkdir -p "$home"
  cp -r "$shared/data/bmtk/$model" "$shared/data/bmtk/bio_components" "$home/"
  chmod -R u+w "$home"
  package=$("$python" -c 'import importlib.util as u; print(u.find_spec("bmtk").submodule_search_locations[0])')
  mkdir -p "$home/bio_components/mechanisms"
  cp -r "$package/utils/scripts/bionet/mechanisms/modfiles" "$home/bio_components/mechanisms/modfiles"
  if [ "$compile" = yes ]; then
    began=$EPOCHREALTIME
    (cd "$home/bio_components/mechanisms" &&
      PATH=$(dirname "$python"):$PATH nrnivmodl modfiles >nrnivmodl.log 2>&1) ||
      { echo "nrnivmodl failed: $home/bio_components/mechanisms/nrnivmodl.log" >&2; exit 1; }
    printf '%s\tnrnivmodl\t0\t%s\t\t\n' "$(basename "$home")" "$(seconds_since "$began")" >>"$times"
  fi
}

# One run; a line of times.tsv is: program, configuration, number (0 is the first run), wall seconds, record, results
run() { # program configuration number command...
  local program=$1 configuration=$2 number=$3 record=$4 results=$5 began wall
  shift 5
  rm -rf "$results"
  sync
  began=$EPOCHREALTIME
  "$@" >"$work/$program.log" 2>&1 || { echo "$program failed on $configuration: $work/$program.log" >&2; tail -5 "$work/$program.log" >&2; keep=yes; trap - EXIT; exit 1; }
  wall=$(seconds_since "$began")
  if [ -f "$record" ]; then cp "$record" "$work/$program.$configuration.$number.json"; fi
  if [ -f "$results/spikes.csv" ]; then cp "$results/spikes.csv" "$work/$program.$configuration.$number.csv"; fi
  printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$program" "$configuration" "$number" "$wall" \
    "$work/$program.$configuration.$number.json" "$work/$program.$configuration.$number.csv" >>"$times"
  printf '%-24s %-26s %s  %8.2f s\n' "$program" "$configuration" "$number" "$wall" >&2
  rm -rf "$results"
}

labels=()
for python in "${pythons[@]}"; do
  label=bmtk-neuron-$("$python" -c 'import importlib.metadata as m; print(m.version("neuron"))')
  labels+=("$label")
  prepare "$work/$label" "$python" yes
done
[ -z "$neurowright" ] || prepare "$work/neurowright" "${pythons[0]}" no

for ((number = 0; number <= repeat; number++)); do
  for configuration in $configs; do
    for k in "${!pythons[@]}"; do
      folder=$work/${labels[$k]}/$model
      output=$("${pythons[$k]}" "$here/summarize.py" output-folder "$folder/$configuration")
      run "${labels[$k]}" "$configuration" "$number" "$work/times.json" "$output" \
        "${pythons[$k]}" "$here/run_bionet.py" "$folder/$configuration" "$work/times.json"
    done
    if [ -n "$neurowright" ]; then
      output=$work/neurowright/results
      run neurowright "$configuration" "$number" "$output/run.json" "$output" \
        "$neurowright" run "$work/neurowright/$model/$configuration" --output-dir "$output" --quiet \
        ${threads:+--threads "$threads"}
    fi
  done
done

"${pythons[0]}" "$here/summarize.py" table "$times" "$shared/data/bmtk/$model/expected/spikes.csv"

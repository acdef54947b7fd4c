TITLE A constant calcium current and a point that follows another variable

NEURON {
  POINT_PROCESS FeatCaSource
  USEION ca WRITE ica
  POINTER seen
  RANGE amp, copy, twice
}

PARAMETER { amp = 0.001 (nA) }

ASSIGNED { ica (nA)  seen  copy  twice }

INITIAL {
  copy = seen
  twice = 0
}

BREAKPOINT {
  copy = seen
  twice = twice + 1
  ica = -amp*(1 + copy)
}

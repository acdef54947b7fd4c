TITLE half of a gap junction
: Current out of the cell into its neighbour, whose potential is copied to vgap. A junction has one half
: in each of the two cells.

NEURON {
  POINT_PROCESS Gap
  NONSPECIFIC_CURRENT i
  RANGE g, i, vgap
  THREADSAFE
}

UNITS { (nA) = (nanoamp) (mV) = (millivolt) (uS) = (microsiemens) }

PARAMETER {
  g = 0 (uS)
}

ASSIGNED {
  v (mV)
  vgap (mV)
  i (nA)
}

BREAKPOINT { i = g*(v - vgap) }

TITLE counts upward crossings of a threshold

NEURON {
  POINT_PROCESS APCount
  RANGE n, thresh, time, firing
  THREADSAFE
}

UNITS { (mV) = (millivolt) }

PARAMETER {
  n = 0
  thresh = -20 (mV)
  time = 0 (ms)
}

ASSIGNED {
  v (mV)
  firing
}

INITIAL {
  n = 0
  firing = 0
  check()
}

BREAKPOINT {
  SOLVE check METHOD after_cvode
}

PROCEDURE check() {
  if (v >= thresh && !firing) {
    firing = 1
    time = t
    n = n + 1
  }
  if (firing && v < thresh && t > time) {
    firing = 0
  }
}

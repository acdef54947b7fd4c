TITLE current pulse
: amp from del to del + dur, else nothing; positive is depolarising.

NEURON {
  POINT_PROCESS IClamp
  ELECTRODE_CURRENT i
  RANGE del, dur, amp, i
  THREADSAFE
}

UNITS { (nA) = (nanoamp) }

PARAMETER {
  del = 0 (ms)
  dur = 0 (ms) <0, 1e9>
  amp = 0 (nA)
}

ASSIGNED { i (nA) }

INITIAL { i = 0 }

BREAKPOINT {
  if (t < del + dur && t >= del) {
    i = amp
  } else {
    i = 0
  }
}

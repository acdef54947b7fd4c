TITLE single electrode voltage clamp
: A voltage source behind the resistance rs, on for three levels one after the other.

NEURON {
  POINT_PROCESS SEClamp
  ELECTRODE_CURRENT i
  RANGE rs, dur1, amp1, dur2, amp2, dur3, amp3, vc, i
  THREADSAFE
}

UNITS { (nA) = (nanoamp) (mV) = (millivolt) }

PARAMETER {
  rs = 1 (megohm) <1e-9, 1e9>
  dur1 = 0 (ms)
  amp1 = 0 (mV)
  dur2 = 0 (ms) <0, 1e9>
  amp2 = 0 (mV)
  dur3 = 0 (ms) <0, 1e9>
  amp3 = 0 (mV)
}

ASSIGNED {
  v (mV)
  i (nA)
  vc (mV)
  end2 (ms)
  end3 (ms)
  on
}

INITIAL {
  end2 = dur1 + dur2
  end3 = end2 + dur3
  on = 0
}

: The reported current uses the voltage at the end of the step.
BREAKPOINT {
  SOLVE electrode METHOD after_cvode
  level()
  electrode()
}

PROCEDURE level() {
  on = 1
  if (t < dur1) {
    vc = amp1
  } else if (t < end2) {
    vc = amp2
  } else if (t < end3) {
    vc = amp3
  } else {
    vc = 0
    on = 0
  }
}

PROCEDURE electrode() {
  if (on) {
    i = (vc - v)/rs
  } else {
    i = 0
  }
}

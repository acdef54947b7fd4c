TITLE synapse with a conductance that rises and decays exponentially
: g = B - A with A decaying with tau1 and B with tau2 > tau1; an event of weight w lets the
: conductance peak at w.

NEURON {
  POINT_PROCESS Exp2Syn
  NONSPECIFIC_CURRENT i
  RANGE tau1, tau2, e, i, g
  THREADSAFE
}

UNITS { (nA) = (nanoamp) (mV) = (millivolt) (uS) = (microsiemens) }

PARAMETER {
  tau1 = .1 (ms) <1e-9, 1e9>
  tau2 = 10 (ms) <1e-9, 1e9>
  e = 0 (mV)
}

ASSIGNED {
  v (mV)
  i (nA)
  g (uS)
  factor
}

STATE {
  A (uS)
  B (uS)
}

INITIAL {
  LOCAL peak
  if (tau1/tau2 > .9999) {
    tau1 = .9999*tau2
  }
  if (tau1/tau2 < 1e-9) {
    tau1 = tau2*1e-9
  }
  A = 0
  B = 0
  peak = (tau1*tau2)/(tau2 - tau1)*log(tau2/tau1)
  factor = -exp(-peak/tau1) + exp(-peak/tau2)
  factor = 1/factor
}

BREAKPOINT {
  SOLVE decay METHOD cnexp
  g = B - A
  i = g*(v - e)
}

DERIVATIVE decay {
  A' = -A/tau1
  B' = -B/tau2
}

NET_RECEIVE(weight (uS)) {
  A = A + weight*factor
  B = B + weight*factor
}

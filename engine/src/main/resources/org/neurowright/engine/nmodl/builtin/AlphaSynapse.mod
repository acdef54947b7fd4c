TITLE one synaptic event with an alpha function conductance
: g = gmax*x*exp(1 - x) with x = (t - onset)/tau, for x from 0 to 10.
: W. Rall, J. Neurophysiol. 30:1138-1168 (1967).

NEURON {
  POINT_PROCESS AlphaSynapse
  NONSPECIFIC_CURRENT i
  RANGE onset, tau, gmax, e, i
  THREADSAFE
}

UNITS { (nA) = (nanoamp) (mV) = (millivolt) (uS) = (microsiemens) }

PARAMETER {
  onset = 0 (ms)
  tau = .1 (ms) <1e-3, 1e6>
  gmax = 0 (uS) <0, 1e9>
  e = 0 (mV)
}

ASSIGNED {
  v (mV)
  i (nA)
  g (uS)
}

BREAKPOINT {
  g = gmax*alpha((t - onset)/tau)
  i = g*(v - e)
}

FUNCTION alpha(x) {
  if (x < 0 || x > 10) {
    alpha = 0
  } else {
    alpha = x*exp(1 - x)
  }
}

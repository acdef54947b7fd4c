TITLE leaky integrator with instantaneous inputs
: m decays with tau and jumps by the weight of each event; above 1 the cell fires and ignores
: inputs for refrac.

NEURON {
  ARTIFICIAL_CELL IntFire1
  RANGE tau, refrac, m
  THREADSAFE
}

PARAMETER {
  tau = 10 (ms)
  refrac = 5 (ms)
}

ASSIGNED {
  m
  last (ms)
  refractory
}

INITIAL {
  m = 0
  last = t
  refractory = 0
}

NET_RECEIVE(w) {
  if (refractory == 0) {
    m = m*exp(-(t - last)/tau)
    last = t
    m = m + w
    if (m > 1) {
      refractory = 1
      m = 2
      net_send(refrac, refractory)
      net_event(t)
    }
  } else if (flag == 1) {
    last = t
    refractory = 0
    m = 0
  }
}

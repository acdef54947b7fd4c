COMMENT
Conductance synapse whose strength depends on the recent spikes of its source.

Of the resources of a connection the part x is recovered, y active and z inactive
(x + y + z = 1); u is the part of x that a spike uses:

  dx/dt = z/tau_rec - u x s    dy/dt = u x s - y/tau_in    dz/dt = y/tau_in - z/tau_rec
  du/dt = -u/tau_facil + U (1 - u) s                        (s: 1 at each spike)

with u raised before it is used (Tsodyks and Markram, PNAS 94:719-723, 1997; Tsodyks, Uziel
and Markram, Journal of Neuroscience 20:RC50, 2000, equations 1 to 4). Between spikes the
equations have a closed solution, so every connection keeps y, z, u and the time of its last
spike, and events may come at any time. The conductance is weight times the sum of all y.
ENDCOMMENT

NEURON {
  POINT_PROCESS TsodyksMarkram
  RANGE U, tau_rec, tau_facil, tau_in, e, g, i
  NONSPECIFIC_CURRENT i
}

UNITS {
  (mV) = (millivolt)
  (nA) = (nanoamp)
  (uS) = (microsiemens)
}

PARAMETER {
  U = 0.5 (1) <0, 1>
  tau_rec = 800 (ms) <1e-9, 1e9>
  tau_facil = 0 (ms) <0, 1e9>
  tau_in = 3 (ms) <1e-9, 1e9>
  e = 0 (mV)
}

ASSIGNED {
  v (mV)
  i (nA)
}

STATE {
  g (uS)
}

INITIAL {
  g = 0
}

BREAKPOINT {
  SOLVE decay METHOD cnexp
  i = g * (v - e)
}

DERIVATIVE decay {
  g' = -g / tau_in
}

NET_RECEIVE (weight (uS), y, z, u, last (ms)) {
  LOCAL x, inactivated, recovered, used
  INITIAL {
    y = 0
    z = 0
    u = 0
    last = t
  }
  inactivated = exp(-(t - last) / tau_in)
  recovered = exp(-(t - last) / tau_rec)
  z = z * recovered + y * (inactivated - recovered) / (tau_in / tau_rec - 1)
  y = y * inactivated
  x = 1 - y - z
  if (tau_facil > 0) {
    u = u * exp(-(t - last) / tau_facil)
    u = u + U * (1 - u)
  } else {
    u = U
  }
  used = u * x
  y = y + used
  g = g + weight * used
  last = t
}

TITLE leaky integrator with fast excitation and slower inhibition
: e' = -e/taue,  i1' = -i1/taui1,  i2' = -i2/taui2 + ai1*i1,  m' = -m/taum + ae*e + ai2*i2
: Positive weights add to e, negative ones to i1; ae, ai1, ai2 are such that a unit input lets
: what it drives peak at 1. The cell fires when m reaches 1. As m lies below its tangent at
: rest from inputs, the tangent gives a bound for the time of firing, at which a new bound is
: taken, until m is within eps of 1.

NEURON {
  ARTIFICIAL_CELL IntFire4
  RANGE taue, taui1, taui2, taum, e, i1, i2, m, nself, nexcite, ninhibit, ae, ai1, ai2
  GLOBAL eps, taueps
  THREADSAFE
}

PARAMETER {
  taue = 5 (ms) <1e-9, 1e9>
  taui1 = 10 (ms) <1e-9, 1e9>
  taui2 = 20 (ms) <1e-9, 1e9>
  taum = 50 (ms) <1e-9, 1e9>
  eps = 1e-6
  taueps = .01
}

ASSIGNED {
  e
  i1
  i2
  m
  ae (/ms)
  ai1 (/ms)
  ai2 (/ms)
  be
  bi1
  ke (/ms)
  ki1 (/ms)
  ki2 (/ms)
  km (/ms)
  last (ms)
  nself
  nexcite
  ninhibit
}

INITIAL {
  constants()
  e = 0
  i1 = 0
  i2 = 0
  m = 0
  last = t
  nself = 0
  nexcite = 0
  ninhibit = 0
  net_send(bound(), 1)
}

: time constants must differ for the closed forms
PROCEDURE order() {
  LOCAL swap
  if (taui2 < 4*taueps) {
    taui2 = 4*taueps
  }
  if (taui1 < 3*taueps) {
    taui1 = 3*taueps
  }
  if (taue < 2*taueps) {
    taue = 2*taueps
  }
  if (taue > taui2) {
    taue = taui2 - taueps
  }
  if (taui1 > taui2) {
    swap = taui1
    taui1 = taui2
    taui2 = swap
  }
  if (fabs(taui2 - taui1) < taueps) {
    taui1 = taui2 - taueps
  }
  if (fabs(taum - taui2) < taueps) {
    taum = taui2 + taueps
  }
  if (fabs(taum - taui1) < taueps) {
    taum = taui1 - taueps
  }
  if (fabs(taum - taue) < taueps) {
    taum = taue - taueps
  }
}

PROCEDURE constants() {
  LOCAL peak, low, high
  order()
  ke = 1/taue
  ki1 = 1/taui1
  ki2 = 1/taui2
  km = 1/taum

  peak = log(km/ke)/(km - ke)
  be = 1/(exp(-km*peak) - exp(-ke*peak))
  ae = be*(ke - km)

  peak = log(ki2/ki1)/(ki2 - ki1)
  bi1 = 1/(exp(-ki2*peak) - exp(-ki1*peak))
  ai1 = bi1*(ki1 - ki2)

  : the slow path has no closed form for its peak: bisect for slope 0
  low = 0
  high = taui2
  while (slope(high) > 0) {
    low = high
    high = 2*high
  }
  while (high - low > 1e-9*high) {
    peak = (low + high)/2
    if (slope(peak) > 0) {
      low = peak
    } else {
      high = peak
    }
  }
  ai2 = 1/response(peak)
}

: m after a time s for i1 = 1 at the start and ai2 = 1
FUNCTION response(s (ms)) {
  response = bi1*((exp(-ki2*s) - exp(-km*s))/(km - ki2) - (exp(-ki1*s) - exp(-km*s))/(km - ki1))
}

FUNCTION slope(s (ms)) {
  slope = bi1*(exp(-ki2*s) - exp(-ki1*s)) - km*response(s)
}

PROCEDURE advance() {
  LOCAL xe, x1, x2, xm, slow
  xe = exp(-ke*(t - last))
  x1 = exp(-ki1*(t - last))
  x2 = exp(-ki2*(t - last))
  xm = exp(-km*(t - last))
  slow = i2 + bi1*i1
  m = m*xm + be*e*(xm - xe) + ai2*(slow*(x2 - xm)/(km - ki2) - bi1*i1*(x1 - xm)/(km - ki1))
  i2 = slow*x2 - bi1*i1*x1
  i1 = i1*x1
  e = e*xe
  last = t
}

: a time before which m cannot reach 1
FUNCTION bound() (ms) {
  LOCAL rise
  rise = -km*m + ae*e + ai2*i2
  if (rise <= 1e-9) {
    bound = 1e9
  } else {
    bound = (1 - m)/rise
  }
}

NET_RECEIVE(w) {
  advance()
  if (m > 1 - eps) {
    net_event(t)
    m = 0
  }
  if (flag == 1) {
    nself = nself + 1
    net_send(bound(), 1)
  } else {
    if (w > 0) {
      nexcite = nexcite + 1
      e = e + w
    } else {
      ninhibit = ninhibit + 1
      i1 = i1 + w
    }
    net_move(t + bound())
  }
}

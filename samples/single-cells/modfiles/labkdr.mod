TITLE delayed rectifier
: Rates of Traub and Miles (1991) in the form of Pospischil et al. (2008), shifted by vt.

NEURON {
  SUFFIX labkdr
  USEION k READ ek WRITE ik
  RANGE gbar, vt, g
}

UNITS { (mV) = (millivolt) (mA) = (milliamp) (S) = (siemens) }

PARAMETER {
  gbar = 0.01 (S/cm2)
  vt = -58 (mV)
}

ASSIGNED {
  v (mV)
  ek (mV)
  ik (mA/cm2)
  g (S/cm2)
  ninf
  ntau (ms)
}

STATE { n }

INITIAL {
  rates(v)
  n = ninf
}

BREAKPOINT {
  SOLVE states METHOD cnexp
  g = gbar*n*n*n*n
  ik = g*(v - ek)
}

DERIVATIVE states {
  rates(v)
  n' = (ninf - n)/ntau
}

FUNCTION ratio(x (mV), k (mV)) (mV) {
  if (fabs(x/k) < 1e-6) {
    ratio = k*(1 - x/k/2)
  } else {
    ratio = x/(exp(x/k) - 1)
  }
}

PROCEDURE rates(v (mV)) {
  LOCAL a, b
  a = 0.032*ratio(-(v - vt - 15), 5)
  b = 0.5*exp(-(v - vt - 10)/40)
  ntau = 1/(a + b)
  ninf = a*ntau
}

TITLE slow potassium current
: Steady state and time constant of Yamada et al. (1989) in the form of Pospischil et al. (2008).

NEURON {
  SUFFIX labkm
  USEION k READ ek WRITE ik
  RANGE gbar, g
  GLOBAL taumax
}

UNITS { (mV) = (millivolt) (mA) = (milliamp) (S) = (siemens) }

PARAMETER {
  gbar = 7e-5 (S/cm2)
  taumax = 600 (ms)
}

ASSIGNED {
  v (mV)
  ek (mV)
  ik (mA/cm2)
  g (S/cm2)
  pinf
  ptau (ms)
}

STATE { p }

INITIAL {
  rates(v)
  p = pinf
}

BREAKPOINT {
  SOLVE states METHOD cnexp
  g = gbar*p
  ik = g*(v - ek)
}

DERIVATIVE states {
  rates(v)
  p' = (pinf - p)/ptau
}

PROCEDURE rates(v (mV)) {
  pinf = 1/(1 + exp(-(v + 35)/10))
  ptau = taumax/(3.3*exp((v + 35)/20) + exp(-(v + 35)/20))
}

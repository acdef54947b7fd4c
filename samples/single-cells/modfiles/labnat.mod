TITLE fast sodium current
: Rates of Traub and Miles (1991) in the form of Pospischil et al. (2008), shifted by vt.

NEURON {
  SUFFIX labnat
  USEION na READ ena WRITE ina
  RANGE gbar, vt, g
}

UNITS { (mV) = (millivolt) (mA) = (milliamp) (S) = (siemens) }

PARAMETER {
  gbar = 0.05 (S/cm2)
  vt = -58 (mV)
}

ASSIGNED {
  v (mV)
  ena (mV)
  ina (mA/cm2)
  g (S/cm2)
  minf
  hinf
  mtau (ms)
  htau (ms)
}

STATE { m h }

INITIAL {
  rates(v)
  m = minf
  h = hinf
}

BREAKPOINT {
  SOLVE states METHOD cnexp
  g = gbar*m*m*m*h
  ina = g*(v - ena)
}

DERIVATIVE states {
  rates(v)
  m' = (minf - m)/mtau
  h' = (hinf - h)/htau
}

: x/(exp(x/k) - 1) without trouble at 0
FUNCTION ratio(x (mV), k (mV)) (mV) {
  if (fabs(x/k) < 1e-6) {
    ratio = k*(1 - x/k/2)
  } else {
    ratio = x/(exp(x/k) - 1)
  }
}

PROCEDURE rates(v (mV)) {
  LOCAL a, b
  a = 0.32*ratio(-(v - vt - 13), 4)
  b = 0.28*ratio(v - vt - 40, 5)
  mtau = 1/(a + b)
  minf = a*mtau
  a = 0.128*exp(-(v - vt - 17)/18)
  b = 4/(1 + exp(-(v - vt - 40)/5))
  htau = 1/(a + b)
  hinf = a*htau
}

TITLE Delayed-rectifier potassium current of a fast-spiking interneuron

COMMENT
Four gates n; ik = gbar n^4 (v - ek). Rates: Wang and Buzsaki (Journal of Neuroscience 16:6402-6413, 1996);
phi is their factor on the speed of the gate and holds for the temperature of the model.
ENDCOMMENT

NEURON {
  SUFFIX KdrBuzsaki
  USEION k READ ek WRITE ik
  RANGE gbar, phi, g
}

UNITS {
  (mV) = (millivolt)
  (mA) = (milliamp)
  (S) = (siemens)
}

PARAMETER {
  gbar = 0.009 (S/cm2)
  phi = 5
}

ASSIGNED {
  v (mV)
  ek (mV)
  ik (mA/cm2)
  g (S/cm2)
  nInf
  nTau (ms)
}

STATE { n }

INITIAL {
  rates(v)
  n = nInf
}

BREAKPOINT {
  SOLVE gate METHOD cnexp
  g = gbar*n*n*n*n
  ik = g*(v - ek)
}

DERIVATIVE gate {
  rates(v)
  n' = (nInf - n)/nTau
}

: fitted curves: numbers in mV and ms
UNITSOFF

PROCEDURE rates(v (mV)) {
  LOCAL open, close
  open = 0.01*linoid(-(v + 34), 10)
  close = 0.125*exp(-(v + 44)/80)
  nInf = open/(open + close)
  nTau = 1/(phi*(open + close))
}

: x/(exp(x/scale) - 1); near x = 0, where that is 0/0, the first terms of its series
FUNCTION linoid(x (mV), scale (mV)) (mV) {
  if (fabs(x/scale) < 1e-6) {
    linoid = scale - x/2
  } else {
    linoid = x/(exp(x/scale) - 1)
  }
}

UNITSON

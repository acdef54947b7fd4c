TITLE High-threshold (L-type) calcium current

COMMENT
Two activation gates q and one slow inactivation gate r; ica = gbar q^2 r (v - eca).

Rates: Reuveni, Friedman, Amitai and Gutnick (Journal of Neuroscience 13:4609-4621, 1993), as used by
Pospischil et al. (Biological Cybernetics 99:427-441, 2008, section 2.5) at 36 degC; scaled by 3 for
each 10 degC.
ENDCOMMENT

NEURON {
  SUFFIX CaLReuveni
  USEION ca READ eca WRITE ica
  RANGE gbar, g
}

UNITS {
  (mV) = (millivolt)
  (mA) = (milliamp)
  (S) = (siemens)
}

PARAMETER {
  gbar = 1e-4 (S/cm2)
}

ASSIGNED {
  v (mV)
  celsius (degC)
  eca (mV)
  ica (mA/cm2)
  g (S/cm2)
  qInf
  rInf
  qTau (ms)
  rTau (ms)
}

STATE { q r }

INITIAL {
  rates(v)
  q = qInf
  r = rInf
}

BREAKPOINT {
  SOLVE gates METHOD cnexp
  g = gbar*q*q*r
  ica = g*(v - eca)
}

DERIVATIVE gates {
  rates(v)
  q' = (qInf - q)/qTau
  r' = (rInf - r)/rTau
}

: fitted curves: numbers in mV and ms
UNITSOFF

PROCEDURE rates(v (mV)) {
  LOCAL speed, open, close
  speed = 3^((celsius - 36)/10)

  open = 0.055*linoid(-27 - v, 3.8)
  close = 0.94*exp((-75 - v)/17)
  qInf = open/(open + close)
  qTau = 1/(speed*(open + close))

  open = 0.000457*exp((-13 - v)/50)
  close = 0.0065/(1 + exp((-15 - v)/28))
  rInf = open/(open + close)
  rTau = 1/(speed*(open + close))
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

TITLE Delayed-rectifier potassium current of a regular-spiking pyramidal cell

COMMENT
Four gates n; ik = gbar n^4 (v - ek).

Rates: Traub and Miles (1991) in the form of Pospischil et al. (Biological Cybernetics 99:427-441,
2008, section 2.3), voltages counted from vt as in NaTraub.mod, at 36 degC, scaled by 3 for each 10 degC.
ENDCOMMENT

NEURON {
  SUFFIX KdrTraub
  USEION k READ ek WRITE ik
  RANGE gbar, vt, g
}

UNITS {
  (mV) = (millivolt)
  (mA) = (milliamp)
  (S) = (siemens)
}

PARAMETER {
  gbar = 0.005 (S/cm2)
  vt = -56.2 (mV)
}

ASSIGNED {
  v (mV)
  celsius (degC)
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
  SOLVE gates METHOD cnexp
  g = gbar*n*n*n*n
  ik = g*(v - ek)
}

DERIVATIVE gates {
  rates(v)
  n' = (nInf - n)/nTau
}

: fitted curves: numbers in mV and ms
UNITSOFF

PROCEDURE rates(v (mV)) {
  LOCAL u, speed, open, close
  u = v - vt
  speed = 3^((celsius - 36)/10)
  open = 0.032*linoid(15 - u, 5)
  close = 0.5*exp((10 - u)/40)
  nInf = open/(open + close)
  nTau = 1/(speed*(open + close))
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

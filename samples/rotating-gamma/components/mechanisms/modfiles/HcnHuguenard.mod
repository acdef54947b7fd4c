TITLE Hyperpolarisation-activated cation current

COMMENT
One gate l that opens below rest; i = gbar l (v - eh). A mixed sodium and potassium current, here not
attributed to an ion.

Curves: Huguenard and McCormick (Journal of Neurophysiology 68:1373-1383, 1992), taken to hold at
36 degC; scaled by 3 for each 10 degC.
ENDCOMMENT

NEURON {
  SUFFIX HcnHuguenard
  NONSPECIFIC_CURRENT i
  RANGE gbar, eh, g
}

UNITS {
  (mV) = (millivolt)
  (mA) = (milliamp)
  (S) = (siemens)
}

PARAMETER {
  gbar = 2e-5 (S/cm2)
  eh = -43 (mV)
}

ASSIGNED {
  v (mV)
  celsius (degC)
  i (mA/cm2)
  g (S/cm2)
  lInf
  lTau (ms)
}

STATE { l }

INITIAL {
  rates(v)
  l = lInf
}

BREAKPOINT {
  SOLVE gate METHOD cnexp
  g = gbar*l
  i = g*(v - eh)
}

DERIVATIVE gate {
  rates(v)
  l' = (lInf - l)/lTau
}

: fitted curves: numbers in mV and ms
UNITSOFF

PROCEDURE rates(v (mV)) {
  LOCAL speed
  speed = 3^((celsius - 36)/10)
  lInf = 1/(1 + exp((v + 75)/5.5))
  lTau = 1/(speed*(exp(-14.59 - 0.086*v) + exp(-1.87 + 0.0701*v)))
}

UNITSON

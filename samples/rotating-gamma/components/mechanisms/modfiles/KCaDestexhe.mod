TITLE Calcium-activated potassium current (slow after-hyperpolarisation)

COMMENT
Two gates m that are opened by calcium alone; ik = gbar m^2 (v - ek). Opening rate 48 cai^2 per ms
and mM^2, closing rate 0.03 per ms, after Destexhe, Contreras, Sejnowski and Steriade (Journal of
Neurophysiology 72:803-818, 1994), who give them for 22 degC with a factor of 3 for each 10 degC. Both
rates are equal at caHalf = sqrt(0.03/48) mM = 0.025 mM; caHalf is a parameter because the
concentrations that a model reaches depend on the depth chosen for its shell.
ENDCOMMENT

NEURON {
  SUFFIX KCaDestexhe
  USEION k READ ek WRITE ik
  USEION ca READ cai
  RANGE gbar, caHalf, g
}

UNITS {
  (mV) = (millivolt)
  (mA) = (milliamp)
  (mM) = (milli/liter)
  (S) = (siemens)
}

PARAMETER {
  gbar = 1e-3 (S/cm2)
  caHalf = 0.025 (mM)
  closing = 0.03 (/ms)
}

ASSIGNED {
  v (mV)
  celsius (degC)
  cai (mM)
  ek (mV)
  ik (mA/cm2)
  g (S/cm2)
  mInf
  mTau (ms)
}

STATE { m }

INITIAL {
  rates(cai)
  m = mInf
}

BREAKPOINT {
  SOLVE gate METHOD cnexp
  g = gbar*m*m
  ik = g*(v - ek)
}

DERIVATIVE gate {
  rates(cai)
  m' = (mInf - m)/mTau
}

: numbers in mM and ms
UNITSOFF

PROCEDURE rates(c (mM)) {
  LOCAL ratio, speed
  speed = 3^((celsius - 22)/10)
  ratio = (c/caHalf)^2
  mInf = ratio/(1 + ratio)
  mTau = 1/(speed*closing*(1 + ratio))
}

UNITSON

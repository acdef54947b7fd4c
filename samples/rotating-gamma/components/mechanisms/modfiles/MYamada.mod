TITLE Slow non-inactivating potassium (M) current

COMMENT
One gate p; ik = gbar p (v - ek). It opens slowly while the cell is depolarised and makes the
intervals between spikes longer.

Curves: Yamada, Koch and Adams (in: Methods in Neuronal Modeling, MIT Press, 1989), with the maximal
time constant tauMax as used by Pospischil et al. (Biological Cybernetics 99:427-441, 2008, section 2.4)
at 36 degC, scaled by 3 for each 10 degC.
ENDCOMMENT

NEURON {
  SUFFIX MYamada
  USEION k READ ek WRITE ik
  RANGE gbar, tauMax, g
}

UNITS {
  (mV) = (millivolt)
  (mA) = (milliamp)
  (S) = (siemens)
}

PARAMETER {
  gbar = 7e-5 (S/cm2)
  tauMax = 608 (ms)
}

ASSIGNED {
  v (mV)
  celsius (degC)
  ek (mV)
  ik (mA/cm2)
  g (S/cm2)
  pInf
  pTau (ms)
}

STATE { p }

INITIAL {
  rates(v)
  p = pInf
}

BREAKPOINT {
  SOLVE gate METHOD cnexp
  g = gbar*p
  ik = g*(v - ek)
}

DERIVATIVE gate {
  rates(v)
  p' = (pInf - p)/pTau
}

: fitted curves: numbers in mV and ms
UNITSOFF

PROCEDURE rates(v (mV)) {
  LOCAL speed
  speed = 3^((celsius - 36)/10)
  pInf = 1/(1 + exp(-(v + 35)/10))
  pTau = tauMax/(speed*(3.3*exp((v + 35)/20) + exp(-(v + 35)/20)))
}

UNITSON

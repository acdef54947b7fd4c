TITLE current activated by hyperpolarisation
: Made up for this sample: a Boltzmann curve and a bell-shaped time constant that is divided by
: 3^((celsius - 34)/10).

NEURON {
  SUFFIX labh
  NONSPECIFIC_CURRENT i
  RANGE gbar, e, g
  GLOBAL vhalf, slope
}

UNITS { (mV) = (millivolt) (mA) = (milliamp) (S) = (siemens) }

PARAMETER {
  gbar = 1e-4 (S/cm2)
  e = -35 (mV)
  vhalf = -80 (mV)
  slope = 8 (mV)
}

ASSIGNED {
  v (mV)
  celsius (degC)
  i (mA/cm2)
  g (S/cm2)
  linf
  ltau (ms)
}

STATE { l }

INITIAL {
  rates(v)
  l = linf
}

BREAKPOINT {
  SOLVE states METHOD cnexp
  g = gbar*l
  i = g*(v - e)
}

DERIVATIVE states {
  rates(v)
  l' = (linf - l)/ltau
}

PROCEDURE rates(v (mV)) {
  LOCAL q
  q = 3^((celsius - 34)/10)
  linf = 1/(1 + exp((v - vhalf)/slope))
  ltau = (20 + 120/(exp((v + 75)/18) + exp(-(v + 75)/14)))/q
}

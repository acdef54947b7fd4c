TITLE passive membrane with other default values
: The same equation as pas.

NEURON {
  SUFFIX fastpas
  NONSPECIFIC_CURRENT i
  RANGE g, e
  THREADSAFE
}

UNITS { (mV) = (millivolt) (mA) = (milliamp) (S) = (siemens) }

PARAMETER {
  g = 5e-4 (S/cm2) <0, 1e9>
  e = -65 (mV)
}

ASSIGNED {
  v (mV)
  i (mA/cm2)
}

BREAKPOINT {
  i = g*(v - e)
}

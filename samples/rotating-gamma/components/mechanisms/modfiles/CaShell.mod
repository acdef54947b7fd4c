TITLE Calcium in a thin shell under the membrane

COMMENT
Calcium current fills a shell of the given depth and calcium leaves it towards its resting
concentration with a single time constant:

  d cai/dt = -beta ica/(2 F depth) + (rest - cai)/tau

after Destexhe, Contreras, Sejnowski and Steriade (Journal of Neurophysiology 72:803-818, 1994, equation
for the intracellular calcium). beta is the part of the calcium that is not buffered at once. Outward
current does not empty the shell.
ENDCOMMENT

NEURON {
  SUFFIX CaShell
  USEION ca READ ica WRITE cai
  RANGE depth, tau, rest, beta
}

UNITS {
  (mM) = (milli/liter)
  (um) = (micron)
  (mA) = (milliamp)
  FARADAY = (faraday) (coulomb)
}

PARAMETER {
  depth = 0.5 (um)
  tau = 80 (ms)
  rest = 1e-4 (mM)
  beta = 1
}

ASSIGNED {
  ica (mA/cm2)
  influx (mM/ms)
}

STATE { cai (mM) }

INITIAL {
  cai = rest
}

BREAKPOINT {
  SOLVE shell METHOD cnexp
}

DERIVATIVE shell {
  : 10^4 brings mA/cm2/um/coulomb to mM/ms
  influx = -(10000)*beta*ica/(2*FARADAY*depth)
  if (influx < 0) {
    influx = 0
  }
  cai' = influx + (rest - cai)/tau
}

TITLE Runge-Kutta of order 4

NEURON {
  POINT_PROCESS FeatRunge
  RANGE k
}

PARAMETER { k = 0.7 }

STATE { x q }

INITIAL {
  x = 1
  q = 0.2
}

BREAKPOINT {
  SOLVE wave METHOD runge
}

DERIVATIVE wave {
  x' = -k*x*x + 0.3*q
  q' = k*x - q
}

TITLE Runge-Kutta with equations that name t

NEURON {
  POINT_PROCESS FeatRungeTime
  RANGE seen
}

ASSIGNED { seen }

STATE { x q }

INITIAL {
  x = 0.3
  q = 0
}

BREAKPOINT {
  SOLVE drift METHOD runge
}

DERIVATIVE drift {
  seen = t
  x' = cos(3*t) - x*t
  q' = forced(t)
}

FUNCTION forced(s) {
  forced = s*s
}

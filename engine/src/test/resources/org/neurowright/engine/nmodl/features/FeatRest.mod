TITLE Steady state of a derivative, and a derivative that another block reads

NEURON {
  POINT_PROCESS FeatRest
  RANGE k, rate
}

PARAMETER { k = 0.7 }

ASSIGNED { rate }

STATE { w }

INITIAL {
  w = 0.1
  SOLVE rest STEADYSTATE derivimplicit
  w = w + 0.5
}

BREAKPOINT {
  SOLVE rest METHOD derivimplicit
  rate = w'
}

DERIVATIVE rest {
  w' = k - 3*w*w
}

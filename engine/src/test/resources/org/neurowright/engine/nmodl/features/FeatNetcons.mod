TITLE Weights of all connections change when one of them, or the cell, is active

NEURON {
  POINT_PROCESS FeatNetcons
  RANGE g, count, sum
  NONSPECIFIC_CURRENT i
}

PARAMETER { tau = 2 (ms) }

ASSIGNED { v i count sum }

STATE { g }

INITIAL {
  g = 0
  count = 0
  sum = 0
  net_send(1.3, 2)
}

BREAKPOINT {
  SOLVE decay METHOD cnexp
  i = g*v*0.001
}

DERIVATIVE decay { g' = -g/tau }

NET_RECEIVE (w, trace, last) {
  INITIAL { trace = 0.5  last = -1 }
  if (flag == 0) {
    g = g + w
    trace = trace*0.5 + 1
    last = t
    FOR_NETCONS (other, tr, when) {
      if (when != last) { other = other*0.9 }
      tr = tr + 0.125
    }
    sum = sum + trace
    net_send(0.8, 3)
  } else if (flag == 2) {
    FOR_NETCONS (other, tr, when) {
      other = other + 0.25*tr
      count = count + 1
    }
    net_send(1.7, 2)
  } else {
    FOR_NETCONS (other, tr, when) { sum = sum + other }
  }
}

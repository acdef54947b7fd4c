TITLE functions that call themselves, alone and in a circle

NEURON {
  POINT_PROCESS FeatRecursion
  RANGE depth, factorials, parity, both
}

UNITS { (mV) = (millivolt) }

PARAMETER { depth = 7 }

ASSIGNED {
  v (mV)
  factorials
  parity
  both
}

STATE { x }

INITIAL {
  x = 1
  factorials = product(depth)
  parity = even(depth)
}

BREAKPOINT {
  SOLVE decay METHOD cnexp
  both = series(depth, v/1(mV)) + nested(2, 3)
}

DERIVATIVE decay {
  x' = -x*series(3, 0.5)/1(ms)
}

FUNCTION product(n) {
  if (n <= 1) {
    product = 1
  } else {
    product = n*product(n - 1)
  }
}

FUNCTION even(n) {
  if (n <= 0) {
    even = 1
  } else {
    even = odd(n - 1)
  }
}

FUNCTION odd(n) {
  if (n <= 0) {
    odd = 0
  } else {
    odd = even(n - 1)
  }
}

FUNCTION series(n, s) {
  LOCAL rest
  rest = 0
  if (n > 0) {
    rest = series(n - 1, s)
  }
  series = rest + exp(s/100)/(n + 1) + x*0.001
}

FUNCTION nested(m, n) {
  if (m == 0) {
    nested = n + 1
  } else if (n == 0) {
    nested = nested(m - 1, 1)
  } else {
    nested = nested(m - 1, nested(m, n - 1))
  }
}

TITLE Wave forms and functions of the old library, every one in a variable of its own

NEURON {
  POINT_PROCESS FeatScop
  RANGE w1, w2, w3, w4, w5, w6, w7, w8, w9, f1, f2, f3, f4, f5, f6, f7, f8, f9, i1
}

ASSIGNED {
  w1 w2 w3 w4 w5 w6 w7 w8 w9
  f1 f2 f3 f4 f5 f6 f7 f8 f9 i1
  list[4]
}

INITIAL {
  FROM k = 0 TO 3 { list[k] = 10*k }
}

BREAKPOINT {
  w1 = squarewave(t, 0.7, 2)
  w2 = sawtooth(t, 0.7, 2)
  w3 = revsawtooth(t, 0.7, 2)
  w4 = ramp(t, 0.31, 3, 1.1)
  w5 = pulse(t, 0.31, 3, 0.4)
  w6 = perpulse(t, 0.31, 3, 0.2, 0.15)
  w7 = step(t, 0.51, 4)
  w8 = perstep(t, 0.31, 0.4, 1.5)
  w9 = harmonic(t, 0.7, 2, 0.1)
  f1 = hyperbol(t, 2, 0.5)
  f2 = revhyperbol(t, 2, 0.5)
  f3 = sigmoid(t, 2, 0.5, 3)
  f4 = revsigmoid(t, 2, 0.5, 3)
  f5 = gauss(t, 0.5, 0.3)
  f6 = poisson(3, t + 0.1)
  f7 = factorial(5) + factorial(25)
  f8 = threshold(t, 0.61, "max")
  f9 = erf(t - 1) + erf(3*t)
  i1 = list[INT(t)]
}

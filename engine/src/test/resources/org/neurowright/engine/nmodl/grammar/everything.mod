TITLE everything the grammar has
: no mechanism, only grammar
COMMENT
any text { ( "
ENDCOMMENT
NEURON {
  POINT_PROCESS Everything
  USEION na READ ena, nai WRITE ina
  USEION x READ xi WRITE ix VALENCE -2 REPRESENTS term
  NONSPECIFIC_CURRENT i, j
  RANGE a, b
  GLOBAL c
  POINTER p
  BBCOREPOINTER q
  EXTERNAL r
  RANDOM s
  REPRESENTS what
  THREADSAFE
}
INCLUDE "part.inc"
DEFINE N 5
UNITS {
  (mV) = (millivolt)
  R = (k-mole) (joule/degC)
  F = 96485 (coul)
}
PARAMETER {
  a = -1.5e-3 (mho/cm2) <0, 1e9>
  b[N] (mV)
  c = 2
}
CONSTANT { one = 1 (mV) two = -2 }
ASSIGNED { v (mV) w[3] (mA) y FROM 0 TO 1 START .5 (ms) }
STATE { m h FROM 0 TO 1 START 0.25 n[N] (mM) <1e-4> }
INDEPENDENT { t FROM 0 TO 1 WITH 10 (ms) }
LOCAL f1, f2[4]
UNITSOFF
INITIAL { LOCAL u  u = 2 m = u h = 1/(1 + u)^2^3 SOLVE lin SOLVE kin STEADYSTATE sparse }
UNITSON
BEFORE BREAKPOINT { y = 1 }
AFTER SOLVE { y = 2 }
BREAKPOINT {
  SOLVE st METHOD cnexp
  SOLVE kin USING sparse IFERROR { y = 1 }
  CONDUCTANCE g USEION na
  i = -a*-v^2*(3 - -2)/(4/5)
  PROTECT y = y + 1
  MUTEXLOCK
  j = !(a < b[1] && c >= 2 || a != 3) + (a == 2)
  MUTEXUNLOCK
}
DERIVATIVE st SOLVEFOR m, h {
  m' = (1 - m)/3
  h'' = -h
  n'[2] = 0.062(/mV)*v
}
KINETIC kin {
  COMPARTMENT i, w[i] { n m }
  COMPARTMENT 3.5 { h }
  LONGITUDINAL_DIFFUSION 0.6 { m }
  ~ m + 2 h <-> n[0] (a, b[2])
  ~ m -> (a*2)
  ~ n[1] << (f_flux - b_flux)
  FROM i = 0 TO N-2 BY 1 { ~ n[i] <-> n[i+1] (1, 2) }
  CONSERVE m + 2 h = 1
}
LINEAR lin { ~ m + 3*h = 2 ~ m - h = a }
NONLINEAR non { ~ m*h = 2 }
DISCRETE dis { m = m@1 + 1 }
FUNCTION fun(x (mV), z) (1) {
  TABLE DEPEND a, b FROM -100 TO 100 WITH 200
  if (x < 0) { fun = 1 } else if (x > 3 && z) { fun = exp(x)/2 } ELSE { fun = pow(x, 2) }
}
FUNCTION_TABLE tab(v (mV)) (ms)
PROCEDURE pro(x) {
  TABLE m, h FROM a TO 2*a WITH N
  while (x > 0) { x = x - 1 }
  FROM k = 1 TO 3 { w[k] = k }
  VERBATIM
  return;
  ENDVERBATIM
  printf("a %g\n", x)
}
NET_RECEIVE (weight (uS), other) {
  INITIAL { other = 0 }
  WATCH (v > 3) 2, (a + 1 < v) 3
  FOR_NETCONS (w1, w2) { w1 = 3 }
  net_send(3, 1)
}
CONSTRUCTOR { y = 0 }
DESTRUCTOR { VERBATIM free(); ENDVERBATIM }
VERBATIM
#include <stdio.h>
ENDVERBATIM

TITLE squid axon: sodium, potassium and leak channels
: A. L. Hodgkin and A. F. Huxley, J. Physiol. 117:500-544 (1952), with the resting potential
: at -65 mV, for 6.3 degC; rates change by a factor of 3 per 10 degC.

NEURON {
  SUFFIX hh
  USEION na READ ena WRITE ina
  USEION k READ ek WRITE ik
  NONSPECIFIC_CURRENT il
  RANGE gnabar, gkbar, gl, el, gna, gk
  RANGE minf, hinf, ninf, mtau, htau, ntau
  THREADSAFE
}

UNITS { (mV) = (millivolt) (mA) = (milliamp) (S) = (siemens) }

PARAMETER {
  gnabar = .12 (S/cm2) <0, 1e9>
  gkbar = .036 (S/cm2) <0, 1e9>
  gl = .0003 (S/cm2) <0, 1e9>
  el = -54.3 (mV)
}

ASSIGNED {
  v (mV)
  celsius (degC)
  ena (mV)
  ek (mV)
  ina (mA/cm2)
  ik (mA/cm2)
  il (mA/cm2)
  gna (S/cm2)
  gk (S/cm2)
  minf
  hinf
  ninf
  mtau (ms)
  htau (ms)
  ntau (ms)
}

STATE { m h n }

INITIAL {
  rates(v)
  m = minf
  h = hinf
  n = ninf
}

BREAKPOINT {
  SOLVE gates METHOD cnexp
  gna = gnabar*m*m*m*h
  ina = gna*(v - ena)
  gk = gkbar*n*n*n*n
  ik = gk*(v - ek)
  il = gl*(v - el)
}

DERIVATIVE gates {
  rates(v)
  m' = (minf - m)/mtau
  h' = (hinf - h)/htau
  n' = (ninf - n)/ntau
}

PROCEDURE rates(v (mV)) {
  LOCAL opening, closing, both, q10
  TABLE minf, mtau, hinf, htau, ninf, ntau DEPEND celsius FROM -100 TO 100 WITH 200

  UNITSOFF
  q10 = 3^((celsius - 6.3)/10)

  opening = .1*vtrap(-(v + 40), 10)
  closing = 4*exp(-(v + 65)/18)
  both = opening + closing
  mtau = 1/(q10*both)
  minf = opening/both

  opening = .07*exp(-(v + 65)/20)
  closing = 1/(exp(-(v + 35)/10) + 1)
  both = opening + closing
  htau = 1/(q10*both)
  hinf = opening/both

  opening = .01*vtrap(-(v + 55), 10)
  closing = .125*exp(-(v + 65)/80)
  both = opening + closing
  ntau = 1/(q10*both)
  ninf = opening/both
  UNITSON
}

: x/(exp(x/y) - 1), continued through x = 0 by its series
FUNCTION vtrap(x, y) {
  if (fabs(x/y) < 1e-6) {
    vtrap = y*(1 - x/y/2)
  } else {
    vtrap = x/(exp(x/y) - 1)
  }
}

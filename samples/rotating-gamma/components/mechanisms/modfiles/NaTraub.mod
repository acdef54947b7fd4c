TITLE Fast sodium current of a regular-spiking pyramidal cell

COMMENT
Three activation gates m and one inactivation gate h; ina = gbar m^3 h (v - ena).

The rate functions are those of Traub and Miles (Neuronal Networks of the Hippocampus, Cambridge
University Press, 1991), in the form in which Pospischil et al. (Biological Cybernetics 99:427-441,
2008, section 2.2) fitted them to cortical cells: all voltages are counted from vt, which moves the
threshold of the cell without changing the shape of the curves.

The rates hold at 36 degC and are scaled by 3 for each 10 degC.
ENDCOMMENT

NEURON {
  SUFFIX NaTraub
  USEION na READ ena WRITE ina
  RANGE gbar, vt, g
}

UNITS {
  (mV) = (millivolt)
  (mA) = (milliamp)
  (S) = (siemens)
}

PARAMETER {
  gbar = 0.05 (S/cm2)
  vt = -56.2 (mV)
}

ASSIGNED {
  v (mV)
  celsius (degC)
  ena (mV)
  ina (mA/cm2)
  g (S/cm2)
  mInf
  hInf
  mTau (ms)
  hTau (ms)
}

STATE { m h }

INITIAL {
  rates(v)
  m = mInf
  h = hInf
}

BREAKPOINT {
  SOLVE gates METHOD cnexp
  g = gbar*m*m*m*h
  ina = g*(v - ena)
}

DERIVATIVE gates {
  rates(v)
  m' = (mInf - m)/mTau
  h' = (hInf - h)/hTau
}

: fitted curves: numbers in mV and ms
UNITSOFF

PROCEDURE rates(v (mV)) {
  LOCAL u, speed, open, close
  u = v - vt
  speed = 3^((celsius - 36)/10)

  open = 0.32*linoid(13 - u, 4)
  close = 0.28*linoid(u - 40, 5)
  mInf = open/(open + close)
  mTau = 1/(speed*(open + close))

  open = 0.128*exp((17 - u)/18)
  close = 4/(1 + exp((40 - u)/5))
  hInf = open/(open + close)
  hTau = 1/(speed*(open + close))
}

: x/(exp(x/scale) - 1); near x = 0, where that is 0/0, the first terms of its series
FUNCTION linoid(x (mV), scale (mV)) (mV) {
  if (fabs(x/scale) < 1e-6) {
    linoid = scale - x/2
  } else {
    linoid = x/(exp(x/scale) - 1)
  }
}

UNITSON

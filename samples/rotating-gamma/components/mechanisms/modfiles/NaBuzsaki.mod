TITLE Fast sodium current of a fast-spiking interneuron

COMMENT
Three activation gates m and one inactivation gate h; ina = gbar m^3 h (v - ena).

Rates: Wang and Buzsaki (Journal of Neuroscience 16:6402-6413, 1996); phi is their factor on the speed of
the gates and holds for the temperature of the model. The paper sets m to its steady state; here it keeps
its own time constant, because an activation without delay makes a negative slope conductance that fixed
steps of 0.1 ms do not bear at the densities of this model.
ENDCOMMENT

NEURON {
  SUFFIX NaBuzsaki
  USEION na READ ena WRITE ina
  RANGE gbar, phi, g
}

UNITS {
  (mV) = (millivolt)
  (mA) = (milliamp)
  (S) = (siemens)
}

PARAMETER {
  gbar = 0.035 (S/cm2)
  phi = 5
}

ASSIGNED {
  v (mV)
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
  LOCAL open, close
  open = 0.1*linoid(-(v + 35), 10)
  close = 4*exp(-(v + 60)/18)
  mInf = open/(open + close)
  mTau = 1/(phi*(open + close))

  open = 0.07*exp(-(v + 58)/20)
  close = 1/(1 + exp(-(v + 28)/10))
  hInf = open/(open + close)
  hTau = 1/(phi*(open + close))
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

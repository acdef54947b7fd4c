TITLE two electrode voltage clamp
: An amplifier of gain and time constants tau1 (input) and tau2 (output) drives the cell through
: rstim; fac is the crosstalk between the electrodes. The amplifier's equations
:   vi = v + fac*(vo - v)
:   vo + tau2*dvo/dt = -gain*e
:   -command - e + vi - e + tau1*d(vi - e)/dt = 0
: are taken implicitly over one step and solved for e, vo, vi together with the membrane.

NEURON {
  POINT_PROCESS VClamp
  ELECTRODE_CURRENT i
  RANGE dur, amp, gain, rstim, tau1, tau2, fac, i, e, vo, vi, e0, vo0, vi0
  THREADSAFE
}

DEFINE LEVELS 3

UNITS { (nA) = (nanoamp) (mV) = (millivolt) }

PARAMETER {
  dur[LEVELS] (ms)
  amp[LEVELS] (mV)
  gain = 1e5
  rstim = 1 (megohm)
  tau1 = .001 (ms)
  tau2 = 0 (ms)
  fac = 0
}

ASSIGNED {
  v (mV)
  dt (ms)
  i (nA)
  e (mV)
  vo (mV)
  vi (mV)
  e0 (mV)
  vo0 (mV)
  vi0 (mV)
  end2 (ms)
  end3 (ms)
  command (mV)
  on
}

INITIAL {
  end2 = dur[0] + dur[1]
  end3 = end2 + dur[2]
  on = 0
  e0 = 0
  vo0 = v
  vi0 = v
  e = 0
  vo = v
  vi = v
}

BREAKPOINT {
  SOLVE finish METHOD after_cvode
  level()
  amplifier()
}

PROCEDURE level() {
  on = 1
  if (t < dur[0]) {
    command = amp[0]
  } else if (t < end2) {
    command = amp[1]
  } else if (t < end3) {
    command = amp[2]
  } else {
    command = 0
    on = 0
  }
}

PROCEDURE amplifier() {
  LOCAL k1, k2
  if (on) {
    k1 = tau1/dt
    k2 = tau2/dt
    vo = k2*vo0 - gain/(2 + k1)*((1 + k1)*(1 - fac)*v - command - k1*(vi0 - e0))
    vo = vo/(1 + k2 + gain*fac*(1 + k1)/(2 + k1))
    vi = v + fac*(vo - v)
    e = ((1 + k1)*vi - command - k1*(vi0 - e0))/(2 + k1)
    i = (vo - v)/rstim
  } else {
    i = 0
  }
}

: after the voltage update: the current for the new voltage, then on to the next step
PROCEDURE finish() {
  amplifier()
  if (on) {
    e0 = e
    vo0 = vo
    vi0 = vi
  }
}

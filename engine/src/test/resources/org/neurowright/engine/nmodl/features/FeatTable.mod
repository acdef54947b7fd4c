TITLE tables of functions, LINEAR and NONLINEAR equations
NEURON {
    SUFFIX FeatTable
    NONSPECIFIC_CURRENT i
    RANGE g, e, act, p, q, r, s
    THREADSAFE
}
PARAMETER { g = 2e-4 e = -60 scale = 12 }
ASSIGNED { v i act celsius }
STATE { p q r s }
INITIAL { act = steady(v)  SOLVE lin  SOLVE non }
BREAKPOINT {
    SOLVE both
    SOLVE lin
    SOLVE non
    i = g*act*(v - e)
}
PROCEDURE both() { act = act + dt*(steady(v) - act)/3 }
FUNCTION steady(x) {
    TABLE DEPEND scale, celsius FROM -90 TO 30 WITH 60
    steady = 1/(1 + exp(-(x + 50)/scale))*(celsius/6.3)
}
LINEAR lin {
    ~ 2*p + act*q = 3
    ~ p - q*(1 + act) = v/100
}
NONLINEAR non {
    ~ r*r + s = 4 + act
    ~ r - exp(-s) = 0.5
}

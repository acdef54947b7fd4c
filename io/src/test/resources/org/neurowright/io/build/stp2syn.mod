: A synapse whose resources are used up by each spike and come back; the more spikes, the faster they
: come back. Our own small one, with the parameters that BMTK hands to stp2syn.
NEURON {
    POINT_PROCESS stp2syn
    RANGE e, p0, tau_1, tau_r0, tau_FDR, a_FDR
    NONSPECIFIC_CURRENT i
}

UNITS {
    (nA) = (nanoamp)
    (mV) = (millivolt)
    (uS) = (microsiemens)
}

PARAMETER {
    e = 0 (mV)
    p0 = 0.3
    tau_1 = 3 (ms)
    tau_r0 = 1000 (ms) : return of resources after a long rest
    tau_FDR = 500 (ms) : of tau_r to tau_r0
    a_FDR = 0.5 : what a spike takes from tau_r
}

ASSIGNED {
    v (mV)
    i (nA)
}

STATE {
    g (uS)
}

INITIAL {
    g = 0
}

BREAKPOINT {
    SOLVE decay METHOD cnexp
    i = g * (v - e)
}

DERIVATIVE decay {
    g' = -g / tau_1
}

NET_RECEIVE(w (uS), n, tau_r (ms), before (ms)) {
    INITIAL {
        n = 1
        tau_r = tau_r0
        before = 0
    }
    tau_r = tau_r0 + (tau_r - tau_r0) * exp(-(t - before) / tau_FDR)
    n = 1 + (n - 1) * exp(-(t - before) / tau_r)
    g = g + w * p0 * n
    n = n - p0 * n
    tau_r = tau_r * (1 - a_FDR)
    before = t
}

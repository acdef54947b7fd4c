TITLE steady state of a nonlinear scheme with rates that depend on a state
NEURON { SUFFIX FeatSteady RANGE A, B, C, kf, kb }
PARAMETER { kf = 3 kb = 0.7 }
STATE { A B C }
ASSIGNED { v q }
INITIAL { A = 0.2 B=0.3 C=0.1 SOLVE k STEADYSTATE sparse }
BREAKPOINT { SOLVE k METHOD sparse q=A }
KINETIC k {
 ~ A + B <-> C (kf*(1+A), kb)
 ~ 2 A <-> B (0.3, 0.2)
 CONSERVE A + B + 2 C = 2
}

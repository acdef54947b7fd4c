TITLE BEFORE and AFTER blocks, state_discontinuity, ghk, at_time
NEURON {
    POINT_PROCESS FeatPhases
    USEION ca READ cai, cao WRITE ica
    RANGE perm, ica, n1, n2, n3, n4, n5, m, kick, hits
}
PARAMETER { perm = 1e-4 tswitch = 1.3 }
ASSIGNED { v ica cai cao celsius area diam n1 n2 n3 n4 n5 kick hits }
STATE { m }
BEFORE INITIAL { n1 = n1 + 1 }
INITIAL { m = 0.25 kick = 0 hits = 0 }
AFTER INITIAL { n2 = n2 + m }
BEFORE BREAKPOINT { n3 = n3 + t }
BREAKPOINT {
    SOLVE st METHOD cnexp
    if (at_time(tswitch)) {
        state_discontinuity(m, m + 0.5)
        hits = hits + 1
    }
    ica = perm*m*area*1e-2*flux(v, cai, cao, 2)
}
DERIVATIVE st { m' = (0.1 - m)/2 + diam*0 }
AFTER SOLVE { n4 = n4 + m }
BEFORE STEP { n5 = v + t }
FUNCTION flux(u, ci, co, z) { flux = nrn_ghk(u, ci, co, z) }

TITLE calcium in concentric shells with a mobile-free buffer
: Reactions in FROM loops, COMPARTMENT with an index, fluxes.
NEURON {
    SUFFIX FeatShells
    USEION ca READ cao, cai, ica WRITE cai
    RANGE d, kon, koff, total, ca, pump, jout
}
DEFINE SHELLS 4
UNITS { (mM) = (milli/liter) (um) = (micron) FARADAY = (faraday) (10000 coulomb) }
PARAMETER { d = 0.3 kon = 50 koff = 0.2 total = 0.1 (mM) }
ASSIGNED { diam (um) ica cai cao vol[SHELLS] jout }
STATE { ca[SHELLS] (mM) buf[SHELLS] (mM) cabuf[SHELLS] pump pumpca }
INITIAL {
    FROM i = 0 TO SHELLS-1 {
        vol[i] = 1 - i*0.2
        ca[i] = cai
        buf[i] = total*koff/(koff + kon*cai)
        cabuf[i] = total - buf[i]
    }
    pump = 1e-3
    pumpca = 0
}
BREAKPOINT { SOLVE state METHOD sparse }
KINETIC state {
    COMPARTMENT i, vol[i] { ca buf cabuf }
    COMPARTMENT 10 { pump pumpca }
    ~ ca[0] << (-ica*100/FARADAY + 1e-4)
    FROM i = 0 TO SHELLS-2 {
        ~ ca[i] <-> ca[i+1] (d*(i+1), d*(i+1))
    }
    FROM i = 0 TO SHELLS-1 {
        ~ ca[i] + buf[i] <-> cabuf[i] (kon*vol[i], koff*vol[i])
    }
    ~ ca[0] + pump <-> pumpca (8, 0.1)
    ~ pumpca <-> pump (0.5, 0)
    jout = f_flux - b_flux
    CONSERVE pump + pumpca = 1e-2
    cai = ca[0]
}

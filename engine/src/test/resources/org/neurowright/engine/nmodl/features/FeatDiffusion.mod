TITLE Calcium in two shells with a buffer, diffusing along the sections

NEURON {
  SUFFIX FeatDiffusion
  USEION ca READ cai, ica WRITE cai
  RANGE buffered
}

DEFINE SHELLS 2

PARAMETER {
  DCa = 0.6 (um2/ms)
  DB = 0.1 (um2/ms)
  kon = 2
  koff = 0.01
}

ASSIGNED { diam  ica  cai  vrat[SHELLS]  buffered }

STATE { ca[SHELLS]  b  cab }

INITIAL {
  vrat[0] = 0.4
  vrat[1] = 0.6
  FROM k = 0 TO SHELLS-1 { ca[k] = cai }
  b = 0.02
  cab = 0
}

BREAKPOINT {
  SOLVE scheme METHOD sparse
  buffered = cab
}

KINETIC scheme {
  COMPARTMENT k, diam*diam*vrat[k] { ca }
  COMPARTMENT diam*diam { b cab }
  LONGITUDINAL_DIFFUSION k, DCa*diam*diam*vrat[k] { ca }
  LONGITUDINAL_DIFFUSION DB*diam*diam { cab }
  ~ ca[0] << (-ica*3.14159265*diam*5.18)
  ~ ca[0] <-> ca[1] (0.3*diam, 0.3*diam)
  ~ ca[0] + b <-> cab (kon*diam*diam, koff*diam*diam)
  cai = ca[0]
}

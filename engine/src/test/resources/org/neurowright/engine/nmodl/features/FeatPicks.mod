TITLE Random numbers through C, in the ways that synapse models use

NEURON {
  POINT_PROCESS FeatPicks
  RANGE u, e, k, last
  POINTER rng
}

VERBATIM
#include <stdlib.h>
#define SCALE 2.5
#ifndef NRN_VERSION_GTEQ_8_2_0
double nrn_random_pick(void* r);
void* nrn_random_arg(int argpos);
#define RCAST
#else
#define RCAST (Rand*)
#endif
ENDVERBATIM

PARAMETER { n = 3 }

ASSIGNED { u e k last rng kept[3] }

INITIAL {
  last = -1
  u = pick()
}

BREAKPOINT {
  SOLVE draw
}

PROCEDURE draw() {
  u = pick()
  VERBATIM
  {
    int i, half = 7/2;
    double sum = 0.;
    for (i = 0; i < 3; ++i) {
      kept[i] = i;
      if (i == half - 1) { break; }
      sum += SCALE*i;
    }
    k = sum;
  }
  ENDVERBATIM
  if (u > 0.5) {
    VERBATIM
    last = u;  /* keeps it */
    return 0;
    ENDVERBATIM
  }
  e = 10*u
}


FUNCTION pick() {
VERBATIM
  double value;
  if (_p_rng) {
    value = nrn_random_pick(RCAST _p_rng);
    return value;
  } else {
ENDVERBATIM
    value = 0.25
VERBATIM
  }
ENDVERBATIM
  pick = value
}

PROCEDURE setRNG() {
VERBATIM
  if (ifarg(1)) {
    void** pv = (void**)(&_p_rng);
    *pv = (void*)nrn_random_arg(1);
  }
ENDVERBATIM
}

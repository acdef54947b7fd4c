TITLE Draws from the generator that needs no declaration

NEURON {
  POINT_PROCESS FeatOldRandom
  RANGE u, e, n, p
}

ASSIGNED { u e n p }

INITIAL {
  u = scop_random()
  set_seed(77)
  e = exprand(2)
}

BREAKPOINT {
  u = scop_random()
  e = exprand(1.5)
  n = normrand(1, 2)
  p = poisrand(3)
}

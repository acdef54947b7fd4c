TITLE half of a gap junction

COMMENT
The current from another cell, whose potential is copied to vgap in every step.
ENDCOMMENT

NEURON {
  POINT_PROCESS HalfGap
  ELECTRODE_CURRENT i
  RANGE g, vgap, i
}

PARAMETER {
  g = 0 (uS)
}

ASSIGNED {
  v (mV)
  vgap (mV)
  i (nA)
}

BREAKPOINT {
  i = g*(vgap - v)
}

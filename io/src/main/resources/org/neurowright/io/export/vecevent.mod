TITLE Plays a list of spike times

COMMENT
BMTK gives each cell of a virtual population one VecStim and a Vector with its spike times in ascending
order. NEURON has no such cell of its own, so this one is compiled with the other mechanisms. Neurowright
plays spike times itself and does not translate this file.
ENDCOMMENT

NEURON {
  ARTIFICIAL_CELL VecStim
  POINTER times
}

ASSIGNED {
  played
  times
}

CONSTRUCTOR {
VERBATIM
  _p_times = 0;
ENDVERBATIM
}

INITIAL {
  LOCAL due
  played = 0
  due = upcoming()
  if (due >= 0) {
    net_send(due - t, 1)
  }
}

NET_RECEIVE (unused) {
  LOCAL due
  if (flag == 1) {
    net_event(t)
    played = played + 1
    due = upcoming()
    if (due >= 0) {
      net_send(due - t, 1)
    }
  }
}

VERBATIM
#ifndef NRN_VERSION_GTEQ_8_2_0
extern int vector_capacity();
extern double* vector_vec();
extern void* vector_arg();
#endif
ENDVERBATIM

: time of the first event that was not played yet, -1 when none is left
FUNCTION upcoming() (ms) {
VERBATIM
  void* list = (void*) _p_times;
  _lupcoming = -1.0;
  if (list && (int) played < vector_capacity(list)) {
    _lupcoming = vector_vec(list)[(int) played];
  }
ENDVERBATIM
}

: play(vector) takes the times; play() forgets them
PROCEDURE play() {
VERBATIM
  _p_times = ifarg(1) ? (double*) vector_arg(1) : 0;
ENDVERBATIM
}

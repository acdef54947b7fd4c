TITLE source of events at regular or random intervals
: The interval is (1 - noise)*interval plus an exponentially distributed part of mean
: noise*interval. Events from outside start (weight > 0) and stop (weight < 0) it.

NEURON {
  ARTIFICIAL_CELL NetStim
  RANGE interval, number, start, noise
  RANDOM ranvar
  THREADSAFE
}

PARAMETER {
  interval = 10 (ms) <1e-9, 1e9>
  number = 10 <0, 1e9>
  start = 50 (ms)
  noise = 0 <0, 1>
}

ASSIGNED {
  on
  sent
}

INITIAL {
  LOCAL first
  random_setseq(ranvar, 0)
  on = 0
  sent = 0
  if (noise < 0) {
    noise = 0
  }
  if (noise > 1) {
    noise = 1
  }
  if (start >= 0 && number > 0) {
    on = 1
    first = start + pause(interval) - interval*(1 - noise)
    if (first < 0) {
      first = 0 (ms)
    }
    net_send(first, 3)
  }
}

FUNCTION pause(mean (ms)) (ms) {
  if (mean <= 0) {
    mean = .01 (ms)
  }
  if (noise == 0) {
    pause = mean
  } else {
    pause = (1 - noise)*mean + noise*mean*random_negexp(ranvar, 1)
  }
}

NET_RECEIVE(w) {
  LOCAL next
  if (flag == 0) {
    if (w > 0 && on == 0) {
      on = 1
      sent = 0
      next = pause(interval) - interval*(1 - noise)
      if (next < 0) {
        next = 0 (ms)
      }
      net_send(next, 1)
    } else if (w < 0) {
      on = 0
    }
  }
  if (flag == 3 && on == 1) {
    sent = 0
    net_send(0, 1)
  }
  if (flag == 1 && on == 1) {
    sent = sent + 1
    net_event(t)
    next = pause(interval)
    if (sent >= number) {
      on = 0
    }
    if (on == 1) {
      net_send(next, 1)
    }
  }
}

TITLE leaky integrator driven by an exponentially decaying current
: taus*i' = ib - i, taum*m' = i - m; an event of weight w adds w to i. The cell fires when m
: reaches 1, then m = 0. With x = exp(-s/taum), r = taum/taus, after a time s
:   m = ib + b*x^r + c*x,  b = (i - ib)*taus/(taus - taum),  c = m - ib - b
: and the time of firing is found from 1 = ib + b*x^r + c*x by Newton's iteration.

NEURON {
  ARTIFICIAL_CELL IntFire2
  RANGE taus, taum, ib, i, m
  THREADSAFE
}

PARAMETER {
  taus = 20 (ms)
  taum = 10 (ms)
  ib = 0
}

ASSIGNED {
  i
  m
  last (ms)
}

INITIAL {
  if (taus <= taum) {
    taus = taum + .1
  }
  last = t
  i = ib
  m = 0
  net_send(wait(), 1)
}

PROCEDURE advance() {
  LOCAL b, xs, xm
  xs = exp(-(t - last)/taus)
  xm = exp(-(t - last)/taum)
  b = taus/(taus - taum)*(i - ib)
  m = ib + b*xs + (m - ib - b)*xm
  i = ib + (i - ib)*xs
  last = t
}

: time until m reaches 1, 1e9 if it never does
FUNCTION wait() (ms) {
  LOCAL r, b, c, x, peak, step, residual, count, fires
  r = taum/taus
  b = taus/(taus - taum)*(i - ib)
  c = m - ib - b
  fires = 1
  x = 1
  if (m >= 1) {
    wait = 0
  } else {
    if (ib <= 1) {
      : only a maximum above 1 on the way to ib can reach it
      fires = 0
      if (b > 0 && c < 0) {
        peak = (-c/(b*r))^(1/(r - 1))
        if (peak < 1 && ib + b*peak^r + c*peak > 1) {
          fires = 1
        }
      }
    } else if (b < 0) {
      : bent the other way: start near s = infinity
      x = 1e-6
      while (ib + b*x^r + c*x < 1 && x > 1e-300) {
        x = x*1e-3
      }
    }
    if (fires) {
      count = 0
      step = 1
      residual = 1
      while (count < 50 && (fabs(step) > 1e-13 || fabs(residual) > 1e-13)) {
        residual = ib + b*x^r + c*x - 1
        step = residual/(b*r*x^(r - 1) + c)
        x = x - step
        count = count + 1
      }
      wait = -taum*log(x)
    } else {
      wait = 1e9
    }
  }
}

NET_RECEIVE(w) {
  advance()
  if (flag == 1) {
    net_event(t)
    m = 0
    net_send(wait(), 1)
  } else {
    i = i + w
    net_move(t + wait())
  }
}

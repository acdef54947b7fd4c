TITLE loops, arrays, functions with side effects, euler
: An adaptation model whose only purpose is to use much of the language.
NEURON {
    SUFFIX FeatLoops
    NONSPECIFIC_CURRENT i
    RANGE g, e, w, total, calls, k
    GLOBAL gain, lastv
}
DEFINE N 4
UNITS { (mV) = (millivolt) (mA) = (milliamp) }
PARAMETER { g = 1e-4 e = -70 (mV) gain = 0.01 wt[N] }
ASSIGNED { v (mV) i (mA/cm2) k[N] total calls lastv }
LOCAL shared, table[N]
STATE { w x far[2] }
INITIAL {
    FROM j = 0 TO N-1 {
        k[j] = (j + 1)^2/N
        table[j] = j*0.5
    }
    w = 0.1
    shared = 3
    calls = 0
}
BREAKPOINT {
    SOLVE st METHOD euler
    i = g*(1 + w + x + far[1])*(v - e)
}
DERIVATIVE st {
    LOCAL s, j, part[2]
    s = 0
    j = 0
    while (j < N) {
        if (j == 2 || !(k[j] > 1)) {
            s = s + k[j]*weight(j)
        } else if (k[j] >= 2.25 && k[j] != 3) {
            s = s - table[j]
        } else {
            s = s + 1
        }
        j = j + 1
    }
    part[0] = s*gain
    part[1] = part[0] - w*0.2
    total = s
    w' = part[1] + sumto(3)*1e-3
    x' = (w - x)/5
    FROM m = 0 TO 1 {
        far[m] = far[m] + (w - far[m])*dt/(5 + m)
    }
    lastv = v
}
FUNCTION weight(n) {
    calls = calls + 1
    shared = shared*0.5 + n
    weight = shared*2e-2
}
FUNCTION sumto(n) {
    FROM q = 1 TO n BY 1 {
        sumto = sumto + q*w
    }
}

TITLE all draws from a RANDOM stream, moved self events
NEURON {
    ARTIFICIAL_CELL FeatRandom
    RANGE u, ne, no, ip, dp, count, late
    RANDOM rv
}
PARAMETER { interval = 3 }
ASSIGNED { u ne no ip dp count late }
INITIAL {
    random_setids(rv, 4, 5, 6)
    random_setseq(rv, 3)
    count = 0
    late = 0
    net_send(random_negexp(rv, interval), 1)
}
NET_RECEIVE(w) {
    if (flag == 1) {
        u = random_uniform(rv, -2, 5)
        ne = random_negexp(rv, 4)
        no = random_normal(rv, 1, 2)
        ip = random_ipick(rv)
        dp = random_dpick(rv)
        count = count + 1
        net_event(t)
        net_send(interval*(1 + 0.1*dp), 1)
    } else {
        late = late + 1
        net_move(t + 0.7)
    }
}

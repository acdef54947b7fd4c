# Made repr.txt with Python 3.11: python repr.py > repr.txt
# Each line: bits of a double in hexadecimal, and its repr.
import random, struct

values = [5e-324, 1e-323, 1.5e-323, 2.2250738585072014e-308, 1.7976931348623157e308, 1e22, 1e23, 2e-3, 1e-4, 1e-5,
          9.999e-5, 0.00012345, 1e15, 1e16, 1.2345e16, 123456789012345680.0, 9007199254740993.0, 0.1, 0.3, 1 / 3,
          100.0, 130.20000000009534, 2118.5999999990418, 8.5e-310, 9.5e-320, 2**-1074 * 9, 1e100, -1e-7, -2.5, 4.35,
          9.5, 9.95e22, 2.0**63, 1e21]
r = random.Random(3)
values += [struct.unpack('<d', r.randbytes(8))[0] for _ in range(300)]
values += [round(r.random() * 3000, 4) for _ in range(100)] + [r.randrange(30000) * 0.1 + 1e-10 for _ in range(100)]
values += [r.randrange(1, 10) * 10.0**r.randrange(-323, 309) for _ in range(200)]
for v in values:
    if v == v:
        print('%016x' % struct.unpack('<Q', struct.pack('<d', v))[0], repr(v))

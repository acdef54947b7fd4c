package org.neurowright.engine.nmodl.units;

import java.util.HashMap;
import java.util.Map;

/**
 * The units one may use without defining them: those of the UNIX program {@code units} that have to
 * do with physics, whose table NEURON uses too. Physical constants are the exact values of the SI
 * of 2019 (CODATA 2018).
 */
final class KnownUnits {
  /** Definitions in terms of earlier ones; what follows a / divides. */
  private static final String TABLE =
      """
      fuzz = 1
      two = 2
      dozen = 12
      pi = 3.14159265358979323846
      % = 0.01
      percent = 0.01
      radian = 0.5/pi
      degree = 0.00555555555555555556 pi-radian
      circle = 2 pi-radian
      turn = circle
      steradian = radian2
      sr = steradian

      second = sec
      s = sec
      ms = 1e-3 sec
      us = 1e-6 sec
      ns = 1e-9 sec
      minute = 60 sec
      min = minute
      hour = 60 minute
      hr = hour
      day = 24 hour
      week = 7 day
      year = 365.24219879 day
      yr = year
      month = 0.08333333333333333 year
      hertz = /sec
      Hz = hertz
      hz = hertz
      khz = 1000 hertz
      mhz = 1e6 hertz

      meter = m
      metre = m
      cm = 1e-2 m
      mm = 1e-3 m
      km = 1e3 m
      nm = 1e-9 m
      micron = 1e-6 m
      angstrom = 1e-10 m
      fermi = 1e-15 m
      inch = 2.54 cm
      in = inch
      foot = 12 inch
      feet = foot
      ft = foot
      yard = 3 foot
      mile = 5280 foot
      cc = cm3
      liter = 1000 cm3
      litre = liter
      ml = 1e-3 liter
      stere = m3
      hectare = 1e4 m2

      gram = 1e-3 kg
      gramme = gram
      gm = gram
      mg = 1e-3 gram
      lb = 0.45359237 kg
      pound = lb
      tonne = 1000 kg
      metricton = tonne
      amu = 1.66044e-27 kg
      atomicmassunit = amu
      dalton = amu
      electronmass = 9.1095e-31 kg
      protonmass = 1.6726e-27 kg
      neutronmass = 1.6606e-27 kg

      c = 2.99792458e8 m/sec
      g = 9.80665 m/sec2
      force = g
      newton = kg-m/sec2
      nt = newton
      N = newton
      dyne = cm-gm/sec2
      joule = newton-m
      erg = cm2-gm/sec2
      cal = 4.1868 joule
      calorie = cal
      kcal = 1000 cal
      watt = joule/sec
      pascal = newton/m2
      bar = 1e5 newton/m2
      atmosphere = 1.01325e5 newton/m2
      atm = atmosphere
      mercury = 1.33322e5 kg/m2-sec2
      hg = mercury
      torr = mm-hg
      poise = gm/cm-sec
      stoke = 1e-4 m2/sec

      coulomb = coul
      C = coul
      ampere = coul/sec
      amp = ampere
      volt = watt/amp
      V = volt
      ohm = volt/amp
      mho = /ohm
      siemens = /ohm
      megohm = 1e6 ohm
      kilohm = 1e3 ohm
      farad = coul/volt
      pf = 1e-12 farad
      henry = sec2/farad
      mh = 1e-3 henry
      weber = volt-sec
      tesla = weber/m2
      gauss = 1e-4 weber/m2
      maxwell = 1e-8 weber
      oersted = 2.5e2 pi-amp/m
      statcoul = 3.3356409519815204e-10 coul
      statvolt = 2.99792458e2 volt
      debye = 3.336e-30 coul-m

      cd = candela
      lumen = cd-sr
      lux = lumen/m2

      mole = 6.02214076e23
      e = 1.602176634e-19 coul
      faraday = e-mole
      k = 1.380649e-23 joule/K
      boltzmann = k
      gasconstant = k-mole
      R = 8.31446261815324 joule/K
      planck = 6.62607015e-34 joule-sec
      hbar = 1.0545718176461565e-34 joule-sec
      electronvolt = e-volt
      ev = electronvolt
      eV = electronvolt
      kev = 1e3 ev
      curie = 3.7e10 /sec
      becquerel = /sec

      degC = K
      kelvin = K
      degF = 0.5555555555555556 K

      baud = bit/sec
      byte = 8 bit
      """;

  /**
   * Not in NEURON's table, yet clear: they give constants a value and are warned about. NEURON
   * counts concentrations without moles: (mM) is (milli/liter).
   */
  private static final String MORE =
      """
      mol = mole
      l = liter
      degK = K
      molar = /liter
      M = molar
      A = amp
      S = siemens
      """;

  private static final Map<String, Double> LONG_PREFIXES =
      Map.ofEntries(
          Map.entry("tera", 1e12),
          Map.entry("giga", 1e9),
          Map.entry("mega", 1e6),
          Map.entry("meg", 1e6),
          Map.entry("kilo", 1e3),
          Map.entry("hecto", 1e2),
          Map.entry("hecta", 1e2),
          Map.entry("deka", 1e1),
          Map.entry("deci", 1e-1),
          Map.entry("centi", 1e-2),
          Map.entry("milli", 1e-3),
          Map.entry("micro", 1e-6),
          Map.entry("nano", 1e-9),
          Map.entry("pico", 1e-12),
          Map.entry("femto", 1e-15),
          Map.entry("atto", 1e-18));

  private static final Map<String, Double> SHORT_PREFIXES =
      Map.ofEntries(
          Map.entry("T", 1e12),
          Map.entry("G", 1e9),
          Map.entry("M", 1e6),
          Map.entry("k", 1e3),
          Map.entry("h", 1e2),
          Map.entry("da", 1e1),
          Map.entry("d", 1e-1),
          Map.entry("c", 1e-2),
          Map.entry("m", 1e-3),
          Map.entry("u", 1e-6),
          Map.entry("n", 1e-9),
          Map.entry("p", 1e-12),
          Map.entry("f", 1e-15),
          Map.entry("a", 1e-18));

  private static final int LONGEST_PREFIX = 5;

  /** The table alone. */
  static final Map<String, Unit> STRICT = read(TABLE, base());

  /** The table and {@link #MORE}. */
  static final Map<String, Unit> ALL = read(MORE, STRICT);

  private KnownUnits() {}

  /** The worth of a prefix such as {@code milli}, or {@code m} if those are wanted too. */
  static Double prefix(String text, boolean shortOnes) {
    Double found = LONG_PREFIXES.get(text);
    return found == null && shortOnes ? SHORT_PREFIXES.get(text) : found;
  }

  static int longestPrefix(String name) {
    return Math.min(LONGEST_PREFIX, name.length());
  }

  private static Map<String, Unit> base() {
    Map<String, Unit> units = new HashMap<>();
    for (int i = 0; i < Unit.BASE.size(); i++) {
      units.put(Unit.BASE.get(i), Unit.base(i));
    }
    return units;
  }

  private static Map<String, Unit> read(String table, Map<String, Unit> earlier) {
    Map<String, Unit> units = new HashMap<>(earlier);
    table
        .lines()
        .filter(line -> !line.isBlank())
        .forEach(line -> {
          int equals = line.indexOf(" = ");
          Unit unit = new UnitText(line.substring(equals + 3), name -> units.get(name)).lenient();
          if (unit == null || units.put(line.substring(0, equals), unit) != null) {
            throw new IllegalStateException("units table: " + line);
          }
        });
    return Map.copyOf(units);
  }
}

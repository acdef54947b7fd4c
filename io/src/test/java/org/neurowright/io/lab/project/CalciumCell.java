package org.neurowright.io.lab.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A hoc cell as modellers keep one: a template that loads a helper file, in a folder beside one
 * with mechanisms. It fires, and calcium comes in and goes.
 */
public final class CalciumCell {
  private CalciumCell() {}

  /** A current of calcium that follows the potential at once. */
  private static final String CURRENT =
      """
      NEURON { SUFFIX testca USEION ca READ eca WRITE ica RANGE gbar }
      UNITS { (mV) = (millivolt) (mA) = (milliamp) (S) = (siemens) }
      PARAMETER { gbar = 1e-4 (S/cm2) }
      ASSIGNED { v (mV) eca (mV) ica (mA/cm2) }
      STATE { m }
      INITIAL { m = 1/(1 + exp(-(v + 20)/6)) }
      BREAKPOINT {
        SOLVE states METHOD cnexp
        ica = gbar*m*m*(v - eca)
      }
      DERIVATIVE states { m' = (1/(1 + exp(-(v + 20)/6)) - m)/1.5 }
      """;

  /** Calcium below the membrane, which goes back to rest. */
  private static final String POOL =
      """
      NEURON { SUFFIX testpool USEION ca READ ica WRITE cai RANGE tau }
      UNITS { (mM) = (milli/liter) (mA) = (milliamp) }
      PARAMETER { tau = 40 (ms) rest = 1e-4 (mM) }
      ASSIGNED { ica (mA/cm2) }
      STATE { cai (mM) }
      INITIAL { cai = rest }
      BREAKPOINT { SOLVE states METHOD cnexp }
      DERIVATIVE states { cai' = -0.05*ica - (cai - rest)/tau }
      """;

  private static final String HELPER =
      """
      proc testcell_passive() {
        insert pas
        g_pas = 5e-5
        e_pas = -68
        Ra = 120
      }
      """;

  private static final String TEMPLATE =
      """
      load_file("helper.hoc")
      begintemplate CalciumCell
      public soma, dend, all
      create soma[1], dend[2]
      objref all
      external testcell_passive
      proc init() { local i
        all = new SectionList()
        for i = 0, 1 connect dend[i](0), soma[0](1)
        soma[0] { L = 22 diam = 20 all.append() }
        for i = 0, 1 dend[i] { L = 180 + 40*i diam = 2 nseg = 5 all.append() }
        forsec all testcell_passive()
        soma[0] {
          insert hh
          insert testca
          insert testpool
        }
      }
      endtemplate CalciumCell
      """;

  /** Writes {@code cells/calcium.hoc}, its helper and {@code mod/*.mod}; returns the hoc file. */
  public static Path write(Path folder) throws IOException {
    Path mod = Files.createDirectories(folder.resolve("mod"));
    Files.writeString(mod.resolve("testca.mod"), CURRENT);
    Files.writeString(mod.resolve("testpool.mod"), POOL);
    Path cells = Files.createDirectories(folder.resolve("cells"));
    Files.writeString(cells.resolve("helper.hoc"), HELPER);
    return Files.writeString(cells.resolve("calcium.hoc"), TEMPLATE);
  }
}

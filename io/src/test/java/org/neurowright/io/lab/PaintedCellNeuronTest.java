package org.neurowright.io.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.Conditions;
import org.neurowright.engine.bench.Preparation;
import org.neurowright.engine.bench.Recording;
import org.neurowright.engine.bench.Rig;
import org.neurowright.engine.bench.Site;
import org.neurowright.engine.bench.Specimen;
import org.neurowright.engine.bench.Trial;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.cell.BmtkFunctions;
import org.neurowright.io.project.MechanismLibrary;

/**
 * A bare morphology with painted mechanisms against NEURON, which imports the morphology and
 * inserts the same; and against NEURON with the hoc template that is written of it.
 */
@Tag("conformance")
class PaintedCellNeuronTest {
  private static final String SCRIPT =
      """
      import math
      import sys
      from neuron import h

      h.load_file("stdrun.hoc")
      kind, file, out = sys.argv[1:4]
      if kind == "swc":
          h.load_file("import3d.hoc")
          reader = h.Import3d_SWC_read()
          reader.input(file)
          h.Import3d_GUI(reader, 0).instantiate(None)
          sections = list(h.allsec())
          soma = [s for s in sections if "soma" in s.name()][0]
          dendrites = [s for s in sections if "dend" in s.name()]
          for s in sections:
              s.Ra = 100
              s.nseg = 1 + 2 * int(s.L / 40)
              s.insert("pas")
              s.g_pas, s.e_pas = 1e-4, -70
              s.insert("hh")
              s.gnabar_hh = 0.15
          h.distance(0, soma(0.5))
          for s in dendrites:
              s.gnabar_hh, s.gkbar_hh = 0.12, 0.036
              for seg in s:
                  um = h.distance(seg)
                  seg.hh.gnabar = 0.02 + (0.1 - 0.02) * math.exp(-um / 80)
                  seg.hh.gkbar = max(0, 0.03 - 1e-4 * um)
      else:
          h.load_file(file)
          cell = h.Painted()
          soma, dendrites = cell.soma[0], list(cell.dend)
      h.celsius = 10
      clamp = h.IClamp(soma(0.5))
      clamp.amp, clamp.delay, clamp.dur = 0.2, 5, 30
      vs = [h.Vector().record(x._ref_v) for x in (soma(0.5), dendrites[0](0.5), dendrites[-1](0.9))]
      h.finitialize(-70)
      h.continuerun(50)
      with open(out, "w") as f:
          for v in vs:
              f.write(" ".join(repr(x) for x in v) + chr(10))
      """;

  @TempDir Path temp;

  private List<double[]> neuron(String kind, Path file) throws Exception {
    String python = System.getProperty("neurowright.python", "");
    assumeTrue(!python.isEmpty(), "skipped: set -Dneurowright.python to a Python with NEURON");
    Path script = Files.writeString(temp.resolve("run.py"), SCRIPT);
    Path out = temp.resolve("out.txt");
    Path log = temp.resolve("log.txt");
    Process process =
        new ProcessBuilder(python, script.toString(), kind, file.toString(), out.toString())
            .directory(temp.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    return Files.readAllLines(out).stream()
        .map(l -> Arrays.stream(l.split(" ")).mapToDouble(Double::parseDouble).toArray())
        .toList();
  }

  @Test
  void paintedCellsRespondAsInNeuron() throws Exception {
    Path swc = Files.writeString(temp.resolve("m.swc"), HocTemplateFileTest.SWC);
    LabCell bare =
        new LabCells(new MechanismLibrary(Optional.empty()), BmtkFunctions.all())
            .open(LabRequest.of(swc))
            .orThrow();
    Specimen painted = HocTemplateFileTest.painted(bare);
    Conditions conditions = bare.conditions().withCelsius(10);
    List<Integer> dendrites = painted.sections("dend");
    Rig rig =
        Rig.EMPTY
            .device("clamp", "IClamp", new Site(painted.cell().somaIndex(), .5))
            .record("0", new Site(painted.cell().somaIndex(), .5), "v")
            .record("1", new Site(dendrites.getFirst(), .5), "v")
            .record("2", new Site(dendrites.getLast(), .9), "v");
    Recording ours =
        new Benches(Preparation.of(painted, conditions), 1)
            .run(
                rig,
                Trial.EMPTY.set("clamp", "amp", .2).set("clamp", "del", 5).set("clamp", "dur", 30),
                50,
                RunControl.none());
    Path hoc =
        Files.writeString(
            temp.resolve("painted.hoc"),
            HocTemplateFile.text(
                "Painted", painted.cell(), painted.lists(), conditions, List.of()));
    for (List<double[]> theirs : List.of(neuron("swc", swc), neuron("hoc", hoc))) {
      double worst = 0;
      for (int place = 0; place < 3; place++) {
        double[] v = ours.of(Integer.toString(place));
        double[] w = theirs.get(place);
        assertThat(w).hasSize(v.length);
        for (int k = 0; k < v.length; k++) {
          worst = Math.max(worst, Math.abs(v[k] - w[k]));
          assertThat(v[k]).as("place " + place + ", sample " + k).isCloseTo(w[k], within(1e-8));
        }
      }
      System.getLogger(PaintedCellNeuronTest.class.getName())
          .log(System.Logger.Level.INFO, "largest difference " + worst + " mV");
    }
    assertThat(Arrays.stream(ours.of("0")).max().orElseThrow()).isGreaterThan(0);
  }
}

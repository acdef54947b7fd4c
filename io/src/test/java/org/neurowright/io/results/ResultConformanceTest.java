package org.neurowright.io.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neurowright.engine.description.OutputSettings;
import org.neurowright.engine.description.OutputSettings.SpikeOrder;
import org.neurowright.engine.record.ReportLayout;
import org.neurowright.engine.record.RunLayout;
import org.neurowright.engine.record.RunLayout.SpikingPopulation;
import org.neurowright.engine.record.RunOutcome;
import org.neurowright.engine.record.SpikeBlock;
import org.neurowright.io.hdf5.Hdf5File;
import org.neurowright.io.python.PythonInterpreter;
import org.neurowright.io.report.Layouts;
import org.neurowright.io.report.ReportFile;
import org.neurowright.io.report.ReportFileWriter;
import org.neurowright.io.report.ReportFormat;
import org.neurowright.io.report.ReportStream;
import org.neurowright.io.report.ReportTable;
import org.neurowright.io.report.WriterThread;
import org.neurowright.io.spikes.SpikeFormat;
import org.neurowright.io.spikes.SpikeHdf5Writer;

/** Our results beside BMTK's, and in the hands of the programs that read BMTK's. */
@Tag("conformance")
class ResultConformanceTest {
  @TempDir Path dir;

  private static Path model(String name) {
    String shared = System.getProperty("neurowright.shared", "");
    assumeTrue(!shared.isEmpty(), "set -Dneurowright.shared=<folder with data/bmtk>");
    return Path.of(shared, "data", "bmtk", name);
  }

  private record Spike(double timeMs, String population, int nodeId) {}

  private static List<Spike> spikes(Path csv) throws IOException {
    return Files.readAllLines(csv).stream()
        .skip(1)
        .map(line -> line.split(" "))
        .map(f -> new Spike(Double.parseDouble(f[0]), f[1], Integer.parseInt(f[2])))
        .toList();
  }

  /**
   * The same spikes, handed over in blocks of the run and in random order within a block, give the
   * same files. Expected: BMTK 1.2.0 on NEURON 9.0.2; {@code blockMs} is nsteps_block x dt of the
   * configuration.
   */
  @ParameterizedTest
  @CsvSource({
    "bio_14cells, 500, BY_TIME, 14",
    "bio_450cells, 500, NONE, 450",
    "bio_intfire_ring, 500, NONE, 100"
  })
  void spikeFilesAreBmtksLineByLine(String name, double blockMs, SpikeOrder order, int cells)
      throws IOException {
    Path expected = model(name).resolve("expected");
    List<Spike> spikes = new ArrayList<>(spikes(expected.resolve("spikes.csv")));
    Collections.shuffle(spikes, new Random(1));
    String population = spikes.getFirst().population;
    OutputSettings output =
        new OutputSettings(
            "", true, Optional.empty(), Optional.of("spikes.h5"), Optional.of("spikes.csv"), order);
    RunLayout layout =
        new RunLayout(
            name,
            3000,
            0.1,
            30_000,
            List.of(new SpikingPopulation(population, 0, LongStream.range(0, cells).toArray())),
            List.of(),
            output);
    try (SonataResultWriter writer =
        new SonataResultWriter(
            dir,
            new RunProvenance(
                "test",
                Map.of(),
                new RunMethod(1, false, true),
                Optional.empty(),
                List.of(),
                List.of()))) {
      writer.begin(layout);
      for (double from = 0; from < 10_000; from += blockMs) {
        double begin = from;
        List<Spike> block =
            spikes.stream().filter(s -> s.timeMs >= begin && s.timeMs < begin + blockMs).toList();
        writer.spikes(
            new SpikeBlock(
                block.size(),
                new int[block.size()],
                block.stream().mapToInt(Spike::nodeId).toArray(),
                block.stream().mapToDouble(Spike::timeMs).toArray()));
        writer.flush(from + blockMs);
      }
      writer.end(new RunOutcome(false, 3000, 30_000, spikes.size(), 1));
    }
    assertThat(Files.readAllLines(dir.resolve("spikes.csv")))
        .containsExactlyElementsOf(Files.readAllLines(expected.resolve("spikes.csv")));
    if (Files.exists(expected.resolve("spikes.h5"))) {
      try (Hdf5File ours = Hdf5File.open(dir.resolve("spikes.h5"));
          Hdf5File theirs = Hdf5File.open(expected.resolve("spikes.h5"))) {
        for (String column : List.of("timestamps", "node_ids")) {
          String path = "/spikes/" + population + "/" + column;
          assertThat(ours.dataset(path).readDoubles())
              .isEqualTo(theirs.dataset(path).readDoubles());
        }
        assertThat(ours.attribute("/spikes/" + population, "sorting").toString())
            .isEqualTo(theirs.attribute("/spikes/" + population, "sorting").toString());
      }
    }
  }

  @Test
  void bmtksReportsAreRead() throws IOException {
    Path path = model("bio_14cells").resolve("expected/membrane_potential.h5");
    try (ReportFile file = ReportFile.open(path).orThrow()) {
      ReportTable table = file.table("v1").orElseThrow();
      assertThat(table.rows()).isEqualTo(30_000);
      assertThat(table.nodeIds()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
      assertThat(table.variable()).isEqualTo("v");
      String seen =
          PythonInterpreter.run(
              dir,
              """
              import sys
              from bmtk.utils.reports.compartment import CompartmentReport
              r = CompartmentReport(sys.argv[1], 'r')
              for v in r.data(node_id=7, time_window=(100.0, 150.0))[:, 0]: print(repr(float(v)))
              """,
              path);
      double[] trace = table.trace(table.columnsOf(7).orElseThrow().first(), table.rowAt(100), 500);
      assertThat(seen.lines().mapToDouble(Double::parseDouble).toArray()).isEqualTo(trace);
    }
  }

  @Test
  void bmtkReadsOurResults() {
    RunLayout layout = FakeRun.layout(1000, FakeRun.output(true, SpikeOrder.BY_TIME));
    try (SonataResultWriter writer =
        new SonataResultWriter(
            dir,
            new RunProvenance(
                "test",
                Map.of(),
                new RunMethod(1, false, true),
                Optional.empty(),
                List.of(),
                List.of()))) {
      writer.begin(layout);
      FakeRun.run(writer, layout, 0, 700);
      writer.end(FakeRun.outcome(true, 700));
    }
    String seen =
        PythonInterpreter.run(
            dir,
            """
            import sys, numpy as np, libsonata
            from bmtk.utils.reports.compartment import CompartmentReport
            from bmtk.utils.reports.spike_trains import SpikeTrains
            d = sys.argv[1]
            a, b = SpikeTrains.load(d + '/spikes.h5'), SpikeTrains.load(d + '/spikes.csv')
            print(a.populations, sorted(b.populations), a.units('v1'), a.sort_order('v1').value)
            same = lambda n: np.allclose(a.get_times(n, 'v1'), np.sort(b.get_times(n, 'v1')), 0, 1e-9)
            print(all(same(n) for n in range(100, 105)))
            print(a.n_spikes('v1'), len(b.to_dataframe(populations='v1')))
            r = CompartmentReport(d + '/v.h5', 'r')
            print(r.populations, r['v1'].variable(), r['v1'].units(), r['v1'].dt(), r['v1'].n_steps())
            print(r.node_ids('lgn').tolist(), r.element_ids(population='lgn').tolist(), list(r.custom_columns('v1')))
            print(np.array_equal(r.data(4, population='v1')[:, 1], np.arange(700) + 3 / 1024))
            n = CompartmentReport(d + '/sub/syn.h5', 'r', default_population='v1')
            print({k: v.tolist() for k, v in n.custom_columns().items()}, n.data().shape)
            e = libsonata.ElementReportReader(d + '/v.h5')
            print(e.get_population_names())
            """,
            dir);
    assertThat(seen.lines())
        .containsExactly(
            "['lgn', 'v1'] ['lgn', 'v1'] ms by_time",
            "True",
            v1Spikes(700) + " " + v1Spikes(700),
            "['lgn', 'v1'] v mV 0.1 700",
            "[3, 4, 5] [0, 1, 0, 1, 0, 1] []",
            "True",
            "{'src_ids': [-1, 7, 3], 'trg_ids': [10, 10, 12]} (700, 3)",
            "['lgn', 'v1']");
  }

  private static long v1Spikes(long steps) {
    long count = 0;
    for (long step = 0; step < steps; step++) {
      SpikeBlock block = FakeRun.spikes(step);
      for (int i = 0; i < block.size(); i++) {
        count += block.population()[i] == 0 ? 1 : 0;
      }
    }
    return count;
  }

  /** Values need 32 bits and the guide's names for libsonata; Blue Brain SNAP stands on it. */
  @Test
  void libsonataReadsTheSonataVariant() throws IOException {
    Path path = dir.resolve("v.h5");
    ReportLayout layout = Layouts.membrane("v.h5", "v1", 4, 0, 0.5, 200);
    try (WriterThread thread = new WriterThread("test");
        ReportFileWriter file =
            ReportFileWriter.create(path, List.of(layout), ReportFormat.SONATA)) {
      ReportStream stream = new ReportStream(path, file, 0, 8, 200, thread, 4096);
      stream.add(0, 200, Layouts.values(0, 0, 200, 8));
      stream.flush();
      thread.await(path, file::finish);
    }
    String seen =
        PythonInterpreter.run(
            dir,
            """
            import sys, numpy as np, libsonata
            from bmtk.utils.reports.compartment import CompartmentReport
            r = libsonata.ElementReportReader(sys.argv[1])['v1']
            f = r.get()
            print(r.times, r.time_units, r.data_units, r.get_node_ids(), f.data.shape, f.ids[:3].tolist())
            expected = np.arange(200)[:, None] + np.arange(8)[None, :] / 1024
            print(np.array_equal(f.data, expected.astype('f4')), r.get(node_ids=[5], tstart=10, tstop=20).data.shape)
            print(np.array_equal(CompartmentReport(sys.argv[1], 'r').data(), expected.astype('f4')))
            """,
            path);
    assertThat(seen.lines())
        .containsExactly(
            "(0.0, 100.0, 0.5) ms mV [3, 4, 5, 6] (200, 8) [[3, 0], [3, 1], [4, 0]]",
            "True (21, 2)",
            "True");
  }

  /** A minimal circuit around a spike file, opened with libsonata and with Blue Brain SNAP. */
  @Test
  void snapReadsTheSonataVariantOfSpikes() throws IOException {
    Path path = dir.resolve("spikes.h5");
    try (SpikeHdf5Writer writer =
        new SpikeHdf5Writer(
            path, Map.of("v1", 4L, "lgn", 1L), SpikeOrder.BY_TIME, SpikeFormat.SONATA)) {
      writer.append("v1", new double[] {1, 2.5, 2.5, 90}, new long[] {100, 101, 103, 100}, 4);
      writer.append("lgn", new double[] {5}, new long[] {2}, 1);
      writer.commit();
    }
    String seen =
        PythonInterpreter.run(
            dir,
            """
            import sys, json, h5py, numpy as np, libsonata, bluepysnap
            d = sys.argv[1]
            p = libsonata.SpikeReader(d + '/spikes.h5')['v1']
            print(p.sorting, p.get(node_ids=[100]))
            with h5py.File(d + '/nodes.h5', 'w') as f:
              for pop, n in (('v1', 105), ('lgn', 3)):
                g = f.create_group('nodes/' + pop)
                g['node_type_id'] = np.zeros(n, 'i8')
                g['0/model_type'] = np.array(['virtual'] * n, dtype=h5py.string_dtype())
            json.dump({'version': 2, 'networks': {'nodes': [{'nodes_file': d + '/nodes.h5',
                       'populations': {'v1': {'type': 'virtual'}, 'lgn': {'type': 'virtual'}}}], 'edges': []}},
                      open(d + '/circuit_config.json', 'w'))
            json.dump({'version': 2, 'run': {'tstop': 100.0, 'dt': 0.1, 'random_seed': 1},
                       'network': d + '/circuit_config.json', 'reports': {},
                       'output': {'output_dir': d, 'spikes_file': 'spikes.h5', 'spikes_sort_order': 'by_time'}},
                      open(d + '/simulation_config.json', 'w'))
            s = bluepysnap.Simulation(d + '/simulation_config.json')
            t = s.spikes['v1'].get()
            print(s.spikes.population_names, t.index.tolist(), t.tolist())
            """,
            dir);
    assertThat(seen.lines())
        .containsExactly(
            "by_time [(100, 1.0), (100, 90.0)]",
            "['lgn', 'v1'] [1.0, 2.5, 2.5, 90.0] [100, 101, 103, 100]");
  }
}

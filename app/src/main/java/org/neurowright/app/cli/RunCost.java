package org.neurowright.app.cli;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.CellModel;
import org.neurowright.engine.description.EdgeBatch;
import org.neurowright.engine.description.EdgePopulation;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.description.NodePopulation;
import org.neurowright.engine.description.NodeSelection;
import org.neurowright.engine.description.ReportDescription;
import org.neurowright.engine.description.RunSettings;
import org.neurowright.engine.description.SectionModel;

/**
 * How much a run will take, from the sizes of the model. The sizes are counted; seconds and bytes
 * follow from them by rule of thumb and can be wrong by a factor of three.
 *
 * @param segments segments of all cells
 * @param densityInstances inserted density mechanisms, summed over the segments
 * @param synapses synapses onto simulated cells
 * @param counted whether the synapses were counted; if not, they were estimated from a part of the
 *     edges
 * @param memoryBytes memory for network and state
 * @param coreSeconds time of the simulation loop on one processor core
 * @param reportBytes size of the reports on disk
 */
record RunCost(
    long segments,
    long densityInstances,
    long synapses,
    boolean counted,
    double memoryBytes,
    double coreSeconds,
    double reportBytes) {

  /** Edges beyond this many in a population are not read; their synapses are estimated. */
  static final long MAX_ROWS_READ = 2_000_000;

  private static final int ROWS_AT_ONCE = 100_000;

  // Time of one step on one core of a usual desktop processor, from single-threaded runs of four
  // networks with 264
  // to 46,840 segments and 0 to 64,603 synapses.
  private static final double NS_PER_SEGMENT = 8;
  private static final double NS_PER_DENSITY_INSTANCE = 12;
  private static final double NS_PER_SYNAPSE = 12;

  // State and tables; the program itself, with a model of one cell, takes the base.
  private static final double BASE_BYTES = 190e6;
  private static final double BYTES_PER_SEGMENT = 250;
  private static final double BYTES_PER_DENSITY_INSTANCE = 120;
  private static final double BYTES_PER_SYNAPSE = 200;

  private static final int BYTES_PER_SAMPLE = 8;

  static RunCost estimate(ModelDescription model) {
    Sizes sizes = new Sizes(model);
    for (NodePopulation population : model.nodes()) {
      sizes.addCells(population);
    }
    for (EdgePopulation edges : model.edges()) {
      sizes.addSynapses(edges);
    }
    RunSettings run = model.run();
    double nsPerStep =
        sizes.segments * NS_PER_SEGMENT
            + sizes.densityInstances * NS_PER_DENSITY_INSTANCE
            + sizes.synapses * NS_PER_SYNAPSE;
    double bytes =
        BASE_BYTES
            + sizes.segments * BYTES_PER_SEGMENT
            + sizes.densityInstances * BYTES_PER_DENSITY_INSTANCE
            + sizes.synapses * BYTES_PER_SYNAPSE;
    double reportBytes = model.reports().stream().mapToDouble(r -> sizes.reportBytes(r, run)).sum();
    return new RunCost(
        sizes.segments,
        sizes.densityInstances,
        sizes.synapses,
        sizes.counted,
        bytes,
        run.steps() * nsPerStep * 1e-9,
        reportBytes);
  }

  private static final class Sizes {
    private final ModelDescription model;
    private final Map<CableCell, CellSize> ofCell = new HashMap<>();
    private long segments;
    private long densityInstances;
    private long synapses;
    private boolean counted = true;

    Sizes(ModelDescription model) {
      this.model = model;
    }

    private record CellSize(long segments, long densityInstances) {}

    private CellSize size(CellModel cellModel) {
      return switch (cellModel) {
        case CellModel.Cable(CableCell cell) -> ofCell.computeIfAbsent(cell, this::measure);
        case CellModel.Artificial _, CellModel.Virtual _ -> new CellSize(0, 0);
      };
    }

    private CellSize measure(CableCell cell) {
      CableCell divided =
          model.run().dlUm().isPresent()
              ? cell.withMaximalSegmentLength(model.run().dlUm().getAsDouble())
              : cell;
      long all = divided.sections().stream().mapToLong(SectionModel::nseg).sum();
      long instances =
          divided.sections().stream().mapToLong(s -> (long) s.nseg() * s.mechanisms().size()).sum();
      return new CellSize(all, instances);
    }

    private void addCells(NodePopulation population) {
      for (int row = 0; row < population.size(); row++) {
        CellSize size = size(population.cellModel(row));
        segments += size.segments();
        densityInstances += size.densityInstances();
      }
    }

    private void addSynapses(EdgePopulation edges) {
      boolean intoSimulated =
          model.population(edges.target()).filter(p -> !p.isVirtual()).isPresent();
      if (!intoSimulated) {
        return;
      }
      long rows = edges.store().size();
      long read = Math.min(rows, MAX_ROWS_READ);
      long found = 0;
      for (long first = 0; first < read; first += ROWS_AT_ONCE) {
        EdgeBatch batch = edges.store().rows(first, (int) Math.min(ROWS_AT_ONCE, read - first));
        found += Arrays.stream(batch.nsyns(), 0, batch.size()).asLongStream().sum();
      }
      counted &= read == rows;
      synapses += read == rows ? found : Math.round((double) found / read * rows);
    }

    private double reportBytes(ReportDescription report, RunSettings run) {
      double endMs = Math.min(report.window().endMs(), run.tstopMs());
      double rows =
          Math.max(
              0, Math.ceil((endMs - report.window().startMs()) / report.window().intervalMs()));
      double columns =
          switch (report) {
            case ReportDescription.Membrane membrane ->
                membrane.somaOnly() ? membrane.cells().size() : segmentsOf(membrane);
            case ReportDescription.Netcon netcon -> synapsesPerCell() * netcon.cells().size();
          };
      return rows * columns * BYTES_PER_SAMPLE;
    }

    private long segmentsOf(ReportDescription.Membrane report) {
      long sum = 0;
      for (NodeSelection.Rows selected : report.cells().rows()) {
        NodePopulation population = model.population(selected.population()).orElseThrow();
        for (int row : selected.rows()) {
          sum += size(population.cellModel(row)).segments();
        }
      }
      return sum;
    }

    private double synapsesPerCell() {
      long cells =
          model.nodes().stream().filter(p -> !p.isVirtual()).mapToLong(NodePopulation::size).sum();
      return cells == 0 ? 0 : (double) synapses / cells;
    }
  }
}

package org.neurowright.engine.build;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neurowright.engine.cable.CableGroup;
import org.neurowright.engine.cable.CableNetwork;
import org.neurowright.engine.cable.CablePartition;
import org.neurowright.engine.cable.Probe;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.description.NodeSelection;
import org.neurowright.engine.description.ReportDescription;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.group.SampleBuffer;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.engine.record.ReportLayout;

/** Works out the columns of every report and where their values come from. */
final class Recording {
  /** Values a buffer holds before it has to be handed on, about 4 MB. */
  private static final int BUFFER_VALUES = 1 << 19;

  private static final int SMALLEST_BUFFER_ROWS = 16;

  private final ModelDescription model;
  private final CableNetwork network;
  private final List<PopulationCells> populations;
  private final CablePartition partition;
  private final Connector connector;
  private final Problems problems;
  private final List<ReportLayout> layouts = new ArrayList<>();
  private final List<SampleBuffer> buffers = new ArrayList<>();

  /**
   * Connections onto each cell and artificial cell in creation order; made when a report needs it.
   */
  private Map<PopulationCells, IntArrayList[]> incoming;

  Recording(
      ModelDescription model,
      CableNetwork network,
      List<PopulationCells> populations,
      CablePartition partition,
      Connector connector,
      Problems problems) {
    this.model = model;
    this.network = network;
    this.populations = populations;
    this.partition = partition;
    this.connector = connector;
    this.problems = problems;
  }

  List<ReportLayout> layouts() {
    return layouts;
  }

  List<SampleBuffer> buffers() {
    return buffers;
  }

  void prepareAll() {
    for (ReportDescription report : model.reports()) {
      int before = layouts.size();
      for (NodeSelection.Rows rows : report.cells().rows()) {
        PopulationCells cells = connector.cells(rows.population());
        if (cells != null && rows.rows().length > 0) {
          Columns columns = new Columns(report.name());
          switch (report) {
            case ReportDescription.Membrane membrane ->
                membraneColumns(membrane, cells, rows.rows(), columns);
            case ReportDescription.Netcon netcon ->
                netconColumns(netcon, cells, rows.rows(), columns);
          }
          if (columns.size() > 0) {
            finish(report, cells, columns);
          }
        }
      }
      if (layouts.size() == before && !problems.hasErrors()) {
        problems.add(
            Problem.warning(
                    "reports.empty",
                    new Location("", 0, 0, "reports." + report.name()),
                    "report "
                        + report.name()
                        + " records nothing and is not written: "
                        + report.cells().text()
                        + " selects no cell that has "
                        + report.variable())
                .hint("Choose biophysical cells, or remove the report."));
      }
    }
  }

  /** The columns of one report and population while they are collected. */
  private static final class Columns {
    final String report;
    final LongArrayList nodeIds = new LongArrayList();
    final LongArrayList pointers = new LongArrayList(new long[] {0});
    final LongArrayList elementIds = new LongArrayList();
    final DoubleArrayList elementPos = new DoubleArrayList();
    final LongArrayList sourceIds = new LongArrayList();
    final LongArrayList targetIds = new LongArrayList();
    final LongArrayList firstIds = new LongArrayList();
    final LongArrayList lastIds = new LongArrayList();
    final LongArrayList types = new LongArrayList();
    boolean hasMorphology;
    final List<Probe> probes = new ArrayList<>();
    final List<CableGroup> groups = new ArrayList<>();
    final Set<String> missing = new LinkedHashSet<>();

    Columns(String report) {
      this.report = report;
    }

    int size() {
      return probes.size();
    }

    void add(Probe probe, CableGroup group, long elementId, double position) {
      probes.add(probe);
      groups.add(group);
      elementIds.add(elementId);
      elementPos.add(position);
    }

    /** Where the last column is in the morphology file, with BMTK's ends of the segment. */
    void addMorphology(CableCell cell, int section, double x) {
      SectionModel model = cell.sections().get(section);
      double half = 1.0 / (model.nseg() * 2);
      firstIds.add(cell.morphologyIds().at(section, x - half));
      lastIds.add(cell.morphologyIds().at(section, x + half));
      types.add(model.kind().swcType());
      hasMorphology |= !cell.morphologyIds().isEmpty();
    }

    Optional<ReportLayout.Morphology> morphology() {
      return hasMorphology
          ? Optional.of(
              new ReportLayout.Morphology(
                  firstIds.toLongArray(), lastIds.toLongArray(), types.toLongArray()))
          : Optional.empty();
    }

    void endNode(long nodeId) {
      nodeIds.add(nodeId);
      pointers.add(probes.size());
    }
  }

  private void membraneColumns(
      ReportDescription.Membrane report, PopulationCells cells, int[] rows, Columns columns) {
    for (int row : rows) {
      int cell = cells.cell[row];
      if (cell < 0) {
        continue;
      }
      CableCell blueprint = network.blueprint(cell).cell();
      CableGroup group = partition.groupOf(cell);
      if (report.somaOnly()) {
        addProbe(report, columns, cell, blueprint, blueprint.somaIndex(), 0.5, 0, group);
      } else {
        for (int s = 0; s < blueprint.sections().size(); s++) {
          SectionModel section = blueprint.sections().get(s);
          if (report.sections().isEmpty() || report.sections().contains(section.kind())) {
            for (int k = 0; k < section.nseg(); k++) {
              addProbe(
                  report,
                  columns,
                  cell,
                  blueprint,
                  s,
                  (2 * k + 1) / (2.0 * section.nseg()),
                  s,
                  group);
            }
          }
        }
      }
      columns.endNode(cells.population.nodeIds()[row]);
    }
    if (!columns.missing.isEmpty()) {
      problems.add(
          Problem.error(
                  "reports.unknown-variable",
                  new Location("", 0, 0, "reports." + columns.report),
                  "variable "
                      + report.variable()
                      + " does not exist in "
                      + firstFew(columns.missing))
              .expected(
                  "a variable of every recorded section: v, i_cap, an ion's (cai, ica, eca), or name_mechanism")
              .hint(
                  "Correct variable_name, or restrict sections and cells to where the mechanism is inserted."));
    }
  }

  private void addProbe(
      ReportDescription.Membrane report,
      Columns columns,
      int cell,
      CableCell blueprint,
      int section,
      double x,
      long elementId,
      CableGroup group) {
    Optional<Probe> probe = partition.probe(cell, section, x, report.variable());
    if (probe.isPresent()) {
      columns.add(probe.get(), group, elementId, x);
      if (!report.somaOnly()) {
        columns.addMorphology(blueprint, section, x);
      }
    } else {
      columns.missing.add(blueprint.sections().get(section).name() + " of " + blueprint.name());
    }
  }

  private static String firstFew(Set<String> names) {
    List<String> list = List.copyOf(names);
    int shown = Math.min(3, list.size());
    String text = String.join(", ", list.subList(0, shown));
    return list.size() > shown ? text + " and " + (list.size() - shown) + " more sections" : text;
  }

  private void netconColumns(
      ReportDescription.Netcon report, PopulationCells cells, int[] rows, Columns columns) {
    IntArrayList[] ofRow = incoming(cells);
    Map<Integer, Long> gidOfSource = gidOfSource();
    for (int row : rows) {
      if (ofRow[row] == null) {
        continue;
      }
      boolean cable = cells.cell[row] >= 0;
      for (int connection : ofRow[row]) {
        int point = network.pointOfConnection(connection);
        String type = network.typeOf(point).name();
        if (report.synapseType().isPresent() && !type.startsWith(report.synapseType().get())) {
          continue;
        }
        Optional<Probe> probe = partition.probe(point, report.variable());
        if (probe.isEmpty()) {
          columns.missing.add(type);
          continue;
        }
        columns.add(
            probe.get(),
            partition.groupOfPoint(point),
            cable ? network.sectionOf(point) : -1,
            cable ? network.xOf(point) : -1);
        columns.sourceIds.add(
            gidOfSource.getOrDefault(network.sourceOfConnection(connection), -1L).longValue());
        columns.targetIds.add(cells.gid(row));
      }
      columns.endNode(cells.population.nodeIds()[row]);
    }
    if (!columns.missing.isEmpty()) {
      problems.add(
          Problem.error(
                  "reports.unknown-variable",
                  new Location("", 0, 0, "reports." + columns.report),
                  "variable "
                      + report.variable()
                      + " does not exist in "
                      + firstFew(columns.missing))
              .hint("Correct variable_name or syn_type."));
    }
  }

  private Map<Integer, Long> gidOfSource() {
    Map<Integer, Long> gids = new java.util.HashMap<>();
    for (PopulationCells cells : populations) {
      for (int row = 0; row < cells.source.length; row++) {
        if (cells.source[row] >= 0) {
          gids.put(cells.source[row], cells.gid(row));
        }
      }
    }
    return gids;
  }

  private IntArrayList[] incoming(PopulationCells wanted) {
    if (incoming == null) {
      incoming = new IdentityHashMap<>();
      Map<Integer, IntArrayList> ofCell = new java.util.HashMap<>();
      Map<Integer, IntArrayList> ofPoint = new java.util.HashMap<>();
      for (int c = 0; c < network.connections(); c++) {
        int point = network.pointOfConnection(c);
        int cell = network.cellOf(point);
        (cell >= 0 ? ofCell : ofPoint)
            .computeIfAbsent(cell >= 0 ? cell : point, key -> new IntArrayList())
            .add(c);
      }
      for (PopulationCells cells : populations) {
        IntArrayList[] ofRow = new IntArrayList[cells.cell.length];
        for (int row = 0; row < ofRow.length; row++) {
          ofRow[row] =
              cells.cell[row] >= 0 ? ofCell.get(cells.cell[row]) : ofPoint.get(cells.point[row]);
        }
        incoming.put(cells, ofRow);
      }
    }
    return incoming.get(wanted);
  }

  private void finish(ReportDescription report, PopulationCells cells, Columns columns) {
    ReportDescription.ReportWindow window = report.window();
    double dt = model.run().dtMs();
    int every = Math.max(1, (int) Math.round(window.intervalMs() / dt));
    long firstStep = Math.round(window.startMs() / dt);
    long rows = (long) ((window.endMs() - window.startMs()) / window.intervalMs());
    long firstRecorded = (firstStep + every - 1) / every * every;
    long endStep = Math.min(model.run().steps(), firstRecorded + rows * every);
    int size = columns.size();
    int capacity = Math.clamp(BUFFER_VALUES / size, SMALLEST_BUFFER_ROWS, 4096);
    SampleBuffer buffer = new SampleBuffer(size, firstRecorded, endStep, every, capacity);
    buffers.add(buffer);
    Map<CableGroup, IntArrayList> ofGroup = new LinkedHashMap<>();
    for (int c = 0; c < size; c++) {
      ofGroup.computeIfAbsent(columns.groups.get(c), group -> new IntArrayList()).add(c);
    }
    ofGroup.forEach((group, at) ->
        group.record(
            buffer, at.intStream().mapToObj(columns.probes::get).toList(), at.toIntArray()));
    layouts.add(
        new ReportLayout(
            report.name(),
            report.fileName(),
            cells.population.name(),
            report.variable(),
            columns.probes.getFirst().unit(),
            columns.nodeIds.toLongArray(),
            columns.pointers.toLongArray(),
            columns.elementIds.toLongArray(),
            columns.elementPos.toDoubleArray(),
            columns.sourceIds.toLongArray(),
            columns.targetIds.toLongArray(),
            columns.morphology(),
            window.startMs(),
            window.endMs(),
            window.intervalMs(),
            rows));
  }
}

package org.neurowright.engine.description;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One enabled entry of the configuration's {@code reports}, read and checked. */
public sealed interface ReportDescription {

  /** Key of the entry in the configuration. */
  String name();

  /**
   * File name or path as given, {@code <name>.h5} by default; relative ones go under the output
   * folder.
   */
  String fileName();

  /** Recorded variable, NEURON's name. */
  String variable();

  NodeSelection cells();

  ReportWindow window();

  /**
   * When values are recorded: after steps k with start ≤ k·dt &lt; end and k a multiple of
   * interval/dt.
   *
   * @param startMs start, ms
   * @param endMs end, ms
   * @param intervalMs distance between rows, a multiple of the run's dt, ms
   */
  record ReportWindow(double startMs, double endMs, double intervalMs) {}

  /**
   * A variable of the membrane, of a mechanism or of an ion.
   *
   * @param somaOnly exactly {@code "soma"}: one column per cell, soma[0](0.5)
   * @param sections kinds recorded when not somaOnly; empty means all
   */
  record Membrane(
      String name,
      String fileName,
      String variable,
      NodeSelection cells,
      ReportWindow window,
      boolean somaOnly,
      Set<SectionKind> sections)
      implements ReportDescription {}

  /**
   * A variable of the synapses onto the selected cells, one column per connection in creation
   * order.
   *
   * @param synapseType prefix of the point process name; empty for all
   */
  record Netcon(
      String name,
      String fileName,
      String variable,
      NodeSelection cells,
      ReportWindow window,
      Optional<String> synapseType)
      implements ReportDescription {}

  /** Names of all reports of a list, for messages. */
  static List<String> names(List<ReportDescription> reports) {
    return reports.stream().map(ReportDescription::name).toList();
  }
}

package org.neurowright.engine.network.make;

import java.util.ArrayList;
import java.util.List;
import org.neurowright.engine.network.EdgeColumn;
import org.neurowright.engine.network.connect.Connections;
import org.neurowright.engine.network.connect.Incoming;
import org.neurowright.engine.network.connect.Pairs;

/** Values that functions give to synapses: asked for once, kept in memory. */
final class FunctionColumns {
  private FunctionColumns() {}

  /** The columns of some functions, each called for all synapses before the next. */
  static List<SynapseColumns.Part> of(
      List<ConnectionFunctions.SynapseFunction> functions, Pairs pairs, Incoming rule) {
    List<SynapseColumns.Part> parts = new ArrayList<>();
    if (functions.isEmpty()) {
      return parts;
    }
    int targets = pairs.target().size();
    SourceOrder order = SourceOrder.of(rule, pairs.source().size(), targets, true);
    int size = Math.toIntExact(order.size());
    int[] source = new int[size];
    int[] target = new int[size];
    int[] synapse = new int[size];
    Incoming.Sampler sampler = rule.sampler();
    Connections to = new Connections();
    for (int t = 0; t < targets; t++) {
      sampler.of(t, to);
      for (int k = 0; k < to.size(); k++) {
        int at = order.first(t, k);
        for (int n = 0; n < to.synapses()[k]; n++) {
          source[at + n] = pairs.source().rows()[to.source()[k]];
          target[at + n] = pairs.target().rows()[t];
          synapse[at + n] = n;
        }
      }
    }
    for (ConnectionFunctions.SynapseFunction function : functions) {
      List<EdgeColumn> columns = function.columns();
      double[][] values = new double[columns.size()][size];
      double[] one = new double[columns.size()];
      for (int place = 0; place < size; place++) {
        function.values(source[place], target[place], synapse[place], one);
        for (int c = 0; c < one.length; c++) {
          values[c][place] = one[c];
        }
      }
      for (int c = 0; c < one.length; c++) {
        parts.add(
            new SynapseColumns.Part.Given(
                columns.get(c).name(), values[c], order, columns.get(c).type()));
      }
    }
    return parts;
  }
}

package org.neurowright.app.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.neurowright.app.text.AttributeUnits;
import org.neurowright.app.text.NumberText;
import org.neurowright.engine.description.EdgePopulation;
import org.neurowright.engine.description.EdgeType;
import org.neurowright.engine.description.NodePopulation;
import org.neurowright.engine.description.NodeType;
import org.neurowright.engine.description.Value;

/**
 * A type table as text, with units in the headers and the well-known columns first.
 *
 * @param headers one per column
 * @param rows one list of cells per type, in the order of the file; a missing value is a dash
 */
record TypeTable(List<String> headers, List<List<String>> rows) {
  private static final List<String> FIRST =
      List.of(
          "pop_name",
          "model_name",
          "model_type",
          "model_template",
          "ei",
          "location",
          "morphology",
          "dynamics_params",
          "source_query",
          "target_query",
          "syn_weight",
          "delay",
          "nsyns",
          "weight_function",
          "target_sections",
          "distance_range");

  static TypeTable of(NodePopulation population) {
    int[] counts = new int[population.types().size()];
    for (int index : population.typeIndex()) {
      counts[index]++;
    }
    List<Map<String, Value>> attributes =
        population.types().stream().map(NodeType::attributes).toList();
    List<String> ids = population.types().stream().map(type -> Long.toString(type.id())).toList();
    List<String> sizes = new ArrayList<>();
    for (int count : counts) {
      sizes.add(Integer.toString(count));
    }
    return table("node_type_id", ids, "nodes", sizes, attributes);
  }

  static TypeTable of(EdgePopulation edges) {
    List<Map<String, Value>> attributes = edges.types().stream().map(EdgeType::attributes).toList();
    List<String> ids = edges.types().stream().map(type -> Long.toString(type.id())).toList();
    List<String> synapses =
        edges.types().stream()
            .map(type ->
                type.gapJunction()
                    ? "gap junction"
                    : type.synapse().map(s -> s.mechanism()).orElse("–"))
            .toList();
    return table("edge_type_id", ids, "synapse", synapses, attributes);
  }

  private static TypeTable table(
      String idName,
      List<String> ids,
      String secondName,
      List<String> second,
      List<Map<String, Value>> attributes) {
    Set<String> present = new TreeSet<>();
    attributes.forEach(map -> present.addAll(map.keySet()));
    present.remove(idName);
    Set<String> columns = new LinkedHashSet<>(FIRST);
    columns.retainAll(present);
    columns.addAll(present);
    List<String> headers = new ArrayList<>(List.of(idName, secondName));
    columns.forEach(name -> headers.add(AttributeUnits.header(name)));
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      List<String> row = new ArrayList<>(List.of(ids.get(i), second.get(i)));
      for (String name : columns) {
        Value value = attributes.get(i).get(name);
        row.add(text(value));
      }
      rows.add(row);
    }
    return new TypeTable(headers, rows);
  }

  private static String text(Value value) {
    return switch (value) {
      case null -> "–";
      case Value.Num(double number) -> NumberText.real(number);
      case Value.Text(String text) -> text;
    };
  }
}

package org.neurowright.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.neurowright.io.json.JsonTree;
import org.neurowright.io.json.JsonTree.Member;
import org.neurowright.io.json.JsonTree.Node;
import org.neurowright.io.json.JsonTree.ObjectNode;
import org.neurowright.io.json.JsonTree.ScalarNode;

/**
 * A part of a configuration that is shown as one form.
 *
 * @param group heading above it, shared by sections that follow each other; empty for none
 * @param title its own name
 * @param help what it is about
 * @param path of its object in the document
 * @param keys that it can have
 * @param form what its members are
 */
record ConfigSection(
    String group, String title, String help, List<String> path, List<ConfigKey> keys, Form form) {

  /** What the members of a section are. */
  enum Form {
    /** The keys listed; others are kept. */
    KEYS,
    /** Names of the user's own, with texts. */
    NAMES,
    /** Names of the user's own, with any JSON. */
    VALUES
  }

  /** An entry of a list or of named ones that can be removed as a whole. */
  boolean isEntry() {
    return !group.isEmpty();
  }

  /** The sections of a document in the order in which they are shown. */
  static List<ConfigSection> of(JsonTree tree) {
    List<ConfigSection> all = new ArrayList<>();
    boolean split = !tree.members(List.of()).isEmpty() && hasAny(tree, "network", "simulation");
    boolean circuit = hasAny(tree, "networks", "components");
    boolean simulation = hasAny(tree, "run", "inputs", "output", "reports", "conditions");
    boolean both = !split && !circuit && !simulation;
    all.add(
        new ConfigSection(
            "", "General", "Files and remarks.", List.of(), ConfigKeys.TOP, Form.KEYS));
    all.add(
        new ConfigSection(
            "",
            "Manifest",
            "Names for folders: $NAME stands for the value wherever it is written in this file.",
            List.of("manifest"),
            List.of(),
            Form.NAMES));
    if (simulation || both) {
      all.add(section("Run", "Time and discretisation.", "run", ConfigKeys.RUN));
      all.add(section("Conditions", "State at the start.", "conditions", ConfigKeys.CONDITIONS));
      all.add(section("Output", "What is written, and where.", "output", ConfigKeys.OUTPUT));
    }
    if (circuit || both) {
      all.add(
          section(
              "Components",
              "Folders of the parts that cells are made of.",
              "components",
              ConfigKeys.COMPONENTS));
      items(tree, "Nodes", "Cells of one population.", "nodes", ConfigKeys.NODES, all);
      items(tree, "Edges", "Connections of two populations.", "edges", ConfigKeys.EDGES, all);
      items(
          tree,
          "Gap junctions",
          "Electrical connections.",
          "gap_juncs",
          ConfigKeys.GAP_JUNCTIONS,
          all);
    }
    if (simulation || both || hasAny(tree, "node_sets")) {
      all.add(
          new ConfigSection(
              "",
              "Node sets",
              "Names for cells, by conditions on their columns or by ids.",
              List.of("node_sets"),
              List.of(),
              Form.VALUES));
    }
    for (Member input : tree.members(List.of("inputs"))) {
      List<String> path = List.of("inputs", input.key());
      all.add(
          new ConfigSection(
              "Inputs",
              input.key(),
              "What drives the cells.",
              path,
              ConfigKeys.input(text(tree, path, "module"), text(tree, path, "input_type")),
              Form.KEYS));
    }
    for (Member report : tree.members(List.of("reports"))) {
      List<String> path = List.of("reports", report.key());
      all.add(
          new ConfigSection(
              "Reports",
              report.key(),
              "What is recorded.",
              path,
              ConfigKeys.report(text(tree, path, "module")),
              Form.KEYS));
    }
    return all;
  }

  private static boolean hasAny(JsonTree tree, String... keys) {
    for (String key : keys) {
      if (tree.find(List.of(key)).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private static ConfigSection section(
      String title, String help, String key, List<ConfigKey> keys) {
    return new ConfigSection("", title, help, List.of(key), keys, Form.KEYS);
  }

  private static void items(
      JsonTree tree,
      String group,
      String help,
      String key,
      List<ConfigKey> keys,
      List<ConfigSection> to) {
    Optional<Node> list = tree.find(List.of("networks", key));
    if (list.orElse(null) instanceof JsonTree.ArrayNode array) {
      for (int k = 0; k < array.items().size(); k++) {
        List<String> path = List.of("networks", key, Integer.toString(k));
        String file = text(tree, path, keys.getFirst().name());
        String name = file.substring(file.lastIndexOf('/') + 1);
        String title = name.isEmpty() ? group + " " + (k + 1) : name;
        to.add(new ConfigSection(group, title, help, path, keys, Form.KEYS));
      }
    }
  }

  static String text(JsonTree tree, List<String> path, String key) {
    List<String> full = new ArrayList<>(path);
    full.add(key);
    return tree.find(full).orElse(null) instanceof ScalarNode scalar ? scalar.value() : "";
  }

  /** Whether a member of the document stands in a section of its own. */
  static boolean isSection(String key) {
    return List.of(
            "manifest",
            "run",
            "conditions",
            "output",
            "components",
            "networks",
            "node_sets",
            "inputs",
            "reports")
        .contains(key);
  }

  /** The lines of the form. */
  List<ConfigRow> rows(JsonTree tree) {
    List<ConfigRow> rows = new ArrayList<>();
    List<Member> members =
        tree.find(path).orElse(null) instanceof ObjectNode object ? object.members() : List.of();
    for (ConfigKey key : keys) {
      rows.add(new ConfigRow(key, path(key.name()), tree.find(path(key.name())), tree, true));
    }
    for (Member member : members) {
      boolean known = keys.stream().anyMatch(k -> k.name().equals(member.key()));
      if (!known && !(path.isEmpty() && isSection(member.key()))) {
        ConfigKey.Type type = form == Form.NAMES ? ConfigKey.Type.TEXT : ConfigKey.Type.JSON;
        rows.add(
            new ConfigRow(
                ConfigKey.of(member.key(), type, ""),
                path(member.key()),
                Optional.of(member.value()),
                tree,
                form != Form.KEYS));
      }
    }
    return rows;
  }

  List<String> path(String key) {
    List<String> full = new ArrayList<>(path);
    full.add(key);
    return List.copyOf(full);
  }
}

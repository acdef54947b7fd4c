package org.neurowright.app.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurowright.app.workspace.Project;
import org.neurowright.engine.description.CellModel;
import org.neurowright.engine.description.EdgePopulation;
import org.neurowright.engine.description.EdgeType;
import org.neurowright.engine.description.MechanismInsertion;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.description.NodePopulation;
import org.neurowright.engine.description.NodeType;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Severity;

/**
 * The files and mechanisms a model is made of, and which of them are missing. A component is
 * missing or faulty when a problem of the model names it.
 *
 * @param components by kind, then name
 */
record ComponentList(List<Component> components) {

  /** Kinds in the order of the table. */
  enum Kind {
    MORPHOLOGY("Morphology"),
    CELL_TEMPLATE("Cell template"),
    PARAMETERS("Parameter file"),
    SYNAPSE("Synapse"),
    MECHANISM("Mechanism"),
    MECHANISM_FILE("NMODL file");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /** How a component stands. */
  enum Status {
    FOUND("Found"),
    FAULTY("With warnings"),
    MISSING("Missing or broken");

    private final String title;

    Status(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /**
   * A file or a mechanism.
   *
   * @param usedBy number of node types, edge types or sections that name it
   * @param note what is wrong, empty when nothing is
   */
  record Component(Kind kind, String name, int usedBy, Status status, String note) {}

  static ComponentList of(Project project) {
    ModelDescription model = project.model();
    Map<Kind, Map<String, Integer>> uses = new LinkedHashMap<>();
    for (NodePopulation population : model.nodes()) {
      for (NodeType type : population.types()) {
        type.text("morphology").ifPresent(name -> use(uses, Kind.MORPHOLOGY, name));
        type.text("model_template").ifPresent(name -> use(uses, Kind.CELL_TEMPLATE, name));
        type.text("dynamics_params").ifPresent(name -> use(uses, Kind.PARAMETERS, name));
      }
      for (CellModel cell : population.cellModels()) {
        switch (cell) {
          case CellModel.Cable cable -> {
            for (SectionModel section : cable.cell().sections()) {
              for (MechanismInsertion insertion : section.mechanisms()) {
                use(uses, Kind.MECHANISM, insertion.mechanism());
              }
            }
          }
          case CellModel.Artificial artificial -> use(uses, Kind.MECHANISM, artificial.mechanism());
          case CellModel.Virtual _ -> {}
        }
      }
    }
    for (EdgePopulation edges : model.edges()) {
      for (EdgeType type : edges.types()) {
        if (type.attributes().get("dynamics_params") != null) {
          use(uses, Kind.PARAMETERS, type.attributes().get("dynamics_params").toString());
        }
        type.synapse().ifPresent(synapse -> use(uses, Kind.SYNAPSE, synapse.mechanism()));
      }
    }
    for (String file : model.mechanismFiles()) {
      use(uses, Kind.MECHANISM_FILE, file);
    }
    List<Component> components = new ArrayList<>();
    uses.forEach((kind, names) ->
        names.forEach(
            (name, count) -> components.add(judged(kind, name, count, project.problems()))));
    components.sort(Comparator.comparing(Component::kind).thenComparing(Component::name));
    return new ComponentList(List.copyOf(components));
  }

  /** Number of components without which the model cannot run. */
  int missing() {
    return (int)
        components.stream().filter(component -> component.status() == Status.MISSING).count();
  }

  private static void use(Map<Kind, Map<String, Integer>> uses, Kind kind, String name) {
    if (!name.isBlank() && !name.equals("NULL")) {
      uses.computeIfAbsent(kind, _ -> new LinkedHashMap<>()).merge(name, 1, Integer::sum);
    }
  }

  private static Component judged(Kind kind, String name, int uses, List<Problem> problems) {
    String fileName = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    for (Problem problem : problems) {
      boolean names =
          namesIt(problem.message(), fileName) || problem.location().path().endsWith(fileName);
      if (names && problem.severity() != Severity.INFO) {
        return new Component(
            kind,
            name,
            uses,
            problem.isError() ? Status.MISSING : Status.FAULTY,
            problem.message());
      }
    }
    return new Component(kind, name, uses, Status.FOUND, "");
  }

  /**
   * Whether the text has the name as a whole word, so that {@code Im} is not found in {@code
   * Important}.
   */
  private static boolean namesIt(String text, String name) {
    int at = text.indexOf(name);
    while (at >= 0) {
      boolean startsWord =
          at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)) && text.charAt(at - 1) != '_';
      int end = at + name.length();
      boolean endsWord =
          end == text.length()
              || !Character.isLetterOrDigit(text.charAt(end)) && text.charAt(end) != '_';
      if (startsWord && endsWord) {
        return true;
      }
      at = text.indexOf(name, at + 1);
    }
    return false;
  }
}

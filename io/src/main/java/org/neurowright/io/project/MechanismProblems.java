package org.neurowright.io.project;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neurowright.engine.description.CellModel;
import org.neurowright.engine.description.EdgePopulation;
import org.neurowright.engine.description.EdgeType;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.description.NodePopulation;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Severity;

/**
 * What problems in mechanism files mean for a model: only those of mechanisms that it uses keep it
 * from running.
 */
public final class MechanismProblems {
  private static final Pattern NAME =
      Pattern.compile("\\b(?:SUFFIX|POINT_PROCESS|ARTIFICIAL_CELL)\\s+(\\w+)");
  private static final Set<String> UNKNOWN =
      Set.of("cell.unknown-mechanism", "edges.unknown-synapse", "cell.unknown-artificial");

  private MechanismProblems() {}

  /** Errors in files whose mechanism the model does not use become warnings. */
  static List<Problem> weighed(List<Problem> problems, ModelDescription model) {
    return weighed(problems, used(model));
  }

  /** Errors in files whose mechanism is not among the used ones become warnings. */
  public static List<Problem> weighed(List<Problem> problems, Set<String> used) {
    List<Problem> weighed = new ArrayList<>();
    for (Problem problem : problems) {
      weighed.add(
          problem.isError() && !used.contains(nameIn(problem.location().path()))
              ? softened(problem)
              : problem);
    }
    return weighed;
  }

  /** Whether a problem is in the file of one of the mechanisms. */
  public static boolean concerns(Problem problem, Set<String> used) {
    return used.contains(nameIn(problem.location().path()));
  }

  private static Problem softened(Problem p) {
    String hint = "The model does not use this mechanism, so it runs without it";
    return new Problem(Severity.WARNING, p.code(), p.location(), p.message(), p.expected(), hint);
  }

  /** Without mechanisms that are unknown only because their files, which are there, have errors. */
  public static List<Problem> withoutFollowUps(List<Problem> problems, List<Problem> ofFiles) {
    Set<String> failed = new HashSet<>();
    ofFiles.stream().filter(Problem::isError).forEach(p -> failed.add(nameIn(p.location().path())));
    return problems.stream()
        .filter(
            p -> !(UNKNOWN.contains(p.code()) && failed.stream().anyMatch(name -> names(p, name))))
        .toList();
  }

  private static boolean names(Problem problem, String mechanism) {
    return Pattern.compile("\\b" + Pattern.quote(mechanism) + "\\b")
        .matcher(problem.message())
        .find();
  }

  /**
   * The mechanism that a file defines as far as can be seen from its text; else its name without
   * ending.
   */
  private static String nameIn(String path) {
    Path file = Path.of(path);
    try {
      Matcher matcher = NAME.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
      if (matcher.find()) {
        return matcher.group(1);
      }
    } catch (IOException e) {
      // the name of the file has to do
    }
    return file.getFileName() == null
        ? path
        : file.getFileName().toString().replaceFirst("\\.mod$", "");
  }

  private static Set<String> used(ModelDescription model) {
    Set<String> names = new HashSet<>();
    for (NodePopulation population : model.nodes()) {
      for (CellModel cellModel : population.cellModels()) {
        switch (cellModel) {
          case CellModel.Cable cable -> {
            for (SectionModel section : cable.cell().sections()) {
              section.mechanisms().forEach(inserted -> names.add(inserted.mechanism()));
            }
          }
          case CellModel.Artificial artificial -> names.add(artificial.mechanism());
          case CellModel.Virtual _ -> {}
        }
      }
    }
    for (EdgePopulation edges : model.edges()) {
      for (EdgeType type : edges.types()) {
        type.synapse().ifPresent(synapse -> names.add(synapse.mechanism()));
      }
    }
    return names;
  }
}

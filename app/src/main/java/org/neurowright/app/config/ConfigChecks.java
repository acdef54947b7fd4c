package org.neurowright.app.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.NearestName;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.json.JsonTree;
import org.neurowright.io.json.JsonTree.Member;

/** What can be said of a configuration's text without reading the model. */
final class ConfigChecks {
  private ConfigChecks() {}

  /** Values of a wrong kind, keys that lack and keys that nobody knows. */
  static List<Problem> of(JsonTree tree, Path file) {
    List<Problem> problems = new ArrayList<>();
    for (ConfigSection section : ConfigSection.of(tree)) {
      if (tree.find(section.path()).isEmpty()) {
        continue;
      }
      boolean judged = section.form() == ConfigSection.Form.KEYS && isJudged(section, tree);
      for (ConfigRow row : section.rows(tree)) {
        if (row.value().isEmpty()) {
          if (judged && row.key().needed()) {
            problems.add(lacking(section, row, tree, file));
          }
        } else if (!row.known()) {
          if (judged) {
            problems.add(unknown(section, row, tree, file));
          }
        } else {
          row.misfit()
              .ifPresent(what ->
                  problems.add(
                      Problem.error("config.wrong-type", place(tree, row, file), what)
                          .expected(row.key().type().words())));
        }
      }
    }
    return problems;
  }

  /** Keys of modules that are not known are nobody's business, and the top is read elsewhere. */
  private static boolean isJudged(ConfigSection section, JsonTree tree) {
    String module = ConfigSection.text(tree, section.path(), "module");
    return switch (section.group()) {
      case "Inputs" -> module.isEmpty() || ConfigKeys.knowsInput(module);
      case "Reports" -> module.isEmpty() || ConfigKeys.knowsReport(module);
      default -> !section.path().isEmpty();
    };
  }

  private static Problem lacking(ConfigSection section, ConfigRow row, JsonTree tree, Path file) {
    String where = JsonTree.element(section.path()).substring(2);
    int start = tree.find(section.path()).orElseThrow().start();
    return Problem.error(
            "config.missing-key",
            location(tree, start, section.path(), file),
            where + " lacks " + row.key().name())
        .expected(row.key().name() + ": " + row.key().type().words())
        .hint(row.key().help());
  }

  private static Problem unknown(ConfigSection section, ConfigRow row, JsonTree tree, Path file) {
    String name = row.key().name();
    List<String> known = section.keys().stream().map(ConfigKey::name).toList();
    Optional<String> nearest = NearestName.of(name, known);
    return Problem.warning(
            "config.unknown-key",
            place(tree, row, file),
            "The key \""
                + name
                + "\" is not known in "
                + JsonTree.element(section.path()).substring(2))
        .hint(
            nearest.map(n -> "Probably \"" + n + "\" is meant").orElse("It is kept and not read"));
  }

  private static Location place(JsonTree tree, ConfigRow row, Path file) {
    int start = row.value().orElseThrow().start();
    List<String> parent = row.path().subList(0, row.path().size() - 1);
    for (Member member : tree.members(parent)) {
      if (member.value() == row.value().get()) {
        start = member.keyStart();
      }
    }
    return location(tree, start, row.path(), file);
  }

  private static Location location(JsonTree tree, int offset, List<String> path, Path file) {
    int line = 1;
    int lineStart = 0;
    for (int k = 0; k < offset; k++) {
      if (tree.text().charAt(k) == '\n') {
        line++;
        lineStart = k + 1;
      }
    }
    return new Location(file.toString(), line, offset - lineStart + 1, JsonTree.element(path));
  }
}

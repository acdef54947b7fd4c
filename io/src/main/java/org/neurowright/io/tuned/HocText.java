package org.neurowright.io.tuned;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neurowright.engine.bench.Change;
import org.neurowright.engine.bench.Preparation;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.hoc.cell.HocCell;
import org.neurowright.io.hoc.cell.HocTemplates;
import org.neurowright.io.hoc.cell.MechanismReader;
import org.neurowright.io.lab.LabCell;
import org.neurowright.io.lab.LabRequest;

/**
 * Changed values written into the text of a hoc template. A number that is assigned where the value
 * comes from is replaced; if there is no such place, or replacing it would change something else,
 * too, an assignment is added at the end of the template's init. Every step is executed and
 * compared with the cell that is wanted.
 */
final class HocText {
  private static final String NUMBER = "-?\\s*(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?";
  private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");
  private static final Pattern INDEXED = Pattern.compile("([A-Za-z_]\\w*)\\[(\\d+)]");

  private final Path file;
  private final String template;
  private final LabCell cell;
  private final Preparation tuned;
  private final HocTemplates templates;
  private final List<Object> arguments;
  private final OptionalDouble dlUm;
  private final List<String> done = new ArrayList<>();
  private String text;

  private HocText(LabRequest asked, LabCell cell, Preparation tuned, Path file, String text) {
    this.file = file;
    this.template = cell.specimen().name();
    this.cell = cell;
    this.tuned = tuned;
    this.text = text;
    this.arguments = asked.arguments();
    this.dlUm = asked.dlUm();
    List<Path> readable = new ArrayList<>();
    for (Path folder = file.getParent(); folder != null && readable.size() < 2; ) {
      readable.add(folder);
      folder = folder.getParent();
    }
    templates =
        HocTemplates.in(readable.toArray(Path[]::new))
            .withMechanisms(MechanismReader.read(cell.mechanismFiles()));
  }

  static TunedCell.Outcome of(
      LabRequest asked,
      LabCell cell,
      Preparation tuned,
      Optional<String> newName,
      Problems problems)
      throws IOException {
    Optional<Path> file =
        TunedCell.templateFile(asked, cell).map(p -> p.toAbsolutePath().normalize());
    if (file.isEmpty() || !Files.exists(file.get())) {
      return new TunedCell.Outcome.Refused(
          List.of(
              Problem.error(
                  "tuned.no-form",
                  Location.of(asked.cell()),
                  "The template " + cell.specimen().name() + " is not in its file any more")));
    }
    HocText hoc =
        new HocText(
            asked,
            cell,
            tuned,
            file.get(),
            Files.readString(file.get(), StandardCharsets.ISO_8859_1));
    Optional<Problem> failure = hoc.write(newName, problems);
    return failure.isPresent()
        ? new TunedCell.Outcome.Refused(List.of(failure.get()))
        : new TunedCell.Outcome.Made(
            new TunedCell(TunedCell.Format.HOC, file, hoc.text, hoc.done, problems.toList()));
  }

  /** One value in some sections. */
  private record Assignment(String variable, double value, List<Integer> sections) {}

  private Optional<Problem> write(Optional<String> newName, Problems problems) {
    CableCell wanted = TunedValues.cell(tuned);
    Optional<CableCell> plain = executed(text);
    if (plain.isEmpty()) {
      return Optional.of(refusal("The template as it is in the file cannot be executed any more"));
    }
    if (!TunedValues.difference(cell.specimen().cell(), plain.get(), catalogue()).isEmpty()) {
      return Optional.of(refusal("The file was changed since the cell was opened; open it again"));
    }
    List<Assignment> appended = new ArrayList<>();
    CableCell soFar = plain.get();
    for (TunedValues.Changed changed : TunedValues.changes(tuned)) {
      if (!changed.uneven().isEmpty()) {
        problems.add(
            Problem.warning(
                "tuned.not-kept",
                Location.of(file),
                changed.variable() + " varies within sections; that is not in the file"));
      }
      for (Map.Entry<Double, List<Integer>> value : changed.sections().entrySet()) {
        Assignment assignment =
            new Assignment(changed.variable(), value.getKey(), value.getValue());
        Optional<CableCell> replaced = replaced(assignment, soFar);
        if (replaced.isPresent()) {
          soFar = replaced.get();
        } else {
          appended.add(assignment);
        }
      }
    }
    Map<String, Double> globals = new LinkedHashMap<>(TunedValues.globals(tuned));
    if (cell.conditions().celsius() != tuned.conditions().celsius()) {
      globals.put("celsius", tuned.conditions().celsius());
    }
    append(appended, globals);
    newName.filter(n -> !n.equals(template) && NAME.matcher(n).matches()).ifPresent(this::rename);
    Optional<HocCell> result = instantiated(text, newName.orElse(template));
    String difference =
        result
            .map(found -> TunedValues.difference(wanted, divided(found.cell()), catalogue()))
            .orElse("the whole: it cannot be executed");
    if (difference.isEmpty()
        && result.get().celsius() != tuned.conditions().celsius()
        && cell.conditions().celsius() != tuned.conditions().celsius()) {
      difference = "celsius";
    }
    if (!difference.isEmpty() && problems.toList().isEmpty()) {
      return Optional.of(
          refusal(
              "The written template would not give the tuned cell; it differs in " + difference));
    }
    if (cell.conditions().vInitMv() != tuned.conditions().vInitMv()) {
      problems.add(
          Problem.info(
              "tuned.v-init",
              Location.of(file),
              "The initial potential belongs to the run and is not part of a template"));
    }
    TunedCell.tellStep(cell.conditions(), tuned.conditions(), problems);
    return Optional.empty();
  }

  private Problem refusal(String message) {
    return Problem.error("tuned.not-written", Location.of(file), message)
        .hint("Save the parameters as a set instead");
  }

  private MechanismCatalogue catalogue() {
    return cell.specimen().catalogue();
  }

  private Optional<CableCell> executed(String candidate) {
    return instantiated(candidate, template).map(HocCell::cell).map(this::divided);
  }

  private Optional<HocCell> instantiated(String candidate, String name) {
    ReadResult<HocCell> made =
        templates.withText(file, candidate).instantiate(file, name, arguments);
    return made.value();
  }

  /** With the segments that the cell on the bench has, where the lab divided it. */
  private CableCell divided(CableCell made) {
    return dlUm.isPresent() ? made.withMaximalSegmentLength(dlUm.getAsDouble()) : made;
  }

  // ---- replacing numbers

  /** Replaces one number such that only these sections get the value; empty if none does that. */
  private Optional<CableCell> replaced(Assignment assignment, CableCell soFar) {
    CableCell wanted = with(soFar, assignment);
    Region region = region();
    Matcher matcher =
        Pattern.compile(
                "(?<![\\w.$])"
                    + Pattern.quote(assignment.variable())
                    + "\\s*(?:\\([^()\\n]*\\))?\\s*=(?!=)\\s*("
                    + NUMBER
                    + ")(?![\\w.])(?!\\s*[-+*/^%<>&|!(:=])")
            .matcher(region.masked());
    List<int[]> places = new ArrayList<>();
    while (matcher.find()) {
      places.add(new int[] {matcher.start(1), matcher.end(1)});
    }
    for (int[] place : places.reversed()) {
      String candidate =
          text.substring(0, place[0]) + Numbers.text(assignment.value()) + text.substring(place[1]);
      Optional<CableCell> made = executed(candidate);
      if (made.isPresent() && TunedValues.difference(wanted, made.get(), catalogue()).isEmpty()) {
        done.add(
            shown(assignment)
                + " instead of "
                + text.substring(place[0], place[1]).replaceAll("\\s", "")
                + " in line "
                + (1 + text.substring(0, place[0]).chars().filter(c -> c == '\n').count()));
        text = candidate;
        return made;
      }
    }
    return Optional.empty();
  }

  private CableCell with(CableCell soFar, Assignment assignment) {
    Preparation one = Preparation.of(cell.specimen().withCell(soFar), cell.conditions());
    String variable = assignment.variable();
    return TunedValues.cell(one.with(change(variable, assignment)));
  }

  private static Change change(String variable, Assignment assignment) {
    return switch (variable) {
      case "Ra" -> section(assignment, Change.Property.AXIAL_RESISTIVITY);
      case "L" -> section(assignment, Change.Property.LENGTH);
      case "nseg" -> section(assignment, Change.Property.SEGMENTS);
      default -> new Change.Range(assignment.sections(), variable, assignment.value());
    };
  }

  private static org.neurowright.engine.bench.Change section(
      Assignment assignment, Change.Property property) {
    return new Change.Section(assignment.sections(), property, assignment.value());
  }

  private String shown(Assignment assignment) {
    List<SectionModel> all = cell.specimen().cell().sections();
    String first = all.get(assignment.sections().getFirst()).name();
    int more = assignment.sections().size() - 1;
    return first
        + (more > 0 ? " and " + more + " more" : "")
        + ": "
        + assignment.variable()
        + " = "
        + Numbers.text(assignment.value());
  }

  // ---- adding assignments

  private void append(List<Assignment> assignments, Map<String, Double> globals) {
    if (assignments.isEmpty() && globals.isEmpty()) {
      return;
    }
    Map<List<Integer>, List<Assignment>> bySections = new LinkedHashMap<>();
    assignments.forEach(
        a -> bySections.computeIfAbsent(a.sections(), _ -> new ArrayList<>()).add(a));
    StringBuilder body = new StringBuilder();
    globals.forEach((name, value) -> {
      body.append("  ").append(name).append(" = ").append(Numbers.text(value)).append('\n');
      done.add(name + " = " + Numbers.text(value) + ", added at the end of init");
    });
    boolean[] counts = new boolean[1];
    bySections.forEach((sections, same) -> {
      for (String head : heads(sections, counts)) {
        body.append("  ").append(head).append(" {\n");
        same.forEach(a ->
            body.append("    ")
                .append(a.variable())
                .append(" = ")
                .append(Numbers.text(a.value()))
                .append('\n'));
        body.append("  }\n");
      }
      same.forEach(a -> done.add(shown(a) + ", added at the end of init"));
    });
    String name = "tuned_values";
    for (int k = 2; text.contains(name + "("); k++) {
      name = "tuned_values_" + k;
    }
    String procedure =
        "\n// Values set in Neurowright's Lab; they have the last word.\nproc "
            + name
            + "() {"
            + (counts[0] ? " local i" : "")
            + "\n"
            + body
            + "}\n\n";
    Region region = region();
    Matcher init = Pattern.compile("\\bproc\\s+init\\s*\\(\\s*\\)\\s*\\{").matcher(region.masked());
    if (init.find()) {
      int end = closing(region.masked(), init.end());
      int endTemplate = region.end();
      text =
          text.substring(0, end)
              + (text.charAt(end - 1) == '\n' ? "" : "\n")
              + "  "
              + name
              + "()\n"
              + text.substring(end, endTemplate)
              + procedure
              + text.substring(endTemplate);
    } else {
      text =
          text.substring(0, region.end())
              + procedure
              + "proc init() {\n  "
              + name
              + "()\n}\n\n"
              + text.substring(region.end());
    }
  }

  /** What addresses sections in hoc: a list that has just these, loops over arrays, names. */
  private List<String> heads(List<Integer> sections, boolean[] counts) {
    if (sections.size() > 1) {
      for (Map.Entry<String, List<Integer>> list : cell.specimen().lists().entrySet()) {
        if (NAME.matcher(list.getKey()).matches()
            && list.getValue().size() == sections.size()
            && List.copyOf(list.getValue()).containsAll(sections)) {
          return List.of("forsec " + list.getKey());
        }
      }
    }
    List<String> heads = new ArrayList<>();
    List<String> names =
        sections.stream().map(s -> cell.specimen().cell().sections().get(s).name()).toList();
    for (int k = 0; k < names.size(); ) {
      Matcher first = INDEXED.matcher(names.get(k));
      int next = k + 1;
      if (first.matches()) {
        int from = Integer.parseInt(first.group(2));
        while (next < names.size()
            && names.get(next).equals(first.group(1) + "[" + (from + next - k) + "]")) {
          next++;
        }
        if (next - k > 1) {
          counts[0] = true;
          heads.add(
              "for i = " + from + ", " + (from + next - k - 1) + " " + first.group(1) + "[i]");
          k = next;
          continue;
        }
      }
      heads.add(names.get(k));
      k++;
    }
    return heads;
  }

  private static int closing(String masked, int from) {
    int depth = 1;
    for (int at = from; at < masked.length(); at++) {
      depth += masked.charAt(at) == '{' ? 1 : masked.charAt(at) == '}' ? -1 : 0;
      if (depth == 0) {
        return at;
      }
    }
    return masked.length();
  }

  private void rename(String newName) {
    String masked = masked(text);
    Matcher matcher =
        Pattern.compile("\\b(?:begin|end)template\\s+(" + Pattern.quote(template) + ")\\b")
            .matcher(masked);
    List<int[]> places = new ArrayList<>();
    while (matcher.find()) {
      places.add(new int[] {matcher.start(1), matcher.end(1)});
    }
    for (int[] place : places.reversed()) {
      text = text.substring(0, place[0]) + newName + text.substring(place[1]);
    }
    done.add("template " + newName + " instead of " + template);
  }

  // ---- where things are

  /**
   * The template in the text.
   *
   * @param masked the text as long as it is, with everything outside of the template, comments and
   *     strings blanked
   * @param end where {@code endtemplate} begins
   */
  private record Region(String masked, int end) {}

  private Region region() {
    String masked = masked(text);
    Matcher begin =
        Pattern.compile("\\bbegintemplate\\s+" + Pattern.quote(template) + "\\b").matcher(masked);
    int from = begin.find() ? begin.end() : 0;
    Matcher ending =
        Pattern.compile("\\bendtemplate\\s+" + Pattern.quote(template) + "\\b").matcher(masked);
    int to = ending.find(from) ? ending.start() : masked.length();
    return new Region(
        masked.substring(0, from).replaceAll("[^\\n]", " ")
            + masked.substring(from, to)
            + masked.substring(to).replaceAll("[^\\n]", " "),
        to);
  }

  /** The text with blanks for comments and strings. */
  private static String masked(String text) {
    char[] masked = text.toCharArray();
    int at = 0;
    while (at < masked.length) {
      int end = at;
      if (text.startsWith("//", at)) {
        end = text.indexOf('\n', at);
        end = end < 0 ? masked.length : end;
      } else if (text.startsWith("/*", at)) {
        end = text.indexOf("*/", at + 2);
        end = end < 0 ? masked.length : end + 2;
      } else if (masked[at] == '"') {
        end = at + 1;
        while (end < masked.length && masked[end] != '"' && masked[end] != '\n') {
          end += masked[end] == '\\' ? 2 : 1;
        }
        end = Math.min(end + 1, masked.length);
      }
      for (int i = at; i < end; i++) {
        masked[i] = masked[i] == '\n' ? '\n' : ' ';
      }
      at = Math.max(end, at + 1);
    }
    return new String(masked);
  }
}

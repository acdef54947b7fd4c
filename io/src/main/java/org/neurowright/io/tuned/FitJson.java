package org.neurowright.io.tuned;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.neurowright.engine.bench.Change;
import org.neurowright.engine.bench.Conditions;
import org.neurowright.engine.bench.OriginalValues;
import org.neurowright.engine.bench.Preparation;
import org.neurowright.engine.bench.Specimen;
import org.neurowright.engine.description.MechanismInsertion;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.mechanism.MechanismVariable;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.json.JsonTree;
import org.neurowright.io.json.JsonTree.ArrayNode;
import org.neurowright.io.json.JsonTree.Kind;
import org.neurowright.io.json.JsonTree.Node;
import org.neurowright.io.json.JsonTree.ObjectNode;
import org.neurowright.io.json.JsonTree.ScalarNode;
import org.neurowright.io.lab.LabCell;

/**
 * Changed values written into a parameter file of the Allen Cell Types Database. The file speaks of
 * whole parts of the cell; values of an entry that is there are replaced in place, others get an
 * entry of their own.
 */
final class FitJson {
  private static final List<SectionKind> KINDS =
      List.of(SectionKind.SOMA, SectionKind.AXON, SectionKind.DEND, SectionKind.APIC);

  private final Specimen specimen;
  private final Preparation tuned;
  private final Specimen tunedSpecimen;
  private final Problems problems;
  private final Location file;
  private final List<String> done = new ArrayList<>();
  private String text;

  FitJson(
      String original, LabCell cell, Preparation tuned, Optional<Path> file, Problems problems) {
    this.text = original;
    this.specimen = cell.specimen();
    this.tuned = tuned;
    this.tunedSpecimen = specimen.withCell(TunedValues.cell(tuned));
    this.problems = problems;
    this.file = file.map(Location::of).orElse(Location.NOWHERE);
    tree();
    for (TunedValues.Changed changed : TunedValues.changes(tuned)) {
      write(changed);
    }
    TunedValues.globals(tuned)
        .forEach((name, value) ->
            lost(name + " = " + Numbers.text(value), "a value that all instances share"));
    conditions(cell.conditions(), tuned.conditions());
  }

  String written() {
    return text;
  }

  List<String> done() {
    return done;
  }

  /** The parameters of a cell that has no file of them: what its parts have, as it came. */
  static String empty(LabCell cell) {
    Specimen specimen = cell.specimen();
    List<String> capacitances = new ArrayList<>();
    List<String> genome = new ArrayList<>();
    List<Integer> all = specimen.sections("all");
    Change resistivity = new Change.Section(all, Change.Property.AXIAL_RESISTIVITY, 0);
    for (SectionKind kind : KINDS) {
      List<Integer> sections = sections(specimen, kind);
      if (sections.isEmpty()) {
        continue;
      }
      double cm = OriginalValues.mean(specimen, new Change.Range(sections, "cm", 0));
      capacitances.add(
          "        {\"section\": \"" + kind.label() + "\", \"cm\": " + Numbers.text(cm) + "}");
      for (MechanismInsertion insertion :
          specimen.cell().sections().get(sections.getFirst()).mechanisms()) {
        addGenes(genome, specimen, kind, sections, insertion.mechanism());
      }
    }
    double ePas = OriginalValues.mean(specimen, new Change.Range(all, "e_pas", 0));
    return "{\n  \"passive\": [\n    {\n      \"ra\": "
        + Numbers.text(OriginalValues.mean(specimen, resistivity))
        + ",\n      \"e_pas\": "
        + Numbers.text(Double.isNaN(ePas) ? -70 : ePas)
        + ",\n      \"cm\": [\n"
        + String.join(",\n", capacitances)
        + "\n      ]\n    }\n  ],\n  \"conditions\": [\n    {\n      \"celsius\": "
        + Numbers.text(cell.conditions().celsius())
        + ",\n      \"v_init\": "
        + Numbers.text(cell.conditions().vInitMv())
        + ",\n      \"erev\": []\n    }\n  ],\n  \"genome\": [\n"
        + String.join(",\n", genome)
        + "\n  ]\n}\n";
  }

  private static void addGenes(
      List<String> genome,
      Specimen specimen,
      SectionKind kind,
      List<Integer> sections,
      String mechanism) {
    boolean first = true;
    for (MechanismVariable variable :
        specimen.catalogue().find(mechanism).map(t -> t.variables()).orElse(List.of())) {
      if (variable.role() != MechanismVariable.Role.PARAMETER
          || !variable.visible()
          || variable.size() != 1) {
        continue;
      }
      String full = variable.name() + "_" + mechanism;
      double value = OriginalValues.mean(specimen, new Change.Range(sections, full, 0));
      // e_pas stands in passive
      if (!full.equals("e_pas") && (first || value != variable.defaultValue())) {
        genome.add("    " + gene(kind, full, mechanism, value));
        first = false;
      }
    }
  }

  private static List<Integer> sections(Specimen specimen, SectionKind kind) {
    List<Integer> sections = new ArrayList<>();
    for (int s = 0; s < specimen.cell().sections().size(); s++) {
      if (specimen.cell().sections().get(s).kind() == kind) {
        sections.add(s);
      }
    }
    return sections;
  }

  private void write(TunedValues.Changed changed) {
    String variable = changed.variable();
    if (List.of("L", "diam", "nseg").contains(variable)) {
      lost(variable, "the shape of the cell, which comes from the morphology");
      return;
    }
    List<Integer> others = sections(specimen, SectionKind.OTHER);
    if (changed.uneven().stream().anyMatch(others::contains)
        || changed.sections().values().stream().flatMap(List::stream).anyMatch(others::contains)) {
      lost(variable + " of other sections", "sections that are not soma, axon, dend or apic");
    }
    for (SectionKind kind : KINDS) {
      List<Integer> sections = sections(specimen, kind);
      Change target =
          variable.equals("Ra")
              ? new Change.Section(sections, Change.Property.AXIAL_RESISTIVITY, 0)
              : new Change.Range(sections, variable, 0);
      var now = OriginalValues.of(tunedSpecimen, target);
      boolean touched =
          changed.sections().values().stream().flatMap(List::stream).anyMatch(sections::contains)
              || changed.uneven().stream().anyMatch(sections::contains);
      if (!touched) {
        continue;
      }
      if (now.getMin() != now.getMax()) {
        lost(
            kind.label() + "." + variable,
            "values that differ between sections of the " + kind.label());
      } else {
        put(kind, variable, now.getMin());
      }
    }
  }

  private void lost(String what, String why) {
    problems.add(
        Problem.warning(
                "tuned.not-kept",
                file,
                what + " is not in the file: a fit json has no place for " + why)
            .hint("Save the parameters as a set to keep it"));
  }

  private void put(SectionKind kind, String variable, double value) {
    String key = kind.label() + "." + variable;
    Optional<List<String>> gene = entry(List.of("genome"), kind, variable, "");
    if (gene.isPresent()) {
      replace(gene.get(), "value", value, key);
      return;
    }
    switch (variable) {
      case "cm" -> {
        Optional<List<String>> capacitance = entry(passive("cm"), kind, "", "cm");
        if (capacitance.isPresent()) {
          replace(capacitance.get(), "cm", value, key);
        } else if (tree().find(passive("cm")).orElse(null) instanceof ArrayNode) {
          append(
              passive("cm"),
              "{\"section\": \"" + kind.label() + "\", \"cm\": " + Numbers.text(value) + "}",
              key,
              value);
        } else {
          append(kind, variable, value, key);
        }
      }
      case "Ra", "e_pas" -> {
        String name = variable.equals("Ra") ? "ra" : "e_pas";
        if (tree().find(passive(name)).isPresent() && isEverywhere(variable, value)) {
          replace(passive(""), name, value, name);
        } else {
          append(kind, variable, value, key);
        }
      }
      case "ena", "ek" -> reversal(kind, variable, value, key);
      default -> append(kind, variable, value, key);
    }
  }

  /** {@code passive} and {@code conditions} are lists of one object, or the object itself. */
  private List<String> first(String list, String key) {
    List<String> path = new ArrayList<>(List.of(list));
    if (tree().find(path).orElse(null) instanceof ArrayNode) {
      path.add("0");
    }
    if (!key.isEmpty()) {
      path.add(key);
    }
    return path;
  }

  private List<String> passive(String key) {
    return first("passive", key);
  }

  private boolean isEverywhere(String variable, double value) {
    for (SectionKind kind : KINDS) {
      List<Integer> sections = sections(specimen, kind);
      var values =
          OriginalValues.of(
              tunedSpecimen,
              variable.equals("Ra")
                  ? new Change.Section(sections, Change.Property.AXIAL_RESISTIVITY, 0)
                  : new Change.Range(sections, variable, 0));
      boolean other =
          values.getCount() > 0 && (values.getMin() != value || values.getMax() != value);
      // an entry of its own speaks for this part
      if (other && entry(List.of("genome"), kind, variable, "").isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private void reversal(SectionKind kind, String variable, double value, String key) {
    Optional<List<String>> there = entry(first("conditions", "erev"), kind, "", variable);
    String other = variable.equals("ena") ? "ek" : "ena";
    List<Integer> sections = sections(specimen, kind);
    double otherValue = OriginalValues.mean(tunedSpecimen, new Change.Range(sections, other, 0));
    if (there.isPresent()) {
      replace(there.get(), variable, value, key);
    } else if (!Double.isNaN(otherValue)
        && tree().find(first("conditions", "erev")).orElse(null) instanceof ArrayNode) {
      append(
          first("conditions", "erev"),
          "{\"section\": \""
              + kind.label()
              + "\", \""
              + variable
              + "\": "
              + Numbers.text(value)
              + ", \""
              + other
              + "\": "
              + Numbers.text(otherValue)
              + "}",
          key,
          value);
    } else {
      append(kind, variable, value, key);
    }
  }

  private void append(SectionKind kind, String variable, double value, String key) {
    String mechanism =
        specimen.cell().sections().stream()
            .filter(s -> s.kind() == kind)
            .map(SectionModel::mechanisms)
            .flatMap(List::stream)
            .map(MechanismInsertion::mechanism)
            .filter(m -> variable.endsWith("_" + m))
            .max((a, b) -> Integer.compare(a.length(), b.length()))
            .orElse("");
    append(List.of("genome"), gene(kind, variable, mechanism, value), key, value);
  }

  private static String gene(SectionKind kind, String variable, String mechanism, double value) {
    return String.format(
        Locale.ROOT,
        "{\"section\": \"%s\", \"name\": \"%s\", \"mechanism\": \"%s\", \"value\": %s}",
        kind.label(),
        variable,
        mechanism.equals("pas") ? "" : mechanism,
        Numbers.text(value));
  }

  private void append(List<String> list, String json, String key, double value) {
    int size = tree().find(list).orElse(null) instanceof ArrayNode array ? array.items().size() : 0;
    List<String> path = new ArrayList<>(list);
    path.add(Integer.toString(size));
    text = tree().with(path, json);
    done.add(key + " = " + Numbers.text(value) + ", a new entry at " + JsonTree.element(path));
  }

  private void replace(List<String> entry, String member, double value, String key) {
    List<String> path = new ArrayList<>(entry);
    path.add(member);
    Optional<Node> there = tree().find(path);
    boolean quoted = there.orElse(null) instanceof ScalarNode scalar && scalar.kind() == Kind.TEXT;
    String number = Numbers.text(value);
    if (there.orElse(null) instanceof ScalarNode scalar && isNumber(scalar.value(), value)) {
      return; // set for another part already
    }
    String before = there.map(node -> tree().written(node)).orElse("nothing");
    text = tree().with(path, quoted ? JsonTree.quoted(number) : number);
    done.add(key + " = " + number + " instead of " + before + " at " + JsonTree.element(path));
  }

  private static boolean isNumber(String text, double value) {
    try {
      return Double.parseDouble(text.strip()) == value;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /**
   * The last entry of a list for a part of the cell: later ones have the last word.
   *
   * @param name of its variable; empty for any
   * @param member that it has; empty for any
   */
  private Optional<List<String>> entry(
      List<String> list, SectionKind kind, String name, String member) {
    if (!(tree().find(list).orElse(null) instanceof ArrayNode array)) {
      return Optional.empty();
    }
    for (int i = array.items().size() - 1; i >= 0; i--) {
      if (array.items().get(i) instanceof ObjectNode object
          && kind.label().equals(member(object, "section"))
          && (name.isEmpty() || name.equals(member(object, "name")))
          && (member.isEmpty() || member(object, member) != null)) {
        List<String> path = new ArrayList<>(list);
        path.add(Integer.toString(i));
        return Optional.of(path);
      }
    }
    return Optional.empty();
  }

  private static String member(ObjectNode object, String key) {
    for (JsonTree.Member member : object.members().reversed()) {
      if (member.key().equals(key)) {
        return member.value() instanceof ScalarNode scalar ? scalar.value().strip() : "";
      }
    }
    return null;
  }

  private void conditions(Conditions before, Conditions after) {
    Map<String, double[]> numbers =
        Map.of(
            "celsius", new double[] {before.celsius(), after.celsius()},
            "v_init", new double[] {before.vInitMv(), after.vInitMv()});
    for (String name : List.of("celsius", "v_init")) {
      if (numbers.get(name)[0] != numbers.get(name)[1]) {
        replace(first("conditions", ""), name, numbers.get(name)[1], name);
      }
    }
    TunedCell.tellStep(before, after, problems);
  }

  private JsonTree tree() {
    return JsonTree.of(text)
        .orElseThrow(() ->
            new ModelException(
                Problem.error("tuned.bad-json", file, "The parameter file is not valid JSON")));
  }
}

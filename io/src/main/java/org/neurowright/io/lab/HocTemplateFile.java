package org.neurowright.io.lab;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neurowright.engine.bench.Conditions;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.CellPoint;
import org.neurowright.engine.description.IonStyle;
import org.neurowright.engine.description.MechanismInsertion;
import org.neurowright.engine.description.RangeValue;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionModel;

/**
 * A cell as a hoc template of its own: shape, membrane and section lists are in the file, so that
 * it needs nothing beside NEURON and the mechanisms. Made anew it responds as the cell does here.
 */
public final class HocTemplateFile {
  private static final Pattern SECTION = Pattern.compile("([A-Za-z_]\\w*)(?:\\[(\\d+)])?");
  private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");

  /** Statements in one procedure; NEURON's procedures have an end. */
  private static final int POINTS_PER_PROC = 400;

  private final CableCell cell;
  private final List<String> names;

  /** Arrays of sections by name, with their sizes; 0 for single sections. */
  private final Map<String, Integer> arrays = new LinkedHashMap<>();

  private final StringBuilder out = new StringBuilder();

  private HocTemplateFile(CableCell cell) {
    this.cell = cell;
    names = usableNames();
  }

  /**
   * The text of the file.
   *
   * @param template name of the template, a word
   * @param lists section lists by name
   * @param conditions temperature and initial potential, set where the file is read
   * @param mechanisms names of .mod files that the cell needs, for the reader
   */
  public static String text(
      String template,
      CableCell cell,
      Map<String, List<Integer>> lists,
      Conditions conditions,
      List<String> mechanisms) {
    if (!WORD.matcher(template).matches()) {
      throw new IllegalArgumentException("a template is named by one word: " + template);
    }
    return new HocTemplateFile(cell).write(template, lists, conditions, mechanisms);
  }

  /** A name for a template out of any text. */
  public static String word(String text) {
    String word = text.replaceAll("[^A-Za-z0-9_]+", "_").replaceAll("^_+|_+$", "");
    return word.isEmpty() || Character.isDigit(word.charAt(0)) ? "Cell_" + word : word;
  }

  /** Names as they are where hoc can create them, else numbered by part. */
  private List<String> usableNames() {
    Map<String, Set<Integer>> indices = new LinkedHashMap<>();
    Set<String> single = new HashSet<>();
    boolean usable = true;
    for (SectionModel section : cell.sections()) {
      Matcher matcher = SECTION.matcher(section.name());
      if (!matcher.matches()) {
        usable = false;
        break;
      }
      if (matcher.group(2) == null) {
        usable &= single.add(matcher.group(1));
      } else {
        usable &=
            indices
                .computeIfAbsent(matcher.group(1), _ -> new TreeSet<>())
                .add(Integer.parseInt(matcher.group(2)));
      }
    }
    for (Map.Entry<String, Set<Integer>> array : indices.entrySet()) {
      usable &= !single.contains(array.getKey());
      usable &= ((TreeSet<Integer>) array.getValue()).last() == array.getValue().size() - 1;
    }
    if (usable) {
      for (SectionModel section : cell.sections()) {
        Matcher matcher = SECTION.matcher(section.name());
        if (matcher.matches()) {
          arrays.put(
              matcher.group(1),
              matcher.group(2) == null ? 0 : indices.get(matcher.group(1)).size());
        }
      }
      return cell.sections().stream().map(SectionModel::name).toList();
    }
    List<String> numbered = new ArrayList<>();
    for (SectionModel section : cell.sections()) {
      String kind = section.kind().label();
      int index = arrays.merge(kind, 1, Integer::sum) - 1;
      numbered.add(kind + "[" + index + "]");
    }
    return numbered;
  }

  private String write(
      String template,
      Map<String, List<Integer>> lists,
      Conditions conditions,
      List<String> mechanisms) {
    line("// " + cell.name().replaceAll("[\\r\\n]+", " ") + ", written by Neurowright.");
    if (!mechanisms.isEmpty()) {
      line("// Mechanisms: " + String.join(", ", mechanisms));
    }
    line("");
    Map<String, List<Integer>> kept = lists(lists);
    boolean points = !cell.points().isEmpty();
    line("begintemplate " + template);
    line("");
    line(
        "public "
            + String.join(", ", arrays.keySet())
            + ", "
            + String.join(", ", kept.keySet())
            + (points ? ", points" : ""));
    List<String> created = new ArrayList<>();
    arrays.forEach((name, size) -> created.add(size == 0 ? name : name + "[" + size + "]"));
    line("create " + String.join(", ", created));
    line("objref " + String.join(", ", kept.keySet()) + (points ? ", points, p" : ""));
    line("");
    List<String> procedures = new ArrayList<>();
    StringBuilder body = new StringBuilder();
    procedures(body, kept, procedures);
    line("proc init() {");
    procedures.forEach(p -> line("  " + p + "()"));
    line("}");
    out.append(body);
    line("");
    line("endtemplate " + template);
    line("");
    line("celsius = " + conditions.celsius());
    line("v_init = " + conditions.vInitMv());
    return out.toString();
  }

  /** {@code all} and the others, without those whose name a section has. */
  private Map<String, List<Integer>> lists(Map<String, List<Integer>> lists) {
    Map<String, List<Integer>> kept = new LinkedHashMap<>();
    List<Integer> all = new ArrayList<>();
    for (int s = 0; s < names.size(); s++) {
      all.add(s);
    }
    kept.put("all", all);
    lists.forEach((name, sections) -> {
      if (WORD.matcher(name).matches() && !arrays.containsKey(name)) {
        kept.put(name, sections);
      }
    });
    return kept;
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  private void procedures(
      StringBuilder body, Map<String, List<Integer>> lists, List<String> procedures) {
    List<String> tree = new ArrayList<>();
    for (int s : cell.connectionOrder()) {
      SectionModel section = cell.sections().get(s);
      if (section.parent() >= 0) {
        tree.add(
            "connect "
                + names.get(s)
                + "("
                + number(section.childX())
                + "), "
                + names.get(section.parent())
                + "("
                + number(section.parentX())
                + ")");
      }
    }
    procedure(body, procedures, "connect_sections", tree);
    for (int s = 0; s < names.size(); s++) {
      List<String> shape = new ArrayList<>(List.of(names.get(s) + " {"));
      switch (cell.sections().get(s).geometry()) {
        case SectionGeometry.Cylinder(double length, double diameter) -> {
          shape.add("  L = " + number(length));
          shape.add("  diam = " + number(diameter));
        }
        case SectionGeometry.Points points -> {
          shape.add("  pt3dclear()");
          for (int i = 0; i < points.size(); i++) {
            if (i > 0 && i % POINTS_PER_PROC == 0) {
              shape.add("}");
              procedure(body, procedures, "shape_" + procedures.size(), shape);
              shape = new ArrayList<>(List.of(names.get(s) + " {"));
            }
            shape.add(
                "  pt3dadd("
                    + points.x()[i]
                    + ", "
                    + points.y()[i]
                    + ", "
                    + points.z()[i]
                    + ", "
                    + points.diameter()[i]
                    + ")");
          }
        }
      }
      shape.add("}");
      procedure(body, procedures, "shape_" + procedures.size(), shape);
    }
    for (int s = 0; s < names.size(); s++) {
      List<String> membrane = new ArrayList<>(List.of(names.get(s) + " {"));
      membrane(cell.sections().get(s)).forEach(l -> membrane.add("  " + l));
      membrane.add("}");
      procedure(body, procedures, "membrane_" + procedures.size(), membrane);
    }
    lists.forEach((name, sections) -> {
      List<String> append = new ArrayList<>(List.of(name + " = new SectionList()"));
      sections.forEach(s -> append.add(names.get(s) + " " + name + ".append()"));
      procedure(body, procedures, "list_" + name, append);
    });
    List<String> rest = new ArrayList<>();
    new TreeMap<>(cell.globals()).forEach((name, value) -> rest.add(name + " = " + number(value)));
    if (!cell.points().isEmpty()) {
      rest.add("points = new List()");
      for (CellPoint point : cell.points()) {
        rest.add(
            names.get(point.section()) + " p = new " + point.mechanism() + "(" + point.x() + ")");
        new TreeMap<>(point.parameters())
            .forEach((name, value) -> rest.add("p." + name + " = " + number(value)));
        rest.add("points.append(p)");
      }
    }
    if (!rest.isEmpty()) {
      procedure(body, procedures, "globals_and_points", rest);
    }
  }

  private static void procedure(
      StringBuilder body, List<String> procedures, String name, List<String> lines) {
    procedures.add(name);
    body.append("\nproc ").append(name).append("() {\n");
    lines.forEach(l -> body.append("  ").append(l).append('\n'));
    body.append("}\n");
  }

  private static List<String> membrane(SectionModel section) {
    List<String> lines = new ArrayList<>();
    lines.add("nseg = " + section.nseg());
    lines.add("Ra = " + number(section.axialResistivityOhmCm()));
    lines.add("cm = " + number(section.capacitanceUfPerCm2()));
    if (section.rallBranch() != 1) {
      lines.add("rallbranch = " + number(section.rallBranch()));
    }
    for (MechanismInsertion insertion : section.mechanisms()) {
      lines.add("insert " + insertion.mechanism());
      new TreeMap<>(insertion.parameters())
          .forEach((name, value) ->
              lines.add(variable(name, insertion.mechanism()) + " = " + number(value)));
    }
    for (IonStyle style : section.ionStyles()) {
      lines.add(
          "ion_style(\""
              + style.ion()
              + "_ion\", "
              + style.cStyle()
              + ", "
              + style.eStyle()
              + ", "
              + (style.eInit() ? 1 : 0)
              + ", "
              + (style.eAdvance() ? 1 : 0)
              + ", "
              + (style.cInit() ? 1 : 0)
              + ")");
    }
    new TreeMap<>(section.ionValues())
        .forEach((name, value) -> lines.add(name + " = " + number(value)));
    for (RangeValue value : section.rangeValues()) {
      lines.add(value.variable() + "(" + value.x() + ") = " + number(value.value()));
    }
    return lines;
  }

  /** {@code gnabar} as {@code gnabar_hh}; of arrays only extracellular has any, without suffix. */
  private static String variable(String name, String mechanism) {
    return name.endsWith("]") ? name : name + "_" + mechanism;
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}

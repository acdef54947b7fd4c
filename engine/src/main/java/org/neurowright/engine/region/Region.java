package org.neurowright.engine.region;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.neurowright.engine.bench.Specimen;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.expression.Checked;
import org.neurowright.engine.expression.ColumnRows;
import org.neurowright.engine.expression.Expression;
import org.neurowright.engine.expression.Rate;
import org.neurowright.engine.expression.Scope;
import org.neurowright.engine.expression.Type;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;

/**
 * Part of a cell by an expression.
 *
 * @param segments numbers of its segments in the table
 * @param problems why there are none, located by line and column of the text
 */
public record Region(BitSet segments, List<Problem> problems) {
  /** Quantities of segments, and what they are. */
  private static final Map<String, String> MEASURES = measures();

  public Region {
    problems = List.copyOf(problems);
  }

  /**
   * A word of the language.
   *
   * @param name as written
   * @param about what it is, in a line
   */
  public record Word(String name, String about) {}

  private static Map<String, String> measures() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("distance", "path from the soma to the segment, µm");
    all.put("diam", "diameter of the segment, µm");
    all.put("x", "position on the section, 0 to 1");
    all.put("L", "length of the section, µm");
    all.put("nseg", "segments of the section");
    all.put("area", "area of the segment, µm²");
    all.put("order", "branch points from the soma");
    all.put("tip", "whether nothing is attached to the section");
    all.put("name", "the section's name, a text");
    all.put("kind", "part of the cell: 'soma', 'dend', 'apic', 'axon', 'other'");
    return all;
  }

  /** What may be written for a cell, the names of its sections and lists first. */
  public static List<Word> words(CellTable table) {
    List<Word> words = new ArrayList<>();
    Specimen specimen = table.specimen();
    TreeSet<String> lists = new TreeSet<>(specimen.names());
    lists.add("all");
    for (String list : lists) {
      int count = specimen.sections(list).size();
      words.add(
          new Word(
              list,
              (specimen.lists().containsKey(list) || list.equals("all")
                      ? "section list"
                      : "sections")
                  + ", "
                  + count));
    }
    MEASURES.forEach((name, about) -> words.add(new Word(name, about)));
    table.mechanisms().forEach(name -> words.add(new Word(name, "mechanism")));
    table
        .variables()
        .forEach(v ->
            words.add(new Word(v.name(), v.unit().isEmpty() ? "parameter" : "in " + v.unit())));
    words.add(new Word("and", "both hold; may be left out"));
    words.add(new Word("or", "one holds; also a comma"));
    words.add(new Word("not", "does not hold"));
    words.add(new Word("has", "has(gbar_Ih): whether the segment has a variable or mechanism"));
    return words;
  }

  /** Finds the segments that an expression means; of an empty one none. */
  public static Region find(String text, CellTable table) {
    if (text.isBlank()) {
      return new Region(new BitSet(), List.of());
    }
    RegionText read = RegionText.read(text, table);
    if (read.condition().isBlank()) {
      return new Region(new BitSet(), read.problems());
    }
    Map<String, Scope.Entry> entries = new LinkedHashMap<>();
    read.places().keySet().forEach(place -> entries.put(place, entry(Type.BOOLEAN)));
    for (Word word : words(table)) {
      entries.putIfAbsent(
          word.name(),
          entry(
              switch (word.name()) {
                case "name", "kind" -> Type.TEXT;
                case "tip" -> Type.BOOLEAN;
                default -> Type.NUMBER;
              }));
    }
    List.of("and", "or", "not", "has").forEach(entries::remove);
    Checked checked = Expression.check(read.condition(), Scope.of(entries), Type.BOOLEAN);
    List<Problem> problems = new ArrayList<>(read.problems());
    checked.problems().forEach(p -> problems.add(read.inPlace(p)));
    if (checked.expression().isEmpty() || problems.stream().anyMatch(Problem::isError)) {
      return new Region(new BitSet(), problems);
    }
    Expression expression = checked.expression().get();
    if (expression.isRandom()) {
      problems.add(
          Problem.error(
                  "region.random", Location.of("", 1, 1), "A region cannot be drawn at random")
              .hint("Leave functions such as uniform() and bernoulli() out"));
      return new Region(new BitSet(), problems);
    }
    return new Region(select(expression, table, read.places()), problems);
  }

  private static Scope.Entry entry(Type type) {
    return new Scope.Entry(type, Rate.PER_ROW);
  }

  private static BitSet select(Expression expression, CellTable table, Map<String, BitSet> places) {
    ColumnRows rows = new ColumnRows(expression);
    for (String name : expression.names()) {
      BitSet place = places.get(name);
      switch (name) {
        case String n when place != null -> rows.numbers(n, indicator(place, table.segments()));
        case "distance" -> rows.numbers(name, table.distancesUm());
        case "diam" -> rows.numbers(name, table.diametersUm());
        case "x" -> rows.numbers(name, table.positions());
        case "area" -> rows.numbers(name, table.areasUm2());
        case "order" -> rows.numbers(name, table.orders());
        case "L" -> rows.numbers(name, bySection(table, SectionModel::lengthUm));
        case "nseg" -> rows.numbers(name, bySection(table, SectionModel::nseg));
        case "tip" -> rows.numbers(name, tips(table));
        case "name" -> texts(rows, name, table, SectionModel::name);
        case "kind" -> texts(rows, name, table, s -> s.kind().label());
        default ->
            rows.numbers(
                name,
                table.mechanisms().contains(name) ? table.presence(name) : table.values(name));
      }
    }
    int[] found = new int[table.segments()];
    int count = expression.evaluator().select(rows, table.segments(), found, null, 0);
    BitSet segments = new BitSet();
    for (int i = 0; i < count; i++) {
      segments.set(found[i]);
    }
    return segments;
  }

  private static double[] indicator(BitSet place, int segments) {
    double[] values = new double[segments];
    place.stream().forEach(i -> values[i] = 1);
    return values;
  }

  private static double[] bySection(
      CellTable table, java.util.function.ToDoubleFunction<SectionModel> of) {
    double[] values = new double[table.segments()];
    for (int s = 0; s < table.sections(); s++) {
      Arrays.fill(
          values,
          table.firstSegment(s),
          table.firstSegment(s + 1),
          of.applyAsDouble(table.cell().sections().get(s)));
    }
    return values;
  }

  private static double[] tips(CellTable table) {
    boolean[] inner = new boolean[table.sections()];
    for (int s = 0; s < table.sections(); s++) {
      int next = table.towardsSoma(s);
      if (next >= 0) {
        inner[next] = true;
      } else {
        inner[s] = true;
      }
    }
    double[] values = new double[table.segments()];
    for (int i = 0; i < values.length; i++) {
      values[i] = inner[table.sectionOf(i)] ? 0 : 1;
    }
    return values;
  }

  private static void texts(
      ColumnRows rows,
      String name,
      CellTable table,
      java.util.function.Function<SectionModel, String> of) {
    Map<String, Integer> codes = new LinkedHashMap<>();
    int[] values = new int[table.segments()];
    for (int s = 0; s < table.sections(); s++) {
      int code = codes.computeIfAbsent(of.apply(table.cell().sections().get(s)), _ -> codes.size());
      Arrays.fill(values, table.firstSegment(s), table.firstSegment(s + 1), code);
    }
    rows.codes(name, values, codes.keySet().toArray(String[]::new));
  }
}

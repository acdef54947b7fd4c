package org.neurowright.io.neuroml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.function.CellDraft;
import org.neurowright.io.function.SectionDraft;

/**
 * Makes sections of the segments of a NeuroML morphology: groups that are marked as unbranched
 * cables become one section each; of the other segments, each run without branching inside one set
 * of groups does.
 */
final class Cables {
  /** Marks of segment groups: Neurolex and Gene Ontology. */
  private static final String CABLE = "sao864921383";

  private static final Map<String, SectionKind> GENE_ONTOLOGY =
      Map.of(
          "GO:0043025", SectionKind.SOMA,
          "GO:0030424", SectionKind.AXON,
          "GO:0030425", SectionKind.DEND);

  private final Element morphology;
  private final Problems problems;
  private final Map<Integer, Segment> segments = new LinkedHashMap<>();
  private final Map<String, Set<Integer>> groups = new LinkedHashMap<>();
  private final Map<Integer, SectionDraft> sectionOf = new HashMap<>();
  private final Map<SectionDraft, Set<Integer>> segmentsOf = new LinkedHashMap<>();

  /** One segment; ends are x, y, z, diameter in µm. */
  private static final class Segment {
    final int id;
    final Element element;
    Segment parent;
    double fractionAlong = 1;
    double[] proximal;
    double[] distal;
    Run run;
    final List<Segment> children = new ArrayList<>();

    Segment(int id, Element element) {
      this.id = id;
      this.element = element;
    }
  }

  /** Segments that make one section. */
  private static final class Run {
    final List<Segment> segments = new ArrayList<>();
    double[] arcAtStart;
    double lengthUm;
    SectionDraft section;
  }

  Cables(Element morphology, Problems problems) {
    this.morphology = morphology;
    this.problems = problems;
  }

  /** The cell's sections; empty when the morphology cannot be used (said). */
  Optional<CellDraft> sections() {
    if (!readSegments()) {
      return Optional.empty();
    }
    readGroups();
    List<Run> runs = runs();
    CellDraft cell = new CellDraft();
    Map<SectionKind, Integer> count = new HashMap<>();
    for (Run run : runs) {
      SectionKind kind = kind(run.segments.getFirst());
      int index = count.merge(kind, 1, Integer::sum) - 1;
      SectionGeometry geometry = geometry(run);
      Segment parent = run.segments.getFirst().parent;
      SectionDraft parentSection = parent == null ? null : parent.run.section;
      double x = parent == null ? 0 : place(parent, run.segments.getFirst().fractionAlong);
      run.section = cell.add(kind.label() + "[" + index + "]", kind, geometry, parentSection, x);
      for (Segment segment : run.segments) {
        sectionOf.put(segment.id, run.section);
        segmentsOf.computeIfAbsent(run.section, s -> new LinkedHashSet<>()).add(segment.id);
      }
    }
    return Optional.of(cell);
  }

  /** The sections of a group; those of which only a part belongs to it are said. */
  List<SectionDraft> ofGroup(Element user, String group) {
    Set<Integer> members = groups.get(group);
    if (members == null) {
      problems.add(
          Problem.error(
                  "neuroml.unknown-group",
                  user.where(),
                  user.name() + " names the segment group '" + group + "', which does not exist")
              .expected("one of " + String.join(", ", groups.keySet())));
      return List.of();
    }
    List<SectionDraft> sections = new ArrayList<>();
    segmentsOf.forEach((section, own) -> {
      long inside = own.stream().filter(members::contains).count();
      if (inside > 0 && inside < own.size()) {
        problems.add(
            Problem.warning(
                "neuroml.partial-group",
                user.where(),
                "The segment group '"
                    + group
                    + "' holds a part of section "
                    + section.name()
                    + " only; the majority of its segments decides"));
      }
      if (2 * inside >= own.size() && inside > 0) {
        sections.add(section);
      }
    });
    return sections;
  }

  /** The section that holds a segment. */
  Optional<SectionDraft> ofSegment(int id) {
    return Optional.ofNullable(sectionOf.get(id));
  }

  private boolean readSegments() {
    for (Element element : morphology.all("segment")) {
      if (!element.get("id").matches("\\d{1,9}")) {
        error(element, "A segment's id is '" + element.get("id") + "'", "a whole number");
        return false;
      }
      int id = Integer.parseInt(element.get("id"));
      if (segments.put(id, new Segment(id, element)) != null) {
        error(element, "There are two segments " + id, "ids that differ");
        return false;
      }
    }
    Segment root = null;
    for (Segment segment : segments.values()) {
      Optional<Element> parent = segment.element.first("parent");
      if (parent.isEmpty()) {
        if (root != null) {
          error(
              segment.element,
              "Segments " + root.id + " and " + segment.id + " have no parent",
              "one root");
          return false;
        }
        root = segment;
      } else {
        String id = parent.get().get("segment");
        segment.parent = id.matches("\\d{1,9}") ? segments.get(Integer.parseInt(id)) : null;
        if (segment.parent == null) {
          error(
              parent.get(),
              "The parent '" + id + "' of segment " + segment.id + " does not exist",
              "the id of a segment");
          return false;
        }
        if (parent.get().has("fractionAlong")) {
          segment.fractionAlong = Quantity.parse(parent.get().get("fractionAlong")).orElse(1);
        }
        segment.parent.children.add(segment);
      }
    }
    if (root == null) {
      error(morphology, "The morphology has no segment without parent", "a root, usually the soma");
      return false;
    }
    List<Segment> order = order(root);
    if (order.size() < segments.size()) {
      error(morphology, "Some segments are their own ancestors", "a tree");
      return false;
    }
    return order.stream().allMatch(this::readEnds);
  }

  /** Parents before children, otherwise as in the file. */
  private List<Segment> order(Segment root) {
    Set<Segment> done = new LinkedHashSet<>();
    List<Segment> waiting = new ArrayList<>(List.of(root));
    while (!waiting.isEmpty()) {
      Segment segment = waiting.removeLast();
      if (done.add(segment)) {
        waiting.addAll(segment.children.reversed());
      }
    }
    return List.copyOf(done);
  }

  private boolean readEnds(Segment segment) {
    Optional<Element> distal = segment.element.first("distal");
    if (distal.isEmpty()) {
      error(
          segment.element,
          "Segment " + segment.id + " has no distal end",
          "distal with x, y, z and diameter");
      return false;
    }
    segment.distal = point(distal.get());
    Optional<Element> proximal = segment.element.first("proximal");
    if (proximal.isPresent()) {
      segment.proximal = point(proximal.get());
    } else if (segment.parent != null) {
      double f = segment.fractionAlong;
      segment.proximal = new double[4];
      for (int i = 0; i < 4; i++) {
        segment.proximal[i] =
            segment.parent.proximal[i]
                + f * (segment.parent.distal[i] - segment.parent.proximal[i]);
      }
    } else {
      error(
          segment.element,
          "The root segment has no proximal end",
          "proximal with x, y, z and diameter");
      return false;
    }
    return segment.distal != null && segment.proximal != null;
  }

  private double[] point(Element element) {
    double[] point = new double[4];
    List<String> names = List.of("x", "y", "z", "diameter");
    for (int i = 0; i < 4; i++) {
      OptionalDouble value = Quantity.parse(element.get(names.get(i)));
      if (value.isEmpty()) {
        error(element, element.name() + " has no number " + names.get(i), "a number in um");
        return null;
      }
      point[i] = value.getAsDouble();
    }
    return point;
  }

  private void readGroups() {
    Map<String, Element> elements = new LinkedHashMap<>();
    morphology.all("segmentGroup").forEach(g -> elements.put(g.get("id"), g));
    for (String id : elements.keySet()) {
      groups.put(id, members(id, elements, new HashSet<>()));
    }
    groups.putIfAbsent("all", segments.keySet());
  }

  private Set<Integer> members(String id, Map<String, Element> elements, Set<String> open) {
    Set<Integer> members = new LinkedHashSet<>();
    Element group = elements.get(id);
    if (group == null || !open.add(id)) {
      return id.equals("all") ? segments.keySet() : members;
    }
    for (Element part : group.children()) {
      switch (part.name()) {
        case "member" -> segment(part, "segment").ifPresent(s -> members.add(s.id));
        case "include" -> {
          String other = part.get("segmentGroup");
          if (!elements.containsKey(other) && !other.equals("all")) {
            error(
                part,
                "The segment group '" + other + "' does not exist",
                "one of " + String.join(", ", elements.keySet()));
          }
          members.addAll(members(other, elements, open));
        }
        case "path" -> path(part, members);
        case "subTree" -> {
          Optional<Segment> from = part.first("from").flatMap(f -> segment(f, "segment"));
          from.ifPresent(f -> order(f).forEach(s -> members.add(s.id)));
          if (from.isEmpty()) {
            Optional<Segment> to = part.first("to").flatMap(t -> segment(t, "segment"));
            Set<Integer> beyond = new HashSet<>();
            to.ifPresent(t -> t.children.forEach(c -> order(c).forEach(s -> beyond.add(s.id))));
            segments.keySet().stream().filter(s -> !beyond.contains(s)).forEach(members::add);
          }
        }
        default -> {}
      }
    }
    open.remove(id);
    return members;
  }

  private void path(Element part, Set<Integer> members) {
    Optional<Segment> from = part.first("from").flatMap(f -> segment(f, "segment"));
    Optional<Segment> to = part.first("to").flatMap(t -> segment(t, "segment"));
    Segment at = to.orElse(null);
    List<Integer> way = new ArrayList<>();
    while (at != null) {
      way.add(at.id);
      if (from.isPresent() && at == from.get()) {
        break;
      }
      at = at.parent;
    }
    members.addAll(way.reversed());
  }

  private Optional<Segment> segment(Element element, String attribute) {
    String id = element.get(attribute);
    Segment found = id.matches("\\d{1,9}") ? segments.get(Integer.parseInt(id)) : null;
    if (found == null) {
      error(element, "The segment '" + id + "' does not exist", "the id of a segment");
    }
    return Optional.ofNullable(found);
  }

  private List<Run> runs() {
    Map<Integer, String> cableOf = new HashMap<>();
    Map<Integer, Set<String>> groupsOf = new HashMap<>();
    for (Element group : morphology.all("segmentGroup")) {
      boolean cable = group.get("neuroLexId").equals(CABLE);
      for (int id : groups.get(group.get("id"))) {
        groupsOf.computeIfAbsent(id, i -> new HashSet<>()).add(group.get("id"));
        if (cable) {
          cableOf.putIfAbsent(id, group.get("id"));
        }
      }
    }
    List<Run> runs = new ArrayList<>();
    Segment root = segments.values().stream().filter(s -> s.parent == null).findFirst().get();
    for (Segment segment : order(root)) {
      Segment parent = segment.parent;
      boolean continues =
          parent != null
              && segment.fractionAlong == 1
              && parent.run.segments.getLast() == parent
              && (cableOf.containsKey(segment.id)
                  ? cableOf.get(segment.id).equals(cableOf.get(parent.id))
                  : !cableOf.containsKey(parent.id)
                      && parent.children.size() == 1
                      && Set.copyOf(groupsOf.getOrDefault(segment.id, Set.of()))
                          .equals(groupsOf.getOrDefault(parent.id, Set.of())));
      if (continues) {
        segment.run = parent.run;
      } else {
        segment.run = new Run();
        runs.add(segment.run);
      }
      segment.run.segments.add(segment);
    }
    return runs;
  }

  private SectionKind kind(Segment segment) {
    SectionKind byName = null;
    for (Element group : morphology.all("segmentGroup")) {
      if (!groups.get(group.get("id")).contains(segment.id)) {
        continue;
      }
      SectionKind marked = GENE_ONTOLOGY.get(group.get("neuroLexId"));
      String name = group.get("id").toLowerCase(Locale.ROOT);
      if (name.contains("apic")) {
        return SectionKind.APIC;
      }
      if (marked != null) {
        byName = marked;
      } else if (byName == null) {
        for (SectionKind kind : List.of(SectionKind.SOMA, SectionKind.AXON, SectionKind.DEND)) {
          byName = name.contains(kind.label()) ? kind : byName;
        }
      }
    }
    if (byName != null) {
      return byName;
    }
    return segment.parent == null ? SectionKind.SOMA : SectionKind.DEND;
  }

  private static double distance(double[] a, double[] b) {
    return Math.sqrt(
        (a[0] - b[0]) * (a[0] - b[0])
            + (a[1] - b[1]) * (a[1] - b[1])
            + (a[2] - b[2]) * (a[2] - b[2]));
  }

  private static SectionGeometry geometry(Run run) {
    List<double[]> points = new ArrayList<>();
    Segment first = run.segments.getFirst();
    points.add(first.proximal);
    run.arcAtStart = new double[run.segments.size()];
    double arc = 0;
    for (int i = 0; i < run.segments.size(); i++) {
      Segment segment = run.segments.get(i);
      // A step of the diameter between two segments: two points at one place.
      if (i > 0 && segment.proximal[3] != points.getLast()[3]) {
        points.add(segment.proximal);
      }
      run.arcAtStart[i] = arc;
      arc += distance(segment.proximal, segment.distal);
      points.add(segment.distal);
    }
    if (arc == 0) {
      // A segment without length is a sphere; the cylinder of equal length and width has its area.
      double radius = first.distal[3] / 2;
      double[] left = first.distal.clone();
      double[] right = first.distal.clone();
      left[0] -= radius;
      right[0] += radius;
      points = List.of(left, right);
      arc = 2 * radius;
    }
    run.lengthUm = arc;
    int n = points.size();
    float[][] columns = new float[4][n];
    for (int i = 0; i < n; i++) {
      for (int c = 0; c < 4; c++) {
        columns[c][i] = (float) points.get(i)[c];
      }
    }
    return new SectionGeometry.Points(columns[0], columns[1], columns[2], columns[3]);
  }

  /** Where on its section a point of a segment lies, 0 to 1. */
  private static double place(Segment segment, double fractionAlong) {
    Run run = segment.run;
    int index = run.segments.indexOf(segment);
    double start = run.arcAtStart[index];
    double length = distance(segment.proximal, segment.distal);
    if (length == 0) {
      return fractionAlong;
    }
    if (fractionAlong == 1 && index == run.segments.size() - 1) {
      return 1;
    }
    return Math.clamp((start + fractionAlong * length) / run.lengthUm, 0, 1);
  }

  private void error(Element element, String message, String expected) {
    problems.add(Problem.error("neuroml.morphology", element.where(), message).expected(expected));
  }
}

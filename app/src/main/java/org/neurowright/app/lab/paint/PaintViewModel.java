package org.neurowright.app.lab.paint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.neurowright.app.canvas.LinePlot;
import org.neurowright.app.lab.cell.BenchViewModel;
import org.neurowright.app.lab.cell.RegionColours;
import org.neurowright.app.text.NumberText;
import org.neurowright.app.text.UnitText;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.PaintedCell;
import org.neurowright.engine.bench.Painting;
import org.neurowright.engine.bench.PathLengths;
import org.neurowright.engine.bench.Preparation;
import org.neurowright.engine.bench.Site;
import org.neurowright.engine.bench.Specimen;
import org.neurowright.engine.bench.Spread;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.MechanismInsertion;
import org.neurowright.engine.description.RangeValue;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.mechanism.MechanismVariable;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;

/** Which mechanisms a part of the cell has, and what is put there. Used on the interface thread. */
public final class PaintViewModel {
  /** The part that is the whole cell. */
  public static final String ALL = "all";

  private static final String WAY = "Way from the soma (µm)";
  private static final LinePlot.Panel NOTHING = new LinePlot.Panel("", WAY, "", List.of());

  private final BenchViewModel bench;
  private final StringProperty part = new SimpleStringProperty(ALL);
  private final StringProperty mechanism = new SimpleStringProperty("");
  private final ObservableList<Coat> coats = FXCollections.observableArrayList();
  private final ObjectProperty<Optional<String>> variable =
      new SimpleObjectProperty<>(Optional.empty());
  private final BooleanProperty active = new SimpleBooleanProperty();
  private final ReadOnlyObjectWrapper<LinePlot.Panel> panel = new ReadOnlyObjectWrapper<>(NOTHING);
  private final ReadOnlyObjectWrapper<List<Present>> present =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<List<String>> parts = new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<List<String>> choices =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<List<Problem>> problems =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");

  /**
   * A mechanism of the part.
   *
   * @param name SUFFIX
   * @param sections how many sections of the part have it
   * @param of how many there are
   */
  public record Present(String name, int sections, int of) {}

  /** Follows the cell on the bench. */
  public PaintViewModel(BenchViewModel bench) {
    this.bench = bench;
    bench
        .cellProperty()
        .subscribe(cell -> {
          problems.set(List.of());
          notice.set("");
          parts.set(cell.map(c -> parts(c.specimen())).orElse(List.of()));
          choices.set(
              cell.map(c ->
                      c.specimen().catalogue().all().stream()
                          .filter(t -> t.kind() == MechanismKind.DENSITY)
                          .map(MechanismType::name)
                          .sorted(String.CASE_INSENSITIVE_ORDER)
                          .toList())
                  .orElse(List.of()));
          if (!parts.get().contains(part.get())) {
            part.set(ALL);
          }
          if (!choices.get().contains(mechanism.get())) {
            mechanism.set("");
          }
        });
    bench.preparationProperty().subscribe(_ -> look());
    part.subscribe(_ -> {
      look();
      fill();
    });
    mechanism.subscribe(_ -> fill());
    variable.subscribe((_, _) -> draw());
    active.subscribe((_, _) -> draw());
  }

  /** Whether it is on the screen; it draws nothing otherwise. */
  public BooleanProperty activeProperty() {
    return active;
  }

  private void draw() {
    if (active.get()) {
      panel.set(drawn());
    }
  }

  private static List<String> parts(Specimen specimen) {
    Set<String> names = new LinkedHashSet<>(List.of(ALL));
    for (SectionKind kind : SectionKind.values()) {
      if (specimen.cell().sections().stream().anyMatch(s -> s.kind() == kind)) {
        names.add(kind.label());
      }
    }
    names.addAll(specimen.lists().keySet());
    specimen.cell().sections().forEach(s -> names.add(s.name()));
    return List.copyOf(names);
  }

  /** Indices of the sections of a part: of a kind, a section list, or one section. */
  public List<Integer> sections(String name) {
    Optional<Specimen> specimen = bench.specimen();
    if (specimen.isEmpty()) {
      return List.of();
    }
    List<SectionModel> sections = specimen.get().cell().sections();
    if (name.equals(ALL)) {
      return java.util.stream.IntStream.range(0, sections.size()).boxed().toList();
    }
    for (SectionKind kind : SectionKind.values()) {
      if (kind.label().equals(name)) {
        List<Integer> found = new ArrayList<>();
        for (int s = 0; s < sections.size(); s++) {
          if (sections.get(s).kind() == kind) {
            found.add(s);
          }
        }
        if (!found.isEmpty()) {
          return found;
        }
      }
    }
    return specimen.get().sections(name);
  }

  private void look() {
    Optional<Specimen> specimen = bench.specimen();
    Map<String, Integer> counts = new LinkedHashMap<>();
    List<Integer> sections = sections(part.get());
    specimen.ifPresent(s ->
        sections.forEach(i ->
            s.cell()
                .sections()
                .get(i)
                .mechanisms()
                .forEach(m -> counts.merge(m.mechanism(), 1, Integer::sum))));
    List<Present> found = new ArrayList<>();
    counts.forEach((name, count) -> found.add(new Present(name, count, sections.size())));
    present.set(found);
    List<String> variables = variables();
    if (variable.get().isEmpty() || !variables.contains(variable.get().get())) {
      variable.set(variables.stream().findFirst());
    }
    draw();
  }

  /** Fields for the parameters of the chosen mechanism, as the part has them. */
  private void fill() {
    Optional<MechanismType> type =
        bench.specimen().flatMap(s -> s.catalogue().find(mechanism.get()));
    coats.clear();
    type.ifPresent(t -> {
      Map<String, Spread> there = painted(t.name());
      for (MechanismVariable each : PaintedCell.parameters(t)) {
        Coat coat = new Coat(each);
        Optional.ofNullable(there.get(each.name())).ifPresent(coat::take);
        coats.add(coat);
      }
    });
  }

  /** What the first section of the part that has the mechanism was given. */
  private Map<String, Spread> painted(String name) {
    Map<String, Spread> found = new LinkedHashMap<>();
    List<Integer> sections = sections(part.get());
    List<SectionModel> all = bench.specimen().orElseThrow().cell().sections();
    Optional<Integer> owner =
        sections.stream()
            .filter(s -> all.get(s).mechanisms().stream().anyMatch(m -> m.mechanism().equals(name)))
            .findFirst();
    owner.ifPresent(s -> {
      for (MechanismInsertion insertion : all.get(s).mechanisms()) {
        if (insertion.mechanism().equals(name)) {
          insertion.parameters().forEach((p, v) -> found.put(p, new Spread.Uniform(v)));
        }
      }
      for (Painting painting : bench.paintings()) {
        if (painting instanceof Painting.Insert insert
            && insert.mechanism().equals(name)
            && insert.sections().contains(s)) {
          found.putAll(insert.parameters());
        }
      }
    });
    return found;
  }

  /** Parts that can be chosen. */
  public ReadOnlyObjectProperty<List<String>> partsProperty() {
    return parts.getReadOnlyProperty();
  }

  /** The part that is looked at. */
  public StringProperty partProperty() {
    return part;
  }

  /** Mechanisms of the part. */
  public ReadOnlyObjectProperty<List<Present>> presentProperty() {
    return present.getReadOnlyProperty();
  }

  /** Density mechanisms that there are. */
  public ReadOnlyObjectProperty<List<String>> choicesProperty() {
    return choices.getReadOnlyProperty();
  }

  /** The mechanism to be put in; empty for none. */
  public StringProperty mechanismProperty() {
    return mechanism;
  }

  /** Title of the chosen mechanism's file. */
  public String about() {
    return bench
        .specimen()
        .flatMap(s -> s.catalogue().find(mechanism.get()))
        .map(MechanismType::title)
        .orElse("");
  }

  /** Whether the whole part has the chosen mechanism already. */
  public boolean isThere() {
    return present.get().stream()
        .anyMatch(p -> p.name().equals(mechanism.get()) && p.sections() == p.of());
  }

  /** Parameters of the chosen mechanism. */
  public ObservableList<Coat> coats() {
    return coats;
  }

  public ReadOnlyObjectProperty<List<Problem>> problemsProperty() {
    return problems.getReadOnlyProperty();
  }

  /** What was done last, for a line on the screen. */
  public ReadOnlyStringProperty noticeProperty() {
    return notice.getReadOnlyProperty();
  }

  /** Puts the chosen mechanism into the part, or sets its parameters anew. */
  public void insert() {
    List<Integer> sections = sections(part.get());
    if (mechanism.get().isEmpty() || sections.isEmpty()) {
      return;
    }
    try {
      Map<String, Spread> parameters = new LinkedHashMap<>();
      coats.forEach(coat -> parameters.put(coat.name(), coat.spread()));
      bench.paint(new Painting.Insert(mechanism.get(), sections, parameters));
      problems.set(List.of());
      notice.set(mechanism.get() + " is in " + part.get());
      showDensity();
    } catch (ModelException e) {
      problems.set(e.problems());
    }
  }

  /** The first parameter that is spread unevenly, else the first of the mechanism. */
  private void showDensity() {
    coats.stream()
        .filter(c -> !c.shape().textProperty().get().equals(Coat.UNIFORM))
        .findFirst()
        .or(() -> coats.stream().findFirst())
        .ifPresent(c -> variable.set(Optional.of(c.name() + "_" + mechanism.get())));
  }

  /** Takes a mechanism out of the part. */
  public void remove(String name) {
    try {
      bench.paint(new Painting.Remove(name, sections(part.get())));
      problems.set(List.of());
      notice.set(name + " is taken out of " + part.get());
      fill();
    } catch (ModelException e) {
      problems.set(e.problems());
    }
  }

  /** Adds a folder with .mod files to those of the cell. */
  public void addFolder(Path folder) {
    bench.addMechanisms(List.of(folder));
  }

  /** Writes the cell as a hoc template. */
  public void save(Path file) {
    bench.saveTemplate(file, done -> notice.set("Wrote " + done), problems::set);
  }

  // ---- the picture

  /** Parameters that can be drawn. */
  public List<String> variables() {
    Set<String> names = new LinkedHashSet<>();
    bench
        .specimen()
        .ifPresent(specimen -> {
          for (Present each : present.get()) {
            specimen
                .catalogue()
                .find(each.name())
                .filter(t -> t.kind() == MechanismKind.DENSITY)
                .ifPresent(t ->
                    PaintedCell.parameters(t).forEach(v -> names.add(v.name() + "_" + t.name())));
          }
        });
    return List.copyOf(names);
  }

  /** The parameter that is drawn. */
  public ObjectProperty<Optional<String>> variableProperty() {
    return variable;
  }

  /** The parameter of every segment over the way from the soma, as the cell has it now. */
  public ReadOnlyObjectProperty<LinePlot.Panel> panelProperty() {
    return panel.getReadOnlyProperty();
  }

  private LinePlot.Panel drawn() {
    List<LinePlot.Curve> curves = new ArrayList<>();
    String axis = "";
    Optional<Preparation> prepared = bench.preparationProperty().get();
    if (prepared.isPresent() && variable.get().isPresent()) {
      String name = variable.get().get();
      CableCell cell;
      try {
        cell = new Benches(prepared.get(), 1).cell();
      } catch (ModelException e) {
        return new LinePlot.Panel("", WAY, name, List.of());
      }
      axis = name + unit(prepared.get().specimen(), name);
      PathLengths lengths = new PathLengths(cell, new Site(cell.somaIndex(), .5));
      Set<SectionKind> named = EnumSet.noneOf(SectionKind.class);
      for (int s = 0; s < cell.sections().size(); s++) {
        SectionModel section = cell.sections().get(s);
        double[] y = values(section, name, prepared.get().specimen());
        if (y.length == 0) {
          continue;
        }
        double[] x = new double[y.length];
        for (int k = 0; k < x.length; k++) {
          x[k] = lengths.to(new Site(s, (k + .5) / x.length));
        }
        curves.add(
            new LinePlot.Curve(
                named.add(section.kind()) ? section.kind().label() : "",
                x,
                y,
                true,
                RegionColours.argb(section.kind())));
      }
    }
    return new LinePlot.Panel("", WAY, axis, curves);
  }

  private static String unit(Specimen specimen, String name) {
    for (MechanismType type : specimen.catalogue().all()) {
      for (MechanismVariable each : type.variables()) {
        if (name.equals(each.name() + "_" + type.name()) && !each.unit().isEmpty()) {
          return " (" + UnitText.of(each.unit()) + ")";
        }
      }
    }
    return "";
  }

  /** By segment; empty where the section does not have it. */
  private static double[] values(SectionModel section, String name, Specimen specimen) {
    for (MechanismInsertion insertion : section.mechanisms()) {
      Optional<MechanismVariable> found =
          specimen.catalogue().find(insertion.mechanism()).stream()
              .flatMap(t -> PaintedCell.parameters(t).stream())
              .filter(v -> name.equals(v.name() + "_" + insertion.mechanism()))
              .findFirst();
      if (found.isPresent()) {
        double[] values = new double[section.nseg()];
        java.util.Arrays.fill(
            values,
            insertion.parameters().getOrDefault(found.get().name(), found.get().defaultValue()));
        for (RangeValue value : section.rangeValues()) {
          if (value.variable().equals(name)) {
            values[Math.min((int) (value.x() * values.length), values.length - 1)] = value.value();
          }
        }
        return values;
      }
    }
    return new double[0];
  }

  /** {@code 4 of 7 sections}. */
  public static String places(Present present) {
    return present.sections() == present.of()
        ? "in all " + NumberText.plural(present.of(), "section", "sections")
        : "in " + present.sections() + " of " + present.of() + " sections";
  }
}

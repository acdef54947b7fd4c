package org.neurowright.io.segregation;

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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.neurowright.engine.bench.Preparation;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.inspect.CellSurroundings;
import org.neurowright.engine.inspect.Gating;
import org.neurowright.engine.inspect.Surroundings;
import org.neurowright.engine.inspect.Sweep;
import org.neurowright.engine.measure.BoltzmannFit;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.nmodl.NmodlCompiler;
import org.neurowright.engine.nmodl.NmodlResult;
import org.neurowright.engine.nmodl.NmodlSource;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.lab.LabCell;
import org.neurowright.io.lab.LabCells;
import org.neurowright.io.lab.LabRequest;
import org.neurowright.io.segregation.SegregatedGate.Action;
import org.neurowright.io.segregation.SegregatedGate.Kind;
import org.neurowright.io.segregation.SegregatedMod.Cut;
import org.neurowright.io.segregation.SegregatedMod.Rewritten;
import org.neurowright.io.text.AtomicFile;

/**
 * The gates of a cell's channels as they can be segregated: looked at once, then planned as often
 * as boundaries move, then written.
 *
 * <p>Gates whose curve lies between 0 and 1 and depends on the potential take part: states, and
 * variables that a procedure assigns and the current uses directly (the activation of a persistent
 * sodium current for instance). A gate that rises with the potential is an activation gate; one
 * that falls inactivates, or, in a mechanism without activation gate, opens on hyperpolarisation.
 */
public final class Segregation {
  /** The file of the template where the user names none (bmtool's). */
  public static final String TEMPLATE_FILE = "segmented_template.hoc";

  private static final Pattern LIBRARY =
      Pattern.compile("^\\s*\\{?\\s*load_file\\(\"(stdrun|nrngui|stdlib|import3d)\\.hoc\"");

  private static final Sweep.OverVoltage SWEEP = Sweep.voltage(-130, 60, 191);

  private final Preparation preparation;
  private final LabRequest request;
  private final List<Path> files;
  private final Map<String, Source> sources = new LinkedHashMap<>();
  private final Map<String, Surroundings> surroundings = new LinkedHashMap<>();
  private final Map<String, List<Curve>> curves = new LinkedHashMap<>();
  private final Map<String, Gating> before = new LinkedHashMap<>();

  private record Source(Path file, String text) {}

  private record Curve(String gate, double[] values, Kind kind) {}

  /** How curves are kept out of other modules' ranges. */
  public enum Method {
    /** Closed beyond the boundary, as in the published models. */
    CUT("cut"),
    /** Shifted until next to nothing is left beyond the boundary. */
    SHIFT("shift");

    private final String label;

    Method(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  private Segregation(Preparation preparation, LabRequest request, List<Path> files) {
    this.preparation = preparation;
    this.request = request;
    this.files = files;
  }

  /**
   * Looks at the channels of a cell: their gates are found and clamped. Compiles the files once
   * more, which takes some tenths of a second.
   *
   * @param request how the cell was opened
   */
  public static Segregation of(LabCell cell, LabRequest request) {
    Segregation made = new Segregation(cell.preparation(), request, cell.mechanismFiles());
    made.look();
    return made;
  }

  private void look() {
    for (Path file : files) {
      String text = read(file);
      SegregatedMod.suffix(text)
          .ifPresent(name -> sources.putIfAbsent(name, new Source(file, text)));
    }
    List<String> names = new ArrayList<>();
    List<NmodlSource> exposed = new ArrayList<>();
    List<SectionModel> sections = preparation.specimen().cell().sections();
    for (String name :
        sections.stream()
            .flatMap(s -> s.mechanisms().stream())
            .map(m -> m.mechanism())
            .distinct()
            .toList()) {
      Source source = sources.get(name);
      if (source != null) {
        names.add(name);
        exposed.add(
            new NmodlSource(
                source.file().toString(),
                SegregatedMod.exposing(source.text(), SegregatedMod.instantaneous(source.text()))));
      }
    }
    for (MechanismType type : new NmodlCompiler().compile(exposed).types()) {
      int section = 0;
      while (sections.get(section).mechanisms().stream()
          .noneMatch(m -> m.mechanism().equals(type.name()))) {
        section++;
      }
      Surroundings around = CellSurroundings.of(preparation, section, type);
      try {
        Gating gating = Gating.of(type, around, SWEEP);
        List<Curve> found = gates(gating, sources.get(type.name()).text());
        if (!found.isEmpty()) {
          surroundings.put(type.name(), around);
          before.put(type.name(), gating);
          curves.put(type.name(), found);
        }
      } catch (ModelException e) {
        continue; // a mechanism that cannot be clamped has no curve to segregate
      }
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  private static List<Curve> gates(Gating gating, String text) {
    Map<String, double[]> candidates = new LinkedHashMap<>();
    gating.states().forEach(s -> candidates.put(s.name(), s.steady()));
    List<String> targets =
        gating.states().stream()
            .flatMap(s -> SegregatedMod.target(text, s.name()).stream())
            .toList();
    List<String> direct = SegregatedMod.instantaneous(text);
    gating.assigned().stream()
        .filter(a -> direct.contains(a.name()) && !targets.contains(a.name()))
        .forEach(a -> candidates.put(a.name(), a.values()));
    candidates.values().removeIf(c -> !isGate(c));
    boolean anyRising = candidates.values().stream().anyMatch(Segregation::isRising);
    List<Curve> list = new ArrayList<>();
    candidates.forEach((name, curve) ->
        list.add(
            new Curve(
                name,
                curve,
                isRising(curve)
                    ? Kind.ACTIVATION
                    : anyRising ? Kind.INACTIVATION : Kind.HYPERPOLARISATION)));
    return list;
  }

  private static boolean isGate(double[] curve) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double value : curve) {
      if (!(value >= -1e-6 && value <= 1 + 1e-6)) {
        return false;
      }
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    return most - least > .05;
  }

  private static boolean isRising(double[] curve) {
    return curve[curve.length - 1] > curve[0];
  }

  /** Mechanisms with gates that can be segregated, in the order of the cell. */
  public List<String> mechanisms() {
    return List.copyOf(curves.keySet());
  }

  /**
   * What would be done.
   *
   * @param tolerance what {@link Method#SHIFT} leaves of a curve at the boundary, 0 to 1
   * @throws ModelException if a module names a mechanism that has no gates here
   */
  public List<SegregatedGate> plan(List<CurrentModule> modules, Method method, double tolerance) {
    List<Problem> unknown = new ArrayList<>();
    List<SegregatedGate> gates = new ArrayList<>();
    Map<String, String> moduleOf = new LinkedHashMap<>();
    for (CurrentModule module : modules) {
      for (String mechanism : module.mechanisms()) {
        String other = moduleOf.putIfAbsent(mechanism, module.name());
        if (other != null) {
          unknown.add(
              Problem.error(
                  "segregation.two-modules",
                  Location.NOWHERE,
                  mechanism + " is in the modules " + other + " and " + module.name()));
        } else if (!curves.containsKey(mechanism)) {
          unknown.add(
              Problem.error(
                      "segregation.no-gates",
                      Location.NOWHERE,
                      "The cell has no mechanism "
                          + mechanism
                          + " with gates that depend on the potential and a file of its own")
                  .expected("one of " + String.join(", ", curves.keySet())));
        } else {
          gates.addAll(plan(module, mechanism, method, tolerance));
        }
      }
    }
    if (!unknown.isEmpty()) {
      throw new ModelException(unknown);
    }
    return gates;
  }

  private List<SegregatedGate> plan(
      CurrentModule module, String mechanism, Method method, double tolerance) {
    double[] v = SWEEP.values();
    List<SegregatedGate> gates = new ArrayList<>();
    double shift = 0;
    for (Curve curve : curves.get(mechanism)) {
      OptionalDouble boundary =
          switch (curve.kind()) {
            case ACTIVATION -> module.lowMv();
            case HYPERPOLARISATION -> module.highMv();
            case INACTIVATION -> OptionalDouble.empty();
          };
      boolean above = curve.kind() == Kind.HYPERPOLARISATION;
      double overlap = 0;
      for (int i = 0; boundary.isPresent() && i < v.length; i++) {
        boolean beyond = above ? v[i] > boundary.getAsDouble() : v[i] < boundary.getAsDouble();
        overlap = beyond ? Math.max(overlap, curve.values()[i]) : overlap;
      }
      Action action =
          boundary.isPresent()
              ? new Action.Cut(above, boundary.getAsDouble())
              : new Action.Keep(
                  curve.kind() == Kind.INACTIVATION
                      ? "inactivation is left as it is"
                      : "the module has no boundary on that side");
      if (boundary.isPresent() && method == Method.SHIFT) {
        double needed = shift(curve.values(), boundary.getAsDouble(), above, tolerance);
        shift = Math.abs(needed) > Math.abs(shift) ? needed : shift;
      }
      Optional<BoltzmannFit> fit = BoltzmannFit.of(v, curve.values());
      gates.add(
          new SegregatedGate(
              module.name(),
              mechanism,
              curve.gate(),
              curve.kind(),
              v,
              curve.values(),
              fit,
              overlap,
              action));
    }
    if (method == Method.CUT) {
      return gates;
    }
    // rates are computed together, so a mechanism moves as a whole
    double mv = shift;
    return gates.stream()
        .map(g ->
            new SegregatedGate(
                g.module(),
                g.mechanism(),
                g.gate(),
                g.kind(),
                g.vMv(),
                g.curve(),
                g.fit(),
                g.overlap(),
                mv == 0
                    ? new Action.Keep("it stays within its module's range")
                    : new Action.Shift(mv)))
        .toList();
  }

  /** The smallest shift that leaves no more than the tolerance at the boundary, in 0.1 mV. */
  private static double shift(double[] curve, double boundary, boolean above, double tolerance) {
    double[] v = SWEEP.values();
    int n = v.length;
    for (int step = 1; step < n; step++) {
      // the place nearest to the wide-open side where the curve has fallen to the tolerance
      int i = above ? step : n - 1 - step;
      int before = above ? i - 1 : i + 1;
      if (curve[i] <= tolerance && curve[before] > tolerance) {
        double share = (curve[before] - tolerance) / (curve[before] - curve[i]);
        double at = v[before] + share * (v[i] - v[before]);
        double needed = boundary - at;
        boolean moves = above ? needed < 0 : needed > 0;
        return moves ? (above ? Math.floor(needed * 10) / 10 : Math.ceil(needed * 10) / 10) : 0;
      }
    }
    return 0;
  }

  /**
   * Where everything was written.
   *
   * @param folder the folder
   * @param request opens the new cell
   * @param mechanisms names of the new mechanisms, by their old ones
   * @param parameters names of the new parameters with suffix, for instance {@code mseg_natseg}
   * @param files what was written or copied
   */
  public record Written(
      Path folder,
      LabRequest request,
      Map<String, String> mechanisms,
      List<String> parameters,
      List<Path> files) {}

  /**
   * The changed mechanism files, compiled, clamped and compared with the plan.
   *
   * @return what became of each file, by the old name of its mechanism
   * @throws ModelException if a file cannot be changed, or its curves are not those of the plan
   */
  private Map<String, Rewritten> rewritten(List<SegregatedGate> gates) {
    Map<String, List<SegregatedGate>> byMechanism = new LinkedHashMap<>();
    for (SegregatedGate gate : gates) {
      if (!(gate.action() instanceof Action.Keep)) {
        byMechanism.computeIfAbsent(gate.mechanism(), _ -> new ArrayList<>()).add(gate);
      }
    }
    if (byMechanism.isEmpty()) {
      throw new ModelException(
          Problem.error(
                  "segregation.nothing-to-do",
                  Location.NOWHERE,
                  "No gate reaches beyond a boundary of its module")
              .hint("Give the modules boundaries, or leave the cell as it is"));
    }
    Map<String, Rewritten> texts = new LinkedHashMap<>();
    List<NmodlSource> compiled = new ArrayList<>();
    byMechanism.forEach((mechanism, list) -> {
      Source source = sources.get(mechanism);
      List<Cut> cuts = new ArrayList<>();
      double shift = 0;
      for (SegregatedGate gate : list) {
        switch (gate.action()) {
          case Action.Cut(boolean above, double at) -> cuts.add(new Cut(gate.gate(), above, at));
          case Action.Shift(double mv) -> shift = mv;
          case Action.Keep _ -> {}
        }
      }
      Rewritten made = SegregatedMod.rewrite(source.file().toString(), source.text(), cuts, shift);
      texts.put(mechanism, made);
      compiled.add(
          new NmodlSource(
              made.suffix() + ".mod",
              SegregatedMod.exposing(made.text(), SegregatedMod.instantaneous(made.text()))));
    });
    NmodlResult result = new NmodlCompiler().compile(compiled);
    if (result.hasErrors()) {
      throw new ModelException(result.problems().stream().filter(Problem::isError).toList());
    }
    for (MechanismType type : result.types()) {
      String mechanism =
          type.name().substring(0, type.name().length() - SegregatedMod.ENDING.length());
      verify(type, mechanism, gates);
    }
    return texts;
  }

  /** Every curve of the new mechanism is the old one, cut or shifted. */
  private void verify(MechanismType type, String mechanism, List<SegregatedGate> gates) {
    Gating after = Gating.of(type, surroundings.get(mechanism), SWEEP);
    Gating old = before.get(mechanism);
    for (SegregatedGate gate : gates) {
      if (!gate.mechanism().equals(mechanism)) {
        continue;
      }
      double[] found = curve(after, gate.gate());
      double[] wanted = gate.after();
      for (int i = 0; i < found.length; i++) {
        boolean onEdge =
            switch (gate.action()) {
              case Action.Cut(boolean _, double at) -> Math.abs(gate.vMv()[i] - at) < 1.5;
              // between its points the curve is known on straight lines only
              case Action.Shift(double mv) ->
                  gate.vMv()[i] - mv < gate.vMv()[0]
                      || gate.vMv()[i] - mv > gate.vMv()[found.length - 1];
              case Action.Keep _ -> false;
            };
        if (!onEdge && Math.abs(found[i] - wanted[i]) > 5e-3) {
          throw differs(mechanism, gate.gate(), "steady state", gate.vMv()[i]);
        }
      }
    }
    boolean shifted =
        gates.stream()
            .anyMatch(g -> g.mechanism().equals(mechanism) && g.action() instanceof Action.Shift);
    double turns = old.reversalMv().orElse(0);
    if (Math.abs(after.reversalMv().orElse(0) - turns) > .01) {
      throw differs(mechanism, "its current", "reversal potential", turns);
    }
    for (Gating.State state : old.states()) {
      Optional<Gating.State> now = after.state(state.name());
      for (int i = 0; !shifted && state.tauMs().isPresent() && i < SWEEP.size(); i++) {
        double was = state.tauMs().get()[i];
        double is =
            now.flatMap(Gating.State::tauMs).map(t -> t[0]).isPresent()
                ? now.get().tauMs().get()[i]
                : Double.NaN;
        if (!(Math.abs(is - was) <= 1e-3 * Math.abs(was)) && Double.isFinite(was)) {
          throw differs(mechanism, state.name(), "time constant", SWEEP.vMv(i));
        }
      }
    }
  }

  private static double[] curve(Gating gating, String gate) {
    return gating
        .state(gate)
        .map(Gating.State::steady)
        .or(() ->
            gating.assigned().stream()
                .filter(a -> a.name().equals(gate))
                .map(Gating.Assigned::values)
                .findFirst())
        .orElseThrow();
  }

  private ModelException differs(String mechanism, String gate, String what, double v) {
    return new ModelException(
        Problem.error(
                "segregation.not-as-planned",
                Location.of(sources.get(mechanism).file()),
                "The changed file does not do what was wanted: the "
                    + what
                    + " of "
                    + gate
                    + " is another at "
                    + v
                    + " mV; nothing is written")
            .hint(
                "The file computes its rates in a way that cannot be changed by itself. Try the other"
                    + " method, or leave the mechanism out"));
  }

  /**
   * Writes the changed mechanisms, copies of all others and the template (or the fit json) into a
   * folder, whole or not at all.
   *
   * @param folder a new or empty folder; one with files only with {@code append}
   * @param templateFile name of the hoc file; for Allen cells the json keeps its name
   * @param append true to put files into a folder that has some: the template goes to the end of
   *     the hoc file, mechanism files of the same name are replaced
   * @throws ModelException if the plan cannot be carried out
   * @throws IOException if the files cannot be written
   */
  public Written write(List<SegregatedGate> gates, Path folder, String templateFile, boolean append)
      throws IOException {
    Map<String, Rewritten> texts = rewritten(gates);
    Path target = folder.toAbsolutePath().normalize();
    boolean exists = Files.exists(target) && !isEmpty(target);
    if (exists && !append) {
      throw new ModelException(
          Problem.error(
                  "segregation.folder-in-use",
                  Location.of(target),
                  Files.isDirectory(target)
                      ? "The folder is not empty"
                      : "There is a file of that name")
              .expected("a new folder")
              .hint("Choose another one, or let the files be added to it"));
    }
    Map<String, byte[]> contents = new LinkedHashMap<>();
    for (Path file : files) {
      contents.put(file.getFileName().toString(), Files.readAllBytes(file));
    }
    List<String> parameters = new ArrayList<>();
    Map<String, String> names = new LinkedHashMap<>();
    texts.forEach((mechanism, made) -> {
      contents.put(made.suffix() + ".mod", made.text().getBytes(StandardCharsets.ISO_8859_1));
      names.put(mechanism, made.suffix());
      made.cutParameters().values().forEach(p -> parameters.add(p + "_" + made.suffix()));
      made.shiftParameter().ifPresent(p -> parameters.add(p + "_" + made.suffix()));
    });
    LabRequest opens = cell(texts, target, templateFile, exists, contents);
    List<Path> written = exists ? into(target, contents) : whole(target, contents);
    return new Written(target, opens, names, parameters, written);
  }

  private static boolean isEmpty(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }

  private LabRequest cell(
      Map<String, Rewritten> texts,
      Path target,
      String templateFile,
      boolean append,
      Map<String, byte[]> contents)
      throws IOException {
    if (request.params().isPresent()) {
      Path params = request.params().get();
      String name = params.getFileName().toString();
      String json = Files.readString(params, StandardCharsets.UTF_8);
      contents.put(name, SegregatedHoc.json(json, texts.keySet()).getBytes(StandardCharsets.UTF_8));
      return request.withParams(target.resolve(name)).withMechanisms(List.of(target));
    }
    String template = preparation.specimen().name();
    Path hoc =
        LabCells.templates(request.cell()).stream()
            .filter(t -> t.name().equals(template))
            .map(LabCells.TemplatePlace::file)
            .findFirst()
            .orElseThrow(() ->
                new ModelException(
                    Problem.error(
                            "segregation.no-template",
                            Location.of(request.cell()),
                            "The cell comes neither from a hoc template nor from a fit json, so no file"
                                + " can be written that names the new mechanisms")
                        .hint(
                            "Open the cell from its template, or from its morphology and fit json")));
    String text = read(hoc);
    String made =
        SegregatedHoc.template(text, template, texts.keySet())
            .orElseGet(() -> SegregatedHoc.file(text, template, texts.keySet()));
    // what the template may need of its file: NEURON's own libraries
    String loads = text.lines().filter(LIBRARY.asPredicate()).reduce("", (a, b) -> a + b + "\n");
    Path file = target.resolve(templateFile);
    String earlier =
        append && Files.exists(file)
            ? Files.readString(file, StandardCharsets.ISO_8859_1) + "\n"
            : loads;
    contents.put(templateFile, (earlier + made).getBytes(StandardCharsets.ISO_8859_1));
    return new LabRequest(
        file,
        Optional.of(template + SegregatedHoc.ENDING),
        request.arguments(),
        List.of(target),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        request.dlUm());
  }

  /** All files in a new folder that gets its name when it is complete. */
  private static List<Path> whole(Path target, Map<String, byte[]> contents) throws IOException {
    Path parent = target.getParent();
    Files.createDirectories(parent);
    Path part = parent.resolve(target.getFileName() + ".part");
    List<Path> written = new ArrayList<>();
    Files.createDirectory(part);
    try {
      for (Map.Entry<String, byte[]> entry : contents.entrySet()) {
        Files.write(part.resolve(entry.getKey()), entry.getValue());
        written.add(target.resolve(entry.getKey()));
      }
      Files.deleteIfExists(target);
      Files.move(part, target);
    } catch (IOException e) {
      for (String name : contents.keySet()) {
        Files.deleteIfExists(part.resolve(name));
      }
      Files.deleteIfExists(part);
      throw e;
    }
    return written;
  }

  private static List<Path> into(Path target, Map<String, byte[]> contents) throws IOException {
    List<Path> written = new ArrayList<>();
    for (Map.Entry<String, byte[]> entry : contents.entrySet()) {
      AtomicFile.write(target.resolve(entry.getKey()), entry.getValue());
      written.add(target.resolve(entry.getKey()));
    }
    return written;
  }
}

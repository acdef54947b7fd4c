package org.neurowright.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.neurowright.app.canvas.LinePlot;
import org.neurowright.app.canvas.Palette;
import org.neurowright.app.canvas.PlotExport;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.Change;
import org.neurowright.engine.bench.Conditions;
import org.neurowright.engine.bench.ParameterAddress;
import org.neurowright.engine.bench.Place;
import org.neurowright.engine.bench.Preparation;
import org.neurowright.engine.bench.SectionAddress;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.lab.LabCell;
import org.neurowright.io.lab.LabRequest;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the protocols of {@code profile} have in common: which cell, conditions, outputs. */
abstract class ProfileProtocol implements Callable<Integer> {
  private static final double PLOT_WIDTH = 900;
  private static final double PANEL_HEIGHT = 420;

  final CommandContext context;

  @Spec CommandSpec spec;

  @Mixin private CellOptions cell;

  @Mixin private OutputOptions output;

  private LabCell openedCell;
  private LabRequest openedRequest;

  ProfileProtocol(CommandContext context) {
    this.context = context;
  }

  /** Which cell and under which conditions. */
  static final class CellOptions {
    @Parameters(
        arity = "1..*",
        paramLabel = "CELL",
        description = {
          "hoc file or folder, morphology, NeuroML file, or configuration.",
          "Several cells are examined alike, and their curves laid over each other."
        })
    private List<Path> cells = new ArrayList<>();

    @Option(names = "--template", paramLabel = "NAME", description = "Template of the hoc files.")
    private String template;

    @Option(
        names = "--arguments",
        paramLabel = "VALUE",
        split = ",",
        description = "Arguments of the template: numbers or texts, separated by commas.")
    private List<String> arguments = new ArrayList<>();

    @Option(
        names = "--mechanisms",
        paramLabel = "DIR",
        description =
            "Folder with .mod files; may be given several times. Without it they are looked for"
                + " near the cell.")
    private List<Path> mechanisms = new ArrayList<>();

    @Option(
        names = "--params",
        paramLabel = "FILE",
        description = "Parameters of a morphology: fit json of the Allen Cell Types Database.")
    private Path params;

    @Option(
        names = "--processing",
        paramLabel = "NAME",
        description =
            "How --params is applied: aibs_perisomatic, aibs_allactive and so on; seen from the file"
                + " if not given.")
    private String processing;

    @Option(
        names = "--node",
        paramLabel = "POPULATION:ID",
        description = "Which node of a network.")
    private String node;

    @Option(
        names = "--dl",
        paramLabel = "UM",
        description = "Longest segment; sections keep their nseg if not given.")
    private Double dl;

    @Option(names = "--dt", paramLabel = "MS", description = "Step (default: 0.025).")
    private Double dt;

    @Option(
        names = "--celsius",
        paramLabel = "C",
        description = "Temperature (default: as the cell's files have it, else 6.3).")
    private Double celsius;

    @Option(
        names = "--v-init",
        paramLabel = "MV",
        description = "Initial potential (default: as the cell's files have it, else -65).")
    private Double vInit;

    @Option(
        names = "--set",
        paramLabel = "SECTIONS.VARIABLE=VALUE",
        description =
            "Change a parameter of a section list, for instance soma.gnabar_hh=0.1 or all.cm=2; may"
                + " be given several times.")
    private List<String> changes = new ArrayList<>();

    @Option(
        names = "--exact-sums",
        description =
            "Solve every equation in every step. By default runs of a single trial eliminate"
                + " branches with a passive membrane beforehand, which is faster and changes"
                + " potentials in their last digits.")
    private boolean exactSums;

    @Option(
        names = "--threads",
        paramLabel = "N",
        description = "Trials that run at the same time (default: the number of processors).")
    private Integer threads;

    LabRequest request(Path cell) {
      List<Object> given = new ArrayList<>();
      for (String argument : arguments) {
        try {
          given.add(Double.valueOf(argument));
        } catch (NumberFormatException text) {
          given.add(argument);
        }
      }
      return new LabRequest(
          cell,
          Optional.ofNullable(template),
          given,
          mechanisms,
          Optional.ofNullable(params),
          Optional.ofNullable(processing),
          Optional.ofNullable(node),
          dl == null ? OptionalDouble.empty() : OptionalDouble.of(dl));
    }
  }

  /** Where results go. */
  static final class OutputOptions {
    @Option(names = "--plot", paramLabel = "FILE", description = "Draw a figure; .png or .svg.")
    private Path plot;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write the curves.")
    private Path csv;

    @Option(names = "--json", description = "Print one JSON object instead of text.")
    private boolean json;

    @Option(
        names = "--repeat",
        paramLabel = "N",
        defaultValue = "1",
        hidden = true,
        description = "Do it N times, for measurements; JSON has run_seconds of each.")
    private int repeat;
  }

  /** Where the potential is recorded. */
  static final class RecordOptions {
    @Option(
        names = "--record-sec",
        paramLabel = "SEC",
        defaultValue = "soma",
        description =
            "Section recorded from: a name, a number in the list all, LIST,INDEX or dend[3]"
                + " (default: soma).")
    private String section;

    @Option(
        names = "--record-loc",
        paramLabel = "X",
        defaultValue = "0.5",
        description = "Position along it (default: 0.5).")
    private double x;

    Place place() {
      return new Place(SectionAddress.parse(section), x);
    }
  }

  /** Where the current goes in. */
  static final class InjectOptions {
    @Option(
        names = "--inj-sec",
        paramLabel = "SEC",
        defaultValue = "soma",
        description = "Section of the electrode (default: soma).")
    private String section;

    @Option(
        names = "--inj-loc",
        paramLabel = "X",
        defaultValue = "0.5",
        description = "Position along it (default: 0.5).")
    private double x;

    Place place() {
      return new Place(SectionAddress.parse(section), x);
    }
  }

  /**
   * What a protocol hands back.
   *
   * @param text printed lines
   * @param settings for JSON
   * @param values for JSON
   * @param columns for csv: curves of different length follow each other side by side
   * @param plot the figure
   * @param warnings what speaks against the result
   */
  record Outcome(
      List<String> text,
      Map<String, Object> settings,
      Map<String, Object> values,
      Map<String, double[]> columns,
      LinePlot plot,
      List<Problem> warnings) {}

  /** Called before the cell is read. */
  void prepare() {}

  /** The cell as its files have it, while the protocol runs. */
  LabCell opened() {
    return openedCell;
  }

  /** How the cell was asked for. */
  LabRequest request() {
    return openedRequest;
  }

  /** How many trials run at the same time. */
  final int threads() {
    return cell.threads == null ? Runtime.getRuntime().availableProcessors() : cell.threads;
  }

  /** Runs the protocol. */
  abstract Outcome run(Benches benches, RunControl control);

  /** A cell that has been examined. */
  private record Done(
      String name,
      Path file,
      Preparation preparation,
      Outcome outcome,
      List<Double> seconds,
      List<Problem> problems) {}

  @Override
  public Integer call() {
    if (output.plot != null && !isFigure(output.plot)) {
      throw new ParameterException(
          spec.commandLine(), "--plot: " + output.plot + " should end with .png or .svg");
    }
    prepare();
    List<Done> done = new ArrayList<>();
    for (Path file : cell.cells) {
      List<Problem> problems = new ArrayList<>();
      Optional<Done> one = examined(file, problems);
      if (one.isEmpty()) {
        return failed(file, problems);
      }
      done.add(one.get());
    }
    try {
      write(done.size() == 1 ? done.getFirst().outcome() : overlaid(done));
    } catch (IOException e) {
      context.terminal().err().println("neurowright: " + Wording.of(e));
      return ExitCode.RESULTS_NOT_WRITTEN.number();
    }
    if (output.json) {
      List<Map<String, Object>> objects = done.stream().map(this::object).toList();
      Map<String, Object> object = objects.getFirst();
      if (done.size() > 1) {
        object = new LinkedHashMap<>();
        object.put("protocol", spec.name());
        object.put("cells", objects);
      }
      context.terminal().out().println(JsonText.of(object));
    } else {
      for (Done one : done) {
        context.problems().printWarnings(one.problems());
        if (done.size() > 1) {
          context.terminal().out().println("Cell: " + one.name() + " (" + one.file() + ")");
        }
        one.outcome().text().forEach(context.terminal().out()::println);
      }
    }
    return ExitCode.OK.number();
  }

  private Optional<Done> examined(Path file, List<Problem> problems) {
    LabRequest request = cell.request(file);
    ReadResult<LabCell> read = context.services().labCells().open(request);
    problems.addAll(read.problems());
    if (read.value().isEmpty()) {
      return Optional.empty();
    }
    LabCell opened = read.value().get();
    openedCell = opened;
    openedRequest = request;
    try {
      Preparation preparation = preparation(opened);
      Benches benches = new Benches(preparation, threads());
      List<Double> seconds = new ArrayList<>();
      Outcome outcome;
      do {
        long started = System.nanoTime();
        outcome = run(benches, RunControl.none());
        seconds.add((System.nanoTime() - started) * 1e-9);
      } while (seconds.size() < output.repeat);
      problems.addAll(outcome.warnings());
      return Optional.of(
          new Done(opened.specimen().name(), file, preparation, outcome, seconds, problems));
    } catch (ModelException e) {
      problems.addAll(e.problems());
      return Optional.empty();
    }
  }

  private Map<String, Object> object(Done done) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("protocol", spec.name());
    object.put("cell", done.name());
    object.put("file", done.file().toString());
    object.put("settings", settings(done.preparation().conditions(), done.outcome().settings()));
    object.putAll(done.outcome().values());
    object.put("run_seconds", done.seconds());
    object.put("problems", JsonText.problems(done.problems()));
    return object;
  }

  /** Curves of several cells in one figure and one table, each under its cell's name. */
  private static Outcome overlaid(List<Done> done) {
    boolean sameNames = done.stream().map(Done::name).distinct().count() < done.size();
    Map<String, double[]> columns = new LinkedHashMap<>();
    List<List<LinePlot.Curve>> curves = new ArrayList<>();
    List<LinePlot.Panel> panels = done.getFirst().outcome().plot().panels();
    panels.forEach(_ -> curves.add(new ArrayList<>()));
    for (int d = 0; d < done.size(); d++) {
      Done one = done.get(d);
      String name = sameNames ? one.file().getFileName().toString() : one.name();
      one.outcome().columns().forEach((key, values) -> columns.put(name + "." + key, values));
      List<LinePlot.Panel> own = one.outcome().plot().panels();
      for (int p = 0; p < Math.min(own.size(), panels.size()); p++) {
        for (int c = 0; c < own.get(p).curves().size(); c++) {
          LinePlot.Curve curve = own.get(p).curves().get(c);
          String label = curve.label().isEmpty() ? name : name + ", " + curve.label();
          curves.get(p).add(curve.as(c == 0 ? label : "", Palette.category(d)));
        }
      }
    }
    List<LinePlot.Panel> together = new ArrayList<>();
    for (int p = 0; p < panels.size(); p++) {
      LinePlot.Panel panel = panels.get(p);
      together.add(
          new LinePlot.Panel(panel.title(), panel.xTitle(), panel.yTitle(), curves.get(p)));
    }
    return new Outcome(
        List.of(),
        Map.of(),
        Map.of(),
        columns,
        new LinePlot(done.getFirst().outcome().plot().fileStem(), together),
        List.of());
  }

  private Map<String, Object> settings(Conditions conditions, Map<String, Object> own) {
    Map<String, Object> settings = new LinkedHashMap<>(own);
    settings.put("dt_ms", conditions.dtMs());
    settings.put("v_init_mV", conditions.vInitMv());
    settings.put("celsius", conditions.celsius());
    settings.put("changes", cell.changes);
    return settings;
  }

  private int failed(Path file, List<Problem> problems) {
    if (output.json) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("protocol", spec.name());
      object.put("file", file.toString());
      object.put("problems", JsonText.problems(problems));
      context.terminal().out().println(JsonText.of(object));
    } else {
      context.problems().printWarnings(problems);
    }
    return ExitCode.MODEL_PROBLEMS.number();
  }

  private Preparation preparation(LabCell opened) {
    Conditions conditions = opened.conditions();
    conditions = cell.dt == null ? conditions : conditions.withDt(cell.dt);
    conditions = cell.celsius == null ? conditions : conditions.withCelsius(cell.celsius);
    conditions = cell.vInit == null ? conditions : conditions.withVInit(cell.vInit);
    conditions = conditions.withExactSums(cell.exactSums);
    if (!(conditions.dtMs() > 0)) {
      throw new ParameterException(spec.commandLine(), "--dt: the step must be more than 0");
    }
    Preparation preparation = Preparation.of(opened.specimen(), conditions);
    for (String change : cell.changes) {
      preparation = preparation.with(change(change, opened));
    }
    return preparation;
  }

  private Change change(String text, LabCell opened) {
    int equals = text.indexOf('=');
    int dot = equals < 0 ? -1 : text.substring(0, equals).lastIndexOf('.');
    if (dot <= 0) {
      throw new ParameterException(
          spec.commandLine(), "--set: '" + text + "' should read SECTIONS.VARIABLE=VALUE");
    }
    double value;
    try {
      value = Double.parseDouble(text.substring(equals + 1));
    } catch (NumberFormatException e) {
      throw new ParameterException(
          spec.commandLine(), "--set: '" + text.substring(equals + 1) + "' is not a number");
    }
    try {
      return ParameterAddress.parse(text.substring(0, equals)).change(opened.specimen(), value);
    } catch (ModelException e) {
      Problem problem = e.problems().getFirst();
      if (problem.code().equals("lab.unknown-parameter")) {
        throw e;
      }
      throw new ParameterException(
          spec.commandLine(),
          "--set: "
              + problem.message()
              + (problem.expected().isEmpty() ? "" : "; expected " + problem.expected()));
    }
  }

  private static boolean isFigure(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".png") || name.endsWith(".svg");
  }

  private void write(Outcome outcome) throws IOException {
    if (output.plot != null) {
      double height = outcome.plot().panels().size() * PANEL_HEIGHT;
      if (output.plot.toString().toLowerCase(Locale.ROOT).endsWith(".svg")) {
        PlotExport.writeSvg(outcome.plot(), PLOT_WIDTH, height, output.plot);
      } else {
        PlotExport.writePng(outcome.plot(), PLOT_WIDTH, height, 2, output.plot);
      }
    }
    if (output.csv != null) {
      writeCsv(outcome.columns());
    }
  }

  private void writeCsv(Map<String, double[]> columns) throws IOException {
    try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(output.csv))) {
      out.println(String.join(",", columns.keySet()));
      int rows = columns.values().stream().mapToInt(c -> c.length).max().orElse(0);
      StringBuilder line = new StringBuilder();
      for (int r = 0; r < rows; r++) {
        line.setLength(0);
        int c = 0;
        for (double[] column : columns.values()) {
          line.append(c++ == 0 ? "" : ",");
          if (r < column.length) {
            line.append(column[r]);
          }
        }
        out.println(line);
      }
      if (out.checkError()) {
        throw new IOException(output.csv + " could not be written");
      }
    }
  }

  /** Text with numbers in the C locale. */
  static String say(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** A number as C's %g with six digits prints it. */
  static String general(double value) {
    String text = String.format(Locale.ROOT, "%.6g", value);
    if (value != 0 && (Math.abs(value) < 1e-4 || Math.abs(value) >= 1e6)) {
      String exponential = String.format(Locale.ROOT, "%.5e", value);
      int e = exponential.indexOf('e');
      return trimmed(exponential.substring(0, e)) + exponential.substring(e);
    }
    return trimmed(text);
  }

  private static String trimmed(String number) {
    return number.contains(".") ? number.replaceFirst("\\.?0+$", "") : number;
  }

  /** Where things were, as bmtool says it. */
  static List<String> places(String injectedAt, String recordedAt) {
    return List.of("Injection location: " + injectedAt, "Recording: " + recordedAt + "._ref_v");
  }
}

package org.neurowright.io.sonata.simulation;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.neurowright.engine.description.OutputSettings;
import org.neurowright.engine.description.OutputSettings.SpikeOrder;
import org.neurowright.engine.description.RunSettings;
import org.neurowright.engine.problem.NearestName;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.json.JsonValue;
import org.neurowright.io.json.JsonValue.JsonArray;
import org.neurowright.io.json.JsonValue.JsonNull;
import org.neurowright.io.json.JsonValue.JsonText;
import org.neurowright.io.sonata.config.Config;
import org.neurowright.io.sonata.config.Fields;
import org.neurowright.io.sonata.config.FileLookup;

/** Reads sections {@code run}, {@code conditions} and {@code output}, with BMTK's defaults. */
final class RunReader {
  private static final Set<String> RUN_KEYS =
      Set.of(
          "tstop",
          "dt",
          "tstart",
          "dL",
          "spike_threshold",
          "spikes_threshold",
          "nsteps_block",
          "overwrite_output_dir",
          "random_seed",
          "seed",
          "calc_ecp");

  private static final Set<String> OUTPUT_KEYS =
      Set.of(
          "output_dir",
          "log_file",
          "log_level",
          "log_format",
          "log_to_console",
          "quiet_simulator",
          "overwrite_output_dir",
          "spikes_file",
          "spikes_file_csv",
          "spikes_file_nwb",
          "spikes_sort_order",
          "compression",
          "cache_to_disk");

  /** Placeholders of what is missing; the model cannot be run then. */
  private static final double SHOWN_V_INIT_MV = -80;

  private static final double SHOWN_CELSIUS = 34;

  /** BMTK's usual block; its own default of 0 makes it fail. */
  private static final int STEPS_PER_BLOCK = 5000;

  private final Config config;
  private final FileLookup lookup;
  private final boolean simulated;
  private final Problems problems;
  private final Fields run;

  RunReader(Config config, FileLookup lookup, boolean simulated, Problems problems) {
    this.config = config;
    this.lookup = lookup;
    this.simulated = simulated;
    this.problems = problems;
    this.run = Fields.section(config, "run", problems);
  }

  RunSettings settings() {
    if (simulated) {
      run.reportUnknown(RUN_KEYS);
    }
    double dt = dt();
    double tstop = tstop();
    Fields conditions = Fields.section(config, "conditions", problems);
    if (simulated) {
      conditions.reportUnknown(
          Set.of(
              "v_init", "celsius", "extracellular_calcium", "extracellular_calcium_concentration"));
    }
    double steps = tstop / dt;
    if (Math.abs(steps - Math.rint(steps)) > 1e-6 * Math.max(1, steps)) {
      problems.add(
          Problem.warning(
              "run.tstop-not-multiple",
              run.where("tstop"),
              "tstop = "
                  + tstop
                  + " ms is not a multiple of dt = "
                  + dt
                  + " ms; the run ends at "
                  + Math.rint(steps) * dt
                  + " ms"));
    }
    if (run.number("tstart").orElse(0) != 0) {
      problems.add(
          Problem.warning(
              "run.tstart",
              run.where("tstart"),
              "tstart is ignored, as in BMTK: every run starts at 0 ms"));
    }
    return new RunSettings(
        tstop,
        dt,
        maximalSegmentLength(),
        threshold(),
        stepsPerBlock(steps),
        condition(
            conditions,
            "v_init",
            "the initial membrane potential in mV, for instance -80",
            SHOWN_V_INIT_MV),
        condition(conditions, "celsius", "the temperature in °C, for instance 34", SHOWN_CELSIUS));
  }

  private double dt() {
    double dt = run.number("dt").orElse(0.1);
    if (!(dt > 0) || Double.isInfinite(dt)) {
      problems.add(
          Problem.error("run.dt", run.where("dt"), "dt is " + dt + " ms")
              .expected("a positive step, for instance 0.1"));
      return 0.1;
    }
    return dt;
  }

  private double tstop() {
    if (!run.has("tstop")) {
      run.missing("tstop", "the end of the run in ms");
      return 0;
    }
    OptionalDouble given = run.number("tstop");
    double tstop = given.orElse(0);
    if (given.isPresent() && (!(tstop >= 0) || Double.isInfinite(tstop))) {
      problems.add(
          Problem.error("run.tstop", run.where("tstop"), "tstop is " + tstop + " ms")
              .expected("a positive time in ms"));
      return 0;
    }
    if (given.isPresent() && tstop == 0) {
      problems.add(
          Problem.warning(
              "run.tstop", run.where("tstop"), "tstop is 0 ms; nothing will be simulated"));
    }
    return tstop;
  }

  /** Absent is 20 µm, null keeps the sections as they were imported. */
  private OptionalDouble maximalSegmentLength() {
    if (run.object().get("dL").orElse(null) instanceof JsonNull) {
      return OptionalDouble.empty();
    }
    double length = run.number("dL").orElse(20);
    if (!(length > 0)) {
      problems.add(
          Problem.error("run.dL", run.where("dL"), "dL is " + length + " µm")
              .expected("a positive length, or null to keep the segments"));
      return OptionalDouble.of(20);
    }
    return OptionalDouble.of(length);
  }

  private double threshold() {
    if (run.has("spikes_threshold") && !run.has("spike_threshold")) {
      problems.add(
          Problem.warning(
                  "config.misspelt-key",
                  run.where("spikes_threshold"),
                  "run.spikes_threshold is taken for run.spike_threshold")
              .hint("BMTK ignores it and uses -15 mV"));
      return run.number("spikes_threshold").orElse(-15);
    }
    return run.number("spike_threshold").orElse(-15);
  }

  private int stepsPerBlock(double steps) {
    double block = run.number("nsteps_block").orElse(0);
    if (block < 0 || block != Math.rint(block)) {
      problems.add(
          Problem.error("run.nsteps_block", run.where("nsteps_block"), "nsteps_block is " + block)
              .expected("a number of steps, for instance " + STEPS_PER_BLOCK));
      block = 0;
    } else if (block == 0 && simulated) {
      problems.add(
          Problem.info(
                  "run.nsteps_block",
                  run.where("nsteps_block"),
                  "run.nsteps_block is not given; results are written every "
                      + STEPS_PER_BLOCK
                      + " steps")
              .hint("BMTK fails without it"));
    }
    return (int)
        Math.max(1, Math.min(block == 0 ? STEPS_PER_BLOCK : block, Math.max(1, Math.rint(steps))));
  }

  private double condition(Fields conditions, String key, String expected, double shown) {
    if (!conditions.has(key)) {
      if (simulated) {
        conditions.missing(key, expected);
      }
      return shown;
    }
    return conditions.number(key).orElse(shown);
  }

  OutputSettings output() {
    Fields output = Fields.section(config, "output", problems);
    if (simulated) {
      output.reportUnknown(OUTPUT_KEYS);
    }
    Optional<JsonText> dirText = output.text("output_dir");
    if (dirText.isEmpty() && !output.has("output_dir")) {
      problems.add(
          Problem.warning(
                  "config.missing-key",
                  output.where(),
                  "output.output_dir is missing; results go into the folder of the configuration")
              .hint("Give a folder of its own, for instance \"./output\""));
    }
    Path dir = dirText.flatMap(lookup::written).orElse(config.workingDir());
    boolean overwrite = output.flag("overwrite_output_dir", run.flag("overwrite_output_dir", true));
    if (run.has("overwrite_output_dir")) {
      problems.add(
          Problem.info(
              "config.moved-key",
              run.where("overwrite_output_dir"),
              "run.overwrite_output_dir belongs to section output now"));
    }
    if (output.has("spikes_file_nwb")) {
      problems.add(
          Problem.warning(
                  "output.nwb",
                  output.where("spikes_file_nwb"),
                  "Spikes cannot be written as NWB yet; this file is not written")
              .hint("Use spikes_file or spikes_file_csv"));
    }
    String prefix = dirText.map(JsonText::value).orElse("");
    return new OutputSettings(
        dir.toString(),
        overwrite,
        file(output, "log_file", prefix),
        file(output, "spikes_file", prefix),
        file(output, "spikes_file_csv", prefix),
        order(output));
  }

  /**
   * A name goes under the output folder, unless it is absolute or already begins with the folder's
   * text.
   */
  private Optional<String> file(Fields output, String key, String prefix) {
    JsonValue value = output.value(key).orElse(null);
    if (value instanceof JsonArray array
        && !array.items().isEmpty()
        && array.items().getFirst() instanceof JsonText) {
      problems.add(
          Problem.info(
              "output.several-files",
              array.where(),
              output.qualified(key) + " is a list; only the first file is written"));
      value = array.items().getFirst();
    } else {
      value = output.text(key).orElse(null);
    }
    if (!(value instanceof JsonText text)) {
      return Optional.empty();
    }
    boolean complete = !prefix.isEmpty() && !prefix.equals(".") && text.value().startsWith(prefix);
    return complete ? lookup.written(text).map(Path::toString) : Optional.of(text.value());
  }

  private SpikeOrder order(Fields output) {
    Optional<JsonText> text = output.text("spikes_sort_order");
    if (text.isEmpty()) {
      return SpikeOrder.NONE;
    }
    String word = text.get().value().toLowerCase(Locale.ROOT);
    return switch (word) {
      case "time", "by_time" -> SpikeOrder.BY_TIME;
      case "id", "by_id", "node_id", "gid" -> SpikeOrder.BY_ID;
      case "none", "na" -> SpikeOrder.NONE;
      default -> {
        List<String> known = List.of("time", "by_time", "id", "by_id", "none");
        problems.add(
            Problem.warning(
                    "output.sort-order",
                    text.get().where(),
                    "spikes_sort_order is " + text.get().inWords() + "; spikes are not sorted")
                .expected("time, id or none")
                .hint(
                    NearestName.of(word, known)
                        .map(n -> "Probably \"" + n + "\" is meant")
                        .orElse("")));
        yield SpikeOrder.NONE;
      }
    };
  }
}

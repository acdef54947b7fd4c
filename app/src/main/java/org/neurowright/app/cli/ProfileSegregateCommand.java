package org.neurowright.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.neurowright.app.canvas.LinePlot;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.Preparation;
import org.neurowright.engine.measure.TauMethod;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.protocol.Electrodes;
import org.neurowright.engine.protocol.FiCurve;
import org.neurowright.engine.protocol.Passive;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.lab.LabCell;
import org.neurowright.io.segregation.CurrentModule;
import org.neurowright.io.segregation.SegregatedGate;
import org.neurowright.io.segregation.SegregatedGate.Action;
import org.neurowright.io.segregation.Segregation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(
    name = "segregate",
    description = {
      "Segregate gating curves along the voltage axis (Alturki et al. 2016): say which curves reach",
      "out of their module's range; with --build write a cell whose curves do not, and compare."
    },
    footer = {
      "",
      "Example:",
      "  neurowright profile segregate cell.hoc --module passive:..-62.5:hd \\",
      "      --module LTO:-67.5..:im,nap --module spiking:-57.5..:na3,kdr --build"
    })
final class ProfileSegregateCommand extends ProfileProtocol {
  /** Start of the pulse in bmtool's segregation window, ms. */
  private static final double TSTART_MS = 150;

  @Mixin private RecordOptions record;
  @Mixin private InjectOptions inject;

  @Option(
      names = "--module",
      paramLabel = "NAME:LOW..HIGH:MECHS",
      required = true,
      description =
          "A module: its range in mV (either end may be left out) and its mechanisms, separated by"
              + " commas; may be given several times.")
  private List<String> modules;

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      defaultValue = "cut",
      description =
          "cut: gates are closed beyond the boundary; shift: rates are shifted until --tolerance is"
              + " left there (default: cut).")
  private String method;

  @Option(
      names = "--tolerance",
      paramLabel = "X",
      defaultValue = "0.01",
      description = "Part of a gate that may be open at the boundary with shift (default: 0.01).")
  private double tolerance;

  @Option(
      names = "--build",
      description = "Write the changed mechanisms and the cell, simulate both cells.")
  private boolean build;

  @Option(
      names = "--outhoc",
      paramLabel = "NAME",
      defaultValue = Segregation.TEMPLATE_FILE,
      description = "Name of the hoc file (default: ${DEFAULT-VALUE}).")
  private String outhoc;

  @Option(
      names = "--outfolder",
      paramLabel = "DIR",
      defaultValue = "segregated",
      description = "Folder for all files (default: ${DEFAULT-VALUE}).")
  private Path outfolder;

  @Option(
      names = "--outappend",
      description = "Add to a folder that has files, and to the end of the hoc file.")
  private boolean outappend;

  @Option(
      names = "--tstop",
      paramLabel = "MS",
      defaultValue = "1150",
      description = "End of the runs; at least 1150 (default: 1150 ms).")
  private double tstopMs;

  @Option(
      names = "--fminpa",
      paramLabel = "PA",
      defaultValue = "0",
      description = "First current of the F-I curves (default: 0 pA).")
  private double fminPa;

  @Option(
      names = "--fmaxpa",
      paramLabel = "PA",
      defaultValue = "1000",
      description = "All currents stay below (default: 1000 pA).")
  private double fmaxPa;

  @Option(
      names = "--fincrement",
      paramLabel = "PA",
      defaultValue = "100",
      description = "Distance of currents (default: 100 pA).")
  private double fincrementPa;

  @Option(
      names = "--passive-delay",
      paramLabel = "MS",
      defaultValue = "650",
      description = "Length of the pulse of -100 pA for the passive values (default: 650 ms).")
  private double passiveDelayMs;

  ProfileSegregateCommand(CommandContext context) {
    super(context);
  }

  /** What is compared. */
  private record Profile(FiCurve.Result fi, Passive.Result passive) {}

  @Override
  Outcome run(Benches benches, RunControl control) {
    if (!method.equals("cut") && !method.equals("shift")) {
      throw new ParameterException(spec.commandLine(), "--method should be cut or shift");
    }
    if (tstopMs < 1150) {
      throw new ParameterException(spec.commandLine(), "--tstop should be at least 1150 ms");
    }
    List<CurrentModule> chosen = modules.stream().map(CurrentModule::parse).toList();
    Segregation segregation = Segregation.of(opened(), request());
    List<SegregatedGate> gates =
        segregation.plan(
            chosen,
            method.equals("cut") ? Segregation.Method.CUT : Segregation.Method.SHIFT,
            tolerance);
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("modules", modules);
    settings.put("method", method);
    settings.put("tolerance", tolerance);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("gates", gates.stream().map(ProfileSegregateCommand::shown).toList());
    List<String> text = new ArrayList<>();
    text.add("Gates (V-half and k of a Boltzmann fit in mV; overlap: open beyond the boundary)");
    text.add(line("module", "gate", "kind", "V-half", "k", "overlap", "what is done"));
    gates.forEach(g -> text.add(line(g)));
    List<Problem> warnings = new ArrayList<>();
    Map<String, double[]> columns = new LinkedHashMap<>();
    List<LinePlot.Curve> curves = new ArrayList<>();
    double[] v = gates.getFirst().vMv();
    columns.put("v_mV", v);
    for (SegregatedGate gate : gates) {
      String name = gate.mechanism() + "." + gate.gate();
      columns.put(name, gate.curve());
      columns.put(name + "_after", gate.after());
      curves.add(new LinePlot.Curve(name, v, gate.after(), false));
    }
    List<LinePlot.Panel> panels = new ArrayList<>();
    panels.add(
        new LinePlot.Panel(
            "Gates after segregation", "Membrane potential (mV)", "Steady state", curves));
    if (build) {
      build(segregation, gates, benches, control, text, values, columns, panels, warnings);
    }
    return new Outcome(
        text, settings, values, columns, new LinePlot("segregation", panels), warnings);
  }

  private void build(
      Segregation segregation,
      List<SegregatedGate> gates,
      Benches benches,
      RunControl control,
      List<String> text,
      Map<String, Object> values,
      Map<String, double[]> columns,
      List<LinePlot.Panel> panels,
      List<Problem> warnings) {
    Segregation.Written written;
    try {
      written = segregation.write(gates, outfolder, outhoc, outappend);
    } catch (IOException e) {
      throw new ModelException(
          Problem.error(
              "segregation.not-written",
              Location.of(outfolder),
              "The files cannot be written: " + Wording.of(e)));
    }
    text.add("");
    text.add("Written to " + Paths.shown(written.folder()) + ":");
    written.mechanisms().forEach((old, now) -> text.add("  " + now + ".mod (" + old + ")"));
    text.add(
        "  "
            + (written.request().params().isPresent() ? "parameters " : "template ")
            + written.request().params().orElse(written.request().cell()).getFileName());
    text.add("New parameters: " + String.join(", ", written.parameters()));
    ReadResult<LabCell> read = context.services().labCells().open(written.request());
    if (read.value().isEmpty()) {
      throw new ModelException(read.problems());
    }
    Profile before = profile(benches, control);
    LabCell after = read.value().get();
    Preparation preparation = Preparation.of(after.specimen(), benches.preparation().conditions());
    Profile now = profile(new Benches(preparation, 1), control);
    warnings.addAll(now.passive().warnings());
    text.add("");
    text.add(say("%-24s %12s %12s", "", "before", "after"));
    text.add(
        say(
            "%-24s %12.2f %12.2f",
            "V Rest (mV)",
            before.passive().measure().vRestMv(),
            now.passive().measure().vRestMv()));
    text.add(
        say(
            "%-24s %12.2f %12.2f",
            "Resistance (MOhms)",
            before.passive().measure().rInMohm(),
            now.passive().measure().rInMohm()));
    text.add(
        say(
            "%-24s %12.2f %12.2f",
            "Time constant (ms)",
            before.passive().measure().tauMs(),
            now.passive().measure().tauMs()));
    double[] pa = Arrays.stream(before.fi().ampsNa()).map(a -> a * 1000).toArray();
    for (int k = 0; k < pa.length; k++) {
      text.add(
          say(
              "%-24s %12d %12d",
              "Spikes at " + general(pa[k]) + " pA",
              before.fi().spikes()[k],
              now.fi().spikes()[k]));
    }
    values.put("folder", written.folder().toString());
    values.put("mechanisms", written.mechanisms());
    values.put("parameters", written.parameters());
    values.put("amps_nA", before.fi().ampsNa());
    values.put("spikes_before", before.fi().spikes());
    values.put("spikes_after", now.fi().spikes());
    values.put("v_rest_mV_before", before.passive().measure().vRestMv());
    values.put("v_rest_mV_after", now.passive().measure().vRestMv());
    values.put("r_in_MOhm_before", before.passive().measure().rInMohm());
    values.put("r_in_MOhm_after", now.passive().measure().rInMohm());
    values.put("tau_ms_before", before.passive().measure().tauMs());
    values.put("tau_ms_after", now.passive().measure().tauMs());
    double[] counts = Arrays.stream(before.fi().spikes()).asDoubleStream().toArray();
    double[] countsNow = Arrays.stream(now.fi().spikes()).asDoubleStream().toArray();
    columns.put("amp_pA", pa);
    columns.put("spikes_before", counts);
    columns.put("spikes_after", countsNow);
    panels.add(
        new LinePlot.Panel(
            "FI Curve",
            "Injection (pA)",
            "# Spikes",
            List.of(
                new LinePlot.Curve("before", pa, counts, true),
                new LinePlot.Curve("after", pa, countsNow, true))));
  }

  private Profile profile(Benches benches, RunControl control) {
    Electrodes electrodes = new Electrodes(record.place(), inject.place());
    FiCurve.Result fi =
        FiCurve.run(
            benches,
            new FiCurve.Settings(
                electrodes,
                fminPa,
                // all currents below the last, as bmtool has it
                fmaxPa - 1e-6 * fincrementPa,
                fincrementPa,
                TSTART_MS,
                tstopMs - TSTART_MS,
                0,
                OptionalDouble.empty()),
            control);
    Passive.Result passive =
        Passive.run(
            benches,
            new Passive.Settings(
                electrodes, -100, TSTART_MS, passiveDelayMs, tstopMs, TauMethod.SIMPLE),
            control);
    return new Profile(fi, passive);
  }

  private static String line(SegregatedGate gate) {
    return line(
        gate.module(),
        gate.mechanism() + "." + gate.gate(),
        gate.kind().label(),
        gate.fit().map(f -> say("%.2f", f.vHalfMv())).orElse("-"),
        gate.fit().map(f -> say("%.2f", f.slopeMv())).orElse("-"),
        say("%.4f", gate.overlap()),
        switch (gate.action()) {
          case Action.Keep(String reason) -> "kept: " + reason;
          case Action.Cut(boolean above, double at) ->
              "0 " + (above ? "above " : "below ") + general(at) + " mV";
          case Action.Shift(double mv) -> "shifted by " + general(mv) + " mV";
        });
  }

  private static String line(
      String module,
      String gate,
      String kind,
      String vHalf,
      String k,
      String overlap,
      String action) {
    return say("%-12s %-16s %-14s %8s %8s %8s  %s", module, gate, kind, vHalf, k, overlap, action);
  }

  private static Map<String, Object> shown(SegregatedGate gate) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("module", gate.module());
    object.put("mechanism", gate.mechanism());
    object.put("gate", gate.gate());
    object.put("kind", gate.kind().label());
    object.put("v_half_mV", gate.fit().map(f -> (Object) f.vHalfMv()).orElse(null));
    object.put("slope_mV", gate.fit().map(f -> (Object) f.slopeMv()).orElse(null));
    object.put("overlap", gate.overlap());
    switch (gate.action()) {
      case Action.Keep(String reason) -> object.put("kept", reason);
      case Action.Cut(boolean above, double at) ->
          object.put(above ? "zero_above_mV" : "zero_below_mV", at);
      case Action.Shift(double mv) -> object.put("shift_mV", mv);
    }
    return object;
  }
}

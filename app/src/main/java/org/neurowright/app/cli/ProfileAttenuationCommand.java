package org.neurowright.app.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.neurowright.app.canvas.LinePlot;
import org.neurowright.app.canvas.Palette;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.Place;
import org.neurowright.engine.bench.Site;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.protocol.Attenuation;
import org.neurowright.engine.task.RunControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "attenuation",
    description = "Attenuation, input and transfer impedance along the tree, linearised.")
final class ProfileAttenuationCommand extends ProfileProtocol {
  private static final int SPECTRUM = 121;

  @Option(
      names = "--site",
      paramLabel = "PLACE",
      defaultValue = "soma(0.5)",
      description = "Where signals go to and come from, for instance dend[3](0.5) (default: soma).")
  private String site;

  @Option(
      names = "--frequency",
      paramLabel = "HZ",
      defaultValue = "0",
      description = "Frequency of the signals (default: ${DEFAULT-VALUE} Hz, direct current).")
  private double frequencyHz;

  @Option(
      names = "--extended",
      description =
          "Let the gates of channels follow the potential, as NEURON's compute(freq, 1) does;"
              + " without it they are held.")
  private boolean extended;

  @Option(
      names = "--settle",
      paramLabel = "MS",
      defaultValue = "500",
      description =
          "How long the cell is left alone before (default: ${DEFAULT-VALUE} ms); 0 for v_init.")
  private double settleMs;

  @Option(
      names = "--fstart",
      paramLabel = "HZ",
      defaultValue = "0.1",
      description = "First frequency of the spectrum at the place (default: ${DEFAULT-VALUE} Hz).")
  private double fstartHz;

  @Option(
      names = "--fend",
      paramLabel = "HZ",
      defaultValue = "1000",
      description = "Its last frequency (default: ${DEFAULT-VALUE} Hz).")
  private double fendHz;

  ProfileAttenuationCommand(CommandContext context) {
    super(context);
  }

  @Override
  Outcome run(Benches benches, RunControl control) {
    Site place = benches.specimen().site(Place.parse(site), "electrode");
    double[] frequencies = Attenuation.frequencies(fstartHz, fendHz, SPECTRUM);
    Attenuation.Linearised cell = Attenuation.linearise(benches, settleMs, extended, control);
    Attenuation.Result result = cell.at(place, frequencyHz);
    Attenuation.Spectrum spectrum = cell.spectrum(place, place, frequencies);
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("site", benches.specimen().shown(place));
    shown.put("frequency_Hz", frequencyHz);
    shown.put("extended", extended);
    shown.put("settle_ms", settleMs);
    shown.put("fstart_Hz", fstartHz);
    shown.put("fend_Hz", fendHz);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put(
        "sections",
        result.sites().stream().map(s -> cell.cell().sections().get(s.section()).name()).toList());
    Map<String, double[]> columns = columns(result);
    values.putAll(columns);
    values.remove("section");
    values.put("spectrum_freq_Hz", spectrum.frequencyHz());
    values.put("spectrum_MOhm", spectrum.inputMohm());
    values.put("spectrum_phase_rad", spectrum.inputPhaseRad());
    return new Outcome(
        text(benches, cell.cell(), result),
        shown,
        values,
        columns,
        plot(cell.cell(), result, spectrum),
        cell.warnings());
  }

  private static Map<String, double[]> columns(Attenuation.Result result) {
    Map<String, double[]> columns = new LinkedHashMap<>();
    columns.put("section", result.sites().stream().mapToDouble(Site::section).toArray());
    columns.put("x", result.sites().stream().mapToDouble(Site::x).toArray());
    columns.put("distance_um", result.distanceUm());
    columns.put("input_MOhm", result.inputMohm());
    columns.put("input_phase_rad", result.inputPhaseRad());
    columns.put("transfer_MOhm", result.transferMohm());
    columns.put("transfer_phase_rad", result.transferPhaseRad());
    columns.put("attenuation_in", result.attenuationIn());
    columns.put("attenuation_out", result.attenuationOut());
    return columns;
  }

  /** One line for the middle of each section. */
  private List<String> text(Benches benches, CableCell cell, Attenuation.Result result) {
    List<String> lines = new ArrayList<>();
    lines.add("Site: " + benches.specimen().shown(result.at()));
    lines.add(
        "Frequency: "
            + general(frequencyHz)
            + " (Hz), gates of channels "
            + (extended ? "moving" : "held"));
    lines.add("");
    TextTable table =
        new TextTable(
            "section",
            "x",
            "distance (um)",
            "Z input (MOhms)",
            "Z transfer (MOhms)",
            "phase (rad)",
            "attenuation in",
            "attenuation out");
    int at = 0;
    for (int s = 0; s < cell.sections().size(); s++) {
      int nseg = cell.sections().get(s).nseg();
      int i = at + nseg / 2;
      table.row(
          cell.sections().get(s).name(),
          say("%.3f", result.sites().get(i).x()),
          say("%.1f", result.distanceUm()[i]),
          say("%.3f", result.inputMohm()[i]),
          say("%.3f", result.transferMohm()[i]),
          say("%.4f", result.transferPhaseRad()[i] + 0.0),
          say("%.4f", result.attenuationIn()[i]),
          say("%.4f", result.attenuationOut()[i]));
      at += nseg;
    }
    lines.addAll(table.lines(""));
    return lines;
  }

  private static LinePlot plot(
      CableCell cell, Attenuation.Result result, Attenuation.Spectrum spectrum) {
    String distance = "Distance (um)";
    return new LinePlot(
        "attenuation",
        List.of(
            new LinePlot.Panel(
                "Attenuation towards the site",
                distance,
                "V ratio",
                branches(cell, result, Attenuation.Result::attenuationIn)),
            new LinePlot.Panel(
                "Attenuation away from it",
                distance,
                "V ratio",
                branches(cell, result, Attenuation.Result::attenuationOut)),
            new LinePlot.Panel(
                "Input impedance",
                distance,
                "Impedance (MOhms)",
                branches(cell, result, Attenuation.Result::inputMohm)),
            new LinePlot.Panel(
                "Transfer impedance",
                distance,
                "Impedance (MOhms)",
                branches(cell, result, Attenuation.Result::transferMohm)),
            new LinePlot.Panel(
                "Input impedance at the site",
                "log10 of the frequency (Hz)",
                "Impedance (MOhms)",
                List.of(
                    new LinePlot.Curve(
                        "",
                        Arrays.stream(spectrum.frequencyHz()).map(Math::log10).toArray(),
                        spectrum.inputMohm())))));
  }

  private static List<LinePlot.Curve> branches(
      CableCell cell, Attenuation.Result result, Function<Attenuation.Result, double[]> values) {
    List<LinePlot.Curve> curves = new ArrayList<>();
    List<SectionKind> named = new ArrayList<>();
    for (Attenuation.Branch branch : result.branches(cell)) {
      boolean first = !named.contains(branch.kind());
      if (first) {
        named.add(branch.kind());
      }
      curves.add(
          new LinePlot.Curve(
              first ? branch.kind().label() : "",
              branch.of(result.distanceUm()),
              branch.of(values.apply(result)),
              branch.segments().length == 1,
              Palette.category(branch.kind().ordinal())));
    }
    return curves;
  }
}

package org.neurowright.app.lab.attenuation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.neurowright.app.canvas.LinePlot;
import org.neurowright.app.canvas.PlotExport;
import org.neurowright.engine.bench.Site;
import org.neurowright.engine.protocol.Attenuation;
import tools.jackson.databind.json.JsonMapper;

/** Writes impedances: segments as .csv, everything as .json, the figure as .png or .svg. */
final class AttenuationFile {
  static final List<String> KINDS = List.of("csv", "json", "png", "svg");

  private static final double WIDTH = 900;
  private static final double PANEL_HEIGHT = 340;

  private AttenuationFile() {}

  static void write(Spreading shown, List<LinePlot.Panel> panels, Path file) throws IOException {
    String name = file.toString().toLowerCase(Locale.ROOT);
    LinePlot figure = new LinePlot("attenuation", panels);
    if (name.endsWith(".png")) {
      PlotExport.writePng(figure, WIDTH, PANEL_HEIGHT * panels.size(), 2, file);
    } else if (name.endsWith(".svg")) {
      PlotExport.writeSvg(figure, WIDTH, PANEL_HEIGHT * panels.size(), file);
    } else if (name.endsWith(".json")) {
      Files.writeString(
          file,
          JsonMapper.builder()
              .build()
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(json(shown)));
    } else if (name.endsWith(".csv")) {
      Files.writeString(file, csv(shown));
    } else {
      throw new IOException("the name should end with one of ." + String.join(", .", KINDS));
    }
  }

  private static List<String> sections(Spreading shown) {
    List<String> names = new ArrayList<>();
    for (Site site : shown.along().sites()) {
      names.add(shown.linearised().cell().sections().get(site.section()).name());
    }
    return names;
  }

  private static Map<String, double[]> columns(Spreading shown) {
    Attenuation.Result r = shown.along();
    Map<String, double[]> columns = new LinkedHashMap<>();
    columns.put("x", r.sites().stream().mapToDouble(Site::x).toArray());
    columns.put("distance_um", r.distanceUm());
    columns.put("input_MOhm", r.inputMohm());
    columns.put("input_phase_rad", r.inputPhaseRad());
    columns.put("transfer_MOhm", r.transferMohm());
    columns.put("transfer_phase_rad", r.transferPhaseRad());
    columns.put("attenuation_in", r.attenuationIn());
    columns.put("attenuation_out", r.attenuationOut());
    return columns;
  }

  private static String csv(Spreading shown) {
    Map<String, double[]> columns = columns(shown);
    List<String> sections = sections(shown);
    StringBuilder text = new StringBuilder("section," + String.join(",", columns.keySet()) + "\n");
    for (int i = 0; i < sections.size(); i++) {
      text.append(sections.get(i));
      for (double[] column : columns.values()) {
        text.append(',').append(column[i]);
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static Map<String, Object> json(Spreading shown) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("protocol", "attenuation");
    object.put("cell", shown.specimen().name());
    object.put("site", shown.site());
    object.put("other", shown.other());
    object.put("frequency_Hz", shown.along().frequencyHz());
    object.put("extended", shown.extended());
    object.put("sections", sections(shown));
    object.putAll(columns(shown));
    object.put("spectrum_freq_Hz", shown.spectrum().frequencyHz());
    object.put("spectrum_input_MOhm", shown.spectrum().inputMohm());
    object.put("spectrum_input_phase_rad", shown.spectrum().inputPhaseRad());
    object.put("spectrum_transfer_MOhm", shown.spectrum().transferMohm());
    object.put("spectrum_transfer_phase_rad", shown.spectrum().transferPhaseRad());
    return object;
  }
}

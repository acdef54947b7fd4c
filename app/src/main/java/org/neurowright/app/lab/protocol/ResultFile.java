package org.neurowright.app.lab.protocol;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.neurowright.app.canvas.LinePlot;
import org.neurowright.app.canvas.PlotExport;
import tools.jackson.databind.json.JsonMapper;

/** Writes results: the figure as .png or .svg, the curves as .csv, everything as .json. */
final class ResultFile {
  static final List<String> KINDS = List.of("csv", "json", "png", "svg");

  private static final double WIDTH = 900;
  private static final double PANEL_HEIGHT = 380;

  private ResultFile() {}

  /**
   * Writes a file; its ending says what.
   *
   * @param figure with the curves that are laid over each other
   */
  static void write(LabResult result, LinePlot figure, Path file) throws IOException {
    String name = file.toString().toLowerCase(Locale.ROOT);
    double height = PANEL_HEIGHT * figure.panels().size();
    if (name.endsWith(".png")) {
      PlotExport.writePng(figure, WIDTH, height, 2, file);
    } else if (name.endsWith(".svg")) {
      PlotExport.writeSvg(figure, WIDTH, height, file);
    } else if (name.endsWith(".json")) {
      Files.writeString(file, json(result));
    } else if (name.endsWith(".csv")) {
      writeCsv(result.columns(), file);
    } else {
      throw new IOException("the name should end with one of ." + String.join(", .", KINDS));
    }
  }

  private static String json(LabResult result) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("protocol", result.protocol().name().toLowerCase(Locale.ROOT));
    object.put("cell", result.cell());
    object.put("settings", result.settings());
    List<Object> quantities = new ArrayList<>();
    for (LabResult.Quantity quantity : result.quantities()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("name", quantity.name());
      entry.put("value", finite(quantity.value()));
      entry.put("unit", quantity.unit());
      quantities.add(entry);
    }
    object.put("quantities", quantities);
    Map<String, Object> columns = new LinkedHashMap<>();
    result
        .columns()
        .forEach((name, values) -> {
          List<Object> list = new ArrayList<>(values.length);
          for (double value : values) {
            list.add(finite(value));
          }
          columns.put(name, list);
        });
    object.put("curves", columns);
    object.put(
        "warnings", result.warnings().stream().map(w -> w.code() + ": " + w.message()).toList());
    return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(object);
  }

  /** JSON has no word for what is no number. */
  private static Object finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private static void writeCsv(Map<String, double[]> columns, Path file) throws IOException {
    int rows = columns.values().stream().mapToInt(c -> c.length).max().orElse(0);
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write(String.join(",", columns.keySet()));
      out.write('\n');
      for (int r = 0; r < rows; r++) {
        int c = 0;
        for (double[] column : columns.values()) {
          out.write(c++ == 0 ? "" : ",");
          out.write(r < column.length ? Double.toString(column[r]) : "");
        }
        out.write('\n');
      }
    }
  }
}

package org.neurowright.app.lab.morphology;

import java.util.ArrayList;
import java.util.List;
import org.neurowright.app.text.NumberText;
import org.neurowright.app.text.UnitText;
import org.neurowright.engine.bench.Site;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.region.CellTable;
import org.neurowright.engine.region.CellTable.Extent;

/** What is to be said of places and parts of a cell. */
final class Facts {
  private Facts() {}

  /** A heading, or a quantity with its value. */
  record Line(String name, String value, String unit) {
    boolean isHeading() {
      return value.isEmpty();
    }
  }

  /** {@code dend[3](0.5)}. */
  static String name(CellTable table, Site site) {
    Site middle = table.site(table.segment(site));
    return table.cell().sections().get(middle.section()).name()
        + "("
        + NumberText.real(Math.rint(middle.x() * 1000) / 1000)
        + ")";
  }

  /** Two lines about a place. */
  static String inShort(CellTable table, Site site) {
    int segment = table.segment(site);
    SectionModel section = table.cell().sections().get(site.section());
    List<String> mechanisms = section.mechanisms().stream().map(m -> m.mechanism()).toList();
    return name(table, site)
        + "  "
        + NumberText.fixed(table.distanceUm(segment), 1)
        + " µm from the soma, diameter "
        + NumberText.fixed(table.diamUm(segment), 2)
        + " µm\nL "
        + NumberText.fixed(section.lengthUm(), 1)
        + " µm, nseg "
        + section.nseg()
        + ", "
        + NumberText.fixed(table.areaUm2(segment), 1)
        + " µm²: "
        + (mechanisms.isEmpty() ? "no mechanisms" : String.join(", ", mechanisms));
  }

  /** All about a place: where, how large, and what is in it with its values. */
  static List<Line> inFull(CellTable table, Site site) {
    int segment = table.segment(site);
    SectionModel section = table.cell().sections().get(site.section());
    List<Line> lines = new ArrayList<>();
    add(lines, "distance", table.distanceUm(segment), "µm");
    add(
        lines,
        "electrotonic",
        table.electrotonicDistance(table.site(segment)),
        "λ (" + NumberText.real(CellTable.LAMBDA_HZ) + " Hz)");
    add(lines, "diam", table.diamUm(segment), "µm");
    add(lines, "area", table.areaUm2(segment), "µm²");
    add(lines, "L", section.lengthUm(), "µm");
    lines.add(new Line("nseg", Integer.toString(section.nseg()), ""));
    String heading = "";
    for (CellTable.Variable variable : table.variables()) {
      double value = table.values(variable.name())[segment];
      if (Double.isNaN(value)) {
        continue;
      }
      if (!variable.mechanism().equals(heading)) {
        heading = variable.mechanism();
        lines.add(new Line(heading, "", ""));
      }
      String suffix = "_" + variable.mechanism();
      String name = variable.name();
      add(
          lines,
          name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name,
          value,
          UnitText.of(variable.unit()));
    }
    List<String> listed = table.variables().stream().map(CellTable.Variable::mechanism).toList();
    section.mechanisms().stream()
        .map(m -> m.mechanism())
        .filter(m -> !listed.contains(m))
        .forEach(m -> lines.add(new Line(m, "", "")));
    return lines;
  }

  private static void add(List<Line> lines, String name, double value, String unit) {
    lines.add(new Line(name, NumberText.real(value), unit));
  }

  /** {@code 12 sections, 64 segments, 1 240 µm, 3 100 µm²}. */
  static String extent(Extent extent) {
    return NumberText.plural(extent.sections(), "section", "sections")
        + ", "
        + NumberText.plural(extent.segments(), "segment", "segments")
        + ", "
        + NumberText.count(Math.round(extent.lengthUm()))
        + " µm, "
        + NumberText.count(Math.round(extent.areaUm2()))
        + " µm²";
  }
}

package org.neurowright.app.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.neurowright.app.text.NumberText;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.CellModel;
import org.neurowright.engine.description.MechanismInsertion;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;

/** What a page says of a cell model. */
final class CellDetails {
  private CellDetails() {}

  /**
   * The sections of one kind, summed up.
   *
   * @param kind part of the cell
   * @param sections number of sections
   * @param segments number of segments
   * @param lengthUm total length
   * @param areaUm2 membrane area of the sections as truncated cones
   * @param axialResistivity Ra, Ω cm, as text: a range where sections differ
   * @param capacitance cm, µF/cm², as text
   */
  record Part(
      SectionKind kind,
      int sections,
      int segments,
      double lengthUm,
      double areaUm2,
      String axialResistivity,
      String capacitance) {}

  /**
   * One parameter of one mechanism in one part of the cell.
   *
   * @param mechanism its name
   * @param part where
   * @param parameter name without suffix
   * @param value as text: a range where sections differ
   * @param unit empty when not known
   */
  record Parameter(String mechanism, String part, String parameter, String value, String unit) {}

  /** A name that fits into a tree: without the folder and the ending. */
  static String shortName(CellModel model) {
    String name = model.name();
    int on = name.indexOf(" on ");
    String head = on > 0 ? name.substring(0, on) : name;
    return head.replaceAll("\\.(json|swc|hoc|xml|nml)$", "");
  }

  static List<Part> parts(CableCell cell) {
    Map<SectionKind, List<SectionModel>> byKind = byKind(cell);
    List<Part> parts = new ArrayList<>();
    byKind.forEach((kind, sections) ->
        parts.add(
            new Part(
                kind,
                sections.size(),
                sections.stream().mapToInt(SectionModel::nseg).sum(),
                sections.stream().mapToDouble(SectionModel::lengthUm).sum(),
                sections.stream().mapToDouble(CellDetails::areaUm2).sum(),
                range(sections.stream().mapToDouble(SectionModel::axialResistivityOhmCm).toArray()),
                range(
                    sections.stream().mapToDouble(SectionModel::capacitanceUfPerCm2).toArray()))));
    return parts;
  }

  /**
   * Parameters of all mechanisms, by mechanism and part; a mechanism without any has one line
   * without a parameter.
   */
  static List<Parameter> parameters(CableCell cell, ParameterUnits units) {
    // mechanism -> part -> parameter -> values over the sections
    Map<String, Map<SectionKind, Map<String, List<Double>>>> values = new TreeMap<>();
    Map<String, Map<SectionKind, Map<String, List<Double>>>> ions = new TreeMap<>();
    for (SectionModel section : cell.sections()) {
      for (MechanismInsertion insertion : section.mechanisms()) {
        Map<String, List<Double>> parameters =
            values
                .computeIfAbsent(insertion.mechanism(), _ -> new TreeMap<>())
                .computeIfAbsent(section.kind(), _ -> new TreeMap<>());
        insertion
            .parameters()
            .forEach((name, value) ->
                parameters.computeIfAbsent(name, _ -> new ArrayList<>()).add(value));
      }
      section
          .ionValues()
          .forEach((name, value) ->
              ions.computeIfAbsent("ions", _ -> new TreeMap<>())
                  .computeIfAbsent(section.kind(), _ -> new TreeMap<>())
                  .computeIfAbsent(name, _ -> new ArrayList<>())
                  .add(value));
    }
    List<Parameter> lines = new ArrayList<>();
    values.forEach((mechanism, parts) ->
        parts.forEach((kind, list) -> addLines(lines, mechanism, kind, list, units)));
    ions.forEach((heading, parts) ->
        parts.forEach((kind, list) -> addLines(lines, heading, kind, list, units)));
    return lines;
  }

  private static void addLines(
      List<Parameter> lines,
      String mechanism,
      SectionKind kind,
      Map<String, List<Double>> parameters,
      ParameterUnits units) {
    if (parameters.isEmpty()) {
      lines.add(new Parameter(mechanism, kind.label(), "", "defaults", ""));
    }
    parameters.forEach((name, list) ->
        lines.add(
            new Parameter(
                mechanism,
                kind.label(),
                name,
                range(list.stream().mapToDouble(Double::doubleValue).toArray()),
                units.unitOf(mechanism, name))));
  }

  static int segments(CableCell cell) {
    return cell.sections().stream().mapToInt(SectionModel::nseg).sum();
  }

  static double lengthUm(CableCell cell) {
    return cell.sections().stream().mapToDouble(SectionModel::lengthUm).sum();
  }

  static double areaUm2(CableCell cell) {
    return cell.sections().stream().mapToDouble(CellDetails::areaUm2).sum();
  }

  /** Lateral area of the cylinder or of the truncated cones between measured points, µm². */
  static double areaUm2(SectionModel section) {
    return switch (section.geometry()) {
      case SectionGeometry.Cylinder cylinder ->
          Math.PI * cylinder.diameterUm() * cylinder.lengthUm();
      case SectionGeometry.Points points -> {
        double[] arc = points.arcLengthsUm();
        double area = 0;
        for (int i = 1; i < arc.length; i++) {
          double length = arc[i] - arc[i - 1];
          double r0 = points.diameter()[i - 1] / 2;
          double r1 = points.diameter()[i] / 2;
          area += Math.PI * (r0 + r1) * Math.hypot(length, r1 - r0);
        }
        yield area;
      }
    };
  }

  /** Mean diameter weighted by length, µm. */
  static double meanDiameterUm(SectionModel section) {
    return switch (section.geometry()) {
      case SectionGeometry.Cylinder cylinder -> cylinder.diameterUm();
      case SectionGeometry.Points points -> {
        double[] arc = points.arcLengthsUm();
        double sum = 0;
        for (int i = 1; i < arc.length; i++) {
          sum += (arc[i] - arc[i - 1]) * (points.diameter()[i - 1] + points.diameter()[i]) / 2;
        }
        yield arc[arc.length - 1] > 0 ? sum / arc[arc.length - 1] : points.diameter()[0];
      }
    };
  }

  private static Map<SectionKind, List<SectionModel>> byKind(CableCell cell) {
    Map<SectionKind, List<SectionModel>> byKind = new LinkedHashMap<>();
    cell.sections()
        .forEach(
            section -> byKind.computeIfAbsent(section.kind(), _ -> new ArrayList<>()).add(section));
    return byKind;
  }

  /** One number, or smallest to largest. */
  private static String range(double[] values) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    return least == most
        ? NumberText.real(least)
        : NumberText.real(least) + " … " + NumberText.real(most);
  }
}

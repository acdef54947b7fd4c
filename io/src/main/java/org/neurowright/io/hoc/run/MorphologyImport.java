package org.neurowright.io.hoc.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurowright.engine.morphology.ImportedSection;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.hoc.lang.Place;
import org.neurowright.io.hoc.lang.Stmt;
import org.neurowright.io.hoc.object.HocSectionList;
import org.neurowright.io.hoc.object.ObjectCell;
import org.neurowright.io.hoc.section.HocFailure;
import org.neurowright.io.hoc.section.Section;

/**
 * What {@code Import3d_GUI.instantiate} does: sections by type, the lists of the object,
 * connections in the order of the file, points.
 */
final class MorphologyImport {
  private final Interpreter interpreter;

  MorphologyImport(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  void into(Instance target, ReadResult<List<ImportedSection>> read, Path file) {
    interpreter.problems.addAll(read.problems());
    if (read.value().isEmpty()) {
      throw new HocFailure("hoc.import3d", "Morphology " + file.getFileName() + " cannot be used")
          .hint("See what is wrong with the file");
    }
    List<ImportedSection> imported = read.value().get();
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (ImportedSection section : imported) {
      counts.merge(type(section), 1, Integer::sum);
    }
    Map<String, Section[]> made = new LinkedHashMap<>();
    counts.forEach((type, count) -> {
      made.put(type, create(target, type, count));
      if (!target.isTop()) {
        fill(target, listName(type), matching(target, type));
      }
    });
    if (!target.isTop()) {
      fill(target, "all", interpreter.sections.of(target));
    }
    Section[] sections = new Section[imported.size()];
    for (int i = 0; i < sections.length; i++) {
      ImportedSection section = imported.get(i);
      sections[i] = made.get(type(section))[section.index()];
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < sections.length; i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingInt(i -> firstPoint(imported.get(i))));
    for (int i : order) {
      ImportedSection section = imported.get(i);
      if (section.parent() >= 0) {
        interpreter.sections.connect(sections[i], 0, sections[section.parent()], section.parentX());
      } else if (target.isTop()) {
        interpreter.access(sections[i]);
      }
      section
          .logicalConnection()
          .ifPresent(
              p -> sections[i].setLogicalPoint(new Section.LogicalPoint(p.x(), p.y(), p.z())));
      sections[i].setPoints(section.points());
      interpreter.spend(section.points().size());
    }
  }

  private static int firstPoint(ImportedSection section) {
    return section.parent() < 0 || section.swcIds().length == 0 ? -1 : section.swcIds()[0];
  }

  private static String type(ImportedSection section) {
    return section.name().substring(0, section.name().indexOf('['));
  }

  private Section[] create(Instance target, String type, int count) {
    Variable existing = target.variables.get(type);
    if (!(existing instanceof Variable.Branches) && !target.isTop()) {
      throw new HocFailure(
              "hoc.create",
              "The morphology has sections "
                  + type
                  + ", which template "
                  + target.template.name
                  + " does not declare")
          .hint("Add create " + type + "[1] to the template, outside of its procedures");
    }
    Stmt.Declared declared =
        new Stmt.Declared(
            Place.NOWHERE,
            type,
            List.of(new org.neurowright.io.hoc.lang.Expr.Num(Place.NOWHERE, count)));
    return interpreter.createIn(target, declared);
  }

  private List<Section> matching(Instance target, String type) {
    return interpreter.sections.of(target).stream()
        .filter(s -> s.fullName().substring(target.shownName().length()).contains(type))
        .toList();
  }

  private void fill(Instance target, String name, List<Section> sections) {
    if (!(target.variables.get(name) instanceof Variable.Objects(ObjectCell[] cells, int[] _))
        || !(cells[0].object instanceof HocSectionList list)) {
      throw new HocFailure(
              "hoc.import3d", "Template " + target.template.name + " has no SectionList " + name)
          .hint(
              "objref "
                  + name
                  + " in the template and "
                  + name
                  + " = new SectionList() before instantiate");
    }
    sections.forEach(list::add);
  }

  private static String listName(String type) {
    return switch (type) {
      case "soma" -> "somatic";
      case "axon" -> "axonal";
      case "dend" -> "basal";
      case "apic" -> "apical";
      default -> type.startsWith("minus_") ? type + "set" : type.replace("dend_", "dendritic_");
    };
  }
}

package org.neurowright.io.hoc.object;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import org.neurowright.io.hoc.section.HocFailure;
import org.neurowright.io.hoc.section.Section;

/** {@code SectionList}; deleted sections are skipped. */
public final class HocSectionList extends NativeObject {
  private final List<Section> sections = new ArrayList<>();

  public HocSectionList(int number) {
    super("SectionList", number);
  }

  /** Those that still exist, in order; a copy. */
  public List<Section> sections() {
    sections.removeIf(s -> !s.isAlive());
    return List.copyOf(sections);
  }

  public void add(Section section) {
    sections.add(section);
  }

  @Override
  public Object member(String name, double[] indices, Arguments arguments) {
    throw noMember(name);
  }

  /** Methods, which work on the section in which they are called. */
  public Double call(String name, Section current, Arguments a) {
    switch (name) {
      case "append" -> sections.add(needed(current));
      case "remove" -> {
        if (a.count() > 0) {
          sections.removeAll(a.object(1, HocSectionList.class).sections());
        } else {
          return sections.remove(needed(current)) ? 1.0 : 0.0;
        }
      }
      case "children" -> sections.addAll(needed(current).children());
      case "wholetree" -> subtree(needed(current).root());
      case "subtree" -> subtree(needed(current));
      case "unique" -> {
        int before = sections().size();
        List<Section> once = new ArrayList<>(new LinkedHashSet<>(sections));
        sections.clear();
        sections.addAll(once);
        return (double) (before - once.size());
      }
      case "allroots" -> throw noMember(name);
      case "contains" -> {
        return sections.contains(needed(current)) ? 1.0 : 0.0;
      }
      case "printnames", "size" -> {
        return (double) sections().size();
      }
      default -> throw noMember(name);
    }
    return (double) sections.size();
  }

  private static Section needed(Section current) {
    if (current == null) {
      throw new HocFailure("hoc.no-section", "There is no current section")
          .hint("Call it inside of a section, for instance soma list.append()");
    }
    return current;
  }

  /** Parents before children, as NEURON walks. */
  private void subtree(Section root) {
    Deque<Section> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      Section section = open.pop();
      sections.add(section);
      for (Section child : section.children().reversed()) {
        open.push(child);
      }
    }
  }
}

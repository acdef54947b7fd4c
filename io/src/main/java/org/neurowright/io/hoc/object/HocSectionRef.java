package org.neurowright.io.hoc.object;

import org.neurowright.io.hoc.section.HocFailure;
import org.neurowright.io.hoc.section.Section;

/** {@code SectionRef}: a section as an object. */
public final class HocSectionRef extends NativeObject {
  private final Section section;

  public HocSectionRef(int number, Section section) {
    super("SectionRef", number);
    this.section = section;
  }

  public Section section() {
    return section;
  }

  @Override
  public Object member(String name, double[] indices, Arguments arguments) {
    return switch (name) {
      case "sec" -> section;
      case "parent" -> some(section.parent(), "parent");
      case "trueparent" -> some(trueParent(), "true parent");
      case "root" -> section.root();
      case "child" ->
          section
              .children()
              .get(index(indices.length > 0 ? indices[0] : 0, section.children().size(), "child"));
      case "nchild" -> (double) section.children().size();
      case "has_parent" -> section.parent() == null ? 0.0 : 1.0;
      case "has_trueparent" -> trueParent() == null ? 0.0 : 1.0;
      case "exists" -> section.isAlive() ? 1.0 : 0.0;
      case "is_cas" -> 0.0;
      default -> throw noMember(name);
    };
  }

  /** The section that electrically is the parent: the first one that is not attached to itself. */
  private Section trueParent() {
    Section s = section;
    while (s.parent() != null && s.parentX() == s.parent().childX()) {
      s = s.parent();
    }
    return s.parent();
  }

  private Section some(Section found, String what) {
    if (found == null) {
      throw new HocFailure("hoc.no-section", "Section " + section.fullName() + " has no " + what);
    }
    return found;
  }
}

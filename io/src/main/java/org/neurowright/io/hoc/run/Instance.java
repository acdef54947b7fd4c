package org.neurowright.io.hoc.run;

import java.util.LinkedHashMap;
import java.util.Map;
import org.neurowright.io.hoc.object.Arguments;
import org.neurowright.io.hoc.object.HocObject;

/** An object of a template; the top level, too, is one. */
final class Instance implements HocObject {
  final TemplateCode template;
  final int number;
  final Map<String, Variable> variables = new LinkedHashMap<>();

  Instance(TemplateCode template, int number) {
    this.template = template;
    this.number = number;
  }

  /** While its template is being defined; it has no sections of its own. */
  boolean isPrototype() {
    return number < 0 && !isTop();
  }

  boolean isTop() {
    return template.name.isEmpty();
  }

  @Override
  public String className() {
    return template.name;
  }

  @Override
  public String shownName() {
    return isTop() ? "" : template.name + "[" + Math.max(0, number) + "]";
  }

  @Override
  public Object member(String name, double[] indices, Arguments arguments) {
    throw noMember(name); // the interpreter looks into instances itself
  }
}

package org.neurowright.io.neuroml;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.neurowright.engine.problem.Location;

/** An XML element with the place where it stands; names without namespace. */
record Element(
    String name, Map<String, String> attributes, List<Element> children, Path file, int line) {

  Element(String name, Map<String, String> attributes, Path file, int line) {
    this(name, Map.copyOf(attributes), new ArrayList<>(), file, line);
  }

  /** An attribute; empty text when it is absent. */
  String get(String attribute) {
    return attributes.getOrDefault(attribute, "").strip();
  }

  boolean has(String attribute) {
    return !get(attribute).isEmpty();
  }

  /** Children of one name. */
  List<Element> all(String childName) {
    return children.stream().filter(c -> c.name.equals(childName)).toList();
  }

  Optional<Element> first(String childName) {
    return children.stream().filter(c -> c.name.equals(childName)).findFirst();
  }

  /** This element and everything in it, in document order. */
  Stream<Element> tree() {
    return Stream.concat(Stream.of(this), children.stream().flatMap(Element::tree));
  }

  /** Attribute {@code type} where an element is written in its general form, else its name. */
  String kind() {
    return has("type") && !name.equals("notes") ? get("type") : name;
  }

  Location where() {
    return Location.of(file, line);
  }
}

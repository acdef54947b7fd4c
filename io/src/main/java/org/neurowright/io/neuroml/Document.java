package org.neurowright.io.neuroml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;

/** A NeuroML file and all that it includes. */
final class Document {
  /** Deeper trees are not NeuroML. */
  private static final int DEEPEST = 200;

  private final Problems problems;
  private final Map<Path, Element> roots = new LinkedHashMap<>();

  private Document(Problems problems) {
    this.problems = problems;
  }

  /** Reads a file; what cannot be read is reported. */
  static Document read(Path file, Problems problems) {
    Document document = new Document(problems);
    document.add(file.toAbsolutePath().normalize(), Location.of(file));
    return document;
  }

  /** Everything, the included files after the one that includes them. */
  Stream<Element> elements() {
    return roots.values().stream().flatMap(Element::tree);
  }

  /** Elements below the roots: cells, channels, component types. */
  List<Element> topLevel() {
    return roots.values().stream().flatMap(root -> root.children().stream()).toList();
  }

  /** The first top-level element of an id. */
  Optional<Element> withId(String id) {
    return topLevel().stream().filter(e -> e.get("id").equals(id)).findFirst();
  }

  /** A component type by name. */
  Optional<Element> componentType(String name) {
    return elements()
        .filter(e -> e.name().equals("ComponentType") && e.get("name").equals(name))
        .findFirst();
  }

  private void add(Path file, Location asked) {
    if (roots.containsKey(file)) {
      return;
    }
    if (!Files.isRegularFile(file)) {
      problems.add(
          Problem.error("neuroml.missing-file", asked, "There is no NeuroML file " + file)
              .expected("the file, relative to the one that includes it"));
      return;
    }
    Optional<Element> root = parse(file);
    if (root.isEmpty()) {
      return;
    }
    roots.put(file, root.get());
    List<Element> includes = new ArrayList<>(root.get().all("include"));
    includes.addAll(root.get().all("Include"));
    for (Element include : includes) {
      String name = include.has("href") ? include.get("href") : include.get("file");
      if (!name.isEmpty() && !isCore(name)) {
        add(file.resolveSibling(name).normalize(), include.where());
      }
    }
  }

  /** Definitions that every NeuroML tool brings; known here by heart. */
  private static boolean isCore(String name) {
    return List.of(
            "Cells.xml",
            "Channels.xml",
            "Synapses.xml",
            "Simulation.xml",
            "Networks.xml",
            "Inputs.xml",
            "NeuroMLCoreDimensions.xml",
            "NeuroMLCoreCompTypes.xml",
            "PyNN.xml")
        .contains(name.substring(name.lastIndexOf('/') + 1));
  }

  private Optional<Element> parse(Path file) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try (InputStream in = Files.newInputStream(file)) {
      XMLStreamReader xml = factory.createXMLStreamReader(in);
      Deque<Element> open = new ArrayDeque<>();
      Element root = null;
      while (xml.hasNext()) {
        switch (xml.next()) {
          case XMLStreamReader.START_ELEMENT -> {
            Map<String, String> attributes = new LinkedHashMap<>();
            for (int i = 0; i < xml.getAttributeCount(); i++) {
              attributes.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
            }
            Element element =
                new Element(
                    xml.getLocalName(), attributes, file, xml.getLocation().getLineNumber());
            if (open.isEmpty()) {
              root = element;
            } else {
              open.peek().children().add(element);
            }
            open.push(element);
            if (open.size() > DEEPEST) {
              throw new XMLStreamException("elements are nested too deeply", xml.getLocation());
            }
          }
          case XMLStreamReader.END_ELEMENT -> open.pop();
          default -> {}
        }
      }
      return Optional.ofNullable(root);
    } catch (XMLStreamException e) {
      int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNumber());
      String message = e.getMessage() == null ? "" : e.getMessage();
      problems.add(
          Problem.error(
              "cell.bad-xml",
              Location.of(file, line),
              "The file is not valid XML: " + message.lines().reduce((a, b) -> b).orElse("")));
    } catch (IOException e) {
      problems.add(
          Problem.error("cell.unreadable", Location.of(file), "The NeuroML file cannot be read"));
    }
    return Optional.empty();
  }
}

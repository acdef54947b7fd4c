package org.neurowright.io.neuroml;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurowright.engine.nmodl.NmodlSource;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.format.ReadResult;

/** The mechanisms that a NeuroML file defines, as NMODL. */
public final class NeuroMlMechanisms {
  private NeuroMlMechanisms() {}

  /** Whether a file is NeuroML by its name. */
  public static boolean isNeuroMl(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".nml") || name.endsWith(".xml");
  }

  /**
   * Translates the channels and concentration models of a file and of those it includes. Channels
   * that densities of the file use get the ions of these; others that of their attribute {@code
   * species}.
   *
   * @param file a cell with its channels, or channels alone
   * @return one source per mechanism, concentration models last; those with errors are left out
   */
  public static ReadResult<List<NmodlSource>> translate(Path file) {
    Problems problems = new Problems();
    Document document = Document.read(file, problems);
    Map<String, Set<Variant>> used = new LinkedHashMap<>();
    document
        .elements()
        .flatMap(element -> Densities.variant(element).stream())
        .forEach(v -> used.computeIfAbsent(v.channel(), c -> new LinkedHashSet<>()).add(v));
    Map<String, NmodlSource> sources = new LinkedHashMap<>();
    for (Element element : document.topLevel()) {
      if (ChannelWriter.isChannel(element)) {
        Set<Variant> variants =
            used.getOrDefault(
                element.get("id"),
                Set.of(
                    new Variant(element.get("id"), element.get("species"), Variant.Drive.OHMIC)));
        for (Variant variant : variants) {
          Problems own = new Problems();
          String text = ChannelWriter.write(document, element, variant, own);
          add(sources, element, variant.mechanism(), text, own, problems);
        }
      }
    }
    document
        .elements()
        .filter(PoolWriter::isPool)
        .forEach(pool -> {
          Problems own = new Problems();
          String text = PoolWriter.write(document, pool, own).orElse("");
          add(sources, pool, Variant.name(pool.get("id")), text, own, problems);
        });
    return ReadResult.of(new ArrayList<>(sources.values()), problems.toList());
  }

  private static void add(
      Map<String, NmodlSource> sources,
      Element element,
      String name,
      String text,
      Problems own,
      Problems problems) {
    problems.addAll(own.toList());
    if (own.hasErrors()) {
      return;
    }
    NmodlSource source = new NmodlSource(element.file() + "#" + name + ".mod", text);
    NmodlSource before = sources.putIfAbsent(name, source);
    if (before != null && !before.text().equals(text)) {
      problems.add(
          Problem.error(
                  "neuroml.channel",
                  element.where(),
                  "The mechanism " + name + " is needed in two forms")
              .expected("one ion for all densities of a channel")
              .hint("Give one of the two channels an id of its own"));
    }
  }
}

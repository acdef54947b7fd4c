package org.neurowright.io.hoc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.io.hoc.HocMutations.Original;

/**
 * Damaged hoc files give a cell or located problems: no hang, no exception. The seed of each is its
 * number.
 */
class HocFuzzTest {
  @TempDir Path folder;

  private void run(int first, int count) throws IOException {
    List<Original> sources = new ArrayList<>();
    for (String call : HocReferenceTest.TEMPLATES) {
      String template = call.split(" ")[0];
      sources.add(
          new Original(
              HocReferenceTest.resource("templates/" + template + ".hoc"),
              template,
              template.equals("Imported") ? List.of("cell.swc", 1.0) : List.of(1.0, 1.5, "tag")));
    }
    Path samples = Path.of("../samples/hoc-cells/components/templates");
    sources.add(new Original(samples.resolve("chain.hoc"), "Chain", List.of(5.0)));
    sources.add(new Original(samples.resolve("stellate.hoc"), "Stellate", List.of("cell.swc")));
    Files.copy(HocReferenceTest.resource("templates/cell.swc"), folder.resolve("cell.swc"));
    HocMutations mutations = new HocMutations(folder, sources);
    for (int seed = first; seed < first + count; seed++) {
      mutations.check(seed);
    }
  }

  @Test
  void seeds0To399() throws IOException {
    run(0, 400);
  }

  @Test
  @Tag("conformance")
  void seeds0To4999() throws IOException {
    run(0, 5000);
  }
}

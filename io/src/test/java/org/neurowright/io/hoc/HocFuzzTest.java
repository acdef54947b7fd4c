package org.neurowright.io.hoc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged hoc files give a cell or located problems: no hang, no exception. The seed of each is its
 * number.
 */
class HocFuzzTest {
  @TempDir Path folder;

  private void run(int first, int count) throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String call : HocReferenceTest.TEMPLATES) {
      sources.add(HocReferenceTest.resource("templates/" + call.split(" ")[0] + ".hoc"));
    }
    Files.copy(HocReferenceTest.resource("templates/cell.swc"), folder.resolve("1"));
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

package org.neurowright.engine.nmodl;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Files beside the test classes. */
final class TestResources {
  private TestResources() {}

  static String text(String name) throws IOException {
    try (InputStream stream = TestResources.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IOException("no test resource " + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static List<String> lines(String name) throws IOException {
    return text(name).lines().toList();
  }

  static NmodlSource source(String name) throws IOException {
    return new NmodlSource(name.substring(name.lastIndexOf('/') + 1), text(name));
  }
}

package org.neurowright.io.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFileTest {
  @TempDir Path folder;

  @Test
  void lineEndsAndEncodingStayAsTheyWere() throws IOException {
    Path file = folder.resolve("Na.mod");
    Files.write(file, "TITLE Na\r\n: Müller\r\n".getBytes(StandardCharsets.ISO_8859_1));
    SourceFile read = SourceFile.read(file);
    assertThat(read.text()).isEqualTo("TITLE Na\n: Müller\n");
    SourceFile saved = read.save("TITLE Na2\n: Müller\n");
    assertThat(Files.readAllBytes(file))
        .isEqualTo("TITLE Na2\r\n: Müller\r\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(saved.changedOnDisk()).isFalse();
    saved.save(": 25 °C, α_m\n");
    assertThat(Files.readString(file)).isEqualTo(": 25 °C, α_m\r\n");
  }

  @Test
  void anotherHandIsNoticed() throws IOException {
    Path file = folder.resolve("K.mod");
    Files.writeString(file, "TITLE K\n");
    SourceFile read = SourceFile.read(file);
    assertThat(read.changedOnDisk()).isFalse();
    Files.writeString(file, "TITLE k\n");
    assertThat(read.changedOnDisk()).isTrue();
    Files.delete(file);
    assertThat(read.changedOnDisk()).isTrue();
  }

  @Test
  void savingThroughALinkKeepsTheLink() throws IOException {
    Path real = Files.writeString(folder.resolve("real.mod"), "TITLE a\n");
    Path link = Files.createSymbolicLink(folder.resolve("link.mod"), real);
    SourceFile.read(link).save("TITLE b\n");
    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(Files.readString(real)).isEqualTo("TITLE b\n");
  }
}

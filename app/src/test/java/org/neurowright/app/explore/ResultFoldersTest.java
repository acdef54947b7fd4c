package org.neurowright.app.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFoldersTest {
  @TempDir Path project;

  @Test
  void findsFoldersWithResultsTheNewestFirst() throws IOException {
    file("network/v1_nodes.h5", 1);
    file("inputs/spikes_lgn.h5", 1);
    file("output/spikes.h5", 100);
    file("output_long/v_report.h5", 300);
    file("runs/a/spikes.csv", 200);
    file(".hidden/spikes.h5", 400);
    assertThat(ResultFolders.in(project))
        .containsExactly(
            project.resolve("output_long"), project.resolve("runs/a"), project.resolve("output"));
  }

  @Test
  void aFolderThatIsNotThereHasNone() {
    assertThat(ResultFolders.in(project.resolve("nowhere"))).isEmpty();
  }

  private void file(String name, long second) throws IOException {
    Path file = project.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
    Files.setLastModifiedTime(file.getParent(), FileTime.fromMillis(1000 * second));
  }
}

package org.neurowright.io.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.io.hdf5.Hdf5File;

/**
 * The columns of a membrane report of all sections of {@code bio_1cell} against what BMTK 1.2.0
 * wrote: the configuration with the clamp, its report changed to {@code "sections": "all"}.
 * Compared are the first 16 digits of the SHA-256 of the numbers of each dataset, joined by commas.
 */
@Tag("conformance")
class ReportMappingTest {
  @TempDir Path temp;

  @Test
  void namesTheSamePointsOfTheMorphology() throws IOException, NoSuchAlgorithmException {
    Path folder = Conformance.copyOfModel("bio_1cell", temp);
    String config = Files.readString(folder.resolve("config.simulation_iclamp.json"));
    assertThat(config).contains("\"sections\": \"soma\"").contains("\"tstop\": 3000.0");
    Files.writeString(
        folder.resolve("all.json"),
        config
            .replace("\"sections\": \"soma\"", "\"sections\": \"all\"")
            .replace("\"tstop\": 3000.0", "\"tstop\": 5.0"));
    Path results = BmtkRuns.run(folder.resolve("all.json"), 1, "results").outputDir();
    try (Hdf5File file = Hdf5File.open(results.resolve("membrane_potential.h5"))) {
      String mapping = "/report/biocell/mapping/";
      assertThat(file.dataset(mapping + "swc_ids_beg").readLongs()).hasSize(264);
      assertThat(digest(file, mapping + "swc_ids_beg")).isEqualTo("18f7652ccf9372f6");
      assertThat(digest(file, mapping + "swc_ids_end")).isEqualTo("f0fb6c69a2a86b03");
      assertThat(digest(file, mapping + "seg_types")).isEqualTo("6c7662813131b4ec");
    }
  }

  private static String digest(Hdf5File file, String dataset)
      throws IOException, NoSuchAlgorithmException {
    String text =
        Arrays.stream(file.dataset(dataset).readLongs())
            .mapToObj(Long::toString)
            .collect(Collectors.joining(","));
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash).substring(0, 16);
  }
}

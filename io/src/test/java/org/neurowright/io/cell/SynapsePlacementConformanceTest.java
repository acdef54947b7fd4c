package org.neurowright.io.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.placement.PlacementTable;
import org.neurowright.engine.placement.PlacementTarget;
import org.neurowright.engine.placement.SynapsePlacer;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.random.Mt19937;

/**
 * All 7,000 synapses that BMTK places by rule on the ten biophysical cells of its example {@code
 * bio_14cells}. How the expected digests were made stands in the resource file.
 */
@Tag("conformance")
class SynapsePlacementConformanceTest {
  private static final Set<SectionKind> DENDRITES = Set.of(SectionKind.DEND, SectionKind.APIC);
  private static final Set<SectionKind> SOMA_AND_BASAL = Set.of(SectionKind.SOMA, SectionKind.DEND);
  private static final PlacementTarget ANYWHERE_NEAR = new PlacementTarget(SOMA_AND_BASAL, 0, 1e20);
  private static final PlacementTarget MIDDLE = new PlacementTarget(DENDRITES, 30, 150);
  private static final PlacementTarget INNER = new PlacementTarget(DENDRITES, 0, 150);

  /** {@code target_sections} and {@code distance_range} of the example's edge types. */
  private static final Map<String, PlacementTarget> TARGETS =
      Map.ofEntries(
          Map.entry("v1:100", ANYWHERE_NEAR),
          Map.entry(
              "v1:102",
              new PlacementTarget(
                  Set.of(SectionKind.SOMA, SectionKind.DEND, SectionKind.APIC), 0, 50)),
          Map.entry("v1:104", ANYWHERE_NEAR),
          Map.entry("v1:105", ANYWHERE_NEAR),
          Map.entry("v1:107", MIDDLE),
          Map.entry("v1:108", MIDDLE),
          Map.entry("v1:109", MIDDLE),
          Map.entry("lgn:100", INNER),
          Map.entry("lgn:101", INNER),
          Map.entry("lgn:102", INNER),
          Map.entry("lgn:103", ANYWHERE_NEAR),
          Map.entry("lgn:104", ANYWHERE_NEAR),
          Map.entry("tw:100", MIDDLE),
          Map.entry("tw:101", MIDDLE),
          Map.entry("tw:102", MIDDLE),
          Map.entry("tw:103", ANYWHERE_NEAR),
          Map.entry("tw:104", ANYWHERE_NEAR));

  private static final List<String[]> CELLS =
      List.of(
          new String[] {"472363762_fit.json", "Scnn1a_473845048_m.swc"},
          new String[] {"473863510_fit.json", "Rorb_325404214_m.swc"},
          new String[] {"473863035_fit.json", "Nr5a1_471087815_m.swc"},
          new String[] {"472912177_fit.json", "Pvalb_470522102_m.swc"},
          new String[] {"473862421_fit.json", "Pvalb_469628681_m.swc"});

  @Test
  void everySynapseSitsWhereBmtkPutsIt() throws Exception {
    Path components = SharedData.folder("data/bmtk/bio_components");
    BmtkCellModels models = new BmtkCellModels();
    List<PlacementTable> tables = new ArrayList<>();
    for (String[] files : CELLS) {
      CableCell cell =
          models
              .load(
                  new CellRequest(
                      "ctdb:Biophys1.hoc",
                      Optional.of(components.resolve("morphologies").resolve(files[1])),
                      Optional.of(
                          components
                              .resolve("biophysical_neuron_templates/ctdb")
                              .resolve(files[0])),
                      Optional.empty(),
                      List.of("aibs_perisomatic"),
                      Location.NOWHERE))
              .orThrow();
      tables.add(PlacementTable.of(cell.withMaximalSegmentLength(20)));
    }
    int synapses = 0;
    for (String line : expectedCells()) {
      String[] fields = line.split(" ");
      int gid = Integer.parseInt(fields[0]);
      PlacementTable table = tables.get(gid / 2); // two cells of each type
      synapses += check(table, gid, fields);
    }
    assertThat(synapses).isEqualTo(7000);
  }

  private static int check(PlacementTable table, int gid, String[] fields)
      throws NoSuchAlgorithmException {
    assertThat(table.index().size())
        .as("segments of cell %d", gid)
        .isEqualTo(Integer.parseInt(fields[1]));
    double distances = 0;
    for (int s = 0; s < table.index().size(); s++) {
      distances += table.index().distanceUm(s);
    }
    assertThat(distances).isCloseTo(Double.parseDouble(fields[2]), within(1e-9));

    SynapsePlacer placer = new SynapsePlacer(table, new Mt19937(gid));
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    int synapses = 0;
    for (int f = 5; f < fields.length; f++) {
      String[] run = fields[f].split("\\*");
      int count = Integer.parseInt(run[1]);
      SynapsePlacer.Placement placed = placer.place(TARGETS.get(run[0]), count);
      assertThat(placed.size()).isEqualTo(count);
      synapses += count;
      for (int i = 0; i < count; i++) {
        digest.update(
            (placed.section()[i] + " " + placed.x()[i] + "\n").getBytes(StandardCharsets.US_ASCII));
      }
    }
    assertThat(synapses).isEqualTo(Integer.parseInt(fields[3]));
    assertThat(HexFormat.of().formatHex(digest.digest()))
        .as("places of cell %d", gid)
        .isEqualTo(fields[4]);
    return synapses;
  }

  private static List<String> expectedCells() throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                SynapsePlacementConformanceTest.class.getResourceAsStream(
                    "bio_14cells-synapses.txt"),
                StandardCharsets.US_ASCII))) {
      return reader.lines().filter(line -> !line.startsWith("#")).toList();
    }
  }
}

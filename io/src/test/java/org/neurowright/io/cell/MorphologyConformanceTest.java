package org.neurowright.io.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.morphology.ImportedSection;
import org.neurowright.engine.morphology.Morphology;
import org.neurowright.engine.morphology.RawPoints;
import org.neurowright.engine.placement.SegmentIndex;
import org.neurowright.io.swc.Import3dBmtk;
import org.neurowright.io.swc.Import3dNeuron;
import org.neurowright.io.swc.SwcReader;

/**
 * Totals of whole Allen Cell Types morphologies before the axon is replaced, computed with NEURON
 * 8.2.2 and both versions of Import3d (9 significant digits).
 */
@Tag("conformance")
class MorphologyConformanceTest {

  @ParameterizedTest
  @CsvSource({
    "bio_components/morphologies/Scnn1a_473845048_m.swc,"
        + " 3783, 1, 3, 80, 39, 4725.88625, 7114.84932, 4725.87442, 7114.8482, 3898, 269, 503.557677",
    "bio_components/morphologies/Rorb_325404214_m.swc,"
        + " 2191, 1, 1, 37, 25, 2637.5038, 4889.95643, 2637.50437, 4889.95502, 2251, 140, 453.799162",
    "bio_components/morphologies/Nr5a1_471087815_m.swc,"
        + " 1531, 1, 1, 27, 9, 1902.47871, 3725.57437, 1902.47689, 3725.56241, 1565, 100, 365.018743",
    "bio_components/morphologies/Pvalb_470522102_m.swc,"
        + " 1963, 1, 1, 36, 0, 2420.36918, 3205.15244, 2420.36632, 3205.16932, 1997, 122, 412.230786",
    "bio_components/morphologies/Pvalb_469628681_m.swc,"
        + " 1247, 1, 1, 40, 0, 1515.3686, 2642.56299, 1515.36622, 2642.54491, 1285, 90, 225.931631",
    "bio_intfire_ring/components/morphologies/Rbp4-Cre_KL100_Ai14-180747.06.01.01_495335491_m.swc,"
        + " 4213, 1, 1, 72, 35, 5060.83298, 7395.58835, 5060.83403, 7395.57606, 4313, 267, 549.666894"
  })
  void totalsAreThoseOfNeuron(
      String file,
      int points,
      int soma,
      int axon,
      int dend,
      int apic,
      double length,
      double area,
      double bmtkLength,
      double bmtkArea,
      int points3d,
      int segments,
      double farthest) {
    RawPoints raw = new SwcReader().read(SharedData.folder("data/bmtk").resolve(file)).orThrow();
    assertThat(raw.size()).isEqualTo(points);
    Morphology neuron = new Import3dNeuron().sections(file, raw);
    Morphology bmtk = new Import3dBmtk().sections(file, raw);

    for (Morphology morphology : new Morphology[] {neuron, bmtk}) {
      assertThat(morphology.count(SectionKind.SOMA)).isEqualTo(soma);
      assertThat(morphology.count(SectionKind.AXON)).isEqualTo(axon);
      assertThat(morphology.count(SectionKind.DEND)).isEqualTo(dend);
      assertThat(morphology.count(SectionKind.APIC)).isEqualTo(apic);
      assertThat(morphology.sections().stream().mapToInt(s -> s.points().size()).sum())
          .isEqualTo(points3d);
    }
    assertThat(neuron.totalLengthUm()).isCloseTo(length, within(length * 5e-9));
    assertThat(bmtk.totalLengthUm()).isCloseTo(bmtkLength, within(bmtkLength * 5e-9));
    assertThat(area(neuron)).isCloseTo(area, within(area * 5e-9));
    assertThat(area(bmtk)).isCloseTo(bmtkArea, within(bmtkArea * 5e-9));

    CableCell cell = neuron.toCableCell().withMaximalSegmentLength(20);
    assertThat(cell.sections().stream().mapToInt(SectionModel::nseg).sum()).isEqualTo(segments);
    SegmentIndex index = SegmentIndex.of(cell);
    double far = 0;
    for (int s = 0; s < index.size(); s++) {
      far = Math.max(far, index.farUm(s));
    }
    assertThat(far).isCloseTo(farthest, within(farthest * 5e-9));
  }

  /**
   * Names, topology and every point as NEURON 9.0.2 stores it: SHA-256 (first 16 digits) of the
   * lines {@code name parent parentX pt3dstyle} and, per point, the bits of x, y, z, diameter in
   * hexadecimal.
   */
  @ParameterizedTest
  @CsvSource({
    "bio_components/morphologies/Scnn1a_473845048_m.swc, edf71a48f1054e93, 20e0d9d532dd8ae3",
    "bio_components/morphologies/Rorb_325404214_m.swc, e5837f425b450bb4, 4f6c03d680ce723f",
    "bio_components/morphologies/Nr5a1_471087815_m.swc, 86f30aab55be1917, ecf508fd73ffd41b",
    "bio_components/morphologies/Pvalb_470522102_m.swc, 8007c84536070749, 67629e0b4e567d19",
    "bio_components/morphologies/Pvalb_469628681_m.swc, 0d9979e1e85d3cff, d57a3cde09bd7eb2",
    "bio_intfire_ring/components/morphologies/Rbp4-Cre_KL100_Ai14-180747.06.01.01_495335491_m.swc,"
        + " dfbeb5e006354e67, 362bd51f79ee682c"
  })
  void everyPointIsThatOfNeuron(String file, String neuronDigest, String bmtkDigest)
      throws NoSuchAlgorithmException {
    RawPoints raw = new SwcReader().read(SharedData.folder("data/bmtk").resolve(file)).orThrow();
    assertThat(digest(new Import3dNeuron().sections(file, raw))).isEqualTo(neuronDigest);
    assertThat(digest(new Import3dBmtk().sections(file, raw))).isEqualTo(bmtkDigest);
  }

  private static String digest(Morphology morphology) throws NoSuchAlgorithmException {
    StringBuilder text = new StringBuilder();
    for (ImportedSection section : morphology.sections()) {
      String parent =
          section.parent() < 0 ? "-" : morphology.sections().get(section.parent()).name();
      int style = section.logicalConnection().isPresent() ? 1 : 0;
      text.append(section.name() + " " + parent + " " + section.parentX() + " " + style + "\n");
      SectionGeometry.Points points = section.points();
      for (int k = 0; k < points.size(); k++) {
        text.append(
            "%08x %08x %08x %08x\n"
                .formatted(
                    Float.floatToIntBits(points.x()[k]),
                    Float.floatToIntBits(points.y()[k]),
                    Float.floatToIntBits(points.z()[k]),
                    Float.floatToIntBits(points.diameter()[k])));
      }
    }
    byte[] hash =
        MessageDigest.getInstance("SHA-256")
            .digest(text.toString().getBytes(StandardCharsets.US_ASCII));
    return HexFormat.of().formatHex(hash, 0, 8);
  }

  /** Sum of the lateral areas of all frusta. */
  private static double area(Morphology morphology) {
    double area = 0;
    for (ImportedSection section : morphology.sections()) {
      SectionGeometry.Points points = section.points();
      double[] arc = points.arcLengthsUm();
      for (int i = 1; i < arc.length; i++) {
        double d0 = points.diameter()[i - 1];
        double d1 = points.diameter()[i];
        area += Math.PI / 2 * (d0 + d1) * Math.hypot(arc[i] - arc[i - 1], (d1 - d0) / 2);
      }
    }
    return area;
  }
}

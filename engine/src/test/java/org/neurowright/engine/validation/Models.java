package org.neurowright.engine.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.neurowright.engine.cable.Blueprint;
import org.neurowright.engine.cable.CableNetwork;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.MechanismInsertion;
import org.neurowright.engine.description.RangeValue;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.nmodl.NmodlCompiler;
import org.neurowright.engine.nmodl.NmodlSource;
import org.neurowright.engine.nmodl.builtin.BuiltinMechanisms;
import org.neurowright.engine.problem.Problems;

/** Short ways of describing cells for tests, with NEURON's mechanisms. */
final class Models {
  static final MechanismCatalogue CATALOGUE = catalogue();

  private Models() {}

  private static MechanismCatalogue catalogue() {
    NmodlCompiler compiler = new NmodlCompiler();
    var result = compiler.compile(List.of(new NmodlSource("HalfGap.mod", resource("HalfGap.mod"))));
    assertThat(result.problems()).filteredOn(problem -> problem.isError()).isEmpty();
    return BuiltinMechanisms.catalogue(compiler).with(result.types());
  }

  static String resource(String name) {
    try (InputStream stream = Models.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A cylinder with Ra 100 Ω cm and cm 1 µF/cm². */
  static SectionModel section(
      String name,
      double lengthUm,
      double diamUm,
      int nseg,
      int parent,
      double parentX,
      MechanismInsertion... mechanisms) {
    return SectionModel.of(
            name,
            SectionKind.ofSectionName(name),
            new SectionGeometry.Cylinder(lengthUm, diamUm),
            parent,
            parentX)
        .withNseg(nseg)
        .withMembrane(100, 1, List.of(mechanisms), Map.of());
  }

  static MechanismInsertion mechanism(String name) {
    return new MechanismInsertion(name, Map.of());
  }

  static MechanismInsertion leak(double gPerCm2, double eMv) {
    return new MechanismInsertion("pas", Map.of("g", gPerCm2, "e", eMv));
  }

  /** The same section with values that differ between its segments. */
  static SectionModel withRange(SectionModel s, List<RangeValue> range) {
    return new SectionModel(
        s.name(),
        s.kind(),
        s.geometry(),
        s.parent(),
        s.parentX(),
        s.childX(),
        s.nseg(),
        s.axialResistivityOhmCm(),
        s.capacitanceUfPerCm2(),
        s.rallBranch(),
        s.mechanisms(),
        s.ionValues(),
        s.ionStyles(),
        range);
  }

  static Blueprint blueprint(SectionModel... sections) {
    return blueprint(new CableCell("test cell", Arrays.asList(sections)));
  }

  static Blueprint blueprint(CableCell cell) {
    Problems problems = new Problems();
    Blueprint blueprint = Blueprint.of(cell, CATALOGUE, problems);
    assertThat(problems.toList()).isEmpty();
    return blueprint;
  }

  /** A point process made from a template of its own. */
  static int point(
      CableNetwork network,
      int cell,
      int section,
      double x,
      String mechanism,
      Map<String, Double> parameters) {
    int template =
        network.addTemplate(
            new CableNetwork.PointTemplate(CATALOGUE.find(mechanism).orElseThrow(), parameters));
    return network.addPoint(cell, section, x, template);
  }
}

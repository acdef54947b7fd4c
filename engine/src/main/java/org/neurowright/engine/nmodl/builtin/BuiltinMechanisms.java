package org.neurowright.engine.nmodl.builtin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.neurowright.engine.mechanism.Extracellular;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.nmodl.NmodlCompiler;
import org.neurowright.engine.nmodl.NmodlResult;
import org.neurowright.engine.nmodl.NmodlSource;

/**
 * The built-in mechanisms in NEURON's order of registration, which decides their order of
 * execution. Membrane capacitance, ions and the extracellular layers are the engine's own; the
 * layers stand in the catalogue because a section has them or not.
 */
public final class BuiltinMechanisms {
  private static final List<String> NAMES =
      List.of(
          "pas",
          "fastpas",
          "IClamp",
          "AlphaSynapse",
          "ExpSyn",
          "Exp2Syn",
          "SEClamp",
          "VClamp",
          "APCount",
          "hh",
          "NetStim",
          "IntFire1",
          "IntFire2",
          "IntFire4",
          "Gap");

  private BuiltinMechanisms() {}

  /** Names in order. */
  public static List<String> names() {
    return NAMES;
  }

  /** The NMODL source of a built-in mechanism. */
  public static NmodlSource source(String name) {
    String file = name + ".mod";
    try (InputStream stream = BuiltinMechanisms.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalArgumentException("there is no built-in mechanism " + name);
      }
      return new NmodlSource(file, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All built-in mechanisms, compiled. */
  public static MechanismCatalogue catalogue(NmodlCompiler compiler) {
    NmodlResult result = compiler.compile(NAMES.stream().map(BuiltinMechanisms::source).toList());
    if (!result.problems().isEmpty()) {
      throw new IllegalStateException("built-in mechanisms have problems: " + result.problems());
    }
    List<MechanismType> types = new ArrayList<>();
    types.add(Extracellular.type());
    types.addAll(result.types());
    return new MechanismCatalogue(types);
  }
}

package org.neurowright.engine.cable;

import java.util.List;
import java.util.Set;
import org.neurowright.engine.mechanism.Extracellular;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.mechanism.MechanismKernel;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.mechanism.MechanismType.Phase;
import org.neurowright.engine.mechanism.MechanismVariable;
import org.neurowright.engine.mechanism.MechanismVariable.Role;

/**
 * Mechanisms simple enough to be checked by eye, so that tests of the cable do not depend on a
 * compiler.
 */
final class HandMadeMechanisms {
  private HandMadeMechanisms() {}

  static MechanismCatalogue catalogue() {
    return new MechanismCatalogue(List.of(Extracellular.type(), leak(), pulse(), synapse(), gap()));
  }

  private static MechanismVariable parameter(String name, double value) {
    return new MechanismVariable(name, "", Role.PARAMETER, true, value, 1);
  }

  private static MechanismType type(
      String name,
      MechanismKind kind,
      List<MechanismVariable> variables,
      boolean electrode,
      int arguments,
      Set<Phase> phases,
      java.util.function.Supplier<MechanismKernel> factory) {
    return new MechanismType(
        name,
        kind,
        "",
        variables,
        List.of(),
        List.of(),
        List.of("i"),
        electrode,
        arguments,
        phases,
        factory);
  }

  /** i = g (v - e), mA/cm². */
  private static MechanismType leak() {
    return type(
        "leak",
        MechanismKind.DENSITY,
        List.of(parameter("g", .001), parameter("e", -70)),
        false,
        -1,
        Set.of(Phase.CURRENT),
        Leak::new);
  }

  private static final class Leak extends MechanismKernel {
    @Override
    protected void bound() {}

    @Override
    public void current() {
      double[] v = binding.nodes().vMv();
      for (int i = 0; i < count(); i++) {
        int n = node()[i];
        binding.nodes().rhs()[n] -= column(0)[i] * (v[n] - column(1)[i]);
        binding.nodes().d()[n] += column(0)[i];
      }
    }
  }

  /** A current amp from del on, nA. */
  private static MechanismType pulse() {
    return type(
        "pulse",
        MechanismKind.POINT_PROCESS,
        List.of(parameter("del", 0), parameter("amp", 0)),
        true,
        -1,
        Set.of(Phase.CURRENT),
        Pulse::new);
  }

  private static final class Pulse extends MechanismKernel {
    @Override
    protected void bound() {}

    @Override
    public void current() {
      for (int i = 0; i < count(); i++) {
        if (binding.clock().tMs >= column(0)[i]) {
          int n = node()[i];
          binding.nodes().rhs()[n] += column(1)[i] * (1e2 / binding.nodes().areaUm2()[n]);
        }
      }
    }
  }

  /** i = g (vgap - v) into the cell, nA. */
  private static MechanismType gap() {
    return type(
        "gap",
        MechanismKind.POINT_PROCESS,
        List.of(parameter("g", 0), parameter("vgap", 0)),
        true,
        -1,
        Set.of(Phase.CURRENT),
        Gap::new);
  }

  private static final class Gap extends MechanismKernel {
    @Override
    protected void bound() {}

    @Override
    public void current() {
      double[] v = binding.nodes().vMv();
      for (int i = 0; i < count(); i++) {
        int n = node()[i];
        double factor = 1e2 / binding.nodes().areaUm2()[n];
        binding.nodes().rhs()[n] += column(0)[i] * (column(1)[i] - v[n]) * factor;
        binding.nodes().d()[n] += column(0)[i] * factor;
      }
    }
  }

  /** A conductance that jumps by the weight and decays with tau, µS. */
  private static MechanismType synapse() {
    return type(
        "synapse",
        MechanismKind.POINT_PROCESS,
        List.of(
            parameter("tau", 2),
            parameter("e", 0),
            new MechanismVariable("g", "uS", Role.STATE, true, 0, 1)),
        false,
        1,
        Set.of(Phase.INITIAL, Phase.CURRENT, Phase.STATE),
        Synapse::new);
  }

  private static final class Synapse extends MechanismKernel {
    @Override
    protected void bound() {}

    @Override
    public void initial() {
      java.util.Arrays.fill(column(2), 0);
    }

    @Override
    public void current() {
      double[] v = binding.nodes().vMv();
      for (int i = 0; i < count(); i++) {
        int n = node()[i];
        double factor = 1e2 / binding.nodes().areaUm2()[n];
        binding.nodes().rhs()[n] -= column(2)[i] * (v[n] - column(1)[i]) * factor;
        binding.nodes().d()[n] += column(2)[i] * factor;
      }
    }

    @Override
    public void state() {
      for (int i = 0; i < count(); i++) {
        column(2)[i] *= Math.exp(-binding.clock().dtMs / column(0)[i]);
      }
    }

    @Override
    public void receive(int instance, double[] weights, int weightOffset, double flag) {
      column(2)[instance] += weights[weightOffset];
    }
  }
}

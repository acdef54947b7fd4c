package org.neurowright.engine.mechanism;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The mechanisms a model may use, in registration order (built-ins first, then the model's own in
 * compilation order). The order decides the order of execution inside a step.
 */
public final class MechanismCatalogue {
  private final Map<String, MechanismType> types = new LinkedHashMap<>();

  /** Later entries of the same name replace earlier ones and take their place in the order. */
  public MechanismCatalogue(List<MechanismType> inRegistrationOrder) {
    inRegistrationOrder.forEach(type -> types.put(type.name(), type));
  }

  public Optional<MechanismType> find(String name) {
    return Optional.ofNullable(types.get(name));
  }

  public List<MechanismType> all() {
    return List.copyOf(types.values());
  }

  /**
   * Execution order of a step: mechanisms that write a concentration in reverse order of
   * registration, then all others in order of registration.
   */
  public List<MechanismType> executionOrder() {
    List<MechanismType> order = new ArrayList<>();
    for (MechanismType type : types.values()) {
      if (type.writesConcentration()) {
        order.addFirst(type);
      }
    }
    for (MechanismType type : types.values()) {
      if (!type.writesConcentration()) {
        order.add(type);
      }
    }
    return order;
  }

  /** This catalogue with more types registered after the present ones. */
  public MechanismCatalogue with(List<MechanismType> more) {
    List<MechanismType> all = new ArrayList<>(types.values());
    all.addAll(more);
    return new MechanismCatalogue(all);
  }
}

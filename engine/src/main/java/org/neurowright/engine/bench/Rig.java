package org.neurowright.engine.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * What is stuck into a cell: electrodes, synapses with their spikes, and what is recorded. Rigs
 * with equal contents are equal, so that a bench built for one serves the next run.
 *
 * @param devices point processes by name
 * @param inputs spikes that arrive at devices
 * @param recorded what is recorded, besides time
 */
public record Rig(List<Device> devices, List<Input> inputs, List<Recorded> recorded) {
  /** Nothing. */
  public static final Rig EMPTY = new Rig(List.of(), List.of(), List.of());

  /**
   * A point process.
   *
   * @param name by which a trial sets its parameters
   * @param mechanism for instance {@code IClamp}
   * @param site where
   */
  public record Device(String name, String mechanism, Site site) {}

  /**
   * Spikes at given times.
   *
   * @param device the synapse they reach
   * @param weight of the connection, in the synapse's own unit
   * @param delayMs added to every time
   * @param timesMs ascending
   */
  public record Input(String device, double weight, double delayMs, List<Double> timesMs) {
    public Input {
      timesMs = List.copyOf(timesMs);
    }
  }

  /** Something recorded at every step. */
  public sealed interface Recorded {
    /** By which the values are asked for. */
    String name();

    /** A variable of the cell: {@code v}, {@code cai}, {@code m_hh}, {@code ina}. */
    record Of(String name, Site site, String variable) implements Recorded {}

    /** A variable of a device. */
    record OfDevice(String name, String device, String variable) implements Recorded {}
  }

  public Rig {
    devices = List.copyOf(devices);
    inputs = List.copyOf(inputs);
    recorded = List.copyOf(recorded);
  }

  public Rig device(String name, String mechanism, Site site) {
    return new Rig(added(devices, new Device(name, mechanism, site)), inputs, recorded);
  }

  public Rig input(String device, double weight, double delayMs, List<Double> timesMs) {
    return new Rig(devices, added(inputs, new Input(device, weight, delayMs, timesMs)), recorded);
  }

  public Rig record(String name, Site site, String variable) {
    return new Rig(devices, inputs, added(recorded, new Recorded.Of(name, site, variable)));
  }

  public Rig recordDevice(String name, String device, String variable) {
    return new Rig(devices, inputs, added(recorded, new Recorded.OfDevice(name, device, variable)));
  }

  private static <T> List<T> added(List<T> list, T item) {
    List<T> longer = new ArrayList<>(list);
    longer.add(item);
    return longer;
  }
}

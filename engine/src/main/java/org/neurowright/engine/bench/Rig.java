package org.neurowright.engine.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * What is stuck into a cell: electrodes, synapses with their spikes, and what is recorded. Rigs
 * with equal contents are equal, so that a bench built for one serves the next run.
 *
 * <p>A rig may join several equal cells; they are numbered from 0, and there are as many as the
 * highest number that is used.
 *
 * @param devices point processes by name
 * @param inputs spikes that arrive at devices
 * @param recorded what is recorded, besides time
 * @param gaps potentials that devices see
 */
public record Rig(
    List<Device> devices, List<Input> inputs, List<Recorded> recorded, List<Gap> gaps) {
  /** Nothing. */
  public static final Rig EMPTY = new Rig(List.of(), List.of(), List.of());

  /**
   * A point process.
   *
   * @param name by which a trial sets its parameters
   * @param mechanism for instance {@code IClamp}
   * @param site where
   * @param cell in which of the cells
   */
  public record Device(String name, String mechanism, Site site, int cell) {
    /** A device in the first cell. */
    public Device(String name, String mechanism, Site site) {
      this(name, mechanism, site, 0);
    }
  }

  /**
   * Half a gap junction: the potential inside a place of some cell is copied to a variable of a
   * device, at the start and after every step.
   *
   * @param device for instance a {@code Gap}
   * @param variable of the device, {@code vgap}
   * @param site whose potential
   * @param cell of which cell
   */
  public record Gap(String device, String variable, Site site, int cell) {}

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
    record Of(String name, Site site, String variable, int cell) implements Recorded {
      /** A variable of the first cell. */
      public Of(String name, Site site, String variable) {
        this(name, site, variable, 0);
      }
    }

    /** A variable of a device. */
    record OfDevice(String name, String device, String variable) implements Recorded {}
  }

  public Rig {
    devices = List.copyOf(devices);
    inputs = List.copyOf(inputs);
    recorded = List.copyOf(recorded);
    gaps = List.copyOf(gaps);
  }

  /** A rig without gap junctions. */
  public Rig(List<Device> devices, List<Input> inputs, List<Recorded> recorded) {
    this(devices, inputs, recorded, List.of());
  }

  /** How many cells it takes. */
  public int cells() {
    int highest = 0;
    for (Device device : devices) {
      highest = Math.max(highest, device.cell());
    }
    for (Gap gap : gaps) {
      highest = Math.max(highest, gap.cell());
    }
    for (Recorded each : recorded) {
      if (each instanceof Recorded.Of of) {
        highest = Math.max(highest, of.cell());
      }
    }
    return highest + 1;
  }

  public Rig device(String name, String mechanism, Site site) {
    return device(name, mechanism, site, 0);
  }

  public Rig device(String name, String mechanism, Site site, int cell) {
    return new Rig(added(devices, new Device(name, mechanism, site, cell)), inputs, recorded, gaps);
  }

  public Rig input(String device, double weight, double delayMs, List<Double> timesMs) {
    return new Rig(
        devices, added(inputs, new Input(device, weight, delayMs, timesMs)), recorded, gaps);
  }

  public Rig record(String name, Site site, String variable) {
    return record(name, site, variable, 0);
  }

  public Rig record(String name, Site site, String variable, int cell) {
    return new Rig(
        devices, inputs, added(recorded, new Recorded.Of(name, site, variable, cell)), gaps);
  }

  public Rig recordDevice(String name, String device, String variable) {
    return new Rig(
        devices, inputs, added(recorded, new Recorded.OfDevice(name, device, variable)), gaps);
  }

  public Rig gap(String device, String variable, Site site, int cell) {
    return new Rig(devices, inputs, recorded, added(gaps, new Gap(device, variable, site, cell)));
  }

  private static <T> List<T> added(List<T> list, T item) {
    List<T> longer = new ArrayList<>(list);
    longer.add(item);
    return longer;
  }
}

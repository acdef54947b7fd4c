package org.neurowright.app.lab.cell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.neurowright.app.canvas.Palette;
import org.neurowright.app.lab.form.Setting;
import org.neurowright.engine.bench.Place;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.protocol.Additions;

/** Something that was put onto the cell besides the two electrodes, with its numbers as text. */
public final class Placed {
  /** What it is. */
  public enum Kind {
    PROBE("Probe", "p"),
    CLAMP("Clamp", "c"),
    SYNAPSE("Synapse", "s");

    private final String title;
    private final String letter;

    Kind(String title, String letter) {
      this.title = title;
      this.letter = letter;
    }

    public String title() {
      return title;
    }

    String letter() {
      return letter;
    }
  }

  private final Kind kind;
  private final int number;
  private final StringProperty at;
  private final List<Setting> settings;

  /**
   * Something new.
   *
   * @param number tells it from others of its kind, from 1
   * @param synapses point processes that a synapse can be
   */
  Placed(Kind kind, int number, String at, List<String> synapses) {
    this.kind = kind;
    this.number = number;
    this.at = new SimpleStringProperty(at);
    this.settings =
        switch (kind) {
          case PROBE -> List.of();
          case CLAMP ->
              List.of(
                  Setting.number("amp", "Current", "pA", "Height of the pulse", "100"),
                  Setting.number("delay", "from", "ms", "Start of the pulse", "20"),
                  Setting.number("dur", "for", "ms", "Length of the pulse", "50"));
          case SYNAPSE ->
              List.of(
                  new Setting(
                      "mechanism",
                      "",
                      "",
                      "Point process of the synapse",
                      synapses.contains("Exp2Syn") ? "Exp2Syn" : synapses.getFirst(),
                      synapses),
                  Setting.number(
                      "weight", "weight", "", "Of the connection, in the synapse's unit", "0.001"),
                  new Setting(
                      "times", "at", "ms", "When spikes reach it, with spaces", "50", List.of()),
                  new Setting(
                      "parameters",
                      "with",
                      "",
                      "Its parameters that are not the mechanism's defaults: tau2=10, e=0",
                      synapses.contains("Exp2Syn") ? "tau1=0.5, tau2=5" : "",
                      List.of()));
        };
  }

  public Kind kind() {
    return kind;
  }

  /** {@code Probe 2}. */
  public String name() {
    return kind.title() + " " + number;
  }

  /** On the drawing, {@code p2}. */
  public String shortName() {
    return kind.letter() + number;
  }

  /** Its colour, on the drawing and, for a probe, of its curve; the first ones are taken. */
  public int argb() {
    return Palette.category(kind == Kind.PROBE ? number + 2 : kind == Kind.CLAMP ? 7 : 1);
  }

  int number() {
    return number;
  }

  /** Where, {@code dend[3](0.5)}. */
  public StringProperty atProperty() {
    return at;
  }

  /** Its numbers. */
  public List<Setting> settings() {
    return settings;
  }

  /** Told of every change. */
  void onChange(Runnable action) {
    at.subscribe((_, _) -> action.run());
    settings.forEach(s -> s.textProperty().subscribe((_, _) -> action.run()));
  }

  /** Adds what it is to the lists. */
  void into(
      List<Additions.Probe> probes,
      List<Additions.Clamp> clamps,
      List<Additions.Synapse> synapses) {
    switch (kind) {
      case PROBE -> probes.add(new Additions.Probe(name(), Place.parse(at.get())));
      case CLAMP ->
          clamps.add(
              new Additions.Clamp(
                  name(),
                  Place.parse(at.get()),
                  settings.get(0).number(),
                  settings.get(1).number(),
                  settings.get(2).number()));
      case SYNAPSE ->
          synapses.add(
              new Additions.Synapse(
                  name(),
                  Place.parse(at.get()),
                  settings.get(0).textProperty().get(),
                  parameters(settings.get(3).textProperty().get()),
                  settings.get(1).number(),
                  times(settings.get(2).textProperty().get())));
    }
  }

  private List<Double> times(String text) {
    List<Double> times = new ArrayList<>();
    for (String part : text.strip().split("[\\s,;]+")) {
      try {
        if (!part.isEmpty()) {
          times.add(Double.valueOf(part));
        }
      } catch (NumberFormatException e) {
        throw bad("'" + part + "' is no time", "milliseconds with spaces, for instance 50 60 70");
      }
    }
    if (times.stream().anyMatch(t -> !(t >= 0 && t <= 1e9))) {
      throw bad("Spikes cannot reach it at such times: " + text, "0 ms or later");
    }
    return times.stream().sorted().toList();
  }

  private Map<String, Double> parameters(String text) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (String part : text.split("[,;]")) {
      if (part.isBlank()) {
        continue;
      }
      String[] sides = part.split("=", 2);
      try {
        values.put(sides[0].strip(), Double.valueOf(sides[1].strip()));
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
        throw bad("'" + part.strip() + "' sets no parameter", "NAME=VALUE, for instance tau2=10");
      }
    }
    return values;
  }

  private ModelException bad(String message, String expected) {
    return new ModelException(
        Problem.error("lab.bad-setting", Location.NOWHERE, name() + ": " + message)
            .expected(expected));
  }
}

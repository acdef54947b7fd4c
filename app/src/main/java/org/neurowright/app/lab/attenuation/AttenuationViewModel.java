package org.neurowright.app.lab.attenuation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.neurowright.app.canvas.LinePlot;
import org.neurowright.app.lab.cell.BenchViewModel;
import org.neurowright.app.lab.cell.LatestOnly;
import org.neurowright.app.lab.cell.RegionColours;
import org.neurowright.app.lab.cell.SegmentValues;
import org.neurowright.app.lab.form.Setting;
import org.neurowright.app.text.NumberText;
import org.neurowright.app.text.ProblemText;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.Preparation;
import org.neurowright.engine.bench.Site;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.protocol.Attenuation;
import org.neurowright.engine.protocol.Electrodes;
import org.neurowright.engine.task.RunControl;

/**
 * Attenuation and impedances of the cell on the bench, anew whenever a parameter, an electrode or
 * the frequency moves. The injection electrode is the site; the spectrum also shows the transfer to
 * the recording electrode. Used on the interface thread.
 *
 * <p>Only what the parameters change needs a run; another frequency or place is answered by the
 * cell that has been linearised.
 */
public final class AttenuationViewModel {
  /** Frequencies of a spectrum. */
  private static final int SPECTRUM = 200;

  private final BenchViewModel bench;
  private final Executor ui;
  private final LatestOnly<Request> work;
  private final BooleanProperty active = new SimpleBooleanProperty();
  private final BooleanProperty extended = new SimpleBooleanProperty(true);
  private final DoubleProperty frequencyHz = new SimpleDoubleProperty();
  private final Setting settle =
      Setting.number(
          "settle", "Settle", "ms", "How long the cell is left alone before; 0 for v_init", "500");
  private final Setting until =
      Setting.number("spectrum_to", "Spectrum to", "Hz", "Last frequency of the spectrum", "100");
  private final ObjectProperty<Optional<Quantity>> coloured =
      new SimpleObjectProperty<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<Spreading>> shown =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<List<Problem>> problems =
      new ReadOnlyObjectWrapper<>(List.of());

  // Of the background thread.
  private Benches benches;
  private Request last;
  private Attenuation.Linearised linearised;

  /** What is asked for. */
  private record Request(
      Preparation preparation,
      Electrodes electrodes,
      double frequencyHz,
      double settleMs,
      double untilHz,
      boolean extended) {}

  /**
   * Follows the cell on the bench while it is active.
   *
   * @param background runs what takes a while
   * @param ui runs things on the interface thread
   */
  public AttenuationViewModel(BenchViewModel bench, Executor background, Executor ui) {
    this.bench = bench;
    this.ui = ui;
    work = new LatestOnly<>(background, this::answer);
    bench
        .cellProperty()
        .subscribe(_ -> {
          work.clear();
          shown.set(Optional.empty());
          problems.set(List.of());
          colour();
        });
    bench.preparationProperty().subscribe((_, _) -> ask());
    bench.recordAtProperty().subscribe((_, _) -> ask());
    bench.injectAtProperty().subscribe((_, _) -> ask());
    active.subscribe((_, _) -> ask());
    extended.subscribe((_, _) -> ask());
    frequencyHz.subscribe((_, _) -> ask());
    settle.textProperty().subscribe((_, _) -> ask());
    until.textProperty().subscribe((_, _) -> ask());
    coloured.subscribe((_, _) -> colour());
  }

  /** Whether it is on the screen; it does not follow otherwise. */
  public BooleanProperty activeProperty() {
    return active;
  }

  /** Whether the gates of channels follow the potential; else they are held. */
  public BooleanProperty extendedProperty() {
    return extended;
  }

  public DoubleProperty frequencyProperty() {
    return frequencyHz;
  }

  /** How long the cell is left alone. */
  public Setting settle() {
    return settle;
  }

  /** How far the spectrum goes. */
  public Setting until() {
    return until;
  }

  /** What the picture of the cell is coloured by. */
  public ObjectProperty<Optional<Quantity>> colouredProperty() {
    return coloured;
  }

  /** The latest that worked out. */
  public ReadOnlyObjectProperty<Optional<Spreading>> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  /** Why there is nothing newer, or what speaks against it. */
  public ReadOnlyObjectProperty<List<Problem>> problemsProperty() {
    return problems.getReadOnlyProperty();
  }

  private void ask() {
    Optional<Preparation> preparation = bench.preparationProperty().get();
    if (preparation.isEmpty() || !active.get()) {
      return;
    }
    try {
      work.submit(
          new Request(
              preparation.get(),
              bench.electrodes(),
              frequencyHz.get(),
              settle.number(),
              until.number(),
              extended.get()));
    } catch (ModelException e) {
      problems.set(e.problems());
    }
  }

  /** Runs in the background, one request at a time. */
  private void answer(Request asked) {
    Optional<Spreading> answer = Optional.empty();
    List<Problem> said;
    try {
      Attenuation.Linearised cell = linearised(asked);
      Site site = asked.preparation.specimen().site(asked.electrodes.inject(), "electrode");
      Site other = asked.preparation.specimen().site(asked.electrodes.record(), "electrode");
      double[] frequencies = new double[SPECTRUM + 1];
      for (int k = 0; k <= SPECTRUM; k++) {
        frequencies[k] = Math.max(0, asked.untilHz) * k / SPECTRUM;
      }
      answer =
          Optional.of(
              new Spreading(
                  asked.preparation.specimen(),
                  cell,
                  cell.at(site, asked.frequencyHz),
                  cell.spectrum(site, other, frequencies),
                  BenchViewModel.placeText(asked.preparation.specimen(), site),
                  BenchViewModel.placeText(asked.preparation.specimen(), other),
                  asked.extended));
      said = cell.warnings();
    } catch (RuntimeException e) {
      said = ProblemText.of(e);
    }
    Optional<Spreading> found = answer;
    List<Problem> toSay = said;
    ui.execute(() -> {
      boolean still =
          bench.preparationProperty().get().isPresent()
              && bench.preparationProperty().get().get().specimen() == asked.preparation.specimen();
      if (still) {
        problems.set(toSay);
        if (found.isPresent()) {
          shown.set(found);
          colour();
        }
      }
    });
  }

  private Attenuation.Linearised linearised(Request asked) {
    boolean same =
        last != null
            && last.preparation.equals(asked.preparation)
            && last.settleMs == asked.settleMs
            && last.extended == asked.extended;
    if (!same) {
      last = null;
      if (benches == null) {
        benches = new Benches(asked.preparation, 1);
      }
      benches.prepare(asked.preparation);
      linearised =
          Attenuation.linearise(benches, asked.settleMs, asked.extended, RunControl.none());
      last = asked;
    }
    return linearised;
  }

  // ---- what is seen

  /** A quantity along the tree: a curve for every branch in the colour of its part. */
  public LinePlot.Panel panel(Quantity quantity) {
    List<LinePlot.Curve> curves = new ArrayList<>();
    shown
        .get()
        .ifPresent(now -> {
          CableCell cell = now.linearised().cell();
          double[] values = quantity.of(now.along());
          Set<SectionKind> named = EnumSet.noneOf(SectionKind.class);
          for (Attenuation.Branch branch : now.along().branches(cell)) {
            curves.add(
                new LinePlot.Curve(
                    named.add(branch.kind()) ? branch.kind().label() : "",
                    branch.of(now.along().distanceUm()),
                    branch.of(values),
                    branch.segments().length == 1,
                    RegionColours.argb(branch.kind())));
          }
        });
    return new LinePlot.Panel(quantity.title(), "Way along the tree (µm)", quantity.axis(), curves);
  }

  /** Size of the impedance over frequency. */
  public LinePlot.Panel sizes() {
    return spectrum(
        "Impedance over frequency",
        "Impedance (MΩ)",
        Attenuation.Spectrum::inputMohm,
        Attenuation.Spectrum::transferMohm);
  }

  /** Its phase. */
  public LinePlot.Panel phases() {
    return spectrum(
        "Phase over frequency",
        "Phase (rad)",
        Attenuation.Spectrum::inputPhaseRad,
        Attenuation.Spectrum::transferPhaseRad);
  }

  private LinePlot.Panel spectrum(
      String title,
      String axis,
      java.util.function.Function<Attenuation.Spectrum, double[]> input,
      java.util.function.Function<Attenuation.Spectrum, double[]> transfer) {
    List<LinePlot.Curve> curves = new ArrayList<>();
    shown
        .get()
        .ifPresent(now -> {
          double[] f = now.spectrum().frequencyHz();
          curves.add(new LinePlot.Curve("input, " + now.site(), f, input.apply(now.spectrum())));
          if (!now.other().equals(now.site())) {
            curves.add(
                new LinePlot.Curve("transfer, " + now.other(), f, transfer.apply(now.spectrum())));
          }
        });
    return new LinePlot.Panel(title, "Frequency (Hz)", axis, curves);
  }

  /** All panels from top to bottom. */
  public List<LinePlot.Panel> panels() {
    List<LinePlot.Panel> panels = new ArrayList<>();
    for (Quantity quantity : Quantity.values()) {
      panels.add(panel(quantity));
    }
    panels.add(sizes());
    panels.add(phases());
    return panels;
  }

  /** The main numbers in one line; empty when there are none. */
  public String summary() {
    return shown
        .get()
        .map(now -> {
          Attenuation.Result r = now.along();
          double[] z = now.spectrum().inputMohm();
          int peak = 0;
          for (int k = 1; k < z.length; k++) {
            peak = z[k] > z[peak] ? k : peak;
          }
          int site = 0;
          for (int i = 1; i < r.distanceUm().length; i++) {
            site = r.distanceUm()[i] < r.distanceUm()[site] ? i : site;
          }
          return now.site()
              + " at "
              + NumberText.real(r.frequencyHz())
              + " Hz: "
              + NumberText.fixed(r.inputMohm()[site], 1)
              + " MΩ, phase "
              + NumberText.fixed(r.inputPhaseRad()[site] + 0.0, 3)
              + " rad; largest attenuation "
              + NumberText.fixed(Arrays.stream(r.attenuationIn()).max().orElse(1), 2)
              + " in, "
              + NumberText.fixed(Arrays.stream(r.attenuationOut()).max().orElse(1), 2)
              + " out"
              + (peak == 0
                  ? "; no resonance"
                  : peak == z.length - 1
                      ? ""
                      : "; resonance at "
                          + NumberText.fixed(now.spectrum().frequencyHz()[peak], 1)
                          + " Hz, Q "
                          + NumberText.fixed(z[peak] / z[0], 2));
        })
        .orElse("");
  }

  private void colour() {
    if (coloured.get().isEmpty() || shown.get().isEmpty()) {
      bench.segmentValuesProperty().set(Optional.empty());
      return;
    }
    Quantity quantity = coloured.get().get();
    Spreading now = shown.get().get();
    double[] values = quantity.of(now.along());
    CableCell cell = now.linearised().cell();
    double[][] bySection = new double[cell.sections().size()][];
    int at = 0;
    for (int s = 0; s < bySection.length; s++) {
      int nseg = cell.sections().get(s).nseg();
      bySection[s] = Arrays.copyOfRange(values, at, at + nseg);
      at += nseg;
    }
    String name = quantity.title() + ", " + NumberText.real(now.along().frequencyHz()) + " Hz";
    bench
        .segmentValuesProperty()
        .set(Optional.of(new SegmentValues(name, quantity.unit(), bySection)));
  }
}

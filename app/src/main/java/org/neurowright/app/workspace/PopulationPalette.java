package org.neurowright.app.workspace;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.description.NodePopulation;

/**
 * The colour of each population, the same in every view. Simulated populations get the colours of
 * Okabe and Ito in the order in which they are easiest to tell apart on light and dark ground;
 * virtual ones get greys.
 *
 * <p>Source: M. Okabe and K. Ito, Color Universal Design (2008).
 */
public final class PopulationPalette {
  private static final int[] SIMULATED = {
    0xff0072b2, 0xffe69f00, 0xff009e73, 0xffcc79a7, 0xff56b4e9, 0xffd55e00, 0xfff0e442
  };
  private static final int[] VIRTUAL = {0xff8b949e, 0xffa9a29a, 0xff7d8ba0, 0xff9aa88f};
  private static final int UNKNOWN = 0xff8b949e;

  private final Map<String, Integer> argb;

  private PopulationPalette(Map<String, Integer> argb) {
    this.argb = argb;
  }

  public static PopulationPalette empty() {
    return new PopulationPalette(Map.of());
  }

  public static PopulationPalette of(ModelDescription model) {
    return of(
        model.nodes().stream().filter(p -> !p.isVirtual()).map(NodePopulation::name).toList(),
        model.nodes().stream()
            .filter(NodePopulation::isVirtual)
            .map(NodePopulation::name)
            .toList());
  }

  /** Colours of populations by name, in the order given. */
  public static PopulationPalette of(List<String> simulated, List<String> virtual) {
    Map<String, Integer> colours = new LinkedHashMap<>();
    for (String name : simulated) {
      colours.put(name, nth(SIMULATED, colours.size()));
    }
    int first = colours.size();
    for (String name : virtual) {
      colours.putIfAbsent(name, nth(VIRTUAL, colours.size() - first));
    }
    return new PopulationPalette(colours);
  }

  /** Opaque colour, {@code 0xffRRGGBB}; grey for a population that is not in the model. */
  public int argb(String population) {
    return argb.getOrDefault(population, UNKNOWN);
  }

  /** {@code #rrggbb}, for style sheets and files. */
  public String web(String population) {
    return String.format(Locale.ROOT, "#%06x", argb(population) & 0xffffff);
  }

  /** Populations in the order of their colours. */
  public List<String> populations() {
    return List.copyOf(argb.keySet());
  }

  /**
   * Colours come round again, each round darker, so that more populations than colours stay apart.
   */
  private static int nth(int[] colours, int n) {
    int colour = colours[n % colours.length];
    double factor = Math.pow(0.72, n / colours.length);
    int red = (int) Math.round((colour >> 16 & 0xff) * factor);
    int green = (int) Math.round((colour >> 8 & 0xff) * factor);
    int blue = (int) Math.round((colour & 0xff) * factor);
    return 0xff000000 | red << 16 | green << 8 | blue;
  }
}

import java.util.Arrays;
import org.neurowright.io.builder.NetworkBuilder;
import org.neurowright.io.builder.Positions;
import org.neurowright.io.builder.Rules;

/** 100 x 100 cells, both directions together, probability by distance: first and median seconds. */
public class Reciprocal {
  public static void main(String[] arguments) {
    double[] seconds = new double[200];
    for (int k = 0; k < seconds.length; k++) {
      NetworkBuilder net = new NetworkBuilder("net", k);
      double[] center = {150, 150, 150};
      net.addNodes("a", 100).positions(Positions.rectPrism(center, 300, 300, 300));
      net.addNodes("b", 100).positions(Positions.rectPrism(center, 300, 300, 300));
      net.nodeTable();
      long begin = System.nanoTime();
      String falls = "0.4 * gaussian(dist, 100)";
      net.addEdges(
              net.nodes("pop_name", "a"),
              net.nodes("pop_name", "b"),
              Rules.reciprocalOnAverage(falls, falls, 0.1))
          .set("syn_weight", 1);
      if (net.build().edgeCount() == 0) {
        throw new IllegalStateException("no edges");
      }
      seconds[k] = (System.nanoTime() - begin) * 1e-9;
    }
    double first = seconds[0];
    Arrays.sort(seconds);
    System.out.printf(java.util.Locale.ROOT, "%.5f %.5f%n", first, seconds[seconds.length / 2]);
  }
}

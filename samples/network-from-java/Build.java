import java.nio.file.Path;
import org.neurowright.io.builder.NetworkBuilder;
import org.neurowright.io.builder.Positions;
import org.neurowright.io.builder.Rules;

/** Builds two networks into the folder given; README.md says how to run it. */
public class Build {
  private static final double[] CENTER = {0, -100, 0};

  public static void main(String[] arguments) throws Exception {
    NetworkBuilder v1 = new NetworkBuilder("v1", 42);
    v1.addNodes("exc", 80)
        .set("ei", "e")
        .set("model_type", "point_neuron")
        .set("model_template", "nrn:IntFire1")
        .set("dynamics_params", "IntFire1_exc.json")
        .expression("tuning_angle", "360 * index / count")
        .positions(Positions.columnar(CENTER, 100, 0, 250));
    v1.addNodes("inh", 20)
        .set("ei", "i")
        .set("model_type", "point_neuron")
        .set("model_template", "nrn:IntFire1")
        .set("dynamics_params", "IntFire1_inh.json")
        .positions(Positions.columnar(CENTER, 100, 0, 250));

    NetworkBuilder thalamus = new NetworkBuilder("thalamus", 42);
    thalamus.addNodes("relay", 30).set("model_type", "virtual");

    // A rule and a property as expressions, as a model document has them.
    v1.addEdges(
            v1.nodes("ei == 'e'"),
            v1.nodes("ei == 'i'"),
            Rules.probability("0.6 * exp(-dist / 120)"))
        .name("exc to inh")
        .synapses("integer(1, 5)")
        .set("syn_weight", 0.005)
        .addProperties("delay", "0.8 + dist / 300");

    // A rule and a property as functions, which are asked about every pair and every synapse.
    v1.addEdges(
            v1.nodes("ei == 'i'"),
            v1.nodes("ei == 'e'"),
            Rules.oneToOne((source, target, random) ->
                (source.id() + target.id()) % 3 == 0 && !source.equals(target) ? 2 : 0))
        .name("inh to exc")
        .set("syn_weight", -0.004)
        .addProperties(
            "delay", (source, target, random) -> 0.8 + source.distanceUm(target) / 300);

    // From the cells of another builder; the edges are saved with this one.
    v1.addEdges(thalamus.nodes(), v1.nodes(), Rules.inDegree(6))
        .name("thalamus to v1")
        .set("syn_weight", 0.01)
        .set("delay", 1.5);

    Path network = Path.of(arguments.length > 0 ? arguments[0] : "network");
    thalamus.save(network);
    v1.save(network);
    System.out.println(v1.nodeCount() + " cells, " + v1.edgeCount() + " rows of edges");
  }
}

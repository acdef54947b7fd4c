package org.neurowright.io.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.engine.description.Value;
import org.neurowright.engine.network.EdgeColumn.Storage;
import org.neurowright.engine.network.EdgeSource;
import org.neurowright.engine.network.NodeColumn;
import org.neurowright.engine.network.NodeTable;

final class NetworkCsvTest {
  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("t.csv"), text);
  }

  @Test
  void columnsOfNodesHaveTheKindOfTheirCells() throws IOException {
    NodeTable nodes =
        NetworkCsv.readNodes(file("node_id,x,layer,pop\n5,1.5,2,PV\n3,2,,SOM\n"), "net", ',')
            .orThrow();
    assertThat(nodes.nodeIds()).containsExactly(5, 3);
    assertThat(((NodeColumn.Reals) nodes.columns().get("x")).values()).containsExactly(1.5, 2);
    NodeColumn layer = nodes.columns().get("layer");
    assertThat(((NodeColumn.Integers) layer).values()[0]).isEqualTo(2);
    assertThat(layer.isPresent(1)).isFalse();
    assertThat(((NodeColumn.Texts) nodes.columns().get("pop")).dictionary())
        .containsExactly("PV", "SOM");
    assertThat(nodes.types().getFirst().id()).isEqualTo(100);
  }

  @Test
  void doubleIdsAreToldWithTheirLines() throws IOException {
    assertThat(NetworkCsv.readNodes(file("node_id,x\n5,1\n6,1\n5,2\nq,2\n"), "net", ',').problems())
        .anySatisfy(p -> {
          assertThat(p.code()).isEqualTo("network.duplicate-id");
          assertThat(p.location().line()).isEqualTo(4);
        })
        .anySatisfy(p -> {
          assertThat(p.code()).isEqualTo("network.not-an-id");
          assertThat(p.location().line()).isEqualTo(5);
        });
  }

  @Test
  void textsOfEdgesMakeTypes() throws IOException {
    NodeTable nodes = RandomEdges.nodes("n", 4, false);
    EdgeSource edges =
        NetworkCsv.readEdges(
                file("source,target,nsyns,w,syn\n3,1,2,0.5,exc\n0,1,1,0.25,exc\n2,0,4,1,inh\n"),
                nodes,
                nodes,
                ',')
            .orThrow();
    assertThat(edges.groups().getFirst().columns())
        .extracting(c -> c.name() + c.type())
        .containsExactly("nsyns" + Storage.UINT32, "w" + Storage.FLOAT64);
    assertThat(edges.kinds())
        .extracting(k -> k.attributes().get("syn"))
        .containsExactly(new Value.Text("exc"), new Value.Text("inh"));
    assertThat(RandomEdges.rows(edges))
        .containsExactly(
            new RandomEdges.Row(2, 0, 101, 0, List.of(4.0, 1.0)),
            new RandomEdges.Row(0, 1, 100, 0, List.of(1.0, 0.25)),
            new RandomEdges.Row(3, 1, 100, 0, List.of(2.0, 0.5)));
  }

  @Test
  void unknownNodesAreToldWithTheirLine() throws IOException {
    NodeTable nodes = RandomEdges.nodes("n", 4, false);
    assertThat(
            NetworkCsv.readEdges(file("source,target\n3,1\n0,4\n"), nodes, nodes, ',').problems())
        .singleElement()
        .satisfies(p -> {
          assertThat(p.code()).isEqualTo("network.unknown-node");
          assertThat(p.location().line()).isEqualTo(3);
        });
  }
}

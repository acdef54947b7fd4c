package org.neurowright.io.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurowright.engine.description.NodeType;
import org.neurowright.engine.description.Value;
import org.neurowright.engine.network.NodeColumn;
import org.neurowright.engine.network.NodeTable;
import org.neurowright.engine.task.RunControl;

/**
 * Networks of a million edges opened by libsonata, Blue Brain SNAP and BMTK: what h5py reads is
 * what was to be written, every value, and the programs read what h5py reads. Needs a Python that
 * has them.
 */
@Tag("conformance")
final class OtherProgramsTest {
  @TempDir private Path folder;

  private static final String SCRIPT =
      """
      import sys, json, os
      import h5py, numpy as np
      folder = sys.argv[1]
      nodes, edges = os.path.join(folder, 'a_nodes.h5'), os.path.join(folder, 'a_a_edges.h5')
      with h5py.File(edges) as f:
          p = f['edges/a_to_a']
          source, target = p['source_node_id'][:], p['target_node_id'][:]
          types, group = p['edge_type_id'][:], p['edge_group_id'][:]
          row = p['edge_group_index'][:]
          columns = {g: {k: v[:] for k, v in p[g].items()} for g in p if g.isdigit()}
          wanted = np.fromfile(os.path.join(folder, 'rows'), '<i8').reshape(-1, 4)
          assert (np.c_[source, target, types, group] == wanted).all()
          for g, those in columns.items():
              assert those
              for name, values in those.items():
                  assert (values == np.fromfile(os.path.join(folder, g + name), '<f8')).all()
          for g in range(len(columns)):
              assert (row[group == g] == np.arange((group == g).sum())).all()
          # both indices, rebuilt from the columns
          for ids, name in ((source, 'source_to_target'), (target, 'target_to_source')):
              ranges = p['indices'][name]['node_id_to_range'][:].astype(np.int64)
              runs = p['indices'][name]['range_to_edge_id'][:].astype(np.int64)
              cut = np.flatnonzero(np.diff(ids.astype(np.int64))) + 1
              first, end = np.r_[0, cut], np.r_[cut, len(ids)]
              order = np.lexsort((first, ids[first]))
              assert (runs == np.c_[first[order], end[order]]).all()
              every = np.arange(len(ranges))
              a = np.searchsorted(ids[first][order], every)
              b = np.searchsorted(ids[first][order], every, side='right')
              none = a == b
              a[none] = 0
              b[none] = 0
              assert (ranges == np.c_[a, b]).all()
      with h5py.File(nodes) as f:
          n = f['nodes/a']
          position, layer = n['0/positions'][:], n['0/layer'][:]
          label = n['0/label'].asstr()[:]
      size, every = len(source), np.arange(len(layer))
      assert (position == np.c_[0.1 * every, 0 * every, -every]).all() and (layer == every % 6).all()
      assert (label == np.array(['PYR', 'PV é', 'SOM'])[every % 3]).all()

      rng = np.random.default_rng(1)
      from bmtk.utils import sonata
      f = sonata.File(data_files=[nodes, edges],
                      data_type_files=[os.path.join(folder, 'a_node_types.csv'),
                                       os.path.join(folder, 'a_a_edge_types.csv')])
      bn, be = f.nodes['a'], f.edges['a_to_a']
      assert len(bn) == len(layer) and len(be) == size
      for node in list(rng.integers(0, len(layer), 100)):
          got = bn.get_node_id(int(node))
          text = got['label']  # BMTK hands out what h5py gives, in its own files, too
          text = text.decode() if isinstance(text, bytes) else text
          assert got['layer'] == layer[node] and text == label[node]
          assert (got['positions'] == position[node]).all() and got['model_type'] == 'virtual'
          for get, ids in ((be.get_target, target), (be.get_source, source)):
              found = list(get(int(node)))
              rows = np.flatnonzero(ids == node)
              assert [e.source_node_id for e in found] == list(source[rows])
              assert [e.target_node_id for e in found] == list(target[rows])
              for e, r in zip(found, rows):
                  assert e.edge_type_id == types[r] and e.group_id == group[r]
                  for name, values in columns[str(group[r])].items():
                      assert e[name] == values[row[r]]
                  if types[r] == 100:
                      assert e['target_sections'] == "['somatic', 'basal']" or \\
                          list(e['target_sections']) == ['somatic', 'basal']

      if len(columns) == 1:  # libsonata has no populations of several groups
          import libsonata
          lp = libsonata.EdgeStorage(edges).open_population('a_to_a')
          every = lp.select_all()
          assert lp.size == size and lp.source == 'a' and lp.target == 'a'
          assert (lp.source_nodes(every) == source).all() and (lp.target_nodes(every) == target).all()
          for node in [0, len(layer) - 1] + list(rng.integers(0, len(layer), 300)):
              node = int(node)
              assert (lp.afferent_edges([node]).flatten() == np.flatnonzero(target == node)).all()
              assert (lp.efferent_edges([node]).flatten() == np.flatnonzero(source == node)).all()
          ln = libsonata.NodeStorage(nodes).open_population('a')
          assert ln.size == len(layer)
          assert (ln.get_attribute('layer', ln.select_all()) == layer).all()
          assert (np.array(ln.get_attribute('label', ln.select_all())) == label).all()
          assert (lp.get_attribute('nsyns', every) == columns['0']['nsyns']).all()

          import bluepysnap
          config = os.path.join(folder, 'circuit_config.json')
          json.dump({'networks': {
              'nodes': [{'nodes_file': nodes, 'node_types_file': None, 'populations': {'a': {'type': 'virtual'}}}],
              'edges': [{'edges_file': edges, 'edge_types_file': None,
                         'populations': {'a_to_a': {}}}]}}, open(config, 'w'))
          circuit = bluepysnap.Circuit(config)
          sn, se = circuit.nodes['a'], circuit.edges['a_to_a']
          assert sn.size == len(layer) and se.size == size
          for node in (0, 7, 4999):
              assert (np.sort(se.afferent_edges(node)) == np.flatnonzero(target == node)).all()
              assert (np.sort(se.efferent_nodes(node)) == np.unique(target[source == node])).all()
      print('all equal', size)
      """;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aMillionEdgesAreReadByOtherPrograms(boolean oneGroup) throws Exception {
    String python = System.getProperty("neurowright.python", "");
    assumeTrue(
        !python.isEmpty(),
        "skipped: set -Dneurowright.python to a Python with BMTK, libsonata and bluepysnap");
    NodeTable nodes = cells(5000);
    RandomEdges edges = new RandomEdges(nodes, nodes, 1, 190, oneGroup);
    writePlainly(edges);
    NetworkFiles.save(List.of(nodes), List.of(edges), folder, 2, RunControl.none()).orElseThrow();
    Path script = Files.writeString(folder.resolve("check.py"), SCRIPT);
    Process process =
        new ProcessBuilder(python, script.toString(), folder.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).contains("all equal 10");
  }

  /**
   * What the files should have, as numbers one after the other: ids, and a file for each column.
   */
  private void writePlainly(RandomEdges edges) throws IOException {
    List<RandomEdges.Row> rows = RandomEdges.rows(edges);
    assertThat(rows).hasSizeGreaterThan(1_000_000);
    ByteBuffer ids = littleEndian(rows.size() * 4);
    for (RandomEdges.Row row : rows) {
      ids.putLong(row.source()).putLong(row.target()).putLong(row.type()).putLong(row.group());
    }
    Files.write(folder.resolve("rows"), ids.array());
    for (int g = 0; g < edges.groups().size(); g++) {
      int group = g;
      List<RandomEdges.Row> those = rows.stream().filter(row -> row.group() == group).toList();
      for (int c = 0; c < edges.groups().get(g).columns().size(); c++) {
        ByteBuffer values = littleEndian(those.size());
        for (RandomEdges.Row row : those) {
          values.putDouble(row.values().get(c));
        }
        String name = edges.groups().get(g).columns().get(c).name();
        Files.write(folder.resolve(g + name), values.array());
      }
    }
  }

  private static ByteBuffer littleEndian(int words) {
    return ByteBuffer.allocate(words * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static NodeTable cells(int size) {
    NodeTable plain = RandomEdges.nodes("a", size, false);
    double[] positions = new double[3 * size];
    long[] layers = new long[size];
    int[] labels = new int[size];
    for (int i = 0; i < size; i++) {
      positions[3 * i] = 0.1 * i;
      positions[3 * i + 2] = -i;
      layers[i] = i % 6;
      labels[i] = i % 3;
    }
    return new NodeTable(
        "a",
        plain.nodeIds(),
        plain.typeIndex(),
        List.of(new NodeType(100, Map.of("model_type", new Value.Text("virtual")))),
        Map.of(
            "positions", new NodeColumn.Vectors(positions, 3),
            "layer", new NodeColumn.Integers(layers),
            "label", new NodeColumn.Texts(labels, List.of("PYR", "PV é", "SOM"))));
  }
}

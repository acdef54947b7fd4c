package org.neurowright.io.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.engine.description.NodeType;
import org.neurowright.engine.description.Value;
import org.neurowright.engine.network.NodeColumn;
import org.neurowright.engine.network.NodeTable;
import org.neurowright.engine.task.RunControl;

/**
 * Networks of a million edges opened by libsonata, Blue Brain SNAP and BMTK and compared with h5py
 * value by value; needs a Python that has them.
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
          columns = {g: {k: v[:] for k, v in p[g].items()} for g in ('0', '1')}
          assert (np.diff(target.astype(np.int64)) >= 0).all()
          for g in (0, 1):
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
              a[a == b] = b[a == b] = 0
              assert (ranges == np.c_[a, b]).all()
      with h5py.File(nodes) as f:
          n = f['nodes/a']
          position, layer = n['0/positions'][:], n['0/layer'][:]
          label = n['0/label'].asstr()[:]
      size = len(source)

      import libsonata
      lp = libsonata.EdgeStorage(edges).open_population('a_to_a')
      every = lp.select_all()
      assert lp.size == size and lp.source == 'a' and lp.target == 'a'
      assert (lp.source_nodes(every) == source).all() and (lp.target_nodes(every) == target).all()
      rng = np.random.default_rng(1)
      for node in [0, len(layer) - 1] + list(rng.integers(0, len(layer), 300)):
          node = int(node)
          assert (lp.afferent_edges([node]).flatten() == np.flatnonzero(target == node)).all()
          assert (lp.efferent_edges([node]).flatten() == np.flatnonzero(source == node)).all()
      ln = libsonata.NodeStorage(nodes).open_population('a')
      assert ln.size == len(layer)
      try:
          assert (np.array(ln.get_attribute('layer', ln.select_all())) == layer).all()
          libsonata_columns = True
      except libsonata.SonataError as e:
          libsonata_columns = str(e)

      from bmtk.utils import sonata
      table = os.path.join(folder, 'a_edge_types.csv')
      f = sonata.File(data_files=[nodes, edges],
                      data_type_files=[os.path.join(folder, 'a_node_types.csv'),
                                       os.path.join(folder, 'a_a_edge_types.csv')])
      bn, be = f.nodes['a'], f.edges['a_to_a']
      assert len(bn) == len(layer) and len(be) == size
      for node in list(rng.integers(0, len(layer), 100)):
          got = bn.get_node_id(int(node))
          assert got['layer'] == layer[node] and got['label'] == label[node]
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

      import bluepysnap
      config = os.path.join(folder, 'circuit_config.json')
      json.dump({'networks': {
          'nodes': [{'nodes_file': nodes, 'node_types_file': None, 'populations': {'a': {}}}],
          'edges': [{'edges_file': edges, 'edge_types_file': None,
                     'populations': {'a_to_a': {}}}]}}, open(config, 'w'))
      circuit = bluepysnap.Circuit(config)
      sn, se = circuit.nodes['a'], circuit.edges['a_to_a']
      assert sn.size == len(layer) and se.size == size
      for node in (0, 7, 4999):
          assert (np.sort(se.afferent_edges(node)) == np.flatnonzero(target == node)).all()
          assert (np.sort(se.efferent_nodes(node)) == np.unique(target[source == node])).all()
      print('all equal', size, libsonata_columns)
      """;

  @Test
  void aMillionEdgesAreReadByOtherPrograms() throws Exception {
    String python = System.getProperty("neurowright.python", "");
    assumeTrue(
        !python.isEmpty(),
        "skipped: set -Dneurowright.python to a Python with BMTK, libsonata and bluepysnap");
    NodeTable nodes = cells(5000);
    NetworkFiles.save(
            List.of(nodes),
            List.of(new RandomEdges(nodes, nodes, 1, 190)),
            folder,
            2,
            RunControl.none())
        .orElseThrow();
    Path script = Files.writeString(folder.resolve("check.py"), SCRIPT);
    Process process =
        new ProcessBuilder(python, script.toString(), folder.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).contains("all equal 10");
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

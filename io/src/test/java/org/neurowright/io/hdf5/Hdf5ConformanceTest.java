package org.neurowright.io.hdf5;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.io.python.PythonInterpreter;

/** Our writer read by the reference library (through h5py), and its files read by us. */
@Tag("conformance")
class Hdf5ConformanceTest {
  /**
   * One line per dataset: path, shape, CRC-32 of the values as little-endian doubles or as UTF-8.
   */
  private static final String LIST_DATASETS =
      """
      import h5py, sys, zlib, numpy as np
      def dataset(path, d):
        if d.shape is None:
          print(path, '[0]', 0); return
        if d.dtype.names:
          return
        v = d[()]
        crc = 0
        if d.dtype.kind in 'OS':
          for s in np.ravel(np.array(v, dtype=object)):
            crc = zlib.crc32(s if isinstance(s, bytes) else s.encode(), crc)
        else:
          crc = zlib.crc32(np.ascontiguousarray(v, dtype='<f8').tobytes())
        print(path, str(list(d.shape)).replace(' ', ''), crc)
      def group(path, g):
        for k in g:
          try: o = g[k]
          except KeyError: continue
          if isinstance(o, h5py.Dataset): dataset(path + '/' + k, o)
          elif isinstance(o, h5py.Group): group(path + '/' + k, o)
      sys.stdout.reconfigure(encoding='utf-8')
      with h5py.File(sys.argv[1], 'r') as f: group('', f)
      """;

  @TempDir Path dir;

  @Test
  void referenceLibraryReadsOurFiles() throws IOException {
    for (long seed = 100; seed < 110; seed++) {
      Path path = dir.resolve("ours" + seed + ".h5");
      RandomHdf5.write(path, seed);
      assertThat(PythonInterpreter.run(dir, LIST_DATASETS, path).lines())
          .containsExactlyInAnyOrderElementsOf(list(path));
    }
  }

  @Test
  void referenceLibraryReadsOurAttributesAndMayEditOurFiles() throws IOException {
    Path path = dir.resolve("attributes.h5");
    Hdf5Plan plan = new Hdf5Plan();
    Hdf5Plan.Slot slot = plan.dataset("/spikes/v1/timestamps", ElementType.FLOAT64, 2);
    plan.attribute("/", "magic", ElementType.UINT32, 0x0A7A);
    plan.attribute("/", "version", ElementType.UINT32, new long[] {0, 1});
    plan.attribute("/spikes/v1", "sorting", "by_time");
    plan.attribute("/spikes/v1/timestamps", "units", "ms");
    plan.attribute("/spikes/v1", "empty", "");
    plan.attribute("/spikes/v1", "list", List.of("µ", "", "b"));
    plan.attribute("/spikes/v1", "pi", 3.5);
    plan.attribute("/spikes/v1", "none", new double[0]);
    try (Hdf5Writer writer = Hdf5Writer.create(path, plan)) {
      writer.write(slot, new double[] {1, 2});
      writer.commit();
    }
    String seen =
        PythonInterpreter.run(
            dir,
            """
            import h5py, sys, numpy as np
            with h5py.File(sys.argv[1], 'r+') as f:
              a = f.attrs['magic']; print(a, a.dtype, np.shape(a))
              a = f.attrs['version']; print(a, a.dtype)
              g = f['spikes/v1']
              print(repr(g.attrs['sorting']), repr(g['timestamps'].attrs['units']), repr(g.attrs['empty']))
              print(list(map(ascii, g.attrs['list'])), g.attrs['pi'], len(g.attrs['none']))
              g.attrs['sorting'] = 'by_id'
              g['more'] = np.arange(5)
              g['timestamps'].attrs['note'] = 'x' * 100
              del g.attrs['pi']
            with h5py.File(sys.argv[1], 'r') as f:
              print(f['spikes/v1'].attrs['sorting'], f['spikes/v1/more'][4], f['spikes/v1/timestamps'][1])
            """,
            path);
    assertThat(seen.lines())
        .containsExactly(
            "2682 uint32 ()",
            "[0 1] uint32",
            "'by_time' 'ms' ''",
            "[\"'\\\\xb5'\", \"''\", \"'b'\"] 3.5 0",
            "by_id 4 2.0");
    try (Hdf5File file = Hdf5File.open(path)) {
      assertThat(file.attribute("/spikes/v1", "sorting").flatMap(Hdf5Attribute::text))
          .hasValue("by_id");
      assertThat(file.dataset("/spikes/v1/more").readInts()).containsExactly(0, 1, 2, 3, 4);
    }
  }

  @Test
  void weReadWhatTheReferenceLibraryWrites() throws IOException {
    PythonInterpreter.run(
        dir,
        """
        import h5py, numpy as np, sys
        d = sys.argv[1]
        types = 'i1 i2 i4 i8 u1 u2 u4 u8 f2 f4 f8 >i2 >i4 >i8 >u2 >u4 >u8 >f2 >f4 >f8'.split()
        for low in ['earliest', 'v110']:
          f = h5py.File(f'{d}/{low}.h5', 'w', libver=(low, 'v110' if low == 'v110' else 'latest'))
          r = np.random.default_rng(1)
          for t in types:
            a = (r.random(1000) * 100).astype(t)
            b = a[:990].reshape(90, 11)
            f['plain/' + t] = a
            f['table/' + t] = b
            f['scalar/' + t] = a[3]
            f.create_dataset('gzip/' + t, data=a, chunks=(37,), compression='gzip', shuffle=True)
            f.create_dataset('lzf/' + t, data=a, chunks=(100,), compression='lzf')
            f.create_dataset('checked/' + t, data=a, chunks=(100,), maxshape=(None,), fletcher32=True)
            f.create_dataset('gziptable/' + t, data=b, chunks=(7, 4), compression='gzip')
            f.create_dataset('extensible/' + t, data=b, chunks=(7, 4), maxshape=(None, None))
            f.create_dataset('unwritten/' + t, shape=(50,), dtype=t, fillvalue=5)
            u = f.create_dataset('half/' + t, shape=(50, 3), dtype=t, fillvalue=7, chunks=(4, 2))
            u[10:20, 1] = 3
            f.create_dataset('zero/' + t, shape=(0, 4), dtype=t)
          f['text/variable'] = np.array(['a', 'äöü', '', 'long ' * 20], dtype=h5py.string_dtype())
          f['text/fixed'] = np.array([b'abc', b'de', b''], dtype='S5')
          names = np.array(['x%d' % i for i in range(1000)], dtype=h5py.string_dtype())
          f.create_dataset('text/chunked', data=names, chunks=(64,), compression='gzip')
          f['text/scalar'] = 'scalar'
          f['bool'] = np.array([True, False, True])
          f['soft'] = h5py.SoftLink('/plain/i4')
          f['softgroup'] = h5py.SoftLink('/plain')
          f['broken'] = h5py.SoftLink('/nope')
          f['external'] = h5py.ExternalLink('other.h5', '/g/x')
          f['externalbroken'] = h5py.ExternalLink('none.h5', '/g/x')
          f['empty'] = h5py.Empty('f4')
          f.close()
        f = h5py.File(f'{d}/other.h5', 'w'); f['g/x'] = np.arange(5); f.close()
        """,
        dir);
    for (String name : List.of("earliest.h5", "v110.h5")) {
      Path path = dir.resolve(name);
      List<String> ours = list(path);
      assertThat(ours).hasSizeGreaterThan(200);
      assertThat(PythonInterpreter.run(dir, LIST_DATASETS, path).lines())
          .containsExactlyInAnyOrderElementsOf(ours);
    }
  }

  @Test
  void weReadTheModelFoldersLikeTheReferenceLibrary() throws IOException {
    String shared = System.getProperty("neurowright.shared", "");
    org.junit.jupiter.api.Assumptions.assumeTrue(
        !shared.isEmpty(), "set -Dneurowright.shared=<folder with data/bmtk>");
    List<Path> files;
    try (var walk = Files.walk(Path.of(shared, "data"))) {
      files = walk.filter(p -> p.toString().endsWith(".h5")).sorted().toList();
    }
    assertThat(files).isNotEmpty();
    for (Path path : files) {
      assertThat(PythonInterpreter.run(dir, LIST_DATASETS, path).lines())
          .as(path.toString())
          .containsExactlyInAnyOrderElementsOf(list(path));
    }
  }

  private static List<String> list(Path path) {
    List<String> lines = new ArrayList<>();
    try (Hdf5File file = Hdf5File.open(path)) {
      list(file, "", lines);
    }
    return lines;
  }

  private static void list(Hdf5File file, String group, List<String> lines) {
    for (String name : file.children(group.isEmpty() ? "/" : group)) {
      String path = group + "/" + name;
      if (file.isGroup(path)) {
        list(file, path, lines);
        continue;
      }
      Hdf5Dataset dataset = file.dataset(path);
      CRC32 crc = new CRC32();
      if (dataset.type() == ElementType.STRING) {
        for (String text : dataset.readStrings()) {
          crc.update(text.getBytes(StandardCharsets.UTF_8));
        }
      } else {
        double[] values = dataset.readDoubles();
        ByteBuffer bytes =
            ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(values);
        crc.update(bytes);
      }
      lines.add(
          path + " " + Arrays.toString(dataset.shape()).replace(" ", "") + " " + crc.getValue());
    }
  }
}

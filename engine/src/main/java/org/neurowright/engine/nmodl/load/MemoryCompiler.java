package org.neurowright.engine.nmodl.load;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.neurowright.engine.mechanism.Clock;
import org.neurowright.engine.mechanism.Diffusion;
import org.neurowright.engine.mechanism.EventPort;
import org.neurowright.engine.mechanism.FunctionTable;
import org.neurowright.engine.mechanism.IonArrays;
import org.neurowright.engine.mechanism.KernelBinding;
import org.neurowright.engine.mechanism.MechanismKernel;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.mechanism.NodeArrays;
import org.neurowright.engine.mechanism.References;
import org.neurowright.engine.nmodl.kernel.BlockMath;
import org.neurowright.engine.nmodl.kernel.KernelFailure;
import org.neurowright.engine.nmodl.kernel.KernelMath;
import org.neurowright.engine.nmodl.kernel.LinearSystem;
import org.neurowright.engine.nmodl.kernel.NewtonSolver;
import org.neurowright.engine.nmodl.kernel.RandomColumn;
import org.neurowright.engine.nmodl.kernel.ScopMath;
import org.neurowright.engine.nmodl.kernel.ScopRandom;
import org.neurowright.engine.nmodl.kernel.WarmUp;
import org.neurowright.engine.nmodl.kernel.Watches;
import org.neurowright.engine.numeric.vector.Lanes;
import org.neurowright.engine.numeric.vector.VectorModule;

/**
 * The JDK's compiler from memory to memory. Generated code may use the classes listed here only;
 * the compiler gets their class files from our own class loader, so nothing depends on how the
 * program was started.
 */
final class MemoryCompiler {
  private static final List<Class<?>> VISIBLE =
      List.of(
          Clock.class,
          EventPort.class,
          IonArrays.class,
          KernelBinding.class,
          MechanismKernel.class,
          MechanismType.class,
          NodeArrays.class,
          Diffusion.class,
          FunctionTable.class,
          References.class,
          ScopMath.class,
          ScopRandom.class,
          BlockMath.class,
          Lanes.class,
          KernelFailure.class,
          KernelMath.class,
          LinearSystem.class,
          NewtonSolver.class,
          RandomColumn.class,
          WarmUp.class,
          WarmUp.Loops.class,
          Watches.class);

  private MemoryCompiler() {}

  /** Hash of the classes that generated code is compiled against: other classes, other code. */
  static String contract() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Class<?> type : VISIBLE) {
        try (InputStream stream = new Existing(type.getName()).openInputStream()) {
          digest.update(stream.readAllBytes());
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Compiles sources of one package.
   *
   * @param sources compilation unit by simple class name
   * @return class file by simple class name
   */
  static Map<String, byte[]> compile(String packageName, Map<String, String> sources) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new IllegalStateException("this Java has no compiler (module jdk.compiler is missing)");
    }
    List<JavaFileObject> units = new ArrayList<>();
    sources.forEach((name, text) -> units.add(new Source(packageName, name, text)));
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (Files files = new Files(compiler.getStandardFileManager(diagnostics, Locale.ROOT, null))) {
      boolean ok = compiler.getTask(null, files, diagnostics, options(), null, units).call();
      if (!ok) {
        throw new IllegalStateException(
            diagnostics.getDiagnostics().stream()
                .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
                .map(d -> d.toString())
                .collect(Collectors.joining("\n", "generated code does not compile:\n", "")));
      }
      return files.classes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> options() {
    List<String> options =
        new ArrayList<>(List.of("-proc:none", "-g:none", "-implicit:none", "-Xlint:none"));
    if (BlockMath.usesVectors()) {
      options.addAll(List.of("--add-modules", VectorModule.NAME));
    }
    return options;
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String packageName, String name, String text) {
      super(
          URI.create("nmodl:///" + packageName.replace('.', '/') + "/" + name + ".java"),
          Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** A class file of the program. */
  private static final class Existing extends SimpleJavaFileObject {
    private final String binaryName;

    Existing(String binaryName) {
      super(URI.create("engine:///" + binaryName.replace('.', '/') + ".class"), Kind.CLASS);
      this.binaryName = binaryName;
    }

    @Override
    public InputStream openInputStream() throws IOException {
      InputStream stream =
          MemoryCompiler.class.getResourceAsStream("/" + binaryName.replace('.', '/') + ".class");
      if (stream == null) {
        throw new IOException("no class file for " + binaryName);
      }
      return stream;
    }
  }

  private static final class Output extends SimpleJavaFileObject {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Output(String className) {
      super(URI.create("nmodl:///" + className.replace('.', '/') + ".class"), Kind.CLASS);
    }

    @Override
    public OutputStream openOutputStream() {
      return bytes;
    }

    @Override
    public InputStream openInputStream() {
      return new ByteArrayInputStream(bytes.toByteArray());
    }
  }

  private static final class Files extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, Output> outputs = new HashMap<>();

    Files(JavaFileManager standard) {
      super(standard);
    }

    Map<String, byte[]> classes() {
      return outputs.entrySet().stream()
          .collect(
              Collectors.toMap(
                  e -> e.getKey().substring(e.getKey().lastIndexOf('.') + 1),
                  e -> e.getValue().bytes.toByteArray()));
    }

    @Override
    public Iterable<JavaFileObject> list(
        Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse)
        throws IOException {
      if (location == StandardLocation.CLASS_PATH) {
        List<JavaFileObject> found = new ArrayList<>();
        if (kinds.contains(JavaFileObject.Kind.CLASS)) {
          for (Class<?> type : VISIBLE) {
            if (type.getPackageName().equals(packageName)) {
              found.add(new Existing(type.getName()));
            }
          }
        }
        return found;
      }
      return super.list(location, packageName, kinds, recurse);
    }

    @Override
    public String inferBinaryName(Location location, JavaFileObject file) {
      return file instanceof Existing existing
          ? existing.binaryName
          : super.inferBinaryName(location, file);
    }

    @Override
    public boolean hasLocation(Location location) {
      return location == StandardLocation.CLASS_PATH
          || location != StandardLocation.SOURCE_PATH && super.hasLocation(location);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      return outputs.computeIfAbsent(className, Output::new);
    }

    @Override
    public boolean isSameFile(FileObject a, FileObject b) {
      return a == b;
    }
  }
}

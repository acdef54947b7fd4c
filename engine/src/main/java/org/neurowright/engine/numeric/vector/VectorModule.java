package org.neurowright.engine.numeric.vector;

/**
 * Whether vector instructions can be used. Everything that links to {@code jdk.incubator.vector}
 * asks here first, and asking makes the module available where that is possible.
 *
 * <p>The module is there when Java was started with {@code --add-modules jdk.incubator.vector}, at
 * the price of a warning on standard error and of the stored module graph of an AOT cache. When
 * Java was started with {@value #FLAG} instead, it is loaded now, in a layer beside the boot layer
 * and by the boot loader, so that the just-in-time compiler treats it as always. Where neither
 * works, programs run their scalar twins without a word.
 */
public final class VectorModule {
  /** Name of the module. */
  public static final String NAME = "jdk.incubator.vector";

  /** Option of Java that lets the module be loaded without a warning. */
  public static final String FLAG = "--add-exports=java.base/jdk.internal.module=ALL-UNNAMED";

  /**
   * Property that, when {@code false}, makes the module count as absent. A training run for an AOT
   * cache needs it: Java cannot store classes that link to a module which was loaded later. The
   * module is loaded all the same, so that Java can store what loading it takes.
   */
  public static final String PROPERTY = "neurowright.vectors";

  private static final boolean PRESENT = find();

  private VectorModule() {}

  /** Whether classes of the module can be used. */
  public static boolean isPresent() {
    return PRESENT;
  }

  private static boolean find() {
    if (System.getProperty(PROPERTY, "").equals("false")) {
      load();
      return false;
    }
    return isVisible() || load() && isVisible();
  }

  /** A layer beside the boot layer is not found by asking that one, but its classes are. */
  private static boolean isVisible() {
    try {
      Class.forName(NAME + ".DoubleVector", false, VectorModule.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /** What the JDK does itself when it needs a module later; nothing of it is promised to stay. */
  private static boolean load() {
    try {
      Class.forName("jdk.internal.module.Modules")
          .getMethod("loadModule", String.class)
          .invoke(null, NAME);
      return true;
    } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
      // Another JDK, a runtime without the module, or started without the flag.
      return false;
    }
  }
}

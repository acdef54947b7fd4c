package org.neurowright.engine.nmodl.kernel;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Supplier;
import org.neurowright.engine.mechanism.MechanismKernel;

/** Turns the bytes of a generated kernel into a hidden class of this package. */
public final class KernelHost {
  private KernelHost() {}

  /**
   * Defines a kernel class.
   *
   * @param classBytes a class file of this package that extends {@link MechanismKernel}
   * @return makes unbound kernels
   * @throws LinkageError when the bytes are no such class
   */
  public static Supplier<MechanismKernel> define(byte[] classBytes) {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClass(classBytes, true);
      MethodHandle constructor =
          lookup
              .findConstructor(lookup.lookupClass(), MethodType.methodType(void.class))
              .asType(MethodType.methodType(MechanismKernel.class));
      return () -> {
        try {
          return (MechanismKernel) constructor.invokeExact();
        } catch (Throwable e) {
          throw new IllegalStateException("a generated kernel could not be made", e);
        }
      };
    } catch (IllegalAccessException | NoSuchMethodException e) {
      throw new LinkageError("not a generated kernel", e);
    }
  }
}

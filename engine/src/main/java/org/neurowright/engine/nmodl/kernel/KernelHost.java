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
   * Defines a kernel class when its first kernel is made: models use few of the mechanisms they
   * have.
   *
   * @param classBytes a class file of this package that extends {@link MechanismKernel}
   * @return makes unbound kernels; throws a LinkageError when the bytes are no such class
   */
  public static Supplier<MechanismKernel> define(byte[] classBytes) {
    return new Factory(classBytes);
  }

  private static final class Factory implements Supplier<MechanismKernel> {
    private final byte[] classBytes;
    private MethodHandle constructor;

    Factory(byte[] classBytes) {
      this.classBytes = classBytes;
    }

    @Override
    public MechanismKernel get() {
      MethodHandle defined = constructor();
      try {
        return (MechanismKernel) defined.invokeExact();
      } catch (Throwable e) {
        throw new IllegalStateException("a generated kernel could not be made", e);
      }
    }

    private synchronized MethodHandle constructor() {
      if (constructor == null) {
        try {
          MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClass(classBytes, true);
          constructor =
              lookup
                  .findConstructor(lookup.lookupClass(), MethodType.methodType(void.class))
                  .asType(MethodType.methodType(MechanismKernel.class));
        } catch (IllegalAccessException | NoSuchMethodException e) {
          throw new LinkageError("not a generated kernel", e);
        }
      }
      return constructor;
    }
  }
}

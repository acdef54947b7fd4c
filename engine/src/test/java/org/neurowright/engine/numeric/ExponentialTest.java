package org.neurowright.engine.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExponentialTest {

  /** e^x rounded to the nearest double, as Python's math.exp gives it. */
  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "1, 2.718281828459045",
    "-1, 0.36787944117144233",
    "0.5, 1.6487212707001282",
    "-0.025, 0.9753099120283326",
    "10, 22026.465794806718",
    "-37.5, 5.175555005801869E-17",
    "700, 1.0142320547350045E304",
    "-700, 9.85967654375977E-305",
    "1e-20, 1"
  })
  void givesTheNearestDouble(double x, double expected) {
    assertThat(Exponential.exp(x)).isEqualTo(expected);
  }

  @Test
  void differsFromJavasByAtMostOneUnitInTheLastPlace() {
    Random random = new Random(4);
    for (int n = 0; n < 1_000_000; n++) {
      double x = argument(random);
      double exact = StrictMath.exp(x);
      assertThat(Math.abs(Exponential.exp(x) - exact))
          .as("exp(" + x + ")")
          .isLessThanOrEqualTo(Math.ulp(exact));
    }
  }

  @Test
  void hasTheBitsOfTheGnuLibraryOnProcessorsWithFusedMultiplyAdd() throws Throwable {
    Path cpu = Path.of("/proc/cpuinfo");
    assumeTrue(
        Files.isReadable(cpu) && Files.readString(cpu).contains(" fma "),
        "skipped: no Linux on x86-64 with FMA");
    try (Arena arena = Arena.ofConfined()) {
      MethodHandle reference =
          Linker.nativeLinker()
              .downcallHandle(
                  SymbolLookup.libraryLookup("libm.so.6", arena).find("exp").orElseThrow(),
                  FunctionDescriptor.of(ValueLayout.JAVA_DOUBLE, ValueLayout.JAVA_DOUBLE));
      Random random = new Random(5);
      for (int n = 0; n < 3_000_000; n++) {
        double x = argument(random);
        double expected = (double) reference.invokeExact(x);
        if (Double.doubleToRawLongBits(expected)
            != Double.doubleToRawLongBits(Exponential.exp(x))) {
          assertThat(Exponential.exp(x)).as("exp(" + x + ")").isEqualTo(expected);
        }
      }
    } catch (IllegalArgumentException e) {
      assumeTrue(false, "skipped: no libm.so.6");
    }
  }

  /** Mostly of the size that rate functions see, sometimes tiny or at the limits. */
  private static double argument(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> (random.nextDouble() - .5) * 1400;
      case 1 -> random.nextGaussian() * Math.pow(10, -random.nextInt(18));
      default -> random.nextGaussian() * 5;
    };
  }
}

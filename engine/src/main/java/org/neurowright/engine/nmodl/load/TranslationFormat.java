package org.neurowright.engine.nmodl.load;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.neurowright.engine.mechanism.GlobalVariable;
import org.neurowright.engine.mechanism.IonUse;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.mechanism.MechanismVariable;
import org.neurowright.engine.mechanism.Superposition;
import org.neurowright.engine.nmodl.load.Translation.Code;
import org.neurowright.engine.nmodl.load.Translation.Inclusion;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Severity;

/**
 * Bytes of a translation: what it was made of, then its parts in the order of the records. There is
 * no version, as what it was made of names the program.
 */
final class TranslationFormat {
  private TranslationFormat() {}

  /** The bytes of a translation behind the texts that it was made of. */
  static byte[] write(List<String> madeOf, Translation translation) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream stream = new DataOutputStream(bytes)) {
      new Writer(stream).write(madeOf, translation);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The translation, unless it was made of something else. */
  static Optional<Translation> read(ByteBuffer bytes, List<String> madeOf) {
    try {
      Reader reader = new Reader(bytes);
      for (String part : madeOf) {
        if (!reader.text().equals(part)) {
          return Optional.empty();
        }
      }
      return Optional.of(reader.translation());
    } catch (BufferUnderflowException
        | IllegalArgumentException
        | IndexOutOfBoundsException
        | NegativeArraySizeException e) {
      // Not what was written, although the checksum is right.
      return Optional.empty();
    }
  }

  // ---------------------------------------------------------------- writing

  @FunctionalInterface
  private interface ItemWriter<T> {
    void write(T item) throws IOException;
  }

  private record Writer(DataOutputStream out) {
    void write(List<String> madeOf, Translation translation) throws IOException {
      for (String part : madeOf) {
        text(part);
      }
      list(translation.inclusions(), this::inclusion);
      list(translation.code().stream().toList(), this::code);
      list(translation.spikePlayers(), this::text);
      list(translation.problems(), this::problem);
    }

    private void text(String text) throws IOException {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      out.writeInt(bytes.length);
      out.write(bytes);
    }

    private <T> void list(Collection<T> items, ItemWriter<T> writer) throws IOException {
      out.writeInt(items.size());
      for (T item : items) {
        writer.write(item);
      }
    }

    private void inclusion(Inclusion inclusion) throws IOException {
      text(inclusion.fromPath());
      text(inclusion.name());
      text(inclusion.path());
      text(inclusion.text());
    }

    private void code(Code code) throws IOException {
      text(code.key());
      MechanismType type = code.type();
      text(type.name());
      constant(type.kind());
      text(type.title());
      list(type.variables(), this::variable);
      list(type.globals(), this::global);
      list(type.ions(), this::ion);
      list(type.currents(), this::text);
      out.writeBoolean(type.electrodeCurrent());
      out.writeInt(type.netReceiveArgs());
      list(type.phases(), this::constant);
      out.writeBoolean(type.superposition().proved());
      text(type.superposition().reason());
    }

    private void constant(Enum<?> constant) throws IOException {
      out.writeInt(constant.ordinal());
    }

    private void variable(MechanismVariable variable) throws IOException {
      text(variable.name());
      text(variable.unit());
      constant(variable.role());
      out.writeBoolean(variable.visible());
      out.writeDouble(variable.defaultValue());
      out.writeInt(variable.size());
    }

    private void global(GlobalVariable global) throws IOException {
      text(global.name());
      text(global.unit());
      out.writeDouble(global.defaultValue());
      out.writeInt(global.size());
      out.writeBoolean(global.parameter());
    }

    private void ion(IonUse ion) throws IOException {
      text(ion.ion());
      list(ion.reads(), this::text);
      list(ion.writes(), this::text);
      list(ion.valence().stream().boxed().toList(), out::writeDouble);
    }

    private void problem(Problem problem) throws IOException {
      constant(problem.severity());
      text(problem.code());
      text(problem.location().path());
      out.writeInt(problem.location().line());
      out.writeInt(problem.location().column());
      text(problem.location().element());
      text(problem.message());
      text(problem.expected());
      text(problem.hint());
    }
  }

  // ---------------------------------------------------------------- reading

  private record Reader(ByteBuffer in) {
    Translation translation() {
      return new Translation(
          list(this::inclusion),
          list(this::code).stream().findFirst(),
          list(this::text),
          list(this::problem));
    }

    String text() {
      byte[] bytes = new byte[Math.min(in.getInt(), in.remaining())];
      in.get(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }

    private <T> List<T> list(Supplier<T> reader) {
      int size = in.getInt();
      List<T> items = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        items.add(reader.get());
      }
      return items;
    }

    private boolean flag() {
      return in.get() != 0;
    }

    private <E extends Enum<E>> E constant(E[] values) {
      return values[in.getInt()];
    }

    private Inclusion inclusion() {
      return new Inclusion(text(), text(), text(), text());
    }

    private Code code() {
      String key = text();
      MechanismType type =
          new MechanismType(
              text(),
              constant(MechanismKind.values()),
              text(),
              list(this::variable),
              list(this::global),
              list(this::ion),
              list(this::text),
              flag(),
              in.getInt(),
              new LinkedHashSet<>(list(() -> constant(MechanismType.Phase.values()))),
              new Superposition(flag(), text()),
              MechanismType.WITHOUT_KERNELS);
      return new Code(type, key);
    }

    private MechanismVariable variable() {
      return new MechanismVariable(
          text(),
          text(),
          constant(MechanismVariable.Role.values()),
          flag(),
          in.getDouble(),
          in.getInt());
    }

    private GlobalVariable global() {
      return new GlobalVariable(text(), text(), in.getDouble(), in.getInt(), flag());
    }

    private IonUse ion() {
      String name = text();
      List<String> reads = list(this::text);
      List<String> writes = list(this::text);
      List<Double> valence = list(in::getDouble);
      return new IonUse(
          name,
          new LinkedHashSet<>(reads),
          new LinkedHashSet<>(writes),
          valence.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(valence.getFirst()));
    }

    private Problem problem() {
      return new Problem(
          constant(Severity.values()),
          text(),
          new Location(text(), in.getInt(), in.getInt(), text()),
          text(),
          text(),
          text());
    }
  }
}

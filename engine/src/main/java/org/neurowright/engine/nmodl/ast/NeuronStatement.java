package org.neurowright.engine.nmodl.ast;

import java.util.List;
import java.util.Optional;

/** A statement of the NEURON block. */
public sealed interface NeuronStatement {
  Position at();

  /** SUFFIX, POINT_PROCESS or ARTIFICIAL_CELL. */
  record Identity(Position at, Kind kind, String name) implements NeuronStatement {}

  /** What a mechanism is. */
  enum Kind {
    SUFFIX,
    POINT_PROCESS,
    ARTIFICIAL_CELL
  }

  record UseIon(
      Position at,
      String ion,
      List<String> reads,
      List<String> writes,
      Optional<Expr> valence,
      String represents)
      implements NeuronStatement {
    public UseIon {
      reads = List.copyOf(reads);
      writes = List.copyOf(writes);
    }
  }

  /** A list of names with a role. */
  record Names(Position at, Role role, List<Named> names) implements NeuronStatement {
    public Names {
      names = List.copyOf(names);
    }
  }

  record Named(Position at, String name) {}

  /** Roles of {@link Names}. */
  enum Role {
    NONSPECIFIC_CURRENT,
    ELECTRODE_CURRENT,
    RANGE,
    GLOBAL,
    POINTER,
    BBCOREPOINTER,
    EXTERNAL,
    RANDOM,
    SECTION
  }

  record ThreadSafe(Position at, List<String> names) implements NeuronStatement {
    public ThreadSafe {
      names = List.copyOf(names);
    }
  }

  record Represents(Position at, String term) implements NeuronStatement {}
}

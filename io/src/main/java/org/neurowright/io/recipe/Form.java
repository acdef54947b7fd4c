package org.neurowright.io.recipe;

import java.util.Optional;
import org.neurowright.io.json.JsonValue;

/** How one kind of value looks in the document. */
interface Form<T> {

  /**
   * Reads a value.
   *
   * @return empty when it was not right; then problems have been told
   */
  Optional<T> read(JsonValue json, Reading reading);

  Tree write(T value);

  /**
   * JSON schema of the value; named forms add themselves to {@code schemas} and are referred to.
   */
  Tree.Obj schema(Schemas schemas);

  /** What is expected, for messages and tables, for instance "a whole number from 0". */
  String inWords();
}

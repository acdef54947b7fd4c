package org.neurowright.app.shell;

import java.util.function.Supplier;

/** Something that is made when it is first asked for: pages, so that the window appears sooner. */
final class Lazy<T> implements Supplier<T> {
  private final Supplier<T> maker;
  private T made;

  Lazy(Supplier<T> maker) {
    this.maker = maker;
  }

  @Override
  public T get() {
    if (made == null) {
      made = maker.get();
    }
    return made;
  }
}

package org.neurowright.app.prefs;

/** Light or dark. */
public enum ThemeChoice {
  LIGHT,
  DARK;

  public ThemeChoice other() {
    return this == LIGHT ? DARK : LIGHT;
  }
}

package org.neurowright.engine.cable;

import org.neurowright.engine.description.IonStyle;

/** An explicit ion style at one local node. */
record IonStyleAt(IonStyle style, int node) {}

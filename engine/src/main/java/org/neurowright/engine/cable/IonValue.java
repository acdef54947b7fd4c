package org.neurowright.engine.cable;

/** An ion variable set by the user at one local node ({@code ena}, {@code cai}, {@code cao}). */
record IonValue(String variable, int node, double value) {}

package org.neurowright.engine.description;

/** Data of a description that is read when needed instead of being held in memory. */
public sealed interface DescriptionSource permits EdgeStore, SpikeSource {}

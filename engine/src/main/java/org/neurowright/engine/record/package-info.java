/**
 * What a running simulation hands out: spikes and samples in blocks, to {@link
 * org.neurowright.engine.record.ResultSink}s that write, draw or keep them.
 */
package org.neurowright.engine.record;
